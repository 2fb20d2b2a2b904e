"""LibreOffice opens and saves drafts of each kind and keeps everything that matters."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.outputs.draft_docx import write_docx
from tests.drafts import DRAFTS, grey_line
from tests.wordml import accepted, body, parts, rejected, said

pytestmark = [
    pytest.mark.engine,
    pytest.mark.timeout(180),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each draft as ours, in ``ours``, and as LibreOffice saved it, in ``saved``."""
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "ours").mkdir()
    for name, draft in DRAFTS.items():
        write_docx(draft, folder / "ours" / f"{name}.docx", pictures=grey_line)
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *(
                "--convert-to",
                "docx",
                "--outdir",
                "saved",
                *(f"ours/{name}.docx" for name in DRAFTS),
            ),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=150,
    )
    return folder


@pytest.fixture(params=DRAFTS)
def both(request: pytest.FixtureRequest, folder: Path) -> tuple[Path, Path]:
    return folder / "ours" / f"{request.param}.docx", folder / "saved" / f"{request.param}.docx"


def test_the_text_stays_whether_changes_are_accepted_or_rejected(both: tuple[Path, Path]) -> None:
    ours, saved = map(body, both)

    assert accepted(saved) == accepted(ours)
    assert rejected(saved) == rejected(ours)


def test_changes_stay_changes_of_ours(both: tuple[Path, Path]) -> None:
    ours, saved = (_changes(body(file)) for file in both)

    assert saved == ours


def test_bookmarks_links_and_controls_stay(both: tuple[Path, Path]) -> None:
    ours, saved = (_ties(body(file)) for file in both)

    assert saved == ours


def test_comments_stay(both: tuple[Path, Path]) -> None:
    ours, saved = (parse_xml(parts(file)["word/comments.xml"]) for file in both)

    assert {(each.get(qn("w:author")), said(each)) for each in saved} == {
        (each.get(qn("w:author")), said(each)) for each in ours
    }


def test_pictures_names_and_origin_stay(both: tuple[Path, Path]) -> None:
    ours, saved = (Document(str(file)) for file in both)

    assert len(saved.inline_shapes) == len(ours.inline_shapes)
    for part in ("docProps/custom.xml", "customXml/item1.xml"):
        if part in parts(both[0]):
            assert _values(both[1], part) == _values(both[0], part)


def _changes(content: BaseOxmlElement) -> Counter[tuple[str, str, str]]:
    """Kind, author and text of each; one insertion or deletion may be cut in other places."""
    return Counter(
        (str(each.tag), str(each.get(qn("w:author"))), said(each))
        for each in content.iter(qn("w:ins"), qn("w:del"))
    )


def _ties(content: BaseOxmlElement) -> list[set[str]]:
    names = (
        ("w:bookmarkStart", "w:name"),
        ("w:hyperlink", "w:anchor"),
        ("w:dataBinding", "w:xpath"),
    )
    return [{str(each.get(qn(name))) for each in content.iter(qn(tag))} for tag, name in names]


def _values(file: Path, part: str) -> set[str]:
    return {each.text for each in parse_xml(parts(file)[part]).iter() if each.text}
