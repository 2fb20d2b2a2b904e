"""German tasks."""

from __future__ import annotations

from datetime import date

from pipeline.core.wording.cues.candidates import CandidateKind
from tests.minutes import suggested, utterance


def test_a_task_says_who_has_it_and_by_when() -> None:
    (task,) = suggested(utterance("Aufgabe an Herrn Schulz, bis Ende des Monats die Liste prüfen."))

    assert (task.kind, task.who, task.due, task.due_said) == (
        CandidateKind.TASK,
        "Herr Schulz",
        date(2025, 11, 30),
        "bis Ende des Monats",
    )


def test_a_task_that_a_speaker_takes_has_the_speakers_label() -> None:
    said = "Das übernehme ich."

    assert [one.who for one in suggested(utterance(said))] == ["Sprecher 1"]
    assert [one.who for one in suggested(utterance(said, speaker=None))] == [None]


def test_participants_are_known_by_their_first_names_and_others_are_not() -> None:
    said = utterance("Thomas kümmert sich um den Grill.")

    assert [one.who for one in suggested(said, participants=["Thomas Schulz", "K. Ott"])] == [
        "Thomas"
    ]
    assert suggested(said) == ()
