"""Where a page shows text that was not read, or not well."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box, Word
from pipeline.scans.faint_print import text_cells
from pipeline.scans.unread.places import boxes_of_groups, doubtful_lines, unread_places

DPI = 300
STAMP = Box(600, 900, 1200, 1100)


def a_page() -> tuple[Image.Image, tuple[Word, ...]]:
    """A line of text that was read, and one below that was not."""
    page = Image.new("L", (1700, 2000), "white")
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 60)
    draw = ImageDraw.Draw(page)
    draw.text((200, 200), "Sehr geehrte Damen", 0, font)
    draw.text((620, 930), "EINGEGANGEN", 0, ImageFont.truetype("LiberationSans-Bold.ttf", 80))
    return page, tuple(
        Word(text, Box(left, 205, left + 170, 270), 0.95, 0, 0, 0)
        for text, left in (("Sehr", 200), ("geehrte", 340), ("Damen", 560))
    )


def test_what_no_word_covers_is_a_place() -> None:
    page, words = a_page()

    (place,) = unread_places(text_cells(page, DPI), page.size, words)

    assert place.left <= 640
    assert place.right >= 1200
    assert 830 <= place.top <= 930
    assert 1000 <= place.bottom <= 1100


def test_what_was_read_well_is_none_and_what_was_read_badly_is() -> None:
    page, words = a_page()
    stamp = Word("EINGEGANGEN", Box(620, 940, 1220, 1010), 0.9, 1, 1, 1)
    poor = Word("FIMCCM", Box(620, 940, 1220, 1010), 0.3, 1, 1, 1)

    assert unread_places(text_cells(page, DPI), page.size, (*words, stamp)) == ()
    assert len(unread_places(text_cells(page, DPI), page.size, (*words, poor))) == 1


def test_lines_on_their_side_are_doubtful() -> None:
    level = Word("Damen", Box(0, 0, 100, 30), 0.95, 0, 0, 0)
    upright = Word("Rand", Box(0, 100, 30, 200), 0.95, 0, 0, 1)
    short = Word("§", Box(0, 300, 10, 340), 0.95, 0, 0, 2)

    assert doubtful_lines((level, upright, short)) == ((upright,),)


def test_only_the_four_largest_places_are_taken_and_no_pictures() -> None:
    cells = np.zeros((100, 100), np.bool_)
    for number, row in enumerate(range(5, 65, 12)):
        cells[row : row + 2, 10 : 14 + number] = True
    cells[70:100, :] = True

    places = boxes_of_groups(cells, 10, (1000, 1000))

    assert len(places) == 4
    assert max(place.bottom for place in places) < 700
    assert places[0].width == pytest.approx(100)
