"""The strokes of hyphens and dashes in a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from pipeline.core.model import Box, Word
from pipeline.ports import PageImage
from pipeline.scans.signs.level_strokes import with_dashes_and_times_signs

_SIZE = 42
"""Of the type, in pixels: capitals are 30 high."""


def _read(folder: Path, text: str, *strokes: tuple[int, int]) -> str:
    """A word between two others, drawn with strokes from these columns to those."""
    sheet, path = Image.new("L", (700, 120), 250), folder / "page.pgm"
    pen = ImageDraw.Draw(sheet)
    for left in (20, 500):
        pen.rectangle((left, 40, left + 100, 70), outline=20, width=4)
    for left in range(200, 400, 40):
        if not any(first <= left + 10 and left <= last for first, last in strokes):
            pen.rectangle((left, 40, left + 12, 69), fill=20)
    for first, last in strokes:
        pen.rectangle((first, 57, last, 60), fill=20)
    sheet.save(path)
    words = (
        Word("Haus", Box(20, 40, 121, 70), 0.9, 0, 0, 0),
        Word(text, Box(200, 40, 373, 70), 0.9, 0, 0, 0),
        Word("Tor", Box(500, 40, 601, 70), 0.9, 0, 0, 0),
    )
    found = with_dashes_and_times_signs(PageImage(path, *sheet.size, 300), words)
    return found[1].text


@pytest.mark.parametrize(("last", "read"), [(299, "12–14"), (287, "12-14")])
def test_the_stroke_between_figures_tells_a_dash(tmp_path: Path, last: int, read: str) -> None:
    assert _read(tmp_path, "12-14", (278, last)) == read


def test_two_strokes_are_told_apart(tmp_path: Path) -> None:
    assert _read(tmp_path, "1-12-4", (238, 246), (310, 331)) == "1-12–4"


def test_a_word_without_contrast_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.pgm"
    Image.new("L", (200, 120), 250).save(path)
    words = (Word("12-14", Box(20, 40, 121, 70), 0.9, 0, 0, 0),)

    assert with_dashes_and_times_signs(PageImage(path, 200, 120, 300), words) == words
