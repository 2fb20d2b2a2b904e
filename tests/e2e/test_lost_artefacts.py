"""An office whose intermediate results are deleted or damaged while pages are in flight."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import TrialOffice
from tools.samples import Sample, scan

if TYPE_CHECKING:
    import subprocess

pytestmark = pytest.mark.engine


def _all_deleted(state: Path) -> None:
    shutil.rmtree(state / "artefacts", ignore_errors=True)


def _all_damaged(state: Path) -> None:
    for file in (state / "artefacts").rglob("*.json"):
        file.write_bytes(b'{"pages": [')


def _work_deleted(state: Path) -> None:
    for folder in (state / "work").iterdir():
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def six_pages(sample_folder: Path) -> Sample:
    return scan(sample_folder / "Stapel.pdf", pages=6)


@pytest.mark.parametrize("fault", [_all_deleted, _all_damaged, _work_deleted])
@pytest.mark.timeout(600)
def test_what_is_lost_while_pages_are_in_flight_is_made_again(
    tmp_path: Path, six_pages: Sample, english_letter_png: Sample, fault: Callable[[Path], None]
) -> None:
    office = TrialOffice(tmp_path / "office", patience=300)
    office.drop(six_pages.path, "Akte/Stapel.pdf")
    office.drop(english_letter_png.path, "Letter.png")
    running: subprocess.Popen[bytes] = office.start("batch")
    office.wait_until(lambda: len(office.recognised()) >= 2, running)

    fault(office.state)

    assert running.wait(200) == 0
    office.check()
    assert office.results() == ["Akte/Stapel.docx", "Akte/Stapel.pdf", "Letter.docx", "Letter.pdf"]
    assert not (office.inbox / "_needs-attention").exists()
