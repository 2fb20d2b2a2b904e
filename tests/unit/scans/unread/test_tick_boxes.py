"""Boxes to tick, found by their shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from pipeline.core.model import Box, Word
from pipeline.ports import PageImage
from pipeline.scans.unread.tick_boxes import with_tick_boxes

Draw = Callable[[ImageDraw.ImageDraw], None]


def _word(text: str, left: int, right: int) -> Word:
    return Word(text, Box(left, 100, right, 130), 0.9, 0, 0, 0)


def _found(folder: Path, draw: Draw, *words: Word) -> list[str]:
    sheet, path = Image.new("L", (600, 240), 250), folder / "page.pgm"
    draw(ImageDraw.Draw(sheet))
    sheet.save(path)
    image = PageImage(path, *sheet.size, 300)
    return [word.text for word in with_tick_boxes(image, words)]


def _box(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((150, 100, 180, 130), outline=20, width=3)


def _ticked(pen: ImageDraw.ImageDraw) -> None:
    _box(pen)
    pen.line((156, 106, 174, 124), 20, 4)
    pen.line((156, 124, 174, 106), 20, 4)


def test_an_empty_and_a_ticked_box_are_words(tmp_path: Path) -> None:
    word = _word("vegetarisch", 200, 400)

    assert _found(tmp_path, _box, word) == ["☐", "vegetarisch"]
    assert _found(tmp_path, _ticked, word) == ["☒", "vegetarisch"]


def test_what_was_read_in_the_place_of_a_box_gives_way(tmp_path: Path) -> None:
    words = _word("Fisch", 20, 110), _word("2", 150, 180), _word("vegetarisch", 200, 400)

    assert _found(tmp_path, _box, *words) == ["Fisch", "☐", "vegetarisch"]


def test_a_box_behind_a_plain_word_is_found_and_the_word_stays(tmp_path: Path) -> None:
    words = replace(_word("ja", 60, 110), confidence=0.96), _word("vegetarisch", 200, 400)

    assert _found(tmp_path, _box, *words) == ["ja", "☐", "vegetarisch"]


@pytest.mark.parametrize(
    "draw",
    [
        lambda pen: pen.rectangle((150, 100, 180, 130), fill=20),  # a list's sign
        lambda pen: pen.ellipse((150, 100, 180, 130), outline=20, width=3),
        lambda pen: pen.rectangle((20, 20, 500, 220), outline=20, width=3),  # a frame
        lambda pen: pen.line((150, 100, 150, 130), 20, 3),
        lambda _pen: None,
    ],
)
def test_other_shapes_are_no_boxes(draw: Draw, tmp_path: Path) -> None:
    assert _found(tmp_path, draw, _word("vegetarisch", 200, 400)) == ["vegetarisch"]


def test_a_page_without_words_is_left_alone(tmp_path: Path) -> None:
    assert _found(tmp_path, _box) == []


def test_a_box_behind_the_last_word_of_a_line_is_found(tmp_path: Path) -> None:
    assert _found(tmp_path, _box, _word("nein", 60, 135)) == ["nein", "☐"]
    assert _found(tmp_path, _box, _word("nein]", 60, 181)) == ["nein", "☐"]


def _crossed_out(pen: ImageDraw.ImageDraw) -> None:
    """A cross by hand, whose ends reach out of its box."""
    _box(pen)
    pen.line((142, 94, 187, 137), 20, 4)
    pen.line((144, 136, 188, 93), 20, 4)


def test_a_cross_that_reaches_out_of_its_box_ticks_it(tmp_path: Path) -> None:
    word = _word("vegetarisch", 200, 400)

    assert _found(tmp_path, _crossed_out, word) == ["☒", "vegetarisch"]


def test_a_box_that_was_read_with_the_word_before_it_is_parted_from_it(tmp_path: Path) -> None:
    words = _word("Telefax]", 20, 160), _word("ja", 200, 240)
    ticked = _word("Post[X]", 60, 183), _word("Abholung", 200, 400)

    assert _found(tmp_path, _box, *words) == ["Telefax", "☐", "ja"]
    assert _found(tmp_path, _ticked, *ticked) == ["Post", "☒", "Abholung"]


def test_a_box_that_was_read_as_a_words_first_letters_is_parted_and_the_rest_is_unsure(
    tmp_path: Path,
) -> None:
    word = replace(_word("Ollch", 150, 260), confidence=0.3)
    sheet, path = Image.new("L", (600, 240), 250), tmp_path / "page.pgm"
    _box(ImageDraw.Draw(sheet))
    sheet.save(path)

    box, rest = with_tick_boxes(PageImage(path, *sheet.size, 300), (word,))

    assert (box.text, rest.text, rest.confidence) == ("☐", "llch", 0.3)


def test_a_box_is_found_once_between_two_words(tmp_path: Path) -> None:
    words = (
        _word("ja", 100, 140),
        _word("7]", 152, 182),
        _word("oh", 195, 230),
        _word("x", 240, 250),
    )

    assert _found(tmp_path, _box, *words) == ["ja", "☐", "oh", "x"]
