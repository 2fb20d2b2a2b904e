"""Counts in words that become figures, or stay."""

from __future__ import annotations

import pytest

from pipeline.core.wording.amounts import number_edits
from tests.spoken_words import accepted


@pytest.mark.parametrize(
    ("said", "language", "written"),
    [
        ("Zehn bis zwanzig Leute kamen.", "de", "Zehn bis zwanzig Leute kamen."),
        ("We had two thousand and fifty people.", "en", "We had 2,050 people."),
        ("Am vier und zwanzigsten Juli war das.", "de", "Am vier und zwanzigsten Juli war das."),
        (
            "Die neunzehn achtziger Jahre waren laut.",
            "de",
            "Die neunzehn achtziger Jahre waren laut.",
        ),
        ("In the nineteen eighties it was loud.", "en", "In the nineteen eighties it was loud."),
        ("There are twenty one hundred of them.", "en", "There are twenty one hundred of them."),
    ],
)
def test_a_count_is_in_figures_only_if_it_is_plainly_one(
    said: str, language: str, written: str
) -> None:
    assert accepted(said, number_edits(said, language, day=None)) == written
