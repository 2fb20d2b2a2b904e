"""Type whose letters are equally wide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Box, Word
from pipeline.core.scans.spacing.monospaced import pitch_of

_WORDS = ("Summe", "Artikel", "Nummer", "1234,50", "Milch", "illiquide", "Mammut")


def _words(wide: dict[str, float], letters: tuple[str, ...] = _WORDS) -> list[Word]:
    return [
        Word(text, Box(0, 40 * at, sum(wide.get(each, 20.0) for each in text) - 4, 40 * at + 30),
             0.9, at, at, at)
        for at, text in enumerate(letters)
    ]  # fmt: skip


@given(st.lists(st.text("abcdeimw0189", min_size=4, max_size=12), min_size=5))
def test_letters_of_one_width_are_monospaced(texts: list[str]) -> None:
    assert pitch_of(_words({}, tuple(texts))) == pytest.approx(20, rel=0.04)


def test_narrow_and_wide_letters_are_not() -> None:
    assert pitch_of(_words({"i": 8.0, "l": 8.0, "m": 32.0, "r": 12.0, "t": 11.0})) is None


@pytest.mark.parametrize("count", [0, 4])
def test_a_few_words_do_not_tell(count: int) -> None:
    assert pitch_of(_words({}, _WORDS[:count])) is None
