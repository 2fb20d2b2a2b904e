"""The monthly sheet as LibreOffice shows it."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.core.office.tallies import Tally, TallyRow
from pipeline.i18n import Language
from pipeline.outputs.monthly_docx import monthly_sheet
from tests.text_layers import poppler
from tests.wordml import findings

ROWS = (
    TallyRow("", "scan", Tally(3, 1240, 41, 52, 30, 38)),
    TallyRow("Bauamt/Genehmigungsverfahren", "scan", Tally(112, 1_048_240, 91_241, 1352, 830, 938)),
    TallyRow("Protokolle", "recording", Tally(12, 98_240, 4100, 2152, 0, 0)),
)


@pytest.fixture(params=["de", "en"])
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    language: Language = request.param
    file = tmp_path / f"2026-11.{language}.docx"
    file.write_bytes(monthly_sheet(date(2026, 11, 1), ROWS, language))
    return file


def test_the_sheet_is_valid(sheet: Path) -> None:
    assert findings(sheet) == []


@pytest.mark.engine
@pytest.mark.timeout(200)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_no_word_and_no_number_of_the_sheet_is_split(sheet: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, sheet], check=True, capture_output=True, timeout=150)

    with ZipFile(sheet) as package:
        xml = package.read("word/document.xml").decode()
    written = words(re.sub(r"<[^>]+>", " ", xml))
    assert words(poppler(sheet.with_suffix(".pdf"))) == written


def words(text: str) -> list[str]:
    """Words and figures in alphabetical order; lines may end behind a slash."""
    return sorted(re.findall(r"[\w.,]+", text))
