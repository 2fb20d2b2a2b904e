"""Lines that were lost, read by a real reader; what is no line is left alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box, Word
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.ports import PageImage
from pipeline.scans.unread.lone_pieces import Ground
from pipeline.scans.unread.lost_lines import LostLines, with_lost_lines

FONT = ImageFont.truetype("LiberationSans-Regular.ttf", 46)
ADDRESS = ("Stadtwerke Bad Dürrheim", "Heinrich-Böll-Ring 112", "94032 Passau")
DPI = 300.0
HEIGHT = 40.0


def a_page(lines: Sequence[str], *, lost: Sequence[str]) -> tuple[Image.Image, tuple[Word, ...]]:
    """A page with an address, and the words of the lines that are not ``lost``."""
    page = Image.new("L", (1600, 900), 250)
    draw, words = ImageDraw.Draw(page), list[Word]()
    for number, line in enumerate(lines):
        left, top = 200.0, 150 + 80 * number
        for text in line.split():
            draw.text((left, top), text, 20, FONT)
            box = Box(*draw.textbbox((left, top), text, FONT))
            if text not in lost:
                words.append(Word(text, box, 0.96, number, number, number))
            left = box.right + 16
    return page, tuple(words)


def read(page: Image.Image, words: tuple[Word, ...], folder: Path) -> LostLines:
    engine = TesseractInProcess()

    def look(picture: Image.Image, dpi: float) -> Sequence[Word]:
        file = folder / "look.png"
        picture.save(file)
        image = PageImage(file, picture.width, picture.height, dpi)
        (found,) = engine.read([image], languages=("deu",))
        return found

    ground = Ground.of(page, DPI)
    return with_lost_lines(page, ground, words, look, height=HEIGHT, dpi=DPI)


def never(_picture: Image.Image, _dpi: float) -> Sequence[Word]:
    pytest.fail("nothing is to be read")


@pytest.mark.engine
@pytest.mark.parametrize("lost", [("94032", "Passau"), ("Heinrich-Böll-Ring",), ("Stadtwerke",)])
def test_words_that_were_lost_are_read_in_their_places(
    lost: tuple[str, ...], tmp_path: Path
) -> None:
    page, words = a_page(ADDRESS, lost=lost)
    whole, every = a_page(ADDRESS, lost=())

    found = read(page, words, tmp_path)

    assert [word.text for word in found.words] == [word.text for word in every]
    assert [word.line for word in found.words] == [word.line for word in every]
    added = [word for word in found.words if word.text in lost]
    places = {word.text: word.box for word in every}
    for word in added:
        assert word.box.left == pytest.approx(places[word.text].left, abs=4)
        assert word.box.top == pytest.approx(places[word.text].top, abs=12)
    assert whole.size == page.size


def test_a_line_that_cannot_be_read_surely_is_named() -> None:
    page, words = a_page(ADDRESS, lost=())
    ImageDraw.Draw(page).text((200, 600), "Xqzvkj wpfgt Ytrbn", 20, FONT)

    def unsure(_picture: Image.Image, _dpi: float) -> Sequence[Word]:
        return (Word("Xqzvkj", Box(60, 80, 260, 120), 0.5, 0, 0, 0),)

    ground = Ground.of(page, DPI)
    found = with_lost_lines(page, ground, words, unsure, height=HEIGHT, dpi=DPI)

    assert found.words == words
    (place,) = found.unread
    assert place.left == pytest.approx(200, abs=12)
    assert place.top == pytest.approx(605, abs=16)


def test_a_page_whose_words_are_all_there_is_not_read_again() -> None:
    page, words = a_page(ADDRESS, lost=())

    found = with_lost_lines(page, Ground.of(page, DPI), words, never, height=HEIGHT, dpi=DPI)

    assert found == LostLines(words)


def test_rules_dots_and_drawings_are_no_lines() -> None:
    page, words = a_page(ADDRESS, lost=())
    draw = ImageDraw.Draw(page)
    draw.line((200, 500, 1400, 500), 20, 4)
    for x in range(200, 1400, 24):
        draw.ellipse((x, 560, x + 7, 567), 20)
    for x in range(200, 1400, 60):
        draw.rectangle((x, 620, x + 40, 660), 20)

    found = with_lost_lines(page, Ground.of(page, DPI), words, never, height=HEIGHT, dpi=DPI)

    assert found == LostLines(words)
