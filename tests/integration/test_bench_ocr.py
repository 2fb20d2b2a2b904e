"""The comparison with OCRmyPDF, with the real command on our side and doubles on the other."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from benchmarks import ocr, ocr_floor
from tools import samples

_DOUBLE = """#!{python}
import sys
import img2pdf

if "--version" in sys.argv:
    sys.exit(print("17.0 (double)"))
if "--image-dpi" not in sys.argv:
    sys.exit(2)
source, target = sys.argv[-2:]
open(target, "wb").write(img2pdf.convert(source))
"""


@pytest.fixture
def reluctant(tmp_path: Path) -> Path:
    """An OCRmyPDF that recognises nothing, and only on a second try."""
    program = tmp_path / "ocrmypdf"
    program.write_text(_DOUBLE.format(python=sys.executable))
    program.chmod(0o755)
    return program


@pytest.mark.engine
@pytest.mark.timeout(180)
def test_a_quick_comparison_scores_both_sides_on_the_same_pages(
    reluctant: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ["--quick", "--only", "accuracy", "--kinds", "fax"]

    code = ocr.main([*chosen, "--ocrmypdf", str(reluctant)])

    page = capsys.readouterr().out
    assert code == 0
    assert "| fax: CER | 0." in page
    assert "| ≤ 100.00 % | met |" in page
    assert "| fax | 1 | 0 | 0 | 1 |" in page
    assert "OCRmyPDF 17.0 (double)" in page


def test_a_side_that_fails_ends_the_comparison(
    reluctant: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = shlex.join((sys.executable, "-c", "raise SystemExit('nothing works')"))

    code = ocr.main(
        ["--quick", "--only", "speed", "--ocrmypdf", str(reluctant), "--command", broken]
    )

    said = capsys.readouterr()
    assert code == 1
    assert "ours, scan.pdf: exit code 1" in said.err
    assert "nothing works" in said.err
    assert said.out == ""


def test_without_the_other_side_nothing_is_begun(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ocr.main(["--quick", "--ocrmypdf", str(tmp_path / "missing")]) == 1
    assert "does not start" in capsys.readouterr().err


@pytest.mark.engine
def test_the_floor_reads_every_page_in_its_language(tmp_path: Path) -> None:
    leaflets = samples.leaflets(tmp_path / "leaflets.pdf", pages=2)

    assert ocr_floor.recognition_seconds(leaflets.path, ["deu", "deu+eng"]) > 0
    with pytest.raises(ValueError, match="argument"):
        ocr_floor.recognition_seconds(leaflets.path, ["deu"])
