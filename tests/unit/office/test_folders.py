import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting
from pipeline.errors import JournalElsewhere
from pipeline.office.folders import check_folders, inbox_of, only_instance
from pipeline.office.journal import open_journal


def _mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Inbox, outbox and a state folder that is not there yet."""
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox", tmp_path / "outbox", tmp_path / "deep" / "state"


def test_a_new_state_folder_is_closed_to_others(folders: tuple[Path, Path, Path]) -> None:
    inbox, outbox, state = folders

    check_folders(inbox, outbox, state)

    assert _mode(state) == 0o700
    assert _mode(state.parent) == _mode(outbox) == _mode(inbox)


def test_an_existing_state_folder_is_closed_to_others(folders: tuple[Path, Path, Path]) -> None:
    inbox, outbox, state = folders
    state.mkdir(parents=True)
    state.chmod(0o777)

    check_folders(inbox, outbox, state)

    assert _mode(state) == 0o700


def test_a_lock_closes_its_state_folder_to_others(folders: tuple[Path, Path, Path]) -> None:
    inbox, _, state = folders

    with only_instance(state, inbox):
        assert _mode(state) == 0o700


def test_another_accounts_state_folder_stays_as_it_is(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(folder: Path, mode: int) -> None:
        raise PermissionError(1, "not yours", str(folder), mode)

    monkeypatch.setattr(Path, "chmod", refused)

    check_folders(*folders)

    assert folders[2].is_dir()


def test_a_state_folder_with_work_belongs_to_its_inbox(folders: tuple[Path, Path, Path]) -> None:
    inbox, _, state = folders
    other = inbox.with_name("other")
    other.mkdir()
    journal = open_journal(state, clock=lambda: datetime(2026, 11, 30, tzinfo=UTC), inbox=inbox)
    journal.claimed("1", Kind.SCAN, Sighting("a.pdf", 1, 1), sha256="0" * 64)
    journal.close()

    with pytest.raises(JournalElsewhere, match="belongs to the inbox"), only_instance(state, other):
        pass

    assert inbox_of(state) == str(inbox)
    assert list(other.iterdir()) == []


def test_a_state_folder_without_a_journal_has_no_inbox(tmp_path: Path) -> None:
    assert inbox_of(tmp_path) is None
