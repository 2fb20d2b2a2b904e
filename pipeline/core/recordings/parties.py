"""A telephone recording with one party in each channel: whether it is one, and who speaks when.

Telephone systems and headsets record the caller in one channel and the called in the other. Then nobody has
to guess who speaks. In any other stereo recording (a room, music, a film) both channels hold the same sound
or sound together, and the channels say nothing about who speaks.
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
"""Mean square of 16-bit samples below which a channel is silent (-61 dB of full scale), whatever else."""
_QUIET = 10**-3.0
"""A channel is silent below so much of its own loud moments: 30 dB."""
_LOUD = 0.95
"""What share of a channel's audible windows is less loud than its loud moments."""
_ALONE = 10**1.2
"""How much more power one channel has than the other while its party speaks alone: 12 dB, more than a room's width gives."""
_MOSTLY_ALONE = 0.75
"""Share of the audible time in which one party speaks alone; people seldom talk at once, instruments mostly do."""
_ALIKE = 0.5
"""Correlation of the channels from which they hold the same sound while both are audible."""
_TAKES_PART = 1.0
"""Seconds that each party speaks alone, at least."""
_BREATH, _BLIP = 6, 2
"""Windows of silence within a turn, and of sound that are none."""


class Level(NamedTuple):
    """Mean squares of both channels in one window, and the mean of their product; 16-bit samples."""

    left: float
    right: float
    both: float


def parties(levels: Sequence[Level]) -> tuple[SpeakerTurn, ...]:
    """When each party speaks, 0 in the left channel and 1 in the right; empty if this is no such recording."""
    floors = _floor([level.left for level in levels]), _floor([level.right for level in levels])
    spoken = [_speaking(level, floors) for level in levels]
    audible = sum(bool(speaking) for speaking in spoken)
    alone = [sum(speaking == {party} for speaking in spoken) for party in (0, 1)]
    together = [level for level, speaking in zip(levels, spoken, strict=True) if speaking == {0, 1}]
    if (
        min(alone) * WINDOW < _TAKES_PART
        or sum(alone) < _MOSTLY_ALONE * audible
        or _correlated(together)
    ):
        return ()
    turns = (
        turn
        for party in (0, 1)
        for turn in _turns([party in speaking for speaking in spoken], party)
    )
    return tuple(sorted(turns, key=lambda turn: (turn.start, turn.speaker)))


def _floor(powers: Sequence[float]) -> float:
    """The power above which a channel is audible."""
    audible = sorted(power for power in powers if power > _AUDIBLE)
    return max(_AUDIBLE, audible[int(len(audible) * _LOUD)] * _QUIET) if audible else _AUDIBLE


def _speaking(level: Level, floors: tuple[float, float]) -> set[int]:
    """Whose channel is audible; what is much quieter than the other is that one's echo."""
    left = level.left > floors[0] and level.left * _ALONE > level.right
    right = level.right > floors[1] and level.right * _ALONE > level.left
    return ({0} if left else set()) | ({1} if right else set())


def _correlated(together: Sequence[Level]) -> bool:
    left, right = sum(level.left for level in together), sum(level.right for level in together)
    return abs(sum(level.both for level in together)) > _ALIKE * sqrt(left * right)


def _turns(speaking: Sequence[bool], party: int) -> Iterator[SpeakerTurn]:
    """The runs of speech in which pauses for breath are bridged."""
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
