"""Where a PDF begins and ends in its file."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.span import Span, pdf_span

PDF = b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"
WITHIN = 65_536


def span_of(content: bytes) -> Span | None:
    return pdf_span(BytesIO(content), header_within=WITHIN)


def test_a_pdf_that_is_all_of_its_file_has_no_span() -> None:
    assert span_of(PDF) is None


def test_what_stands_before_a_pdf_is_litter() -> None:
    assert span_of(HEAD + PDF) == Span(len(HEAD), len(HEAD) + len(PDF), littered=True)


@pytest.mark.parametrize("padding", [b"\0" * 6000, b"\xff" * 9000, b"\x1a", b"\r\n \r\n"])
def test_padding_behind_a_pdf_is_no_litter(padding: bytes) -> None:
    assert span_of(PDF + padding) == Span(0, len(PDF), littered=False)


def test_text_behind_a_pdf_is_litter() -> None:
    assert span_of(PDF + b"--boundary--") == Span(0, len(PDF), littered=True)


def test_objects_behind_the_last_end_belong_to_the_pdf() -> None:
    assert span_of(PDF + b"7 0 obj\n<<>>\nendobj\n") is None


@given(st.binary(max_size=300))
def test_whatever_has_no_header_has_no_span(content: bytes) -> None:
    assert span_of(content.replace(b"%PDF-", b"")) is None


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_a_span_begins_and_ends_with_the_pdf(before: bytes, behind: bytes) -> None:
    found = span_of(before + PDF + behind)

    if found is not None:
        part = (before + PDF + behind)[found.start : found.end]
        assert part.startswith(b"%PDF-")
        assert part.rstrip().endswith(b"%%EOF")
