"""What was written or drawn by hand, and what was printed across the text.

Neither is read. A signature is few long, thin and crooked pieces of ink, higher than the letters
around it; print is many small ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import bounding_box
from pipeline.scans.noise.ink_pieces import Pieces, pieces
from pipeline.scans.unread.crossed_words import TELLING, UNREAD, is_print, words_touched
from pipeline.scans.unread.ink_shapes import crossings, eroded, groups, long_runs, without_rules
from pipeline.scans.unread.lone_pieces import Ground, larger

_LARGE, _LEAST = 1.8, 0.8
"""Longer and shorter side of a stroke of a pen, in heights of the page's words."""
_THIN, _THICK = 0.4, 0.7
"""Shares of its box that a stroke of a pen, and a letter of a stamp, fills at most."""
_RULE = 4.0
"""Length of a rule, in heights."""
_SLOPE = 40
"""Length of a rule in heights of its box, on a page that is askew by a degree."""
_SMALL = 0.5
"""Height of the small pieces of a note, in heights."""
_LARGEST = 6.0
"""Height of a letter of a note, in heights."""
_NEAR = 1.3
"""Heights between the strokes of a signature."""
_NOTE = 3.0
"""Heights between the words of a note."""
_HEADLINE = 0.7
"""Confidence from which a word as large as strokes is none of them."""
_WIDE, _HIGH = 2.0, 1.3
"""Least width and height of handwriting, in heights."""
_PAGE = 0.15
"""Share of a page: what is larger is a drawing or a photograph."""
_FILLED, _SOLID, _STRAIGHT = 0.36, 0.1, 0.5
"""Shares of handwriting: of its box that is ink, and of its ink in areas and in straight lines.

Measured on 29 signatures and notes, and 9 logos, of real letters: up to 0.33, 0.01 and 0.47, but
logos 0.2 and more of one of the latter; a felt pen has solid strokes, and is passed over.
"""
_PEN = 0.75
"""Share of its large pieces' ink in thin ones."""
_DOTS = 100 / 25.4
"""Pixels of a millimetre, as the page is looked at."""
_LONG = 1.0
"""Heights of a straight line."""
_AREA = 1.27
"""Millimetres of a square that is full of ink where strokes are none of a pen."""
_TURNS = 2.6
"""How often rows and columns of pixels cross its strokes, together; an arc is crossed twice."""
_STAMP, _ACROSS, _LINES = 2.0, 4.0, 2
"""Heights of a letter of what lies across the text and of it all, and lines that it touches."""
_STAMPED = 0.2
"""Share of the page: what is larger is a photograph."""
_LETTER, _ROW = 1.5, 5
"""Height of a letter of such a line, and letters of it that stand on one line."""
_CREDIBLE = 0.5
"""Confidence of the words of these lines."""
_MOSTLY = 0.4
"""Share of its ink in strokes larger than letters."""
_COVERED = 0.5
"""Share of a stroke's box under words that were read: large print."""
_MOST = 1200
"""Pieces on a page of noise."""


@dataclass(frozen=True, slots=True)
class _Region:
    """Strokes near each other: their box in small pixels, and which pieces they are."""

    box: Box
    which: NDArray[np.int64]
    large: NDArray[np.int64]
    """Those that are larger than letters."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """What is larger than letters on a page, in pixels of its picture."""

    handwriting: tuple[Box, ...] = ()
    overprints: tuple[Box, ...] = ()
    """What is printed across the text."""
    touched: tuple[Word, ...] = ()
    """Words on which one of them lies."""


def strokes(ground: Ground, words: Sequence[Word], height: float) -> Strokes:
    """Where a page is written on by hand, or printed across.

    ``height`` is that of its words. Costs nothing where no ink but rules is larger than letters.
    """
    high = height / ground.smaller
    large = large_pieces(ground.found, high, _THICK)
    if large.any():  # letters of a word that touch are none
        own = ground.free([word.box for word in words if word.confidence > UNREAD])
        large &= own | (np.minimum(ground.found.widths, ground.found.heights) >= _STAMP * high)
    if not (large & ~_sloping_rules(ground.found)).any():
        return Strokes()
    ink = without_rules(ground.ink, round(_RULE * high))
    same = np.array_equal(ink, ground.ink)
    clear = ground if same else Ground(ink, pieces(ink), ground.smaller)
    by_hand, across, touched = list[Box](), list[Box](), list[Word]()
    for region in _regions(clear, words, high):
        pen = _ink_of(clear, region.box, region.large)
        if is_print(pen, region.box, words, ground.smaller):
            continue
        on_it = words_touched(pen, region.box, words, ground.smaller)
        if _is_by_hand(clear, region, pen, high):
            by_hand.append(region.box)
        elif _is_across(clear, region, on_it, high):
            across.append(region.box)
        else:
            continue
        touched += on_it
    return Strokes(
        tuple(larger(box, ground.smaller) for box in _notes(by_hand, _NOTE * high)),
        tuple(larger(box, ground.smaller) for box in _notes(across, _NOTE * high)),
        tuple(touched),
    )


def _is_across(ground: Ground, region: _Region, touched: Iterable[Word], high: float) -> bool:
    """Whether something large lies on several lines of text, read or not."""
    box, found = region.box, ground.found
    letter = np.minimum(found.widths[region.large], found.heights[region.large]).max()
    if letter < _STAMP * high or min(box.width, box.height) < _ACROSS * high:
        return False
    if box.width * box.height > _STAMPED * ground.ink.size or not _mostly_large(found, region):
        return False
    lines = {
        word.line for word in touched if len(word.text) >= TELLING and word.confidence >= _CREDIBLE
    }
    return len(lines) >= _LINES or _rows_of_letters(found, region.which, high) >= _LINES


def _mostly_large(found: Pieces, region: _Region) -> bool:
    """Whether much of a region's ink is in pieces larger than letters."""
    return bool(found.sizes[region.large].sum() >= _MOSTLY * found.sizes[region.which].sum())


def _rows_of_letters(found: Pieces, which: NDArray[np.int64], high: float) -> int:
    """In how many rows letters without a word stand on one line."""
    heights = found.heights[which]
    letters = which[(heights <= _LETTER * high) & (found.widths[which] <= 2 * _LETTER * high)]
    feet, rows, last = np.bincount(found.bottom[letters], minlength=3), 0, -high
    level = feet[:-2] + feet[1:-1] + feet[2:]
    for at in np.flatnonzero(level >= _ROW):
        if at - last >= high:
            rows, last = rows + 1, float(at)
    return rows


def _notes(boxes: Iterable[Box], gap: float) -> list[Box]:
    """Boxes near each other as one: a note of several words."""
    found: list[Box] = []
    for box in boxes:
        near = [each for each in found if _gap(each, box) <= gap]
        found = [each for each in found if each not in near]
        found.append(bounding_box([box, *near]))
    return found


def _gap(one: Box, other: Box) -> float:
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down)


def _regions(ground: Ground, words: Sequence[Word], high: float) -> Iterator[_Region]:
    """Groups of pieces without a word of which some are larger than letters."""
    found = ground.found
    large = large_pieces(found, high, _THICK)
    large[large] = ~_under_words(ground, words, np.flatnonzero(large))
    if not large.any():
        return
    small = found.heights >= _SMALL * high
    free = ground.free([word.box for word in words if word.confidence > UNREAD])
    chosen = np.flatnonzero((small & free & (found.heights <= _LARGEST * high)) | large)
    if len(chosen) > _MOST:
        return
    for group in groups(found.only(chosen), _NEAR * high):
        which = chosen[group]
        if large[which].any():
            yield _Region(bounding_box(found.boxes(which)), which, which[large[which]])


def _under_words(
    ground: Ground, words: Iterable[Word], which: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Of these pieces, which lie under words that were read: letters of a headline."""
    found = ground.found.only(which)
    read = [word.box for word in words if word.confidence >= _HEADLINE]
    edges = np.array([(box.left, box.top, box.right, box.bottom) for box in read])
    left, top, right, bottom = edges.reshape(-1, 4, 1).swapaxes(0, 1) / ground.smaller
    across = np.minimum(found.right, right) - np.maximum(found.left, left)
    down = np.minimum(found.bottom, bottom) - np.maximum(found.top, top)
    tall = bottom - top >= _COVERED * found.heights
    shared = (tall * np.maximum(across, 0) * np.maximum(down, 0)).sum(axis=0)
    return np.asarray(shared >= _COVERED * found.widths * found.heights)


def _sloping_rules(found: Pieces) -> NDArray[np.bool_]:
    """Which pieces are straight lines on a page that lies a little askew."""
    longer = np.maximum(found.widths, found.heights)
    return np.asarray(longer >= _SLOPE * np.minimum(found.widths, found.heights))


def _is_by_hand(ground: Ground, region: _Region, large: NDArray[np.bool_], high: float) -> bool:
    """Whether strokes are a pen's: thin, crooked, crossing each other."""
    box, found = region.box, ground.found
    sizes = found.sizes[region.large]
    thin = sizes[large_pieces(found, high, _THIN)[region.large]].sum() >= _PEN * sizes.sum()
    if box.width < _WIDE * high or box.height < _HIGH * high or not thin:
        return False
    if box.width * box.height > _PAGE * ground.ink.size or not _mostly_large(found, region):
        return False
    part, total = _ink_of(ground, box, region.which), int(large.sum())
    length, side = max(2, round(_LONG * high)), max(3, round(_AREA * _DOTS))
    straight = long_runs(large, length) | long_runs(large.T, length).T
    return bool(
        part.sum() <= _FILLED * part.size
        and straight.sum() <= _STRAIGHT * total
        and side * side * eroded(large, side).sum() / 3 <= _SOLID * total
        and crossings(part) + crossings(part.T) >= _TURNS
    )


def _ink_of(ground: Ground, box: Box, which: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The ink in a box of some pieces alone."""
    part = ground.ink[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    rows, columns = np.nonzero(part)
    own = np.isin(ground.found.labels_at(rows + int(box.top), columns + int(box.left)), which)
    alone = np.zeros_like(part)
    alone[rows[own], columns[own]] = True
    return alone


def large_pieces(found: Pieces, high: float, fill: float) -> NDArray[np.bool_]:
    """Which pieces are larger than letters, and ink up to a share of their boxes."""
    longer, shorter = (
        np.maximum(found.heights, found.widths),
        np.minimum(found.heights, found.widths),
    )
    return np.asarray(
        (longer >= _LARGE * high)
        & (shorter >= _LEAST * high)
        & (found.sizes <= fill * found.heights * found.widths)
    )
