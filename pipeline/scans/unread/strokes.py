"""What was written or drawn by hand, and what was printed across the text.

Neither is read. A signature is few long, thin and crooked pieces of ink, higher than the letters
around it; print is many small ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import bounding_box
from pipeline.scans.digital.ink_pieces import Pieces, pieces
from pipeline.scans.unread.lone_pieces import Ground, boxes_of

_LARGE, _LEAST = 1.8, 0.8
"""Longer and shorter side of a stroke of a pen, in heights of the page's words."""
_THIN, _THICK = 0.4, 0.7
"""Shares of its box that a stroke of a pen, and a letter of a stamp, fills at most."""
_RULE = 4.0
"""Length of a rule, in heights."""
_SMALL = 0.5
"""Height of the small pieces of a note, in heights."""
_LARGEST = 6.0
"""Height of a letter of a note, in heights."""
_NEAR = 1.3
"""Heights between the strokes of a signature."""
_NOTE = 3.0
"""Heights between the words of a note."""
_UNREAD, _READ = 0.6, 0.85
"""Confidence up to which a word may be made of strokes, and from which a word is none of them."""
_TELLING = 3
"""Letters of a word of a printed line."""
_WIDE, _HIGH = 2.0, 1.3
"""Least width and height of handwriting, in heights."""
_PAGE = 0.15
"""Share of a page: what is larger is a drawing or a photograph."""
_FILLED, _SOLID, _STRAIGHT = 0.36, 0.1, 0.5
"""Shares of handwriting: of its box that is ink, and of its ink in areas and in straight lines.

Measured on 29 signatures and notes, and 9 logos, of real letters: up to 0.33, 0.01 and 0.47, but
logos 0.2 and more of one of the latter; a felt pen has solid strokes, and is passed over.
"""
_DOTS = 100 / 25.4
"""Pixels of a millimetre, as the page is looked at."""
_LONG = 1.0
"""Heights of a straight line."""
_AREA = 1.27
"""Millimetres of a square that is full of ink where strokes are none of a pen."""
_TURNS = 2.6
"""How often rows and columns of pixels cross its strokes, together; an arc is crossed twice."""
_ACROSS, _LINES = 4.0, 2
"""Heights of what lies across the text, and lines of text that it touches."""
_LETTER, _ROW = 1.5, 5
"""Height of a letter of such a line, and letters of it that stand on one line."""
_CREDIBLE = 0.5
"""Confidence of the words of these lines."""
_DOUBTED = 0.85
"""Confidence of a word that something lies on: names and numbers are marked."""
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

    ``height`` is that of its words. Costs nothing where no ink is larger than letters.
    """
    high = height / ground.smaller
    if not large_pieces(ground.found, high, _THICK).any():
        return Strokes()
    ink = without_rules(ground.ink, round(_RULE * high))
    clear = Ground(ink, pieces(ink), ground.smaller)
    by_hand, across, touched = list[Box](), list[Box](), list[Word]()
    for region in _regions(clear, words, high):
        own = _own_ink(clear, region)
        on_it = _touched(own, region.box, words, ground.smaller)
        if _is_by_hand(clear, region, own, high):
            by_hand.append(region.box)
        elif _is_across(clear, region, own, on_it, high):
            across.append(region.box)
        else:
            continue
        touched += on_it
    return Strokes(
        tuple(_larger(box, ground.smaller) for box in _notes(by_hand, _NOTE * high)),
        tuple(_larger(box, ground.smaller) for box in _notes(across, _NOTE * high)),
        tuple(touched),
    )


def _larger(box: Box, times: int) -> Box:
    return Box(*(times * edge for edge in (box.left, box.top, box.right, box.bottom)))


def _touched(ink: NDArray[np.bool_], place: Box, words: Iterable[Word], smaller: int) -> list[Word]:
    """The words on which the ink of a place lies."""
    found = []
    for word in words:
        top, left = word.box.top / smaller - place.top, word.box.left / smaller - place.left
        bottom, right = word.box.bottom / smaller - place.top, word.box.right / smaller - place.left
        if bottom <= 0 or right <= 0 or word.tilt:
            continue
        if ink[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1].any():
            found.append(word)
    return found


def _is_across(
    ground: Ground,
    region: _Region,
    own: NDArray[np.bool_],
    touched: Iterable[Word],
    high: float,
) -> bool:
    """Whether something large lies on several lines of text, read or not."""
    place = region.box
    if min(place.width, place.height) < _ACROSS * high or own.sum() > _THICK * own.size:
        return False
    lines = {
        word.line for word in touched if len(word.text) >= _TELLING and word.confidence >= _CREDIBLE
    }
    return len(lines) >= _LINES or _rows_of_letters(ground.found, region.which, high) >= _LINES


def _rows_of_letters(found: Pieces, which: NDArray[np.int64], high: float) -> int:
    """In how many rows letters without a word stand on one line."""
    heights = found.heights[which]
    letters = which[(heights <= _LETTER * high) & (found.widths[which] <= 2 * _LETTER * high)]
    feet, rows, last = np.bincount(found.bottom[letters], minlength=3), 0, -high
    level = feet[:-2] + feet[1:-1] + feet[2:]
    for at in np.flatnonzero(level >= _ROW):
        if at - last >= high:
            rows, last = rows + 1, at
    return rows


def with_doubts(words: tuple[Word, ...], touched: Iterable[Word]) -> tuple[Word, ...]:
    """The words, those that something lies on less sure."""
    doubted = {id(word) for word in touched}
    return tuple(
        replace(word, confidence=min(word.confidence, _DOUBTED)) if id(word) in doubted else word
        for word in words
    )


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


def without_invented(words: tuple[Word, ...], places: Iterable[Box]) -> tuple[Word, ...]:
    """The words without those that were made of handwriting.

    A word in a printed line stays, to be looked at: a signature may lie on it.
    """
    boxes = tuple(places)
    printed: dict[int, float] = {}
    for word in words:
        if word.confidence >= _READ and len(word.text) >= _TELLING:
            printed[word.line] = max(word.box.height, printed.get(word.line, 0))
    return tuple(
        word
        for word in words
        if word.confidence > _UNREAD
        or (len(word.text) >= _TELLING and word.box.height <= 2 * printed.get(word.line, 0))
        or not any(_holds(box, word.box) for box in boxes)
    )


def _regions(ground: Ground, words: Sequence[Word], high: float) -> Iterator[_Region]:
    """Groups of pieces without a word of which some are larger than letters."""
    found = ground.found
    small = found.heights >= _SMALL * high
    free = ground.free([word.box for word in words if word.confidence > _UNREAD])
    large = large_pieces(found, high, _THICK) & ~_under_words(ground, words)
    chosen = np.flatnonzero((small & free & (found.heights <= _LARGEST * high)) | large)
    if not large.any() or len(chosen) > _MOST:
        return
    for group in _groups(found.only(chosen), _NEAR * high):
        which = chosen[group]
        if large[which].any():
            yield _Region(bounding_box(boxes_of(found, which)), which)


def _under_words(ground: Ground, words: Iterable[Word]) -> NDArray[np.bool_]:
    """Which pieces lie under words that were read: letters of a headline."""
    found, shared = ground.found, np.zeros(ground.found.count)
    for word in words:
        if word.confidence < _READ:
            continue
        box = word.box
        across = np.minimum(found.right, box.right / ground.smaller) - np.maximum(
            found.left, box.left / ground.smaller
        )
        down = np.minimum(found.bottom, box.bottom / ground.smaller) - np.maximum(
            found.top, box.top / ground.smaller
        )
        tall = box.height / ground.smaller >= _COVERED * found.heights
        shared += tall * np.maximum(across, 0) * np.maximum(down, 0)
    return np.asarray(shared >= _COVERED * found.widths * found.heights)


def _groups(found: Pieces, gap: float) -> Iterator[NDArray[np.int64]]:
    """Numbers of pieces that are no further apart than the gap."""
    across = np.maximum.outer(found.left, found.left) - np.minimum.outer(found.right, found.right)
    down = np.maximum.outer(found.top, found.top) - np.minimum.outer(found.bottom, found.bottom)
    near = (across <= gap) & (down <= gap)
    left = set(range(found.count))
    while left:
        group = np.zeros(found.count, dtype=np.bool_)
        group[left.pop()] = True
        while True:
            wider = np.asarray(near[group].any(axis=0), dtype=np.bool_)
            if np.array_equal(wider, group):
                break
            group = wider
        which = np.flatnonzero(group)
        left -= set(which.tolist())
        yield which


def _is_by_hand(ground: Ground, region: _Region, part: NDArray[np.bool_], high: float) -> bool:
    """Whether strokes are a pen's: thin, crooked, crossing each other."""
    box, found = region.box, ground.found
    if box.width < _WIDE * high or box.height < _HIGH * high:
        return False
    if box.width * box.height > _PAGE * ground.ink.size:
        return False
    total = int(part.sum())
    large = large_pieces(found, high, _THIN)[region.which]
    length, side = max(2, round(_LONG * high)), max(3, round(_AREA * _DOTS))
    straight = _long_runs(part, length) | _long_runs(part.T, length).T
    return bool(
        total <= _FILLED * part.size
        and found.sizes[region.which][large].sum() >= _MOSTLY * total
        and straight.sum() <= _STRAIGHT * total
        and side * side * eroded(part, side).sum() / 3 <= _SOLID * total
        and _crossings(part) + _crossings(part.T) >= _TURNS
    )


def _own_ink(ground: Ground, region: _Region) -> NDArray[np.bool_]:
    """The ink of a region's pieces alone."""
    box = region.box
    part = ground.ink[int(box.top) : int(box.bottom), int(box.left) : int(box.right)]
    rows, columns = np.nonzero(part)
    own = np.isin(
        ground.found.labels_at(rows + int(box.top), columns + int(box.left)), region.which
    )
    alone = np.zeros_like(part)
    alone[rows[own], columns[own]] = True
    return alone


def _crossings(ink: NDArray[np.bool_]) -> float:
    """How often a row of pixels that has ink crosses a stroke."""
    rows = ink[ink.any(1)]
    return float((np.diff(rows.astype(np.int8), axis=1, prepend=0) == 1).sum() / max(1, len(rows)))


def _holds(place: Box, box: Box) -> bool:
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return place.left <= across <= place.right and place.top <= down <= place.bottom


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


def without_rules(ink: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """The ink without what runs straight across or down for that many pixels."""
    return ink & ~_long_runs(ink, length) & ~_long_runs(ink.T, length).T


def _long_runs(ink: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Where ink runs from left to right for at least that many pixels."""
    padded = np.zeros((ink.shape[0], ink.shape[1] + 2), dtype=np.int8)
    padded[:, 1:-1] = ink
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    chosen = ends - starts >= length
    change = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int8)
    change[rows[chosen], starts[chosen]] += 1
    change[rows[chosen], ends[chosen]] -= 1
    return np.asarray(np.cumsum(change, axis=1, dtype=np.int8)[:, :-1] > 0)


def eroded(ink: NDArray[np.bool_], side: int) -> NDArray[np.bool_]:
    """Where a square of that many pixels is full of ink."""
    sums = np.pad(ink, ((1, 0), (1, 0))).astype(np.int32).cumsum(0).cumsum(1)
    full = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return np.asarray(full == side * side)
