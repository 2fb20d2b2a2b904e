"""The tables of motions, votes and closings: each language has all of them."""

from __future__ import annotations

import re

import pytest

from pipeline.core.wording.cues.debates import DEBATES
from pipeline.core.wording.cues.languages import CUES, without_opening


def test_both_languages_know_debates() -> None:
    assert set(DEBATES) == set(CUES)


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_looked_for_has_the_groups_that_are_asked_for(language: str) -> None:
    words = DEBATES[language]

    assert set(words.asks) == {"yes", "no", "abstentions"}
    assert all("who" in pattern.groupindex for pattern in words.accepted)
    assert "count" in re.compile(words.count).groupindex
    assert all(word == word.casefold() for word in words.hollow)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("de", "Wer ist dafür?"),
        ("de", "Gibt es gegen Stimmen?"),
        ("de", "Handzeichen bitte."),
        ("de", "Enthaltungen?"),
        ("en", "All those in favour?"),
        ("en", "Any objections?"),
        ("en", "Hands up, please."),
    ],
)
def test_a_vote_begins_with_a_question(language: str, question: str) -> None:
    assert DEBATES[language].ballot.search(question)


def test_what_a_sentence_begins_with_is_left_out() -> None:
    assert without_opening("Gut, dann, kommen wir", CUES["de"]) == "kommen wir"
