from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks import labelling
from benchmarks.labelling import Label, Marks

RIGHT, SIGNS, BESIDE, WRONG = Label


def _read(truth: str, *lines: str) -> list[Label | None]:
    return labelling.read(truth, " ".join(lines).split())


def test_capitals_punctuation_and_spaces_are_for_a_proofreader_to_change() -> None:
    assert _read("Sehr geehrte Frau,", "sehr geehrte Frau.") == [SIGNS, RIGHT, SIGNS]
    assert _read("das. Haus z. B.", "das.Haus z. B.") == [SIGNS, RIGHT, RIGHT]


def test_kinds_of_quotes_are_no_matter() -> None:
    assert _read("der „Vertrag“ gilt", 'der "Vertrag" gilt') == [RIGHT] * 3


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
    assert _read("der Arbeits- und", "der Arbeit- und") == [RIGHT, WRONG, RIGHT]
    assert _read("der Ver-\nGilt\ntrag", "der Ver-", "trag", "Gilt") == [RIGHT, RIGHT, RIGHT, RIGHT]


@given(st.lists(st.text("abä1", min_size=1), max_size=8))
def test_the_truth_itself_is_right(texts: list[str]) -> None:
    assert set(_read(" ".join(texts), " ".join(texts))) <= {RIGHT}


def test_a_word_that_stands_elsewhere_is_no_excuse() -> None:
    assert _read("§ 8 gilt seit 19", "8 8 gilt seit 19") == [BESIDE, RIGHT, RIGHT, RIGHT, RIGHT]


def test_a_paragraph_sign_counts_as_a_word() -> None:
    assert _read("nach § 19 –", "nach § 19 –") == [RIGHT, RIGHT, RIGHT, None]
    assert _read("nach 19 BGB", "nach § 19 BGB") == [RIGHT, BESIDE, RIGHT, RIGHT]


def test_words_of_a_stamp_count_only_if_the_truth_has_them_too() -> None:
    found = labelling.read("an Frau Ott", ["an", "KOPIE", "Frau", "Ort"], aside="Kopie Frau")

    assert found == [RIGHT, None, RIGHT, WRONG]


def test_marks_are_counted_by_one_definition() -> None:
    words = [(RIGHT, True), (SIGNS, True), (WRONG, False), (BESIDE, True), (None, True)]

    found = labelling.marks(words)

    assert found == Marks(read=4, marked=3, wrong=3, caught=2, misread=2, misread_caught=1)
    assert found + Marks(read=1) == Marks(5, 3, 3, 2, 2, 1)


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
