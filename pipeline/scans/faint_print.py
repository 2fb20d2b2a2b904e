"""Faint print: how much was not read, and the page made darker.

Tesseract divides a page into black and white at one shade. Small grey print, as in the footer of a
letter or the notes under an invoice, can lie on the wrong side of it, and then the whole passage is
missing without a word of doubt.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box
from pipeline.scans.language_strip import letter_edges

_CONTRAST = 24
"""Steps of grey between neighbours: darker than grain.

Paler than the letters of ``pipeline.scans.language_strip``.
"""
_CELL = 8
"""Pixels: 2.7 mm."""
_LETTERS = 18
"""Such steps in a cell of 64 pixels; a rule's edge has 16."""
_GAMMA = 2.0
"""Exponent by which pale shades are made darker.

Measured on a page with notes of shade 170: 36 % wrong words with 1.0 and 1.5, 2 % with 2.0, 3 %
with 2.5 to 4.
"""


def unread_share(picture: Image.Image, dpi: float, boxes: Iterable[Box]) -> float:
    """The share, 0 to 1, of what looks like text and was not read.

    What looks like text in the grey ``picture`` was read if one of the word ``boxes`` is near.
    Ruled lines and solid areas do not look like text, photographs do. Measured: 0.006 s a page;
    below 0.1 on 82 of 86 pages, generated and real, and 0.18 where a passage was missing.
    """
    cells, side = _text_cells(picture, dpi)
    found = int(cells.sum())
    _clear(cells, side, boxes)
    return int(cells.sum()) / max(1, found)


def unread_cells(
    picture: Image.Image, dpi: float, boxes: Iterable[Box]
) -> tuple[NDArray[np.bool_], int]:
    """The cells that look like text and have no box near, and a cell's side in pixels."""
    cells, side = _text_cells(picture, dpi)
    _clear(cells, side, boxes)
    return cells, side


def _text_cells(picture: Image.Image, dpi: float) -> tuple[NDArray[np.bool_], int]:
    steps, smaller = letter_edges(picture, dpi, contrast=_CONTRAST)
    rows, columns = (side // _CELL for side in steps.shape)
    cells = (
        steps[: rows * _CELL, : columns * _CELL]
        .reshape(rows, _CELL, columns, _CELL)
        .sum(axis=(1, 3))
        >= _LETTERS
    )
    return cells, smaller * _CELL


def _clear(cells: NDArray[np.bool_], side: int, boxes: Iterable[Box]) -> None:
    """Take away the cells near the boxes."""
    for box in boxes:
        top, bottom, left, right = (
            int(edge // side) for edge in (box.top, box.bottom, box.left, box.right)
        )
        cells[max(0, top - 1) : bottom + 2, max(0, left - 1) : right + 2] = False


def darkened_picture(picture: Image.Image) -> Image.Image | None:
    """A grey picture with white paper and darker letters.

    None if it is black and white.
    """
    shades = picture.histogram()
    paper = max(1, int(np.argmax(shades)))
    if not any(shades[1:paper]):
        return None
    return picture.point([round(255 * min(1.0, shade / paper) ** _GAMMA) for shade in range(256)])
