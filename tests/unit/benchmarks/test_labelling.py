from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks import labelling
from benchmarks.labelling import Label
from pipeline.core.model import Box, Word

RIGHT, BESIDE, WRONG = Label


def _words(*lines: str) -> tuple[Word, ...]:
    return tuple(
        Word(text, Box(at * 10, number * 10, at * 10 + 9, number * 10 + 9), 1, 0, 0, number)
        for number, line in enumerate(lines)
        for at, text in enumerate(line.split())
    )


def _read(truth: str, *lines: str) -> list[Label | None]:
    words = _words(*lines)
    found = labelling.read(truth, words)
    return [found.get(word) for word in words]


def test_capitals_and_punctuation_say_nothing() -> None:
    assert _read("Sehr geehrte Frau", "sehr geehrte, Frau.") == [RIGHT, RIGHT, RIGHT]


def test_a_word_in_the_place_of_another_is_wrong() -> None:
    assert _read("der Vertrag gilt", "der Bertrag gilt") == [RIGHT, WRONG, RIGHT]


def test_what_is_not_in_the_truth_is_beside_it() -> None:
    assert _read("der Vertrag gilt", "der xq Vertrag gilt") == [RIGHT, BESIDE, RIGHT, RIGHT]


def test_marks_are_no_words() -> None:
    assert _read("der Vertrag", "der — Vertrag") == [RIGHT, None, RIGHT]


def test_columns_may_be_read_in_another_order() -> None:
    assert _read("links unten rechts oben", "rechts oben", "links unten") == [
        RIGHT,
        RIGHT,
        RIGHT,
        RIGHT,
    ]


def test_both_halves_of_a_broken_word_share_its_fate() -> None:
    assert _read("der Vertrag gilt", "der Ver-", "trag gilt") == [RIGHT, RIGHT, RIGHT, RIGHT]
    assert _read("der Vertrag gilt", "der Vor-", "trag gilt") == [RIGHT, WRONG, WRONG, RIGHT]
    assert _read("der Ver-\nGilt\ntrag", "der Ver-", "trag", "Gilt") == [RIGHT, RIGHT, RIGHT, RIGHT]


@given(st.lists(st.text("abä1", min_size=1), max_size=8))
def test_the_truth_itself_is_right(texts: list[str]) -> None:
    assert set(_read(" ".join(texts), " ".join(texts))) <= {RIGHT}


def test_spoken_words_may_be_written_apart_or_together_and_numbers_as_digits() -> None:
    assert (
        labelling.heard(
            "die Haustür um zwölf Uhr", ["Die", "Haus", "Tür", "um", "12", "Uhr."], "de"
        )
        == [RIGHT] * 6
    )


def test_a_misheard_word_is_wrong_and_a_pause_is_none() -> None:
    assert labelling.heard("in der Leichenhalle", ["in", "der", "–", "Leichenhaler."], "de") == [
        RIGHT,
        RIGHT,
        None,
        WRONG,
    ]
