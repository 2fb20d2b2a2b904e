"""Files in work, journals and originals that people delete, restore, cut off or change."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pipeline.core.office.records import State
from tests.e2e.conftest import TrialOffice
from tools.samples import Sample, scan

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]


@pytest.fixture
def office(tmp_path: Path) -> TrialOffice:
    return TrialOffice(tmp_path / "office", patience=300)


def _notes(office: TrialOffice) -> list[str]:
    folder = office.inbox / "_needs-attention"
    return sorted(file.name for file in folder.glob("*")) if folder.exists() else []


def test_a_job_whose_folder_was_deleted_ends_with_a_note_and_can_be_dropped_again(
    office: TrialOffice, five_pages: Sample, english_letter_png: Sample
) -> None:
    office.drop(five_pages.path, "Akte.pdf")
    office.kill_when(lambda: len(office.recognised()) >= 1, "batch")
    shutil.rmtree(office.inbox / ".in-work" / "000001")
    office.drop(english_letter_png.path, "Letter.png")

    code, items = office.batch()

    assert code == 1  # a note that is new needs a person
    assert [(item["source"], item["status"]) for item in items] == [
        ("Akte.pdf", "needs-attention"),
        ("Letter.png", "published"),
    ]
    assert _notes(office) == ["Akte.pdf - Hinweis.txt"]
    office.drop(five_pages.path, "Akte.pdf")
    assert office.batch()[0] == 0
    assert _notes(office) == []
    office.check()


def test_a_job_whose_folder_is_deleted_while_it_is_read_ends_with_a_note(
    office: TrialOffice, five_pages: Sample
) -> None:
    office.drop(five_pages.path, "Akte.pdf")
    del office.dropped["Akte.pdf"]
    process = office.start("batch")
    office.wait_until(lambda: len(office.recognised()) >= 1, process)

    shutil.rmtree(office.inbox / ".in-work" / "000001")

    assert process.wait(200) == 1
    assert _notes(office) == ["Akte.pdf - Hinweis.txt"]
    office.check()


def test_an_older_copy_of_the_state_folder_ends_what_it_believes_to_be_in_work(
    office: TrialOffice, five_pages: Sample
) -> None:
    office.drop(five_pages.path, "Akte.pdf")
    office.kill_when(lambda: len(office.recognised()) >= 1, "batch")
    backup = office.root / "backup"
    shutil.copytree(office.state, backup)
    assert office.batch()[0] == 0
    shutil.rmtree(office.state)
    backup.rename(office.state)

    ended = office.run("batch")

    assert "fehlen die Ereignisse" in ended.stdout
    assert _notes(office) == ["Akte.pdf - Hinweis.txt"]
    with closing(office.journal()) as journal:
        assert [job.state for job in journal.jobs()] == [State.NEEDS_ATTENTION]
    again = office.run("redo", "1")
    assert again.returncode == 0, again.stderr
    assert office.batch()[0] == 0
    assert office.results() == ["Akte (2).docx", "Akte (2).pdf", "Akte.docx", "Akte.pdf"]


def test_release_ends_what_nobody_wants_to_wait_for(
    office: TrialOffice, five_pages: Sample
) -> None:
    office.drop(five_pages.path, "Akte.pdf")
    office.kill_when(lambda: len(office.recognised()) >= 1, "batch")

    ended, twice = office.run("release", "1"), office.run("release", "1")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert twice.returncode == 2
    assert "schreibstube redo 000001" in twice.stderr
    assert _notes(office) == ["Akte.pdf", "Akte.pdf - Hinweis.txt"]
    assert office.batch() == (0, [])
    assert office.run("redo", "1").returncode == 0
    assert office.batch()[0] == 0
    office.check()


def test_release_ends_a_job_whose_inbox_is_gone_for_good(
    office: TrialOffice, five_pages: Sample
) -> None:
    office.drop(five_pages.path, "Akte.pdf")
    office.kill_when(lambda: len(office.recognised()) >= 1, "batch")
    office.inbox.rename(office.root / "lost")
    office.inbox.mkdir()

    ended = office.run("release", "1")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "keinen Hinweis" in ended.stdout
    with closing(office.journal()) as journal:
        assert not journal.open_jobs()
    assert list(office.inbox.iterdir()) == []


def test_a_page_that_a_scanner_adds_after_publication_comes_too(
    office: TrialOffice, sample_folder: Path
) -> None:
    one = scan(sample_folder / "eine.pdf", pages=1).path.read_bytes()
    two = scan(sample_folder / "zwei.pdf", pages=2).path.read_bytes()
    process = office.start("watch")
    try:
        with (office.inbox / "Scan.pdf").open("wb") as scanner:
            scanner.write(one)
            scanner.flush()
            office.wait_until((office.outbox / "Scan.docx").exists, process)
            scanner.seek(0)
            scanner.write(two)
            scanner.flush()
            office.wait_until((office.outbox / "Scan (2).docx").exists, process)
    finally:
        process.terminate()
        process.wait(60)

    assert _notes(office) == ["Scan.pdf - Hinweis.txt"]
    with closing(office.journal()) as journal:
        assert [(job.source, job.facts.pages) for job in journal.jobs()] == [
            ("Scan.pdf", 1),
            ("Scan.pdf", 2),
        ]
    assert office.run("redo", "1").returncode == 0
    assert office.batch()[0] == 0


def _events(office: TrialOffice, change: str) -> None:
    """Do something to the journal that Schreibstube never does."""
    with closing(sqlite3.connect(office.state / "journal.sqlite3", isolation_level=None)) as db:
        db.execute("DROP TRIGGER event_stays")
        db.execute("DROP TRIGGER event_remains")
        db.execute(change)


def test_every_command_notices_a_changed_journal(
    office: TrialOffice, english_letter_png: Sample
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    assert office.batch()[0] == 0
    _events(office, "UPDATE event SET detail = replace(detail, 'Letter', 'Brief') WHERE seq = 4")

    ended = {
        command: office.run(*command.split())
        for command in ("batch", "status", "status --json", "redo 1", "release 1", "selftest")
    }

    assert {command: "verändert" in run.stdout + run.stderr for command, run in ended.items()} == (
        dict.fromkeys(ended, True)
    )
    assert {command for command, run in ended.items() if run.returncode == 0} == {
        "status",
        "status --json",
    }


def test_a_journal_whose_tail_was_cut_off_is_told_until_a_person_takes_note(
    office: TrialOffice, english_letter_png: Sample, german_invoice_pdf: Sample
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    assert office.batch()[0] == 0
    with closing(office.journal()) as journal:
        count = journal.head().count
    _events(office, f"DELETE FROM event WHERE seq > {count - 2}")  # noqa: S608 - a number
    missing = f"fehlen die Ereignisse {count - 1} bis {count}"

    before = [office.run(command).stdout for command in ("status", "selftest")]
    office.drop(german_invoice_pdf.path, "Rechnung.pdf")
    worked = office.run("batch")
    after = [office.run(command).stdout for command in ("status", "selftest")]
    noted = office.run("selftest", "--acknowledge")
    then = json.loads(office.run("status", "--json").stdout)

    assert [missing in said for said in (*before, worked.stdout, *after)] == [True] * 5
    assert (office.outbox / "Rechnung.docx").exists()
    assert noted.returncode == 0, noted.stdout
    assert then["problems"] == []


def test_a_batch_names_what_ended_while_it_took_up_earlier_work(
    office: TrialOffice, english_letter_png: Sample
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    office.kill_when((office.inbox / ".in-work" / "000001").exists, "batch")
    office.kill_when(lambda: len(office.recognised()) >= 1, "batch")
    shutil.rmtree(office.inbox / ".in-work" / "000001")

    code, items = office.batch()

    assert code == 1
    assert [(item["source"], item["status"]) for item in items] == [
        ("Letter.png", "needs-attention")
    ]


def test_a_state_folder_that_is_gone_is_told_and_no_command_makes_another(
    office: TrialOffice,
) -> None:
    office.drop(b"no document", "Notiz.xyz")
    assert office.batch()[0] == 1
    shutil.rmtree(office.state)

    told = office.run("status")
    refused = [office.run(command, "1") for command in ("release", "redo")]

    assert "fehlen die Ereignisse 1 bis" in told.stdout
    assert [run.returncode for run in refused] == [2, 2]
    assert not office.state.exists()


def test_a_crash_between_journal_and_head_is_no_alarm(
    office: TrialOffice, five_pages: Sample
) -> None:
    office.drop(five_pages.path, "Akte.pdf")
    for pages in (1, 2, 3):
        office.kill_when(lambda: len(office.recognised()) >= pages, "batch")  # noqa: B023 - at once

    ended = office.run("batch")

    assert ended.returncode == 0
    assert "Ereignisse" not in ended.stdout
    office.check()
