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


def _beside_dot(folder: Path, ink: tuple[int, int, int, int], *others: str) -> list[str]:
    """The texts of a sign with that ink, read as a hyphen, behind a word and before others."""
    sheet, path = Image.new("L", (900, 120), 250), folder / "page.pgm"
    pen, words = ImageDraw.Draw(sheet), []
    for left, text in zip((20, 400, 600), ("Haus", *others), strict=False):
        pen.rectangle((left, 40, left + 100, 70), outline=20, width=4)
        words.append(Word(text, Box(left, 40, left + 101, 70), 0.9, 0, 0, 0))
    pen.rectangle(ink, fill=20)
    sheet.save(path)
    words.insert(1, Word("-", Box(ink[0], ink[1], ink[2] + 1, ink[3] + 1), 0.8, 0, 0, 0))
    found = with_dashes_and_times_signs(PageImage(path, *sheet.size, 300), tuple(words))
    return [word.text for word in found]


def test_a_dot_amid_a_line_is_no_hyphen(tmp_path: Path) -> None:
    assert _beside_dot(tmp_path, (300, 52, 306, 58), "Tor", "Weg") == ["Haus", "·", "Tor", "Weg"]
    assert _beside_dot(tmp_path, (300, 52, 301, 54), "Tor", "Weg")[1] == "·"
    assert _beside_dot(tmp_path, (298, 54, 306, 57), "Tor", "Weg") == ["Haus", "-", "Tor", "Weg"]


def test_a_speck_at_a_lines_end_is_none(tmp_path: Path) -> None:
    assert _beside_dot(tmp_path, (300, 52, 306, 58)) == ["Haus", "-"]
