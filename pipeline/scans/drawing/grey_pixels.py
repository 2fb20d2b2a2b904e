"""The pixels of a page's picture on disk, without reading them all."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.ports import PageImage


def grey_pixels(image: PageImage) -> NDArray[np.uint8]:
    """Rows of shades of a picture for reading, mapped from its file: read only.

    Such pictures are grey and plain (PGM, 8 bits): the pixels are the end of the file. Costs what
    is looked at; reading all of a page's into an array costs 0.03 s.
    """
    size = image.width * image.height
    start = image.path.stat().st_size - size
    return np.memmap(image.path, np.uint8, "r", start, (image.height, image.width))
