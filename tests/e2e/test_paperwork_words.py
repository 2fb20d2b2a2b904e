"""Whether people find what stands on their papers, with whatever program they look."""

from collections.abc import Callable
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdf
import pytest

from tests.e2e import papers, readers
from tests.e2e.papers import PAPERS, PICTURES
from tools.compare import word_recall, words

if TYPE_CHECKING:
    from tests.e2e.conftest import Paperwork

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1500), pytest.mark.xdist_group("paperwork")]

REAL_LOOKING = ("Brief.pdf", "Rechnung.pdf", "Niederschrift.tif", "Verkehrt.pdf")
"""Whole pages with noise and small print, of which a word may be misread."""
EXACT = tuple(source for source in PAPERS if source not in (*REAL_LOOKING, "Leer.pdf", "Von rechts.pdf"))
PLACED = (
    "Vier Richtungen.pdf", "Rotate.pdf", "Rotate und CropBox.pdf", "Schief.pdf", "Seitenrahmen.pdf",
    "Kompressionen.pdf", "Archiv.pdf", "Formular.pdf", "Signiert.pdf", "Nur lesen.pdf",
)  # fmt: skip
Reader = Callable[[Path], list[str]]


@pytest.mark.parametrize("read", readers.READERS)
@pytest.mark.parametrize("source", EXACT)
def test_every_reader_gets_the_words_of_each_page_in_order(paperwork: "Paperwork", source: str, read: Reader) -> None:
    found = read(paperwork.output(source, ".pdf"))

    assert [words(text) for text in found] == [words(" ".join(sheet.words)) for sheet in paperwork.truth[source]]


@pytest.mark.parametrize("read", readers.READERS)
@pytest.mark.parametrize("source", REAL_LOOKING)
def test_nearly_every_word_of_a_whole_page_is_found(paperwork: "Paperwork", source: str, read: Reader) -> None:
    found = "\n".join(read(paperwork.output(source, ".pdf")))

    assert word_recall(" ".join(paperwork.truth[source][0].words), found) > 0.96


@pytest.mark.parametrize("source", PLACED)
def test_words_lie_on_their_pixels(paperwork: "Paperwork", source: str) -> None:
    found = readers.spots(paperwork.output(source, ".pdf"))

    for number, sheet in enumerate(paperwork.truth[source]):
        there = {spot.text: spot for spot in found[number]}
        away = {
            spot.text: hypot((there[spot.text].x - spot.x) * sheet.width, (there[spot.text].y - spot.y) * sheet.height)
            for spot in sheet.spots
            if spot.text in there
        }
        assert len(away) >= 0.9 * len(sheet.spots)
        assert {text: lines for text, lines in away.items() if lines > 0.4} == {}, f"page {number + 1}"


@pytest.mark.parametrize("source", ["Brief.pdf", "Verkehrt.pdf", "Fax.tif", "Sehr fein.tif"])
def test_under_every_word_there_is_ink(paperwork: "Paperwork", source: str) -> None:
    pdf = paperwork.output(source, ".pdf")

    shown, found = readers.pictures(pdf, dpi=75), readers.spots(pdf)

    for picture, spots in zip(shown, found, strict=True):
        height, width = picture.shape
        letters = [spot for spot in spots if len(spot.text) > 3]
        around = [picture[int(spot.y * height) - 4 :, int(spot.x * width) - 6 :][:8, :12] for spot in letters]
        paper = float(np.median(picture))
        assert sum(spot.min() < paper - 60 for spot in around) > 0.97 * len(letters)


def test_a_blank_page_stays_blank(paperwork: "Paperwork") -> None:
    pdf = paperwork.output("Leer.pdf", ".pdf")

    assert [read(pdf) for read in readers.READERS] == [["", ""]] * 3
    assert paperwork.items["Leer.pdf"]["reason"] is None


@pytest.mark.parametrize("read", readers.READERS)
def test_umlauts_are_read(paperwork: "Paperwork", read: Reader) -> None:
    (text,) = read(paperwork.output("Kanzlei Öztürk/Größe 漢字 🎉.pdf", ".pdf"))

    for umlaut in "äöüßÄÖÜ":
        assert text.count(umlaut) == " ".join(papers.GERMAN).count(umlaut)


@pytest.mark.parametrize("source", [*PICTURES, "Kanzlei Öztürk/Größe 漢字 🎉.pdf", "Fax.tif"])
def test_lines_stay_lines_in_the_layout_of_pypdf(paperwork: "Paperwork", source: str) -> None:
    lines = papers.ENGLISH[:2] if source in PICTURES else papers.GERMAN if "Größe" in source else papers.ENGLISH

    (page,) = pypdf.PdfReader(paperwork.output(source, ".pdf"), strict=True).pages
    layout = page.extract_text(extraction_mode="layout")

    assert [" ".join(line.split()) for line in layout.splitlines() if line.strip()] == list(lines)


def test_letters_from_right_to_left_are_in_their_order_in_the_draft(paperwork: "Paperwork") -> None:
    from docx import Document  # noqa: PLC0415 - only here

    draft = Document(str(paperwork.output("Von rechts.pdf", ".docx")))

    assert papers.HEBREW in [paragraph.text for paragraph in draft.paragraphs]


def test_the_language_of_each_document_is_found(paperwork: "Paperwork") -> None:
    german = {"Kanzlei Öztürk/Größe 漢字 🎉.pdf", "Brief.pdf", "Rechnung.pdf", "Niederschrift.tif", "Signiert.pdf"}
    english = {"Vier Richtungen.pdf", "Seiten gemischt.pdf", "Seitenrahmen.pdf", "Verkehrt.pdf", "Fax.tif"}

    found = {source: paperwork.items[source]["language"] for source in german | english}

    assert found == dict.fromkeys(german, "de") | dict.fromkeys(english, "en")
