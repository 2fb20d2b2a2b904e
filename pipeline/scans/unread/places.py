"""Where a page shows what may be text and no word was read.

A stamp, a sticker or a note lies at an angle of its own, and Tesseract passes over it in silence or
makes a few letters of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import bounding_box
from pipeline.core.scans.ocr_languages import certainty
from pipeline.scans.faint_print import TextCells

_SURE = 0.6
"""Mean confidence of a line from which it was read."""
_TELLING = 3
"""Letters from which a word that is higher than wide stands on its side."""
_FEWEST = 6
"""Cells (2.7 mm) with print: a word of letters 5 mm high has as many."""
_REACH = 2
"""Cells between parts of the same stamp."""
_LARGEST = 0.2
"""Share of the page: what is larger is a picture or a column."""
_MOST = 4
"""Places of a page that are looked at, the largest first."""


def doubtful_lines(words: Iterable[Word]) -> tuple[tuple[Word, ...], ...]:
    """Lines that were read badly, or stand on their side."""
    lines = (tuple(line) for _, line in groupby(words, key=lambda word: word.line))
    return tuple(line for line in lines if _is_doubtful(line))


def unread_places(
    found: TextCells, size: tuple[int, int], words: Sequence[Word]
) -> tuple[Box, ...]:
    """The boxes, at most four, of what looks like text and was not read well.

    ``found`` and ``size``, in pixels, are those of the level picture in which the ``words`` were
    read.
    """
    lines = doubtful_lines(words)
    doubtful = {id(word) for line in lines for word in line}
    sure = (word.box for word in words if id(word) not in doubtful)
    cells, side = found.without(sure), found.side
    for line in lines:  # what hangs together is one place
        box = bounding_box(word.box for word in line)
        top, left = int(box.top // side), int(box.left // side)
        cells[top : int(box.bottom // side) + 1, left : int(box.right // side) + 1] = True
    return boxes_of_groups(cells, side, size)


def boxes_of_groups(cells: NDArray[np.bool_], side: int, size: tuple[int, int]) -> tuple[Box, ...]:
    """The boxes, at most four, of groups of cells with a ``side`` in pixels.

    The largest first; neither single words of small print nor pictures. ``size`` is the page's.
    """
    groups = [group for group in _groups(cells) if len(group) >= _FEWEST]
    boxes = (_box(group, side, size) for group in sorted(groups, key=len, reverse=True))
    most = _LARGEST * size[0] * size[1]
    return tuple(box for box in boxes if box.width * box.height <= most)[:_MOST]


def _is_doubtful(line: Sequence[Word]) -> bool:
    letters = sum(len(word.text) for word in line)
    long = [word for word in line if len(word.text) >= _TELLING]
    standing = sum(word.box.height > word.box.width for word in long)
    return certainty(line) < _SURE * letters or 2 * standing > len(long)


def _groups(cells: NDArray[np.bool_]) -> Iterator[list[tuple[int, int]]]:
    """Cells that are near each other, as row and column."""
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(cells), strict=True)}
    while left:
        group, waiting = list[tuple[int, int]](), [left.pop()]
        while waiting:
            row, column = waiting.pop()
            group.append((row, column))
            near = {
                (each, other)
                for each in range(row - _REACH, row + _REACH + 1)
                for other in range(column - _REACH, column + _REACH + 1)
            }
            found = near & left
            left -= found
            waiting += found
        yield group


def _box(group: Iterable[tuple[int, int]], side: int, size: tuple[int, int]) -> Box:
    """The pixels of the cells, and those of one cell more."""
    around = bounding_box(Box(column - 1, row - 1, column + 2, row + 2) for row, column in group)
    return Box(
        max(0, around.left * side),
        max(0, around.top * side),
        min(size[0], around.right * side),
        min(size[1], around.bottom * side),
    )
