"""A page's picture on disk, without reading or copying it all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.ports import PageImage


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
