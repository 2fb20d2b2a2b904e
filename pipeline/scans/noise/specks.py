"""Specks among the pieces of ink on a page, by the letters near them.

All lengths are measured in the type size of the letter beside a piece. A dot's size is that of the
dots that stand above narrow letters, as on i.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.scans.noise.components import Components, Numbers

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]

_LETTER = 0.6
"""A letter's height, of the type size: between x and capitals."""
_DOT = 0.1
"""A full stop's side, of the type size. Source: Arial's metrics."""
_LARGEST = 1.9
"""Sides of a dot that a speck may have."""
_MOST = 1.6
"""Areas of a dot that a speck may have."""
_HALF = 0.5
"""Areas of a dot below which a piece is none."""
_REACH = 0.5
"""How far from a letter its dots and stops stand, at most."""
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class _Boxes:
    """Boxes of some pieces of ink, sorted by their middles from top to bottom."""

    left: Reals
    top: Reals
    right: Reals
    bottom: Reals
    area: Reals

    @property
    def height(self) -> Reals:
        return self.bottom - self.top

    @property
    def width(self) -> Reals:
        return self.right - self.left

    @property
    def across(self) -> Reals:
        """The middles from left to right."""
        return (self.left + self.right) / 2

    @property
    def down(self) -> Reals:
        """The middles from top to bottom."""
        return (self.top + self.bottom) / 2

    def __getitem__(self, chosen: Numbers) -> _Boxes:
        return _Boxes(*(each[chosen] for each in self.edges()))

    def edges(self) -> tuple[Reals, ...]:
        return self.left, self.top, self.right, self.bottom, self.area


def specks_of(found: Components, dpi: float) -> Flags:
    """Which pieces of ink are specks."""
    specks = np.zeros(len(found.area), np.bool_)
    every = _Boxes(
        *(
            np.asarray(each, np.float64)
            for each in (found.left, found.top, found.right, found.bottom, found.area)
        )
    )
    size = _type_size(every, dpi)
    if size is None:
        return specks
    side = _LARGEST * _DOT * size
    order = np.argsort(every.down, kind="stable")
    by_row = every[order]
    letter = (
        (by_row.height >= 0.35 * size)
        & (by_row.height <= 3 * size)
        & (by_row.width <= 15 * size)
        & (by_row.area >= 0.02 * size * size)
    )
    small = (by_row.width <= side) & (by_row.height <= side)
    pieces, letters = by_row[np.flatnonzero(small)], by_row[np.flatnonzero(letter)]
    if not len(letters.left) or not len(pieces.left):
        return specks
    dots = _Places(pieces, letters, size)
    mark = (by_row.width <= 0.3 * size) & (by_row.height <= 0.45 * size)
    keep = dots.taken() | _in_rows(pieces, size)
    keep |= _over_marks(pieces, by_row[np.flatnonzero(mark)], size) & (
        pieces.area >= _HALF * dots.dot
    )
    far = np.ones(len(pieces.left), np.bool_)
    far[dots.piece] = False
    noise = float(np.percentile(pieces.area[far], 98)) if far.sum() >= _FEWEST else 0.0
    gone = ~keep & (pieces.area <= min(_MOST * dots.dot, max(noise, _HALF * dots.dot)))
    specks[order[np.flatnonzero(small)[gone]]] = True
    return specks


class _Places:
    """Pieces near letters, and whether dots and stops stand there."""

    def __init__(self, pieces: _Boxes, letters: _Boxes, size: float) -> None:
        self._pieces, self._letters = pieces, letters
        base, height = _lines(letters, size)
        em = height / _LETTER
        piece, letter = _near(pieces, letters, em * _REACH)
        self.piece, self._letter = piece, letter
        self._em = em[letter]
        self._one, self._of = pieces[piece], letters[letter]
        self._base = base[letter]
        self.dot = self._dot_area(size)
        self._size = size

    def _above(self) -> Flags:
        gap = self._of.top - self._one.bottom
        beside = np.maximum(self._of.left - self._one.across, self._one.across - self._of.right)
        return (gap >= -1) & (gap <= 0.32 * self._em) & (beside <= 0.1 * self._em)

    def _dot_area(self, size: float) -> float:
        usual = (_DOT * size) ** 2
        narrow = self._of.width <= _LETTER * self._of.height
        middle = np.abs(self._one.across - self._of.across) <= 0.12 * self._em
        alike = np.abs(self._em - size) < 0.3 * size
        areas = self._one.area[self._above() & narrow & middle & alike]
        areas = areas[areas >= 0.3 * usual]
        return float(np.median(areas)) if len(areas) >= _FEWEST else usual

    def taken(self) -> Flags:
        """Which pieces may be dots, accents or stops of a letter."""
        em, one, of = self._em, self._one, self._of
        ratio = em / self._size
        dot = self.dot * np.where((ratio > 0.65) & (ratio < 1.8), 1.0, ratio) ** 2
        enough = one.area >= _HALF * dot - 1
        shape = of.width / of.height
        above = self._above()
        single = (shape > 0.7) & (shape <= 1.3)
        on_letter = above & (~single | self._paired(above & enough))
        right = one.left - of.right
        below = one.bottom - self._base
        stands = np.abs(below) <= np.maximum(1.5, 0.07 * em)
        hangs = (below > 0) & (below <= 0.24 * em) & (one.top >= self._base - 0.2 * em)
        level = stands | (hangs & (one.top <= self._base - 0.02 * em) & (one.height > one.width))
        stop = (right >= -0.1 * em) & (right <= 0.34 * em) & level
        under = (one.top >= of.bottom - 1) & (one.top - of.bottom <= 0.3 * em) & level
        under &= (one.across >= of.left - 0.1 * em) & (one.across <= of.right + 0.1 * em)
        keep = np.zeros(len(self._pieces.left), np.bool_)
        keep[self.piece[enough & (on_letter | stop | under)]] = True
        inside = (
            (one.left >= of.left - 2)
            & (one.right <= of.right + 2)
            & (one.top >= of.top - 0.15 * em)
            & (one.bottom <= of.bottom + 2)
        )
        keep[self.piece[inside]] = True
        return keep

    def _paired(self, above: Flags) -> Flags:
        """Which of the pieces above a letter have another beside them."""
        paired = np.zeros(len(above), np.bool_)
        chosen = np.flatnonzero(above)
        order = chosen[np.lexsort((self._one.across[chosen], self._letter[chosen]))]
        one, em = self._one[order], self._em[order]
        same = self._letter[order][1:] == self._letter[order][:-1]
        apart = np.diff(one.across)
        pair = (
            same
            & (apart >= 0.1 * em[1:])
            & (apart <= np.maximum(0.45 * em[1:], 0.75 * self._of.width[order[1:]]))
            & (np.abs(np.diff(one.bottom)) <= np.maximum(1.5, 0.07 * em[1:]))
        )
        paired[order[1:][pair]] = True
        paired[order[:-1][pair]] = True
        return paired


def _over_marks(pieces: _Boxes, marks: _Boxes, size: float) -> Flags:
    """The upper dots of colons and semicolons."""
    one, other = _near(pieces, marks, np.full(len(marks.left), 0.5 * size))
    rise = marks.bottom[other] - pieces.bottom[one]
    upper = (
        (rise >= 0.2 * size)
        & (rise <= 0.85 * size)
        & (marks.top[other] > pieces.bottom[one])
        & (np.abs(pieces.right[one] - marks.right[other]) <= max(1.5, 0.06 * size))
        & (marks.area[other] >= 0.5 * pieces.area[one])
    )
    keep = np.zeros(len(pieces.left), np.bool_)
    keep[one[upper]] = True
    return keep


def _type_size(pieces: _Boxes, dpi: float) -> float | None:
    """The type size of most ink, in pixels; None without any."""
    likely = (
        (pieces.height >= dpi / 30)
        & (pieces.height <= dpi / 3)
        & (pieces.width <= 12 * pieces.height)
    )
    heights, weights = pieces.height[likely], pieces.area[likely]
    if not len(heights):
        return None
    order = np.argsort(heights)
    sums = np.cumsum(weights[order])
    return float(heights[order][np.searchsorted(sums, sums[-1] / 2)]) / _LETTER


def _near(one: _Boxes, other: _Boxes, reach: Reals) -> tuple[Numbers, Numbers]:
    """Pairs whose boxes are at most ``reach`` of the other apart; both are sorted by rows."""
    firsts, seconds = [], []
    tall = (other.height / 2 + reach).astype(np.int64)
    usual = int(np.percentile(tall, 95)) if len(tall) else 0
    for chosen, most in ((tall <= usual, usual), (tall > usual, int(tall.max(initial=0)))):
        numbers = np.flatnonzero(chosen)
        downs = other.down[numbers]
        half = one.height / 2
        first = np.searchsorted(downs, one.down - half - most - 1, "left")
        last = np.searchsorted(downs, one.down + half + most + 1, "right")
        count = last - first
        a = np.repeat(np.arange(len(count)), count)
        b = numbers[
            np.repeat(first, count) + np.arange(len(a)) - np.repeat(np.cumsum(count) - count, count)
        ]
        within = reach[b]
        close = (
            (one.left[a] <= other.right[b] + within)
            & (one.right[a] >= other.left[b] - within)
            & (one.top[a] <= other.bottom[b] + within)
            & (one.bottom[a] >= other.top[b] - within)
        )
        firsts.append(a[close])
        seconds.append(b[close])
    return np.concatenate(firsts), np.concatenate(seconds)


def _lines(letters: _Boxes, size: float) -> tuple[Reals, Reals]:
    """The line that each letter stands on, and the height of letters there.

    Both are the middle of its neighbours' feet and heights.
    """
    one, other = _near(letters, letters, np.full(len(letters.left), 2.0 * size))
    level = (
        (np.abs(letters.bottom[one] - letters.bottom[other]) <= 0.6 * letters.height[one])
        & (letters.height[other] <= 2 * letters.height[one])
        & (letters.height[one] <= 2 * letters.height[other])
    )
    one, other = one[level], other[level]
    return _middle(one, letters.bottom[other]), _middle(one, letters.height[other])


def _middle(groups: Numbers, values: Reals) -> Reals:
    """The median of each group's values; groups are 0 and up, none is empty."""
    order = np.lexsort((values, groups))
    begins = np.flatnonzero(np.diff(groups[order], prepend=-1))
    counts = np.diff(begins, append=len(groups))
    return values[order][begins + counts // 2]


def _in_rows(pieces: _Boxes, size: float) -> Flags:
    """Pieces in a row of their like, as leaders, or in a heap, as what a needle printed."""
    one, other = _near(pieces, pieces, np.full(len(pieces.left), 0.75 * size))
    differ = one != other
    one, other = one[differ], other[differ]
    ratio = pieces.area[other] / pieces.area[one]
    row = (
        (np.abs(pieces.bottom[one] - pieces.bottom[other]) <= max(1.0, 0.03 * size))
        & (ratio >= 0.4)
        & (ratio <= 2.5)
    )
    far = np.hypot(pieces.across[one] - pieces.across[other], pieces.down[one] - pieces.down[other])
    heap = far <= 0.22 * size
    count = len(pieces.left)
    return (np.bincount(one[row], minlength=count) >= 2) | (
        np.bincount(one[heap], minlength=count) >= 3
    )
