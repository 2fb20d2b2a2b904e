"""Ink that looks like text and is no word of the page's own.

The picture of a page decides what is still to be read on it, however it was drawn: as an image, as
curves, in a stamp or in a bitmap font. What the page's own words cover is blotted out; text is what
is left if pieces of ink of a letter's size stand in a line. Rules, boxes, hatching and bars are
regular or solid, photographs have no lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box
from pipeline.core.scans.digital.mixed_pages import joined_areas
from pipeline.scans.digital.ink_pieces import Pieces, pieces

LOOKING_DPI = 100
"""Letters of 6 pt are still apart, and a page renders in milliseconds."""
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
_WORTH_READING = 10
"""Letters of a place: fewer are a sign, a logo or a signature."""
_THIN = 0.12
"""Share of its box that a letter fills at least; frames and grids fill less."""
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
_JOINING = 12
"""Pixels between lines of one place: two blank lines of small print."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with text: its box, and about how many letters there are."""

    box: Box
    letters: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of letters: its box and about how many there are."""

    box: Box
    letters: float


def leftover_text(grey: NDArray[np.uint8], covered: Iterable[Box]) -> tuple[Place, ...]:
    """Where the ``grey`` picture shows text that is not ``covered``.

    Boxes in its pixels, at ``LOOKING_DPI``.
    """
    dark, light = _ink(grey)
    for box in covered:
        rows, columns = _slices(box)
        dark[rows, columns] = light[rows, columns] = False
    lines = [line for ink in (dark, light) for line in _lines_either_way(ink)]
    places = joined_areas([line.box for line in lines], touching=_JOINING)
    letters = [
        (place, sum(line.letters for line in lines if _inside(line.box, place))) for place in places
    ]
    return tuple(
        Place(_widened(place, grey.shape), round(number))
        for place, number in letters
        if number >= _WORTH_READING
    )


def _slices(box: Box) -> tuple[slice, slice]:
    return (
        slice(max(0, int(box.top)), max(0, int(np.ceil(box.bottom)))),
        slice(max(0, int(box.left)), max(0, int(np.ceil(box.right)))),
    )


def _ink(grey: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """What is darker than around it, and what is lighter where it is dark."""
    picture = Image.fromarray(grey)
    small = picture.reduce(_AROUND)
    around = np.asarray(small.resize(picture.size, Image.Resampling.BILINEAR)).astype(np.int16)
    darker = around - grey
    return darker > _CONTRAST, (darker < -_CONTRAST) & (around < _DARK)


def _lines_either_way(ink: NDArray[np.bool_]) -> list[_Line]:
    """The lines from left to right, or those up and down if they hold more."""
    if int(ink.sum()) < _LEAST_INK:
        return []
    level = _lines(ink)
    upright = [
        _Line(Box(line.box.top, line.box.left, line.box.bottom, line.box.right), line.letters)
        for line in _lines(np.ascontiguousarray(ink.T))
    ]
    return max(level, upright, key=lambda lines: sum(line.letters for line in lines))


def _lines(ink: NDArray[np.bool_]) -> list[_Line]:
    found = pieces(ink)
    if found.count > _MANY:
        found = found.only(np.flatnonzero(found.heights >= 2 * _HEIGHTS[0]))
    tall = (found.heights >= _HEIGHTS[0]) & (found.heights <= _HEIGHTS[1])
    full = found.sizes >= _THIN * found.widths * found.heights
    short = found.widths <= _LONGEST * found.heights
    letters = found.only(np.flatnonzero(tall & full & short))
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


def _crowded(line: _Line, ink: NDArray[np.bool_], letters: Pieces) -> bool:
    """Whether the ink above and below the line stands in none, or there is too much."""
    near = _CROWD * line.box.height
    area = Box(line.box.left, max(0, line.box.top - near), line.box.right, line.box.bottom + near)
    across, down = (letters.left + letters.right) / 2, (letters.top + letters.bottom) / 2
    there = (
        (across >= area.left) & (across <= area.right) & (down >= area.top) & (down <= area.bottom)
    )
    near_ink = ink[_slices(area)]
    return (
        int(letters.sizes[there].sum()) < _IN_LINES * int(near_ink.sum())
        or float(near_ink.mean()) > _FULL
    )


def _line_of(group: Pieces) -> _Line | None:
    """The group as a line of text; None if it does not look like one."""
    height = float(np.percentile(group.heights, 75))
    like = group.only(np.flatnonzero(group.heights >= height / 2))  # without dots and commas
    letters = float(np.maximum(1, like.widths / (0.7 * height)).sum())
    if (
        letters < _FEWEST
        or like.count < _FEWEST_PIECES
        or _regular(like)
        or _bars(like)
        or _uneven(like)
    ):
        return None
    box = Box(
        int(group.left.min()), int(group.top.min()), int(group.right.max()), int(group.bottom.max())
    )
    return _Line(box, letters) if box.width >= 2 * height else None


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


def _uneven(line: Pieces) -> bool:
    """Whether the pieces do not stand on one line."""
    height = float(line.heights.max())
    middles, feet = (line.left + line.right) / 2, line.bottom.astype(float)
    if line.count > 2:  # noqa: PLR2004 - two points are always on a line
        slope, foot = np.polyfit(middles, feet, 1)
        feet = feet - slope * middles - foot
    else:
        feet = feet - feet.mean()
    return float(np.abs(feet).mean()) > _WAVERING * height


def _inside(box: Box, place: Box) -> bool:
    return (
        place.left <= box.left
        and box.right <= place.right
        and place.top <= box.top
        and box.bottom <= place.bottom
    )


def _widened(place: Box, shape: Sequence[int]) -> Box:
    """The place with room for accents, commas and what stands a little aside."""
    return Box(
        max(0, place.left - _JOINING),
        max(0, place.top - _JOINING),
        min(shape[1], place.right + _JOINING),
        min(shape[0], place.bottom + _JOINING),
    )
