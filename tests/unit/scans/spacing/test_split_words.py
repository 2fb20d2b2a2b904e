"""Words that the reader split, and words that it did not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.model import Box, Word
from pipeline.core.scans.spacing.split_words import joined_figures, rejoined_words, without_repeats
from tests.layouts import typed_line

_BOOK = frozenset({"Grundstück", "Grund", "Haus", "das", "ist", "in", "dem", "indem"})


def _known(word: str) -> bool:
    return word in _BOOK


def _line(*parts: str, gap: float) -> tuple[Word, ...]:
    """A line with usual spaces, but ``gap`` pixels before each part that begins with +."""
    words = typed_line("Das Haus am See " + " ".join(part.lstrip("+") for part in parts), 0)
    moved, shift = words[:4], 0.0
    for part, word in zip(parts, words[4:], strict=True):
        if part.startswith("+"):
            shift += moved[-1].box.right + gap - (word.box.left + shift)
        box = word.box
        box = Box(box.left + shift, box.top, box.right + shift, box.bottom)
        moved.append(replace(word, box=box, confidence=0.95))
    return tuple(moved)


def _read(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in rejoined_words(words, _known)[4:]]


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (("Kernel-", "+Modul"), "Kernel-Modul"),
        (("E-Mail-", "+-Adresse"), "E-Mail-Adresse"),
        (("18", "+,08"), "18,08"),
        (("£27,907.", "+92"), "£27,907.92"),
        (("18", "+,08", "+."), "18,08."),
        (("Ende", "+."), "Ende."),
        (("Grund", "+stück"), "Grundstück"),
    ],
)
def test_a_split_word_is_joined(parts: tuple[str, ...], whole: str) -> None:
    assert _read(_line(*parts, gap=3)) == [whole]


@pytest.mark.parametrize(
    "parts",
    [("Kernel-", "+Modul"), ("18", "+,08"), ("Ende", "+."), ("Grund", "+stück")],
)
def test_words_with_a_space_between_stay_two(parts: tuple[str, ...]) -> None:
    assert len(_read(_line(*parts, gap=12))) == 2


@pytest.mark.parametrize(
    "parts", [("in", "+dem"), ("das", "+ist"), ("Haus", "+,so"), ("1.", "+Es")]
)
def test_two_words_close_together_stay_two(parts: tuple[str, ...]) -> None:
    assert len(_read(_line(*parts, gap=3))) == 2


def test_a_figure_that_is_joined_over_some_gap_is_doubtful() -> None:
    plain, doubtful = (rejoined_words(_line("75,", "+00", gap=gap), _known)[-1] for gap in (2, 5))

    assert plain.confidence == 0.95
    assert doubtful.text == "75,00"
    assert doubtful.confidence == 0.5


def test_words_of_the_file_are_left_alone() -> None:
    words = tuple(replace(word, digital=True) for word in _line("Kernel-", "+Modul", gap=2))

    assert rejoined_words(words, _known) == words


def test_the_joined_word_lies_about_both() -> None:
    words = _line("Kernel-", "+Modul", gap=3)

    (joined,) = rejoined_words(words, _known)[4:]

    assert (joined.box.left, joined.box.right) == (words[4].box.left, words[5].box.right)


def _figure(text: str, left: float, *, line: int, width: float = 20) -> Word:
    """A figure in monospaced type: its letters are 16 wide, the stops in their middle."""
    before, behind = (7 if each in ".," else 2 for each in (text[0], text[-1]))
    box = Box(left + before, 100, left + width * len(text) - behind, 128)
    return Word(text, box, 0.95, line, line, line)


_TYPED = tuple(
    Word(text, Box(0, 40 * at, 20 * len(text) - 4, 40 * at + 30), 0.95, at, at, at)
    for at, text in enumerate(
        ("Summe", "Artikel", "Nummer", "Mammut", "Werbung", "Miete"), start=10
    )
)
"""Words of which each letter is 20 wide."""


@pytest.mark.parametrize(("left", "right"), [("25.", "712,06"), ("7", ".674,60"), ("12,", "50")])
def test_parts_of_a_figure_in_two_columns_are_joined(left: str, right: str) -> None:
    parts = _figure(left, 400, line=1), _figure(right, 400 + 20 * len(left), line=2)

    *_, joined = joined_figures((*_TYPED, *parts))

    assert (joined.text, joined.line) == (left + right, 2)
    assert (joined.box.left, joined.box.right) == (parts[0].box.left, parts[1].box.right)


def test_a_number_of_a_list_has_its_stop_again() -> None:
    number = _figure("4", 400, line=1)
    stop = Word(".", Box(419, number.box.bottom - 4, 423, number.box.bottom), 0.9, 2, 2, 2)

    (joined,) = joined_figures((number, stop))

    assert joined.text == "4."
    dot = replace(stop, box=Box(429, stop.box.top, 433, stop.box.bottom))
    assert joined_figures((number, dot)) == (number, dot)


@pytest.mark.parametrize(
    ("left", "right", "apart", "words"),
    [
        ("1.", "712,06", 20, _TYPED),  # a number of a list
        ("25.", "712,06", 0, ()),  # a gap that wide is a space in other type
        ("25", "712,06", 0, _TYPED),  # no stop where they meet
    ],
)
def test_two_figures_stay_two(left: str, right: str, apart: float, words: tuple[Word, ...]) -> None:
    parts = _figure(left, 400, line=1), _figure(right, 400 + 20 * len(left) + apart, line=2)

    assert joined_figures((*words, *parts)) == (*words, *parts)


def test_a_stop_in_monospaced_type_leaves_no_space() -> None:
    parts = _figure("38.", 400, line=1), _figure("743,43", 460, line=1)

    *_, joined = rejoined_words((*_TYPED, *parts), _known)

    assert (joined.text, joined.confidence) == ("38.743,43", 0.95)


def test_a_word_read_twice_in_one_place_stands_there_once() -> None:
    first, *rest = typed_line("7% 7% mehr", 0)
    again = replace(first, box=replace(first.box, bottom=first.box.bottom + 2))

    assert without_repeats([first, again, *rest]) == (first, *rest)


def test_a_word_printed_twice_and_words_of_the_file_stay() -> None:
    words = typed_line("nein nein", 0)
    shadowed = [replace(words[0], digital=True)] * 2

    assert without_repeats(words) == tuple(words)
    assert without_repeats(shadowed) == tuple(shadowed)
