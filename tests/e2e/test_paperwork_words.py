"""Whether people find what stands on their papers, with whatever program they look."""

from collections.abc import Callable, Sequence
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdf
import pytest

from tests.e2e import papers, readers
from tests.e2e.papers import EXACT, PICTURES, WHOLE_PAGES
from tools.compare import word_recall, words

if TYPE_CHECKING:
    from tests.e2e.conftest import Paperwork

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1500), pytest.mark.xdist_group("paperwork")]

PLACED = (
    "Vier Richtungen.pdf", "Rotate.pdf", "Rotate und CropBox.pdf", "Seitenrahmen.pdf",
    "Kompressionen.pdf", "Archiv.pdf", "Formular.pdf", "Signiert.pdf", "Nur lesen.pdf",
)  # fmt: skip
Reader = Callable[[Path], list[str]]
DISORDERED: dict[tuple[str, Reader], int] = {
    ("Seite gemischt.pdf", readers.pdfium): 1,
    ("Seite gemischt.pdf", readers.by_pypdf): 1,
}
"""Pages of which a reader gets all words, but not in the order in which people read them.

On a page with words of its own pdfium and pypdf give the text layer first, since it comes first in
the file.
"""
OFF_BY_LINES = (0.4, 0.6, 1.6, 0.4)
"""How far the words of each page of the crooked document may lie from their pixels.

Its pages lie askew by 1.3, 3, 6 and 2 degrees, but the lines of the text layer are drawn almost
level: readers mix up steeper ones. What that costs grows from the middle of the page to its edges.
"""


@pytest.mark.parametrize("read", readers.READERS)
@pytest.mark.parametrize("source", EXACT)
def test_every_reader_gets_the_words_of_each_page_in_order(
    paperwork: "Paperwork", source: str, read: Reader
) -> None:
    disordered = DISORDERED.get((source, read), 0)

    found = [words(text) for text in read(paperwork.output(source, ".pdf"))]

    said = [words(" ".join(sheet.words)) for sheet in paperwork.truth[source]]
    if disordered:
        assert sorted(found.pop(disordered - 1)) == sorted(said.pop(disordered - 1))
    assert found == said


@pytest.mark.parametrize("read", readers.READERS)
@pytest.mark.parametrize("source", WHOLE_PAGES)
def test_nearly_every_word_of_a_whole_page_is_found(
    paperwork: "Paperwork", source: str, read: Reader
) -> None:
    found = "\n".join(read(paperwork.output(source, ".pdf")))

    assert word_recall(" ".join(paperwork.truth[source][0].words), found) > 0.96


@pytest.mark.parametrize("source", PLACED)
def test_words_lie_on_their_pixels(paperwork: "Paperwork", source: str) -> None:
    assert _away(paperwork, source, [0.4] * len(paperwork.truth[source])) == {}


def test_words_of_a_crooked_page_lie_on_their_pixels_as_far_as_readers_bear_it(
    paperwork: "Paperwork",
) -> None:
    assert _away(paperwork, "Schief.pdf", OFF_BY_LINES) == {}


def _away(paperwork: "Paperwork", source: str, allowed: Sequence[float]) -> dict[str, float]:
    """Words whose centre is further from where it was printed than each page allows.

    In lines of print.
    """
    away = {}
    found = readers.spots(paperwork.output(source, ".pdf"))
    for number, (sheet, lines) in enumerate(zip(paperwork.truth[source], allowed, strict=True)):
        there = {spot.text: spot for spot in found[number]}
        known = [(spot, there[spot.text]) for spot in sheet.spots if spot.text in there]
        assert len(known) >= 0.9 * len(sheet.spots), f"page {number + 1}"
        for spot, seen in known:
            distance = hypot((seen.x - spot.x) * sheet.width, (seen.y - spot.y) * sheet.height)
            if distance > lines:
                away[f"{spot.text}, page {number + 1}"] = distance
    return away


@pytest.mark.parametrize("source", ["Brief.pdf", "Verkehrt.pdf", "Fax.tif", "Sehr fein.tif"])
def test_under_every_word_there_is_ink(paperwork: "Paperwork", source: str) -> None:
    pdf = paperwork.output(source, ".pdf")

    shown, found = readers.pictures(pdf, dpi=75), readers.spots(pdf)

    for picture, spots in zip(shown, found, strict=True):
        height, width = picture.shape
        letters = [spot for spot in spots if len(spot.text) > 3]
        around = [
            picture[int(spot.y * height) - 4 :, int(spot.x * width) - 6 :][:8, :12]
            for spot in letters
        ]
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
    lines = (
        papers.ENGLISH[:2]
        if source in PICTURES
        else papers.GERMAN
        if "Größe" in source
        else papers.ENGLISH
    )

    (page,) = pypdf.PdfReader(paperwork.output(source, ".pdf"), strict=True).pages
    layout = page.extract_text(extraction_mode="layout")

    assert [" ".join(line.split()) for line in layout.splitlines() if line.strip()] == list(lines)


def test_letters_from_right_to_left_are_in_their_order_in_the_draft(paperwork: "Paperwork") -> None:
    from docx import Document  # noqa: PLC0415 - only here

    draft = Document(str(paperwork.output("Von rechts.pdf", ".docx")))

    assert papers.HEBREW in [paragraph.text for paragraph in draft.paragraphs]


def test_the_language_of_each_document_is_found(paperwork: "Paperwork") -> None:
    german = {
        "Kanzlei Öztürk/Größe 漢字 🎉.pdf",
        "Brief.pdf",
        "Rechnung.pdf",
        "Niederschrift.tif",
        "Signiert.pdf",
    }
    english = {
        "Vier Richtungen.pdf",
        "Seiten gemischt.pdf",
        "Seitenrahmen.pdf",
        "Verkehrt.pdf",
        "Fax.tif",
    }

    found = {source: paperwork.items[source]["language"] for source in german | english}

    assert found == dict.fromkeys(german, "de") | dict.fromkeys(english, "en")
