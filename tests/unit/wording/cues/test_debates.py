"""What several sentences tell together: votes, motions, adjournments, offers."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Utterance
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes
from pipeline.core.wording.cues.debates import adjourns, closes, is_bare, naming_words
from tests.minutes import suggested, utterance


def _talk(*turns: str, language: str = "de") -> tuple[Candidate, ...]:
    """What is suggested of turns like "A: Guten Tag."."""
    parts = [turn.partition(": ") for turn in turns]
    starts = accumulate((len(text.split()) for _, _, text in parts), initial=0)
    said: list[Utterance] = [
        utterance(text, start=start, speaker=speaker, language=language)
        for (speaker, _, text), start in zip(parts, starts, strict=False)
    ]
    return suggested(*said)


@pytest.mark.parametrize(
    ("language", "turns", "about", "votes"),
    [
        (
            "de",
            (
                "B: Ich schlage vor, dass wir die Hecke schneiden.",
                "A: Wer ist dafür? Fünf. Dagegen? Eine. Damit ist das so beschlossen.",
            ),
            "Ich schlage vor, dass wir die Hecke schneiden.",
            Votes(5, 1, None),
        ),
        (
            "de",
            (
                "B: Mein Antrag lautet, das Freibad ab Mai zu öffnen.",
                "C: Das ist zu früh.",
                "A: Handzeichen bitte. Ich zähle 11. Gegenprobe? 3. Enthaltungen? Keine.",
            ),
            "Mein Antrag lautet, das Freibad ab Mai zu öffnen.",
            Votes(11, 3, 0),
        ),
        (
            "en",
            (
                "B: I propose that we trim the hedge.",
                "A: All those in favour? Five. Against? Nobody. Carried.",
            ),
            "I propose that we trim the hedge.",
            Votes(5, 0, None),
        ),
    ],
)
def test_a_vote_over_several_turns_is_one_decision_with_its_motion(
    language: str, turns: tuple[str, ...], about: str, votes: Votes
) -> None:
    (found,) = _talk(*turns, language=language)

    assert (found.kind, found.about, found.votes) == (CandidateKind.DECISION, about, votes)


@pytest.mark.parametrize(
    ("language", "turns", "about"),
    [
        (
            "de",
            ("B: Können wir das Honorar begrenzen?", "A: Also einstimmig."),
            "Können wir das Honorar begrenzen?",
        ),
        (
            "en",
            ("B: Could we cap the fee?", "A: I hear no objection, so let's do that."),
            "Could we cap the fee?",
        ),
    ],
)
def test_what_closes_a_debate_is_a_decision_only_behind_a_motion(
    language: str, turns: tuple[str, ...], about: str
) -> None:
    (found,) = _talk(*turns, language=language)

    assert found.about == about
    assert _talk(turns[1], language=language) == ()


@pytest.mark.parametrize(
    ("language", "turns", "about"),
    [
        (
            "de",
            ("B: Die Zufahrt müsste gepflastert werden.", "A: Gut, das vertagen wir."),
            "Die Zufahrt müsste gepflastert werden.",
        ),
        (
            "de",
            (
                "B: Ich schlage vor, zu essen.",
                "C: Das Gutachten fehlt noch.",
                "A: Das stellen wir zurück.",
            ),
            "Das Gutachten fehlt noch.",
        ),
        (
            "en",
            ("B: The drive needs paving.", "A: We will discuss that at the next meeting."),
            "The drive needs paving.",
        ),
    ],
)
def test_an_adjournment_is_a_decision_about_what_was_said_last(
    language: str, turns: tuple[str, ...], about: str
) -> None:
    (found,) = _talk(*turns, language=language)

    assert (found.kind, found.about) == (CandidateKind.DECISION, about)


def test_a_decision_that_names_its_matter_needs_no_motion() -> None:
    (found,) = _talk(
        "B: Ich schlage vor, zu warten.", "A: Dann nehmen wir das Dach von der Tagesordnung."
    )

    assert found.about == ""


@pytest.mark.parametrize(
    ("turns", "language"),
    [
        (("A: Wer hat den Schlüssel?", "B: Ich."), "de"),
        (("A: Wer möchte noch Kaffee?", "B: Ich."), "de"),
        (("A: Gibt es Fragen?", "B: Keine."), "de"),
        (("B: Das machen wir immer so.",), "de"),
        (("C: Das haben wir letztes Jahr vertagt.",), "de"),
        (("C: Sollten wir das nicht lieber vertagen?",), "de"),
        (("A: Who will win the match?", "B: I will."), "en"),
        (("C: We could postpone it, but why?",), "en"),
        (("C: That is settled law in this country.",), "en"),
    ],
)
def test_other_questions_and_answers_are_nothing(turns: tuple[str, ...], language: str) -> None:
    assert _talk(*turns, language=language) == ()


@pytest.mark.parametrize(
    ("turns", "language", "who"),
    [
        (("A: Wer besorgt den Beamer?", "B: Mach ich."), "de", "B"),
        (("A: Wer fragt die Feuerwehr?", "C: Petra macht das."), "de", "Petra"),
        (("A: Who is going to get the projector?", "B: I can do that."), "en", "B"),
    ],
)
def test_who_takes_what_was_asked_for_has_the_task(
    turns: tuple[str, ...], language: str, who: str
) -> None:
    (found,) = _talk(*turns, language=language)

    assert (found.kind, found.who) == (CandidateKind.TASK, who)
    assert found.text == " ".join(turn.partition(": ")[2] for turn in turns)


def test_said_again_by_another_it_is_the_same_decision() -> None:
    (found,) = _talk(
        "B: Lasst uns das Fest in den Juli legen.",
        "C: Einverstanden.",
        "A: Gut, so halten wir das fest.",
    )

    assert found.text == "Einverstanden. Gut, so halten wir das fest."
    assert found.about == "Lasst uns das Fest in den Juli legen."


@given(st.lists(st.sampled_from(["damit", "ist", "das", "so", "beschlossen", "dafür"]), max_size=8))
def test_hollow_words_name_nothing(words: list[str]) -> None:
    assert is_bare(" ".join(words), "de")
    assert naming_words(" ".join([*words, "Hecke"]), "de") == ["hecke"]


def test_a_question_neither_closes_nor_adjourns() -> None:
    assert closes("Dann machen wir das so.", "de")
    assert not closes("Machen wir das so?", "de")
    assert adjourns("Das vertagen wir.", "de")
    assert not adjourns("Vertagen wir das?", "de")


def test_misheard_abstentions_are_counted_and_the_result_is_the_same_decision() -> None:
    (found,) = _talk(
        "B: I move that we raise the fee.",
        "A: In favour? Seven. Against? Two. Obstensions? One.",
        "A: The motion is carried.",
        language="en",
    )

    assert found.votes == Votes(7, 2, 1)
    assert found.about == "I move that we raise the fee."


@pytest.mark.parametrize(
    ("said", "language", "votes"),
    [
        ("A: Wer ist dafür? Eins, zwei, drei. Da gegen? Zwei.", "de", Votes(3, 2, None)),
        ("A: Wer stimmt dem zu? Dreiundzwanzig. Gegenstimmen? Vier.", "de", Votes(23, 4, None)),
        ("A: Who's for that? One, two, three, four. Against? Nobody.", "en", Votes(4, 0, None)),
        (
            "A: Do we accept the budget? I count fourteen for. Against? Two.",
            "en",
            Votes(14, 2, None),
        ),
    ],
)
def test_votes_are_counted_aloud_and_beyond_twelve(said: str, language: str, votes: Votes) -> None:
    (found,) = _talk(said, language=language)

    assert found.votes == votes


@pytest.mark.parametrize(
    ("motion", "closing", "language"),
    [
        ("B: Mein Gedanke war, dass wir im Dezember umziehen.", "A: Haken dran.", "de"),
        ("B: Ich fände es gut, wenn wir umziehen.", "A: Das ist hier mit festgelegt.", "de"),
        ("B: Dann stelle ich hiermit den Antrag, dass wir umziehen.", "A: Abgemacht.", "de"),
        ("B: What I had in mind was moving in December.", "A: Tick.", "en"),
        ("B: I'd go for moving in December.", "A: Put that down as final.", "en"),
    ],
)
def test_people_move_and_close_in_many_words(motion: str, closing: str, language: str) -> None:
    (found,) = _talk(motion, closing, language=language)

    assert found.about == motion.removeprefix("B: ")
    assert _talk(closing, language=language) == ()


def test_a_short_answer_to_a_request_is_no_second_task() -> None:
    turns = ("A: Tom, can you send the minutes by Friday?", "B: Yes, I'll do that.")

    (found,) = _talk(*turns, language="en")

    assert found.text == "Tom, can you send the minutes by Friday?"
