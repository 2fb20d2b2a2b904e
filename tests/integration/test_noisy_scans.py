"""Specks on a page, read by both real engines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.engines.tesseract_cli import TesseractCli
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.ports import OcrEngine
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages
from tools.compare import loose_word_error_rate

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]

LETTER = (
    "Sehr geehrte Frau Mühlbauer,",
    "über die Schlüssel für das Haus und den Öltank haben wir am 18.08.2026",
    "gesprochen. Fällig sind 1.234,56 EUR bis zum 3. Mai; die Übergabe erfolgt",
    "im Büro. Bitte bringen Sie mit:",
    "- den Ausweis, die Zählerstände und das Protokoll",
    "- eine Kopie der Rechnung vom 7. April",
    "Für Rückfragen stehen wir Ihnen gerne zur Verfügung und wünschen bis",
    "dahin eine gute Zeit. Wie vereinbart, übernehmen wir die Kosten der",
    "Prüfung in Höhe von 75,00 EUR je Monat.",
)


def noisy_letter(path: Path, *, black_and_white: bool) -> Path:
    sheet = np.full((2000, 2480), 244, np.uint8)
    page = Image.fromarray(sheet)
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 42)
    for number, line in enumerate(LETTER):
        ImageDraw.Draw(page).text((250, 200 + 75 * number), line, 20, font)
    chance = np.random.default_rng(2)
    grey = np.array(page)
    for row, column, side in zip(
        chance.integers(0, 1990, 1800),
        chance.integers(0, 2470, 1800),
        chance.integers(2, 4, 1800),
        strict=True,
    ):
        grey[row : row + side, column : column + side] = 50
    drawn = Image.fromarray(grey)
    (
        drawn.point(lambda shade: 255 * (shade > 150)).convert("1") if black_and_white else drawn
    ).save(path, dpi=(300, 300))
    return path


@pytest.mark.parametrize("engine", [TesseractInProcess, TesseractCli])
@pytest.mark.parametrize("black_and_white", [False, True], ids=["grey", "1-bit"])
def test_specks_are_not_read(
    tmp_path: Path, engine: Callable[[], OcrEngine], *, black_and_white: bool
) -> None:
    source = noisy_letter(tmp_path / "letter.png", black_and_white=black_and_white)
    before = source.read_bytes()
    facts = open_scan(source, tmp_path / "pages.pdf")

    (page,) = read_pages(
        engine(), tmp_path / "pages.pdf", facts.pages, languages=("deu",), folder=tmp_path
    )

    found = " ".join(word.text for word in page.words)
    assert loose_word_error_rate(" ".join(LETTER), found) <= 0.02
    assert all(each in found for each in ("18.08.2026", "1.234,56", "Öltank", "Übergabe"))
    assert sum(word.text == "-" for word in page.words) == 2
    assert source.read_bytes() == before
