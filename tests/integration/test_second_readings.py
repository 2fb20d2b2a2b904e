"""The second reader's network: single words, and a page with figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline import engines
from pipeline.core.model import Box, Word
from pipeline.engines.pp_ocr import PpOcr
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.ports import PageImage
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages
from pipeline.scans.second_opinion import SecondReader, TwoReaders, with_second_opinions

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]

SIZE = 42


@pytest.fixture(scope="module", name="reader")
def _reader() -> PpOcr:
    reader = engines.second_reader()
    if reader is None:
        pytest.skip("the second reader is not installed: make setup")
    return reader


def _drawn(text: str, font: str) -> Image.Image:
    look = ImageFont.truetype(font, SIZE)
    left, top, right, bottom = look.getbbox(text)
    picture = Image.new("L", (round(right - left) + 8, round(bottom - top) + 8), 250)
    ImageDraw.Draw(picture).text((4 - left, 4 - top), text, 20, look)
    return picture


@pytest.mark.parametrize("font", ["LiberationSans-Regular.ttf", "DejaVuSerif.ttf"])
def test_single_words_are_read(font: str, reader: PpOcr) -> None:
    words = ("1.234,56", "17.03.2026", "GL-7924/26", "Straße", "m²,", "Überweisung")

    readings = reader.read([_drawn(word, font) for word in words])

    assert tuple(reading.text for reading in readings) == words
    assert min(reading.confidence for reading in readings) > 0.8


def test_nothing_is_read_from_nothing(reader: PpOcr) -> None:
    (reading,) = reader.read([Image.new("L", (40, 40), 255)])

    assert reading.text == ""
    assert reader.read([]) == ()


def test_narrow_and_wide_pictures_keep_their_order(reader: PpOcr) -> None:
    words = ("Rechnungsempfängerin", "7", "Nr.", "Buchhaltung", "12")

    readings = reader.read([_drawn(word, "LiberationSans-Regular.ttf") for word in words])

    assert tuple(reading.text for reading in readings) == words


def test_a_misread_figure_of_a_page_is_mended(reader: PpOcr, tmp_path: Path) -> None:
    page = Image.new("L", (600, 120), 255)
    page.paste(_drawn("5.627,87", "LiberationSans-Regular.ttf"), (100, 30))
    path = tmp_path / "page.pgm"
    page.save(path)
    width, height = _drawn("5.627,87", "LiberationSans-Regular.ttf").size
    wrong = Word("3.627,87", Box(104, 34, 96 + width, 26 + height), 0.7, 0, 0, 0)
    both = TwoReaders(TesseractInProcess(), SecondReader(reader.read, reader.alphabet))

    (word,) = with_second_opinions(both, PageImage(path, 600, 120, 300), (wrong,), ("deu",))

    assert (word.text, word.second) == ("5.627,87", "3.627,87")


def test_case_04_the_numbers_of_a_form(reader: PpOcr, shared_data: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "pages.pdf"
    facts = open_scan(shared_data / "cases" / "04_formular_ausgefuellt.pdf", pdf)
    both = TwoReaders(TesseractInProcess(), SecondReader(reader.read, reader.alphabet))

    (page,) = read_pages(both, pdf, facts.pages, languages=("deu",), folder=tmp_path)

    texts = [word.text for word in page.words]
    assert [text for text in texts if text[:-1].isdigit() and text.endswith(".")] == [
        f"{number}." for number in range(1, 9)
    ]
