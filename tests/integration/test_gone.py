"""Jobs whose files are gone, in an office whose inbox and outbox are known by their markers."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import files
from pipeline.app import open_office
from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import Facts, State
from pipeline.errors import (
    DamagedFile,
    FolderUnreachable,
    JournalAltered,
    OriginalGone,
    Unavailable,
)
from pipeline.folder_errors import FolderUnmarked, JournalCut, NotInWork
from pipeline.jobs import Office
from pipeline.office.attention import unsettled
from pipeline.office.claims import Claims
from pipeline.office.head import Head, read_head, write_head
from pipeline.office.journal import open_journal
from pipeline.office.markers import mark_folders
from pipeline.office.messages import explained
from pipeline.office.publishing import Publisher
from pipeline.settings import load
from workers.health import warnings
from workers.release import release_job
from workers.upkeep import Clocks, Upkeep

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office that was started once."""
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    (tmp_path / "inbox" / ".in-work").mkdir()
    settings = load(
        inbox=tmp_path / "inbox", outbox=tmp_path / "outbox", state=tmp_path / "state", settle=0
    )
    journal = open_journal(settings.state, clock=lambda: NOON, inbox=settings.folders.inbox)
    mark_folders(settings.folders.inbox, settings.folders.outbox, journal)
    with closing(journal):
        yield open_office(settings, journal)


def claim(office: Office, source: str = "Akte/Brief.pdf", content: bytes = PDF) -> str:
    arrival = office.journal.last_arrival() + 1
    file = office.claims.inbox / ".in-work" / f"{arrival:06d}" / source
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    sha256, seen = files.sha256_of(file), file.stat()
    job_id = f"{arrival:06d}-{sha256[:12]}"
    sighting = Sighting(source, seen.st_size, seen.st_mtime_ns)
    office.journal.claimed(job_id, Kind.SCAN, sighting, sha256=sha256)
    return job_id


def box(office: Office, job_id: str) -> Path:
    return office.claims.box(int(job_id[:6]))


def notes(office: Office) -> list[str]:
    return sorted(
        file.name
        for file in (office.claims.inbox / "_needs-attention").rglob("*")
        if file.is_file()
    )


def test_a_folder_that_is_gone_from_our_own_inbox_is_no_share_that_is_away(
    office: Office,
) -> None:
    job_id = claim(office)
    shutil.rmtree(box(office, job_id))

    with pytest.raises(OriginalGone):
        office.claims.original(job_id)


def test_without_its_marker_an_inbox_says_nothing_of_what_is_gone(office: Office) -> None:
    job_id = claim(office)
    shutil.rmtree(box(office, job_id))
    (office.claims.inbox / ".in-work" / ".schreibstube").unlink()

    with pytest.raises(FolderUnmarked):
        office.claims.original(job_id)
    with pytest.raises(FolderUnmarked):
        office.attention.reject(job_id, OriginalGone())
    office.arrivals.recover()

    assert office.journal.job(job_id).state is State.WORKING


def test_nothing_is_claimed_below_the_mount_point_of_the_inbox(
    office: Office, tmp_path: Path
) -> None:
    office.claims.inbox.rename(tmp_path / "server")
    office.claims.inbox.mkdir()
    file = office.claims.inbox / "Brief.pdf"
    file.write_bytes(PDF)
    seen = file.stat()

    with pytest.raises(FolderUnmarked):
        office.claims.claim(Sighting("Brief.pdf", seen.st_size, seen.st_mtime_ns))

    assert list(office.claims.inbox.iterdir()) == [file]


def test_a_start_ends_what_has_no_file_any_more(office: Office) -> None:
    gone, here = claim(office), claim(office, "Rechnung.pdf", PDF + b"2")
    shutil.rmtree(box(office, gone))

    assert [job.id for job in office.arrivals.recover()] == [here]
    assert [job.id for job in office.arrivals.recover()] == [here]

    assert office.journal.job(gone).reason == "OriginalGone"
    assert notes(office) == ["Brief.pdf - Hinweis.txt"]


def test_a_publication_that_an_older_journal_believes_to_be_in_work_is_found(
    office: Office, tmp_path: Path
) -> None:
    job_id = claim(office)
    result = tmp_path / "Brief.pdf"
    result.write_bytes(PDF)
    older = tmp_path / "older"
    office.publisher.publish(job_id, (result,), facts=Facts(pages=1))
    shutil.copytree(office.settings.state, older)
    with closing(sqlite3.connect(older / "journal.sqlite3")) as db:
        db.executescript(
            "DROP TRIGGER event_remains;DELETE FROM event WHERE what IN ('published', 'keeping')"
        )
    with closing(open_journal(older, clock=lambda: NOON, inbox=office.claims.inbox)) as journal:
        again = open_office(office.settings, journal)
        assert journal.job(job_id).state is State.WORKING

        assert again.arrivals.recover() == ()

        assert journal.job(job_id).state is State.PUBLISHED
        again.claims.redo(job_id, outbox=office.publisher.outbox)
    assert (office.claims.inbox / "Akte" / "Brief.pdf").read_bytes() == PDF
    assert not (office.claims.inbox / "_needs-attention").exists()


def test_pages_that_fail_together_leave_one_rejection_and_one_note(office: Office) -> None:
    job_id = claim(office)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: office.attention.reject(job_id, DamagedFile()), range(16)))

    assert notes(office) == ["Brief.pdf", "Brief.pdf - Hinweis.txt"]
    with office.journal.database.asking() as db:
        events = db.execute("SELECT what FROM event WHERE job = ?", (job_id,)).fetchall()
    assert [what for (what,) in events] == ["claimed", "rejected", "parking"]


def test_a_rejection_after_publication_is_too_late(office: Office, tmp_path: Path) -> None:
    job_id = claim(office)
    result = tmp_path / "Brief.pdf"
    result.write_bytes(PDF)
    office.publisher.publish(job_id, (result,), facts=Facts(pages=1))

    office.attention.reject(job_id, DamagedFile())

    assert office.journal.job(job_id).state is State.PUBLISHED


def test_while_the_outbox_is_away_nobody_knows_what_was_here_before(
    office: Office, tmp_path: Path
) -> None:
    result = tmp_path / "Brief.pdf"
    result.write_bytes(PDF)
    office.publisher.publish(claim(office), (result,), facts=Facts(pages=1))
    office.publisher.outbox.rename(tmp_path / "server")
    office.publisher.outbox.mkdir()
    again = claim(office)

    with pytest.raises(FolderUnmarked):
        office.arrivals.recover()
    with pytest.raises(FolderUnmarked):
        office.publisher.publish(again, (result,), facts=Facts(pages=1))
    with pytest.raises(FolderUnmarked):
        office.publisher.keep_original(again)

    assert list(office.publisher.outbox.iterdir()) == []
    office.publisher.outbox.rmdir()
    (tmp_path / "server").rename(office.publisher.outbox)
    assert office.arrivals.recover() == ()
    assert office.journal.job(again).state is State.DUPLICATE


def test_an_original_that_a_share_left_under_our_hands_is_fetched_back(
    office: Office, tmp_path: Path
) -> None:
    def move_as_the_share_goes(source: Path, target: Path) -> None:
        outbox.rename(tmp_path / "server")
        outbox.mkdir()
        files.move(source, target)

    outbox, result, job_id = office.publisher.outbox, tmp_path / "Brief.pdf", claim(office)
    result.write_bytes(PDF)
    claims = Claims(office.journal, office.claims.inbox, move=move_as_the_share_goes)

    with pytest.raises(FolderUnmarked):
        Publisher(office.journal, claims, outbox).publish(job_id, (result,), facts=Facts())

    assert list(outbox.iterdir()) == []
    assert office.claims.original(job_id).read_bytes() == PDF
    outbox.rmdir()
    (tmp_path / "server").rename(outbox)
    office.publisher.keep_original(job_id)
    assert len(list((outbox / "_originals").rglob("*.pdf"))) == 1


def test_results_that_a_share_left_under_our_hands_are_taken_away(
    office: Office, tmp_path: Path
) -> None:
    def place_as_the_share_goes(temporary: Path, target: Path) -> None:
        shutil.copytree(outbox, tmp_path / "server")
        (outbox / ".schreibstube").unlink()
        files.place(temporary, target)

    outbox, result, job_id = office.publisher.outbox, tmp_path / "Brief.pdf", claim(office)
    result.write_bytes(PDF)
    publisher = Publisher(office.journal, office.claims, outbox, place=place_as_the_share_goes)

    with pytest.raises(FolderUnmarked):
        publisher.publish(job_id, (result,), facts=Facts())

    assert list(outbox.iterdir()) == []
    assert office.journal.job(job_id).state is State.WORKING
    outbox.rmdir()
    (tmp_path / "server").rename(outbox)
    office.publisher.publish(job_id, (result,), facts=Facts())
    assert [file.name for file in (outbox / "Akte").iterdir()] == ["Brief.pdf"]


def test_release_parks_a_file_that_is_still_there(office: Office) -> None:
    job_id = claim(office)

    assert release_job(office.journal.job(job_id), office.journal, office.settings)

    assert office.journal.job(job_id).reason == "Released"
    assert notes(office) == ["Brief.pdf", "Brief.pdf - Hinweis.txt"]
    with pytest.raises(NotInWork) as refused:
        release_job(office.journal.job(job_id), office.journal, office.settings)
    _, to_do = explained("NotInWork", refused.value.details, "de")
    assert to_do.endswith(f"schreibstube redo {job_id}")


def test_a_refused_file_counts_until_a_person_has_dealt_with_it_and_its_note(
    office: Office, tmp_path: Path
) -> None:
    inbox, marker = office.claims.inbox, office.claims.marker
    job_id, other = claim(office), claim(office, "Akte/Rede.pdf", b"%PDF-1.7 other")
    release_job(office.journal.job(job_id), office.journal, office.settings)
    folder = inbox / "_needs-attention" / "Akte"

    def listed() -> list[str]:
        return [record.id for record in unsettled(office.journal.jobs(), marker)]

    assert listed() == [job_id, other]
    (folder / "Brief.pdf").unlink()
    assert listed() == [job_id, other]
    (folder / "Brief.pdf - Hinweis.txt").unlink()
    assert listed() == [other]
    inbox.rename(tmp_path / "elsewhere")
    assert listed() == [job_id, other]  # nobody knows
    inbox.mkdir()
    assert listed() == [job_id, other]  # not ours


def test_release_of_an_inbox_that_is_away_writes_nothing(office: Office, tmp_path: Path) -> None:
    job_id = claim(office)
    office.claims.inbox.rename(tmp_path / "server")

    assert not release_job(office.journal.job(job_id), office.journal, office.settings)

    assert office.journal.job(job_id).reason == "OriginalGone"
    assert not office.claims.inbox.exists()


def test_who_releases_a_job_of_an_earlier_version_vouches_for_the_inbox(tmp_path: Path) -> None:
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    settings = load(inbox=tmp_path / "inbox", outbox=tmp_path / "outbox", state=tmp_path / "state")
    with closing(
        open_journal(settings.state, clock=lambda: NOON, inbox=settings.folders.inbox)
    ) as journal:
        office = open_office(settings, journal)
        job_id = claim(office)
        shutil.rmtree(box(office, job_id))
        with pytest.raises(FolderUnreachable):
            office.claims.original(job_id)

        assert release_job(journal.job(job_id), journal, settings)

        assert notes(office) == ["Brief.pdf - Hinweis.txt"]


def test_the_journals_head_stands_in_the_inbox(office: Office) -> None:
    upkeep = Upkeep(office, Clocks(lambda: NOON, lambda: 0.0, UTC))
    claim(office)

    upkeep.do()

    folder = office.claims.inbox / ".in-work"
    assert read_head(folder) == office.journal.head()
    claim(office)
    upkeep.do()  # not yet due
    assert read_head(folder) != office.journal.head()
    upkeep.end()
    assert read_head(folder) == office.journal.head()


def test_an_outbox_that_is_away_is_trouble_for_all_until_a_person_permits_it(
    office: Office, tmp_path: Path
) -> None:
    result = tmp_path / "Brief.pdf"
    result.write_bytes(PDF)
    office.publisher.publish(claim(office), (result,), facts=Facts(pages=1))
    office.publisher.outbox.rename(tmp_path / "server")
    office.publisher.outbox.mkdir()
    marker, seconds = office.publisher.outbox / ".schreibstube", iter(range(0, 100, 2))
    upkeep = Upkeep(office, Clocks(lambda: NOON, lambda: next(seconds), UTC))
    for _ in range(3):
        with pytest.raises(Unavailable):
            upkeep.do()
    assert not marker.exists()

    marker.touch()
    with pytest.raises(Unavailable):
        upkeep.do()  # not yet due
    upkeep.do()

    assert marker.read_text().split() == [office.journal.id]


def test_a_marker_that_somebody_tidied_away_is_laid_again(office: Office, tmp_path: Path) -> None:
    result = tmp_path / "Brief.pdf"
    result.write_bytes(PDF)
    office.publisher.publish(claim(office), (result,), facts=Facts(pages=1))
    write_head(office.claims.inbox / ".in-work", office.journal.head())
    (office.publisher.outbox / ".schreibstube").unlink()
    (office.claims.inbox / ".in-work" / ".schreibstube").unlink()

    Upkeep(office, Clocks(lambda: NOON, lambda: 0.0, UTC)).do()

    office.publisher.marker.check()
    office.claims.marker.check()


def test_what_is_wrong_with_journal_and_folders_is_told_together(office: Office) -> None:
    assert list(warnings(office.journal, office.settings)) == []
    head = office.journal.head()
    write_head(office.claims.inbox / ".in-work", Head(head.journal, head.count + 3, "f" * 64))
    (office.publisher.outbox / ".schreibstube").unlink()
    with office.journal.database.asking() as db:
        db.executescript("DROP TRIGGER event_stays; UPDATE event SET at = at || '+' WHERE seq = 1")

    found = [type(error) for error in warnings(office.journal, office.settings)]

    assert found == [JournalAltered, JournalCut, FolderUnmarked]
    shutil.rmtree(office.claims.inbox)
    assert JournalCut not in {type(error) for error in warnings(office.journal, office.settings)}


def test_a_gap_is_told_in_each_round(office: Office) -> None:
    upkeep = Upkeep(office, Clocks(lambda: NOON, lambda: 0.0, UTC))
    assert list(upkeep.told("de")) == []
    gap = office.journal.missing(Head(office.journal.id, 9, "f" * 64))
    assert gap is not None
    office.journal.lost(gap)

    (told,) = upkeep.told("de")

    assert "fehlen die Ereignisse 4 bis 9" in told
