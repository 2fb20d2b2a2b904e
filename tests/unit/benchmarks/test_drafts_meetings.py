"""What became of the suggestions for spoken meetings, counted."""

from __future__ import annotations

import pytest

from benchmarks.drafts_meetings import by_turns, scores
from tools.meetings import Expectation, Meeting, Scene, SpokenTurn, typed


@pytest.mark.parametrize(("who", "full"), [("A", 1), ("B", 0), ("Silke", 0), ("", 1)])
def test_who_has_a_task_is_the_speaker_or_the_one_of_that_name(who: str, full: int) -> None:
    expected = Expectation("task", "Liste", who)
    scene = Scene((("A", "Ich schicke euch bis Freitag die Liste."),), (expected,))
    meeting = Meeting("x", "de", (scene,), lot="judged")

    assert scores(meeting, typed(meeting), ())["task"].full == full


def test_what_is_suggested_of_nothing_is_false() -> None:
    meeting = Meeting(
        "x", "de", (Scene((("A", "Ich schicke euch bis Freitag die Liste."),)),), lot="judged"
    )

    found = scores(meeting, typed(meeting), ())

    assert (found["task"].false, found["task"].there) == (1, 0)


def test_words_go_to_the_turn_in_which_they_were_said() -> None:
    meeting = Meeting(
        "x", "de", (Scene((("A", "Guten Tag."), ("B", "Hallo zusammen."))),), lot="judged"
    )
    utterances, turns = typed(meeting)
    together = utterances[0].words + utterances[1].words

    parted = by_turns([utterances[0].__class__(together, "de")], turns)

    assert [(each.speaker, each.text) for each in parted] == [
        ("A", "Guten Tag."),
        ("B", "Hallo zusammen."),
    ]
    assert turns[0] == SpokenTurn("A", 0.5, turns[0].end, 0)
