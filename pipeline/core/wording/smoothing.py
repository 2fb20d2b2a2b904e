"""Smooths spoken words as a typist would: fillers, stutters and numbers.

One treatment makes room for the next: "neun Uhr äh dreißig" is a time once the filler is gone. So
they take turns until none of them finds anything, and what overlaps becomes one edit. Smoothing the
smoothed therefore changes nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from pipeline.core.model import SpokenWord
from pipeline.core.wording.amounts import number_edits
from pipeline.core.wording.edits import Edit, Treatment, without_collisions
from pipeline.core.wording.fillers import filler_edits
from pipeline.core.wording.stutters import stutter_edits

_PAUSE = 1.0
"""Seconds after which the same word may begin another sentence.

Pauses within a stutter are shorter by far.
"""

_ROUNDS = 20
"""Turns of the treatments at most.

A word said n times needs about log n, all else two or three.
"""


def smoothing_edits(
    words: Sequence[SpokenWord], language: str, *, day: date | None, slips: bool = True
) -> tuple[Edit, ...]:
    """The edits of ``words``, in order, without overlaps.

    Args:
        words: what one person says.
        language: ISO 639-1 code; only German and English are changed.
        day: that of the recording.
        slips: without it only numbers change: a person who dictates says what is to be written.
    """
    text = _Text.of(words)
    for _ in range(_ROUNDS):  # pragma: no branch - nobody says a word a million times
        before = text
        if slips:
            text = text.changed(filler_edits(text.written, language))
            text = text.changed(stutter_edits(text.written, language, text.pauses))
        text = text.changed(number_edits(text.written, language, day))
        if text == before:
            break
    return text.edits


_Change = tuple[int, int, Treatment]


@dataclass(frozen=True, slots=True)
class _Text:
    """What was said, and what it has become so far.

    ``becomes`` has for each character of ``said`` what stands in its place; ``changes`` are the
    parts of ``said`` that were changed together. ``rests`` are the characters after a long pause.
    """

    said: str
    becomes: tuple[str, ...]
    rests: frozenset[int]
    changes: tuple[_Change, ...] = ()

    @classmethod
    def of(cls, words: Sequence[SpokenWord]) -> _Text:
        texts = [word.text.strip() for word in words]
        said = " ".join(texts)
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        late = (after.start - before.end >= _PAUSE for before, after in pairwise(words))
        return cls(
            said,
            tuple(said),
            frozenset(start for start, rest in zip(starts[1:], late, strict=False) if rest),
        )

    @property
    def written(self) -> str:
        return "".join(self.becomes)

    @property
    def pauses(self) -> frozenset[int]:
        """The positions in ``written`` after a long pause."""
        return frozenset(at for at, origin in enumerate(self._origins()) if origin in self.rests)

    @property
    def edits(self) -> tuple[Edit, ...]:
        made = (
            (start, end, "".join(self.becomes[start:end]), treatment)
            for start, end, treatment in self.changes
        )
        return tuple(Edit(*edit) for edit in made if edit[2] != self.said[edit[0] : edit[1]])

    def changed(self, edits: Iterable[Edit]) -> _Text:
        """The text with these edits of ``written``.

        Each replaces something; of two that collide, the first counts.
        """
        origins, becomes, changes = self._origins(), list(self.becomes), list(self.changes)
        # From the end: what stands before an edit is where it was.
        for edit in reversed(without_collisions(edits)):
            first, last = origins[edit.start], origins[edit.end - 1]
            before = becomes[first][: edit.start - bisect_left(origins, first)]
            after = becomes[last][edit.end - bisect_left(origins, last) :]
            becomes[first : last + 1] = [before + edit.text + after] + [""] * (last - first)
            changes = _with_change(changes, (first, last + 1, edit.treatment))
        return _Text(self.said, tuple(becomes), self.rests, tuple(changes))

    def _origins(self) -> list[int]:
        """For each character of ``written``, its origin in ``said``."""
        return [origin for origin, text in enumerate(self.becomes) for _ in text]


def _with_change(changes: Iterable[_Change], new: _Change) -> list[_Change]:
    """The changes in order, with the new one and those it overlaps as one."""
    start, end, treatment = new
    apart = []
    for change in changes:
        if change[0] < new[1] and new[0] < change[1]:
            start, end = min(start, change[0]), max(end, change[1])
        else:
            apart.append(change)
    return sorted([*apart, (start, end, treatment)])
