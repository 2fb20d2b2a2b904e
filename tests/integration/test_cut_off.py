"""Scans of which a part is missing: what is there is read, and the rest is told."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Page
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
SIZE = (1240, 1754)
LINES = (
    "Der Schornsteinfeger kommt am Dienstag.",
    "Bitte halten Sie den Zugang frei.",
    "Die Rechnung liegt diesem Schreiben bei.",
    "Wir danken Ihnen für das Vertrauen.",
)
"""From the top of the page to its foot."""

pytestmark = pytest.mark.engine


def a_letter(foot: int = 255) -> Image.Image:
    picture = Image.new("L", SIZE, "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 34)
    for number, line in enumerate(LINES * 3):
        draw.text((100, 100 + 120 * number), line, fill=0, font=font)
    draw.rectangle((0, SIZE[1] - 100, *SIZE), fill=foot)
    return picture


def jpeg(picture: Image.Image, *, progressive: bool = False) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", dpi=(150, 150), progressive=progressive)
    return file.getvalue()


def a_pdf(path: Path, *data: bytes, pack: Name = Name.DCTDecode, layer: bool = False) -> Path:
    """A page for each picture, with the letter's words as an invisible layer."""
    with pikepdf.new() as document:
        for picture in data:
            page = document.add_blank_page(page_size=(595, 842)).obj
            image = document.make_stream(
                picture, Type=Name.XObject, Subtype=Name.Image, Width=SIZE[0], Height=SIZE[1],
                ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=pack,
            )  # fmt: skip
            font = pikepdf.Dictionary(
                Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica,
                Encoding=Name.WinAnsiEncoding,
            )  # fmt: skip
            page.Resources = pikepdf.Dictionary(
                XObject=pikepdf.Dictionary(I=image), Font=pikepdf.Dictionary(F=font)
            )
            words = b"".join(
                f"1 0 0 1 48 {842 - (132 + 120 * number) * 0.48} Tm ({line}) Tj ".encode("cp1252")
                for number, line in enumerate(LINES * 3)
            )
            text = b" BT 3 Tr /F 18 Tf " + words + b"ET" if layer else b""
            page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /I Do Q" + text)
        document.save(path)
    return path


def read(source: Path, folder: Path) -> tuple[Page, ...]:
    pdf = folder / "pages.pdf"
    facts = open_scan(source, pdf).pages
    return read_pages(TesseractInProcess(), pdf, facts, languages=("deu",), folder=folder)


def text(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize(
    "data",
    [
        half(jpeg(a_letter())),
        half(jpeg(a_letter(), progressive=True)),
        half(jpeg(a_letter())) + bytes(len(jpeg(a_letter())) // 2) + b"\xff\xd9",
        half(jpeg(a_letter())) + b"\xff\xd9",
    ],
    ids=["cut", "progressive", "zeros", "end mark"],
)
def test_a_jpeg_that_ends_too_soon_is_read_and_told(data: bytes, tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(data)

    (page,) = read(source, tmp_path)

    assert page.cut_off
    assert page.problem is None
    assert "Schornsteinfeger kommt am Dienstag." in text(page)


@pytest.mark.parametrize("foot", [0, 128, 255])
def test_a_foot_of_one_shade_is_no_loss(foot: int, tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(jpeg(a_letter(foot)))

    (page,) = read(source, tmp_path)

    assert not page.cut_off


def test_of_the_pages_of_a_pdf_the_cut_ones_are_told(tmp_path: Path) -> None:
    whole = jpeg(a_letter())

    pages = read(a_pdf(tmp_path / "a.pdf", whole, half(whole), whole), tmp_path)

    assert [page.cut_off for page in pages] == [False, True, False]


def test_packed_pixels_that_end_too_soon_are_told(tmp_path: Path) -> None:
    packed = half(zlib.compress(a_letter().tobytes()))

    (page,) = read(a_pdf(tmp_path / "a.pdf", packed, pack=Name.FlateDecode), tmp_path)

    assert page.cut_off
    assert LINES[0] in text(page)


def test_a_layer_keeps_its_words_where_the_picture_is_missing(tmp_path: Path) -> None:
    source = a_pdf(tmp_path / "a.pdf", half(jpeg(a_letter())), layer=True)

    (page,) = read(source, tmp_path)

    assert (page.cut_off, page.renewed, page.unseen) == (True, "", 0)
    assert text(page).split() == " ".join(LINES * 3).split()


def test_every_page_whose_content_was_cut_off_with_the_file_counts_as_damaged(
    tmp_path: Path,
) -> None:
    whole = a_pdf(tmp_path / "whole.pdf", *[jpeg(a_letter())] * 4).read_bytes()
    (tmp_path / "a.pdf").write_bytes(whole[: len(whole) * 3 // 10])

    pages = read(tmp_path / "a.pdf", tmp_path)

    assert [page.problem for page in pages] == [None, "DamagedFile", "DamagedFile", "DamagedFile"]


def test_a_page_that_never_had_content_is_empty(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    with pikepdf.open(a_pdf(tmp_path / "b.pdf", jpeg(a_letter()), jpeg(a_letter()))) as document:
        del document.pages[1].obj["/Contents"]
        document.save(source)

    assert [page.problem for page in read(source, tmp_path)] == [None, None]
