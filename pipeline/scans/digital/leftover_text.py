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
from pipeline.scans.digital.ink_lines import Line, contrasts, letter_like, lines_either_way, slices
from pipeline.scans.noise.ink_pieces import Pieces, pieces

LOOKING_DPI = 100
"""Letters of 6 pt are still apart, and a page renders in milliseconds."""
_WORTH_READING = 10
"""Letters of a place that is sure: fewer may be a sign, a logo or a signature."""
_COARSER, _LARGE = 4, 60
"""How much smaller the picture is in which large letters are looked for, and their least height."""
_MOST_SHORT = 24
"""Short places of a page: more are a photograph's or a drawing's."""
_ASIDE = 1.5
"""Heights from a short line to signs that belong to it."""
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
    dark, light = contrasts(grey)
    for box in covered:
        rows, columns = slices(box)
        dark[rows, columns] = light[rows, columns] = False
    lines = [line for ink in (dark, light) for line in lines_either_way(ink)]
    if large:
        lines += _large_lines(grey, covered)
    if not lines:
        return ()
    signs = letter_like(pieces(dark | light))
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
    short: Sequence[Line], signs: Pieces, images: Iterable[Box], shape: Sequence[int]
) -> Iterator[Place]:
    """Images with several short lines, as a table of numbers has: all of their signs."""
    across, down = (signs.left + signs.right) / 2, (signs.top + signs.bottom) / 2
    for image in images:
        lines = [line for line in short if line.box.meets(image)]
        if len(lines) > 1:
            box = _hull(lines[0].box, signs, _centred(across, down, image))
            letters = round(sum(line.letters for line in lines))
            height = float(np.median([line.height for line in lines]))
            yield Place(
                _widened(box, shape), letters, sure=False, turn=lines[0].turn, height=height
            )


def _count(lines: Iterable[Line], place: Box) -> float:
    """The letters of sure lines in a place."""
    return sum(line.letters for line in lines if line.sure and _inside(line.box, place))


def _whole(place: Box, signs: Pieces, images: Iterable[Box]) -> Box:
    """The place with all signs of its images, and those beside it in its rows.

    Columns of a table may have one digit in each row, which is no line.
    """
    across, down = (signs.left + signs.right) / 2, (signs.top + signs.bottom) / 2
    there = (down >= place.top) & (down <= place.bottom)
    for image in images:
        if image.meets(place):
            there |= _centred(across, down, image)
    return _hull(place, signs, there)


def _short_place(line: Line, signs: Pieces, shape: Sequence[int]) -> Place:
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


def _large_lines(grey: NDArray[np.uint8], covered: Iterable[Box]) -> Iterator[Line]:
    """Lines of letters that are too large for the picture, found in a smaller one."""
    small = np.asarray(Image.fromarray(grey).reduce(_COARSER))
    inks = contrasts(small)
    for box in covered:
        rows, columns = slices(_scaled(box, 1 / _COARSER))
        for ink in inks:
            ink[rows, columns] = False
    for ink in inks:
        for line in lines_either_way(ink):
            if line.height * _COARSER >= _LARGE:
                box = _scaled(line.box, _COARSER)
                yield replace(line, box=box, height=line.height * _COARSER, sure=False)


def _scaled(box: Box, by: float) -> Box:
    return Box(box.left * by, box.top * by, box.right * by, box.bottom * by)


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
