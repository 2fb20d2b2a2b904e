"""Print alone, without desk or paper, and the direction in which it runs."""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_MARGIN = 0.04
"""Of each side: scanners leave black edges there at any angle."""
_STEEP_STEP = 0.5
_AROUND = 24
"""Pixels (6 mm) over which print hardly changes the shade, and a desk does."""
_DARKER = 24
"""Steps of grey by which ink is darker than what is around it."""
_STRONGLY = 60
"""The same of what is surely print: paper between letters is lighter by less."""
_BORDER = 80
"""Steps of grey between 6 mm of paper and 6 mm of desk, at least."""


def print_alone(small: Image.Image) -> NDArray[np.bool_]:
    """Where there is print, and not where paper ends.

    A pixel is print if it is darker than its surroundings and these are of one shade.
    """
    cells = small.reduce(_AROUND)
    around = np.asarray(cells.resize(small.size, Image.Resampling.BILINEAR)).astype(np.int16)
    shades = np.pad(np.asarray(cells).astype(np.int16), 1, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(shades, (3, 3))
    border = windows.max(axis=(2, 3)) - windows.min(axis=(2, 3)) > _BORDER
    beside = Image.fromarray(border).resize(small.size, Image.Resampling.NEAREST)
    darker = np.where(np.asarray(beside), 0, around - np.asarray(small))
    if (darker < -_STRONGLY).sum() > (darker > _STRONGLY).sum():  # light print on dark
        darker = -darker
    ink = darker > _DARKER
    rows, columns = (round(side * _MARGIN) for side in ink.shape)
    ink[:rows] = ink[ink.shape[0] - rows :] = False
    ink[:, :columns] = ink[:, ink.shape[1] - columns :] = False
    return ink


def text_direction(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> tuple[float, float]:
    """Degrees clockwise that make lines of ink level, and how clear that is.

    ``rows`` and ``columns`` are the pixels with ink. Between -45 and 135: text may as well stand on
    its head. The clarity is how many times sharper the ink's profile is than at the median angle.
    """
    chance = np.random.default_rng(0)  # whole pixels would make patterns of their own
    down, across = (side + chance.random(len(side)) for side in (rows, columns))
    angles = np.arange(-45, 135, _STEEP_STEP)
    seen = np.empty(len(angles))
    for number, angle in enumerate(angles):
        turn = radians(float(angle))
        depths = np.rint(down * cos(turn) + across * sin(turn)).astype(np.int64)
        profile = np.bincount(depths - depths.min())
        seen[number] = float((np.diff(profile).astype(np.float64) ** 2).sum())
    best = int(seen.argmax())
    return float(angles[best]), float(seen[best] / max(1.0, np.median(seen)))
