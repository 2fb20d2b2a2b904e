"""Paragraphs in another language: when a page is read again, and what is taken from that."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.languages.paragraphs import (
    foreign_language,
    second_languages,
    with_paragraphs,
)
from pipeline.i18n import Language
from tests.pages import scattered

BOTH = ("deu", "eng")
GERMAN = "Wir bitten Sie, uns die Unterlagen für den Umbau bis zum Freitag zu senden."
ENGLISH = "We would like to place an order with your company and ask you for an offer."
MISREAD = "We would Iike to pIace an order with your company and ask you tor an offer."


def page(*paragraphs: str, confidence: float = 0.75, digital: bool = False) -> tuple[Word, ...]:
    """Paragraphs of one line each, below one another, their words in columns."""
    return tuple(
        Word(
            text,
            Box(200 * at, 100 * number, 200 * at + 150, 100 * number + 40),
            confidence,
            *(number, number, number),
            digital=digital,
        )
        for number, paragraph in enumerate(paragraphs)
        for at, text in enumerate(paragraph.split())
    )


def texts(words: tuple[Word, ...]) -> list[str]:
    """The paragraphs' texts."""
    found: dict[int, list[str]] = {}
    for word in words:
        found.setdefault(word.paragraph, []).append(word.text)
    return [" ".join(paragraph) for paragraph in found.values()]


# Whether a page is read again


def test_a_german_page_of_a_german_document_is_read_once() -> None:
    assert foreign_language(page(GERMAN, GERMAN), ("deu",), BOTH) is None


def test_an_english_paragraph_asks_for_another_reading() -> None:
    assert foreign_language(page(GERMAN, ENGLISH, GERMAN), ("deu",), BOTH) == "en"


def test_what_was_read_surely_asks_for_none() -> None:
    assert foreign_language(page(GERMAN, ENGLISH, confidence=0.95), ("deu",), BOTH) is None
    assert foreign_language(page(GERMAN, GERMAN, confidence=0.95), BOTH, BOTH) is None


def test_an_english_phrase_asks_for_none() -> None:
    assert foreign_language(page(GERMAN, "Please see to it that"), ("deu",), BOTH) is None


def test_a_german_page_of_a_document_read_in_both_asks_for_german_alone() -> None:
    assert foreign_language(page(GERMAN, GERMAN), BOTH, BOTH) == "de"
    assert foreign_language(page(ENGLISH, ENGLISH), BOTH, BOTH) is None


def test_a_language_that_is_not_configured_is_not_asked_for() -> None:
    assert foreign_language(page(ENGLISH), ("deu",), ("deu", "fra")) is None
    assert foreign_language(page(GERMAN), ("eng", "fra"), ("eng", "fra")) is None


def test_words_that_came_with_the_document_are_left_alone() -> None:
    words = (*page(ENGLISH), *page(GERMAN, digital=True))

    assert foreign_language(words, ("deu",), BOTH) is None


def test_german_is_read_alone_and_english_never() -> None:
    assert second_languages("de", BOTH) == ("deu",)
    assert second_languages("en", BOTH) == BOTH


# What is taken from the second reading


def test_only_the_english_paragraph_is_taken() -> None:
    first = page(GERMAN, MISREAD, GERMAN)
    second = page(GERMAN.replace("für", "fur"), ENGLISH, GERMAN.replace("für", "fur"))

    assert texts(with_paragraphs(first, second, "en")) == [GERMAN, ENGLISH, GERMAN]


def test_paragraphs_that_do_not_say_are_in_the_page_s_language() -> None:
    first, second = page(MISREAD, "OId MiII Lane"), page(ENGLISH, "Old Mill Lane")

    assert texts(with_paragraphs(first, second, "en")) == [ENGLISH, "Old Mill Lane"]


def test_a_german_name_keeps_its_umlaut_in_an_english_paragraph() -> None:
    text = ENGLISH.replace("company", "colleague Jürgen Müller")
    first, second = page(text), page(text.replace("ü", "u"))

    assert texts(with_paragraphs(first, second, "en")) == [text]


def test_a_paragraph_that_lost_words_stays_as_it_was() -> None:
    first, second = page(MISREAD), page(" ".join(ENGLISH.split()[:8]))

    assert with_paragraphs(first, second, "en") == first


def test_a_paragraph_that_was_hardly_read_stays_if_the_second_reading_has_nothing() -> None:
    first = tuple(replace(word, confidence=0.0) for word in page(MISREAD))

    assert with_paragraphs(first, (), "en") == first


def test_a_line_through_two_paragraphs_changes_neither() -> None:
    first = tuple(
        replace(word, paragraph=word.box.left > 1500, line=word.box.left > 1500)
        for word in page(f"{MISREAD} {MISREAD}")
    )

    assert with_paragraphs(first, page(f"{ENGLISH} {ENGLISH}"), "en") == first


def test_lines_are_numbered_through_the_page() -> None:
    merged = with_paragraphs(page(GERMAN, MISREAD, GERMAN), page(GERMAN, ENGLISH, GERMAN), "en")

    assert sorted({word.line for word in merged}) == [0, 1, 2]
    assert [word.paragraph for word in merged] == sorted(word.paragraph for word in merged)


@given(scattered(), scattered(), st.sampled_from(["de", "en"]))
def test_every_word_comes_from_one_of_the_readings(
    one: Page, other: Page, language: Language
) -> None:
    merged = with_paragraphs(one.words, other.words, language)

    assert {word.text for word in merged} <= {word.text for word in (*one.words, *other.words)}
    assert {word.paragraph for word in merged} == {word.paragraph for word in one.words}
