"""Telephone recordings with a party in each channel, told from all other stereo."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.channels.parties import Level, parties
from pipeline.core.recordings.speakers import SpeakerTurn

LOUD, HISS = 4e6, 200.0


def level(left: float, right: float, correlation: float = 0.0) -> Level:
    return Level(left, right, correlation * (left * right) ** 0.5)


def dialogue(echo: float = 0.0) -> list[Level]:
    """1 s of silence, then the left party speaks for 2 s, the right 3 s, the left 2 s."""
    left, right = level(LOUD, HISS + echo * LOUD, 1.0), level(HISS + echo * LOUD, LOUD, 1.0)
    return [level(HISS, HISS)] * 10 + [left] * 20 + [right] * 30 + [left] * 20


@pytest.mark.parametrize("echo", [0.0, 0.001, 0.03])
def test_each_party_has_its_turns_even_if_the_other_one_echoes(echo: float) -> None:
    assert parties(dialogue(echo)) == (
        SpeakerTurn(1, 3, 0),
        SpeakerTurn(3, 6, 1),
        SpeakerTurn(6, 8, 0),
    )


def test_when_both_speak_at_once_both_have_turns() -> None:
    assert parties([*dialogue(), *[level(LOUD, LOUD / 3)] * 10])[-2:] == (
        SpeakerTurn(6, 9, 0),
        SpeakerTurn(8, 9, 1),
    )


def test_pauses_for_breath_are_bridged_and_clicks_are_nobody() -> None:
    breath, click = [level(HISS, HISS)] * 5, [level(LOUD, HISS)]
    levels = [
        *dialogue(),
        *breath,
        *[level(LOUD, HISS)] * 5,
        *[level(HISS, HISS)] * 20,
        *click,
        *breath,
    ]

    assert parties(levels)[-1] == SpeakerTurn(6, 9, 0)


@pytest.mark.parametrize("width", [1.0, 2.0, 8.0])
def test_a_room_in_stereo_is_no_telephone(width: float) -> None:
    """Two people at a stereo microphone: each is a bit louder on one side."""
    levels = [level(LOUD, LOUD / width, 0.8)] * 40 + [level(LOUD / width, LOUD, 0.8)] * 40

    assert parties(levels) == ()


def test_music_is_no_telephone_even_with_its_instruments_far_apart() -> None:
    chance = random.Random(1)  # noqa: S311 - the same levels every time
    both = [
        level(LOUD * chance.uniform(0.2, 2), LOUD * chance.uniform(0.2, 2), 0.1) for _ in range(200)
    ]
    solos = [level(LOUD, HISS)] * 30 + [level(HISS, LOUD)] * 30

    assert parties(both + solos) == ()


def test_the_same_sound_in_both_channels_now_and_then_means_a_mix() -> None:
    assert parties(dialogue()[10:] + [level(LOUD, LOUD, 0.9)] * 20) == ()


@pytest.mark.parametrize(
    "levels",
    [
        [],
        [level(HISS, HISS)] * 50,
        [level(LOUD, HISS)] * 50,
        [level(HISS, LOUD)] * 50,
        [level(LOUD, LOUD, 1.0)] * 50,
    ],
)
def test_silence_one_channel_or_twice_the_same_is_no_telephone(levels: list[Level]) -> None:
    assert parties(levels) == ()


powers = st.sampled_from((0.0, 100.0, 1e4, 1e6, 1e8))


@given(st.lists(st.builds(level, powers, powers, st.sampled_from((-1.0, 0.0, 1.0))), max_size=60))
def test_turns_lie_within_the_recording_and_one_party_never_overlaps_itself(
    levels: list[Level],
) -> None:
    turns = parties(levels)

    assert all(turn.end <= len(levels) * 0.1 + 1e-9 for turn in turns)
    for party in (0, 1):
        own = [turn for turn in turns if turn.speaker == party]
        assert all(a.end < b.start for a, b in pairwise(own))
