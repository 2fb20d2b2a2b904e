import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipeline.core.model import Job, Kind
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import (
    AttemptCount,
    Facts,
    Intent,
    Output,
    ParkedFile,
    Progress,
    State,
)
from pipeline.errors import (
    AlreadyDone,
    DamagedFile,
    DiskFull,
    EngineMissing,
    FolderUnreachable,
    JournalAltered,
    JournalDamaged,
    JournalElsewhere,
)
from pipeline.office.database import FILE
from pipeline.office.head import Gap
from pipeline.office.journal import Journal, open_journal

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHA = "ab" * 32
JOB = "000001-abababababab"
INTENT = Intent(
    (".t.pdf",),
    (Output("Akte/Brief.pdf", "c" * 64),),
    Facts(3, None, "de", 1, left_out=2, oddities=("unpaired",)),
)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with closing(Journal(tmp_path / "state", clock=lambda: NOON)) as opened:
        yield opened


def claim(
    journal: Journal,
    job_id: str = JOB,
    source: str = "Akte/Brief.pdf",
    kind: Kind | None = Kind.SCAN,
) -> None:
    journal.claimed(job_id, kind, Sighting(source, 5, 7), sha256=SHA)


def test_a_claimed_file_is_a_job_in_work(journal: Journal) -> None:
    claim(journal)

    record = journal.job(JOB)
    assert (record.state, record.started, record.size, record.modified_ns) == (
        State.WORKING,
        NOON,
        5,
        7,
    )
    assert record.job == Job(JOB, Kind.SCAN, "Akte/Brief.pdf", SHA)
    assert (record.arrival, record.folder, record.name) == (1, "Akte", "Brief.pdf")
    assert journal.open_jobs() == (record,)


def test_what_we_cannot_process_is_no_job(journal: Journal) -> None:
    claim(journal, kind=None)

    with pytest.raises(ValueError, match="no kind"):
        _ = journal.job(JOB).job


def test_names_in_any_bytes_survive(journal: Journal, tmp_path: Path) -> None:
    source = os.fsdecode(b"M\xfcller\nZeile 2/\xe2\x80\xae.pdf")
    claim(journal, source=source)

    with closing(Journal(tmp_path / "state", clock=lambda: NOON)) as again:
        assert again.job(JOB).source == source


def test_a_published_job_has_its_outputs_and_facts(journal: Journal) -> None:
    claim(journal)
    journal.publishing(JOB, INTENT)
    journal.published(JOB)
    journal.keeping(JOB, "_originals/2026/03/Brief.pdf")

    record = journal.job(JOB)
    assert (record.state, record.outputs, record.facts) == (
        State.PUBLISHED,
        INTENT.outputs,
        INTENT.facts,
    )
    assert (record.finished, record.original) == (NOON, "_originals/2026/03/Brief.pdf")
    assert journal.open_jobs() == ()


def test_a_rejected_job_keeps_its_reason_and_its_place(journal: Journal) -> None:
    place = ParkedFile("Brief.pdf", "Brief.pdf - note.txt", "d" * 64)
    claim(journal)
    journal.rejected(JOB, DamagedFile())
    journal.parking(JOB, place)

    record = journal.job(JOB)
    assert (record.state, record.reason, record.parked) == (
        State.NEEDS_ATTENTION,
        "DamagedFile",
        place,
    )


def test_a_duplicate_names_what_was_there_before(journal: Journal) -> None:
    claim(journal)
    journal.duplicate(JOB, AlreadyDone(earlier="Brief.pdf"), of="000000-x")

    assert journal.job(JOB).state is State.DUPLICATE
    assert journal.job(JOB).details == {"earlier": "Brief.pdf"}


def test_waiting_for_the_machine_is_said_once_and_ends(journal: Journal) -> None:
    claim(journal)
    for _ in range(3):
        journal.postponed(JOB, EngineMissing(what="Tesseract", command="apt"))

    assert journal.job(JOB).state is State.WAITING
    journal.resumed(JOB)
    journal.resumed(JOB)
    assert journal.job(JOB).state is State.WORKING
    assert [what for (what,) in rows(journal, "SELECT what FROM event")] == [
        "claimed",
        "postponed",
        "resumed",
    ]


def test_a_returned_file_is_no_longer_open(journal: Journal) -> None:
    claim(journal)
    journal.returned(JOB)

    assert journal.job(JOB).state is State.RETURNED
    assert not journal.job(JOB).state.open


def test_arrivals_are_found_by_number_and_by_bytes(journal: Journal) -> None:
    claim(journal)
    claim(journal, "000007-abababababab")
    journal.redone(JOB)

    assert journal.last_arrival() == 7
    assert journal.by_arrival(5) is None
    assert journal.by_arrival(7) == journal.job("000007-abababababab")
    assert [record.redone for record in journal.by_sha(SHA)] == [True, False]
    assert journal.by_sha("0" * 64) == ()
    with pytest.raises(KeyError):
        journal.job("nobody")


def test_progress_is_shown_while_a_job_is_open(journal: Journal) -> None:
    claim(journal)
    journal.attempts.advance(JOB, 1, 12, unit="page")
    journal.attempts.advance(JOB, 2, 12, unit="page")

    assert journal.jobs()[0].progress == Progress(2, 12, "page")
    journal.returned(JOB)
    assert journal.jobs()[0].progress is None


def test_attempts_are_counted_before_the_work_and_can_be_taken_back(journal: Journal) -> None:
    assert journal.attempts.count(JOB, "page 1") == AttemptCount()
    assert journal.attempts.begin(JOB, "page 1") == AttemptCount(started=1)
    assert journal.attempts.undo(JOB, "page 1") == AttemptCount()
    assert journal.attempts.undo(JOB, "page 1") == AttemptCount()
    journal.attempts.begin(JOB, "page 1")
    assert journal.attempts.fail(JOB, "page 1", "NativeCrash") == AttemptCount(1, 1, "NativeCrash")
    assert journal.attempts.count(JOB, "page 2") == AttemptCount()
    assert journal.attempts.any_failed(JOB, "NativeCrash")
    assert not journal.attempts.any_failed(JOB, "NativeHang")
    assert not journal.attempts.any_failed("000009-cd", "NativeCrash")


def test_times_are_kept_in_utc(tmp_path: Path) -> None:
    berlin = timezone(timedelta(hours=2))
    with closing(Journal(tmp_path, clock=lambda: NOON.astimezone(berlin))) as journal:
        claim(journal)

        assert journal.job(JOB).started.utcoffset() == timedelta(0)
        assert rows(journal, "SELECT at FROM event") == [("2026-03-01T12:00:00+00:00",)]


def test_another_process_sees_what_happens_while_it_looks(journal: Journal, tmp_path: Path) -> None:
    with closing(Journal(tmp_path / "state", clock=lambda: NOON)) as other:
        assert other.jobs() == ()
        claim(journal)
        assert [record.id for record in other.jobs()] == [JOB]
        other.redone(JOB)

    assert journal.job(JOB).redone
    assert journal.verify() is None


def test_many_threads_write_one_unbroken_chain(journal: Journal) -> None:
    def work(number: int) -> None:
        job_id = f"{number:06d}-abababababab"
        claim(journal, job_id)
        journal.attempts.advance(job_id, 1, 2, unit="page")
        journal.publishing(job_id, INTENT)
        journal.published(job_id)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert journal.verify() is None
    assert {record.state for record in journal.jobs()} == {State.PUBLISHED}


@pytest.mark.parametrize("change", ["UPDATE event SET at = 'never'", "DELETE FROM event"])
def test_events_can_be_neither_changed_nor_removed(journal: Journal, change: str) -> None:
    claim(journal)

    with (
        closing(sqlite3.connect(journal.folder / FILE)) as database,
        pytest.raises(sqlite3.IntegrityError),
    ):
        database.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET at = '2020-01-01T00:00:00+00:00' WHERE seq = 2",
        "DELETE FROM event WHERE seq = 2",
        "UPDATE event SET detail = '{}' WHERE seq = 2",
    ],
)
def test_whoever_rewrites_the_story_is_found_out(journal: Journal, change: str) -> None:
    claim(journal)
    journal.publishing(JOB, INTENT)
    journal.published(JOB)
    assert journal.verify() is None

    with closing(sqlite3.connect(journal.folder / FILE)) as database:
        database.executescript("DROP TRIGGER event_stays; DROP TRIGGER event_remains;" + change)

    assert journal.verify() == 2


def test_an_event_that_says_nothing_any_more_is_named(journal: Journal, tmp_path: Path) -> None:
    claim(journal)
    with closing(sqlite3.connect(journal.folder / FILE)) as database:
        database.executescript("DROP TRIGGER event_stays; UPDATE event SET detail = '{}'")

    with pytest.raises(JournalAltered, match="event 1 is not as it was written"):
        Journal(tmp_path / "state", clock=lambda: NOON)


def test_text_that_is_no_utf_8_any_more_is_damage(journal: Journal, tmp_path: Path) -> None:
    claim(journal)
    with closing(sqlite3.connect(journal.folder / FILE)) as database:
        database.executescript(
            "DROP TRIGGER event_stays; UPDATE event SET at = CAST(x'ff323032' AS TEXT)"
        )

    with pytest.raises(JournalDamaged, match="damaged"):
        Journal(tmp_path / "state", clock=lambda: NOON)


def test_events_of_a_later_version_are_passed_over(journal: Journal) -> None:
    claim(journal)
    journal.append(JOB, "signed", {"by": "somebody"})
    journal.append("nobody", "signed", {})
    journal.append(JOB, "published", {})

    assert journal.job(JOB).state is State.WORKING


def test_a_state_folder_belongs_to_one_inbox(tmp_path: Path) -> None:
    state, inbox = tmp_path / "state", tmp_path / "inbox"
    for _ in range(2):
        open_journal(state, clock=lambda: NOON, inbox=inbox).close()

    with pytest.raises(JournalElsewhere, match="belongs to the inbox"):
        open_journal(state, clock=lambda: NOON, inbox=tmp_path / "other")


def test_a_damaged_journal_is_set_aside_and_a_new_one_begins(tmp_path: Path) -> None:
    for _ in range(2):
        (tmp_path / FILE).write_bytes(b"no database at all" * 100)
        with pytest.raises(JournalDamaged, match="damaged"):
            Journal(tmp_path, clock=lambda: NOON)
        with closing(
            open_journal(tmp_path, clock=lambda: NOON, inbox=tmp_path / "inbox")
        ) as journal:
            assert journal.jobs() == ()
            assert journal.verify() is None

    assert sorted(file.name for file in tmp_path.glob("damaged-*")) == [
        f"damaged-{n}-{FILE}" for n in (1, 2)
    ]


def test_damage_that_sqlite_cannot_even_put_into_words_is_damage(journal: Journal) -> None:
    claim(journal)
    journal.close()
    file = journal.folder / FILE
    file.write_bytes(file.read_bytes().replace(b"what TEXT NOT NULL,", b"what TEXT NOT NULL\xac"))

    with closing(open_journal(journal.folder, clock=lambda: NOON, inbox=Path("/in"))) as opened:
        assert opened.jobs() == ()

    assert (journal.folder / f"damaged-1-{FILE}").exists()


def test_a_state_folder_that_cannot_be_made_is_unreachable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(FolderUnreachable):
        Journal(tmp_path / "file" / "state", clock=lambda: NOON)
    (tmp_path / FILE).mkdir()
    with pytest.raises(FolderUnreachable):
        open_journal(tmp_path, clock=lambda: NOON, inbox=tmp_path / "inbox")


def test_a_full_disk_is_said_and_leaves_the_chain_whole(journal: Journal) -> None:
    claim(journal)
    rows(journal, "PRAGMA max_page_count = 1")

    with pytest.raises(DiskFull):
        claim(journal, "000002-abababababab", source="x" * 100_000)

    assert journal.verify() is None
    with journal.database.asking() as db:
        assert not db.in_transaction  # the next writer must not wait


def test_a_closed_journal_is_our_own_mistake(tmp_path: Path) -> None:
    journal = Journal(tmp_path, clock=lambda: NOON)
    journal.close()

    with pytest.raises(sqlite3.ProgrammingError):
        journal.jobs()


def rows(journal: Journal, query: str) -> list[tuple[str, ...]]:
    """What an auditor finds in the table."""
    with journal.database.asking() as db:
        found: list[tuple[str, ...]] = db.execute(query).fetchall()
    return found


def test_the_latest_of_each_state_are_listed_and_all_are_counted(journal: Journal) -> None:
    for number in range(1, 9):
        job_id = f"{number:06d}-{SHA[:12]}"
        journal.claimed(job_id, Kind.SCAN, Sighting(f"{number}.pdf", 1, 1), sha256=SHA)
        if number < 7:
            journal.rejected(job_id, DamagedFile())
    journal.attempts.advance(f"000008-{SHA[:12]}", 1, 2, unit="page")

    assert [job.arrival for job in journal.latest(2)] == [5, 6, 7, 8]
    assert [job.progress is not None for job in journal.latest(2)] == [False, False, False, True]
    assert {state: number for state, number in journal.counts().items() if number} == {
        State.WORKING: 2,
        State.NEEDS_ATTENTION: 6,
    }


def test_nothing_opens_a_job_that_has_ended(journal: Journal) -> None:
    job_id = f"000001-{SHA[:12]}"
    journal.claimed(job_id, Kind.SCAN, Sighting("a.pdf", 1, 1), sha256=SHA)
    journal.rejected(job_id, DamagedFile())

    journal.postponed(job_id, DiskFull(folder="/full"))
    journal.resumed(job_id)
    journal.append(job_id, "postponed", {"reason": "DiskFull", "details": {}})  # as 0.2.0 did

    assert journal.job(job_id).state is State.NEEDS_ATTENTION
    assert journal.open_jobs() == ()


def test_a_head_that_the_journal_does_not_have_is_a_gap(journal: Journal) -> None:
    journal.append("", "one", {})
    first = journal.head()
    journal.append("", "two", {})
    second = journal.head()

    assert journal.missing(None) is None
    assert journal.missing(first) is None  # an older head: a crash came in between
    assert journal.missing(second) is None
    assert journal.missing(replace(second, count=7)) == Gap(3, 7)
    assert journal.missing(replace(second, hash="f" * 64)) == Gap(2, 2)
    assert journal.missing(replace(second, journal="f" * 64)) == Gap(1, 2)


def test_a_gap_is_known_until_a_person_takes_note(journal: Journal) -> None:
    journal.lost(Gap(3, 7))
    assert journal.gap == Gap(3, 7)

    journal.acknowledged()

    assert journal.head().count == 2
    assert [journal.gap] == [None]


def test_a_refusal_is_known_until_something_is_written_again(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.folder / "journal.sqlite3")) as other:
        pages = other.execute("PRAGMA page_count").fetchone()[0]
    with journal.database.asking() as db:
        db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        journal.append("", "long", {"text": "x" * 100_000})
    assert journal.database.refusal == DiskFull(folder=str(journal.folder))
    journal.jobs()
    assert journal.database.refusal is not None

    with journal.database.asking() as db:
        db.execute("PRAGMA max_page_count = 1000000")
    journal.append("", "short", {})

    assert [journal.database.refusal] == [None]
