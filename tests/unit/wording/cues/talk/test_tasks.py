"""Tasks that somebody is asked for, with the answer and the date."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from tests.minutes_talk import suggested_of


@pytest.mark.parametrize(
    ("language", "request_", "answers"),
    [
        ("de", "A: Heike, sprichst du mit dem Wirt?", ("C: Nein, keine Zeit.", "C: Wie bitte?")),
        ("en", "A: Heather, do you want to ask him?", ("C: No, I've no time.", "C: Pardon?")),
    ],
)
def test_what_nobody_accepts_is_no_task(
    language: str, request_: str, answers: tuple[str, ...]
) -> None:
    assert [suggested_of(request_, answer, language=language) for answer in answers] == [(), ()]


@pytest.mark.parametrize(
    ("language", "turns", "due_said"),
    [
        ("de", ("A: Heike, sprichst du mit dem Wirt?", "C: Ja, bis Freitag."), "bis Freitag"),
        ("en", ("A: Could you copy the papers?", "C: Sure, by Friday."), "by Friday"),
        (
            "de",
            ("A: Heike, kannst du den Brief schreiben? Am besten bis Freitag.", "C: Gern."),
            "bis Freitag",
        ),
    ],
)
def test_the_answer_may_say_by_when(language: str, turns: tuple[str, ...], due_said: str) -> None:
    (found,) = suggested_of(*turns, language=language)

    assert (found.kind, found.due_said) == (CandidateKind.TASK, due_said)


def test_who_accepts_what_was_asked_of_nobody_by_name_has_the_task() -> None:
    (found,) = suggested_of("A: Würden Sie bitte die Unterlagen kopieren?", "C: Gern.")

    assert found.who == "C"


def test_a_task_told_by_a_pronoun_brings_the_sentence_before() -> None:
    (found,) = suggested_of(
        "A: Der Wirt muss Bescheid wissen. Heike, schreibst du ihm?", "C: Klar."
    )

    assert (found.who, found.text) == (
        "Heike",
        "Der Wirt muss Bescheid wissen. Heike, schreibst du ihm?",
    )


def test_who_takes_what_was_offered_may_add_the_day() -> None:
    (found,) = suggested_of("A: Wer schreibt den Brief?", "C: Ich. Das habe ich bis Freitag.")

    assert (found.who, found.due) == ("C", date(2025, 11, 14))


def test_a_task_for_all_has_nobody_s_name() -> None:
    (found,) = suggested_of("A: Meldet euch bitte bis Donnerstag an.", "C: Hm.")

    assert (found.kind, found.who) == (CandidateKind.TASK, None)


@pytest.mark.parametrize(
    ("language", "told", "answer", "who"),
    [
        ("de", "A: Den Anbau vermisst Herr Thoma.", "B: Ja, das geht.", "Herr Thoma"),
        ("en", "A: Mr Thomas will measure the annexe.", "B: Yes, that's fine.", "Mr Thomas"),
    ],
)
def test_a_statement_about_somebody_is_a_task_once_it_is_accepted(
    language: str, told: str, answer: str, who: str
) -> None:
    (found,) = suggested_of(told, answer, language=language)

    assert (found.kind, found.who) == (CandidateKind.TASK, who)
    assert suggested_of(told, "B: Hm.", language=language) == ()


@pytest.mark.parametrize(
    ("language", "said", "count"),
    [
        ("de", "C: Ich rede morgen mit dem Wirt.", 1),
        ("de", "C: Ich fahre morgen nach Köln.", 0),
        ("de", "C: Ich merke heute nichts davon.", 0),
        ("en", "C: I'll speak to the landlord tomorrow.", 1),
        ("en", "C: I'm away until Friday.", 0),
    ],
)
def test_what_somebody_does_on_a_day_is_a_task_unless_it_is_a_way_or_a_state(
    language: str, said: str, count: int
) -> None:
    assert len(suggested_of(said, language=language)) == count
