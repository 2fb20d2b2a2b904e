"""Strokes of a pen and print across the text, told from print."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import cos, sin

from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box, Word
from pipeline.scans.unread.lone_pieces import Ground
from pipeline.scans.unread.strokes import Strokes, strokes

HEIGHT = 34.0
FONT = ImageFont.truetype("LiberationSans-Regular.ttf", 46)
LINE = "Bitte überweisen Sie den Betrag ohne Abzug"


def a_page(lines: int = 0) -> tuple[Image.Image, tuple[Word, ...]]:
    """A page with lines of print, read well."""
    page = Image.new("L", (1800, 1800), 250)
    draw, words = ImageDraw.Draw(page), []
    for line in range(lines):
        left = 200.0
        for text in LINE.split():
            box = draw.textbbox((left, 300 + 66 * line), text, FONT)
            draw.text((left, 300 + 66 * line), text, 20, FONT)
            words.append(Word(text, Box(*box), 0.96, 0, 0, line))
            left += FONT.getlength(f"{text} ")
    return page, tuple(words)


def sign(page: Image.Image, left: float, top: float, *, pen: int = 5) -> Box:
    """A signature: loops that go on to the right."""
    points = [
        (left + 6 * step + 50 * cos(step / 2), top + 90 + 70 * sin(step / 2 + step * step / 900))
        for step in range(90)
    ]
    draw = ImageDraw.Draw(page)
    for one, other in pairwise(points):
        draw.line((*one, *other), 30, pen)
    return Box(left, top, left + 600, top + 180)


def found(page: Image.Image, words: tuple[Word, ...]) -> Strokes:
    return strokes(Ground.of(page, 300), words, HEIGHT)


def test_a_signature_is_found_as_written_by_hand() -> None:
    page, words = a_page(5)
    place = sign(page, 250, 1000)

    seen = found(page, words)

    (box,) = seen.handwriting
    assert abs(box.left - place.left) < 80
    assert abs(box.top - place.top) < 60
    assert (seen.overprints, seen.touched) == ((), ())


def test_a_signature_on_a_page_with_sloping_rules_is_found_and_the_rules_are_not() -> None:
    page, words = a_page(5)
    for top in (900, 1300):
        ImageDraw.Draw(page).line((100, top, 1700, top + 25), 20, 4)
    alone = found(page, words)
    sign(page, 250, 1000)

    assert alone == Strokes()
    assert len(found(page, words).handwriting) == 1


def test_a_large_word_across_the_lines_is_found_and_words_under_it_are_less_sure() -> None:
    page, words = a_page(8)
    stamp = Image.new("L", (900, 300), 0)
    ImageDraw.Draw(stamp).text((20, 20), "KOPIE", 255, FONT.font_variant(size=230))
    turned = stamp.rotate(20, expand=True)
    page.paste(20, (250, 300), turned)
    spoilt = tuple(
        replace(word, confidence=0.55) if 250 < word.box.left < 1000 else word for word in words
    )

    seen = found(page, spoilt)

    assert len(seen.overprints) == 1
    assert len({word.line for word in seen.touched}) >= 3


def test_print_is_not_taken_for_handwriting() -> None:
    page, words = a_page(6)
    draw = ImageDraw.Draw(page)
    for row in range(5):
        draw.line((200, 900 + 80 * row, 1500, 900 + 80 * row), 20, 3)
    for column in range(4):
        draw.line((200 + 433 * column, 900, 200 + 433 * column, 1220), 20, 3)
    draw.ellipse((1550, 60, 1700, 210), outline=20, width=22)
    draw.polygon([(1590, 150), (1625, 90), (1660, 150)], 20)
    draw.rounded_rectangle((60, 40, 1760, 1760), 50, outline=20, width=6)

    assert found(page, words) == Strokes()


def test_a_headline_that_was_read_is_none_whatever_its_size() -> None:
    page, words = a_page(3)
    font = ImageFont.truetype("P052-Italic.otf", 220)
    draw = ImageDraw.Draw(page)
    draw.text((200, 900), "Satzung", 20, font)
    box = Box(*draw.textbbox((200, 900), "Satzung", font))

    assert found(page, (*words, Word("Satzung", box, 0.8, 1, 1, 9))) == Strokes()


def test_letters_that_touch_are_print() -> None:
    page, words = a_page(4)
    draw = ImageDraw.Draw(page)
    for word in words[:6]:
        draw.line((word.box.left, word.box.bottom - 6, word.box.right, word.box.bottom + 40), 20, 4)

    assert found(page, words).handwriting == ()
