"""Words that are spelt out."""

from __future__ import annotations

import pytest

from benchmarks.drafts_dictation import Sentence
from pipeline.core.wording.dictation import dictation_edits
from pipeline.core.wording.edits import Treatment
from tests.spoken_words import dictated


@pytest.mark.parametrize(
    ("said", "language", "spelt"),
    [
        ("Martha Anton Ida Emil Richard", "de", "Maier"),
        ("München Umlaut Aachen Rostock Zwickau", "de", "März"),
        ("M wie Mücke A wie Affe Er wie Richard", "de", "Mar"),
        ("Schule Ulrich Emil Charlotte", "de", "Schuech"),
        ("Berta Bindestrich Kaufmann Schrägstrich Ludwig Ziffer sieben", "de", "B-K/L7"),
        ("Berta Kaufmann Ludwig 712", "de", "BKL712"),
        ("Berta Kaufmann Ludwig Punkt", "de", "Bkl"),
        ("Mike Alpha Yankee", "en", "May"),
        ("M for Mother A as in Apple Y like yellow", "en", "May"),
    ],
)
def test_three_spelling_words_are_letters_and_always_marked(
    said: str, language: str, spelt: str
) -> None:
    words = Sentence(said, "", language).words

    assert [
        (edit.text, edit.decided)
        for edit in dictation_edits(words, language)
        if edit.treatment is Treatment.SPELLING
    ] == [(spelt, False)]


@pytest.mark.parametrize(
    "said",
    [
        "Martha und Anton erben",
        "Essen, Köln, Frankfurt und Berlin",
        "A wie B C wie X",
        "Umlaut Köln Berlin",
        "Berlin Ziffer Rom Essen",
    ],
)
def test_names_in_a_list_are_names(said: str) -> None:
    assert dictated(said) == said
