"""Print so pale that Tesseract takes it for paper, beside ink: on its own it would be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.scans.faint_print import darkened_picture, text_cells, unread_share
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages

DPI = 300
SIZE = (2480, 3508)
LETTER = (
    "Sehr geehrte Damen und Herren,",
    "vielen Dank für Ihre Bestellung. Die Lieferung erfolgt in der kommenden Woche,",
    "und die Rechnung liegt diesem Schreiben bei. Bitte prüfen Sie die Angaben.",
    "Mit freundlichen Grüßen",
)
NOTES = (
    "Alle Preise verstehen sich zuzüglich der gesetzlichen Umsatzsteuer.",
    "Zahlbar innerhalb von vierzehn Tagen ohne jeden Abzug auf unser Konto.",
    "Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum.",
    "Gerichtsstand für beide Seiten ist der Sitz unserer Gesellschaft.",
)


def a_page(notes: int, *, paper: int = 255, grain: float = 0) -> Image.Image:
    """A letter in black with a heading on a dark bar, and small notes in the shade ``notes``."""
    page = Image.new("L", SIZE, paper)
    draw = ImageDraw.Draw(page)
    draw.rectangle((200, 300, 2280, 420), fill=90)
    for number, line in enumerate(LETTER):
        draw.text(
            (200, 600 + 80 * number),
            line,
            fill=0,
            font=ImageFont.truetype("LiberationSans-Regular.ttf", 46),
        )
    for number, line in enumerate(NOTES):
        draw.text(
            (200, 2900 + 50 * number),
            line,
            fill=notes,
            font=ImageFont.truetype("LiberationSans-Regular.ttf", 32),
        )
    noise = np.random.default_rng(1).normal(0, grain, (SIZE[1], SIZE[0])) if grain else 0
    return Image.fromarray((np.asarray(page) + noise).clip(0, 255).astype(np.uint8))


def words_of(page: Image.Image, folder: Path) -> str:
    page.save(folder / "page.png", dpi=(DPI, DPI))
    facts = open_scan(folder / "page.png", folder / "page.pdf")
    (read,) = read_pages(
        TesseractInProcess(), folder / "page.pdf", facts.pages, languages=("deu",), folder=folder
    )
    return " ".join(word.text for word in read.words)


@pytest.mark.engine
@pytest.mark.parametrize(("notes", "paper", "grain"), [(170, 255, 0), (185, 255, 0), (165, 240, 4)])
def test_pale_notes_are_read_along_with_the_letter(
    notes: int, paper: int, grain: float, tmp_path: Path
) -> None:
    found = words_of(a_page(notes, paper=paper, grain=grain), tmp_path)

    assert all(line.split()[0] in found for line in LETTER)
    assert "gesetzlichen Umsatzsteuer" in found
    assert "Sitz unserer Gesellschaft" in found


def test_text_without_a_word_near_it_is_unread() -> None:
    page = a_page(120)
    whole = [Box(200, 590, 2000, 960), Box(200, 2890, 2000, 3110)]

    assert unread_share(text_cells(page, DPI), whole) == pytest.approx(0, abs=0.02)
    assert unread_share(text_cells(page, DPI), whole[:1]) > 0.3
    assert unread_share(text_cells(page, DPI), []) == pytest.approx(1)


def test_rules_and_solid_areas_are_no_text() -> None:
    page = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(page)
    draw.rectangle((300, 300, 900, 900), fill=100)
    for row in range(1000, 3000, 80):
        draw.line((200, row, 2280, row), fill=0, width=4)

    assert unread_share(text_cells(page, DPI), []) == 0


def test_black_and_white_has_nothing_to_darken() -> None:
    assert darkened_picture(a_page(170).point([0] * 128 + [255] * 128)) is None
    assert darkened_picture(Image.new("L", (10, 10), 0)) is None


def test_what_is_paler_than_ink_becomes_darker_and_paper_white() -> None:
    page = a_page(170, paper=240)

    darker = darkened_picture(page)

    assert darker is not None
    assert darker.getpixel((10, 10)) == 255
    assert page.getextrema()[0] == darker.getextrema()[0] == 0
    assert sum(darker.histogram()[:170]) > sum(page.histogram()[:170])
