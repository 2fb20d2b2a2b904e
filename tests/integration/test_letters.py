"""Heads of letters as the real Tesseract reads them: made here, and from outside."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from docx import Document

from benchmarks.drafts_letters import FIELDS, REAL, scan_of
from pipeline import process
from pipeline.core.model import Job, Kind
from pipeline.core.scans.letter import letter_of
from pipeline.engines.tesseract_cli import TesseractCli
from pipeline.recipe import Recipe
from tools.correspondence import correspondence

pytestmark = [pytest.mark.engine, pytest.mark.timeout(240)]

UNREADABLE = {
    "docspell_letter_en_camera.jpg": set[str](),
    "docspell_letter_en_pdfa.pdf": set[str](),
    "scan300_rechnungskorrektur.pdf": {"sender", "recipient"},
    "unlv_bus_8500_001.tif": set[str](),
    "unlv_bus_8526_001.tif": {"sender"},
    "unlv_bus_8529_001.tif": set[str](),
    "unlv_bus_8537_001.tif": {"sender", "recipient"},
    "unlv_bus_8548_001.tif": {"sender"},
    "unlv_bus_8564_001.tif": {"sender"},
    "unlv_bus_8572_001.tif": set[str](),
    "unlv_bus_8583_001.tif": {"sender"},
    "unlv_bus_8601_001.tif": set[str](),
    "unlv_bus_8740_002.tif": set[str](),
    "unlv_8087_054.tif": set[str](),
}
"""What is not found in real files: in labelled boxes, in logos, in lists, or badly copied."""


@pytest.mark.parametrize("name", UNREADABLE)
def test_of_a_real_letter_all_that_is_plain_is_found_and_nothing_else(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    found = letter_of(scan_of(shared_data / "scans" / name, tmp_path))

    wrong = {
        field: value
        for field in FIELDS
        if (value := getattr(found, field)) is not None and value != getattr(REAL[name], field)
    }
    missing = {
        field
        for field in FIELDS
        if getattr(found, field) is None and getattr(REAL[name], field) is not None
    }
    assert wrong == {}
    assert missing <= UNREADABLE[name]


def test_what_is_found_on_letters_of_many_houses_is_right(tmp_path: Path) -> None:
    right, there = 0, 0
    for path, written in correspondence(tmp_path, count=6, seed=4):
        found = letter_of(scan_of(path, tmp_path))
        for field in FIELDS:
            value, truth = getattr(found, field), getattr(written.truth, field)
            assert value in (None, truth), f"{path.name}: {field}"
            right, there = right + (value is not None), there + (truth is not None)

    assert right >= 0.9 * there  # measured: 94 to 97 %


def test_a_letter_gives_its_results_a_title_and_properties(tmp_path: Path) -> None:
    ((source, written),) = correspondence(tmp_path, count=1, seed=1)
    sha = "ab" * 32
    job = Job(f"000001-{sha[:12]}", Kind.SCAN, "Scan_0815.png", sha)
    recipe = Recipe(
        tmp_path / "artefacts", "1", "de", "reader 1", 1, ("deu",), "listener 1", ("de", "en")
    )
    for unit in process.prepare(job, source, tmp_path, recipe):
        process.read(TesseractCli(), job, unit, tmp_path, recipe)

    pdf, docx = process.compose(job, tmp_path, recipe).files

    title = f"{written.truth.sender} – {written.truth.subject} – {written.truth.day}"
    document = Document(str(docx))
    with pikepdf.open(pdf) as searchable, searchable.open_metadata() as xmp:
        assert xmp["dc:title"] == str(searchable.docinfo["/Title"]) == title
    assert (document.core_properties.title, document.core_properties.subject) == (
        title,
        written.truth.subject,
    )
    assert document.paragraphs[0].text == title
    facts = dict(tuple(cell.text for cell in row.cells) for row in document.tables[0].rows)
    assert facts["Quelle"] == "Scan_0815.png"
    assert facts["Absender"] == written.truth.sender
