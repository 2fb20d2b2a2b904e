"""A chair opens an item in words of no fixed form."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from tests.minutes_talk import suggested_of


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "A: Auf meinem Zettel habe ich als Nächstes die Schlüssel."),
        ("de", "A: Ganz oben steht bei mir der Basar."),
        ("de", "A: Unter Verschiedenes kommt der Fahrradkeller."),
        ("en", "A: What I have on my list is the keys."),
        ("en", "A: We shall now consider the bazaar."),
        ("en", "A: Under any other business there's the cellar."),
    ],
)
def test_what_the_chair_says_of_the_agenda_opens_an_item(language: str, said: str) -> None:
    (found,) = suggested_of(said, "C: I see." if language == "en" else "C: Aha.", language=language)

    assert found.kind is CandidateKind.ITEM


@pytest.mark.parametrize(
    "turns",
    [
        ("C: Auf meinem Zettel habe ich als Nächstes die Schlüssel.", "A: Aha."),
        ("B: Die Schlüssel fehlen.", "A: Auf meinem Zettel habe ich die Schlüssel.", "C: Aha."),
        ("A: Auf meinem Zettel habe ich als Nächstes die Schlüssel.",),
        ("A: Auf der Liste haben wir letztes Jahr die Schlüssel gehabt.", "C: Aha."),
    ],
    ids=["another speaks", "named before", "nobody goes on", "of the past"],
)
def test_it_takes_the_chair_a_new_name_and_somebody_who_goes_on(turns: tuple[str, ...]) -> None:
    assert suggested_of(*turns) == ()
