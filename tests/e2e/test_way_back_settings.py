"""Drafts that come back to an office whose settings are others by now.

Finals are made of what the draft itself was made of. Only where that is gone, today's settings
count, and it is told.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.engines.speech_models import find_model
from pipeline.office.profiles.corrections_file import remembered
from pipeline.settings import load
from tests.e2e import readers
from tests.e2e.corrected import corrected, typed

if TYPE_CHECKING:
    from tests.e2e.conftest import TrialOffice

pytestmark = [pytest.mark.engine, pytest.mark.timeout(400), pytest.mark.xdist_group("way back")]

SCAN = [f"Akte/Brief (final){suffix}" for suffix in (".pdf", ".docx")]
TALK = [f"Akte/Sitzung (final){suffix}" for suffix in (".docx", ".vtt", ".srt", ".txt", ".json")]
READ_AGAIN = "deshalb wurde der Scan mit den heutigen Einstellungen noch einmal gelesen"
HEARD_AGAIN = "deshalb wurde die Aufnahme mit den heutigen Einstellungen noch einmal gehört"


def drop_corrections(office: TrialOffice, folder: Path) -> None:
    """Drop both drafts with a word typed over."""
    akte = office.outbox / "Akte"
    edits = {"Brief": ("Lüdtke", "Lüttke"), "Sitzung": ("günstigste", "billigste")}
    for name, words in edits.items():
        back = corrected(akte / f"{name}.docx", folder / f"{name}.docx", typed(*words))
        office.drop(back, f"{name}.docx")


def change_settings(office: TrialOffice, *, model: str) -> None:
    """Ask for other languages, another model and other outputs, in settings and profile."""
    (office.root / "schreibstube.toml").write_text(
        f'[ocr]\nlanguages = ["eng"]\nsecond_reader = "none"\n'
        f'[speech]\nmodel = "{model}"\noutputs = ["srt"]\n'
    )
    office.drop(b"[recording]\nspeakers = 1\n", "Akte/profile.toml")


def by_source(items: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {item["source"]: item for item in items}


def test_other_settings_change_nothing_in_the_finals_of_earlier_drafts(
    desk: TrialOffice, tmp_path: Path
) -> None:
    drop_corrections(desk, tmp_path)
    change_settings(desk, model=str(another_model(tmp_path / "another")))
    recognised = desk.recognised()

    code, items = desk.batch()

    found = by_source(items)
    assert code == 0, items
    assert (found["Brief.docx"]["outputs"], found["Sitzung.docx"]["outputs"]) == (SCAN, TALK)
    assert desk.recognised() == recognised
    akte = desk.outbox / "Akte"
    was, now = (readers.poppler(akte / name) for name in ("Brief.pdf", "Brief (final).pdf"))
    assert [page.replace("Lüdtke", "Lüttke").split() for page in was] == [
        page.split() for page in now
    ]
    said = (akte / "Sitzung (final).vtt").read_text(encoding="utf-8")
    before = (akte / "Sitzung.vtt").read_text(encoding="utf-8")
    assert "billigste" in said
    assert [line for line in said.splitlines() if " --> " in line] == [
        line for line in before.splitlines() if " --> " in line
    ]
    assert [item["correction"]["corrected"] for item in items] == [1, 1]
    assert not any("Einstellungen" in remark for item in items for remark in item["remarks"])
    desk.check()


def test_drafts_whose_words_are_gone_are_recognised_with_todays_settings_and_it_is_told(
    desk: TrialOffice, tmp_path: Path
) -> None:
    drop_corrections(desk, tmp_path)
    change_settings(desk, model=str(another_model(tmp_path / "another")))
    shutil.rmtree(desk.state / "artefacts")

    code, items = desk.batch()

    found = by_source(items)
    assert code == 0, items
    assert found["Brief.docx"]["outputs"] == SCAN
    assert found["Sitzung.docx"]["outputs"] == [
        f"Akte/Sitzung (final){suffix}" for suffix in (".docx", ".srt")
    ]
    assert READ_AGAIN in " ".join(found["Brief.docx"]["remarks"])
    assert HEARD_AGAIN in " ".join(found["Sitzung.docx"]["remarks"])
    assert found["Brief.docx"]["correction"]["corrected"] > 1
    akte = desk.outbox / "Akte"
    was, now = (
        Counter(" ".join(readers.poppler(akte / name)).split())
        for name in ("Brief.pdf", "Brief (final).pdf")
    )
    assert now["Lüttke"] == was["Lüdtke"] > 0
    assert (now & was).total() >= 0.95 * was.total()
    assert remembered(desk.inbox / "Akte") == ()
    assert READ_AGAIN in " ".join(desk.run("status", "--all").stdout.split())
    desk.check()


def test_a_second_correction_of_such_a_draft_is_told_the_same(
    desk: TrialOffice, tmp_path: Path
) -> None:
    draft = desk.outbox / "Akte" / "Brief.docx"
    first = corrected(draft, tmp_path / "1.docx", typed("Lüdtke", "Lüttke"))
    second = corrected(draft, tmp_path / "2.docx", typed("Lüdtke", "Ludke"))
    shutil.rmtree(desk.state / "artefacts")
    desk.drop(first, "Brief.docx")
    desk.batch()
    desk.drop(second, "Brief noch einmal.docx")

    _code, (item,) = desk.batch()

    assert READ_AGAIN in " ".join(item["remarks"])


def another_model(folder: Path) -> Path:
    """The speech model that is there, under another name."""
    settings = load()
    found = find_model(settings.speech.model, settings.folders.models)
    return shutil.copytree(found, folder, copy_function=os.link)
