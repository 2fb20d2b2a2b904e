"""Two who speak at once: turns and excerpts, brought together."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.overlap import ADVANCE, EXCERPT, FRAME, VOICES, Excerpt, with_overlaps
from pipeline.core.recordings.speakers import SOMEBODY, SpeakerTurn

FRAMES = 589
SURE = 0.9


def odds(*voices: int, sure: float = SURE) -> tuple[float, ...]:
    """So likely these voices speak; else nobody does."""
    likely = dict.fromkeys(VOICES, 0.0) | {(): 1 - sure}
    return tuple((likely | {voices: sure})[each] for each in VOICES)


def excerpts(
    speaking: Callable[[float], tuple[float, ...]], *, seconds: float = 20
) -> list[Excerpt]:
    """A recording as the network hears it; ``speaking`` gives the odds at a time."""
    margin = (EXCERPT - ADVANCE) / 2
    starts = [place * ADVANCE - margin for place in range(int(seconds / ADVANCE) + 1)]
    blank = [Excerpt(start, ()) for start in starts]
    return [
        Excerpt(each.start, [speaking(each.time(frame)) for frame in range(FRAMES)])
        for each in blank
    ]


def added(turns: tuple[SpeakerTurn, ...], heard: list[Excerpt]) -> list[tuple[float, float, int]]:
    """What is new, to the tenth of a second."""
    new = Counter(with_overlaps(turns, heard)) - Counter(turns)
    return sorted(
        (round(turn.start, 1), round(turn.end, 1), turn.speaker) for turn in new.elements()
    )


TWO = (SpeakerTurn(0, 8, 4), SpeakerTurn(8, 20, 7))
THREE = (*TWO, SpeakerTurn(40, 44, 9))


def handing_over(time: float) -> tuple[float, ...]:
    """The voice 1, then both, then the voice 0."""
    return odds(1) if time < 7 else odds(0, 1) if time < 9 else odds(0)


@pytest.mark.parametrize("turns", [TWO, THREE])
def test_two_who_speak_at_once_both_have_a_turn(turns: tuple[SpeakerTurn, ...]) -> None:
    assert added(turns, excerpts(handing_over)) == [(7.0, 9.0, 4), (7.0, 9.0, 7)]


def test_of_two_people_it_is_clear_who_joins_in() -> None:
    def second(time: float) -> tuple[float, ...]:
        return odds(0, 2) if 3 <= time < 5 else odds(0)

    assert added(TWO, excerpts(second)) == [(3.0, 5.0, 4), (3.0, 5.0, 7)]


def test_of_three_people_a_voice_that_is_never_alone_is_somebody() -> None:
    def second(time: float) -> tuple[float, ...]:
        return odds(0, 2) if 3 <= time < 5 else odds(0)

    assert added(THREE, excerpts(second)) == [(3.0, 5.0, SOMEBODY), (3.0, 5.0, 4)]


def test_two_voices_that_the_diarizer_takes_for_one_person_are_one_and_somebody() -> None:
    def both(time: float) -> tuple[float, ...]:
        return odds(0) if time < 2 else odds(0, 1) if time < 4 else odds(1)

    assert added((SpeakerTurn(0, 20, 4), *THREE[2:], SpeakerTurn(50, 51, 7)), excerpts(both)) == [
        (2.0, 4.0, SOMEBODY),
        (2.0, 4.0, 4),
    ]


def test_where_the_diarizer_wavers_between_two_they_are_the_two() -> None:
    def second(time: float) -> tuple[float, ...]:
        return odds(0, 2) if 7 <= time < 9 else odds()

    assert added(THREE, excerpts(second)) == [(7.0, 9.0, 4), (7.0, 9.0, 7)]


def test_where_the_diarizer_hears_nobody_nobody_speaks_at_once() -> None:
    assert (
        added(
            (SpeakerTurn(0, 2, 4), SpeakerTurn(15, 20, 7), SpeakerTurn(40, 44, 9)),
            excerpts(handing_over),
        )
        == []
    )


@pytest.mark.parametrize(("seconds", "found"), [(0.4, False), (0.6, True)])
def test_a_short_word_amid_anothers_is_nothing(
    seconds: float,
    found: bool,  # noqa: FBT001 - a case's outcome
) -> None:
    def aside(time: float) -> tuple[float, ...]:
        return odds(0, 1) if 3 <= time < 3 + seconds else odds(0)

    assert bool(added(TWO, excerpts(aside))) == found


def test_it_begins_when_it_is_likely_and_ends_when_it_is_not_and_a_breath_is_no_end() -> None:
    def wavering(time: float) -> tuple[float, ...]:
        sure = (
            0.4
            if time < 2
            else 0.6
            if time < 3
            else 0.4
            if time < 4
            else 0.1
            if time < 4.2
            else 0.6
        )
        return odds(0, 1, sure=sure if time < 5 else 0.1)

    assert added(TWO, excerpts(wavering)) == [(2.0, 5.0, 4), (2.0, 5.0, 7)]


def test_one_speaker_alone_costs_nothing() -> None:
    heard = iter(excerpts(handing_over))

    assert with_overlaps(TWO[:1], heard) == TWO[:1]
    assert with_overlaps((), heard) == ()
    assert len(list(heard)) == 5  # nothing was asked for


def test_a_lone_speaker_may_be_two_who_speak_at_once() -> None:
    one = (SpeakerTurn(0, 20, 4),)

    both = with_overlaps(one, excerpts(handing_over), lone=True)

    assert [(round(turn.start), round(turn.end), turn.speaker) for turn in both] == [
        (0, 20, 4),
        (7, 9, SOMEBODY),
        (7, 9, 4),
    ]
    assert with_overlaps((), excerpts(handing_over), lone=True) == ()


seconds = st.integers(0, 200).map(lambda tenths: tenths / 10)
turn_lists = st.lists(
    st.tuples(seconds, seconds, st.integers(0, 3))
    .filter(lambda turn: turn[0] != turn[1])
    .map(lambda turn: SpeakerTurn(min(turn[:2]), max(turn[:2]), turn[2])),
    max_size=8,
)
sounds = st.lists(
    st.sampled_from([odds(*voices, sure=sure) for voices in VOICES for sure in (0.4, 0.6, 0.9)]),
    min_size=1,
)


@given(turn_lists, sounds)
def test_no_turn_is_lost_and_each_new_one_has_a_partner(
    turns: list[SpeakerTurn], sound: list[tuple[float, ...]]
) -> None:
    heard = excerpts(lambda time: sound[int(max(0.0, time) / 20 * len(sound)) % len(sound)])

    told = with_overlaps(turns, heard)

    new = Counter(told) - Counter(turns)
    assert Counter(told) - new == Counter(turns)
    assert [turn.start for turn in told] == sorted(turn.start for turn in told)
    assert {turn.speaker for turn in new} <= {turn.speaker for turn in turns} | {SOMEBODY}
    assert set(Counter((turn.start, turn.end) for turn in new.elements()).values()) <= {2}
    assert all(turn.end - turn.start >= 0.5 - FRAME for turn in new)
    assert all(
        any(
            other.speaker != SOMEBODY
            for other in new
            if (other.start, other.end) == (turn.start, turn.end)
        )
        for turn in new
    )
