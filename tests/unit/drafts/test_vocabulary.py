"""Which words are known, and what an unknown one may be."""

from __future__ import annotations

import pytest

from pipeline.core.drafts.vocabulary import Standing, Vocabulary, bare_word, vocabulary_of

_WORDS = {"de": {"Vertrag", "Metall", "Preis", "und", "für"}, "en": {"the", "fur"}}


def _lexicon(word: str, language: str) -> bool | None:
    return word in _WORDS[language] if language in _WORDS else None


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Vertrag,", Standing.KNOWN),
        ("VERTRAG", Standing.KNOWN),
        ("Metallpreis", Standing.KNOWN),
        ("Vertragspreis", Standing.KNOWN),
        ("Metall-Vertrag", Standing.KNOWN),
        ("und/für", Standing.KNOWN),
        ("Kowalczyk", Standing.NAME),
        ("GmbX", Standing.UNKNOWN),
        ("BauNVO.", Standing.KNOWN),
        ("BAUNVO", Standing.NAME),
        ("vertraglos", Standing.UNKNOWN),
        ("B12", Standing.NUMBER),
        ("x", Standing.OPEN),
        ("post@gruendel.example", Standing.OPEN),
    ],
)
def test_a_word_is_known_by_itself_or_by_its_parts(text: str, standing: Standing) -> None:
    assert Vocabulary(_lexicon).standing(text, "de") is standing


def test_without_a_dictionary_of_the_language_a_word_is_not_judged() -> None:
    assert Vocabulary(_lexicon).standing("vertraglos", "fr") is Standing.OPEN
    assert Vocabulary().standing("vertraglos", "de") is Standing.OPEN


def test_where_the_language_is_not_known_words_of_any_count() -> None:
    assert Vocabulary(_lexicon).standing("the", None) is Standing.KNOWN
    assert Vocabulary(_lexicon).standing("the", "de") is Standing.UNKNOWN
    assert Vocabulary(_lexicon).is_foreign("the", "de")
    assert not Vocabulary(_lexicon).is_foreign("the", None)


def test_a_term_counts_with_its_words_and_parts() -> None:
    known = vocabulary_of((), _lexicon, terms=("Amt Xyzzy-Plugh",))

    assert all(map(known.is_term, ("Amt", "xyzzy-plugh,", "Plugh")))
    assert not known.is_term("Xyz")


def test_what_looks_like_a_known_word_has_it_as_another_reading_with_its_marks() -> None:
    assert Vocabulary(_lexicon).other_readings("(Vcrtrag,", "de") == ("(Vertrag,",)
    assert Vocabulary(_lexicon).other_readings("Vertrrag", "de") == ("Vertrag",)


def test_a_name_is_no_mistake_for_another_word() -> None:
    named = vocabulary_of(("Frau", "Vcrtrag"), _lexicon)

    assert named.other_readings("Vcrtrag", "de") == ()


def test_marks_around_a_word_are_not_part_of_it() -> None:
    assert bare_word("„Vertrag“,") == "Vertrag"
    assert bare_word("—…") == ""


def test_without_a_dictionary_other_readings_are_words_of_the_office() -> None:
    assert Vocabulary(terms=frozenset({"kowalczyk"})).other_readings("Kowalczvk,", "de") == (
        "Kowalczyk,",
    )
    assert Vocabulary().other_readings("...", "de") == ()


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("vertraglos", True),
        ("Metali", True),
        ("GmbH", False),
        ("Kowalczyk", False),
        ("Vertrag", False),
        ("the", False),
        ("X", False),
        ("12,50", False),
    ],
)
def test_an_unknown_word_looks_misread_unless_it_may_be_a_name(text: str, *, misread: bool) -> None:
    words = Vocabulary(lambda word, language: _lexicon(word, language) or word == "Metall")

    assert words.looks_misread(text, None) is misread


def test_a_name_that_looks_like_a_word_looks_misread_though_nothing_is_offered() -> None:
    words = Vocabulary(_lexicon, names=frozenset({"vcrtrag"}))

    assert words.other_readings("Vcrtrag", "de") == ()
    assert words.looks_misread("Vcrtrag", "de")
