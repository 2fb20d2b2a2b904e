"""Meetings that are spoken from a seed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tools.meetings import (
    judged_meetings,
    office_meetings,
    tagged_meetings,
    voiced,
)
from tools.samples import RATE, Language


def test_the_turns_lie_one_behind_the_other_in_the_sound() -> None:
    meeting = next(office_meetings("en"))

    pieces, turns = voiced(meeting)

    assert len(turns) == sum(len(scene.turns) for scene in meeting.scenes)
    assert all(a.end <= b.start for a, b in pairwise(turns))
    assert turns[-1].end <= sum(map(len, pieces)) / RATE


@pytest.mark.parametrize("language", ["de", "en"])
def test_of_eighteen_offices_ten_are_kept_back_for_two_looks(language: Language) -> None:
    lots = [one.lot for one in office_meetings(language)]

    assert [lots.count(lot) for lot in ("seen", "unseen", "later")] == [8, 6, 4]


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_office_says_what_belongs_into_the_minutes_and_much_that_does_not(
    language: Language,
) -> None:
    for one in office_meetings(language):
        expected = [each.kind for scene in one.scenes for each in scene.expected]
        assert set(expected) == {"item", "decision", "task"}
        assert all(who in "ABC" and said for scene in one.scenes for who, said in scene.turns)
        assert sum(not scene.expected for scene in one.scenes) >= 3


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_judged_only_is_not_learned_from(language: Language) -> None:
    judged = {one.said for one in judged_meetings(language)}

    assert len(judged) == 42
    assert not judged & {one.said for _, one in tagged_meetings(language)}
