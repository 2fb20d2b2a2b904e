"""Subtitles a person can read: short lines, shown while the words are spoken, cut where the speaker pauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple

from pipeline.core.model import Recording, SpokenWord, Utterance

LINE = 42
"""Characters in a line. Source: Netflix Timed Text Style Guide, German and English, as most broadcasters."""
LONGEST = 7.0
"""Seconds a caption may stay. Source: as ``LINE``."""

_LINES = 2
_PAUSE = 1.0
"""Seconds of silence that always end a caption."""
_SEEN = 1000
"""Thousandths of a second that a caption should stay if nothing follows."""
_SENTENCE, _CLAUSE = (".", "!", "?", "…"), (",", ";", ":", "–")


_Words = tuple[SpokenWord, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """One or two lines shown from ``start`` to ``end`` seconds of the recording, by whom if that is known."""

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str | None = None

    def __post_init__(self) -> None:
        """Refuse captions without text and without time."""
        if not self.lines or not all(self.lines) or not 0 <= self.start < self.end:
            msg = f"a caption has text and lasts a while: {self}"
            raise ValueError(msg)


def captions(recording: Recording, *, unheard: str) -> tuple[Caption, ...]:
    """All that was said, every word once; gaps say ``unheard``. In time order, and none overlaps the next.

    A word that is longer than a line stands alone in it, whole.
    """
    spoken = [
        _Draft(words[0].start, words[-1].end, _lines(words), speaker)
        for run, speaker in _runs(recording.utterances)
        for words in _cut(run)
    ]
    gaps = [_Draft(gap.start, gap.end, (unheard,), None) for gap in recording.gaps]
    return tuple(_one_by_one(sorted(spoken + gaps, key=lambda draft: draft.start)))


class _Draft(NamedTuple):
    """A caption whose times are still those of its words."""

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str | None


def _one_by_one(drafts: Sequence[_Draft]) -> Iterator[Caption]:
    """The captions in thousandths of a second, long enough to be seen and gone when the next one comes."""
    free = 0
    for draft, following in zip(drafts, (*drafts[1:], None), strict=False):
        begins = max(round(draft.start * 1000), free)
        latest = begins + round(LONGEST * 1000)
        if following is not None:
            latest = min(latest, round(following.start * 1000))
        free = max(min(max(round(draft.end * 1000), begins + _SEEN), latest), begins + 1)
        yield Caption(begins / 1000, free / 1000, draft.lines, draft.speaker)


def _runs(utterances: tuple[Utterance, ...]) -> Iterator[tuple[_Words, str | None]]:
    """What one person says without a pause, whole; where an engine happens to part it means nothing to a reader."""
    for speaker, said in groupby(utterances, key=lambda utterance: utterance.speaker):
        words = tuple(word for utterance in said for word in utterance.words)
        pauses = [place for place in range(1, len(words)) if _gap(words, place) >= _PAUSE]
        for start, end in pairwise((0, *pauses, len(words))):
            yield words[start:end], speaker


def _cut(words: _Words) -> Iterator[_Words]:
    """The run in captions that end, taken together, where a reader likes it best."""
    best = [(0.0, 0)]  # for each place: what the captions up to it cost, and where the last of them begins
    for end in range(1, len(words) + 1):
        begins = takewhile(lambda begin: _fits(words[begin:end]), range(end - 1, -1, -1))  # noqa: B023 - used up at once
        best.append(min((best[begin][0] + _cost(words[begin:end]), begin) for begin in begins))
    places = [len(words)]
    while places[-1]:
        places.append(best[places[-1]][1])
    for begin, end in pairwise(reversed(places)):
        yield words[begin:end]


def _cost(words: _Words) -> float:
    """How much a reader minds the caption: one that ends amid a sentence, one more to read, one that is a leftover."""
    text = words[-1].text.rstrip("\"'“”«»)")
    ending = 0 if text.endswith(_SENTENCE) else 1 if text.endswith(_CLAUSE) else 3
    empty = 1 - sum(len(word.text) + 1 for word in words) / (2 * LINE + 2)
    return 1 + ending + empty**2


def _gap(words: _Words, place: int) -> float:
    return words[place].start - words[place - 1].end


def _fits(words: _Words) -> bool:
    """Whether it is one word, or short enough for two lines and for the time a caption may stay."""
    lines, filled = 1, -1
    for word in words:
        filled += 1 + len(word.text)
        if filled > LINE and filled > len(word.text):
            lines, filled = lines + 1, len(word.text)
    return len(words) == 1 or (lines <= _LINES and words[-1].end - words[0].start <= LONGEST)


def _lines(words: _Words) -> tuple[str, ...]:
    """One line, or two as even as they can be; of words that fit."""
    texts = [" ".join(word.text.split()) for word in words]
    if _is_line(texts):
        return (" ".join(texts),)
    pairs = [(texts[:place], texts[place:]) for place in range(1, len(texts))]
    whole = [(" ".join(first), " ".join(second)) for first, second in pairs if _is_line(first) and _is_line(second)]
    return min(whole, key=lambda lines: max(map(len, lines)))


def _is_line(texts: list[str]) -> bool:
    return len(texts) == 1 or len(" ".join(texts)) <= LINE
