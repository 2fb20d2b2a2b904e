"""Despeckle: specks removed from the copy of a page that is read.

A speck is no larger than the noise where nothing is printed and than a dot of this page's type. It
is removed where no dot, accent or full stop of a letter can stand; in such a place only if it is
much smaller than a dot.
"""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pipeline.scans.noise.components import components_of, runs_of
from pipeline.scans.noise.specks import specks_of

_INK = 0.78
"""Of the paper's shade: darker is ink. Paler specks are not mistaken for print."""
_CELL, _CELLS = 16, 5
"""Pixels of a cell of paper, and cells around: wider than strokes."""
_LEAST_DPI = 140
"""Below, dots have one or two pixels, as specks have."""
_MOST_RUNS = 0.05
"""Runs of ink, of all pixels: a printed screen or a photograph."""

_BANDS, _BAND = 7, 80
"""Bands of the page that are looked at first, and their rows at 300 dpi."""
_ALONE, _SIDE = 12, 6
"""Pixels of white around a speck, and its sides at most, at 300 dpi."""
_LOOKS = 60
"""Pieces of a band that are looked at, at most."""
_FEWEST = 4
"""Specks alone in the bands that make a page noisy: about 100 on the page.

Measured: 0 or 1 on 27 real pages.
"""


def despeckled(picture: Image.Image, dpi: float) -> Image.Image | None:
    """The grey picture without its specks; None if it has hardly any."""
    if dpi < _LEAST_DPI or not _is_noisy(picture, dpi / 300):
        return None
    grey = np.array(picture)
    paper = np.asarray(picture.reduce(_CELL).filter(ImageFilter.MaxFilter(_CELLS)))
    ink = _ink(grey, paper)
    runs = runs_of(ink)
    if not 0 < len(runs.rows) <= _MOST_RUNS * ink.size:
        return None
    found = components_of(runs)
    specks = np.repeat(specks_of(found, dpi), np.diff(found.begins, append=len(found.order)))
    chosen = found.order[specks]
    if not len(chosen):
        return None
    lengths = (runs.ends - runs.starts)[chosen]
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    rows = np.repeat(runs.rows[chosen], lengths)
    _erase(grey, ink, paper, rows, np.repeat(runs.starts[chosen], lengths) + offsets)
    return Image.fromarray(grey)


def _erase(
    grey: NDArray[np.uint8],
    ink: NDArray[np.bool_],
    paper: NDArray[np.uint8],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
) -> None:
    """Make these pixels paper, and the pale rim about them."""
    height, width = grey.shape
    ink[rows, columns] = False
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            row, column = rows + down, columns + right
            there = (row >= 0) & (row < height) & (column >= 0) & (column < width)
            row, column = row[there], column[there]
            free = ~ink[row, column]
            row, column = row[free], column[free]
            grey[row, column] = paper[row // _CELL, column // _CELL]


def _ink(grey: NDArray[np.uint8], paper: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """The pixels that are clearly darker than the paper around them."""
    limits = np.repeat((paper * _INK).astype(np.uint8), _CELL, axis=1)[:, : grey.shape[1]]
    ink = np.empty(grey.shape, np.bool_)
    for cell, limit in enumerate(limits):
        rows = slice(cell * _CELL, (cell + 1) * _CELL)
        np.less(grey[rows], limit, out=ink[rows])
    return ink


def _is_noisy(picture: Image.Image, scale: float) -> bool:
    """Whether specks stand alone in some bands of the page.

    Measured: 3 ms; all pixels of a page as an array alone take 4 to 13.
    """
    found, width, height = 0, *picture.size
    for top in np.linspace(0, height, _BANDS + 2)[1:-1].astype(int):
        bottom = min(height, int(top) + round(_BAND * scale))
        band = np.asarray(picture.crop((0, int(top), width, bottom)))
        ink = band < ceil(_INK * np.percentile(band[::4, ::4], 90))
        found += _lonely(ink, round(_ALONE * scale), round(_SIDE * scale))
        if found >= _FEWEST:
            return True
    return False


def _lonely(ink: NDArray[np.bool_], alone: int, side: int) -> int:
    """How many pieces of ink at most ``side`` wide and high have nothing around them."""
    height, width = ink.shape
    runs = runs_of(ink)
    if not len(runs.rows):
        return 0
    same = np.diff(runs.rows, prepend=-1) == 0
    before = np.where(same, runs.starts - np.roll(runs.ends, 1), width)
    short = (
        (runs.ends - runs.starts <= side)
        & (np.minimum(before, np.append(before[1:], width)) > alone)
        & (runs.starts > alone)
        & (runs.ends < width - alone)
        & (runs.rows > alone)
        & (runs.rows < height - alone - side)
    )
    count = 0
    for run in np.flatnonzero(short)[:_LOOKS]:
        row, start, end = int(runs.rows[run]), int(runs.starts[run]), int(runs.ends[run])
        if ink[row - 1, start - 1 : end + 1].any():
            continue  # not its first row
        around = ink[row - alone : row + side + alone, start - alone : end + alone]
        middle = ink[row : row + side, start - side : end + side]
        count += int(around.sum()) == int(middle.sum())
    return count
