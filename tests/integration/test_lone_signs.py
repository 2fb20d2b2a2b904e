"""What Tesseract passes over, on pages read by the real engine."""

from __future__ import annotations

from itertools import pairwise
from math import cos, sin
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Page
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]

LETTER = (
    "Sehr geehrte Damen und Herren,",
    "wir danken für Ihren Auftrag und stellen Ihnen die folgenden",
    "Leistungen in Rechnung. Bitte überweisen Sie den Betrag ohne",
    "Abzug innerhalb von vierzehn Tagen auf unser Konto.",
)
ITEMS = ("Bürostuhl, blau", "Kabel, 3 Meter", "Montage vor Ort", "Ordner, breit", "Klebeband",
         "Notizblock liniert")  # fmt: skip


def a_letter(
    font: str, points: int, *, lines: int = 4
) -> tuple[Image.Image, ImageDraw.ImageDraw, ImageFont.FreeTypeFont, int]:
    """A sheet with a letter's text, and where it goes on."""
    page = Image.new("L", (2480, 3508), 255)
    draw, type_ = ImageDraw.Draw(page), ImageFont.truetype(font, round(points * 300 / 72))
    top = 450
    for line in (LETTER * 4)[:lines]:
        draw.text((300, top), line, 15, type_)
        top += round(points * 6)
    return page, draw, type_, top


def read(page: Image.Image, folder: Path) -> Page:
    page.save(folder / "page.png", dpi=(300, 300))
    facts = open_scan(folder / "page.png", folder / "pages.pdf")
    (seen,) = read_pages(
        TesseractInProcess(), folder / "pages.pdf", facts.pages, languages=("deu",), folder=folder
    )
    return seen


@pytest.mark.parametrize(
    ("font", "points", "column"),
    [
        ("DejaVuSans.ttf", 8, "123456"),
        ("LiberationSerif-Regular.ttf", 8, "477443"),
        ("DejaVuSerif.ttf", 11, "EAAFAK"),
        ("NimbusSans-Regular.otf", 9, "728594"),
    ],
)
def test_a_column_of_single_signs_stands_beside_its_rows(
    font: str, points: int, column: str, tmp_path: Path
) -> None:
    page, draw, type_, top = a_letter(font, points)
    for number, (sign, item) in enumerate(zip(column, ITEMS, strict=True)):
        row = top + 100 + round(points * 7.5) * number
        draw.text((300, row), sign, 15, type_)
        draw.text((520, row), item, 15, type_)
        draw.text((1900, row), f"{17 + number},50", 15, type_)

    seen = read(page, tmp_path)

    lines: dict[int, list[str]] = {}
    for word in seen.words:
        lines.setdefault(word.line, []).append(word.text)
    found = {
        item: line[0] for line in lines.values() for item in ITEMS if line[1:2] == item.split()[:1]
    }
    assert [found.get(item) for item in ITEMS] == list(column)
    assert seen.signs == ()


def test_a_lone_page_number_is_read(tmp_path: Path) -> None:
    page, draw, type_, _top = a_letter("LiberationSans-Regular.ttf", 11)
    draw.text((1230, 3200), "3", 15, type_)

    assert [word.text for word in read(page, tmp_path).words][-1] == "3"


def test_a_clean_letter_stays_as_it_was_read(tmp_path: Path) -> None:
    page, draw, _type, top = a_letter("P052-Italic.otf", 11, lines=8)
    draw.text((300, 200), "Einladung", 15, ImageFont.truetype("Z003-MediumItalic.otf", 170))
    draw.line((300, top + 60, 1500, top + 60), 15, 3)
    for dot in range(60):
        draw.ellipse((300 + 14 * dot, top + 160, 304 + 14 * dot, top + 164), 15)

    seen = read(page, tmp_path)

    assert (seen.signs, seen.handwriting, seen.overprints, seen.unread) == ((), (), (), ())
    letter = " ".join(LETTER * 2).split()
    assert [word.text for word in seen.words if word.box.top > 400][: len(letter)] == letter


def test_a_signature_is_shown_and_not_read(tmp_path: Path) -> None:
    page, draw, type_, top = a_letter("LiberationSans-Regular.ttf", 11, lines=8)
    points = [
        (330 + 7 * step + 60 * cos(step / 2), top + 150 + 80 * sin(step / 2 + step * step / 900))
        for step in range(80)
    ]
    for one, other in pairwise(points):
        draw.line((*one, *other), 40, 5)
    draw.text((300, top + 280), "Dr. Heinrich Vogel", 15, type_)

    seen = read(page, tmp_path)

    (place,) = seen.handwriting
    assert place.left < 400
    assert place.top < top + 150 < place.bottom
    assert [word.text for word in seen.words][-3:] == ["Dr.", "Heinrich", "Vogel"]
    assert len(seen.words) == len(" ".join(LETTER * 2).split()) + 3


def test_print_across_the_text_is_told_with_its_place(tmp_path: Path) -> None:
    page, _draw, _type, top = a_letter("LiberationSans-Regular.ttf", 11, lines=14)
    font = ImageFont.truetype("LiberationSans-Bold.ttf", 300)
    stamp = Image.new("L", (1200, 420), 0)
    ImageDraw.Draw(stamp).text((40, 20), "COPY", 255, font)
    page.paste(0, (400, 500), stamp.rotate(25, expand=True))

    seen = read(page, tmp_path)

    (place,) = seen.overprints
    assert place.top < 900 < place.bottom
    assert place.bottom < top + 300
