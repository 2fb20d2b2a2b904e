"""What a person made of a Word file, without what only a draft has."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from pipeline.core.corrections.sheet_merging import with_sheet
from pipeline.core.drafts.draft import Draft
from pipeline.outputs.draft_docx import write_docx
from pipeline.outputs.wordml.elements import element, run
from pipeline.returns.final_docx import write_final
from pipeline.returns.reading import read_return
from tests.drafts import dictation, invoice, letter, memo, minutes, results, transcript
from tests.wordml import accepted, body, findings, parts, said, text

JOB = "000009-abcdefabcdef"

Edit = Callable[[BaseOxmlElement], None]


def final_of(draft: Draft, folder: Path, *edits: Edit) -> Path:
    """The final of a draft that was edited."""
    write_docx(draft, folder / "draft.docx")
    content = parts(folder / "draft.docx")
    root = parse_xml(content["word/document.xml"])
    for edit in edits:
        edit(root)
    content["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(folder / "edited.docx", "w") as package:
        for name, each in content.items():
            package.writestr(name, each)
    work = folder / "work"
    work.mkdir()
    returned = read_return(folder / "edited.docx", work)
    words = with_sheet(returned.words, returned.sheet).words
    final = folder / "final.docx"
    write_final(work / "returned.docx", final, words=words, release=returned.release, job=JOB)
    assert findings(final) == []
    return final


def paragraph_with(root: BaseOxmlElement, wanted: str) -> BaseOxmlElement:
    found: BaseOxmlElement = next(each for each in root.iter(qn("w:p")) if wanted in said(each))
    return found


def run_with(root: BaseOxmlElement, wanted: str) -> BaseOxmlElement:
    found: BaseOxmlElement = next(each for each in root.iter(qn("w:r")) if wanted in said(each))
    return found


def _name(made: Callable[[str], Draft]) -> str:
    return made.__name__


@pytest.mark.parametrize(
    "made", [letter, invoice, transcript, minutes, dictation, results, memo], ids=_name
)
def test_a_final_has_the_words_and_no_mark(made: Callable[[str], Draft], tmp_path: Path) -> None:
    final = final_of(made("de"), tmp_path)

    work = tmp_path / "work"
    content = parts(final)
    document = content["word/document.xml"].decode()
    for gone in (
        "w:highlight",
        "w:comment",
        "<w:ins ",
        "<w:del ",
        "w:sdt>",
        '"_doubt',
        '"_u',
        '"_p',
    ):
        assert gone not in document
    assert "trackRevisions" not in content["word/settings.xml"].decode()
    assert "ungeprüft" not in b"".join(content.values()).decode(errors="replace")
    assert not any(name.startswith(("word/comments", "customXml/item")) for name in content)
    shown = text(final).split()
    for word in read_return(tmp_path / "edited.docx", work).words:
        assert word.text in shown


def test_changes_are_accepted_and_paragraphs_joined(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        words = run_with(root, "Frau Weiß")
        change = element("w:ins", id=901, author="Anna")
        words.addprevious(change)
        change.append(run("Liebe ", "de"))
        item = paragraph_with(root, "Ein Punkt")
        mark = element("w:rPr", element("w:del", id=902, author="Anna"))
        item.get_or_add_pPr().append(mark)

    final = final_of(letter("de"), tmp_path, edit)

    assert "Liebe Frau Weiß" in text(final)
    assert accepted(body(final)) == [said(each) for each in body(final).iter(qn("w:p"))]


def test_the_check_sheet_is_written_into_the_text(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        row = next(
            row for row in root.iter(qn("w:tr")) if "geehrie" in said(row) and "S. 1" in said(row)
        )
        row.findall(qn("w:tc"))[-1].find(qn("w:p")).append(run("geehrte", "de"))

    final = final_of(letter("de"), tmp_path, edit)

    assert "Sehr geehrte Frau Weiß, wir bitten um Geduld." in text(final)
    assert "Prüfblatt" not in text(final)


def test_a_correction_of_two_words_for_one_and_none(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        rows = [row for row in root.iter(qn("w:tr")) if "S. " in said(row)]
        for row in rows:
            right = "sehr verehrte" if "geehrie" in said(row) else "-"
            row.findall(qn("w:tc"))[-1].find(qn("w:p")).append(run(right, "de"))

    final = final_of(letter("de"), tmp_path, edit)

    assert "Sehr sehr verehrte Frau Weiß" in text(final)
    assert "IBAN DE12" in text(final)
    assert "3456" not in text(final)


def test_names_of_speakers_are_plain_text(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        control = next(
            each
            for each in root.iter(qn("w:sdt"))
            if said(each) == "Sprecher 1" and next(each.iterancestors(qn("w:tbl")), None) is None
        )
        next(control.iter(qn("w:t"))).text = "Frau Weiß"

    final = final_of(transcript("de"), tmp_path, edit)

    assert "Frau Weiß: Guten Tag. #00:00:12#" in text(final)
    assert "Frau Weiß + Sprecher 2: " in text(final)


def test_a_release_is_kept_and_its_heading_is_not(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        box, line = paragraph_with(root, "Freigegeben").iter(qn("w:t"))
        box.text = "☒"
        line.text = "Freigegeben am 1. Dezember 2026 von Anna Blum"

    final = final_of(letter("de"), tmp_path, edit)

    assert "☒\tFreigegeben am 1. Dezember 2026 von Anna Blum" in text(final).splitlines()
    assert "Freigabe" not in text(final).splitlines()


def test_nothing_is_said_of_a_release_that_was_not_given(tmp_path: Path) -> None:
    final = final_of(letter("de"), tmp_path)

    assert "Freigegeben" not in text(final)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first = final_of(letter("de"), tmp_path).read_bytes()
    again = tmp_path / "again"
    again.mkdir()

    assert final_of(letter("de"), again).read_bytes() == first
