"""What is told of suggestions that a model found."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.core.wording.cues import candidates, passages
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes
from tests.minutes import WEDNESDAY, utterance

_COLUMNS = {kind: column for column, kind in enumerate(CandidateKind)}


def _found(
    kind: CandidateKind, at: int, *turns: str, names: int | None = None, language: str = "de"
) -> Candidate:
    """The suggestion at one of the turns; another one may name it."""
    parts = [turn.partition(": ") for turn in turns]
    said = [
        utterance(text, start=20.0 * number, speaker=speaker, language=language)
        for number, (speaker, _, text) in enumerate(parts)
    ]
    assert len(passages(said)) == len(turns)
    scores = [[-2.0, -2.0, -2.0, 0.0, 0.0, 0.0] for _ in turns]
    scores[at][_COLUMNS[kind]] = 1.0
    scores[at if names is None else names][3 + _COLUMNS[kind]] = 1.0
    (found,) = candidates(said, day=WEDNESDAY, scores=scores)
    return found


def test_a_decision_names_what_was_decided() -> None:
    found = _found(
        CandidateKind.DECISION,
        2,
        "B: Die rote Bank käme an den Weiher.",
        "C: Jo.",
        "A: Na, dann haben wir das.",
        names=0,
    )

    assert found.text == "Na, dann haben wir das."
    assert found.about == "Die rote Bank käme an den Weiher."


def test_a_decision_that_names_it_itself_needs_nothing_else() -> None:
    found = _found(CandidateKind.DECISION, 1, "B: Hm.", "A: Die Bank kommt an den Weiher.")

    assert found.about == ""


def test_votes_in_its_words_belong_to_a_decision() -> None:
    found = _found(CandidateKind.DECISION, 1, "B: Hm.", "A: Sieben dafür, die Bank kommt hin.")

    assert found.votes == Votes(yes=7)


def test_an_item_is_told_with_what_names_it() -> None:
    found = _found(
        CandidateKind.ITEM,
        0,
        "A: Jetzt wird es heikel.",
        "A: Frau Novak möchte ihren Hund mitbringen.",
        names=1,
    )

    assert (found.text, found.about) == (
        "Jetzt wird es heikel.",
        "Frau Novak möchte ihren Hund mitbringen.",
    )


@pytest.mark.parametrize(
    ("turns", "at", "who"),
    [
        (("A: Sepp, gib dem Betonwerk Bescheid, sei so gut.", "B: Läuft."), 0, "Sepp"),
        (("A: Wo kriegen wir den Kleister her?", "B: Ich hab welchen im Keller."), 1, "B"),
        (("A: Lässt sich dort anrufen vielleicht?", "C: Läuft."), 0, "C"),
        (("A: Einer muss dort hin.", "B: Hm."), 0, None),
    ],
)
def test_who_has_a_task_is_called_or_answers(
    turns: tuple[str, ...], at: int, who: str | None
) -> None:
    assert _found(CandidateKind.TASK, at, *turns).who == who


def test_a_greeting_is_nobodys_name() -> None:
    found = _found(CandidateKind.TASK, 1, "A: Wo?", "B: Gut, den Kleister hab ich im Keller.")

    assert found.who == "B"


def test_the_day_of_a_task_may_be_said_later() -> None:
    found = _found(
        CandidateKind.TASK,
        0,
        "A: Sepp, gib dem Betonwerk Bescheid, sei so gut.",
        "B: Bis wann denn?",
        "A: Bis Freitag.",
    )

    assert (found.due, found.due_said) == (date(2025, 11, 14), "Bis Freitag")


def test_a_task_in_few_words_has_the_question_with_it() -> None:
    found = _found(CandidateKind.TASK, 1, "A: Den Kleister braucht es noch.", "B: Hol ich.")

    assert found.text == "Den Kleister braucht es noch. Hol ich."
    assert (found.who, found.speaker) == ("B", "B")


def test_english_speakers_take_tasks_in_their_words() -> None:
    found = _found(CandidateKind.TASK, 1, "A: The paste?", "B: Mine, that one.", language="en")

    assert found.who == "B"


def test_other_languages_are_left_alone() -> None:
    said = [utterance("On achète le banc.", language="fr")]

    assert candidates(said, day=None, scores=[(5.0, 5.0, 5.0, 0.0, 0.0, 0.0)]) == ()


def test_what_the_model_rules_out_is_not_suggested() -> None:
    said = [utterance("Damit ist die Satzung beschlossen.")]

    assert candidates(said, day=None)
    assert candidates(said, day=None, scores=[(-9.0, -9.0, -9.0, 0.0, 0.0, 0.0)]) == ()
