"""Lines of letters in a picture: pieces of ink of a letter's size that stand in a row.

Rules, boxes, hatching and bars are regular or solid, photographs have no lines. Digits are as
regular as ticks, and three letters may be anything: such a line is not sure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box
from pipeline.scans.noise.ink_pieces import Pieces, pieces

_CONTRAST = 32
"""Steps of grey between ink and what is around it."""
_AROUND = 12
"""Pixels, 3 mm: the side of the squares whose mean is "around"."""
_DARK = 125
"""Shade around light letters at most: bars and their gaps have more."""
_LEAST_INK = 40
"""Pixels: three letters in 6 pt have more."""
_HEIGHTS = (4, 84)
"""Pixels of a letter's height: a small one of 6 pt, a capital of 80 pt."""
_LONGEST = 16
"""Heights that letters running into each other are wide at most."""
_SPACE = 7
"""Pixels by which letters reach to either side for their neighbours: half a wide space."""
_MANY = 12_000
"""Pieces of ink; what has more is a photograph or a screen of dots."""
_FEWEST, _FEWEST_PIECES = 4, 3
"""Letters and pieces of ink in a line; small letters run into each other."""
_SHORT = 2.5
"""Letters of a short line, in three pieces: "120" is the least."""
_THIN = 0.12
"""Share of its box that a letter fills, at least; frames fill less."""
_SOLID, _MOST_SOLID = 0.9, 0.7
"""Share of its box that a bar fills, and of such pieces in a line of text.

In 25 fonts the most was 0.45 ("Illinois" without serifs).
"""
_ALIKE = (0.10, 0.06)
"""Spread of widths and heights, by their means, of ticks and hatching."""
_WAVERING = 0.28
"""Mean distance of letters' feet from their line, in heights."""
_CROWD, _IN_LINES = 1.5, 0.35
"""Heights around a line, and the share of the ink there that stands in lines."""
_FULL = 0.33
"""Share of ink there at most: bold type has 0.2, the squares of a code have half."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of letters: its box and about how many there are."""

    box: Box
    letters: float
    height: float
    turn: float
    sure: bool


def letter_like(found: Pieces) -> Pieces:
    """Pieces of a letter's size and shape."""
    tall = (found.heights >= _HEIGHTS[0]) & (found.heights <= _HEIGHTS[1])
    full = found.sizes >= _THIN * found.widths * found.heights
    short = found.widths <= _LONGEST * found.heights
    return found.only(np.flatnonzero(tall & full & short))


def slices(box: Box) -> tuple[slice, slice]:
    """Rows and columns of a box."""
    return (
        slice(max(0, int(box.top)), max(0, int(np.ceil(box.bottom)))),
        slice(max(0, int(box.left)), max(0, int(np.ceil(box.right)))),
    )


def contrasts(grey: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What is darker than around it, and what is lighter where it is dark."""
    picture = Image.fromarray(grey)
    small = picture.reduce(_AROUND)
    around = np.asarray(small.resize(picture.size, Image.Resampling.BILINEAR)).astype(np.int16)
    darker = around - grey
    return darker > _CONTRAST, (darker < -_CONTRAST) & (around < _DARK)


def lines_either_way(ink: NDArray[np.bool_]) -> list[Line]:
    """The lines from left to right, or those up and down if they hold more."""
    if int(ink.sum()) < _LEAST_INK:
        return []
    level = _lines(ink)
    upright = [
        replace(
            line,
            box=Box(line.box.top, line.box.left, line.box.bottom, line.box.right),
            turn=90 - line.turn,
        )
        for line in _lines(np.ascontiguousarray(ink.T))
    ]
    return max(
        level,
        upright,
        key=lambda lines: (
            sum(line.letters for line in lines if line.sure),
            sum(line.letters for line in lines),
        ),
    )


def _lines(ink: NDArray[np.bool_]) -> list[Line]:
    found = pieces(ink)
    if found.count > _MANY:
        found = found.only(np.flatnonzero(found.heights >= 2 * _HEIGHTS[0]))
    letters = letter_like(found)
    if letters.count < 1 or letters.count > _MANY:
        return []
    bars = np.zeros(ink.shape, dtype=np.bool_)
    middle = (letters.top + letters.bottom) // 2
    for left, right, centre, height in zip(
        letters.left.tolist(),
        letters.right.tolist(),
        middle.tolist(),
        letters.heights.tolist(),
        strict=True,
    ):
        reach = max(1, height // 4)
        aside = min(_SPACE, 2 + height)
        bars[max(0, centre - reach) : centre + reach, max(0, left - aside) : right + aside] = True
    labels = pieces(bars).labels_at(middle, letters.left)
    order = np.argsort(labels, kind="stable")
    ends = np.flatnonzero(np.diff(labels[order])) + 1
    groups = np.split(order, ends)
    lines = [(group, _line_of(letters.only(group))) for group in groups]
    in_line = np.zeros(letters.count, dtype=np.bool_)
    for group, line in lines:
        in_line[group] = line is not None
    standing = letters.only(np.flatnonzero(in_line))
    return [line for _, line in lines if line is not None and not _crowded(line, ink, standing)]


def _crowded(line: Line, ink: NDArray[np.bool_], letters: Pieces) -> bool:
    """Whether the ink above and below the line stands in none, or there is too much."""
    near = _CROWD * line.box.height
    area = Box(line.box.left, max(0, line.box.top - near), line.box.right, line.box.bottom + near)
    across, down = (letters.left + letters.right) / 2, (letters.top + letters.bottom) / 2
    there = (
        (across >= area.left) & (across <= area.right) & (down >= area.top) & (down <= area.bottom)
    )
    near_ink = ink[slices(area)]
    return (
        int(letters.sizes[there].sum()) < _IN_LINES * int(near_ink.sum())
        or float(near_ink.mean()) > _FULL
    )


def _line_of(group: Pieces) -> Line | None:
    """The group as a line of text; None if it does not look like one."""
    if group.count < _FEWEST_PIECES:
        return None
    height = float(np.percentile(group.heights, 75))
    like = group.only(np.flatnonzero(group.heights >= height / 2))  # without dots and commas
    letters = float(np.maximum(1, like.widths / (0.7 * height)).sum())
    if letters < _SHORT or like.count < _FEWEST_PIECES or _bars(like):
        return None
    slope, uneven = _slope(like)
    if uneven:
        return None
    box = Box(
        int(group.left.min()), int(group.top.min()), int(group.right.max()), int(group.bottom.max())
    )
    if box.width < 1.2 * height:
        return None
    # Digits are as regular as ticks and hatching: only a reading tells them apart.
    sure = letters >= _FEWEST and box.width >= 2 * height and not _regular(like)
    return Line(box, letters, height, float(np.degrees(np.arctan(slope))), sure)


def _regular(line: Pieces) -> bool:
    """Whether the pieces are all alike: ticks, hatching, boxes to fill in."""
    if line.count < _FEWEST:
        return False
    widths, heights = (float(sides.std() / sides.mean()) for sides in (line.widths, line.heights))
    return widths < _ALIKE[0] and heights < _ALIKE[1]


def _bars(line: Pieces) -> bool:
    """Whether most pieces are solid: bars, blocks, squares of a code."""
    solid = line.sizes >= _SOLID * line.widths * line.heights
    return float(solid.mean()) > _MOST_SOLID


def _slope(line: Pieces) -> tuple[float, bool]:
    """How the pieces' feet fall to the right, and whether they do not stand on one line."""
    height = float(line.heights.max())
    middles, feet = (line.left + line.right) / 2, line.bottom.astype(float)
    aside, off = middles - middles.mean(), feet - feet.mean()
    slope = float(aside @ off) / max(1e-9, float(aside @ aside))  # polyfit is ten times slower
    off = np.abs(off - slope * aside)
    return slope, float(off.mean()) > _WAVERING * height
