"""Shadows on paper: a book's fold, a copier's open lid, a hand over a sheet.

Tesseract parts ink from paper at one shade for the whole page, and what lies in the shadow is lost.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

_CELL, _STEP = 5 / 25.4, 8
"""Inches of a cell whose paper is looked at, and looks at one pixel in so many each way."""
_PAPER = 70
"""Percentile of a cell's shades that is paper, also where much is printed."""
_SHADOW, _BLACK = 0.8, 0.25
"""Shares of the page's white: below the first lies a shadow, below the second no paper."""
_LEAST = 0.03
"""Share of the page that lies in a shadow."""
_SLOPE, _LEAP = 0.012, 0.22
"""Steps from cell to cell, as shares of white: the first begins a slope, the second an edge."""
_SLOPES, _LEAPS = 0.15, 0.3
"""Share of a shadow that slopes at least, and edges in its slopes and edges at most.

Shaded boxes and photographs have edges.
"""
_SOFT = 1 / 300
"""Inches by which it is blurred."""
_BAND = 500
"""Rows that are made lighter at once."""


def without_shadows(picture: Image.Image, dpi: float) -> Image.Image | None:
    """The grey picture evenly lit; None if it is, or is black and white.

    Measured: 1 ms where there is no shadow.
    """
    side = max(2, round(_CELL * dpi / _STEP))
    paper = _paper(np.asarray(picture)[::_STEP, ::_STEP], side)
    white = float(np.percentile(paper, 95))
    dark = (paper < _SHADOW * white) & (paper > _BLACK * white)
    if dark.mean() < _LEAST or not _is_shadow(_steps(paper)[dark] / white):
        return None
    wider = np.pad(
        np.maximum(paper, _BLACK * white).astype(np.uint8), ((0, 1), (0, 1)), mode="edge"
    )
    closed = (
        Image.fromarray(wider).filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MinFilter(3))
    )
    ends = picture.width / (side * _STEP), picture.height / (side * _STEP)
    smooth = closed.resize(picture.size, Image.Resampling.BILINEAR, (0, 0, *ends))
    soft = picture.filter(ImageFilter.GaussianBlur(_SOFT * dpi))  # grain comes out in shadows
    lit, shade = np.array(soft), np.asarray(smooth)
    for top in range(0, len(lit), _BAND):  # a large page would take four times its size at once
        part = slice(top, top + _BAND)
        lit[part] = np.minimum(lit[part] * np.float32(255) / shade[part], 255).astype(np.uint8)
    return Image.fromarray(lit)


def _paper(shades: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """The shade of the paper in square cells; what is over at the ends belongs to the last."""
    rows, columns = (max(1, length // side) for length in shades.shape)
    cells = shades[: rows * side, : columns * side]
    if cells.shape[0] < side or cells.shape[1] < side:
        return np.full((1, 1), 255, np.uint8)
    blocks = cells.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, -1)
    at = blocks.shape[2] * _PAPER // 100
    return np.partition(blocks, at, axis=2)[:, :, at]


def _is_shadow(steps: NDArray[np.float64]) -> bool:
    """Whether what is dark gets so gradually; ``steps`` are shares of white."""
    leaps = float((steps > _LEAP).mean())
    slopes = float(((steps >= _SLOPE) & (steps <= _LEAP)).mean())
    return slopes >= _SLOPES and leaps <= _LEAPS * (slopes + leaps)


def _steps(paper: NDArray[np.uint8]) -> NDArray[np.int16]:
    """How much each cell differs at most from those above, below, beside it."""
    padded = np.pad(paper.astype(np.int16), 1, mode="edge")
    middle = padded[1:-1, 1:-1]
    around = (padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:])
    return np.asarray(np.max([np.abs(other - middle) for other in around], axis=0))
