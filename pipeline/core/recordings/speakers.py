"""Speaker labels: brings words and diarization together.

Neither is exact: turns begin half a second early or late, and words last longer in their times than
in the air. So a word does not simply go to the speaker of its moment. Of all ways to hand out the
words, the one is taken that leaves the least time with the wrong speaker; a change of speaker costs
time, too, and little where people do change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.wording.sentences import ends_clause, ends_sentence

TOGETHER = " + "
"""Separates the labels of two who speak at once."""
SOMEBODY = -1
"""An unknown second speaker: never alone, and never counted."""
UNKNOWN = "?"
"""The label of ``SOMEBODY``."""

_AFTER_SENTENCE, _AFTER_CLAUSE, _AMID = 0.1, 0.3, 0.6
"""Seconds that a change of speaker costs there.

"Ja." (0.3 s) may stand alone, half a second amid a sentence may not.
"""
_JOINING = 0.5
"""Share of that cost if one joins in or leaves off."""
_PAUSE = 0.7
"""Seconds of silence that are as good as the end of a sentence."""
_AT_ONCE = 1.0
"""Seconds of overlap that get two labels.

In less, one takes over from the other.
"""
_SHORTEST = 0.2
"""Seconds of a word at least: engines give some no time."""
_SILENT = 0.5
"""Weight of a second without a turn, for the nearest speaker."""


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """One speaker's turn; seconds from the start of the recording.

    Equal numbers are one person, except for ``SOMEBODY``. Turns of several people may overlap.
    """

    start: float
    end: float
    speaker: int

    def __post_init__(self) -> None:
        """Refuse times that run backwards."""
        if not 0 <= self.start < self.end:
            msg = f"a turn has ordered times: {self}"
            raise ValueError(msg)


def with_speakers(
    utterances: Sequence[Utterance], turns: Sequence[SpeakerTurn], *, label: Callable[[int], str]
) -> tuple[Utterance, ...]:
    """The utterances, split by speaker and labelled.

    ``label`` names the first, second, … who appears, counted from 1. Where two speak at once for a
    while, both are named, the second perhaps ``UNKNOWN``. One voice that is always alone needs no
    name: then the utterances are returned as they are.
    """
    words = [word for utterance in utterances for word in utterance.words]
    said_by = (
        _speakers_of_words(words, _change_costs(utterances), _speaker_spans(turns))
        if turns and words
        else []
    )
    numbers: dict[int, int] = {}
    for speakers in said_by:
        for speaker in sorted(speakers - {SOMEBODY}):
            numbers.setdefault(speaker, len(numbers) + 1)
    somebody = any(SOMEBODY in speakers for speakers in said_by)
    if len(numbers) + somebody < 2:  # noqa: PLR2004 - one, or nobody
        return tuple(utterances)
    names = {numbers[speaker]: label(numbers[speaker]) for speaker in numbers} | {
        len(numbers) + 1: UNKNOWN
    }
    numbers[SOMEBODY] = len(names)
    labels = [
        TOGETHER.join(names[number] for number in sorted(numbers[one] for one in each))
        for each in said_by
    ]
    return tuple(_split_by_speaker(utterances, labels))


_Speakers = frozenset[int]


@dataclass(frozen=True, slots=True)
class _SpeakerSpan:
    """A time during which the same people speak, or nobody."""

    start: float
    end: float
    speakers: _Speakers


def _speaker_spans(turns: Sequence[SpeakerTurn]) -> list[_SpeakerSpan]:
    """The time from first to last turn, by who speaks."""
    marks = sorted(
        [(turn.start, 1, turn.speaker) for turn in turns]
        + [(turn.end, -1, turn.speaker) for turn in turns]
    )
    speaking: dict[int, int] = {}
    spans: list[_SpeakerSpan] = []
    for (start, change, speaker), (end, _, _) in pairwise(marks):
        speaking[speaker] = speaking.get(speaker, 0) + change
        if start < end:
            now = frozenset(who for who, times in speaking.items() if times > 0)
            goes_on = bool(spans) and spans[-1].speakers == now
            spans.append(_SpeakerSpan(spans.pop().start if goes_on else start, end, now))
    return spans


def _change_costs(utterances: Sequence[Utterance]) -> list[float]:
    """For each word, the cost of a change of speaker before it."""
    words = [word for utterance in utterances for word in utterance.words]
    costs = [0.0]
    for before, word in pairwise(words):
        if ends_sentence(before.text) or word.start - before.end >= _PAUSE:
            costs.append(_AFTER_SENTENCE)
        else:
            costs.append(_AFTER_CLAUSE if ends_clause(before.text) else _AMID)
    return costs


def _speakers_of_words(
    words: Sequence[SpokenWord], change_costs: Sequence[float], spans: Sequence[_SpeakerSpan]
) -> list[_Speakers]:
    """The speakers of each word, at the least cost (Viterbi)."""
    states = _states(spans)
    near = {
        state: [other for other in states if other < state or state < other] for state in states
    }
    costs = dict.fromkeys(states, 0.0)
    paths: list[dict[_Speakers, _Speakers]] = []
    for heard, change in zip(_seconds_by_speakers(words, spans), change_costs, strict=True):
        best = min(states, key=costs.__getitem__)
        came: dict[_Speakers, _Speakers] = {}
        reached: dict[_Speakers, float] = {}
        for state in states:
            ways = {best: costs[best] + change}
            ways.update({other: costs[other] + change * _JOINING for other in near[state]})
            ways[state] = costs[state]
            came[state] = min(reversed(ways), key=ways.__getitem__)
            reached[state] = ways[came[state]] + _cost(state, heard)
        paths.append(came)
        costs = reached
    state = min(states, key=costs.__getitem__)
    said_by = []
    for came in reversed(paths):
        said_by.append(state)
        state = came[state]
    return said_by[::-1]


def _states(spans: Iterable[_SpeakerSpan]) -> list[_Speakers]:
    """Each speaker alone, and those who overlap for long enough.

    In a fixed order, so that ties are decided alike.
    """
    alone = {frozenset((speaker,)) for span in spans for speaker in span.speakers - {SOMEBODY}}
    together = {
        span.speakers
        for span in spans
        if len(span.speakers) > 1 and span.end - span.start >= _AT_ONCE
    }
    return sorted(alone | together, key=sorted)


def _cost(state: _Speakers, heard: Mapping[_Speakers, float]) -> float:
    """Seconds of the word that ``state`` does not explain.

    A second speaker who is left out is half a mistake.
    """
    return sum(
        seconds * (1 - len(speakers & state) / max(len(speakers), len(state)))
        for speakers, seconds in heard.items()
    )


def _seconds_by_speakers(
    words: Sequence[SpokenWord], spans: Sequence[_SpeakerSpan]
) -> Iterator[dict[_Speakers, float]]:
    """For each word, the seconds of each speaker.

    Where there is no turn, the nearest speakers get half of the time.
    """
    first = 0
    for word in words:
        start, end = word.start, max(word.end, word.start + _SHORTEST)
        while first < len(spans) - 1 and spans[first].end <= start:
            first += 1
        heard: dict[_Speakers, float] = {}
        place = first
        while place < len(spans) and spans[place].start < end:
            span = spans[place]
            seconds = min(end, span.end) - max(start, span.start)
            if seconds > 0 and span.speakers:
                heard[span.speakers] = heard.get(span.speakers, 0.0) + seconds
            place += 1
        left = end - start - sum(heard.values())
        if left > 0:
            near = _nearest(spans, first, (start + end) / 2)
            heard[near] = heard.get(near, 0.0) + left * _SILENT
        yield heard


def _nearest(spans: Sequence[_SpeakerSpan], place: int, time: float) -> _Speakers:
    """The speakers nearest to ``time``, around ``place``.

    Of two neighbouring spans at least one is not silent.
    """
    near = [span for span in spans[max(0, place - 1) : place + 3] if span.speakers]
    return min(near, key=lambda span: max(span.start - time, time - span.end)).speakers


def _split_by_speaker(
    utterances: Sequence[Utterance], labels: Sequence[str]
) -> Iterator[Utterance]:
    remaining = iter(labels)
    for utterance in utterances:
        # takes as many labels as this utterance has words
        labelled = zip(utterance.words, remaining, strict=False)
        for speaker, part in groupby(labelled, key=lambda pair: pair[1]):
            yield replace(utterance, words=tuple(word for word, _ in part), speaker=speaker)
