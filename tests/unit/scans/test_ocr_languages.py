"""Which languages are read: the vote on a strip, and the second reading of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Box, Word
from pipeline.core.scans.ocr_languages import certainty, elected_languages, needs_all_languages

BOTH = ("deu", "eng")
GERMAN = "Wir bitten Sie, uns die Unterlagen bis zum Freitag zu senden."
ENGLISH = "We would like to place an order with your company."
FRENCH = "Nous vous prions de vérifier les données figurant ici."
NUMBERS = "4711 1.234,56 2026 EUR 815 Mwst 19 Nr 12"


def read(text: str, confidence: float = 0.95, *, digital: bool = False) -> tuple[Word, ...]:
    return tuple(
        Word(word, Box(0, 0, 1, 1), confidence, 0, 0, 0, digital=digital) for word in text.split()
    )


def test_certainty_counts_letters_by_confidence() -> None:
    assert certainty((*read("sechs!", 0.5), *read("vier", 1.0))) == pytest.approx(7)


# The vote


def test_a_german_document_is_read_in_german_alone() -> None:
    assert elected_languages({"deu": read(GERMAN)}, BOTH) == ("deu",)


def test_an_english_document_is_read_in_all_languages_since_names_keep_their_umlauts() -> None:
    assert elected_languages({"deu": read(ENGLISH)}, BOTH) == BOTH


def test_one_reading_is_enough_in_whatever_language_it_was() -> None:
    assert elected_languages({"eng": read(GERMAN)}, ("eng", "deu")) == ("deu",)


def test_poor_print_is_read_in_all_languages() -> None:
    assert elected_languages({"deu": read(GERMAN, 0.6)}, BOTH) == BOTH


def test_numbers_do_not_say_and_every_language_is_asked() -> None:
    assert elected_languages({}, BOTH) is None
    assert elected_languages({"deu": read(NUMBERS)}, BOTH) is None


def test_without_small_words_the_surer_language_is_chosen() -> None:
    assert elected_languages({"deu": read(NUMBERS, 0.95), "eng": read(NUMBERS, 0.9)}, BOTH) == (
        "deu",
    )
    assert elected_languages({"deu": read(NUMBERS, 0.9), "eng": read(NUMBERS, 0.95)}, BOTH) == BOTH


def test_a_small_lead_decides_nothing() -> None:
    assert elected_languages({"deu": read(NUMBERS, 0.95), "eng": read(NUMBERS, 0.94)}, BOTH) is None


def test_an_illegible_strip_decides_nothing() -> None:
    assert elected_languages({"deu": read(NUMBERS, 0.7), "eng": read(NUMBERS, 0.4)}, BOTH) is None
    assert elected_languages({"deu": (), "eng": ()}, BOTH) is None


def test_other_languages_are_chosen_by_certainty() -> None:
    three = ("deu", "eng", "fra")
    german, english, french = read(FRENCH, 0.8), read(FRENCH, 0.88), read(FRENCH, 0.96)

    assert elected_languages({"deu": german}, three) is None
    assert elected_languages({"deu": german, "eng": english}, three) is None
    assert elected_languages({"deu": german, "eng": english, "fra": french}, three) == ("fra",)


def test_where_other_languages_are_configured_small_words_do_not_decide_alone() -> None:
    """Fraktur holds German words, too, and reads as such badly."""
    fraktur = ("deu", "deu_latf")

    assert elected_languages({"deu": read(GERMAN, 0.86)}, fraktur) is None
    assert elected_languages(
        {"deu": read(GERMAN, 0.86), "deu_latf": read(GERMAN, 0.95)}, fraktur
    ) == ("deu_latf",)


def test_where_the_small_words_agree_with_the_surest_language_no_lead_is_needed() -> None:
    three = ("deu", "eng", "fra")

    assert elected_languages(
        {"deu": read(GERMAN, 0.95), "eng": read(GERMAN, 0.93), "fra": read(GERMAN, 0.94)}, three
    ) == ("deu",)
    assert (
        elected_languages(
            {"deu": read(ENGLISH, 0.94), "eng": read(ENGLISH, 0.95), "fra": read(ENGLISH, 0.94)},
            three,
        )
        == three
    )
    assert (
        elected_languages(
            {"deu": read(GERMAN, 0.94), "eng": read(GERMAN, 0.93), "fra": read(GERMAN, 0.95)}, three
        )
        is None
    )


readings = st.lists(st.sampled_from([GERMAN, ENGLISH, FRENCH, NUMBERS, ""]), max_size=3).flatmap(
    lambda texts: st.tuples(*(st.builds(read, st.just(text), st.floats(0, 1)) for text in texts))
)


@given(readings, st.permutations(["deu", "eng", "fra"]))
def test_only_what_is_configured_is_elected_and_never_english_alone(
    read_so_far: tuple[tuple[Word, ...], ...], configured: list[str]
) -> None:
    chosen = elected_languages(dict(zip(configured, read_so_far, strict=False)), tuple(configured))

    assert (
        chosen is None
        or chosen == tuple(configured)
        or (len(chosen) == 1 and chosen[0] in {"deu", "fra"})
    )


# The second reading


def test_a_good_page_in_the_documents_language_is_read_once() -> None:
    assert not needs_all_languages(read(GERMAN, 0.9), ("deu",), BOTH)


def test_a_page_that_reads_badly_is_read_in_all_languages() -> None:
    assert needs_all_languages(read(GERMAN, 0.8), ("deu",), BOTH)
    assert needs_all_languages(read(FRENCH, 0.8), ("deu",), ("deu", "fra"))


def test_a_page_in_another_language_is_read_again_unless_it_is_clean() -> None:
    assert needs_all_languages(read(ENGLISH, 0.92), ("deu",), BOTH)
    assert not needs_all_languages(read(ENGLISH, 0.95), ("deu",), BOTH)


def test_a_language_that_is_not_configured_is_no_reason() -> None:
    assert not needs_all_languages(read(ENGLISH, 0.92), ("deu",), ("deu", "fra"))


def test_nothing_is_gained_where_all_have_read_or_hardly_anything_stands() -> None:
    assert not needs_all_languages(read(ENGLISH, 0.5), BOTH, BOTH)
    assert not needs_all_languages(read("Seite 4", 0.5), ("deu",), BOTH)
    assert not needs_all_languages((), ("deu",), BOTH)


def test_words_that_the_page_brought_along_do_not_count() -> None:
    assert not needs_all_languages(
        (*read(GERMAN), *read(ENGLISH * 9, 0.9, digital=True)), ("deu",), BOTH
    )
    assert needs_all_languages(
        (*read(GERMAN, 0.8), *read(GERMAN * 9, 1, digital=True)), ("deu",), BOTH
    )
