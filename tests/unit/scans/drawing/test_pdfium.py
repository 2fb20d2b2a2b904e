"""Pages as PDFium draws them."""

from pathlib import Path

import pikepdf
from PIL import Image

from pipeline.scans.drawing.pdfium import drawn_by_pdfium, ink_share


def a_pdf(path: Path, content: bytes) -> Path:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(200, 100))
        document.pages[0].obj.Contents = document.make_stream(content)
        document.save(path)
    return path


def test_a_page_has_the_size_that_was_asked_for(tmp_path: Path) -> None:
    pdf = a_pdf(tmp_path / "a.pdf", b"0 0 100 100 re f")

    drawn = drawn_by_pdfium(pdf, 1, (400, 200))

    assert drawn is not None
    assert (drawn.mode, drawn.size) == ("L", (400, 200))
    assert ink_share(drawn.crop((0, 0, 190, 200))) == 0
    assert drawn.getpixel((100, 100)) == 0
    assert drawn.getpixel((300, 100)) == 255


def test_what_is_no_page_is_not_drawn(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"nothing")

    assert drawn_by_pdfium(tmp_path / "b.pdf", 1, (10, 10)) is None
    assert drawn_by_pdfium(a_pdf(tmp_path / "a.pdf", b""), 2, (10, 10)) is None


def test_ink_is_what_differs_from_the_paper() -> None:
    picture = Image.new("L", (100, 100), 240)
    picture.paste(20, (0, 0, 100, 10))

    assert ink_share(picture) == 0.1
    assert ink_share(Image.new("L", (10, 10), 30)) == 0
