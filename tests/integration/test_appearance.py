"""Finals that show the same have one checksum; what a reader sees changes it."""

import shutil
import subprocess
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
from pipeline.returns.final.told import Told
from pipeline.returns.final_docx import write_final
from pipeline.returns.reading import read_return
from tests.drafts import letter, transcript
from tests.returned_files import elements, repacked, retyped
from tests.wordml import parts, said

Edit = Callable[[BaseOxmlElement], None]


def shown(file: Path, job: str = "000009-abcdefabcdef") -> str:
    """The checksum of what the final of this file shows."""
    work = file.parent / f"{file.stem} work"
    work.mkdir()
    returned = read_return(file, work)
    words = with_sheet(returned.words, returned.sheet).words
    told = Told(job, returned.release)
    return write_final(work / "returned.docx", work / "final.docx", words=words, told=told).shows


def copy_of(draft: Draft, file: Path, *edits: Edit) -> Path:
    write_docx(draft, file)
    contents = parts(file)
    root = parse_xml(contents["word/document.xml"])
    for edit in edits:
        edit(root)
    repacked(file, {**contents, "word/document.xml": etree.tostring(root)})
    return file


def without_bookmarks(root: BaseOxmlElement) -> None:
    for each in list(root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        each.getparent().remove(each)


def ticked(day: str) -> Edit:
    def edit(root: BaseOxmlElement) -> None:
        line = next(each for each in root.iter(qn("w:p")) if "Freigegeben" in said(each))
        box, text = line.iter(qn("w:t"))
        box.text, text.text = "☒", f"Freigegeben am {day} von Anna Blum"

    return edit


def moved(root: BaseOxmlElement) -> None:
    paragraphs = [each for each in root.iter(qn("w:p")) if "_p1_l" in etree.tostring(each).decode()]
    first, last = paragraphs[0], paragraphs[-1]
    first.addprevious(last)


def renamed(root: BaseOxmlElement) -> None:
    control = next(
        each
        for each in root.iter(qn("w:sdt"))
        if said(each) == "Sprecher 1" and next(each.iterancestors(qn("w:tbl")), None) is None
    )
    next(control.iter(qn("w:t"))).text = "Frau Weiß"


def struck(root: BaseOxmlElement) -> None:
    run = next(each for each in root.iter(qn("w:r")) if "bitten" in said(each))
    run.get_or_add_rPr().extend(elements("<w:strike/>"))


def parted(root: BaseOxmlElement) -> None:
    """What a program does that saves a file anew: a run becomes two."""
    text = next(each for each in root.iter(qn("w:t")) if "bitten" in (each.text or ""))
    run, words = text.getparent(), text.text or ""
    assert run is not None
    at = words.index("ten")
    text.text = words[:at]
    run.addnext(elements(f'<w:r><w:t xml:space="preserve">{words[at:]}</w:t></w:r>')[0])


def test_the_same_words_show_the_same_whatever_the_job_and_the_runs(tmp_path: Path) -> None:
    first = shown(copy_of(letter("de"), tmp_path / "a.docx"))
    again = shown(copy_of(letter("de"), tmp_path / "b.docx", parted), "000010-abcdefabcdef")

    assert first == again


@pytest.mark.parametrize("edit", [retyped("bitten", "baten"), ticked("1.12.2026"), moved, struck])
def test_what_a_reader_sees_makes_the_difference(edit: Edit, tmp_path: Path) -> None:
    first = shown(copy_of(letter("de"), tmp_path / "a.docx"))

    assert shown(copy_of(letter("de"), tmp_path / "b.docx", edit)) != first


def test_a_copy_without_bookmarks_shows_the_same(tmp_path: Path) -> None:
    first = shown(copy_of(letter("de"), tmp_path / "a.docx"))

    assert shown(copy_of(letter("de"), tmp_path / "b.docx", without_bookmarks)) == first


def test_another_day_of_release_is_another_final(tmp_path: Path) -> None:
    first = shown(copy_of(letter("de"), tmp_path / "a.docx", ticked("1.12.2026")))

    assert shown(copy_of(letter("de"), tmp_path / "b.docx", ticked("2.12.2026"))) != first


def test_another_name_of_a_speaker_is_another_final(tmp_path: Path) -> None:
    first = shown(copy_of(transcript("de"), tmp_path / "a.docx"))

    assert shown(copy_of(transcript("de"), tmp_path / "b.docx", renamed)) != first


def test_a_page_counted_anew_in_the_footer_is_none(tmp_path: Path) -> None:
    file = copy_of(letter("de"), tmp_path / "a.docx")
    contents, counted = parts(file), 0
    for name in [each for each in contents if each.startswith("word/footer")]:
        root = parse_xml(contents[name])
        for field in root.iter(qn("w:fldSimple"), qn("w:fldChar")):
            for text in (*field.iter(qn("w:t")), *field.itersiblings(qn("w:r"))):
                for each in text.iter(qn("w:t")):
                    if (each.text or "").isdigit():
                        each.text, counted = "7", counted + 1
        contents[name] = etree.tostring(root)
    repacked(tmp_path / "b.docx", {**contents})

    assert counted
    assert shown(tmp_path / "b.docx") == shown(file)


@pytest.mark.engine
@pytest.mark.timeout(300)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_file_that_libreoffice_saved_twice_shows_the_same(tmp_path: Path) -> None:
    copy_of(letter("de"), tmp_path / "a.docx", ticked("1.12.2026"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for source, folder in (("a.docx", "b"), ("b/a.docx", "c")):
        command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir"]
        subprocess.run(
            [*command, str(tmp_path / folder), str(tmp_path / source)],
            check=True,
            capture_output=True,
            timeout=150,
        )

    assert shown(tmp_path / "b" / "a.docx") == shown(tmp_path / "c" / "a.docx")
