"""English requests, and the answers that make them tasks."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from tests.minutes_talk import suggested_of


@pytest.mark.parametrize(
    "turns",
    [
        (
            "A: Heather, will you speak to the landlord?",
            "C: Yes, I will.",
        ),
        ("A: Mr Kemp, you'll look after the stage, please.",),
        (
            "A: Could you finish the minutes by Monday?",
            "C: Sure.",
        ),
        (
            "A: Ben, you'll bring the benches, won't you?",
            "B: Okay.",
        ),
        ("A: Please sign up with me by Thursday.",),
        ("A: Could everyone check their address, please?",),
        ("B: I'll invite the guests by the twelfth of December.",),
        (
            "A: Would you copy the papers, please?",
            "C: Of course.",
        ),
        ("A: The bill is to be checked by Mrs Peters by Friday.",),
        (
            "A: Who's ordering the beer?",
            "C: I can do that.",
        ),
    ],
)
def test_what_is_asked_and_accepted_is_a_task(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="en")

    assert [one.kind for one in found] == [CandidateKind.TASK]


@pytest.mark.parametrize(
    "turns",
    [
        (
            "A: Peter, do you remember that?",
            "C: Yes, sure.",
        ),
        (
            "A: Can you hear me?",
            "C: Yes.",
        ),
        ("B: I'm staying in Leeds until Friday.",),
        ("B: I've got to leave at six.",),
    ],
)
def test_what_is_done_at_once_or_told_is_none(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="en")

    assert found == ()
