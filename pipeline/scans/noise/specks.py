"""Specks among the pieces of ink on a page, told by the letters near them.

Lengths are measured in the type size beside a piece. How large a dot is says the page itself: it is
what stands above narrow letters, as on i. How large specks are say those far from any letter.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from pipeline.scans.noise.boxes import Boxes, Flags, Reals, boxes_of, medians, near
from pipeline.scans.noise.components import Components

_LETTER = 0.6
"""A letter's height, of the type size: between x and capitals."""
_DOT = 0.1
"""A full stop's side, of the type size. Source: Arial's metrics."""
_LARGEST, _MOST = 1.9, 1.6
"""Sides of a full stop, and areas of this page's dots, that a speck may have."""
_HALF = 0.5
"""Of a dot's area: what is smaller is none. In worn print half of that."""
_LEAST = 0.15
"""The same, exactly where a dot stands: over an i, or with another one over a letter."""
_REACH = 0.5
"""How far from a letter its dots and stops stand, at most."""
_FEWEST = 5
"""Pieces from which their size is known."""
_TOUCHING, _BROKEN = 0.09, 0.3
"""How far from the rest pieces of a worn letter lie, mostly and at most."""
_OTHER_TYPE = (0.65, 1.8)
"""Times the page's type size: beyond, dots are larger or smaller, too."""
_SINGLE = (0.7, 1.3)
"""Width by height of one letter that is no i: less is i, more are letters that touch."""
_ALIKE = 0.4
"""The area of a row's smallest dot, of its largest."""
_STROKES = 0.12
"""Strokes without a letter, of all letters, from which print is too broken to be touched.

Measured: 0.02 to 0.11 where removing specks helped, 0.15 to 0.52 where it took parts of letters.
"""
_WORN, _RUINED = 0.2, 1.2
"""Pieces beside letters for each speck far from them: worn print; too worn to be touched.

Measured: 0.10 to 0.18 in sound print under specks, 0.23 to 1.43 in worn print.
"""


def specks_of(found: Components, dpi: float) -> Flags:
    """Which pieces of ink are specks."""
    specks = np.zeros(len(found.area), np.bool_)
    every, order = boxes_of(found)
    size = _type_size(every, dpi)
    side = _LARGEST * _DOT * size
    small = np.flatnonzero((every.width <= side) & (every.height <= side))
    letters = np.flatnonzero(
        (every.height >= 0.35 * size)
        & (every.height <= 3 * size)
        & (every.width <= 15 * size)
        & (every.area >= 0.02 * size * size)
    )
    strokes = (every.width <= size) & (every.height <= size)
    strokes[small] = strokes[letters] = False
    if not len(small) or strokes.sum() >= _STROKES * len(letters):
        return specks
    pieces = every[small]
    places = _Places(pieces, every[letters], size)
    if places.broken > _RUINED * places.far:
        return specks
    marks = np.flatnonzero((every.width <= 0.3 * size) & (every.height <= 0.45 * size))
    keep = places.taken() | _in_rows(pieces, size)
    keep |= _over_marks(pieces, every[marks], size) & (pieces.area >= _HALF * places.dot)
    largest = min(_MOST * places.dot, max(places.noise(), _HALF * places.dot))
    specks[order[small[~keep & (pieces.area <= largest)]]] = True
    return specks


class _Places:
    """Pieces near letters: which of them belong to print."""

    def __init__(self, pieces: Boxes, letters: Boxes, size: float) -> None:
        base, height = _lines(letters, size)
        self._pieces = pieces
        self._piece, self._letter = near(pieces, letters, _REACH * height / _LETTER)
        self._one, self._of = pieces[self._piece], letters[self._letter]
        self._em = height[self._letter] / _LETTER
        self._below = self._one.bottom - base[self._letter]
        self._size = size
        self._far = np.ones(len(pieces), np.bool_)
        self._far[self._piece] = False
        self.far = int(self._far.sum())
        self.broken = len(np.unique(self._piece[self._beside(_TOUCHING)]))

    @cached_property
    def dot(self) -> float:
        """The area of a dot as on i, in pixels."""
        usual = (_DOT * self._size) ** 2
        alike = np.abs(self._em - self._size) < 0.3 * self._size
        areas = self._one.area[self._on_stem & alike]
        areas = areas[areas >= 0.3 * usual]
        return float(np.median(areas)) if len(areas) >= _FEWEST else usual

    def noise(self) -> float:
        """The area of large specks where nothing is printed, in pixels."""
        return float(np.percentile(self._pieces.area[self._far], 98)) if self.far else 0.0

    def taken(self) -> Flags:
        """Which pieces may be dots, accents, stops or fragments of a letter."""
        worn = self.broken > _WORN * self.far
        ratio = self._em / self._size
        usual = (ratio > _OTHER_TYPE[0]) & (ratio < _OTHER_TYPE[1])
        dot = self.dot * np.where(usual, 1.0, ratio) ** 2
        enough = self._one.area >= (_HALF / 2 if worn else _HALF) * dot - 1
        some = self._one.area >= _LEAST * dot
        shape = self._of.width / self._of.height
        single = (shape > _SINGLE[0]) & (shape <= _SINGLE[1])
        sure = self._on_stem | self._paired(self._above & some)
        dots = self._above & (worn | ~single)
        keep = (some & sure) | (enough & (dots | self._stops)) | self._inside
        keep |= self._beside(_BROKEN) & worn
        kept = np.zeros(len(self._pieces), np.bool_)
        kept[self._piece[keep]] = True
        return kept

    @cached_property
    def _above(self) -> Flags:
        """Where the dots and accents of a letter stand."""
        one, of = self._one, self._of
        gap = of.top - one.bottom
        beside = np.maximum(of.left - one.across, one.across - of.right)
        return (gap >= -1) & (gap <= 0.32 * self._em) & (beside <= 0.1 * self._em)

    @property
    def _on_stem(self) -> Flags:
        """Over the middle of a narrow letter, as on i."""
        narrow = self._of.width <= _LETTER * self._of.height
        off = np.abs(self._one.across - self._of.across)
        return self._above & narrow & (off <= 0.12 * self._em)

    @property
    def _stops(self) -> Flags:
        """Where full stops and commas follow a letter, or stand under ! and ?."""
        em, one, of = self._em, self._one, self._of
        stands = np.abs(self._below) <= np.maximum(1.5, 0.07 * em)
        head = one.height - self._below  # above the line
        hangs = (self._below > 0) & (self._below <= 0.24 * em) & (one.height > one.width)
        hangs &= (head <= 0.2 * em) & (head >= 0.02 * em)
        gap, under = one.left - of.right, one.top - of.bottom
        follows = (gap >= -0.1 * em) & (gap <= 0.34 * em)
        beside = np.maximum(of.left - one.across, one.across - of.right)
        below = (under >= -1) & (under <= 0.3 * em) & (beside <= 0.1 * em)
        return (stands | hangs) & (follows | below)

    @property
    def _inside(self) -> Flags:
        """Within the letter's own box, as the dot of a ligature is."""
        one, of = self._one, self._of
        across = (one.left >= of.left - 2) & (one.right <= of.right + 2)
        return across & (one.top >= of.top - 0.15 * self._em) & (one.bottom <= of.bottom + 2)

    def _beside(self, reach: float) -> Flags:
        """So near to a letter in its line that it may have broken off it."""
        one, of = self._one, self._of
        apart = np.maximum(
            np.maximum(of.left - one.right, one.left - of.right),
            np.maximum(of.top - one.bottom, one.top - of.bottom),
        )
        level = (self._below <= 0.25 * self._em) & (one.height - self._below <= 0.8 * self._em)
        return ~self._inside & (apart <= np.maximum(2.0, reach * self._em)) & level

    def _paired(self, above: Flags) -> Flags:
        """Which of the pieces above a letter have another beside them, as on ä."""
        paired = np.zeros(len(above), np.bool_)
        chosen = np.flatnonzero(above)
        order = chosen[np.lexsort((self._one.across[chosen], self._letter[chosen]))]
        one, em, wide = self._one[order], self._em[order][1:], self._of.width[order][1:]
        apart = np.diff(one.across)
        pair = (
            (np.diff(self._letter[order]) == 0)
            & (apart >= 0.1 * em)
            & (apart <= np.maximum(0.45 * em, 0.75 * wide))
            & (np.abs(np.diff(one.bottom)) <= np.maximum(1.5, 0.07 * em))
        )
        paired[order[1:][pair]] = True
        paired[order[:-1][pair]] = True
        return paired


def _type_size(pieces: Boxes, dpi: float) -> float:
    """The type size of most ink, in pixels; 0 without any."""
    likely = (
        (pieces.height >= dpi / 30)
        & (pieces.height <= dpi / 3)
        & (pieces.width <= 12 * pieces.height)
    )
    heights, weights = pieces.height[likely], pieces.area[likely]
    if not len(heights):
        return 0.0
    order = np.argsort(heights)
    sums = np.cumsum(weights[order])
    return float(heights[order][np.searchsorted(sums, sums[-1] / 2)]) / _LETTER


def _lines(letters: Boxes, size: float) -> tuple[Reals, Reals]:
    """The line that each letter stands on, and the height of letters there.

    Both are the middle of its neighbours' feet and heights.
    """
    one, other = near(letters, letters, np.full(len(letters), 2.0 * size))
    level = (
        (np.abs(letters.bottom[one] - letters.bottom[other]) <= 0.6 * letters.height[one])
        & (letters.height[other] <= 2 * letters.height[one])
        & (letters.height[one] <= 2 * letters.height[other])
    )
    one, other = one[level], other[level]
    return medians(one, letters.bottom[other]), medians(one, letters.height[other])


def _over_marks(pieces: Boxes, marks: Boxes, size: float) -> Flags:
    """Which pieces are the upper dots of colons and semicolons."""
    one, other = near(pieces, marks, np.full(len(marks), 0.5 * size))
    rise = marks.bottom[other] - pieces.bottom[one]
    upper = (
        (rise >= 0.2 * size)
        & (rise <= 0.85 * size)
        & (marks.top[other] > pieces.bottom[one])
        & (np.abs(pieces.right[one] - marks.right[other]) <= max(1.5, 0.06 * size))
        & (marks.area[other] >= _HALF * pieces.area[one])
    )
    keep = np.zeros(len(pieces), np.bool_)
    keep[one[upper]] = True
    return keep


def _in_rows(pieces: Boxes, size: float) -> Flags:
    """Pieces in a row of their like, as leaders, or in a heap, as a needle prints."""
    one, other = near(pieces, pieces, np.full(len(pieces), 0.75 * size))
    one, other = one[one != other], other[one != other]
    ratio = pieces.area[other] / pieces.area[one]
    level = np.abs(pieces.bottom[one] - pieces.bottom[other]) <= max(1.0, 0.03 * size)
    row = level & (ratio >= _ALIKE) & (ratio <= 1 / _ALIKE)
    apart = np.hypot(
        pieces.across[one] - pieces.across[other], pieces.down[one] - pieces.down[other]
    )
    heap = apart <= 0.22 * size
    count = len(pieces)
    return (np.bincount(one[row], minlength=count) >= 2) | (  # noqa: PLR2004 - one on either side
        np.bincount(one[heap], minlength=count) >= 3  # noqa: PLR2004 - a letter of needles
    )
