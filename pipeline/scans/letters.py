"""Ink in the shape of letters: how much there is, how large, and where.

Letters are connected components of ink that stand in rows: each with another of its size on both
sides. Nothing is read, so what is meant is any script with separate letters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box
from pipeline.scans.noise.components import components_of, runs_of

_PIXELS = 16_000_000
"""A larger picture is looked at smaller; its letters have pixels to spare."""
_SMALLEST_SIDE = 200
"""Pixels below which a picture is not looked at still smaller."""
_LEAST, _MOST = 5, 80
"""Pixels of height between which components are told apart well."""
_AROUND = 64
"""Pixels over which paper is alike, and larger than the strokes of such letters."""
_SCREEN = 0.08
"""Runs of ink, of all pixels, from which it is a printer's screen at this size.

A page of small print has 0.03.
"""
_WIDEST = 10
"""Times its height: a word of letters that touch."""
_FILL = (0.12, 0.95)
"""The share of its box that a letter fills."""
_MORE = 1.3
"""Times the heights of all letters that another size must show: dots are letters, too."""
_ALIKE = 2.2
"""Times the height of its neighbour: a capital beside an x."""
_LEVEL = 0.25
"""Of the height, between the feet or the heads of neighbours."""
_GAP = 1.3
"""Times the height, to the neighbour."""
_TOUCHING = 2
"""Pixels by which the boxes of neighbours may overlap."""
_SAMPLE = 3000
"""Components that are compared with their neighbours."""

_Boxes = NDArray[np.int64]
"""A row for each: left, top, right, bottom."""
_NOTHING: _Boxes = np.empty((0, 4), np.int64)


@dataclass(frozen=True, slots=True)
class Letters:
    """What looks like letters in a picture, in its pixels."""

    height: float
    """The median: a bit more than that of an x."""
    boxes: tuple[Box, ...]
    """Of at most 3000."""
    lighter: bool = False
    """Whether they are lighter than the paper."""
    share: float = 0.0
    """Of all pieces of ink of such a size and shape."""


def letters_in(picture: Image.Image, *, contrast: int = 40) -> Letters | None:
    """The letters in the grey ``picture``; None if there are none.

    They differ from the paper around them by ``contrast`` steps of grey, being all darker or all
    lighter. The picture is looked
    at in several sizes, since letters can have any. Measured: 0.3 s for a page of A4 at 300 dpi.
    """
    grey = picture.convert("L")
    smaller = max(1, round((grey.width * grey.height / _PIXELS) ** 0.5))
    best = _Sight(_NOTHING, smaller)
    while True:
        small = grey.reduce(smaller) if smaller > 1 else grey
        darker = _darker(small)
        for lighter, ink in ((False, darker > contrast), (True, darker < -contrast)):
            pieces = _component_boxes(ink)
            sight = _Sight(_in_rows(pieces), smaller, len(pieces), lighter=lighter)
            best = sight if sight.height_of_all > _MORE * best.height_of_all else best
        if min(small.size) < 2 * _SMALLEST_SIDE:
            break
        smaller *= 2
    return best.letters() if len(best.boxes) else None


@dataclass(frozen=True, slots=True)
class _Sight:
    """Letters in the picture at one size, of one kind of ink."""

    boxes: _Boxes
    smaller: int
    """How many times the picture is smaller."""
    pieces: int = 0
    """How many pieces of ink of such a size and shape there are."""
    lighter: bool = False

    @property
    def height_of_all(self) -> int:
        """Pixels of the picture."""
        return int((self.boxes[:, 3] - self.boxes[:, 1]).sum()) * self.smaller

    def letters(self) -> Letters:
        """The letters, in pixels of the picture."""
        boxes = self.boxes * self.smaller
        return Letters(
            float(np.median(boxes[:, 3] - boxes[:, 1])),
            tuple(Box(*(float(edge) for edge in row)) for row in boxes),
            self.lighter,
            len(boxes) / min(self.pieces, _SAMPLE),
        )


def _darker(picture: Image.Image) -> NDArray[np.int16]:
    """By how much the picture is darker than around."""
    around = picture.reduce(_AROUND).resize(picture.size, Image.Resampling.BILINEAR)
    darker: NDArray[np.int16] = np.asarray(around, dtype=np.int16) - np.asarray(picture)
    return darker


def _component_boxes(ink: NDArray[np.bool_]) -> _Boxes:
    """The boxes of connected components of letters' size and shape."""
    runs = runs_of(ink)
    if not 0 < len(runs.rows) <= _SCREEN * ink.size:
        return _NOTHING
    found = components_of(runs)
    width, height = found.width, found.height
    fill = found.area / (width * height)
    like = (
        (height >= _LEAST) & (height <= _MOST) & (width <= _WIDEST * height)
        & (fill >= _FILL[0]) & ((fill <= _FILL[1]) | (2 * width < height))
    )  # fmt: skip
    boxes: _Boxes = np.stack((found.left, found.top, found.right, found.bottom), axis=1)[like]
    return boxes


def _in_rows(boxes: _Boxes) -> _Boxes:
    """The boxes with a neighbour of their size on both sides."""
    boxes = boxes[np.argsort(boxes[:, 1] + boxes[:, 3], kind="stable")]
    asked = np.unique(np.linspace(0, len(boxes) - 1, min(len(boxes), _SAMPLE)).astype(np.int64))
    return boxes[[number for number in asked if _has_neighbours(boxes, int(number))]]


def _has_neighbours(boxes: _Boxes, number: int) -> bool:
    left, top, right, bottom = boxes[number]
    height = bottom - top
    middles = boxes[:, 1] + boxes[:, 3]
    first, last = np.searchsorted(middles, (top + bottom - height, top + bottom + height))
    near = boxes[first:last]
    heights = near[:, 3] - near[:, 1]
    alike = (heights * _ALIKE >= height) & (heights <= _ALIKE * height)
    within = max(_TOUCHING, _LEVEL * height)
    alike &= (np.abs(near[:, 3] - bottom) <= within) | (np.abs(near[:, 1] - top) <= within)
    after = near[:, 0] - right
    before = left - near[:, 2]
    reach = _GAP * height
    return bool((alike & (after > -_TOUCHING) & (after <= reach)).any()) and bool(
        (alike & (before > -_TOUCHING) & (before <= reach)).any()
    )
