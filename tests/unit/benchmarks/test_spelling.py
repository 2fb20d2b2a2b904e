from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.spelling import letter_errors, word_errors, words

WORDS = st.lists(st.sampled_from(["haus", "halt", "haushalt", "plan", "ist"]), max_size=8)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Die Kosten liegen bei 12.000 Euro.", "die kosten liegen bei zwölftausend Euro"),
        ("einundzwanzig Prozent", "21 %"),
        ("Telefon 030 231", "Telefon null drei null zwei drei eins"),
        ("am 3. März um neun Uhr", "Am dritten März um 9 Uhr!"),
        ("Straße", "Strasse"),
        ("ja (unverständlich) nein", "Ja, nein. [Musik]"),
    ],
)
def test_german_that_was_only_written_differently_is_the_same(said: str, heard: str) -> None:
    assert words(said, "de") == words(heard, "de")


def test_english_is_spelled_as_whisper_s_own_normaliser_does() -> None:
    assert words("Twenty-five colours, Mr Hughes", "en") == words("25 colors, mister Hughes.", "en")


@pytest.mark.parametrize("language", ["de", "en"])
def test_one_wrong_digit_of_many_is_one_wrong_word(language: str) -> None:
    said, heard = (words(text, language) for text in ("1 0 0 0 1 9 0 2", "1 0 0 0 1 8 0 2"))

    assert (len(said), word_errors(said, heard)) == (8, 1)


@pytest.mark.parametrize(
    ("truth", "found", "errors"),
    [
        ("haushalt plan", "haus halt plan", 0),
        ("haus halt ist", "haushalt war", 1),
        ("0 3 0 2", "0302", 0),
        ("eins zwei drei", "eins drei", 1),
        ("eins", "eins zwei drei", 2),
        ("", "eins", 1),
        ("eins zwei", "", 2),
    ],
)
def test_errors_are_counted_word_by_word_and_joining_costs_nothing(
    truth: str, found: str, errors: int
) -> None:
    assert word_errors(truth.split(), found.split()) == errors


@given(WORDS, WORDS)
def test_errors_are_the_same_both_ways_and_none_between_equals(
    truth: list[str], found: list[str]
) -> None:
    assert word_errors(truth, truth) == 0
    assert word_errors(truth, found) == word_errors(found, truth) <= max(len(truth), len(found))


@given(WORDS)
def test_a_text_written_without_spaces_has_no_wrong_letters(truth: list[str]) -> None:
    assert letter_errors(truth, ["".join(truth)]) == 0
    assert letter_errors(truth, [*truth, "xx"]) == 2
