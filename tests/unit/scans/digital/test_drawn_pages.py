"""Pages as a person sees them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from pipeline.scans.digital.drawn_pages import CannotDraw, drawn_pages, has_drawn_notes


def test_the_pages_of_a_pdf_are_drawn(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 400))
        document.save(tmp_path / "a.pdf")

    with drawn_pages(tmp_path / "a.pdf") as pages:
        assert pages.picture(1, 36).shape == (200, 100)


def test_what_is_no_pdf_cannot_be_drawn(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no PDF")

    with pytest.raises(CannotDraw), drawn_pages(tmp_path / "a.pdf"):
        pass


@pytest.mark.parametrize(("kind", "drawn"), [("/Stamp", True), ("/Text", False)])
def test_stamps_are_drawn_and_comments_are_not(kind: str, drawn: bool) -> None:  # noqa: FBT001
    with pikepdf.new() as document:
        page = document.add_blank_page()
        look = document.make_stream(b"")
        note = pikepdf.Dictionary(Subtype=pikepdf.Name(kind), AP=pikepdf.Dictionary(N=look))
        page.obj.Annots = pikepdf.Array([note])

        assert has_drawn_notes(page) == drawn
