"""E-invoices from their PDF to the draft: facts from the data, differences at its top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.document import Document as DocumentType

from pipeline import engines, process
from pipeline.core.model import Job, Kind
from pipeline.core.scans.arrangement import NO_HABITS, Habits, Oddity
from pipeline.pdf.pages import join
from pipeline.recipe import DocumentResults, Recipe
from pipeline.scans.separator import write_separator
from tests.e_invoices import GUIDELINES, carrying, cross_industry, universal, written

pytestmark = pytest.mark.engine

_SHA = "ef" * 32
_LINES = (
    "Rechnung RE-2026/114 vom 05.03.2026",
    "Netto 473,00 EUR",
    "Umsatzsteuer 56,87 EUR",
    "Gesamt 529,87 EUR, noch zu zahlen 500,00 EUR",
)


def _printed(*lines: str) -> bytes:
    """A page of digital text."""
    return _pages(lines)


def _pages(*pages: Sequence[str]) -> bytes:
    """Pages of digital text."""
    stream = BytesIO()
    with pikepdf.new() as document:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        for lines in pages:
            page = document.add_blank_page(page_size=(595, 842))
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            shown = " ".join(f"({line}) Tj 0 -24 Td" for line in lines)
            content = f"BT /F1 12 Tf 70 760 Td {shown} ET".encode("cp1252")
            page.Contents = document.make_stream(content)
        document.save(stream)
    return stream.getvalue()


def _composed(tmp_path: Path, pdf: Path, paper: Habits = NO_HABITS) -> DocumentResults:
    recipe = Recipe(
        tmp_path / "artefacts", "1", "de", "tesserocr 5", 1, ("deu",), "none 1 base", ("de",)
    )
    recipe = replace(recipe, paper=paper)
    job = Job(f"000001-{_SHA[:12]}", Kind.SCAN, pdf.name, _SHA)
    for unit in process.prepare(job, pdf, tmp_path, recipe):
        process.read(engines.OCR["tesserocr"](), job, unit, tmp_path, recipe)
    return process.compose(job, tmp_path, recipe)


def _text(results: DocumentResults, part: int = 1) -> str:
    draft: DocumentType = Document(str(results.files[2 * part - 1]))
    cells = "\n".join(
        cell.text for table in draft.tables for row in table.rows for cell in row.cells
    )
    return "\n".join(paragraph.text for paragraph in draft.paragraphs) + cells


@pytest.mark.parametrize(
    ("data", "standard"),
    [
        (cross_industry(GUIDELINES["Factur-X/ZUGFeRD 2 BASIC"]), "Factur-X/ZUGFeRD 2 BASIC"),
        (universal(), "XRechnung (UBL)"),
    ],
)
def test_facts_come_from_the_data(tmp_path: Path, data: bytes, standard: str) -> None:
    pdf = written(carrying(data, base=_printed(*_LINES)), tmp_path / "Rechnung.pdf")

    results = _composed(tmp_path, pdf)

    text = _text(results)
    assert "Löwe & Söhne GmbH" in text
    assert "Stadtwerke Musterstadt" in text
    assert "04.04.2026" in text
    assert standard in text
    assert "Bitte vergleichen" not in text
    assert Oddity.E_INVOICE not in results.facts.oddities


def test_a_difference_is_told_in_draft_and_report(tmp_path: Path) -> None:
    data = cross_industry(GUIDELINES["Factur-X/ZUGFeRD 2 EN 16931"], gross="5290.87")
    pdf = written(carrying(data, base=_printed(*_LINES)), tmp_path / "Rechnung.pdf")

    results = _composed(tmp_path, pdf)

    assert "„Gesamtbetrag: 5.290,87“, auf keiner Seite steht das" in _text(results)
    assert results.facts.oddities == (Oddity.E_INVOICE,)


def test_broken_data_are_told_and_the_pages_are_read(tmp_path: Path) -> None:
    pdf = written(carrying(b"<broken", base=_printed(*_LINES)), tmp_path / "Rechnung.pdf")

    results = _composed(tmp_path, pdf)

    assert "ließen sich nicht lesen" in _text(results)
    assert "473,00" in _text(results)
    assert results.facts.oddities == (Oddity.E_INVOICE,)


def _divided(tmp_path: Path, *parts: Sequence[str]) -> DocumentResults:
    """What becomes of a PDF with data whose documents stand between separator sheets."""
    sheet, base = tmp_path / "sheet.pdf", tmp_path / "base.pdf"
    write_separator(sheet, "de")
    joined = []
    for at, lines in enumerate(parts):
        pages = tmp_path / f"part{at}.pdf"
        pages.write_bytes(_printed(*lines))
        joined += [pages, sheet]
    join(joined[:-1], base)
    data = cross_industry(GUIDELINES["Factur-X/ZUGFeRD 2 EN 16931"])
    pdf = written(carrying(data, base=base.read_bytes()), tmp_path / "Stapel.pdf")
    return _composed(tmp_path, pdf, Habits(split="sheets"))


def test_of_several_documents_the_one_with_the_number_has_the_data(tmp_path: Path) -> None:
    results = _divided(tmp_path, ("Sehr geehrte Frau Weiß,", "anbei die Rechnung."), _LINES)

    assert len(results.files) == 4
    assert "E-Rechnung" not in _text(results)
    assert "Löwe & Söhne GmbH" in _text(results, 2)
    assert "nur im Original" in _text(results, 2)
    assert Oddity.E_INVOICE not in results.facts.oddities


def test_data_of_none_of_the_documents_are_told(tmp_path: Path) -> None:
    results = _divided(tmp_path, ("Sehr geehrte Frau Weiß,", "wie besprochen."), ("Anlage 1",))

    assert "keines der Dokumente" in _text(results)
    assert "Löwe" not in _text(results) + _text(results, 2)
    assert results.facts.oddities == (Oddity.E_INVOICE,)


def test_an_invoice_without_its_blank_page_has_the_data(tmp_path: Path) -> None:
    data = cross_industry(GUIDELINES["Factur-X/ZUGFeRD 2 EN 16931"])
    pdf = written(carrying(data, base=_pages(_LINES, ())), tmp_path / "Rechnung.pdf")

    results = _composed(tmp_path, pdf, Habits(blank="remove"))

    assert results.facts.left_out == 1
    assert "Löwe & Söhne GmbH" in _text(results)
    assert "nur im Original" in _text(results)


@pytest.mark.parametrize(
    "name",
    [
        "rechnung_einfach_pdfa3.pdf",
        "rechnung_mustang_507.pdf",
        "rechnung_rabatte_pdfa3.pdf",
        "encrypted_owner_only_chef.pdf",
    ],
)
def test_real_e_invoices_agree_with_their_pages(
    shared_data: Path, tmp_path: Path, name: str
) -> None:
    results = _composed(tmp_path, shared_data / "scans" / name)

    text = _text(results)
    assert "EN 16931" in text
    assert Oddity.E_INVOICE not in results.facts.oddities
