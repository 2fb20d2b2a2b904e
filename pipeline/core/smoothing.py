"""What a typist would smooth in spoken words: fillers, stutters, and numbers that an office writes otherwise.

One treatment makes room for the next: "neun Uhr äh dreißig" is a time once the filler is gone. So they take turns
until none of them finds anything, and what overlaps becomes one edit. Smoothing the smoothed therefore changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from pipeline.core.amounts import figures
from pipeline.core.disfluencies import fillers, stutters
from pipeline.core.edits import Edit, Treatment, together
from pipeline.core.model import SpokenWord

_PAUSE = 1.0
"""Seconds after which the same word may begin another sentence. Pauses of those who stutter are shorter by far."""

_ROUNDS = 20
"""How often the treatments take turns at the most: a word said n times needs about log n rounds, all else two or three."""


def edits(words: Sequence[SpokenWord], language: str, *, day: date | None) -> tuple[Edit, ...]:
    """What to change in ``words``, which one person says in ``language`` (ISO 639-1), in order; none overlap.

    ``day`` is that of the recording. Words in other languages than German and English stay as they are.
    """
    text = _Text.of(words)
    for _ in range(_ROUNDS):
        before = text
        text = text.changed(fillers(text.written, language))
        text = text.changed(stutters(text.written, language, text.pauses))
        text = text.changed(figures(text.written, language, day))
        if text == before:
            break
    return text.edits


@dataclass(frozen=True, slots=True)
class _Text:
    """What was said and what it has become so far.

    ``becomes`` has for each character of ``said`` what stands in its place; ``changes`` are the extents of ``said``
    that were changed together. ``rests`` are the characters before which there is a long pause.
    """

    said: str
    becomes: tuple[str, ...]
    rests: frozenset[int]
    changes: tuple[tuple[int, int, Treatment], ...] = ()

    @classmethod
    def of(cls, words: Sequence[SpokenWord]) -> _Text:
        texts = [word.text.strip() for word in words]
        said = " ".join(texts)
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        late = (after.start - before.end >= _PAUSE for before, after in pairwise(words))
        return cls(said, tuple(said), frozenset(start for start, rest in zip(starts[1:], late, strict=False) if rest))

    @property
    def written(self) -> str:
        return "".join(self.becomes)

    @property
    def pauses(self) -> frozenset[int]:
        """The positions in ``written`` before which there is a long pause."""
        return frozenset(at for at, origin in enumerate(self._origins()) if origin in self.rests)

    @property
    def edits(self) -> tuple[Edit, ...]:
        made = ((start, end, "".join(self.becomes[start:end]), treatment) for start, end, treatment in self.changes)
        return tuple(Edit(*edit) for edit in made if edit[2] != self.said[edit[0] : edit[1]])

    def changed(self, edits: Iterable[Edit]) -> _Text:
        """The text with these edits of ``written``, each of which replaces something; of two that collide, the first."""
        text = self
        for edit in reversed(together(edits)):
            text = text._changed(edit)
        return text

    def _changed(self, edit: Edit) -> _Text:
        origins = self._origins()
        first, last = origins[edit.start], origins[edit.end - 1]
        kept_before = self.becomes[first][: edit.start - origins.index(first)]
        kept_after = self.becomes[last][edit.end - origins.index(last) :]
        becomes = list(self.becomes)
        becomes[first : last + 1] = [kept_before + edit.text + kept_after] + [""] * (last - first)
        extent, apart = (first, last + 1), []
        for start, end, treatment in self.changes:
            if start < extent[1] and extent[0] < end:
                extent = min(start, extent[0]), max(end, extent[1])
            else:
                apart.append((start, end, treatment))
        changes = sorted((*apart, (*extent, edit.treatment)))
        return _Text(self.said, tuple(becomes), self.rests, tuple(changes))

    def _origins(self) -> list[int]:
        """For each character of ``written`` the one of ``said`` in whose place it stands."""
        return [origin for origin, text in enumerate(self.becomes) for _ in text]
