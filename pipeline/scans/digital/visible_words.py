"""Which words of a page are seen in its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box

_CONTRAST = 9
"""Steps of grey between neighbouring pixels; letters of 5 % grey on white have 12."""
_SLOTS = 8
"""Parts of a word that are looked at one by one, a letter each in most words."""
_SEEN = 0.5
"""Share of its parts with ink in a word that is seen."""
_INSET = 0.22
"""Share of a word's height at its edges that does not count: a bar may end there."""
_TINY = 2.2
"""Pixels: a word so low has less than 1.6 pt, and nobody reads it."""
_BLACK = 110
"""Mean shade of a black bar at most."""


@dataclass(frozen=True, slots=True)
class Visibility:
    """Whether a word is seen; if not, whether something dark lies over it."""

    seen: bool
    covered: bool = False


def visibility(
    grey: NDArray[np.uint8], texts: Sequence[str], boxes: Sequence[Box]
) -> list[Visibility]:
    """For each word whether the ``grey`` picture shows it in its box."""
    if not boxes:
        return []
    sums = _summed(_edges(grey))
    found = []
    for text, box in zip(texts, boxes, strict=True):
        inner = _inner(box) if any(map(str.isalnum, text)) else _outer(box)
        tiny = min(box.width, box.height) < _TINY
        seen = not tiny and _shown(sums, inner, len(text))
        rows, columns = _whole(inner)
        part = grey[rows[0] : rows[1], columns[0] : columns[1]]
        dark = not seen and not tiny and bool(part.size) and float(part.mean()) < _BLACK
        found.append(Visibility(seen, covered=dark))
    return found


def _edges(grey: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where neighbouring pixels differ."""
    shades = grey.astype(np.int16)
    edges = np.zeros(grey.shape, dtype=np.bool_)
    edges[:, 1:] |= np.abs(np.diff(shades, axis=1)) >= _CONTRAST
    edges[1:] |= np.abs(np.diff(shades, axis=0)) >= _CONTRAST
    return edges


def _summed(edges: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The number of edges above and to the left of each pixel."""
    sums = np.zeros((edges.shape[0] + 1, edges.shape[1] + 1), dtype=np.int32)
    np.cumsum(np.cumsum(edges, axis=0, dtype=np.int32), axis=1, out=sums[1:, 1:])
    return sums


def _shown(sums: NDArray[np.int32], box: Box, letters: int) -> bool:
    (top, bottom), (left, right) = _whole(box)
    bottom, right = min(bottom, sums.shape[0] - 1), min(right, sums.shape[1] - 1)
    if top >= bottom or left >= right:
        return False
    upright = bottom - top > right - left  # letters one above the other
    first, last = (top, bottom) if upright else (left, right)
    marks = np.linspace(first, last, min(_SLOTS, max(1, letters), last - first) + 1).astype(int)
    line = (
        sums[marks, right] - sums[marks, left]
        if upright
        else sums[bottom, marks] - sums[top, marks]
    )
    return float((np.diff(line) > 0).mean()) >= _SEEN


def _inner(box: Box) -> Box:
    """The box without its edges."""
    inset = _INSET * min(box.width, box.height)
    return Box(box.left + inset, box.top + inset, box.right - inset, box.bottom - inset)


def _outer(box: Box) -> Box:
    """The box and a little around it: where a dash or a dot lies differs."""
    return Box(max(0, box.left - 1), max(0, box.top - 1), box.right + 1, box.bottom + 1)


def _whole(box: Box) -> tuple[tuple[int, int], tuple[int, int]]:
    """Rows and columns of the box, at least one of each."""
    top, left = max(0, int(box.top)), max(0, int(box.left))
    return (top, max(top + 1, int(np.ceil(box.bottom)))), (
        left,
        max(left + 1, int(np.ceil(box.right))),
    )
