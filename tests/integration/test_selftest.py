"""What ``selftest`` finds in the folders; programs and models are tested where they are used."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting
from pipeline.errors import InboxMissing, JournalAltered, JournalDamaged
from pipeline.explained_error import SchreibstubeError
from pipeline.folder_errors import FolderUnmarked
from pipeline.office.database import FILE
from pipeline.office.journal import Journal, open_journal
from pipeline.office.markers import mark_folders
from pipeline.settings import load
from workers.selftest import findings

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def found(root: Path) -> dict[str, SchreibstubeError | None]:
    settings = load(None, inbox=root / "inbox", outbox=root / "outbox", state=root / "state")
    return {finding.what: finding.error for finding in findings(settings)}


def test_an_office_without_a_journal_is_well_and_gets_none(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()

    looked = found(tmp_path)

    assert (looked["Folders"], looked["Journal"]) == (None, None)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["inbox", "outbox", "state"]


def test_a_missing_inbox_is_found(tmp_path: Path) -> None:
    assert isinstance(found(tmp_path)["Folders"], InboxMissing)


def test_a_journal_that_somebody_changed_is_found(tmp_path: Path) -> None:
    with closing(Journal(tmp_path / "state", clock=lambda: NOON)) as journal:
        journal.claimed("000001-ab", Kind.SCAN, Sighting("a.pdf", 1, 1), sha256="ab" * 32)
    assert found(tmp_path)["Journal"] is None

    with closing(sqlite3.connect(tmp_path / "state" / FILE)) as database:
        database.executescript(
            "DROP TRIGGER event_stays; UPDATE event SET at = '2020-01-01T00:00:00+00:00'"
        )
    error = found(tmp_path)["Journal"]

    assert isinstance(error, JournalAltered)
    assert error.details == {"folder": str(tmp_path / "state"), "number": 1}


def test_a_journal_that_is_damaged_is_found(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / FILE).write_bytes(b"no database at all" * 100)

    assert isinstance(found(tmp_path)["Journal"], JournalDamaged)


def test_an_outbox_that_is_not_mounted_is_found_as_a_folder(tmp_path: Path) -> None:
    for name in ("inbox/.in-work", "outbox"):
        (tmp_path / name).mkdir(parents=True)
    state, inbox = tmp_path / "state", tmp_path / "inbox"
    with closing(open_journal(state, clock=lambda: NOON, inbox=inbox)) as journal:
        mark_folders(inbox, tmp_path / "outbox", journal)
    assert found(tmp_path)["Folders"] is None

    (tmp_path / "outbox" / ".schreibstube").unlink()
    looked = found(tmp_path)

    assert isinstance(looked["Folders"], FolderUnmarked)
    assert looked["Journal"] is None


def test_a_damaged_database_of_the_engine_is_found(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    assert found(tmp_path)["The engine's database"] is None

    (tmp_path / "state" / "engine-2.db").write_bytes(b"no database at all" * 100)
    error = found(tmp_path)["The engine's database"]

    assert isinstance(error, JournalDamaged)
    assert str(error.details["file"]).endswith("engine-2.db")


def test_which_walls_hold_is_tried_by_a_child(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    settings = load(
        None, inbox=tmp_path / "inbox", outbox=tmp_path / "out", state=tmp_path / "state"
    )

    walls = [each for each in findings(settings) if "hild processes" in each.what]

    assert len(walls) == 5
    assert all(wall.error is None for wall in walls)
    assert [wall.what for wall in walls if wall.lacks] in (
        [],
        ["The number of child processes has no limit"],  # as root
    )
