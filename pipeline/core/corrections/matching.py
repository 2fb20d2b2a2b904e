"""Which words of a draft stay in the final text, found step by step.

First by bookmarks, then in the order of the document, then rows of words that were moved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.core.corrections.model import DraftWord, FinalWord
from pipeline.core.corrections.ordered_runs import ordered_pairs, rising, shared_rows
from pipeline.core.corrections.similarity import word_key

_TRUST = 3
"""A bookmark is believed if one in so many words is still in it."""

_WHOLE = 2_500
"""Product of the numbers of words of a bookmark and what is left of it.

Larger ones, of long turns, are compared by rows alone.
"""

_ROW = 4
"""Words of a row by which moved text is found."""
_MOVED = 5
"""Words of a moved row, at least; fewer may be chance."""
_SHORT = 8
"""Letters of a whole stretch of fewer words that was moved."""


class Matching:
    """For each final word the word of the draft that it is, if known."""

    def __init__(self, draft: Sequence[DraftWord], final: Sequence[FinalWord]) -> None:
        self.draft_keys = _keys(word.text for word in draft)
        self.final_keys = _keys(word.text for word in final)
        numbers: dict[str, int] = {}
        self._ours = [numbers.setdefault(key, len(numbers)) for key in self.draft_keys]
        self._theirs = [numbers.setdefault(key, len(numbers)) for key in self.final_keys]
        self.partners = [-1] * len(final)
        """The place of the word in the draft; -1 as long as none is known."""
        self.taken = bytearray(len(draft))
        """1 for the words of the draft that are known."""

    def link_by_anchors(self, draft: Sequence[DraftWord], final: Sequence[FinalWord]) -> None:
        """Link equal words within the same bookmark, in their order."""
        ours = _by_anchor(word.anchor for word in draft)
        theirs = _by_anchor(word.anchor for word in final)
        for anchor, places in theirs.items():
            if anchor in ours and self._is_believed(ours[anchor], places):
                self._link(self._ordered(ours[anchor], places, whole=_WHOLE))

    def _is_believed(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether enough words of a bookmark are still in it, in any order.

        In a short turn that was moved and half retyped, words between two others are no pairs yet.
        """
        one, other = (
            Counter(keys[at] for at in places)
            for keys, places in ((self._ours, ours), (self._theirs, theirs))
        )
        return _TRUST * (one & other).total() >= min(len(ours), len(theirs))

    def link_in_order(self) -> None:
        """Link equal words between the known ones, in their order."""
        known = [at for at, partner in enumerate(self.partners) if partner >= 0]
        skeleton = [known[n] for n in rising([self.partners[at] for at in known])]
        start = first = 0
        for last in (*skeleton, len(self.partners)):
            end = self.partners[last] if last < len(self.partners) else len(self.taken)
            if start < end and first < last:
                ours = [at for at in range(start, end) if not self.taken[at]]
                theirs = [at for at in range(first, last) if self.partners[at] < 0]
                self._link(self._ordered(ours, theirs))
            start, first = end + 1, last + 1

    def link_moved(self) -> None:
        """Link rows of words that are left out in one place and put in in another."""
        for _ in range(2):  # once more, since by then fewer rows stand twice
            ours = [at for at, taken in enumerate(self.taken) if not taken]
            theirs = [at for at, partner in enumerate(self.partners) if partner < 0]
            if not ours or not theirs:
                return
            # A word that is known lies between two stretches: no row may lie across it.
            self._link_rows(ours, theirs)
        self._link_stretches()

    def stretches_put_in(self) -> Iterator[tuple[int, int]]:
        """Where words of the final text are not known, from and up to."""
        at = 0
        for unknown, words in groupby(self.partners, key=lambda partner: partner < 0):
            length = len(list(words))
            if unknown:
                yield at, at + length
            at += length

    def _ordered(
        self, ours: Sequence[int], theirs: Sequence[int], *, whole: int = 0
    ) -> list[tuple[int, int]]:
        if not ours or not theirs:
            return []
        one, other = [self._ours[at] for at in ours], [self._theirs[at] for at in theirs]
        pairs = ordered_pairs(one, other, whole=whole)
        return [(ours[one], theirs[other]) for one, other in pairs]

    def _link(self, pairs: Sequence[tuple[int, int]]) -> None:
        for ours, theirs in pairs:
            self.partners[theirs] = ours
            self.taken[ours] = 1

    def _link_rows(self, ours: Sequence[int], theirs: Sequence[int]) -> None:
        one, place = _with_walls(ours, self._ours, -1)
        other, at = _with_walls(theirs, self._theirs, -2)
        for here, there in list(shared_rows(one, other, _ROW)):
            self._link_around(place[here], at[there])

    def _link_around(self, ours: int, theirs: int) -> None:
        """Link the longest row of equal unknown words around two of them."""
        start = 0
        while self._free_and_equal(ours + start - 1, theirs + start - 1):
            start -= 1
        end = 0
        while self._free_and_equal(ours + end, theirs + end):
            end += 1
        if end - start >= _MOVED:
            self._link([(ours + n, theirs + n) for n in range(start, end)])

    def _free_and_equal(self, ours: int, theirs: int) -> bool:
        return (
            0 <= ours < len(self.taken)
            and 0 <= theirs < len(self.partners)
            and not self.taken[ours]
            and self.partners[theirs] < 0
            and self._ours[ours] == self._theirs[theirs]
        )

    def _link_stretches(self) -> None:
        """Link whole stretches that are left out once and put in once elsewhere."""
        out = _single(
            (tuple(self._ours[start:end]), start, end)
            for start, end in _zero_runs(self.taken)
            if end - start < _MOVED
        )
        put = _single(
            (tuple(self._theirs[start:end]), start, end)
            for start, end in self.stretches_put_in()
            if end - start < _MOVED
        )
        for row, (first, last) in put.items():
            if row in out and last - first > 1:
                letters = sum(len(self.final_keys[at]) for at in range(first, last))
                if letters >= _SHORT:
                    start = out[row][0]
                    self._link([(start + n, first + n) for n in range(last - first)])


def _keys(texts: Iterator[str]) -> list[str]:
    known: dict[str, str] = {}
    found = []
    for text in texts:
        key = known.get(text)
        if key is None:
            key = known[text] = word_key(text)
        found.append(key)
    return found


def _by_anchor(anchors: Iterator[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, anchor in enumerate(anchors):
        if anchor:
            places[anchor].append(at)
    return places


def _with_walls(
    places: Sequence[int], keys: Sequence[int], wall: int
) -> tuple[list[int], list[int]]:
    """The keys of these words and their places, with walls.

    A wall is wherever other words stand between. Each wall is another number below 0, and the
    other text has other walls: no row is shared that lies across one.
    """
    found, where, before = list[int](), list[int](), -2
    for at in places:
        if at != before + 1:
            found.append(wall - 2 * at)
            where.append(-1)
        found.append(keys[at])
        where.append(at)
        before = at
    return found, where


def _zero_runs(flags: bytearray) -> Iterator[tuple[int, int]]:
    at = 0
    for flag, run in groupby(flags):
        length = len(list(run))
        if not flag:
            yield at, at + length
        at += length


def _single(
    stretches: Iterator[tuple[tuple[int, ...], int, int]],
) -> dict[tuple[int, ...], tuple[int, int]]:
    """The stretches that are there only once, by their words."""
    found: dict[tuple[int, ...], list[tuple[int, int]]] = defaultdict(list)
    for row, start, end in stretches:
        found[row].append((start, end))
    return {row: places[0] for row, places in found.items() if len(places) == 1}
