"""kill -9 while a corrected draft is worked on: the next run ends it, and there is one final."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.office.profiles.corrections_file import remembered
from tests.e2e import readers
from tests.e2e.corrected import corrected, typed

if TYPE_CHECKING:
    from tests.e2e.conftest import TrialOffice

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300), pytest.mark.xdist_group("way back")]


def claimed(office: TrialOffice) -> bool:
    return any((office.inbox / ".in-work").glob("[0-9]*/*"))


def read(office: TrialOffice) -> bool:
    return any((office.state / "work").glob("*/returned.docx"))


def writing_finals(office: TrialOffice) -> bool:
    return any((office.state / "work").glob("*/finals/*"))


def first_final_visible(office: TrialOffice) -> bool:
    return any("final" in name for name in office.results())


def lesson_kept(office: TrialOffice) -> bool:
    return any((office.state / "lessons").glob("*.json"))


def learned(office: TrialOffice) -> bool:
    return (office.inbox / "Akte" / "corrections.toml").exists()


STAGES = [claimed, read, writing_finals, lesson_kept, first_final_visible, learned]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_a_correction_survives_a_kill(
    desk: TrialOffice, tmp_path: Path, stage: Callable[[TrialOffice], bool]
) -> None:
    draft = desk.outbox / "Akte" / "Brief.docx"
    desk.drop(corrected(draft, tmp_path / "c.docx", typed("Lüdtke", "Lüttke")), "Brief.docx")

    desk.kill_when(partial(stage, desk), "batch")
    code, _items = desk.batch()

    assert code == 0
    assert [name for name in desk.results() if "final" in name] == [
        "Akte/Brief (final).docx",
        "Akte/Brief (final).pdf",
    ]
    assert "Lüttke" in readers.poppler(desk.outbox / "Akte" / "Brief (final).pdf")[0]
    (pair,) = remembered(desk.inbox / "Akte")
    assert (pair.words, len(pair.confirmed)) == (("Lüdtke", "Lüttke"), 1)
    desk.check()
