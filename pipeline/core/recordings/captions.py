"""Readable subtitles: short lines, cut where people pause.

The numbers are those of professional subtitlers. Source, where nothing else is said: Netflix Timed
Text Style Guide, general requirements, subtitle timing, German and English; EBU and BBC ask for
much the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, inf
from typing import NamedTuple

from pipeline.core.model import Gap, Recording, SpokenWord, Utterance
from pipeline.core.recordings.caption_lines import LINE, LINES, balanced_lines, fits, leads_on
from pipeline.core.recordings.channels.feeds import lanes
from pipeline.core.wording.sentences import ends_clause, ends_sentence

LONGEST = 7.0
"""Seconds a caption may stay."""
SHORTEST = 5 / 6
"""Seconds a caption stays at least; a shorter one is a flash."""
APART = 0.08
"""Seconds between two captions: two frames at 25 a second.

Without them the eye misses that the text changed.
"""
SPEED = 17
"""Characters a second that a reader of German manages.

Where people talk faster, captions stay into the next pause.
"""

_SEEN = 1.0
"""Seconds a caption stays at least if nothing follows."""
_HANG = 1.5
"""Seconds a caption may stay after its last word.

Source: BBC Subtitle Guidelines, "Match subtitle to pace of speaking".
"""
_NEAR = 0.5
"""Seconds between two captions that look like a flicker.

The first one stays until the second comes.
"""
_PAUSE = 1.0
"""Seconds of silence that always end a caption."""
_BREATH = 0.3
"""Seconds of silence at which a caption may well end."""
_Words = tuple[SpokenWord, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """One or two lines, shown from ``start`` to ``end``: seconds.

    Where the speaker changes, the lines begin with the speaker's name: players do not show
    ``speaker``, which is None where it is not known.
    """

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str | None = None

    def __post_init__(self) -> None:
        """Refuse captions without text or without time."""
        if not self.lines or not all(self.lines) or not 0 <= self.start < self.end:
            msg = f"a caption has text and lasts a while: {self}"
            raise ValueError(msg)


def captions(recording: Recording, *, unheard: str) -> tuple[Caption, ...]:
    """The captions of a recording, in time order.

    They have every word once, and ``unheard`` in gaps. None overlaps the next, unless two people
    talk at once for a while: players show both. Each stays for
    ``SHORTEST`` to ``LONGEST`` seconds and begins with its first word, or late if those before it
    were too short to be seen. A word that is longer than a line stands alone in it, whole.
    """
    first, *others = lanes(recording.utterances)
    beside = [_Lane(first, recording.gaps), *map(_Lane, others)]
    several = len({utterance.speaker for utterance in recording.utterances}) > 1
    drafts = sorted(
        (
            (draft, number)
            for number, lane in enumerate(beside)
            for draft in _drafts(lane, unheard, named=several)
        ),
        key=lambda pair: pair[0].start,
    )
    if several:
        named = _with_names([draft for draft, _ in drafts])
        drafts = [(draft, lane) for draft, (_, lane) in zip(named, drafts, strict=True)]
    made = (
        caption
        for number in range(len(beside))
        for caption in _timed_captions(tuple(draft for draft, lane in drafts if lane == number))
    )
    return tuple(sorted(made, key=lambda caption: caption.start))


class _Lane(NamedTuple):
    """What is said one after the other, and the gaps in it."""

    utterances: Sequence[Utterance]
    gaps: tuple[Gap, ...] = ()


def _drafts(lane: _Lane, unheard: str, *, named: bool) -> Iterator[_UntimedCaption]:
    """The captions of a lane, without names."""
    runs = sorted(_runs(lane), key=lambda run: run.words[0].start)
    begins = sorted([run.words[0].start for run in runs] + [gap.start for gap in lane.gaps])
    for gap in lane.gaps:
        yield _UntimedCaption(gap.start, gap.end, None, (unheard,))
    for before, run in zip((None, *runs), runs, strict=False):
        later = bisect_right(begins, run.words[0].start)
        until = begins[later] if later < len(begins) else inf
        name = (
            _name(run.speaker)
            if named and (before is None or before.speaker != run.speaker)
            else ()
        )
        for words in _cut(run.words, name=name, until=until):
            yield _UntimedCaption(words[0].start, words[-1].end, run.speaker, _texts(words))


class _SpeechRun(NamedTuple):
    """The words of one speaker without a pause."""

    words: _Words
    speaker: str | None


class _UntimedCaption(NamedTuple):
    """A caption whose times are still those of its words."""

    start: float
    end: float
    speaker: str | None
    texts: tuple[str, ...]


def _runs(lane: _Lane) -> Iterator[_SpeechRun]:
    """The words in runs; no caption goes beyond its run.

    A run ends at a pause, and where a gap or another speaker begins. Where the engine happened to
    split utterances does not matter.
    """
    utterances = lane.utterances
    changes = [
        after.start for before, after in pairwise(utterances) if before.speaker != after.speaker
    ]
    cuts = sorted([gap.start for gap in lane.gaps] + changes)
    for speaker, said in groupby(utterances, key=lambda utterance: utterance.speaker):
        words = tuple(word for utterance in said for word in utterance.words)
        places = [
            place
            for place in range(1, len(words))
            if _is_run_end(words[place - 1], words[place], cuts)
        ]
        for start, end in pairwise((0, *places, len(words))):
            yield _SpeechRun(words[start:end], speaker)


def _is_run_end(word: SpokenWord, following: SpokenWord, cuts: Sequence[float]) -> bool:
    """Whether a run ends between the two words."""
    return following.start - word.end >= _PAUSE or bisect_right(cuts, word.start) < bisect_right(
        cuts, following.start
    )


def _name(speaker: str | None) -> tuple[str, ...]:
    """The speaker's name as one piece, at most a line long."""
    return () if speaker is None else (f"{' '.join(speaker.split())[: LINE - 1]}:",)


def _with_names(drafts: Sequence[_UntimedCaption]) -> Iterator[_UntimedCaption]:
    """The captions, with a name where the speaker changes.

    It is left out where there is no room.
    """
    for before, draft in zip((None, *drafts), drafts, strict=False):
        texts = (*_name(draft.speaker), *draft.texts)
        named = (before is None or before.speaker != draft.speaker) and fits(texts)
        yield draft._replace(texts=texts) if named else draft


def _timed_captions(drafts: Sequence[_UntimedCaption]) -> Iterator[Caption]:
    """The captions, long enough to be read if possible.

    Times are whole thousandths of a second.
    """
    apart, shortest, longest = round(APART * 1000), ceil(SHORTEST * 1000), round(LONGEST * 1000)
    free = 0
    for draft, following in zip(drafts, (*drafts[1:], None), strict=False):
        begins = max(round(draft.start * 1000), free)
        read = begins + round(_reading_time(len(" ".join(draft.texts))) * 1000)
        ends = max(round(draft.end * 1000), min(read, round((draft.end + _HANG) * 1000)))
        if following is not None:
            latest = round(following.start * 1000) - apart
            ends = latest if ends > latest + apart - round(_NEAR * 1000) else ends
        ends = max(min(ends, begins + longest), begins + shortest)
        yield Caption(begins / 1000, ends / 1000, balanced_lines(draft.texts), draft.speaker)
        free = ends + apart


def _reading_time(length: int) -> float:
    """Seconds that a reader needs for so many characters."""
    return max(_SEEN, length / SPEED)


def _cut(words: _Words, *, name: tuple[str, ...], until: float) -> Iterator[_Words]:
    """The run, cut into captions at the least cost in all.

    ``name`` comes before the first word; at ``until`` seconds something else has to be shown.
    """
    texts = _texts(words)
    # for each place: what the captions up to it cost, and where the last of them begins
    best = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        following = words[end].start if end < len(words) else until
        ending = 1 + _break_cost(words[end - 1], following)
        best.append(
            min(
                (
                    best[begin][0] + _cost(length, ending, following - APART - words[begin].start),
                    begin,
                )
                for begin, length in _beginnings(words, texts, end, name)
            )
        )
    places = [len(words)]
    while places[-1]:
        places.append(best[places[-1]][1])
    for begin, end in pairwise(reversed(places)):
        yield words[begin:end]


def _beginnings(
    words: _Words, texts: Sequence[str], end: int, name: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """Where a caption that ends before ``end`` may begin, and its characters.

    It is one word, or fits in two lines and ``LONGEST`` seconds.
    """
    length = -1
    for begin in range(end - 1, -1, -1):
        length += 1 + len(texts[begin])
        if begin == 0:
            length += sum(1 + len(piece) for piece in name)
        if begin < end - 1:
            pieces = texts[begin:end] if begin else (*name, *texts[:end])
            too_long = words[end - 1].end - words[begin].start > LONGEST
            if too_long or (length > LINE and not fits(pieces)):
                return
        yield begin, length


_HURRY = 6
"""Cost of each second that a reader lacks.

Two seconds are as bad as four captions that end amid a sentence.
"""


def _cost(length: int, ending: float, room: float) -> float:
    """How much a reader minds a caption of so many characters.

    It is one more to read, and perhaps ends at a bad place, which costs ``ending``; it is a
    leftover, or goes too soon: after ``room`` seconds.
    """
    empty = 1 - length / (LINES * LINE + 1)
    lacking = max(0.0, _reading_time(length) - min(LONGEST, room))
    return ending + empty**2 + _HURRY * lacking


def _break_cost(word: SpokenWord, following: float) -> int:
    """The cost of a caption's end after ``word``.

    The next word is at ``following``.
    """
    if leads_on(word.text):
        return 5
    if ends_sentence(word.text):
        return 0
    return 1 if ends_clause(word.text) or following - word.end >= _BREATH else 3


def _texts(words: _Words) -> tuple[str, ...]:
    return tuple(" ".join(word.text.split()) for word in words)
