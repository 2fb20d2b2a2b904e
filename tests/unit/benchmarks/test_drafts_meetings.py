"""What became of the suggestions for spoken meetings, counted."""

from __future__ import annotations

import pytest

from benchmarks.drafts_meetings import KINDS, Score, by_turns, scores, typed_meeting
from tools.meetings import (
    Expectation,
    Meeting,
    Scene,
    SpokenTurn,
    meetings,
    office_meetings,
)
from tools.samples import Language


@pytest.mark.parametrize("language", ["de", "en"])
def test_of_meetings_as_typed_nine_in_ten_are_found_and_none_is_wrong(language: Language) -> None:
    total = dict.fromkeys(KINDS, Score())
    for meeting in meetings(language):
        if meeting.lot == "known":
            for kind, score in scores(meeting, *typed_meeting(meeting)).items():
                total[kind] += score

    assert all(score.found >= 0.9 * score.there for score in total.values())
    assert all(score.named == score.found for score in total.values())
    assert sum(score.false for score in total.values()) == 0


@pytest.mark.parametrize("language", ["de", "en"])
def test_of_the_offices_that_were_seen_nine_in_ten_are_found_and_right(language: Language) -> None:
    total = Score()
    for meeting in office_meetings(language):
        if meeting.lot == "seen":
            total = sum(scores(meeting, *typed_meeting(meeting)).values(), total)

    assert total.found >= 0.95 * total.there
    assert total.false <= 0.05 * total.found
    assert total.named == total.found


@pytest.mark.parametrize(("who", "full"), [("A", 1), ("B", 0), ("Silke", 0), ("", 1)])
def test_who_has_a_task_is_the_speaker_or_the_one_of_that_name(who: str, full: int) -> None:
    expected = Expectation("task", "Liste", who)
    scene = Scene((("A", "Ich schicke euch bis Freitag die Liste."),), (expected,))
    meeting = Meeting("x", "de", (scene,), lot="known")

    assert scores(meeting, *typed_meeting(meeting))["task"].full == full


def test_what_is_suggested_of_nothing_is_false() -> None:
    meeting = Meeting(
        "x", "de", (Scene((("A", "Ich schicke euch bis Freitag die Liste."),)),), lot="known"
    )

    found = scores(meeting, *typed_meeting(meeting))

    assert (found["task"].false, found["task"].there) == (1, 0)


def test_words_go_to_the_turn_in_which_they_were_said() -> None:
    meeting = Meeting(
        "x", "de", (Scene((("A", "Guten Tag."), ("B", "Hallo zusammen."))),), lot="known"
    )
    utterances, turns = typed_meeting(meeting)
    together = utterances[0].words + utterances[1].words

    parted = by_turns([utterances[0].__class__(together, "de")], turns)

    assert [(each.speaker, each.text) for each in parted] == [
        ("A", "Guten Tag."),
        ("B", "Hallo zusammen."),
    ]
    assert turns[0] == SpokenTurn("A", 0.5, turns[0].end, 0)
