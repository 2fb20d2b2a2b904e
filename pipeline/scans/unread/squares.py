"""Small squares with an outline, empty or with ink inside, beside words of print."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box, Word
from pipeline.scans.noise.ink_pieces import pieces

LONGEST_SIDE = 1.7
"""A box's longest side, in heights of its line's letters."""
_SHORTEST_SIDE, _SHORTEST_FILLED = 0.6, 0.8
"""The shortest side in the same heights: of any, and with ink inside.

A bold or broken "a", "m" or "e" of 0.6 to 0.75 heights looks like a small box with ink in it.
"""
EMPTY = 0.03
"""Share of the inside that is ink up to which a box is empty."""
_SQUARE = 1.2
"""The longer side over the shorter one, at most."""
_OUTLINE = 0.9
"""Share of each side that is ink; letters are round or open somewhere."""
_STROKE = 0.18
"""Width of the outline in sides, at most."""
_FULL = 0.7
"""Share of the inside that is ink from which it is a filled square, which is a list's sign."""
_OVERHANG = 2.0
"""Times the longest side: a box with the ends of a tick or cross that reach out of it."""
_OFF = 0.25
"""Heights above or below its word in which a box's middle may lie."""
_FEWEST_PIXELS = 9


@dataclass(frozen=True, slots=True)
class Square:
    """An outline of a square, and the share of ink in it."""

    box: Box
    inside: float


@dataclass(frozen=True, slots=True)
class Ink:
    """The page's picture, and the shade below which it is ink."""

    grey: NDArray[np.uint8]
    shade: int

    def within(self, rows: slice, columns: slice) -> NDArray[np.bool_]:
        """Where ink stands in a part of the page."""
        return np.asarray(self.grey[rows, columns] < self.shade)


def square_beside(
    ink: Ink, between: tuple[float, float], word: Word, height: float
) -> Square | None:
    """The rightmost square between two columns of pixels, level with a word."""
    left, right = max(0, round(between[0])), round(between[1])
    top = max(0, round(word.box.top - height))
    if right - left < _FEWEST_PIXELS:
        return None
    part = ink.within(slice(top, round(word.box.bottom + height)), slice(left, right))
    level = slice(
        max(0, floor(word.box.top - height * _OFF) - top),
        ceil(word.box.bottom + height * _OFF) - top,
    )
    least = max(_FEWEST_PIXELS, _SHORTEST_SIDE * height)
    if not _may_hold_outline(part, level, _OUTLINE * least):
        return None
    found, most = pieces(part), LONGEST_SIDE * height
    for each in np.argsort(-found.right):
        wide, high = int(found.widths[each]), int(found.heights[each])
        across, down = int(found.left[each]), int(found.top[each])
        if min(wide, high) < least or across == 0 or max(wide, high) > _OVERHANG * most:
            continue
        glyph = part[down : down + high, across : across + wide]
        frame = _frame(glyph, least)
        if frame is None:
            continue
        rows, columns = frame
        sides = rows.stop - rows.start, columns.stop - columns.start
        middle = top + down + (rows.start + rows.stop) / 2
        if (
            max(sides) > min(most, _SQUARE * min(sides))
            or not word.box.top - _OFF * height <= middle <= word.box.bottom + _OFF * height
        ):
            continue
        inside = _inside(glyph[rows, columns])
        small = min(sides) < _SHORTEST_FILLED * height
        if inside is not None and inside < (EMPTY if small else _FULL):
            x, y = left + across, top + down
            box = Box(x + columns.start, y + rows.start, x + columns.stop, y + rows.stop)
            return Square(box, inside)
    return None


def _frame(glyph: NDArray[np.bool_], least: float) -> tuple[slice, slice] | None:
    """The rows and columns of a glyph between its straight strokes.

    The ends of a tick that reach out of a box lie outside.
    """
    found = []
    for axis in (1, 0):
        full = np.flatnonzero(glyph.sum(axis) >= _OUTLINE * least)
        if full.size < 2 or full[-1] - full[0] < _OUTLINE * least - 1:  # noqa: PLR2004 - sides
            return None
        found.append(slice(int(full[0]), int(full[-1]) + 1))
    return found[0], found[1]


def _may_hold_outline(part: NDArray[np.bool_], level: slice, side: float) -> bool:
    """Whether rows and columns have ink for the sides; finding pieces costs more.

    ``level``: the rows in which a box's middle lies, and so at least half of its upright sides.
    Most places hold nothing there but the lines above and below.
    """
    upright = np.flatnonzero(part[level].sum(0) >= side / 2 - 1)
    return bool(
        upright.size
        and upright[-1] - upright[0] >= side / 2
        and part.sum(0).max() >= side
        and part.sum(1).max() >= side
    )


def _inside(square: NDArray[np.bool_]) -> float | None:
    """The share of ink inside an outline; None if there is no outline."""
    deep = max(2, round(_STROKE * min(square.shape) / 2))
    sides = (square[:deep].any(0), square[-deep:].any(0), square[:, :deep].any(1),
             square[:, -deep:].any(1))  # fmt: skip
    if min(side.mean() for side in sides) < _OUTLINE:
        return None
    corners = (square[:deep, :deep], square[:deep, -deep:], square[-deep:, :deep],
               square[-deep:, -deep:])  # fmt: skip
    if not all(corner.mean() >= 0.5 for corner in corners):  # noqa: PLR2004 - half of it
        return None
    rim = 2 * deep
    inner = square[rim:-rim, rim:-rim]
    return float(inner.mean()) if inner.size else None
