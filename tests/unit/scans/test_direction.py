"""Text that runs from right to left, and text that does not care."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.scans.direction import bidi_order, is_right_to_left, visual_order

_LETTERS = "abcäß019.,()«»אבגדםםשלאمرحبا漢"


@given(st.text(_LETTERS))
def test_seen_twice_a_word_is_itself(word: str) -> None:
    assert visual_order(visual_order(word)) == word


@pytest.mark.parametrize(
    ("word", "seen"),
    [
        ("Köln", "Köln"),
        ("(4711)", "(4711)"),
        ("שלום", "םולש"),
        ("(שלום", "םולש)"),
        ("אב12", "12בא"),
        ("אPDFב", "בPDFא"),
    ],
)
def test_letters_turn_round_and_numbers_do_not(word: str, seen: str) -> None:
    assert visual_order(word) == seen


@given(st.lists(st.text(_LETTERS, min_size=1)))
def test_a_line_turned_round_twice_is_itself_and_loses_no_word(line: list[str]) -> None:
    assert bidi_order(bidi_order(line, str), str) == line
    assert sorted(bidi_order(line, str)) == sorted(line)


def test_latin_words_in_a_hebrew_line_keep_their_order() -> None:
    on_paper = ["בעולם", "New", "York", "ראיתי", "12"]

    assert is_right_to_left(on_paper)
    assert bidi_order(on_paper, str) == ["12", "ראיתי", "New", "York", "בעולם"]


def test_one_hebrew_word_turns_no_german_line_round() -> None:
    line = ["Das", "Wort", "שלום", "heißt", "Frieden"]

    assert bidi_order(line, str) == line
