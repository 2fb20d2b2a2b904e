"""Boxes to tick, misread marks and a word over two pages, read by the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.core.drafts.doubts import page_doubts
from pipeline.core.scans.layout import TextBlock, document_layout
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]


def test_a_form_keeps_its_ticks_and_the_word_over_its_pages(
    shared_data: Path, tmp_path: Path
) -> None:
    source, pdf = shared_data / "cases" / "66_ankreuzfelder_trennung.pdf", tmp_path / "pages.pdf"
    facts = open_scan(source, pdf)

    pages = read_pages(TesseractInProcess(), pdf, facts.pages, languages=("deu",), folder=tmp_path)

    text = " ".join(word.text for word in pages[0].words)
    assert "☒ vegetarisch ☐ mit Fleisch" in text
    assert "m?" in {word.text for word in page_doubts(pages[1])}
    words = {
        word.text
        for part in document_layout(pages)[0]
        if isinstance(part, TextBlock)
        for line in part.lines
        for word in line
    }
    assert "ausgeschlossen;" in words
