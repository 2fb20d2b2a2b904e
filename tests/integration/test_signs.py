"""Dashes, dotted zeros and boxes in brackets, read by the real engine."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.drafts.doubts import page_doubts
from pipeline.core.model import Page
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]

_LETTER = (
    "Der Vertrag – so die Klägerin – ist nichtig.",
    "Öffnungszeiten: Mo–Fr 8.00 – 12.00 Uhr, S. 12–14",
    "Bitte per E-Mail an den Online-Dienst, Nr. 05-17",
    "Bestellt: 4 × Bodenplatte 1200 × 800 × 45 mm",
)


def _pages(source: Path, folder: Path) -> tuple[Page, ...]:
    pdf = folder / "pages.pdf"
    facts = open_scan(source, pdf)
    return read_pages(TesseractInProcess(), pdf, facts.pages, languages=("deu",), folder=folder)


@pytest.mark.parametrize("face", ["LiberationSans-Regular.ttf", "LiberationSerif-Regular.ttf"])
def test_dashes_and_times_signs_are_told_from_hyphens_and_letters(
    tmp_path: Path, face: str
) -> None:
    sheet, font = Image.new("L", (1800, 1200), 250), ImageFont.truetype(face, 46)
    for at, line in enumerate(_LETTER):
        ImageDraw.Draw(sheet).text((200, 200 + 90 * at), line, 20, font)
    sheet.save(tmp_path / "letter.png", dpi=(300, 300))

    (page,) = _pages(tmp_path / "letter.png", tmp_path)

    assert " ".join(word.text for word in page.words) == " ".join(_LETTER)


def test_no_dotted_zero_of_a_receipt_is_another_figure_without_a_mark(
    shared_data: Path, tmp_path: Path
) -> None:
    pages = _pages(shared_data / "cases" / "22_kassenbon_meterlang.png", tmp_path)

    printed = Counter(f"{at:03d}" for at in range(1, 160))
    printed.update(str(1000 + 7 * at) for at in range(1, 160))
    silent = Counter(
        word.text for page in pages for word in page.words if word not in page_doubts(page)
    )
    figures = Counter({text: n for text, n in silent.items() if text.isdigit() and len(text) > 2})
    assert not figures - printed
    assert sum((printed & Counter(w.text for p in pages for w in p.words)).values()) >= 310


def test_an_empty_box_in_brackets_is_no_figure(shared_data: Path, tmp_path: Path) -> None:
    first, _ = _pages(shared_data / "cases" / "66_ankreuzfelder_trennung.pdf", tmp_path)

    text = " ".join(word.text for word in first.words)
    assert "[x] Vormittag [ ] Nachmittag ☒ vegetarisch ☐ mit Fleisch" in text
