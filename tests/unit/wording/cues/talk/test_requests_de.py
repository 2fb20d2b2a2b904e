"""German requests, and the answers that make them tasks."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from tests.minutes_talk import suggested_of


@pytest.mark.parametrize(
    "turns",
    [
        (
            "A: Heike, sprichst du mit dem Wirt?",
            "C: Ja, mache ich.",
        ),
        ("A: Herr Kunze, Sie kümmern sich bitte um die Bühne.",),
        (
            "A: Kannst du das Protokoll bis Montag fertig machen?",
            "C: Klar.",
        ),
        (
            "A: Bernd, du bringst die Bänke mit, ja?",
            "B: Ist gut.",
        ),
        ("A: Meldet euch bitte bis Donnerstag bei mir an.",),
        ("A: Jeder prüft bitte seine Adresse.",),
        ("B: Ich lade die Gäste bis zum zwölften Dezember ein.",),
        (
            "A: Den Schlüssel holst du, Jana.",
            "C: Okay.",
        ),
        (
            "A: Würden Sie bitte die Unterlagen kopieren?",
            "C: Selbstverständlich.",
        ),
        ("A: Die Rechnung wird von Frau Peters bis Freitag geprüft.",),
        (
            "A: Wer bestellt das Bier?",
            "C: Das kann ich übernehmen.",
        ),
        (
            "A: Sven ruft morgen bei der Gemeinde an, oder?",
            "B: Ja.",
        ),
    ],
)
def test_what_is_asked_and_accepted_is_a_task(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="de")

    assert [one.kind for one in found] == [CandidateKind.TASK]


@pytest.mark.parametrize(
    "turns",
    [
        (
            "A: Petra, weißt du das noch?",
            "C: Ja, klar.",
        ),
        (
            "A: Kannst du mich hören?",
            "C: Ja.",
        ),
        ("B: Ich bleibe bis Freitag in Köln.",),
        ("A: Setzt euch bitte bis acht Uhr hin.",),
        ("B: Ich muss um sechs weg.",),
    ],
)
def test_what_is_done_at_once_or_told_is_none(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="de")

    assert found == ()
