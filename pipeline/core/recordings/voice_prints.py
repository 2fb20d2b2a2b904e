"""Speaker clusters: which voice prints are one person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

ALIKE = 0.76
"""Cosine from which two voice prints are one person's.

Measured: docs/benchmarks/speakers.md.
"""


@dataclass(frozen=True, slots=True)
class VoicePrint:
    """A voice as a vector, heard for ``seconds`` in one part of a recording."""

    part: int
    seconds: float
    vector: tuple[float, ...]


def speaker_clusters(voices: Sequence[VoicePrint], *, expected: int | None) -> tuple[int, ...]:
    """The person of each voice, from 0; those alike are one.

    The two that are most alike are joined, and so on, until none are alike enough, or until no more
    than ``expected`` people are left. Two voices of one part were told apart by a diarizer that
    heard them side by side: they are joined only to come down to that number.
    """
    groups = [
        _Group((place,), {voice.part}, voice.seconds, voice.vector)
        for place, voice in enumerate(voices)
    ]
    likeness = {
        (a, b): _cosine(groups[a].vector, groups[b].vector)
        for b in range(len(groups))
        for a in range(b)
    }
    alive = set(range(len(groups)))
    while likeness:
        strangers = [pair for pair in likeness if not groups[pair[0]].parts & groups[pair[1]].parts]
        pair = max(strangers, key=lambda pair: (likeness[pair], pair), default=None)
        if pair is None or likeness[pair] < ALIKE:
            if expected is None or len(alive) <= max(expected, 1):
                break
            pair = max(likeness, key=lambda pair: (likeness[pair], pair))
        into, gone = pair
        groups[into] = groups[into].merged_with(groups[gone])
        alive.discard(gone)
        likeness = {key: value for key, value in likeness.items() if gone not in key}
        likeness.update(
            {key: _cosine(*(groups[one].vector for one in key)) for key in likeness if into in key}
        )
    number = {
        place: person
        for person, group in enumerate(sorted(alive))
        for place in groups[group].places
    }
    return tuple(number[place] for place in range(len(voices)))


@dataclass(frozen=True, slots=True)
class _Group:
    places: tuple[int, ...]
    parts: set[int]
    seconds: float
    vector: tuple[float, ...]

    def merged_with(self, other: _Group) -> _Group:
        seconds = self.seconds + other.seconds
        ours, theirs = self.seconds / (seconds or 1), other.seconds / (seconds or 1)
        both = tuple(a * ours + b * theirs for a, b in zip(self.vector, other.vector, strict=True))
        return _Group(self.places + other.places, self.parts | other.parts, seconds, both)


def _cosine(a: Sequence[float], b: Sequence[float]) -> float:
    lengths = sqrt(sum(x * x for x in a)) * sqrt(sum(x * x for x in b))
    return sum(x * y for x, y in zip(a, b, strict=True)) / lengths if lengths else 0.0
