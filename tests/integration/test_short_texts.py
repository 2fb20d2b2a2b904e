"""Short texts, other digits and slanting words on pages that bring words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from pipeline.core.model import Page
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages

LETTER = (
    "Sehr geehrte Damen und Herren,",
    "anbei erhalten Sie die Rechnung vom 4. Mai 2026.",
    "Bitte überweisen Sie den Betrag von 87,40 Euro.",
    "Mit freundlichen Grüßen",
)
WORDS = " ".join(LETTER).split()
SWAPPED = str.maketrans("0123456789", "1470369258")


def a_picture(text: str, *, size: int = 40, turned: float = 0) -> Image.Image:
    left, top, right, bottom = ImageDraw.Draw(Image.new("L", (1, 1))).textbbox(
        (0, 0), text, font_size=size
    )
    picture = Image.new("L", (int(right - left) + 40, int(bottom - top) + 40), "white")
    ImageDraw.Draw(picture).text((20 - left, 20 - top), text, "black", font_size=size)
    return picture.rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def a_table(rows: Sequence[Sequence[str]]) -> Image.Image:
    picture = Image.new("L", (1400, 70 * len(rows) + 20), "white")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            ImageDraw.Draw(picture).text(
                (20 + 480 * column, 20 + 70 * row), cell, "black", font_size=32
            )
    return picture


def shown(lines: Sequence[str], *, mode: int = 0) -> bytes:
    rows = b"".join(b"(%s) Tj T* " % line.encode("cp1252").replace(b"(", b"\\(") for line in lines)
    return b"BT %d Tr /F 11 Tf 15 TL 72 760 Td %s ET " % (mode, rows)


def a_page(
    path: Path,
    content: bytes,
    pictures: Sequence[tuple[Image.Image, float, float, float]] = (),
    *,
    digits: str | None = None,
) -> Path:
    """``pictures`` with left, bottom and height; ``digits`` are what the font calls 0 to 9."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        page = document.pages[0].obj
        font = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica, Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )  # fmt: skip
        if digits is not None:
            called = b" ".join(
                b"<%02x> <%04x>" % (0x30 + at, ord(digit)) for at, digit in enumerate(digits)
            )
            font.ToUnicode = document.make_stream(
                b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
                b"3 beginbfrange <20> <2f> <0020> <3a> <7e> <003a> <a1> <ff> <00a1> endbfrange "
                b"10 beginbfchar %s endbfchar endcmap" % called
            )
        drawn = pikepdf.Dictionary()
        for at, (picture, left, bottom, height) in enumerate(pictures):
            drawn[f"/P{at}"] = document.make_stream(
                picture.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
                Width=picture.width, Height=picture.height, BitsPerComponent=8,
                ColorSpace=pikepdf.Name.DeviceGray,
            )  # fmt: skip
            width = height * picture.width / picture.height
            matrix = b"%f 0 0 %f %f %f" % (width, height, left, bottom)
            content = b"q %s cm /P%d Do Q " % (matrix, at) + content
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), XObject=drawn)
        page.Contents = document.make_stream(content)
        document.save(path)
    return path


def read(source: Path, folder: Path) -> Page:
    pdf = folder / "pages.pdf"
    facts = open_scan(source, pdf).pages
    (page,) = read_pages(TesseractInProcess(), pdf, facts, languages=("deu",), folder=folder)
    return page


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def read_texts(page: Page) -> list[str]:
    return [word.text for word in page.words if not word.digital]


@pytest.mark.parametrize(
    ("text", "height"),
    [("1.299,00", 18), ("Huber", 18), ("250", 16), ("AZ 4711/26", 16), ("GESPERRT", 130)],
)
def test_a_short_text_that_is_a_picture_is_read(text: str, height: float, tmp_path: Path) -> None:
    picture = (a_picture(text), 72, 500, height)

    page = read(a_page(tmp_path / "a.pdf", shown(LETTER), [picture]), tmp_path)

    assert texts(page) == [*WORDS, *text.split()]
    assert read_texts(page) == text.split()


@pytest.mark.parametrize("turned", [14, -14, 90, 270])
def test_a_stamp_at_an_angle_is_read(turned: float, tmp_path: Path) -> None:
    picture = a_picture("BEZAHLT", size=80, turned=turned)

    page = read(a_page(tmp_path / "a.pdf", shown(LETTER), [(picture, 300, 450, 90)]), tmp_path)

    assert read_texts(page) == ["BEZAHLT"]


def test_amounts_that_are_pictures_stand_beside_their_items(tmp_path: Path) -> None:
    items, amounts = ("Schrauben", "Winkel"), ("14,40", "38,90")
    pictures = [(a_picture(each), 300, 756 - 15 * at, 15) for at, each in enumerate(amounts)]

    page = read(a_page(tmp_path / "a.pdf", shown(items), pictures), tmp_path)

    assert texts(page) == ["Schrauben", "14,40", "Winkel", "38,90"]


def test_a_table_that_is_a_picture_is_read_with_all_its_columns(tmp_path: Path) -> None:
    rows = (("Posten", "Menge", "Betrag"), ("Schrauben", "120", "14,40"), ("Winkel", "16", "2,43"))

    page = read(a_page(tmp_path / "a.pdf", shown(LETTER), [(a_table(rows), 72, 450, 80)]), tmp_path)

    assert set(read_texts(page)) == {cell for row in rows for cell in row}


def test_drawings_add_no_words(tmp_path: Path) -> None:
    logo = Image.new("L", (400, 300), "white")
    pen = ImageDraw.Draw(logo)
    for left in range(20, 380, 40):
        pen.ellipse((left, 100, left + 25, 125), "black")
        pen.polygon([(left, 200), (left + 25, 200), (left + 12, 160)], "black")

    page = read(a_page(tmp_path / "a.pdf", shown(LETTER), [(logo, 400, 600, 90)]), tmp_path)

    assert texts(page) == WORDS


def test_a_font_that_calls_digits_otherwise_is_not_believed(tmp_path: Path) -> None:
    source = a_page(tmp_path / "a.pdf", shown(LETTER), digits="0123456789".translate(SWAPPED))

    page = read(source, tmp_path)

    assert texts(page) == WORDS
    assert page.renewed == "text"


@pytest.mark.parametrize("layer", ["digits", "widths"])
def test_a_layer_with_other_digits_or_widths_is_replaced(layer: str, tmp_path: Path) -> None:
    scan = drawn(a_page(tmp_path / "a.pdf", shown(LETTER)))
    lines = [line.translate(SWAPPED) for line in LETTER] if layer == "digits" else LETTER
    widths = b"" if layer == "digits" else b"6 Tw "
    source = a_page(tmp_path / "b.pdf", widths + shown(lines, mode=3), [(scan, 0, 0, 842)])

    page = read(source, tmp_path)

    assert texts(page) == WORDS
    assert page.renewed == "layer"


def drawn(pdf: Path) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[0].render(scale=200 / 72, grayscale=True).to_pil()
        return picture.convert("L")


def test_a_watermark_is_one_word_behind_the_letter(tmp_path: Path) -> None:
    watermark = b"q 0.85 g BT /F 90 Tf 0.62 0.78 -0.78 0.62 120 400 Tm (ENTWURF) Tj ET Q "

    page = read(a_page(tmp_path / "a.pdf", watermark + shown(LETTER)), tmp_path)

    assert texts(page) == [*WORDS, "ENTWURF"]


def test_a_line_upside_down_does_not_turn_the_page(tmp_path: Path) -> None:
    line = a_picture("Antwort bis Freitag erbeten", turned=180)

    page = read(a_page(tmp_path / "a.pdf", shown(LETTER), [(line, 72, 300, 20)]), tmp_path)

    assert page.angle == 0
    assert texts(page) == [*WORDS, "Antwort", "bis", "Freitag", "erbeten"]
    assert all(word.box.top > 2000 for word in page.words if not word.digital)
