"""Word files of each kind and language, as they were when somebody last looked at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.outputs.draft_docx import write_docx
from tests.drafts import DRAFTS, grey_line
from tests.wordml import findings, normalised

_GOLDEN = Path(__file__).parents[1] / "golden" / "docx"


@pytest.mark.parametrize("name", DRAFTS)
def test_the_document_is_as_it_was_reviewed(name: str, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    golden, target = _GOLDEN / f"{name}.xml", tmp_path / "draft.docx"
    write_docx(DRAFTS[name], target, pictures=grey_line)
    if pytestconfig.getoption("--renew-golden"):
        golden.write_text(normalised(target), encoding="utf-8")

    # Not equal, and meant to be? Run: make golden
    assert normalised(target) == golden.read_text(encoding="utf-8")
    assert findings(target) == []


def test_no_golden_file_is_left_over() -> None:
    assert {file.stem for file in _GOLDEN.iterdir()} == set(DRAFTS)
