"""What a person made of a Word file, without what only a draft has."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree
from PIL import Image

from pipeline.core.corrections.sheet_merging import with_sheet
from pipeline.core.drafts.draft import Draft, PageMark, Paragraph, Remark, Run
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import Box, Page, Spot, Unread, UnreadPlace
from pipeline.outputs.draft_docx import write_docx
from pipeline.outputs.wordml.elements import element, run
from pipeline.returns.final.told import Told
from pipeline.returns.final_docx import write_final
from pipeline.returns.reading import read_return
from pipeline.scans.line_pictures import LinePictures
from tests.drafts import dictation, invoice, letter, memo, minutes, results, transcript
from tests.returned_files import elements
from tests.wordml import accepted, body, findings, parts, said, text

JOB = "000009-abcdefabcdef"

ORANGE = (0xC5, 0x5A, 0x11)
SPOT = Spot(1, Box(300, 100, 500, 200), Box(300, 100, 500, 200))
REMARK = "(Handschriftlich oder gezeichnet, nicht gelesen.)"

Edit = Callable[[BaseOxmlElement], None]


def framed_line(spot: Spot) -> bytes | None:
    """The picture of a place on an empty page, framed as in drafts."""
    page = Page(1, 800, 400, 300, ())
    return LinePictures(lambda _number, _angle: Image.new("L", (800, 400), 255), [page])(
        replace(spot, page=1)
    )


def final_of(
    draft: Draft, folder: Path, *edits: Edit, template: bytes | None = None, pictured: bool = True
) -> Path:
    """The final of a draft that was edited."""
    pictures = framed_line if pictured else None
    write_docx(draft, folder / "draft.docx", pictures=pictures, template=template)
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
    sent = draft.kind in {DraftKind.LETTER, DraftKind.DICTATION}
    told = Told(JOB, returned.release, (draft.title, draft.headline) if sent else ())
    write_final(work / "returned.docx", final, words=words, told=told)
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


def test_pictures_of_the_check_sheet_do_not_go_out_with_the_final(tmp_path: Path) -> None:
    final = final_of(letter("de"), tmp_path)

    before = [name for name in parts(tmp_path / "edited.docx") if "/media/" in name]
    content = parts(final)
    after = [name for name in content if "/media/" in name]
    assert len(after) < len(before)
    for name in after:
        picture = name.rpartition("/")[2].encode()
        assert picture in content["word/_rels/document.xml.rels"]
    assert findings(final) == []


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


def test_names_of_the_table_are_in_the_text_where_controls_became_plain_text(
    tmp_path: Path,
) -> None:
    def edit(root: BaseOxmlElement) -> None:
        for control in list(root.iter(qn("w:sdt"))):
            shown = list(control.find(qn("w:sdtContent")))
            if said(control) == "Sprecher 1" and control.getparent().getparent().tag == qn("w:tc"):
                next(shown[0].iter(qn("w:t"))).text = "Frau Weiß"
            for each in shown:
                control.addprevious(each)
            control.getparent().remove(control)

    final = final_of(transcript("de"), tmp_path, edit)

    assert "Frau Weiß: Guten Tag. #00:00:12#" in text(final)
    assert "Frau Weiß + Sprecher 2: " in text(final)


def released(root: BaseOxmlElement) -> None:
    box, line = paragraph_with(root, "Freigegeben").iter(qn("w:t"))
    box.text = "☒"
    line.text = "Freigegeben am 1. Dezember 2026 von Anna Blum"


def test_a_release_is_kept_and_its_heading_is_not(tmp_path: Path) -> None:
    final = final_of(letter("de"), tmp_path, released)

    assert "Freigegeben am 1. Dezember 2026 von Anna Blum" in text(final).splitlines()
    assert "Freigabe" not in text(final).splitlines()


@pytest.mark.parametrize(
    "box",
    [
        "<w:r><w:t>X</w:t><w:tab/></w:r>",
        '<w:r><w:t xml:space="preserve">[x] </w:t></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr></w:sdt>',
    ],
    ids=["letter", "brackets", "symbol", "control"],
)
def test_the_box_of_a_release_is_gone_whatever_it_is_made_of(box: str, tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        released(root)
        line = paragraph_with(root, "Freigegeben")
        first = line.find(qn("w:r"))
        for each in list(first.iter(qn("w:t"), qn("w:tab"))):
            if "Freigegeben" not in (each.text or ""):
                first.remove(each)
        first.addprevious(elements(box)[0])

    lines = text(final_of(letter("de"), tmp_path, edit)).splitlines()

    assert "Freigegeben am 1. Dezember 2026 von Anna Blum" in lines


@pytest.mark.parametrize(
    "left",
    [
        "Freigegeben am … durch …",
        "Freigegeben am  durch ",
        "Freigegeben am ... durch ____",
        "Freigegeben am",
        "Freigegeben durch …",
        "Freigegeben am … von",
        "Freigegeben am , durch",
        "Released on by",
        "Released on … by",
    ],
)
def test_a_tick_leaves_no_line_that_says_nothing(left: str, tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        box, line = paragraph_with(root, "Freigegeben").iter(qn("w:t"))
        box.text, line.text = "☒", left

    said = text(final_of(letter("de"), tmp_path, edit))

    assert "Freigegeben" not in said
    assert "Released" not in said


@pytest.mark.parametrize(
    "left",
    [
        "Freigegeben",
        "Freigegeben am 1.12.2026 durch",
        "Freigegeben durch A. Blum",
        "Freigegeben am … durch Amon",
        "Freigegeben nach Rücksprache",
    ],
)
def test_a_line_of_the_release_that_says_something_stays(left: str, tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        box, line = paragraph_with(root, "Freigegeben").iter(qn("w:t"))
        box.text, line.text = "☒", left

    assert left in text(final_of(letter("de"), tmp_path, edit)).splitlines()


def test_no_lines_are_counted_in_a_final(tmp_path: Path) -> None:
    final = final_of(transcript("de"), tmp_path)

    assert b"w:lnNumType" in parts(tmp_path / "draft.docx")["word/document.xml"]
    assert b"w:lnNumType" not in parts(final)["word/document.xml"]


def test_line_numbers_of_the_office_stay(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        next(root.iter(qn("w:lnNumType"))).set(qn("w:countBy"), "1")

    final = final_of(transcript("de"), tmp_path, edit)

    assert b"w:lnNumType" in parts(final)["word/document.xml"]


def test_nothing_is_said_of_a_release_that_was_not_given(tmp_path: Path) -> None:
    final = final_of(letter("de"), tmp_path)

    assert "Freigegeben" not in text(final)


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    first = final_of(letter("de"), tmp_path).read_bytes()
    again = tmp_path / "again"
    again.mkdir()

    assert final_of(letter("de"), again).read_bytes() == first


def test_no_line_is_left_in_the_header(tmp_path: Path) -> None:
    final = final_of(letter("de"), tmp_path)

    assert "A6A6A6" in style(parts(tmp_path / "draft.docx"), "Header")
    assert "w:pBdr" not in style(parts(final), "Header")


def test_the_line_of_a_header_that_a_person_filled_stays(tmp_path: Path) -> None:
    write_docx(letter("de"), tmp_path / "own.docx")
    draft = parts(tmp_path / "own.docx")
    head = draft["word/header1.xml"].replace("Entwurf – masch".encode(), b"Stadt, masch")
    template = tmp_path / "template.docx"
    with zipfile.ZipFile(template, "w") as package:
        for name, each in (draft | {"word/header1.xml": head}).items():
            package.writestr(name, each)

    final = final_of(letter("de"), tmp_path, template=template.read_bytes())

    assert "A6A6A6" in style(parts(final), "Header")


def test_a_letter_has_no_title_of_ours(tmp_path: Path) -> None:
    final = final_of(letter("de"), tmp_path)

    assert "Brief" not in text(final).splitlines()
    foot = parts(final)["word/footer1.xml"].decode()
    assert "Brief" not in foot
    assert "<w:tab/>" in foot
    assert "Seite " in foot


def test_a_dictation_has_no_title_and_minutes_keep_theirs(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for each in folders:
        each.mkdir()

    dictated = replace(dictation("de"), title="Antrag", heading="Diktat")
    assert "Antrag" not in text(final_of(dictated, folders[0]))
    assert "Verlaufsprotokoll – Sitzung" in text(final_of(minutes("de"), folders[1])).splitlines()


def test_a_title_that_a_person_changed_stays(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        next(run_with(root, "Brief").iter(qn("w:t"))).text = "Brief an Frau Weiß"

    assert "Brief an Frau Weiß" in text(final_of(letter("de"), tmp_path, edit)).splitlines()


def signed() -> Draft:
    """A letter with a signature that was not read."""
    made = letter("de")
    remark = Remark(REMARK, UnreadPlace(Unread.HANDWRITING, SPOT))
    return replace(made, blocks=(*made.blocks[:-1], remark, made.blocks[-1]))


def test_a_signature_stays_without_frame_and_remark(tmp_path: Path) -> None:
    final = final_of(signed(), tmp_path)

    assert REMARK in text(tmp_path / "draft.docx")
    assert REMARK not in text(final)
    assert len(list(body(final).iter(qn("w:drawing")))) == 1
    assert ORANGE in colours(tmp_path / "draft.docx")
    assert ORANGE not in colours(final)


def test_the_remark_on_what_was_not_read_stays_where_no_picture_is(tmp_path: Path) -> None:
    assert REMARK in text(final_of(signed(), tmp_path, pictured=False))


def test_the_warning_that_words_may_be_missing_stays(tmp_path: Path) -> None:
    warning = "(Something printed lies across the words here. Some may be missing.)"
    made = letter("en")
    remark = Remark(warning, UnreadPlace(Unread.OVERPRINT, SPOT))

    assert warning in text(final_of(replace(made, blocks=(*made.blocks, remark)), tmp_path))


def test_the_release_is_set_apart(tmp_path: Path) -> None:
    final = final_of(letter("de"), tmp_path, released)

    line = paragraph_with(body(final), "Freigegeben")
    assert line.pPr.find(qn("w:spacing")).get(qn("w:before")) == "480"


def style(content: dict[str, bytes], name: str) -> str:
    """A style's XML."""
    root = parse_xml(content["word/styles.xml"])
    found = next(each for each in root.iter(qn("w:style")) if each.get(qn("w:styleId")) == name)
    written: bytes = etree.tostring(found)
    return written.decode()


def colours(file: Path) -> set[object]:
    """Those in the file's pictures."""
    return {
        colour
        for name, content in parts(file).items()
        if name.startswith("word/media/")
        for _count, colour in Image.open(BytesIO(content)).convert("RGB").getcolors() or ()
    }


def test_heads_and_feet_of_pages_stand_behind_the_text_once(tmp_path: Path) -> None:
    rows = ("IBAN DE02 1203", "Seite 2", "Löwe GmbH", "IBAN DE02 1203")
    margins = [
        Paragraph(((Run(text, "de", anchor=f"p1_l{20 + number}"),),), margin=True)
        for number, text in enumerate(rows)
    ]
    made = letter("de")
    page = next(at for at, each in enumerate(made.blocks) if each == PageMark(2, "S. 2"))
    blocks = (*made.blocks[:page], margins[0], made.blocks[page], *margins[1:])
    draft = replace(made, blocks=(*blocks, *made.blocks[page + 1 :]))

    shown = text(final_of(draft, tmp_path, released)).splitlines()

    assert shown[-2:] == ["Aus Kopf und Fuß der Seiten des Originals:", "IBAN DE02 1203"]
    assert shown[-3].endswith("von Anna Blum")
    assert shown.count("Löwe GmbH") == 1
    assert "Seite 2" not in shown


_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{said}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("asks", "said"),
    [
        (_FIELD.format(code='FILLIN "Name"', said="Anna"), "Anna"),
        ("<w:fldSimple w:instr=' FILLIN \"\"'><w:r><w:t>Anna</w:t></w:r></w:fldSimple>", "Anna"),
        (
            (
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Klicken</w:t>"
                "</w:r></w:sdtContent></w:sdt>"
            ),
            "",
        ),
    ],
    ids=["field", "simple field", "placeholder"],
)
def test_nothing_asks_to_be_filled_in(asks: str, said: str, tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        words = run_with(root, "Frau Weiß")
        for each in reversed(elements(asks)):
            words.addnext(each)

    final = final_of(letter("de"), tmp_path, edit)

    document = parts(final)["word/document.xml"].decode()
    for gone in ("FILLIN", "fldChar", "showingPlcHdr", "Klicken"):
        assert gone not in document
    assert said in text(final)


def test_other_fields_stay(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        words = run_with(root, "Frau Weiß")
        for each in reversed(elements(_FIELD.format(code="DATE", said="1.12.2026"))):
            words.addnext(each)

    document = parts(final_of(letter("de"), tmp_path, edit))["word/document.xml"].decode()

    assert " DATE<" in document
    assert document.count("fldChar ") == 3
