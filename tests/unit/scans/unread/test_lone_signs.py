"""Single signs in their lines, read by a reader that is told what it sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box, Word
from pipeline.scans.unread.lone_pieces import Ground
from pipeline.scans.unread.lone_signs import LoneSigns, anchor_of, with_lone_signs

FONT = ImageFont.truetype("LiberationSans-Regular.ttf", 46)
ROWS = ("Bürostuhl", "Lampe", "Ordner", "Kabel")
TOP, STEP, LEFT = 300, 90, 500


def a_list(signs: Sequence[str]) -> tuple[Image.Image, tuple[Word, ...]]:
    """A list with a sign before each row, and the words of the rows."""
    page = Image.new("L", (1400, 1400), 250)
    draw, words = ImageDraw.Draw(page), []
    for number, (sign, row) in enumerate(zip(signs, ROWS, strict=False)):
        top = TOP + STEP * number
        draw.text((300, top), sign, 20, FONT)
        draw.text((LEFT, top), row, 20, FONT)
        box = draw.textbbox((LEFT, top), row, FONT)
        words.append(Word(row, Box(*box), 0.96, number, number, number))
    return page, tuple(words)


def read(
    page: Image.Image,
    words: tuple[Word, ...],
    *answers: Sequence[str],
    confidence: float = 0.95,
    taken: Sequence[Box] = (),
) -> LoneSigns:
    """The page with ``answers`` as what the reader sees at each look, left to right."""
    looks = iter(answers)
    anchor = anchor_of(words)
    assert anchor is not None
    reader = _reader(looks.__next__, confidence)
    ground = Ground.of(page, 300)
    return with_lone_signs(page, ground, words, reader, anchor=anchor, taken=taken)


def _reader(
    answers: Callable[[], Sequence[str]], confidence: float
) -> Callable[[Image.Image, float], Sequence[Word]]:
    def seen(picture: Image.Image, _dpi: float) -> Sequence[Word]:
        dark = list(map(bool, np.min(np.asarray(picture), axis=0) < 128))
        parts, start = list[tuple[int, int]](), None
        for x, ink in enumerate([*dark, *[False] * 20]):
            if ink and start is None:
                start = x
            if start is not None and not any(dark[x : x + 14]):
                parts.append((start, x))
                start = None
        signs = parts[1::2]
        return [
            Word(text, Box(left, 0, right, picture.height), confidence, 0, 0, 0)
            for text, (left, right) in zip(answers(), signs, strict=False)
            if text
        ]

    return seen


def test_a_column_of_digits_is_read_into_the_lines_of_its_rows() -> None:
    page, words = a_list("1234")

    found = read(page, words, "1234", "1234")

    assert found.unread == ()
    assert [word.text for word in found.words] == [
        text for pair in zip("1234", ROWS, strict=True) for text in pair
    ]
    assert [word.line for word in found.words] == [0, 0, 1, 1, 2, 2, 3, 3]
    assert min(word.confidence for word in found.words) >= 0.9


def test_a_sign_that_two_looks_read_differently_is_to_be_marked() -> None:
    page, words = a_list("1234")

    found = read(page, words, "1234", "1734")

    assert [word.text for word in found.words if word.confidence < 0.9] in (["2"], ["7"])


def test_a_letter_in_a_column_of_digits_is_to_be_marked() -> None:
    page, words = a_list("1234")

    found = read(page, words, "1I34", "1I34")

    assert [word.text for word in found.words if word.confidence < 0.9] == ["I"]


def test_a_sign_that_cannot_be_read_is_named_with_its_place() -> None:
    page, words = a_list("12A4")

    found = read(page, words, ("1", "2", "", "4"), ("1", "2", "", "4"))

    (place,) = found.unread
    assert place.left == pytest.approx(300, abs=9)
    assert place.top == pytest.approx(488, abs=12)
    assert len(found.words) == 7


def test_what_was_made_of_a_column_gives_way() -> None:
    page, words = a_list("1234")
    upright = Word("vuNR", Box(298, TOP, 330, TOP + 3 * STEP + 46), 0.1, 9, 9, 9)

    found = read(page, (*words, upright), "1234", "1234")

    assert upright not in found.words
    assert len(found.words) == 8


def test_a_lone_figure_is_read_only_if_both_looks_are_sure() -> None:
    page, words = a_list(("", "", "", ""))
    ImageDraw.Draw(page).text((700, 1100), "3", 20, FONT)

    sure, unsure = read(page, words, "3", "3"), read(page, words, "3", "8")

    assert (sure.words[-1].text, sure.words[-1].line) == ("3", 4)
    assert unsure.words == words


def test_nothing_is_looked_for_in_places_that_are_taken() -> None:
    page, words = a_list("1234")

    assert read(page, words, taken=[Box(280, 280, 350, 700)]) == LoneSigns(words, ())


def test_signs_are_read_beside_a_sure_word_that_stands_on_its_line() -> None:
    box = Box(0, 0, 100, 30)
    unfit = [
        Word("Regal", box, 0.96, 0, 0, 0),  # reaches below its line
        Word("Ordner", box, 0.5, 0, 0, 0),
        Word("lampe", box, 0.96, 0, 0, 0),
        Word("Ab", box, 0.96, 0, 0, 0),
    ]

    assert anchor_of(unfit) is None
    assert anchor_of([*unfit, Word("Kabel", box, 0.96, 0, 0, 0)]) is not None
