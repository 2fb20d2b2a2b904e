from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.language import language_of

GERMAN = (
    "Wir bitten Sie, uns die Unterlagen bis zum Freitag zu senden.",
    "Der Verwaltungsrat hat die Angelegenheit vertagt und Frau Meier gebeten, Angebote einzuholen.",
    "Die Rechnung über 120 Euro ist bis heute nicht bezahlt worden.",
    "DER ANTRAG WURDE VON DEM AUSSCHUSS ABGELEHNT",
    "Größe, Höhe, Länge und Gewicht",
)
ENGLISH = (
    "We would like to place an order with your company.",
    "The purpose of this meeting shall be to conduct the general business of the Corporation.",
    "Please let me know if your own notes differ from ours in any respect.",
    "I am writing to confirm what was agreed (and to list the points that remain open).",
)
NEITHER = (
    "",
    "Ja",
    "Rechnung Nr. 4711",
    "IBAN DE89 3704 0044 0532 0130 00",
    "Derek Jeter 123 Elm Ave. Treesville",
    "Le conseil municipal a décidé de reporter la séance au mois prochain en raison des travaux",
    (
        "El ayuntamiento no puede aceptar la solicitud presentada fuera de plazo según el "
        "reglamento vigente"
    ),
    "The chairman und der Vorsitzende of the board",
)


@pytest.mark.parametrize("sentence", GERMAN)
def test_german_sentences_are_german(sentence: str) -> None:
    assert language_of(sentence.split()) == "de"


@pytest.mark.parametrize("sentence", ENGLISH)
def test_english_sentences_are_english(sentence: str) -> None:
    assert language_of(sentence.split()) == "en"


@pytest.mark.parametrize("text", NEITHER)
def test_what_does_not_say_is_neither(text: str) -> None:
    assert language_of(text.split()) is None


@given(st.lists(st.text(max_size=8)))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert language_of(words) == language_of(reversed(words))
