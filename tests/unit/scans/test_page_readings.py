"""Which of a page's readings is the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.core.model import Box, Word
from pipeline.ports import PageImage
from pipeline.scans.page_readings import (
    PageReading,
    in_other_languages,
    is_poor,
    letter_count,
)
from pipeline.scans.rendering import Shot


def words(*texts: str, confidence: float = 0.95) -> tuple[Word, ...]:
    return tuple(
        Word(text, Box(100 * at, 10, 100 * at + 80, 40), confidence, 0, 0, 0)
        for at, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("seen", "poor"),
    [
        (words("Bauantrag", "Lageplan", "Gebühr"), False),
        (words("Bauantrag", "Lageplan", "Gebühr", confidence=0.5), True),
        (words("Bauamt"), True),
        ((), True),
    ],
    ids=["read well", "unsure", "few letters", "nothing"],
)
def test_few_letters_and_unsure_ones_are_poor(seen: tuple[Word, ...], *, poor: bool) -> None:
    assert is_poor(seen) == poor


def test_letters_are_counted() -> None:
    assert letter_count(words("ab", "cde")) == 5


def test_a_reading_becomes_a_page_with_its_angle_and_skew(tmp_path: Path) -> None:
    shot = Shot(PageImage(tmp_path / "a.pgm", 1000, 500, 300), 1000, 500, skew=0.5)

    page = PageReading(shot, words("Bauamt"), angle=90).page(3)

    assert (page.number, page.width, page.height, page.dpi) == (3, 1000, 500, 300)
    assert (page.angle, page.skew) == (90, 0.5)
    assert [word.text for word in page.words] == ["Bauamt"]


class Counting:
    """A reader that counts what it is asked, and reads everything surely."""

    version, batch = "1", 1

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        self.asked += [languages] * len(images)
        return tuple(ENGLISH for _ in images)

    def angle(self, image: PageImage) -> int | None:
        raise NotImplementedError

    def alphabet(self, languages: tuple[str, ...]) -> frozenset[str]:
        raise NotImplementedError


_TEXT = "the area of the house is that which you have seen with them and us"
ENGLISH = words(*_TEXT.split(" "))


@pytest.mark.parametrize(("speckled", "asked"), [(False, [("deu", "eng")]), (True, [])])
def test_an_english_page_is_read_again_unless_specks_made_it_unsure(
    tmp_path: Path, asked: list[tuple[str, ...]], *, speckled: bool
) -> None:
    image = PageImage(tmp_path / "a.pgm", 1000, 500, 300)
    unsure = tuple(replace(word, confidence=0.7) for word in ENGLISH[:3])
    seen = PageReading(Shot(image, 1000, 500, speckled=speckled), (*unsure, *ENGLISH[3:]))
    engine = Counting()

    in_other_languages(engine, seen, ("deu",), ("deu", "eng"))

    assert engine.asked == asked
