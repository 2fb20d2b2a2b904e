"""Tables and columns of whole files: scanned invoices, and digital ones from outside."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from pipeline.core.model import Page
from pipeline.core.scans.layout import PageTable, TextBlock, page_layout
from pipeline.engines.tesseract_cli import TesseractCli
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages
from tools import samples


def _truth(text: str) -> list[list[str]]:
    """The rows of a sample invoice: header, items and three totals."""
    lines = text.splitlines()
    at = lines.index("Pos.")
    rows: list[list[str]] = []
    while not rows or lines[at].isdigit():
        rows.append(lines[at : at + 5])
        at += 5
    return rows + [["", lines[total], "", "", lines[total + 1]] for total in range(at, at + 6, 2)]


@pytest.mark.engine
@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_table_of_a_scanned_invoice_has_its_rows_and_columns(seed: int, tmp_path: Path) -> None:
    sample = samples.german_invoice(tmp_path / "Rechnung.pdf", seed=seed)
    facts = open_scan(sample.path, tmp_path / "pages.pdf")

    (page,) = read_pages(
        TesseractCli(), tmp_path / "pages.pdf", facts.pages, languages=("deu",), folder=tmp_path
    )

    (table,) = (part for part in page_layout(page) if isinstance(part, PageTable))
    found = [
        [" ".join(piece.text for words in cell.paragraphs for piece in words) for cell in row]
        for row in table.rows
    ]
    truth = _truth(sample.text)
    assert table.header
    assert [column.flush_right for column in table.columns] == [True, False, True, True, True]
    assert [[bool(text) for text in row] for row in found] == [
        [bool(text) for text in row] for row in truth
    ]
    right = sum(
        ours == theirs
        for row, wanted in zip(found, truth, strict=True)
        for ours, theirs in zip(row, wanted, strict=True)
    )
    assert (
        right >= 0.85 * 55
    )  # measured: 48 to 53 of 55 cells letter by letter; the others were misread


def _digital(source: Path, folder: Path) -> tuple[Page, ...]:
    """The pages that bring text along; what stands in pictures on them is read."""
    facts = open_scan(source, folder / "pages.pdf")
    digital = tuple(page for page in facts.pages if page.digital or page.pictures)
    return read_pages(
        TesseractCli(), folder / "pages.pdf", digital, languages=("deu",), folder=folder
    )


@pytest.mark.parametrize(
    ("name", "sizes"),
    [
        ("rechnung_mustang_507.pdf", [(4, 5), (3, 3)]),
        ("rechnung_einfach_pdfa3.pdf", [(4, 7), (3, 6)]),
        ("saeco_invoice.pdf", [(4, 6), (3, 4)]),
        ("pypdf026_multicolumn.pdf", [(6, 5)]),
        ("pypdf006_outline.pdf", []),
        ("pypdf021_pdfa.pdf", []),
        ("plumb_2023-06-20-PV.pdf", []),
    ],
)
def test_real_tables_have_their_rows_and_columns_and_nothing_else_is_one(
    name: str, sizes: list[tuple[int, int]], shared_data: Path, tmp_path: Path
) -> None:
    pages = _digital(shared_data / "scans" / name, tmp_path)

    tables = [part for page in pages for part in page_layout(page) if isinstance(part, PageTable)]
    assert [(len(table.rows), len(table.columns)) for table in tables] == sizes
    assert all(table.header for table in tables)


def test_the_columns_of_a_real_page_are_read_one_after_the_other(
    shared_data: Path, tmp_path: Path
) -> None:
    page, *_ = _digital(shared_data / "scans" / "pypdf026_multicolumn.pdf", tmp_path)

    body = [
        words[0].box.left > page.width / 2
        for part in page_layout(page)
        if isinstance(part, TextBlock)
        and len(words := [word for piece in part.lines[0] for word in piece.words]) > 30
    ]
    assert [right for right, _ in groupby(body)] == [False, True]
