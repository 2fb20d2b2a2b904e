"""The office's words that Whisper nearly wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.phonetics.near_terms import Kind, term_edits
from pipeline.core.wording.tokens import word_set
from tests.spoken_words import accepted, spoken

_TERMS = ("Gründel-Löwe", "Rathmann", "Kowalczyk", "Dirksen", "Kämmerei", "Vierneisel")
_KNOWN = word_set("Frau hat Herr das die kommer Ratten Rat Mann der Gründel Löwe Vogel sang")
_UNSURE, _SURE = 0.5, 0.95


def _kind(word: str) -> Kind:
    if word in _KNOWN:
        return Kind.LISTED
    parts = any(word == f"{one}{other.lower()}" for one in _KNOWN for other in _KNOWN)
    return Kind.COMPOUND if parts else Kind.UNKNOWN


def _proposed(
    said: str, *terms: str, language: str = "de", confidence: float = _UNSURE, known: str = ""
) -> str:
    words = [replace(word, confidence=confidence) for word in spoken(said)]
    listed = set(known.split())
    edits = term_edits(
        words,
        terms or _TERMS,
        lambda word: Kind.LISTED if word in listed else _kind(word),
        language,
    )
    return accepted(said, edits)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Frau Ratman, hat", "Frau Rathmann, hat"),
        ("Herr Dilksen.", "Herr Dirksen."),
        ("Frau Gründellöwe hat", "Frau Gründel-Löwe hat"),
        ("Frau Gründel Löwe hat", "Frau Gründel-Löwe hat"),
        ("Herr Fierneisel hat", "Herr Vierneisel hat"),
        ("Herr Vien Eisel hat", "Herr Vierneisel hat"),
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


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("Frau Rademann hat", "Rathmann"),
        ("Frau Teding hat", "Thedinga"),
        ("Frau Schlotter hat", "Schlotterbeck"),
    ],
)
def test_a_name_of_more_or_fewer_syllables_is_another_one(said: str, term: str) -> None:
    assert _proposed(said, term) == said


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("Frau Möller hat", "Müller"),
        ("Frau Friese hat", "Freese"),
        ("Frau Hüttemann hat", "Rüttemann"),
        ("Frau Viernickel hat", "Vierneisel"),
        ("Frau Oberhofer hat", "Oberhauser"),
        ("Herr Braithwick hat", "Braithwaite"),
        ("Herr Wiskowski hat", "Wittkowski"),
    ],
)
def test_names_that_differ_in_a_sound_that_counts_stay(said: str, term: str) -> None:
    assert _proposed(said, term) == said


def test_what_was_clearly_heard_must_be_nearer() -> None:
    assert _proposed("Herr Dilksen", confidence=_UNSURE) == "Herr Dirksen"
    assert _proposed("Herr Dilksen", confidence=_SURE) == "Herr Dilksen"
    assert _proposed("Herr Dirxen", confidence=_SURE) == "Herr Dirksen"


def test_a_known_word_beside_the_other_half_asks_for_nearly_the_same_sounds() -> None:
    assert _proposed("die Grand Fos hat", "Grundfos", known="Grand") == "die Grundfos hat"
    assert _proposed("die Grand Vas hat", "Grundfos", known="Grand") == "die Grand Vas hat"


def test_two_known_words_are_a_term_only_letter_by_letter_and_with_capitals() -> None:
    assert _proposed("Frau Vogel Löwe hat", "Vogellöwe") == "Frau Vogellöwe hat"
    assert _proposed("Herr Vogel sang", "Vogelsang") == "Herr Vogel sang"
    assert _proposed("Frau Vogel Löwe hat", "Fogellöwe") == "Frau Vogel Löwe hat"


def test_a_compound_of_known_words_is_a_long_term_misspelt() -> None:
    assert _proposed("Frau Vogelllöwe", "Vogel-Löwe") == "Frau Vogel-Löwe"
    assert _proposed("Frau Löwevogel", "Löwenvogel") == "Frau Löwevogel"


def test_a_hyphen_too_many_is_taken_out_of_known_words() -> None:
    said = "der Jugendhilfe-Ausschuss hat"
    known = "Jugendhilfe-Ausschuss"

    assert _proposed(said, "Jugendhilfeausschuss", known=known) == "der Jugendhilfeausschuss hat"


@pytest.mark.parametrize("form", ["Bebauungspläne", "Bebauungsplans", "Bebauungsplänen"])
def test_plurals_and_genitives_are_no_misspelling(form: str) -> None:
    assert _proposed(f"die {form} hat", "Bebauungsplan") == f"die {form} hat"


def test_a_genitive_stays_one() -> None:
    assert _proposed("Tedingaß Hund hat", "Thedinga") == "Thedingas Hund hat"
    assert _proposed("Mr Hagreaves's dog", "Hargreaves", language="en") == "Mr Hargreaves's dog"


def test_a_sentence_begins_with_a_capital_and_a_name_has_one() -> None:
    assert _proposed("Kabotage ends", "cabotage", language="en") == "Cabotage ends"
    assert _proposed("the Kabotage ends", "cabotage", language="en") == "the cabotage ends"
    assert _proposed("die mitoprolol hat", "Metoprolol") == "die Metoprolol hat"
    assert _proposed("die midobrolol hat", "Metoprolol") == "die midobrolol hat"
    assert _proposed("the tredinga hat", "Tretinga", language="en") == "the tredinga hat"


def test_a_word_that_may_be_two_terms_stays() -> None:
    assert _proposed("Herr Maier-Bom hat", "Maier-Baum", "Mayer-Bohm") == "Herr Maier-Bom hat"


def test_without_terms_nothing_is_proposed() -> None:
    assert term_edits(spoken("Frau Ratman"), (), _kind, "de") == ()


@given(
    st.lists(
        st.sampled_from(["Ratman,", "Frau", "(Dilksen)", "hat.", "3", "—", "§", "gh"]), max_size=6
    )
)
def test_only_words_of_letters_are_replaced_and_the_signs_stay(words: list[str]) -> None:
    said = " ".join(words)

    made = _proposed(said)

    assert made == said.replace("Ratman", "Rathmann").replace("Dilksen", "Dirksen")
