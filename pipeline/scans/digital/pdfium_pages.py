"""The pages that ``drawn_pages`` opens: PDFium is loaded with this module."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from pypdfium2 import raw

from pipeline.core.model import Box
from pipeline.core.scans.digital.mixed_pages import Area
from pipeline.scans.digital.drawn_pages import CannotDraw

_POINTS = 72
_INVISIBLE = 3
"""Text rendering mode. Source: PDF 32000-1:2008, table 106."""
_DEPTH = 8
"""Of forms in forms; more are cycles."""
_MANY = 20_000
"""Objects of a page that are looked at."""
_LARGE = 0.5
"""Share of the page that a picture over text covers."""
_MOST_PIXELS = 40_000_000
_COMMENT_KINDS = frozenset(
    (
        raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT,
        raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_FILEATTACHMENT, raw.FPDF_ANNOT_SOUND,
        raw.FPDF_ANNOT_MOVIE, raw.FPDF_ANNOT_SCREEN, raw.FPDF_ANNOT_REDACT,
    )
)  # fmt: skip
"""Comments, and marks of text that is there: no part of the page."""


class DrawnPages:
    """The pages of an open PDF; made by ``opened_pages``."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._page: tuple[int, pypdfium2.PdfPage] | None = None

    def picture(self, number: int, dpi: float) -> NDArray[np.uint8]:
        """The page in grey.

        Raises:
            CannotDraw: it is odd, or too large.
        """
        return self._drawn(number, dpi, (0, 0, 0, 0))

    def part(self, number: int, area: Area, dpi: float) -> NDArray[np.uint8]:
        """A part of the displayed page in grey.

        Raises:
            CannotDraw: the page is odd.
        """
        width, height = self.size(number)
        edges = (area.left, height - area.bottom, width - area.right, area.top)
        return self._drawn(number, dpi, edges)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height in points, as displayed."""
        width, height = self._opened(number).get_size()
        return float(width), float(height)

    def has_layer(self, number: int) -> bool:
        """Whether text is drawn invisibly, or under a picture of the page."""
        page = self._opened(number)
        width, height = self.size(number)
        written = False
        for kind, each, depth in _objects(page.raw):
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                if raw.FPDFTextObj_GetTextRenderMode(each) == _INVISIBLE:
                    return True
                written = True
            elif kind == raw.FPDF_PAGEOBJ_IMAGE and written and not depth:
                edges = [ctypes.c_float() for _ in range(4)]
                raw.FPDFPageObj_GetBounds(each, *map(ctypes.byref, edges))
                left, bottom, right, top = (edge.value for edge in edges)
                if (right - left) * (top - bottom) >= _LARGE * width * height:
                    return True
        return False

    def image_boxes(self, number: int, across: int, down: int) -> list[Box]:
        """Where images lie in a picture of the page of this size, those in forms aside."""
        page, boxes = self._opened(number), []
        for kind, each, depth in _objects(page.raw):
            if kind == raw.FPDF_PAGEOBJ_IMAGE and not depth:
                edges = [ctypes.c_float() for _ in range(4)]
                raw.FPDFPageObj_GetBounds(each, *map(ctypes.byref, edges))
                left, bottom, right, top = (edge.value for edge in edges)
                corners = []
                for corner in ((left, bottom), (right, top)):
                    x, y = ctypes.c_int(), ctypes.c_int()
                    raw.FPDF_PageToDevice(
                        page.raw, 0, 0, across, down, 0, *corner, ctypes.byref(x), ctypes.byref(y)
                    )
                    corners.append((min(max(0, x.value), across), min(max(0, y.value), down)))
                xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
                boxes.append(Box(xs[0], ys[0], xs[1], ys[1]))
        return boxes

    def text(self, number: int) -> str:
        """All text of the page, also that of hidden layers."""
        with suppress(pypdfium2.PdfiumError):
            return str(self._opened(number).get_textpage().get_text_range())
        return ""

    def _drawn(
        self, number: int, dpi: float, cut: tuple[float, float, float, float]
    ) -> NDArray[np.uint8]:
        width, height = self.size(number)
        if width * height * (dpi / _POINTS) ** 2 > _MOST_PIXELS and not any(cut):
            msg = "the page is too large"
            raise CannotDraw(msg)
        try:
            bitmap = self._opened(number).render(
                scale=dpi / _POINTS, grayscale=True, crop=cut, may_draw_forms=True
            )
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise CannotDraw(str(error)) from error
        return np.array(bitmap.to_numpy()[:, :, 0] if bitmap.n_channels > 1 else bitmap.to_numpy())

    def _opened(self, number: int) -> pypdfium2.PdfPage:
        if self._page is None or self._page[0] != number:
            try:
                page = self._document[number - 1]
            except (pypdfium2.PdfiumError, IndexError) as error:
                raise CannotDraw(str(error)) from error
            _hide_comments(page.raw)
            self._page = (number, page)
        return self._page[1]


@contextmanager
def opened_pages(pdf: Path) -> Iterator[DrawnPages]:
    """What ``drawn_pages`` gives.

    Raises:
        CannotDraw: PDFium does not open it.
    """
    with pdf.open("rb") as file:  # by its file: a path may be no UTF-8
        try:
            document = pypdfium2.PdfDocument(file)
        except pypdfium2.PdfiumError as error:
            raise CannotDraw(str(error)) from error
        try:
            with suppress(pypdfium2.PdfiumError):
                document.init_forms()
            yield DrawnPages(document)
        finally:
            document.close()


def _hide_comments(page: Any) -> None:  # noqa: ANN401 - a pointer of PDFium's
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if note:
            if raw.FPDFAnnot_GetSubtype(note) in _COMMENT_KINDS:
                raw.FPDFAnnot_SetFlags(note, raw.FPDF_ANNOT_FLAG_HIDDEN)
            raw.FPDFPage_CloseAnnot(note)


def _objects(page: Any) -> Iterator[tuple[int, Any, int]]:  # noqa: ANN401 - pointers of PDFium's
    """Kind, object and depth, in the order in which they are drawn."""
    waiting = [
        (raw.FPDFPage_GetObject(page, index), 0)
        for index in reversed(range(min(_MANY, raw.FPDFPage_CountObjects(page))))
    ]
    for _ in range(_MANY):
        if not waiting:
            return
        each, depth = waiting.pop()
        kind = raw.FPDFPageObj_GetType(each)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = min(_MANY, raw.FPDFFormObj_CountObjects(each))
            waiting += [
                (raw.FPDFFormObj_GetObject(each, index), depth + 1)
                for index in reversed(range(inner))
            ]
        yield kind, each, depth
