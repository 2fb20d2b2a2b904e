"""Lines of print that no word covers, read by themselves.

Tesseract loses words that stand beside a block of others: a line of an address, half a label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.core.scans.ocr_languages import certainty
from pipeline.core.scans.page_order.late_lines import with_late_lines
from pipeline.scans.unread.lone_pieces import Ground, larger, rows_of
from pipeline.scans.unread.second_look import Read

_HEIGHT, _WIDEST = (0.45, 1.8), 2.5
"""Heights and width of a letter, also of some that touch, in heights of the page's capitals."""
_FILL = 0.9
"""Share of its box that a letter fills at most."""
_APART, _SPACE = 0.5, 1.6
"""Gaps between letters of a word and words of a line, in the same."""
_LETTERS, _LEAST = 4, 3.0
"""Pieces of a line at least, and its width in heights."""
_CLOSE = (0.5, 4.0)
"""Pieces per height of a line's width."""
_MOST_PIECES, _MOST = 600, 16
"""Pieces and lines from which it is a drawing."""
_MARGIN = 0.35
"""Heights of white taken along around a line, and left between two."""
_GOOD, _SEEN = 0.7, 0.3
"""Confidence of a line that is believed, and of one that is named."""


@dataclass(frozen=True, slots=True)
class LostLines:
    """A page's words with the lines that were lost, and where one could not be read."""

    words: tuple[Word, ...]
    unread: tuple[Box, ...] = ()


def with_lost_lines(  # noqa: PLR0913 - a page, and how it was read
    grey: Image.Image,
    ground: Ground,
    words: tuple[Word, ...],
    read: Read,
    *,
    height: float,
    dpi: float,
) -> LostLines:
    """The words of a page, and in their places those of lines that none of them covers.

    ``height``: that of the page's capitals, in pixels. All lines are read in one picture; a page
    without pays for the search alone.
    """
    boxes = _line_boxes(ground, [word.box for word in words], height)
    if not boxes:
        return LostLines(words)
    found, unread = list[list[Word]](), list[Box]()
    for box, line in zip(boxes, _read(grey, boxes, read, height, dpi), strict=True):
        letters = sum(sum(map(str.isalnum, word.text)) for word in line)
        sure = certainty(line) / max(1, sum(len(word.text) for word in line))
        if letters < _LETTERS - 1 or sure < _SEEN:
            continue
        if sure < _GOOD:
            unread.append(box)
            continue
        found.append(line)
    return LostLines(with_late_lines(words, found), tuple(unread))


def _line_boxes(ground: Ground, covered: Iterable[Box], height: float) -> list[Box]:
    """Where letters stand in a row, none of them in a word, in pixels of the page."""
    high, found = height / ground.smaller, ground.found
    sides = found.heights, found.widths
    chosen = np.flatnonzero(
        ground.free(covered)
        & (sides[0] >= _HEIGHT[0] * high)
        & (sides[0] <= _HEIGHT[1] * high)
        & (sides[1] <= _WIDEST * high)
        & (found.sizes <= _FILL * sides[0] * sides[1])
    )
    if not _LETTERS <= len(chosen) <= _MOST_PIECES:
        return []
    rows = rows_of([(box, 1) for box in found.boxes(chosen)], _APART * high)
    words = [
        (box, number)
        for box, number in rows
        if number > 1 and _CLOSE[0] <= number * high / box.width <= _CLOSE[1]
    ]
    lines = [
        larger(box, ground.smaller)
        for box, number in rows_of(words, _SPACE * high)
        if number >= _LETTERS and box.width >= _LEAST * high
    ]
    return lines if len(lines) <= _MOST else []


def _read(
    grey: Image.Image, boxes: Sequence[Box], read: Read, height: float, dpi: float
) -> list[list[Word]]:
    """The words of each line, in pixels of the page; all stand on one picture, far apart."""
    margin = round(_MARGIN * height)
    ends = [
        (
            max(0, int(box.left) - margin),
            max(0, int(box.top) - margin),
            min(grey.width, int(box.right) + margin),
            min(grey.height, int(box.bottom) + margin),
        )
        for box in boxes
    ]
    paper = int(np.percentile(np.asarray(grey.reduce(8)), 90))
    space = 2 * margin + round(height)
    picture = Image.new(
        "L",
        (max(right - left for left, _, right, _ in ends) + 2 * space,
         sum(bottom - top + space for _, top, _, bottom in ends) + space),
        paper,
    )  # fmt: skip
    tops, y = list[int](), space
    for left, top, right, bottom in ends:
        picture.paste(grey.crop((left, top, right, bottom)), (space, y))
        tops.append(y)
        y += bottom - top + space
    lines: list[list[Word]] = [[] for _ in boxes]
    words = read(picture, dpi)
    for word in words:
        middle = (word.box.top + word.box.bottom) / 2
        for at, (left, top, _, bottom) in enumerate(ends):
            if tops[at] <= middle <= tops[at] + bottom - top:
                lines[at].append(replace(word, box=_moved(word.box, left - space, top - tops[at])))
    return [sorted(line, key=lambda word: word.box.left) for line in lines]


def _moved(box: Box, right: int, down: int) -> Box:
    return Box(box.left + right, box.top + down, box.right + right, box.bottom + down)
