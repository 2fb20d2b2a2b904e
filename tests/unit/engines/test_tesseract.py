"""What both Tesseract engines make of the words they get."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.tesseract import TesseractWord, words
from pipeline.ports import PageImage

PAGE = PageImage(Path("unread.pgm"), 2480, 3508, 300)


def found(text: str, left: float, right: float, *, line: int, **other: float) -> TesseractWord:
    """A word of a line of 33 pixels."""
    top, confidence = other.get("top", 754), other.get("confidence", 92)
    return TesseractWord(text, left, top, right, top + 33, confidence, (line, line, line))


def texts(*given: TesseractWord) -> list[str]:
    return [word.text for word in words(given, PAGE)]


def test_what_was_read_twice_comes_once() -> None:
    assert texts(
        found("Frau", 299, 387, line=1, confidence=93),
        found("Nußbau", 439, 565, line=1, confidence=91),
        found("rau", 326, 364, line=2, top=756),
        found("Nußbaum", 465, 604, line=2, top=756),
    ) == ["Frau", "Nußbaum"]


def test_a_scrap_over_a_word_of_another_line_goes() -> None:
    assert texts(
        found("Bräuer", 407, 542, line=1, confidence=93),
        found("ale", 340, 525, line=2, top=757, confidence=24),
    ) == ["Bräuer"]


def test_words_beside_or_below_one_another_stay() -> None:
    given = (
        found("Frau", 299, 387, line=1),
        found("Nußbaum", 465, 604, line=1, confidence=60),
        found("Datum:", 610, 700, line=2, top=760),
        found("Rosenweg", 299, 460, line=3, top=776, confidence=95),
    )

    assert texts(*given) == [word.text for word in given]


def test_words_of_one_line_stay_however_they_overlap() -> None:
    given = (found("VA", 300, 360, line=1, confidence=60), found("AVA", 310, 370, line=1))

    assert texts(*given) == ["VA", "AVA"]


@pytest.mark.parametrize("read", ["=", "2."])
def test_the_dots_of_a_letter_are_no_word(read: str) -> None:
    dots = TesseractWord(read, 331, 810, 345, 814, 78, (1, 1, 1))

    assert texts(dots, found("Bäckergasse", 299, 561, line=2, top=809)) == ["Bäckergasse"]
    assert texts(dots, found("Frau", 299, 387, line=2)) == [read, "Frau"]
