"""Words that the reader glued together, and words with marks inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.core.model import Box, Word
from pipeline.core.scans.spacing.glued_words import Gap, glued_suspects, parted_words
from tests.layouts import typed_line

_BOOK = frozenset({"if", "you", "Haus", "das", "rennen", "renne"})


def _known(word: str) -> bool:
    return word in _BOOK


def _words(text: str, confidence: float = 0.8) -> tuple[Word, ...]:
    line = typed_line(f"Wir sehen das alte {text}", 0)
    return (*line[:-1], replace(line[-1], confidence=confidence))


def _gaps(word: Word, *places: tuple[float, float]) -> tuple[Gap, ...]:
    """Gaps by their middles, as a share of the word, and their pixels."""
    middles = [(word.box.left + share * word.box.width, wide) for share, wide in places]
    return tuple(Gap(middle - wide / 2, middle + wide / 2) for middle, wide in middles)


def _read(words: Sequence[Word], *places: tuple[float, float]) -> list[str]:
    assert len(words) - 1 in glued_suspects(words)
    gaps = {len(words) - 1: _gaps(words[-1], *places)}
    return [word.text for word in parted_words(words, gaps, _known)[4:]]


@pytest.mark.parametrize(
    ("text", "place", "parts"),
    [
        ("for,to", 0.62, ["for,", "to"]),
        ("das.Haus", 0.48, ["das.", "Haus"]),
        ("p.a.seit", 0.5, ["p.a.", "seit"]),
        ("to.18/08/2026", 0.22, ["to.", "18/08/2026"]),
        ("ifyou", 0.3, ["if", "you"]),
        ("4,87435", 0.27, ["4,", "87435"]),
        ("3Nr.", 0.3, ["3", "Nr."]),
        ("19BauNVO", 0.25, ["19", "BauNVO"]),
        ("29,8%", 0.72, ["29,8", "%"]),
        ("7K", 0.5, ["7", "K"]),
        ("%19", 0.4, ["%", "19"]),
    ],
)
def test_a_wide_gap_parts_words(text: str, place: float, parts: list[str]) -> None:
    assert _read(_words(text), (place, 11)) == parts


@pytest.mark.parametrize(
    ("text", "place"), [("z.B.", 0.5), ("19%", 0.6), ("das.Haus", 0.48), ("ifyou", 0.3)]
)
def test_a_narrow_gap_does_not(text: str, place: float) -> None:
    assert _read(_words(text), (place, 4)) == [text]


def test_the_white_between_columns_is_no_measure_of_a_space() -> None:
    row = [
        replace(word, box=Box(word.box.left + 30 * at, 0, word.box.right + 30 * at, 30))
        for at, word in enumerate(typed_line("Reise 17,23 69,95 19% 1.205,24", 0))
    ]
    gaps = {3: _gaps(row[3], (0.6, 11))}

    assert [word.text for word in parted_words(row, gaps, _known)][3:5] == ["19", "%"]


def test_spaced_letters_of_one_word_are_not_parted() -> None:
    spaced = [(0.15, 10.0), (0.3, 12.0), (0.5, 9.0), (0.7, 9.0), (0.87, 10.0)]

    assert _read(_words("ifyou"), *spaced) == ["ifyou"]
    assert _read(_words("ifyou"), (0.15, 4), (0.3, 12), (0.5, 3), (0.7, 4)) == ["if", "you"]


def test_a_gap_elsewhere_does_not() -> None:
    assert _read(_words("das.Hausboot"), (0.85, 11)) == ["das.Hausboot"]


def test_letters_are_parted_only_between_words_of_a_dictionary() -> None:
    assert _read(_words("rennerei"), (0.66, 11)) == ["rennerei"]


@pytest.mark.parametrize(
    "text", ["post@haus.de", "www.haus.de", "1.234,56", "18.08.2026", "haus.pdf", "ab"]
)
def test_addresses_and_figures_are_no_suspects(text: str) -> None:
    words = _words(text, 0.5)

    assert 4 not in glued_suspects(words)


def test_a_mark_between_two_gaps_is_a_speck() -> None:
    word = _words("das.Haus")

    assert _read(word, (0.36, 8), (0.48, 11)) == ["das", "Haus"]


def test_several_words_are_parted() -> None:
    assert _read(_words("the.cost.of"), (0.36, 9), (0.8, 9)) == ["the.", "cost.", "of"]


def test_a_stop_after_a_figure_stays() -> None:
    assert _read(_words("18.Haus"), (0.22, 8), (0.33, 11)) == ["18.", "Haus"]


def test_the_parts_lie_on_either_side_of_the_gap() -> None:
    words = _words("for,to")
    (gap,) = gaps = _gaps(words[-1], (0.62, 11))

    left, right = parted_words(words, {4: gaps}, _known)[4:]

    assert (left.box.right, right.box.left) == (gap.left, gap.right)
    assert (left.box.left, right.box.right) == (words[-1].box.left, words[-1].box.right)


def test_without_a_dictionary_letters_stay_together() -> None:
    words = _words("ifyou")

    assert parted_words(words, {4: _gaps(words[-1], (0.3, 11))}, lambda _: None) == words
