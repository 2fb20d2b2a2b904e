"""Boxes to tick, which readers leave out or take for digits and letters.

Looked for where one may stand: left of a word that opens its line or follows a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import TICKED, UNTICKED
from pipeline.ports import PageImage
from pipeline.scans.digital.ink_pieces import pieces
from pipeline.scans.drawing.grey_pixels import grey_pixels

_SIDE = (0.6, 1.7)
"""A box's side, in heights of its line's letters."""
_SQUARE = 1.2
"""The longer side over the shorter one, at most."""
_OUTLINE = 0.9
"""Share of each side that is ink; letters are round or open somewhere."""
_STROKE = 0.18
"""Width of the outline in sides, at most."""
_EMPTY, _TICKED, _FULL = 0.03, 0.08, 0.7
"""Shares of the inside that is ink: up to the first empty, from the second ticked, from the third
a filled square, which is a list's sign.
"""
_REACH = 3.0
"""Heights left of a word in which its box stands."""
_GAP = 0.9
"""Heights between two words in which a box has room."""
_OFF = 0.25
"""Heights above or below its word in which a box's middle may lie."""
_FEWEST_PIXELS = 9
_LONGEST = 3
"""Letters that a box may be read as, at most: "[_]"."""
_PLAIN = 0.9
"""Confidence from which two or three small letters are letters."""
_SURE, _UNSURE = 0.95, 0.5


@dataclass(frozen=True, slots=True)
class _Square:
    """An outline of a square, and the share of ink in it."""

    box: Box
    inside: float


def with_tick_boxes(image: PageImage, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a page with its boxes, each a word of its own.

    What was read in a box's place gives way. Measured: 0.005 s a page without any.
    """
    if not words:
        return words
    grey = grey_pixels(image)
    paper = int(np.bincount(grey[::16, ::16].ravel(), minlength=256).argmax())
    ink = _Ink(grey, ceil(paper / 2) + 30)
    found: list[Word] = []
    for _, group in groupby(words, key=lambda word: word.line):
        found.extend(_with_boxes(ink, list(group)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Ink:
    """The page's picture, and the shade below which it is ink."""

    grey: NDArray[np.uint8]
    shade: int

    def within(self, rows: slice, columns: slice) -> NDArray[np.bool_]:
        """Where ink stands in a part of the page."""
        return np.asarray(self.grey[rows, columns] < self.shade)


def _with_boxes(ink: _Ink, line: Sequence[Word]) -> Iterator[Word]:
    """The words of a line with the boxes before them."""
    height = float(np.median([word.box.height for word in line]))
    kept: list[Word] = []
    for word in line:
        end = kept[-1].box.right if kept else word.box.left - _REACH * height
        # What is short may have been read from a box, and is looked at with what stands before it.
        short = [each for each in kept[-1:] if _may_be_box(each)]
        start = short[0].box.left - 2 if short else end
        room = word.box.left - start >= _GAP * height
        square = (
            _square(ink, max(start, word.box.left - _REACH * height), word, height)
            if room and not word.tilt and any(map(str.isalpha, word.text))
            else None
        )
        if square is not None:
            while kept and _over(kept[-1].box, square.box):
                kept.pop()
            sure = square.inside <= _EMPTY or square.inside >= _TICKED
            kept.append(
                replace(
                    word,
                    text=UNTICKED if square.inside <= _EMPTY else TICKED,
                    box=square.box,
                    confidence=_SURE if sure else _UNSURE,
                )
            )
        kept.append(word)
    yield from kept


def _may_be_box(word: Word) -> bool:
    """Whether a box may have been read as this: short, and no plain word such as "der"."""
    plain = word.text.isalpha() and word.text[1:].islower() and word.confidence >= _PLAIN
    return len(word.text) <= _LONGEST and not plain


def _over(word: Box, square: Box) -> bool:
    """Whether most of a word lies in the square."""
    shared = min(word.right, square.right) - max(word.left, square.left)
    return 2 * shared >= word.width


def _square(ink: _Ink, start: float, word: Word, height: float) -> _Square | None:
    """The square nearest to a word, right of ``start`` and level with the word."""
    left, right = max(0, round(start)), round(word.box.left)
    top = max(0, round(word.box.top - height))
    if right - left < _FEWEST_PIXELS:
        return None
    part = ink.within(slice(top, round(word.box.bottom + height)), slice(left, right))
    level = slice(
        max(0, floor(word.box.top - height * _OFF) - top),
        ceil(word.box.bottom + height * _OFF) - top,
    )
    if not _may_hold_outline(part, level, _OUTLINE * max(_FEWEST_PIXELS, _SIDE[0] * height)):
        return None
    found = pieces(part)
    for each in np.argsort(-found.right):
        wide, high = int(found.widths[each]), int(found.heights[each])
        across, down = int(found.left[each]), int(found.top[each])
        middle = top + down + high / 2
        if (
            min(wide, high) < max(_FEWEST_PIXELS, _SIDE[0] * height)
            or max(wide, high) > min(_SIDE[1] * height, _SQUARE * min(wide, high))
            or across == 0
            or not word.box.top - _OFF * height <= middle <= word.box.bottom + _OFF * height
        ):
            continue
        inside = _inside(part[down : down + high, across : across + wide])
        if inside is not None and inside < _FULL:
            box = Box(left + across, top + down, left + across + wide, top + down + high)
            return _Square(box, inside)
    return None


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
