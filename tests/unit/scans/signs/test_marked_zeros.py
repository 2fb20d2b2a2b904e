"""Zeros with a dot or a slash, and what was read for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Box, Word
from pipeline.core.scans.signs.marked_zeros import with_zeros, zero_suspects


def _word(text: str, confidence: float = 0.92) -> Word:
    return Word(text, Box(0, 0, 90, 30), confidence, 0, 0, 0)


def _zeros(text: str) -> list[bool]:
    return [sign == "0" for sign in text]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("1997", "1007"),
        ("818", "010"),
        ("DE@2", "DE02"),
        ("10984", "1084"),
        ("0088", "008"),
        ("98908", "0000"),
        ("29020", "2020"),
        ("1900,80", "100,80"),
    ],
)
def test_each_zero_of_the_picture_is_read_as_one(read: str, printed: str) -> None:
    found = with_zeros(_word(read), _zeros(printed))

    assert (found.text, found.confidence) == (printed, 0.92)


def test_an_unlikely_sign_gives_way_and_is_marked() -> None:
    found = with_zeros(_word("2000"), _zeros("0000"))

    assert (found.text, found.confidence) == ("0000", 0.5)


@pytest.mark.parametrize(("read", "printed"), [("11", "011"), ("29890", "2080")])
def test_a_reading_that_does_not_fit_or_in_two_ways_is_marked(read: str, printed: str) -> None:
    found = with_zeros(_word(read), _zeros(printed))

    assert (found.text, found.confidence) == (read, 0.5)


@given(st.text("0123456789", min_size=1, max_size=8), st.data())
def test_whatever_zeros_were_read_as_they_come_back(printed: str, data: st.DataObject) -> None:
    read = "".join(data.draw(st.sampled_from("0689@")) if sign == "0" else sign for sign in printed)

    assert with_zeros(_word(read), _zeros(printed)).text == printed


def test_only_words_that_may_hold_a_zero_are_asked_about_the_least_sure_first() -> None:
    words = [_word("Brot"), _word("1998"), _word("1,57"), _word("DE@2", 0.3), _word("Otto")]

    assert zero_suspects(words) == [3, 1]
