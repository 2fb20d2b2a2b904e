"""The office's words that Whisper nearly wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.phonetics.near_terms import term_edits
from tests.spoken_words import accepted, spoken

_TERMS = ("Gründel-Löwe", "Rathmann", "Kowalczyk", "Dirksen", "Kämmerei", "Vierneisel")
_KNOWN = {"Frau", "hat", "Herr", "das", "kommer", "Ratten", "Rat", "Mann", "der"}


def _proposed(said: str) -> str:
    return accepted(said, term_edits(spoken(said), _TERMS, _KNOWN.__contains__))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Frau Ratman, hat", "Frau Rathmann, hat"),
        ("Herr Dilksen.", "Herr Dirksen."),
        ("Frau Gründellöwe hat", "Frau Gründel-Löwe hat"),
        ("Frau Gründel Löwe hat", "Frau Gründel-Löwe hat"),
        ("Herr Fierneisel hat", "Herr Vierneisel hat"),
    ],
)
def test_a_word_that_is_none_and_sounds_like_a_term_is_proposed(said: str, meant: str) -> None:
    assert _proposed(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "Frau Rathmanns hat",
        "der Rat Mann hat",
        "das komer hat",
        "Herr Ratten hat",
        "Frau Rathmann hat",
        "Gründel, Löwe",
    ],
)
def test_other_words_and_other_forms_of_it_stay(said: str) -> None:
    assert _proposed(said) == said


def test_a_word_that_may_be_two_terms_stays() -> None:
    said = "Herr Maier-Bom hat"

    assert term_edits(spoken(said), ("Maier-Baum", "Mayer-Bohm"), _KNOWN.__contains__) == ()


def test_without_terms_nothing_is_proposed() -> None:
    assert term_edits(spoken("Frau Ratman"), (), _KNOWN.__contains__) == ()


@given(st.lists(st.sampled_from(["Ratman,", "Frau", "(Dilksen)", "hat.", "3", "—"]), max_size=6))
def test_only_words_of_letters_are_replaced_and_the_signs_stay(words: list[str]) -> None:
    said = " ".join(words)

    made = _proposed(said)

    assert made == said.replace("Ratman", "Rathmann").replace("Dilksen", "Dirksen")
