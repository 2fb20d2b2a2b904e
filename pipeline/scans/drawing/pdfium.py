"""Pages as PDFium draws them, where Poppler fails or shows nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

_STEP = 48
"""Steps of grey between ink and paper."""


def drawn_by_pdfium(pdf: Path, number: int, size: tuple[int, int]) -> Image.Image | None:
    """The displayed page in grey, without notes; None if PDFium fails, too.

    ``size`` is the picture's, in pixels. PDFium does not say what it leaves out.
    """
    import pypdfium2  # noqa: PLC0415 - few pages need it

    try:
        document = pypdfium2.PdfDocument(pdf)
    except (pypdfium2.PdfiumError, OSError):
        return None
    try:
        page = document[number - 1]
        scale = max(pixels / side for pixels, side in zip(size, page.get_size(), strict=True))
        drawn = page.render(scale=scale, grayscale=True, draw_annots=False, may_draw_forms=False)
        picture: Image.Image = drawn.to_pil().convert("L")
        return picture if picture.size == size else picture.resize(size)
    except (pypdfium2.PdfiumError, IndexError, ValueError, ZeroDivisionError):
        return None
    finally:
        document.close()


def ink_share(picture: Image.Image) -> float:
    """The share of pixels, 0 to 1, that differ from the paper."""
    shades = picture.convert("L").histogram()
    total = sum(shades)
    paper = int(np.searchsorted(np.cumsum(shades), total / 2))
    return sum(shades[: max(0, paper - _STEP)]) / total + sum(shades[paper + _STEP :]) / total
