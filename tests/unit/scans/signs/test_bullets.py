"""Bullets: what opens a line and is solid, whatever it was read as."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box, Word
from pipeline.ports import PageImage
from pipeline.scans.signs.bullets import with_bullets

TOP, BASE = 100, 130
"""Of the capitals of the line, in pixels."""


def _line(folder: Path, draw: str, read: str, *, font: str = "DejaVuSans.ttf") -> tuple[Word, ...]:
    """A line that begins with a drawn sign, read as something."""
    page = Image.new("L", (600, 200), 250)
    pen, look = ImageDraw.Draw(page), ImageFont.truetype(font, 42)
    pen.text((60, BASE), draw, 20, look, anchor="ls")
    pen.text((120, BASE), "Bereich", 20, look, anchor="ls")
    path = folder / "page.pgm"
    page.save(path)
    sign = Box(*pen.textbbox((60, BASE), draw, look, anchor="ls"))
    text = Box(*pen.textbbox((120, BASE), "Bereich", look, anchor="ls"))
    words = (Word(read, sign, 0.7, 0, 0, 0), Word("Bereich", text, 0.96, 0, 0, 0))
    return with_bullets(PageImage(path, page.width, page.height, 300), words)


@pytest.mark.parametrize("read", ["e", "¢", "©", "*", "°", "o"])
@pytest.mark.parametrize("font", ["DejaVuSans.ttf", "LiberationSerif-Regular.ttf"])
def test_a_solid_disc_is_a_bullet(read: str, font: str, tmp_path: Path) -> None:
    first, second = _line(tmp_path, "•", read, font=font)

    assert (first.text, first.line, second.text) == ("•", 0, "Bereich")
    assert first.confidence > 0.9


def test_a_solid_square_is_a_square(tmp_path: Path) -> None:
    assert _line(tmp_path, "▪", "=")[0].text == "▪"


@pytest.mark.parametrize("sign", ["e", "o", "a", "*", "©", "¢", ".", "-", "–", "§", "O", "I", "°"])
@pytest.mark.parametrize("font", ["DejaVuSans-Bold.ttf", "LiberationSans-Regular.ttf"])
def test_other_signs_stay(sign: str, font: str, tmp_path: Path) -> None:
    assert _line(tmp_path, sign, sign, font=font)[0].text == sign


def _between(folder: Path, draw: str, read: str) -> str:
    """What a sign between two words is read as."""
    page = Image.new("L", (600, 200), 250)
    pen, look = ImageDraw.Draw(page), ImageFont.truetype("LiberationSans-Regular.ttf", 42)
    words = []
    for left, text, said in ((40, "Sohn", "Sohn"), (180, draw, read), (240, "Weg", "Weg")):
        pen.text((left, BASE), text, 20, look, anchor="ls")
        words.append(
            Word(said, Box(*pen.textbbox((left, BASE), text, look, anchor="ls")), 0.7, 0, 0, 0)
        )
    page.save(folder / "page.pgm")
    return with_bullets(PageImage(folder / "page.pgm", 600, 200, 300), tuple(words))[1].text


@pytest.mark.parametrize("read", ["»", "+", "*", "©"])
def test_a_disc_between_two_words_is_one_too(read: str, tmp_path: Path) -> None:
    assert _between(tmp_path, "•", read) == "•"


@pytest.mark.parametrize("sign", ["»", "+", "*", "©", "&", "=", "%", "a", "§", "/", ":", ".", "°"])
def test_other_signs_between_words_stay(sign: str, tmp_path: Path) -> None:
    assert _between(tmp_path, sign, sign) == sign


def test_a_word_alone_in_its_line_stays(tmp_path: Path) -> None:
    page = Image.new("L", (200, 200), 250)
    ImageDraw.Draw(page).ellipse((60, 110, 74, 124), 20)
    page.save(tmp_path / "page.pgm")
    words = (Word("e", Box(60, 110, 75, 125), 0.7, 0, 0, 0),)

    assert with_bullets(PageImage(tmp_path / "page.pgm", 200, 200, 300), words) == words
