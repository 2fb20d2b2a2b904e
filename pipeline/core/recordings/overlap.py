"""Overlap: adds a second speaker to the turns of diarization.

The diarizer knows people for a whole recording, but gives each moment to one of them. A
segmentation network hears that two voices overlap, but knows them only within an excerpt of ten
seconds. They are brought together by the moments in which one voice is alone: the person that the
diarizer hears there is the voice's owner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.core.recordings.speakers import SOMEBODY, SpeakerTurn

EXCERPT, ADVANCE = 10.0, 5.0
"""Seconds of an excerpt, and until the next one begins.

Only the middle half of each is believed.
"""
FRAME, FIRST = 270 / 16_000, 0.031
"""Seconds from frame to frame, and to the first one's middle.

Source: the network's strides and receptive field.
"""
VOICES: tuple[tuple[int, ...], ...] = ((), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2))
"""The voices that speak, by class: at most two of three.

Source: pyannote's segmentation-3.0.
"""

_BEGINS, _ENDS = 0.5, 0.3
"""Odds at which an overlap begins, and below which it ends."""
_PAUSE = 0.3
"""Seconds for which one of two who speak at once may pause."""
_SHORTEST = 0.5
"""Seconds of an overlap at least; a short "mhm" is none."""
_KNOWN = 0.5
"""Seconds alone by which a voice's owner is known."""
_SECOND_SHARE = 1 / 3
"""Share of an overlap with a turn of a second person.

Then these two are the pair.
"""

_SINGLE = tuple(number for number, voices in enumerate(VOICES) if len(voices) == 1)
_DOUBLE = tuple(number for number, voices in enumerate(VOICES) if len(voices) > 1)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Ten seconds of sound: for each frame, the odds of each class.

    ``start`` may be negative: before 0 there is silence.
    """

    start: float
    odds: Sequence[Sequence[float]]

    def time(self, frame: int) -> float:
        """The middle of a frame, in seconds of the recording."""
        return self.start + FIRST + frame * FRAME


def with_overlaps(
    turns: Sequence[SpeakerTurn], excerpts: Iterable[Excerpt], *, lone: bool = False
) -> tuple[SpeakerTurn, ...]:
    """The turns, with one more for each speaker of an overlap.

    They are in order of time. The second speaker may be ``SOMEBODY``, but never a person without a
    turn of their own. ``excerpts`` follow each other by ``ADVANCE``; none is taken if there are
    fewer than two speakers, unless a ``lone`` one may be two whom the diarizer took for one.
    """
    people = frozenset(turn.speaker for turn in turns)
    excerpts = excerpts if len(people) > (0 if lone else 1) else ()
    frames = (frame for excerpt in excerpts for frame in _frames(excerpt, turns, people))
    both = [
        SpeakerTurn(start, end, speaker)
        for start, end, pairs in _overlaps(frames)
        for speaker in _overlapping_pair(pairs, _shares(turns, start, end), end - start)
    ]
    return tuple(sorted((*turns, *both), key=lambda turn: (turn.start, turn.end, turn.speaker)))


_People = frozenset[int]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame's middle, odds of overlap, and pair if known."""

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


def _overlaps(frames: Iterable[_Frame]) -> Iterator[tuple[float, float, Counter[_People]]]:
    """The overlaps: start, end, and frames by pair."""
    found: list[list[_Frame]] = []
    speaking = False
    for frame in frames:
        begins = not speaking and frame.odds >= _BEGINS
        speaking = begins or (speaking and frame.odds >= _ENDS)
        if begins and not (found and frame.time - found[-1][-1].time <= _PAUSE):
            found.append([])
        if speaking:
            found[-1].append(frame)
    for stretch in found:
        start, end = max(0.0, stretch[0].time - FRAME / 2), stretch[-1].time + FRAME / 2
        if end - start >= _SHORTEST:
            yield start, end, Counter(frame.pair for frame in stretch if frame.pair)


def _owners(excerpt: Excerpt, turns: Sequence[SpeakerTurn]) -> dict[int, int]:
    """The person of each voice that is alone for long enough.

    No person has two voices.
    """
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
    """The people of two voices; empty if one of them is not known.

    If the recording has only two people, it is them.
    """
    if len(people) == len(voices):
        return people
    known = frozenset(owners[voice] for voice in voices if voice in owners)
    return known if len(known) == len(voices) else frozenset()


def _shares(turns: Sequence[SpeakerTurn], start: float, end: float) -> dict[int, float]:
    """The diarizer's seconds of each speaker between two times."""
    shares: dict[int, float] = {}
    for turn in turns:
        if turn.start < end and start < turn.end:
            shares[turn.speaker] = (
                shares.get(turn.speaker, 0.0) + min(end, turn.end) - max(start, turn.start)
            )
    return shares


def _overlapping_pair(
    pairs: Counter[_People], shares: Mapping[int, float], seconds: float
) -> _People:
    """The pair of an overlap: the main speaker, and the likeliest other.

    Empty if the diarizer hears nobody there.
    """
    ranked = sorted(shares, key=lambda speaker: (-shares[speaker], speaker))
    if not ranked:
        return frozenset()
    fitting = [pair for pair in pairs if ranked[0] in pair]
    if fitting:
        return max(fitting, key=lambda pair: (pairs[pair], sorted(pair)))
    if len(ranked) > 1 and shares[ranked[1]] >= _SECOND_SHARE * seconds:
        return frozenset(ranked[:2])
    return frozenset((ranked[0], SOMEBODY))
