"""Paragraph signs of German pages, read by the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Page
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]

NOTICE = (
    "Bescheid vom 5. August 2025, Az. 8 O 88/25",
    "Gegen diesen Bescheid ist gem. § 357 AO der Einspruch zulässig.",
    "Die Umsätze sind nach § 4 Nr. 12 UStG steuerfrei.",
    "Verstoß gegen § 823 Abs. 2 BGB sowie §§ 22, 23 KUG.",
    "Preis: 8 Stück zu je 5 Euro, 6 Kisten zu 88 Euro.",
)
NUMBERS = (
    "Sehr geehrte Damen und Herren,",
    "wir liefern 8 20er Packungen, 5 10er und 88 500 g Dosen.",
    "Die Linie S 8 fährt um 8.15 Uhr, Gleis 8 später.",
    "Kosten: $ 19 pro Monat, $ 222 im Jahr, Größe S 38.",
)


def read(path: Path, folder: Path) -> Page:
    facts = open_scan(path, folder / "pages.pdf")
    (page,) = read_pages(
        TesseractInProcess(), folder / "pages.pdf", facts.pages, languages=("deu",), folder=folder
    )
    return page


def printed(lines: tuple[str, ...], path: Path, font: str) -> Path:
    sheet = Image.new("L", (2480, 900), 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(sheet).text((200, 120 + 90 * number), line, 20, ImageFont.truetype(font, 44))
    sheet.save(path, dpi=(300, 300))
    return path


def test_the_signs_of_a_clean_page_are_all_read(shared_data: Path, tmp_path: Path) -> None:
    page = read(shared_data / "cases" / "65_paragraphenzeichen.png", tmp_path)

    signs = [word.text for word in page.words if "§" in word.text]
    assert signs.count("§") == 18
    assert signs.count("§§") == 3


@pytest.mark.parametrize("font", ["LiberationSans-Regular.ttf", "DejaVuSerif.ttf"])
def test_citations_keep_their_signs_and_numbers_get_none(font: str, tmp_path: Path) -> None:
    notice = read(printed(NOTICE, tmp_path / "notice.png", font), tmp_path)
    numbers = read(printed(NUMBERS, tmp_path / "numbers.png", font), tmp_path)

    text = " ".join(word.text for word in notice.words)
    assert all(each in text for each in ("§ 357 AO", "§ 4 Nr.", "§ 823 Abs.", "§§ 22,"))
    assert text.count("§") == 5
    assert not [word for word in numbers.words if "§" in word.text]
