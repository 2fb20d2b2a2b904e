"""Invoices as a scanner delivers them, read by the real Tesseract: their tables, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.core.layout import Table, passages
from pipeline.engines.tesseract_cli import TesseractCli
from pipeline.scans import open_scan, read_pages
from tools import samples

pytestmark = pytest.mark.engine


def _truth(text: str) -> list[list[str]]:
    """The rows of a sample invoice: header, items and three totals."""
    lines = text.splitlines()
    at = lines.index("Pos.")
    rows: list[list[str]] = []
    while not rows or lines[at].isdigit():
        rows.append(lines[at : at + 5])
        at += 5
    return rows + [["", lines[total], "", "", lines[total + 1]] for total in range(at, at + 6, 2)]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_table_of_a_scanned_invoice_has_its_rows_and_columns(seed: int, tmp_path: Path) -> None:
    sample = samples.german_invoice(tmp_path / "Rechnung.pdf", seed=seed)
    facts = open_scan(sample.path, tmp_path / "pages.pdf")

    (page,) = read_pages(TesseractCli(), tmp_path / "pages.pdf", facts.pages, languages=("deu",), folder=tmp_path)

    (table,) = (part for part in passages(page) if isinstance(part, Table))
    found = [
        [" ".join(piece.text for words in cell.paragraphs for piece in words) for cell in row] for row in table.rows
    ]
    truth = _truth(sample.text)
    assert table.header
    assert [column.flush_right for column in table.columns] == [True, False, True, True, True]
    assert [[bool(text) for text in row] for row in found] == [[bool(text) for text in row] for row in truth]
    right = sum(
        ours == theirs
        for row, wanted in zip(found, truth, strict=True)
        for ours, theirs in zip(row, wanted, strict=True)
    )
    print(right)
    assert right >= 0.85 * 55
