"""Shapes of ink on a page looked at small: rules, areas, crossings, groups."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pipeline.scans.noise.components import runs_of
from pipeline.scans.noise.ink_pieces import Pieces

_SAMPLES = 4
"""Pixels of a long run that are looked at first, evenly apart."""


def without_rules(ink: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """The ink without what runs straight across or down for that many pixels."""
    return ink & ~long_runs(ink, length) & ~long_runs(ink.T, length).T


def long_runs(ink: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Where ink runs from left to right for at least that many pixels.

    Measured: 1 ms on a page looked at small, of which few rows have any.
    """
    long = np.zeros_like(ink)
    rows = np.flatnonzero(_may_have_long_runs(ink, length))
    if not len(rows):
        return long
    runs = runs_of(ink[rows])
    chosen = np.flatnonzero(runs.ends - runs.starts >= length)
    for row, start, end in zip(
        rows[runs.rows[chosen]], runs.starts[chosen], runs.ends[chosen], strict=True
    ):
        long[row, start:end] = True
    return long


def _may_have_long_runs(ink: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Of each row, whether ink is at so many neighbouring pixels of every fourth of a run."""
    step = max(1, length // _SAMPLES)
    seen = ink[:, ::step]
    neighbours = min(_SAMPLES, length // step)
    together = seen[:, neighbours - 1 :].copy()
    for first in range(neighbours - 1):
        together &= seen[:, first : first + together.shape[1]]
    return np.asarray(together.any(axis=1))


def eroded(ink: NDArray[np.bool_], side: int) -> NDArray[np.bool_]:
    """Where a square of that many pixels is full of ink."""
    sums = np.pad(ink, ((1, 0), (1, 0))).astype(np.int32).cumsum(0).cumsum(1)
    full = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return np.asarray(full == side * side)


def crossings(ink: NDArray[np.bool_]) -> float:
    """How often a row of pixels that has ink crosses a stroke."""
    rows = ink[ink.any(1)]
    return float((np.diff(rows.astype(np.int8), axis=1, prepend=0) == 1).sum() / max(1, len(rows)))


def groups(found: Pieces, gap: float) -> Iterator[NDArray[np.int64]]:
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
