"""Two who speak at once: what a network hears of a few seconds, and the turns of a diarizer that gives each moment to one.

The network says that two of the voices of an excerpt speak, but knows them only within it; the diarizer knows
people for a whole recording, but never two at once. They are brought together by the moments in which one voice is
alone: whom the diarizer hears there, that is the voice's owner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.core.recordings.speakers import SOMEBODY, SpeakerTurn

EXCERPT, ADVANCE = 10.0, 5.0
"""Seconds that the network hears at once, and after which the next excerpt begins: it is believed in the middle half of each."""
FRAME, FIRST = 270 / 16_000, 0.031
"""Seconds from one frame to the next, and where the midst of the first one is. Source: the network's strides, and its view."""
VOICES: tuple[tuple[int, ...], ...] = ((), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2))
"""Which voices of the excerpt speak, by class. Source: pyannote's segmentation-3.0, three voices, at most two at once."""

_BEGINS, _ENDS = 0.5, 0.3
"""Odds from which two speak at once, and under which they have stopped."""
_BREATH = 0.3
"""Seconds for which one of two who speak at once may pause."""
_SHORTEST = 0.5
"""Seconds; a shorter "mhm" amid somebody's words is nothing that a reader has to know."""
_KNOWN = 0.5
"""Seconds that a voice must be alone in an excerpt for its owner to be known."""
_WAVERS = 1 / 3
"""Of the time in which two speak at once: if the diarizer gives so much to a second person, they are the other."""

_SINGLE = tuple(number for number, voices in enumerate(VOICES) if len(voices) == 1)
_DOUBLE = tuple(number for number, voices in enumerate(VOICES) if len(voices) == 2)  # noqa: PLR2004 - two at once


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Ten seconds from ``start`` (before 0 there is silence): for each frame, the odds of each class in ``VOICES``."""

    start: float
    odds: Sequence[Sequence[float]]

    def time(self, frame: int) -> float:
        """The midst of a frame, in seconds of the recording."""
        return self.start + FIRST + frame * FRAME


def with_overlaps(
    turns: Sequence[SpeakerTurn], excerpts: Iterable[Excerpt]
) -> tuple[SpeakerTurn, ...]:
    """The turns in order of time, and one more for each of two who speak at once; the second may be ``SOMEBODY``.

    ``excerpts`` follow each other by ``ADVANCE``; none is asked for if there is one speaker, or none. Nobody
    joins in who has no turn of their own.
    """
    people = frozenset(turn.speaker for turn in turns)
    excerpts = excerpts if len(people) > 1 else ()
    frames = (frame for excerpt in excerpts for frame in _frames(excerpt, turns, people))
    both = [
        SpeakerTurn(start, end, speaker)
        for start, end, pairs in _together(frames)
        for speaker in _two(pairs, _shares(turns, start, end), end - start)
    ]
    return tuple(sorted((*turns, *both), key=lambda turn: (turn.start, turn.end, turn.speaker)))


_People = frozenset[int]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The midst of a frame, the odds that two speak in it, and who the two are; nobody if that is not known."""

    time: float
    odds: float
    pair: _People


def _frames(excerpt: Excerpt, turns: Sequence[SpeakerTurn], people: _People) -> Iterator[_Frame]:
    """The frames of the middle half."""
    owners = _owners(excerpt, turns)
    margin = (EXCERPT - ADVANCE) / 2
    for number, odds in enumerate(excerpt.odds):
        time = excerpt.time(number)
        if margin <= time - excerpt.start < EXCERPT - margin:
            voices = VOICES[max(_DOUBLE, key=odds.__getitem__)]
            yield _Frame(
                time, sum(odds[number] for number in _DOUBLE), _pair(owners, voices, people)
            )


def _together(frames: Iterable[_Frame]) -> Iterator[tuple[float, float, Counter[_People]]]:
    """Where two speak at once: from, to, and for how many frames it is whom."""
    found: list[list[_Frame]] = []
    speaking = False
    for frame in frames:
        begins = not speaking and frame.odds >= _BEGINS
        speaking = begins or (speaking and frame.odds >= _ENDS)
        if begins and not (found and frame.time - found[-1][-1].time <= _BREATH):
            found.append([])
        if speaking:
            found[-1].append(frame)
    for stretch in found:
        start, end = max(0.0, stretch[0].time - FRAME / 2), stretch[-1].time + FRAME / 2
        if end - start >= _SHORTEST:
            yield start, end, Counter(frame.pair for frame in stretch if frame.pair)


def _owners(excerpt: Excerpt, turns: Sequence[SpeakerTurn]) -> dict[int, int]:
    """Whose each voice is that is alone for long enough; no two voices are one person's."""
    shared: dict[tuple[int, int], float] = {}
    near = [
        turn for turn in turns if turn.start < excerpt.start + EXCERPT and excerpt.start < turn.end
    ]
    loudest = [max(range(len(VOICES)), key=odds.__getitem__) for odds in excerpt.odds]
    for number, run in groupby(enumerate(loudest), key=lambda each: each[1]):
        frames = [frame for frame, _ in run]
        if number in _SINGLE:
            start, end = excerpt.time(frames[0]) - FRAME / 2, excerpt.time(frames[-1]) + FRAME / 2
            for turn in near:
                both = VOICES[number][0], turn.speaker
                shared[both] = shared.get(both, 0.0) + max(
                    0.0, min(end, turn.end) - max(start, turn.start)
                )
    owners: dict[int, int] = {}
    for (voice, speaker), seconds in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        if seconds >= _KNOWN and voice not in owners and speaker not in owners.values():
            owners[voice] = speaker
    return owners


def _pair(owners: Mapping[int, int], voices: tuple[int, ...], people: _People) -> _People:
    """Whose the ``voices`` are. Of two people in all that is clear; else nobody if one of them is not known."""
    if len(people) == len(voices):
        return people
    known = frozenset(owners[voice] for voice in voices if voice in owners)
    return known if len(known) == len(voices) else frozenset()


def _shares(turns: Sequence[SpeakerTurn], start: float, end: float) -> dict[int, float]:
    """How many seconds the diarizer gives to whom."""
    shares: dict[int, float] = {}
    for turn in turns:
        if turn.start < end and start < turn.end:
            shares[turn.speaker] = (
                shares.get(turn.speaker, 0.0) + min(end, turn.end) - max(start, turn.start)
            )
    return shares


def _two(pairs: Counter[_People], shares: Mapping[int, float], seconds: float) -> _People:
    """Who speaks at once for so many ``seconds``: whom the diarizer hears most, and who is likeliest beside them.

    Nobody, if the diarizer hears nobody there.
    """
    ranked = sorted(shares, key=lambda speaker: (-shares[speaker], speaker))
    if not ranked:
        return frozenset()
    fitting = [pair for pair in pairs if ranked[0] in pair]
    if fitting:
        return max(fitting, key=lambda pair: (pairs[pair], sorted(pair)))
    if len(ranked) > 1 and shares[ranked[1]] >= _WAVERS * seconds:
        return frozenset(ranked[:2])
    return frozenset((ranked[0], SOMEBODY))
