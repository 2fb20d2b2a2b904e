"""A strip of a page: a few lines to tell its language by.

It costs a tenth of what the page does.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.ports import PageImage

_HEIGHT_IN = 0.7
"""Inches: four lines of a letter, about forty words.

Three small words already tell German from English.
"""
_REACH = 5
"""Either edge may move by a fifth of the height, between two lines.

Half lines are read slowly and badly.
"""
_MARGIN = 2
"""Rows of the reduced picture to stay blank about an edge."""
_LOOKING_DPI = 75
"""Letters are still apart at this resolution, and noise is not seen."""
_CONTRAST = 40
"""Steps of grey between neighbouring pixels that only ink makes."""
_FEWEST_EDGES = 20
"""The shortest word has twice as many; paper has none."""


def text_strip(page: Image.Image, dpi: float, path: Path) -> PageImage | None:
    """The strip of the page with the most text, written to ``path``.

    None where nothing is printed. Text is where neighbouring pixels differ often: letters do,
    rules, shading and photographs hardly.
    """
    letters, smaller = letter_edges(page.convert("L"), dpi, contrast=_CONTRAST)
    edges = letters.sum(axis=1)
    rows = min(max(1, round(_HEIGHT_IN * dpi / smaller)), len(edges))
    if edges.sum() < _FEWEST_EDGES:
        return None
    sums = np.convolve(edges, np.ones(rows, dtype=np.int64), "valid")
    fullest = np.flatnonzero(sums == sums.max())
    start = int(fullest[len(fullest) // 2])
    top, bottom = (
        _between_lines(edges, row, rows // _REACH) * smaller for row in (start, start + rows)
    )
    strip = page.crop((0, top, page.width, min(bottom, page.height)))
    strip.convert("L").save(path)
    return PageImage(path, strip.width, strip.height, dpi)


def letter_edges(grey: Image.Image, dpi: float, *, contrast: int) -> tuple[NDArray[np.bool_], int]:
    """Where neighbours in a row differ as letters do.

    They differ by more than ``contrast`` steps of grey. The picture is looked at smaller; the
    second value is how many times.
    """
    smaller = max(1, round(dpi / _LOOKING_DPI))
    shades = np.asarray(grey.reduce(smaller), dtype=np.int16)
    return np.abs(np.diff(shades, axis=1)) > contrast, smaller


def _between_lines(edges: NDArray[np.int64], row: int, reach: int) -> int:
    """The row with the least ink within ``reach``, or the nearest such."""
    near = range(max(0, row - reach), min(row + reach, len(edges)) + 1)
    return min(
        near,
        key=lambda each: (
            int(edges[max(0, each - _MARGIN) : each + _MARGIN + 1].sum()),
            abs(each - row),
        ),
    )
