"""What a decision by rules is about."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues import passages
from pipeline.core.wording.cues.talk.matters import matter_before, only_counts, refers
from tests.minutes import utterance


def _matter(*turns: str, language: str = "de", item: str = "") -> str:
    """What the last of the turns is about."""
    said = passages(
        [
            utterance(text, start=20.0 * at, speaker=str(at % 2), language=language)
            for at, text in enumerate(turns)
        ]
    )
    return matter_before(said, len(said) - 1, first=0, item=item)


@pytest.mark.parametrize(
    ("language", "turns", "matter"),
    [
        (
            "de",
            ("Und was ist mit dem Motorboot?", "Da fehlt die Zahl.", "Das vertagen wir."),
            "Und was ist mit dem Motorboot?",
        ),
        (
            "en",
            ("What about the motorboat?", "We lack the figures.", "Let's postpone that."),
            "What about the motorboat?",
        ),
    ],
)
def test_a_question_after_a_matter_names_it(
    language: str, turns: tuple[str, ...], matter: str
) -> None:
    assert _matter(*turns, language=language) == matter


def test_the_item_stands_before_what_was_said_last() -> None:
    found = _matter(
        "Der Lack ist alt und blättert ab.", "Beschlossen.", item="Punkt zwei, das Tor."
    )

    assert found == "Punkt zwei, das Tor. Der Lack ist alt und blättert ab."


def test_an_article_before_a_noun_means_nothing_said_before() -> None:
    assert refers("Das vertagen wir.", "de")
    assert not refers("Das Tor vertagen wir.", "de")


def test_votes_alone_tell_no_matter() -> None:
    assert only_counts("Fünf Ja-Stimmen, zwei Gegenstimmen.", "de")
    assert not only_counts("Das Tor streichen wir grün.", "de")
