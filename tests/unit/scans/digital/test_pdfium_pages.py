"""Pages as PDFium draws them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from pipeline.core.scans.digital.mixed_pages import Area
from pipeline.scans.digital.drawn_pages import CannotDraw
from pipeline.scans.digital.pdfium_pages import opened_pages


def a_square(path: Path, *, side: float = 100) -> Path:
    """A page with a black square in its upper left corner."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(2 * side, 4 * side))
        document.pages[0].obj.Contents = document.make_stream(b"0 390 10 10 re f")
        document.save(path)
    return path


def test_a_page_is_drawn_at_any_resolution_and_in_parts(tmp_path: Path) -> None:
    with opened_pages(a_square(tmp_path / "a.pdf")) as pages:
        whole = pages.picture(1, 72)
        part = pages.part(1, Area(0, 0, 20, 10), 72)

        assert pages.size(1) == (200, 400)
        assert (whole.shape, part.shape) == ((400, 200), (10, 20))
        assert (whole[5, 5], whole[5, 15], part[5, 5], part[5, 15]) == (0, 255, 0, 255)


def test_what_is_no_pdf_or_has_no_such_page_cannot_be_drawn(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no PDF")
    with pytest.raises(CannotDraw), opened_pages(tmp_path / "a.pdf"):
        pass
    with opened_pages(a_square(tmp_path / "b.pdf")) as pages, pytest.raises(CannotDraw):
        pages.picture(2, 72)


def test_a_page_too_large_for_memory_cannot_be_drawn(tmp_path: Path) -> None:
    with opened_pages(a_square(tmp_path / "a.pdf")) as pages, pytest.raises(CannotDraw):
        pages.picture(1, 72_000)
