"""Ink that looks like text and is no word of the page's own.

The picture of a page decides what is still to be read on it, however it was drawn: as an image, as
curves, in a stamp or in a bitmap font. What the page's own words cover is blotted out; text is what
is left if pieces of ink of a letter's size stand in a line. Rules, boxes, hatching and bars are
regular or solid, photographs have no lines.

Short lines (an amount, a name, a stamp) may be anything. They are places that are not sure: what is
read there only counts if it is read surely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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
_SHORT = 2.5
"""Letters of a short line, in three pieces: "120" is the least."""
_WORTH_READING = 10
"""Letters of a place that is sure: fewer may be a sign, a logo or a signature."""
_COARSER, _LARGE = 4, 60
"""How much smaller the picture is in which large letters are looked for, and their least height."""
_MOST_SHORT = 24
"""Short places of a page: more are a photograph's or a drawing's."""
_ASIDE = 1.5
"""Heights from a short line to signs that belong to it."""
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
    sure: bool = True
    """Whether it is text. If not, ``turn`` and ``height`` tell how to read it."""
    turn: float = 0.0
    """Degrees clockwise by which it falls."""
    height: float = 0.0
    """Pixels of its letters."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of letters: its box and about how many there are."""

    box: Box
    letters: float
    height: float
    turn: float
    sure: bool


def leftover_text(
    grey: NDArray[np.uint8],
    covered: Iterable[Box],
    images: Iterable[Box] = (),
    *,
    large: bool = True,
) -> tuple[Place, ...]:
    """Where the ``grey`` picture shows text that is not ``covered``.

    Boxes in its pixels, at ``LOOKING_DPI``. Of ``images`` that hold text all signs belong to it.
    ``large``: also letters of more than 80 pt.
    """
    covered, images = list(covered), list(images)
    dark, light = _ink(grey)
    for box in covered:
        rows, columns = _slices(box)
        dark[rows, columns] = light[rows, columns] = False
    lines = [line for ink in (dark, light) for line in _lines_either_way(ink)]
    if large:
        lines += _large_lines(grey, covered)
    if not lines:
        return ()
    signs = _signs(pieces(dark | light))
    places = [
        _whole(place, signs, images)
        for place in joined_areas([line.box for line in lines if line.sure], touching=_JOINING)
        if _count(lines, place) >= _WORTH_READING
    ]
    places = joined_areas(places, touching=_JOINING)
    short = [line for line in lines if not any(_inside(line.box, place) for place in places)]
    short = sorted(short, key=lambda line: -line.letters)[:_MOST_SHORT]
    return (
        *(Place(_widened(place, grey.shape), round(_count(lines, place))) for place in places),
        *_clusters(short, signs, images, grey.shape),
        *(_short_place(line, signs, grey.shape) for line in short),
    )


def _clusters(
    short: Sequence[_Line], signs: Pieces, images: Iterable[Box], shape: Sequence[int]
) -> Iterator[Place]:
    """Images with several short lines, as a table of numbers has: all of their signs."""
    across, down = (signs.left + signs.right) / 2, (signs.top + signs.bottom) / 2
    for image in images:
        lines = [line for line in short if _meet(line.box, image)]
        if len(lines) > 1:
            box = _hull(lines[0].box, signs, _centred(across, down, image))
            letters = round(sum(line.letters for line in lines))
            height = float(np.median([line.height for line in lines]))
            yield Place(
                _widened(box, shape), letters, sure=False, turn=lines[0].turn, height=height
            )


def _count(lines: Iterable[_Line], place: Box) -> float:
    """The letters of sure lines in a place."""
    return sum(line.letters for line in lines if line.sure and _inside(line.box, place))


def _whole(place: Box, signs: Pieces, images: Iterable[Box]) -> Box:
    """The place with all signs of its images, and those beside it in its rows.

    Columns of a table may have one digit in each row, which is no line.
    """
    across, down = (signs.left + signs.right) / 2, (signs.top + signs.bottom) / 2
    there = (down >= place.top) & (down <= place.bottom)
    for image in images:
        if _meet(image, place):
            there |= _centred(across, down, image)
    return _hull(place, signs, there)


def _short_place(line: _Line, signs: Pieces, shape: Sequence[int]) -> Place:
    """A short line with the signs around it: "€", a comma, a digit that stands apart."""
    across, down = (signs.left + signs.right) / 2, (signs.top + signs.bottom) / 2
    box, aside = line.box, _ASIDE * line.height
    for _ in range(2):
        near = Box(box.left - aside, box.top, box.right + aside, box.bottom)
        box = _hull(box, signs, _centred(across, down, near))
    rim = 2 + line.height / 3
    box = Box(
        max(0, box.left - rim),
        max(0, box.top - rim),
        min(shape[1], box.right + rim),
        min(shape[0], box.bottom + rim),
    )
    return Place(box, round(line.letters), sure=False, turn=line.turn, height=line.height)


def _centred(across: NDArray[np.float64], down: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    """Which middles lie in the box."""
    there: NDArray[np.bool_] = (
        (across >= box.left) & (across <= box.right) & (down >= box.top) & (down <= box.bottom)
    )
    return there


def _hull(box: Box, signs: Pieces, which: NDArray[np.bool_]) -> Box:
    """The box and those signs."""
    if not which.any():
        return box
    return Box(
        min(box.left, int(signs.left[which].min())),
        min(box.top, int(signs.top[which].min())),
        max(box.right, int(signs.right[which].max())),
        max(box.bottom, int(signs.bottom[which].max())),
    )


def _large_lines(grey: NDArray[np.uint8], covered: Iterable[Box]) -> Iterator[_Line]:
    """Lines of letters that are too large for the picture, found in a smaller one."""
    small = np.asarray(Image.fromarray(grey).reduce(_COARSER))
    inks = _ink(small)
    for box in covered:
        rows, columns = _slices(_scaled(box, 1 / _COARSER))
        for ink in inks:
            ink[rows, columns] = False
    for ink in inks:
        for line in _lines_either_way(ink):
            if line.height * _COARSER >= _LARGE:
                box = _scaled(line.box, _COARSER)
                yield replace(line, box=box, height=line.height * _COARSER, sure=False)


def _scaled(box: Box, by: float) -> Box:
    return Box(box.left * by, box.top * by, box.right * by, box.bottom * by)


def _signs(found: Pieces) -> Pieces:
    """Pieces of a letter's size and shape."""
    tall = (found.heights >= _HEIGHTS[0]) & (found.heights <= _HEIGHTS[1])
    full = found.sizes >= _THIN * found.widths * found.heights
    short = found.widths <= _LONGEST * found.heights
    return found.only(np.flatnonzero(tall & full & short))


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


def _lines(ink: NDArray[np.bool_]) -> list[_Line]:
    found = pieces(ink)
    if found.count > _MANY:
        found = found.only(np.flatnonzero(found.heights >= 2 * _HEIGHTS[0]))
    letters = _signs(found)
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
    return _Line(box, letters, height, float(np.degrees(np.arctan(slope))), sure)


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
    slope, foot = np.polyfit(middles, feet, 1)
    off = np.abs(feet - slope * middles - foot)
    return float(slope), float(off.mean()) > _WAVERING * height


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


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
