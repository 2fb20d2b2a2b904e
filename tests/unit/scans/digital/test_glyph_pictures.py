"""Letters of bitmap fonts that are lines, blocks or pages of print."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.core.model import Box
from pipeline.scans.digital.glyph_pictures import glyph_pictures

LINES = ("Die Sitzung beginnt um neun Uhr.", "Bitte bringen Sie den Lageplan mit.")
PAGE, LINE = Box(0, 0, 800, 1000), Box(95, 398, 400, 418)


def page(*, size: int = 15) -> NDArray[np.uint8]:
    picture = Image.new("L", (800, 1000), "white")
    for at, line in enumerate(LINES):
        ImageDraw.Draw(picture).text((100, 400 + 2 * size * at), line, "black", font_size=size)
    return np.asarray(picture)


@pytest.mark.parametrize("box", [PAGE, LINE], ids=["page", "line"])
def test_a_letter_that_shows_lines_of_text_is_a_picture(box: Box) -> None:
    assert glyph_pictures(page(), ["a"], [box]) == {0}


def test_words_as_long_as_what_they_show_are_words() -> None:
    assert glyph_pictures(page(), [LINES[0].replace(" ", "")], [LINE]) == frozenset()


@pytest.mark.parametrize("size", [40, 110])
def test_a_large_letter_is_no_picture(size: int) -> None:
    picture = Image.new("L", (800, 1000), "white")
    ImageDraw.Draw(picture).text((100, 400), "Halt", "black", font_size=size)

    assert not glyph_pictures(np.asarray(picture), ["Halt"], [Box(95, 395, 400, 400 + size)])


def test_what_other_words_cover_is_theirs() -> None:
    boxes = [Box(90, 390, 700, 460), *(Box(95, 398 + 30 * at, 400, 418 + 30 * at) for at in (0, 1))]

    assert not glyph_pictures(page(), ["a", *(line.replace(" ", "") for line in LINES)], boxes)


def test_a_page_without_words_has_none() -> None:
    assert glyph_pictures(page(), [], []) == frozenset()
