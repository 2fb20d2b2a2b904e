"""Connected components of ink: runs of dark pixels that touch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Runs:
    """Rows' runs of ink, from top to bottom and left to right."""

    rows: Numbers
    starts: Numbers
    ends: Numbers
    """Exclusive."""
    width: int
    """Of the picture."""

    def labels(self) -> Numbers:
        """Each run's component, named by its first run. Corners touch, too."""
        wide = self.width + 2
        keys = self.rows * wide
        first = np.searchsorted(keys + self.ends, keys + wide + self.starts, "left")
        last = np.searchsorted(keys + self.starts, keys + wide + self.ends, "right")
        touching = np.maximum(last - first, 0)
        above = np.repeat(np.arange(len(keys)), touching)
        offsets = np.arange(len(above)) - np.repeat(np.cumsum(touching) - touching, touching)
        return _joined(len(keys), above, np.repeat(first, touching) + offsets)


@dataclass(frozen=True, slots=True)
class Components:
    """Connected components; an entry of each array for each."""

    left: Numbers
    top: Numbers
    right: Numbers
    """Exclusive."""
    bottom: Numbers
    """Exclusive."""
    area: Numbers
    """Pixels of ink."""
    order: Numbers
    """The runs, component by component."""
    begins: Numbers
    """Where each component's runs begin in ``order``."""

    @property
    def width(self) -> Numbers:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> Numbers:
        """Pixels from top to bottom."""
        return self.bottom - self.top


def runs_of(ink: NDArray[np.bool_]) -> Runs:
    """The runs of a picture that is true where there is ink."""
    height, width = ink.shape
    framed = np.zeros((height, width + 1), np.bool_)
    framed[:, 1:] = ink  # a blank before each row also ends the row above
    flat = framed.ravel()
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    if len(edges) % 2:
        edges = np.append(edges, len(flat))
    starts, ends = edges[::2], edges[1::2]
    rows = starts // (width + 1)
    shift = rows * (width + 1) + 1
    return Runs(rows, starts - shift, ends - shift, width)


def components_of(runs: Runs) -> Components:
    """The connected components of some runs; at least one."""
    labels = runs.labels()
    order = np.argsort(labels, kind="stable")
    begins = np.flatnonzero(np.diff(labels[order], prepend=-1))
    starts, ends, rows = runs.starts[order], runs.ends[order], runs.rows[order]
    return Components(
        np.minimum.reduceat(starts, begins),
        rows[begins],
        np.maximum.reduceat(ends, begins),
        np.maximum.reduceat(rows, begins) + 1,
        np.add.reduceat(ends - starts, begins),
        order,
        begins,
    )


def _joined(count: int, one: Numbers, other: Numbers) -> Numbers:
    """The smallest number of each one's component; pairs are connected."""
    labels = np.arange(count)
    while True:
        least = np.minimum(labels[one], labels[other])
        before = labels.copy()
        np.minimum.at(labels, before[one], least)
        np.minimum.at(labels, before[other], least)
        labels = labels[labels]
        if np.array_equal(labels, before):
            return labels
