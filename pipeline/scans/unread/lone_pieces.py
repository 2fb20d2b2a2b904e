"""Where a single figure or letter may stand that no word covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box
from pipeline.core.scans.lines import bounding_box
from pipeline.scans.noise.ink_pieces import Pieces, pieces

_DPI = 100
"""For looking: letters are still apart."""
_INK = 0.72
"""Share of the paper's shade below which there is ink."""
_HEIGHT = (0.6, 1.5)
"""Heights of a sign, in heights of the page's words."""
_SMALL = 0.5
"""The same of dots and accents, which belong to a sign."""
_DOT = 0.9
"""Heights from a sign to its dot, in type of one width."""
_LEVEL = 2
"""Pixels between the foot of a sign and that of its dot."""
_WIDEST, _LONGEST = 1.6, 4.0
"""Widths of a sign and of signs in a row, in the same."""
_FILL = (0.14, 0.95)
"""Share of its box that a sign fills: frames fill less, bars more."""
_APART, _ABOVE = 0.55, 0.3
"""Gaps up to which signs stand in a row, or above each other as letters on their side do."""
_MOST_PIECES, _MOST = 400, 80
"""Pieces from which it is a drawing, and signs of a page that are read at most."""
_COLUMN = 0.4
"""Difference of places, in heights, in a column."""
_ROOM = 0.25
"""Heights about a sign that are free of other ink."""
_STRAY = 2
"""Pixels of ink in that room: a thin stroke is broken."""
_AMID, _CROWDED = 1.5, 0.12
"""Heights about a sign, and the share of ink without words there from which it is a drawing."""
_BORDER, _EDGE = 5.0, 1.2
"""Heights from a dark border beside all text, and from the end of the picture."""
_FULL = 0.9
"""Share of a row of pixels that a rule fills."""
_THIN, _ALONG, _ASIDE = 0.4, 8.0, 0.5
"""Width of an upright rule, and heights above and beside where its other pieces are sought."""
_FRAYED, _SHORT, _OWN = 3, 0.5, 0.9
"""Its pieces, their heights, and their share of all ink there: digits below one have more."""


@dataclass(frozen=True, slots=True)
class LonePiece:
    """A sign, or some in a row, in pixels of the page's picture."""

    box: Box
    column: int
    """How many stand in a column with it, itself included."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A page's picture looked at smaller, and its pieces of ink."""

    ink: NDArray[np.bool_]
    found: Pieces
    smaller: int
    """How many times."""

    @classmethod
    def of(cls, grey: Image.Image, dpi: float) -> Ground:
        """The ink of a page in grey. Measured: 0.007 s."""
        smaller = max(1, round(dpi / _DPI))
        shades = np.asarray(grey.reduce(smaller))
        paper = int(np.bincount(shades[::4, ::4].ravel(), minlength=256).argmax())
        ink = shades < ceil(_INK * paper)
        return cls(ink, pieces(ink), smaller)

    def covered(self, words: Iterable[Box]) -> NDArray[np.bool_]:
        """The pixels that the ``words`` cover, with a row and a column more."""
        covered = np.zeros((self.ink.shape[0] + 1, self.ink.shape[1] + 1), dtype=np.bool_)
        for box in words:
            covered[
                max(0, int(box.top / self.smaller) - 1) : int(box.bottom / self.smaller) + 2,
                max(0, int(box.left / self.smaller) - 1) : int(box.right / self.smaller) + 2,
            ] = True
        return covered

    def free(self, words: Iterable[Box]) -> NDArray[np.bool_]:
        """Of each piece, whether none of the ``words`` covers it."""
        return self.free_of(self.covered(words))

    def free_of(self, covered: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Of each piece, whether its middle and its ends are not covered."""
        found = self.found
        across, down = (found.left + found.right) // 2, (found.top + found.bottom) // 2
        hidden: NDArray[np.bool_] = (
            covered[down, across]
            | covered[down, found.left]
            | covered[down, found.right - 1]
            | covered[found.top, across]
            | covered[found.bottom - 1, across]
        )
        return ~hidden


def lone_pieces(ground: Ground, words: Iterable[Box], height: float) -> tuple[LonePiece, ...]:
    """Signs on a page that none of its ``words`` covers.

    ``height``: that of its words, in pixels.
    """
    covered = ground.covered(words)
    high, found, free = height / ground.smaller, ground.found, ground.free_of(covered)
    sides = found.heights, found.widths
    like = (
        free
        & (sides[0] >= _HEIGHT[0] * high)
        & (sides[0] <= _HEIGHT[1] * high)
        & (sides[1] <= _WIDEST * high)
        & (found.sizes >= _FILL[0] * sides[0] * sides[1])
        & (found.sizes <= _FILL[1] * sides[0] * sides[1])
    )
    chosen = np.flatnonzero(like)
    if not 0 < len(chosen) <= _MOST_PIECES:
        return ()
    rows = rows_of(((box, 1) for box in found.boxes(chosen)), _APART * high)
    small = found.boxes(np.flatnonzero(free & (sides[0] <= _SMALL * high) & (found.sizes > 1)))
    boxes = [_with_dots(box, small, high) for box, _ in rows]
    boxes = [
        box
        for box in boxes
        if box.width <= _LONGEST * high
        and _stands_free(ground.ink, box, high)
        and not _is_amid(ground.ink & ~covered[:-1, :-1], box, high)
        and not _is_beside_border(ground.ink, covered, box, high)
        and not _is_of_rule(ground.ink, box, high)
    ]
    boxes = [box for box in boxes if not any(_is_above(box, each, _ABOVE * high) for each in boxes)]
    made = [
        LonePiece(larger(box, ground.smaller), sum(_in_column(box, each, high) for each in boxes))
        for box in boxes
    ]
    most = sorted(made, key=lambda each: -each.column)[:_MOST]
    return tuple(sorted(most, key=lambda each: (each.box.top, each.box.left)))


def rows_of(boxes: Iterable[tuple[Box, int]], gap: float) -> list[tuple[Box, int]]:
    """Boxes beside each other as one, with the number of pieces in them."""
    found: list[tuple[Box, int]] = []
    for box, number in sorted(boxes, key=lambda each: each[0].left):
        at = next((at for at, (each, _) in enumerate(found) if _beside(each, box, gap)), None)
        if at is None:
            found.append((box, number))
        else:
            found[at] = bounding_box((found[at][0], box)), found[at][1] + number
    return found


def _beside(one: Box, other: Box, gap: float) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return other.left - one.right <= gap and 2 * shared >= min(one.height, other.height)


def _with_dots(box: Box, small: Iterable[Box], high: float) -> Box:
    """A sign with the dot behind it, or its accents."""
    above, end = box.top - _SMALL * high, box.right
    for each in small:
        accent = each.left >= box.left - 1 and each.right <= end + 1 and above <= each.top < box.top
        dot = (
            end <= each.left <= end + _DOT * high
            and abs(each.bottom - box.bottom) <= _LEVEL
            and each.width <= _SMALL * high
        )
        if accent or dot:
            box = bounding_box((box, each))
    return box


def _stands_free(ink: NDArray[np.bool_], box: Box, high: float) -> bool:
    """Whether nothing but rules is around it."""
    room = max(1, round(_ROOM * high))
    top, left = int(box.top), int(box.left)
    around = ink[
        max(0, top - room) : int(box.bottom) + room, max(0, left - room) : int(box.right) + room
    ].copy()
    around[min(room, top) : around.shape[0] - room, min(room, left) : around.shape[1] - room] = (
        False
    )
    around[around.mean(1) >= _FULL] = False
    around[:, around.mean(0) >= _FULL] = False
    return int(around.sum()) <= _STRAY


def _is_amid(ink: NDArray[np.bool_], box: Box, high: float) -> bool:
    """Whether much ink without words is around, as in a drawing or a bar code."""
    around = _around(ink, box, round(_AMID * high))
    own = _around(ink, box, 0).sum()
    return bool(around.sum() - own > _CROWDED * around.size)


def _is_beside_border(
    ink: NDArray[np.bool_], covered: NDArray[np.bool_], box: Box, high: float
) -> bool:
    """Whether it stands at the edge of the paper, perhaps cut: part of another page."""
    edge = _EDGE * high
    if min(box.left, box.top, ink.shape[1] - box.right, ink.shape[0] - box.bottom) < edge:
        return True
    columns = np.flatnonzero(covered.any(0))
    rows, room = slice(int(box.top), int(box.bottom)), round(_BORDER * high)
    if not len(columns) or box.left > columns[-1]:
        outside = ink[rows, int(box.right) + 1 : int(box.right) + 1 + room]
    elif box.right < columns[0]:
        outside = ink[rows, max(0, int(box.left) - 1 - room) : max(0, int(box.left) - 1)]
    else:
        return False
    return outside.shape[1] < room or bool(outside.mean(0).max() >= _FULL)


def _is_of_rule(ink: NDArray[np.bool_], box: Box, high: float) -> bool:
    """Whether it is a piece of an upright rule or fold that the scanner left in pieces."""
    if box.width > _THIN * high:
        return False
    along, aside = round(_ALONG * high), round(_ASIDE * high)
    left, right = int(box.left), int(box.right)
    rows = ink[max(0, int(box.top) - along) : int(box.bottom) + along]
    strip = rows[:, max(0, left - 1) : right + 1]
    if strip.sum() < _OWN * rows[:, max(0, left - aside) : right + aside].sum():
        return False
    edges = np.flatnonzero(np.diff(strip.any(axis=1), prepend=False, append=False))
    return int((np.diff(edges)[::2] <= _SHORT * high).sum()) >= _FRAYED


def _around(ink: NDArray[np.bool_], box: Box, room: int) -> NDArray[np.bool_]:
    return ink[
        max(0, int(box.top) - room) : int(box.bottom) + room,
        max(0, int(box.left) - room) : int(box.right) + room,
    ]


def _is_above(one: Box, other: Box, gap: float) -> bool:
    """Whether a box stands so near above or below another as letters on their side do."""
    if one is other or min(one.right, other.right) <= max(one.left, other.left):
        return False
    return max(one.top, other.top) - min(one.bottom, other.bottom) < gap


def _in_column(one: Box, other: Box, high: float) -> bool:
    ends = (
        abs(one.left - other.left),
        abs(one.right - other.right),
        abs(one.left + one.right - other.left - other.right) / 2,
    )
    return min(ends) <= _COLUMN * high


def larger(box: Box, times: int) -> Box:
    """A box of a picture that is so many times as large."""
    return Box(*(times * edge for edge in (box.left, box.top, box.right, box.bottom)))
