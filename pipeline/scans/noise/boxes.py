"""Boxes of many pieces of ink at once, and which of them are near each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.scans.noise.components import Components, Numbers

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]

_USUAL = 95
"""Percent of the pieces that are looked for together; a few large ones come extra."""


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes in pixels, sorted by their middles from top to bottom."""

    left: Reals
    top: Reals
    right: Reals
    bottom: Reals
    area: Reals
    """Pixels of ink."""

    @property
    def height(self) -> Reals:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def width(self) -> Reals:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def across(self) -> Reals:
        """The middles from left to right."""
        return (self.left + self.right) / 2

    @property
    def down(self) -> Reals:
        """The middles from top to bottom."""
        return (self.top + self.bottom) / 2

    def __getitem__(self, chosen: Numbers) -> Boxes:
        """The boxes at these positions."""
        edges = (self.left, self.top, self.right, self.bottom, self.area)
        return Boxes(*(edge[chosen] for edge in edges))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.left)


def boxes_of(found: Components) -> tuple[Boxes, Numbers]:
    """The boxes of components, and which component each is."""
    order = np.argsort(found.top + found.bottom, kind="stable")
    edges = (found.left, found.top, found.right, found.bottom, found.area)
    return Boxes(*(edge[order].astype(np.float64) for edge in edges)), order


def near(one: Boxes, other: Boxes, reach: Reals) -> tuple[Numbers, Numbers]:
    """Pairs of positions whose boxes are no further apart than ``reach`` of the second."""
    pairs = []
    tall = other.height / 2 + reach
    usual = float(np.percentile(tall, _USUAL)) if len(tall) else 0.0
    for chosen, most in ((tall <= usual, usual), (tall > usual, float(tall.max(initial=0)))):
        numbers = np.flatnonzero(chosen)
        first, last = (
            np.searchsorted(other.down[numbers], one.down + sign * (one.height / 2 + most + 1))
            for sign in (-1, 1)
        )
        count = last - first
        a = np.repeat(np.arange(len(one)), count)
        b = numbers[np.arange(len(a)) + np.repeat(first - np.cumsum(count) + count, count)]
        close = (
            (one.left[a] <= other.right[b] + reach[b])
            & (one.right[a] >= other.left[b] - reach[b])
            & (one.top[a] <= other.bottom[b] + reach[b])
            & (one.bottom[a] >= other.top[b] - reach[b])
        )
        pairs.append((a[close], b[close]))
    firsts, seconds = zip(*pairs, strict=True)
    return np.concatenate(firsts), np.concatenate(seconds)


def medians(groups: Numbers, values: Reals) -> Reals:
    """The upper median of each group's values; groups are 0 and up, none is empty."""
    order = np.lexsort((values, groups))
    begins = np.flatnonzero(np.diff(groups[order], prepend=-1))
    counts = np.diff(begins, append=len(groups))
    found: Reals = values[order][begins + counts // 2]
    return found
