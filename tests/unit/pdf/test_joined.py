"""Where PDFs in one file begin and end."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.pdf.joined import joined_pdfs
from pipeline.scans.opening import open_scan

PDF = b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n"
UPDATE = b"2 0 obj\nstartxref\n40\n%%EOF\n"


def a_pdf(width: int) -> bytes:
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(width, 842))
        document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("between", [b"", b"\r\n", b"\0" * 100])
def test_a_header_right_behind_an_end_begins_another_pdf(between: bytes) -> None:
    first = PDF + UPDATE + between

    assert joined_pdfs(BytesIO(first + PDF)) == (
        (0, len(first)),
        (len(first), len(first) + len(PDF)),
    )


@pytest.mark.parametrize(
    "one", [PDF, PDF + UPDATE, b"junk" + PDF, b"%PDF-1.7\nstream\n" + PDF + b"endstream %%EOF", b""]
)
def test_one_pdf_is_one_whatever_is_inside(one: bytes) -> None:
    assert joined_pdfs(BytesIO(one)) == ((0, len(one)),)


@pytest.mark.parametrize("place", [(1 << 20) - 40, (1 << 20) - 3, 1 << 20])
def test_a_seam_is_found_wherever_it_lies(place: int) -> None:
    first = b"%PDF-1.7\n".ljust(place, b" ") + b"%%EOF\n"

    assert len(joined_pdfs(BytesIO(first + PDF))) == 2


def test_the_pages_of_all_become_one_document(tmp_path: Path) -> None:
    source, working = tmp_path / "a.pdf", tmp_path / "working.pdf"
    source.write_bytes(a_pdf(595) + a_pdf(500) + a_pdf(400))

    facts = open_scan(source, working)

    assert [page.width_pt for page in facts.pages] == [595, 500, 400]
    assert not facts.repaired
    assert facts.rewritten
