"""A page's picture on disk, without reading or copying it all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box
from pipeline.ports import PageImage

_CONTRAST = 40
"""Steps of grey without which a word's picture shows nothing."""


def grey_pixels(image: PageImage) -> NDArray[np.uint8]:
    """Rows of shades of a picture for reading, mapped from its file: read only.

    Such pictures are grey and plain (PGM, 8 bits): the pixels are the end of the file. Costs what
    is looked at; reading all of a page's into an array costs 0.03 s.
    """
    size = image.width * image.height
    start = image.path.stat().st_size - size
    return np.memmap(image.path, np.uint8, "r", start, (image.height, image.width))


def grey_picture(image: PageImage) -> Image.Image:
    """A picture for reading, in grey.

    Pillow maps plain pictures (PGM, 8 bits) from their file: opening one costs nothing, and what is
    cut out of it costs what it holds. ``convert`` would copy it all, 5 ms a page.
    """
    with Image.open(image.path) as picture:
        picture.load()
        return picture if picture.mode == "L" else picture.convert("L")


def cut_out(grey: Image.Image, box: Box, margin: float) -> Image.Image:
    """What stands in a box and ``margin`` pixels about it; at least a pixel."""
    left, top = max(0, round(box.left - margin)), max(0, round(box.top - margin))
    right = min(grey.width, round(box.right + margin))
    bottom = min(grey.height, round(box.bottom + margin))
    return grey.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def word_ink(grey: NDArray[np.uint8], box: Box, margin: int) -> NDArray[np.bool_] | None:
    """Where a word has ink, ``margin`` pixels about its box included; None if it shows none."""
    left, top = max(0, round(box.left) - margin), max(0, round(box.top) - margin)
    cut = np.asarray(grey[top : round(box.bottom) + margin, left : round(box.right) + margin])
    if not cut.size:
        return None
    black, paper = int(cut.min()), float(np.percentile(cut, 90))
    return np.asarray(cut < (black + paper) / 2) if paper - black >= _CONTRAST else None
