"""English items and decisions, by what stands around them."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from tests.minutes_talk import suggested_of


@pytest.mark.parametrize(
    "turns",
    [
        (
            "A: The third point is the repair of the toilets.",
            "C: I've got something on that.",
        ),
        (
            "A: Next thing, the summer camp.",
            "C: I've got something on that.",
        ),
        (
            "A: We'll start with the treasurer's report.",
            "C: I've got something on that.",
        ),
        (
            "A: On to the water damage.",
            "C: I've got something on that.",
        ),
        (
            "A: Let's talk about the falling membership.",
            "C: I've got something on that.",
        ),
        (
            "A: Right, and the lawnmower.",
            "C: I've got something on that.",
        ),
        (
            "A: As for the newsletter, there's some news.",
            "C: I've got something on that.",
        ),
        (
            "A: Next on the agenda is the drainage.",
            "C: I've got something on that.",
        ),
        (
            "A: Let's move on to travel expenses.",
            "C: I've got something on that.",
        ),
        (
            "A: I'd like to look at the October figures.",
            "C: I've got something on that.",
        ),
        (
            "A: That brings us to the holiday programme.",
            "C: I've got something on that.",
        ),
        (
            "A: Our last topic is the succession on the board.",
            "C: I've got something on that.",
        ),
        (
            "A: Finally, the dates.",
            "C: I've got something on that.",
        ),
        (
            "A: Now let's deal with fire safety.",
            "C: I've got something on that.",
        ),
        (
            "A: Shall we talk about parking?",
            "C: I've got something on that.",
        ),
    ],
)
def test_the_chair_opens_an_item(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="en")

    assert [one.kind for one in found] == [CandidateKind.ITEM]


@pytest.mark.parametrize(
    "turns",
    [
        (
            "A: The third point I wanted to make has slipped my mind.",
            "C: Hm.",
        ),
        (
            "A: On to lunch.",
            "C: Hm.",
        ),
        (
            "A: We start at eight.",
            "C: Hm.",
        ),
        (
            "A: Let's talk about it later.",
            "C: Hm.",
        ),
        (
            "A: The keys are in the car.",
            "C: Hm.",
        ),
    ],
)
def test_other_sentences_of_the_chair_open_none(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="en")

    assert found == ()


@pytest.mark.parametrize(
    "turns",
    [
        (
            "B: Shall we get a firm to cut the hedge?",
            "C: I'd like that.",
            "A: Then we'll hire a firm.",
        ),
        (
            "B: We could go to York for the outing.",
            "C: York's lovely.",
            "A: So we're going to York. Is everyone happy with that?",
            "B: Yes.",
        ),
        (
            "B: I'm for leaving the prices alone.",
            "A: Any objections?",
            "C: No.",
            "A: Good, then the prices stay.",
        ),
        (
            "C: The club from Moor Lane wants to rent our hall.",
            "B: They were so loud last time.",
            "A: No, we're not doing that.",
        ),
        (
            "C: And what about the barbecue area?",
            "A: We'll discuss that next week, when Karen's here.",
        ),
        (
            "C: Where are we with the new rules?",
            "A: Let's put those on the agenda for next month.",
        ),
        (
            "B: I suggest we hold it on a Saturday.",
            "C: Agreed.",
            "A: Saturday it is.",
            "B: Great.",
        ),
        (
            "C: I'd propose getting two quotes.",
            "A: Let's do that.",
        ),
        (
            "B: I move that we lower the fee.",
            "A: Who's in favour? Two. Against? Nine. The motion is lost.",
        ),
        (
            "A: So we'll take the blue van. Does anyone object?",
            "B: No.",
            "C: Fine.",
        ),
        (
            "B: I'd like more light at the entrance.",
            "C: So would I.",
            "A: Okay, we'll buy two lamps, then.",
            "C: Great.",
        ),
    ],
)
def test_what_others_agree_to_is_a_decision(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="en")

    assert [one.kind for one in found] == [CandidateKind.DECISION]


@pytest.mark.parametrize(
    "turns",
    [
        (
            "B: It's raining.",
            "A: Then I'll see you on Monday.",
            "C: Yes, bye.",
        ),
        (
            "A: Has everyone got the papers?",
            "B: Yes.",
            "C: Yes.",
        ),
        (
            "B: Shall we start?",
            "A: Yes, let's start.",
            "C: Okay.",
        ),
        (
            "B: We're talking to the council next week.",
            "C: Good.",
        ),
    ],
)
def test_a_next_step_of_the_talk_is_none(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="en")

    assert found == ()
