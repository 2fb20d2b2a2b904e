"""A page in its colours: the ink of stamps is told from black by them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image


def coloured_page(pdf: Path, number: int, size: tuple[int, int]) -> Image.Image | None:
    """The displayed page in colours, ``size`` pixels large, without annotations.

    None if it has none, is printed light on dark or cannot be shown.
    """
    try:
        with pypdfium2.PdfDocument(pdf) as document:
            page = document[number - 1]
            scale = size[0] / page.get_width()
            shown = page.render(scale=scale, may_draw_forms=False, draw_annots=False)
            picture: Image.Image = shown.to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    return picture if picture.size == size else picture.resize(size)
