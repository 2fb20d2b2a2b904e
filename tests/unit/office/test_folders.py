import stat
from pathlib import Path

import pytest

from pipeline.office.folders import check_folders, only_instance


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
