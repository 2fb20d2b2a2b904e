"""Documents that hang let the others go first, also after a restart."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.core.office.records import State
from tests.bombs import billion_forms
from tests.e2e.conftest import TrialOffice
from tools import samples

_BOMBS = 4
_LETTERS = ("Brief 0.pdf", "Brief 1.pdf")


@pytest.fixture
def besieged(office: TrialOffice, tmp_path: Path) -> TrialOffice:
    """An office with bombs that arrived before two letters."""
    (office.root / "schreibstube.toml").write_text(
        "[limits]\npage_seconds = 25\ndocument_seconds = 30\n[ocr]\nprocesses = 2\n"
    )
    for number in range(_BOMBS):
        office.drop(billion_forms() + f"\n%{number}".encode(), f"A {number}.pdf")
    for pages, name in enumerate(_LETTERS, start=1):
        office.drop(samples.scan(tmp_path / name, pages=pages).path, name)
    return office


def _states(office: TrialOffice) -> dict[str, State]:
    journal = office.journal()
    found = {record.source: record.state for record in journal.jobs()}
    journal.close()
    return found


def _letters_are_out(office: TrialOffice) -> bool:
    if len(office.results()) < 2 * len(_LETTERS):
        return False
    states = _states(office)
    return all(states[letter] is State.PUBLISHED for letter in _LETTERS)


def _nothing_left(office: TrialOffice) -> bool:
    """Whether the office's programs have ended with it."""
    command = ["pgrep", "-f", str(office.state)]
    return bool(subprocess.run(command, capture_output=True, check=False).returncode)


def _comes(reached: Callable[[], bool], *, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if reached():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.timeout(1200)
def test_letters_behind_bombs_come_out_first(besieged: TrialOffice) -> None:
    office = besieged

    watching = office.start("watch")
    came = _comes(lambda: _letters_are_out(office), seconds=1000)
    watching.kill()
    watching.wait()

    assert came
    states = _states(office)
    assert all(state.open for source, state in states.items() if source not in _LETTERS)
    assert _comes(lambda: _nothing_left(office), seconds=60)
