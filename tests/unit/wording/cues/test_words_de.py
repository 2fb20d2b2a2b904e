"""German announcements of items."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from tests.minutes import suggested, utterance


@pytest.mark.parametrize("said", ["T. O. P. 3", "T.O.P. 3", "TUP 3", "Tob 3", "top 3", "TOP drei"])
def test_an_item_is_known_however_top_is_misheard(said: str) -> None:
    announced, *others = suggested(
        utterance(f"Kommen wir zu {said}. Wie in {said} besprochen, läuft der Vertrag aus.")
    )

    assert (announced.kind, announced.number, others) == (CandidateKind.ITEM, "3", [])
    assert [one.number for one in suggested(utterance(f"{said}, Haushalt."))] == ["3"]


def test_no_item_is_what_merely_sounds_like_top() -> None:
    said = (
        "Die Lage ist top. Wir gehen zu Tob. Das liegt in der Tup 3 im Keller. Kommen wir zu "
        "T.O.P. Da fehlen drei."
    )

    assert suggested(utterance(said)) == ()


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("Wir kommen zu Tagesordnungspunkt 1, die neuen Fenster.", "die neuen Fenster"),
        (
            "Damit zum dritten Punkt der Tagesordnung: Haushalt, Stellenplan und Satzung.",
            "Haushalt, Stellenplan und Satzung",
        ),
        ("Wir kommen zu TOP 3.", ""),
        ("Wir kommen zu TOP 3, Frau Löwe.", ""),
        ("Wir steigen ein in TOP 4, da geht es um die Sanierung der Grundschule.", ""),
        ("Dann kommen wir zum nächsten Tagesordnungspunkt, Wahl des Vorstands.", ""),
    ],
)
def test_an_item_has_a_topic_only_if_nothing_but_its_name_follows_the_number(
    said: str, topic: str
) -> None:
    (item,) = suggested(utterance(said, language="de"))

    assert (item.kind, item.text, item.topic) == (CandidateKind.ITEM, said, topic)
