"""A page in its colours: the ink of stamps is told from black by them.

A stamp that crosses the text spoils its words, and is not read itself.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box
from pipeline.scans.unread.places import boxes_of_groups

LOOKED_AT = 8
"""Times that a page is looked at smaller than it is read."""
_CELL = 4
"""Pixels of that: 2.7 mm at 300 dpi."""
COLOURED = 60
"""Chroma from which ink is coloured."""
_MOST = 0.1
"""Share of a page that is coloured; more is a picture, or coloured paper."""


def coloured_page(pdf: Path, number: int, size: tuple[int, int]) -> Image.Image | None:
    """The displayed page in colours, ``size`` pixels large, without annotations.

    None if it has none, is printed light on dark or cannot be shown.
    """
    import pypdfium2  # noqa: PLC0415 - 0.02 s; the picture of most scans need not be drawn

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[number - 1]
            scale = size[0] / page.get_width()
            shown = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
            picture: Image.Image = shown.to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    return picture if picture.size == size else picture.resize(size)


def chroma(picture: Image.Image) -> NDArray[np.int16]:
    """Steps between the strongest and the weakest of red, green and blue at each pixel."""
    shades = np.asarray(picture)
    return np.asarray(shades.max(axis=2).astype(np.int16) - shades.min(axis=2))


def coloured_ink(picture: Image.Image) -> NDArray[np.bool_]:
    """Where a picture in colours is neither black, grey nor white."""
    return np.asarray(chroma(picture) > COLOURED)


def coloured_places(small: Image.Image) -> tuple[Box, ...]:
    """Where coloured ink stands, in pixels of the page that ``small`` is an eighth of."""
    ink = coloured_ink(small)
    if ink.mean() > _MOST:
        return ()
    rows, columns = (side // _CELL for side in ink.shape)
    blocks = ink[: rows * _CELL, : columns * _CELL].reshape(rows, _CELL, columns, _CELL)
    cells: NDArray[np.bool_] = np.asarray(np.any(blocks, axis=(1, 3)))
    size = small.width * LOOKED_AT, small.height * LOOKED_AT
    return boxes_of_groups(cells, _CELL * LOOKED_AT, size)


def without_colour(picture: Image.Image) -> Image.Image:
    """The picture in grey, with paper in the place of coloured ink."""
    grey = np.array(picture.convert("L"))
    paper = int(np.bincount(grey.ravel(), minlength=256).argmax())
    grey[coloured_ink(picture)] = paper
    return Image.fromarray(grey)
