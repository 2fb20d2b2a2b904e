"""Word files of each kind and language, as they were when somebody last looked at them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pipeline.outputs.draft_docx import write_docx
from tests.drafts import DRAFTS, grey_line
from tests.wordml import findings, normalised, parts

_GOLDEN = Path(__file__).parents[1] / "golden" / "docx"


@pytest.mark.parametrize("name", DRAFTS)
def test_the_document_is_as_it_was_reviewed(
    name: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    golden, target = _GOLDEN / f"{name}.xml", tmp_path / "draft.docx"
    write_docx(DRAFTS[name], target, pictures=grey_line)
    if pytestconfig.getoption("--renew-golden"):
        golden.write_text(normalised(target), encoding="utf-8")

    # Not equal, and meant to be? Run: make golden
    assert normalised(target) == golden.read_text(encoding="utf-8")
    assert findings(target) == []


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("word/document.xml", b"<w:rPr>", b"<w:foo/><w:rPr>"),
        ("word/comments.xml", b"<w:annotationRef/>", b"<w:foo/>"),
        ("word/styles.xml", b'<w:name w:val="Normal"/>', b'<w:qFormat/><w:name w:val="Normal"/>'),
        ("word/settings.xml", b"<w:trackRevisions/>", b"<w:compat/><w:trackRevisions/>"),
        ("word/header1.xml", b"<w:p>", b"<w:p><w:tbl/>"),
        ("word/footer1.xml", b"<w:fldSimple w:instr", b"<w:fldSimple w:inst"),
        ("docProps/app.xml", b"<Application>", b"<Foo/><Application>"),
        ("docProps/custom.xml", b'pid="2"', b'pid="x"'),
        ("customXml/itemProps1.xml", b"ds:itemID", b"ds:itemId"),
    ],
)
def test_a_mistake_in_any_part_is_found(
    part: str, right: bytes, wrong: bytes, tmp_path: Path
) -> None:
    target = tmp_path / "draft.docx"
    write_docx(DRAFTS["transcript.de"], target)
    content = parts(target)
    assert right in content[part]

    with zipfile.ZipFile(target, "w") as package:
        for name, inside in content.items():
            package.writestr(name, inside.replace(right, wrong, 1) if name == part else inside)

    assert [finding for finding in findings(target) if part in finding]


def test_no_golden_file_is_left_over() -> None:
    assert {file.stem for file in _GOLDEN.iterdir()} == set(DRAFTS)
