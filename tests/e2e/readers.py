"""PDFs as people's programs read them: Poppler, pdfium and pypdf, page by page."""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pypdf
import pypdfium2
from numpy.typing import NDArray

from tests.e2e.papers import Spot

_FINE = 100_000
"""Steps along the side of a page when pdfium is asked for a place on it."""


def poppler(pdf: Path) -> list[str]:
    """What pdftotext finds on each page; without the marks that turn the direction of writing."""
    told = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub("[\u202a-\u202e]", "", told).split("\f")[:-1]


def pdfium(pdf: Path) -> list[str]:
    """What Chrome's library finds on each page."""
    with _opened(pdf) as document:
        return [str(page.get_textpage().get_text_range()) for page in document]


def by_pypdf(pdf: Path) -> list[str]:
    """What pypdf finds on each page; it accepts no fault in the file."""
    return [page.extract_text() for page in pypdf.PdfReader(pdf, strict=True).pages]


READERS = (poppler, pdfium, by_pypdf)


def spots(pdf: Path) -> list[list[Spot]]:
    """Where pdfium shows the words of each page, in shares of it, from the top left."""
    with _opened(pdf) as document:
        return [list(_spots(page)) for page in document]


def _spots(page: Any) -> Iterator[Spot]:  # noqa: ANN401 - pdfium's binding has no types
    text = page.get_textpage()
    for match in re.finditer(r"\S+", text.get_text_range()):
        centres = [
            _on_device(page, _middle(text.get_charbox(at, loose=True)))
            for at in range(*match.span())
        ]
        x, y = (sum(values) / len(values) for values in zip(*centres, strict=True))
        yield Spot(match.group(), x, y)


def _middle(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _on_device(
    page: Any,  # noqa: ANN401 - as above
    point: tuple[float, float],
) -> tuple[float, float]:
    x, y = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, *point, x, y)
    return x.value / _FINE, y.value / _FINE


def pictures(pdf: Path, *, dpi: float = 50) -> list[NDArray[np.uint8]]:
    """What pdfium shows of each page, in grey, with forms and notes.

    Nothing of a page without a size.
    """
    with _opened(pdf) as document:
        document.init_forms()
        return [
            page.render(scale=dpi / 72, grayscale=True).to_numpy().squeeze().copy()
            for page in document
            if min(page.get_size()) > 1
        ]


@contextmanager
def _opened(pdf: Path) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()
