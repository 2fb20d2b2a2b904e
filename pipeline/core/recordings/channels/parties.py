"""Diarization of telephone recordings with a party per channel.

Telephone systems and headsets record the caller in one channel and the called in the other, so the
channels say who speaks. In any other stereo recording (a room, music, a film) both channels hold
the same sound or sound together, and say nothing about who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt
from typing import NamedTuple

from pipeline.core.recordings.speakers import SpeakerTurn

WINDOW = 0.1
"""Seconds that one level stands for."""

_AUDIBLE = 30.0**2
"""Mean square of 16-bit samples above which there is sound: -61 dBFS."""
_QUIET = 10**-3.0
"""A channel is silent 30 dB below its own loud moments, too."""
_LOUD = 0.95
"""Share of audible windows that are below the loud moments."""
_ECHO = 10**1.2
"""Power ratio of echo: 12 dB quieter than the other channel.

In a room both channels differ by less.
"""
_MOSTLY_ALONE = 0.75
"""Share of the audible time in which one party speaks alone.

People seldom talk at once, instruments mostly do.
"""
_ALIKE = 0.5
"""Correlation from which both channels hold the same sound."""
_TAKES_PART = 1.0
"""Seconds that each party must speak alone."""
_BREATH, _BLIP = 6, 2
"""Windows: longest silence within a turn, and shortest turn."""


class Level(NamedTuple):
    """Mean squares of two channels of 16-bit samples.

    ``both`` is the mean of their product.
    """

    left: float
    right: float
    both: float


def parties(levels: Sequence[Level]) -> tuple[SpeakerTurn, ...]:
    """The turns of each party; empty if this is no such recording.

    Speaker 0 is in the left channel, 1 in the right.
    """
    floors = (
        _silence_level([level.left for level in levels]),
        _silence_level([level.right for level in levels]),
    )
    spoken = [_speaking(level, floors) for level in levels]
    audible = sum(bool(speaking) for speaking in spoken)
    alone = [sum(speaking == {party} for speaking in spoken) for party in (0, 1)]
    together = [level for level, speaking in zip(levels, spoken, strict=True) if speaking == {0, 1}]
    if (
        min(alone) * WINDOW < _TAKES_PART
        or sum(alone) < _MOSTLY_ALONE * audible
        or _is_one_sound(together)
    ):
        return ()
    turns = (
        turn
        for party in (0, 1)
        for turn in _turns([party in speaking for speaking in spoken], party)
    )
    return tuple(sorted(turns, key=lambda turn: (turn.start, turn.speaker)))


def _silence_level(powers: Sequence[float]) -> float:
    """The power above which a channel is audible."""
    audible = sorted(power for power in powers if power > _AUDIBLE)
    return max(_AUDIBLE, audible[int(len(audible) * _LOUD)] * _QUIET) if audible else _AUDIBLE


def _speaking(level: Level, floors: tuple[float, float]) -> set[int]:
    """The audible parties; a much quieter channel is an echo."""
    left = level.left > floors[0] and level.left * _ECHO > level.right
    right = level.right > floors[1] and level.right * _ECHO > level.left
    return ({0} if left else set()) | ({1} if right else set())


def _is_one_sound(together: Sequence[Level]) -> bool:
    left, right = sum(level.left for level in together), sum(level.right for level in together)
    return abs(sum(level.both for level in together)) > _ALIKE * sqrt(left * right)


def _turns(speaking: Sequence[bool], party: int) -> Iterator[SpeakerTurn]:
    """The party's turns, with pauses for breath bridged."""
    bridged: list[tuple[int, int]] = []
    place = 0
    for speaks, run in groupby(speaking):
        end = place + len(list(run))
        if speaks and end - place >= _BLIP:
            bridges = bool(bridged) and place - bridged[-1][1] <= _BREATH
            bridged[-1:] = [(bridged[-1][0], end)] if bridges else [*bridged[-1:], (place, end)]
        place = end
    for start, end in bridged:
        yield SpeakerTurn(start * WINDOW, end * WINDOW, party)
