"""Drafts that come back as people leave them, read again."""

from __future__ import annotations

import zipfile
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.corrections.model import Release, SheetRow
from pipeline.outputs.draft_docx import write_docx
from pipeline.outputs.wordml.speaker_controls import NAMESPACE
from pipeline.returns.reading import read_return
from pipeline.returns.return_errors import (
    MacrosInReturn,
    NotOurDraft,
    ReturnDamaged,
    ReturnEmpty,
    ReturnLocked,
    ReturnNeedsLibreOffice,
    ReturnNewer,
    ReturnNotWord,
    ReturnTooBig,
)
from tests.drafts import DRAFTS, grey_line
from tests.returned_files import (
    edited,
    elements,
    recognised,
    repacked,
    returned,
    retyped,
    said,
    texts,
    with_anchors,
)
from tests.wordml import parts

LETTER, TALK = DRAFTS["letter.de"], DRAFTS["transcript.de"]
JOB, SHA256 = LETTER.job, LETTER.sha256
BY = 'w:author="Petra" w:date="2026-12-01T09:00:00Z"'


def paragraph(text: str, style: str = "Normal") -> BaseOxmlElement:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    (made,) = elements(f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>")
    return made


def paragraph_of(word: str, root: BaseOxmlElement) -> BaseOxmlElement:
    (found, *_others) = texts(word, root)
    above: BaseOxmlElement = next(found.iterancestors(qn("w:p")))
    return above


def unnamed(root: BaseOxmlElement, *names: str) -> None:
    """Take the bookmarks away whose names begin so."""
    for each in list(root.iter(qn("w:bookmarkStart"))):
        if each.get(qn("w:name")).startswith(names):
            each.getparent().remove(each)


def unstyled(root: BaseOxmlElement) -> None:
    """Drop our styles and controls, as programs in the web do."""
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        for each in list(root.iter(qn(tag))):
            if "Schreibstube" in each.get(qn("w:val")):
                each.getparent().remove(each)
    for control in list(root.iter(qn("w:sdt"))):
        for child in list(control.find(qn("w:sdtContent"))):
            control.addprevious(child)
        control.getparent().remove(control)


@pytest.mark.parametrize("name", DRAFTS)
def test_an_untouched_draft_gives_its_words_and_their_anchors(name: str, tmp_path: Path) -> None:
    draft = DRAFTS[name]
    file = tmp_path / "draft.docx"
    write_docx(draft, file, pictures=grey_line)

    found = read_return(file, tmp_path)

    assert with_anchors(found.words) == recognised(draft)
    assert (found.job, found.sha256, found.anchored) == (JOB, SHA256, True)
    assert (found.changes, found.rejected, found.comments, found.sheet) == (0, 0, 0, ())
    assert found.release == Release()


@pytest.mark.parametrize("name", [name for name in DRAFTS if not name.startswith("plain")])
def test_without_our_styles_the_words_are_the_same(name: str, tmp_path: Path) -> None:
    found = returned(DRAFTS[name], tmp_path, unstyled)

    assert with_anchors(found.words) == recognised(DRAFTS[name])


def test_a_copy_lies_in_the_work_folder(tmp_path: Path) -> None:
    file = edited(LETTER, tmp_path)

    read_return(file, tmp_path)

    assert (tmp_path / "returned.docx").read_bytes() == file.read_bytes()


def test_what_is_typed_over_keeps_its_line(tmp_path: Path) -> None:
    found = returned(LETTER, tmp_path, retyped("geehrie", "geehrte"))

    assert ("geehrte", "p1_l4") in with_anchors(found.words)


def test_a_word_in_two_runs_is_one(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        (found, *_others) = texts("geehrie", root)
        run = found.getparent()
        other = deepcopy(run)
        found.text = "geehr"
        run.addnext(other)
        (text,) = other.iter(qn("w:t"))
        text.text = "te"

    assert "Sehr geehrte Frau" in said(returned(LETTER, tmp_path, edit))


def test_pages_and_paragraphs_are_counted(tmp_path: Path) -> None:
    words = returned(LETTER, tmp_path).words

    assert {word.page for word in words if word.anchor.startswith("p2")} == {2}
    assert sorted({word.paragraph for word in words}) == list(range(6))


def test_a_paragraph_of_a_person_counts_wherever_it_stands(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        paragraph_of("geehrie", root).addnext(paragraph("Zwischentitel", "Heading2"))
        paragraph_of("IBAN", root).addnext(paragraph("PS: Danke"))

    text = said(returned(LETTER, tmp_path, edit))

    assert "Geduld. Zwischentitel 1. Ein Punkt" in text
    assert text.endswith("3456 PS: Danke")


def test_words_typed_in_place_of_a_remark_count(tmp_path: Path) -> None:
    found = returned(TALK, tmp_path, retyped("(unverständlich, 00:00:15–00:00:18)", "Bis morgen."))

    assert "Freitag. Bis morgen. Danke." in said(found)


def test_a_sentence_may_go_on_over_the_mark_of_a_page(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        for word in ("Ein Punkt", "S. 2"):
            properties = paragraph_of(word, root).get_or_add_pPr()
            properties.extend(elements(f"<w:rPr><w:del {BY}/></w:rPr>"))

    found = returned(LETTER, tmp_path, edit)

    assert "Ein PunktIBAN DE12" in said(found)
    assert {word.page for word in found.words if word.text in {"DE12", "3456"}} == {2}


def test_a_name_in_the_text_is_the_speaker(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        for found in texts("Sprecher 1", root)[-1:]:
            found.text = "Frau Meier"

    found = returned(TALK, tmp_path, edit)

    assert found.names == (("Sprecher 1", "Frau Meier"), ("Sprecher 2", "Sprecher 2"))
    assert [word.speaker for word in found.words] == [
        *("Frau Meier", "Frau Meier"),
        *("Frau Meier + Sprecher 2", "Frau Meier + Sprecher 2"),
        "Sprecher 2 + ?",
    ]


def test_a_name_in_the_store_alone_is_the_speaker(tmp_path: Path) -> None:
    names = '<speaker n="1">Anna</speaker><speaker n="2">Sprecher 2</speaker>'
    store = f'<speakers xmlns="{NAMESPACE}">{names}</speakers>'

    found = returned(TALK, tmp_path, customXml__item1_xml=store.encode())

    assert found.names == (("Sprecher 1", "Anna"), ("Sprecher 2", "Sprecher 2"))


def test_of_two_names_the_one_in_the_text_wins(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        label, table, first, *_others = texts("Sprecher 1", root)
        assert label.text == "Sprecher 1"
        table.text, first.text = "Anna", "Berta"

    assert dict(returned(TALK, tmp_path, edit).names)["Sprecher 1"] == "Berta"


def test_another_speaker_put_in_one_place_is_no_new_name(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        texts("Sprecher 1", root)[2].text = "Sprecher 2"

    found = returned(TALK, tmp_path, edit)

    assert found.names == (("Sprecher 1", "Sprecher 1"), ("Sprecher 2", "Sprecher 2"))
    assert found.words[0].speaker == "Sprecher 2"


def test_a_known_name_with_a_colon_begins_another_turn(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        turn = paragraph_of("Guten Tag.", root)
        turn.addnext(paragraph("Aber: ja", "SchreibstubeTurn"))
        turn.addnext(paragraph("Sprecher 2: Hallo", "SchreibstubeTurn"))

    found = returned(TALK, tmp_path, edit)

    assert [(word.text, word.speaker) for word in found.words[2:5]] == [
        ("Hallo", "Sprecher 2"),
        ("Aber:", "Sprecher 2"),
        ("ja", "Sprecher 2"),
    ]


def test_names_are_known_without_content_controls(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        unstyled(root)
        for found in texts("Sprecher 1", root)[2:]:
            found.text = "Anna"
        texts("Sprecher 1", root)[1].text = "Anna"

    found = returned(TALK, tmp_path, edit, customXml__item1_xml=b"<a/>")

    assert dict(found.names)["Sprecher 1"] == "Anna"
    assert found.words[0].speaker == "Anna"


def fill(root: BaseOxmlElement, row: int, text: str) -> None:
    *_others, sheet = root.iter(qn("w:tbl"))
    *_cells, cell = list(sheet.iter(qn("w:tr")))[row].iter(qn("w:tc"))
    next(cell.iter(qn("w:p"))).extend(elements(f"<w:r><w:t>{text}</w:t></w:r>"))


def test_filled_rows_of_the_check_sheet_lead_to_their_words(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        fill(root, 1, "geehrte")

    found = returned(LETTER, tmp_path, edit)

    (row,) = found.sheet
    assert row.read in {"geehrie", "3456"}
    assert row == SheetRow(1, row.read, "geehrte", row.places)
    assert [found.words[place].text for place in row.places] == [row.read]


def test_comments_of_people_are_counted_and_not_read(tmp_path: Path) -> None:
    file = edited(LETTER, tmp_path)
    contents = parts(file)
    root = parse_xml(contents["word/comments.xml"])
    answer = deepcopy(root[0])
    answer.set(qn("w:author"), "Petra")
    root.append(answer)
    repacked(file, {**contents, "word/comments.xml": root.xml.encode()})

    assert read_return(file, tmp_path).comments == 1


@pytest.mark.parametrize("name", [name for name in DRAFTS if not name.startswith("plain")])
def test_every_draft_can_be_released(name: str, tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        line = (texts("Freigegeben am", root) or texts("Released on", root))[-1]
        line.text = "Freigegeben am 1.12.2026 durch Petra Albers"
        for box in texts("☐", root):
            box.text = str(box.text).replace("☐", "☒")

    draft = DRAFTS[name]
    found = returned(draft, tmp_path, edit)

    assert found.release == Release(ticked=True, by="Petra Albers", on=date(2026, 12, 1))
    assert with_anchors(found.words) == recognised(draft)


def test_the_job_is_known_without_properties(tmp_path: Path) -> None:
    found = returned(LETTER, tmp_path, docProps__custom_xml=None)

    assert (found.job, found.sha256) == (JOB, "")


def test_the_job_is_known_by_the_name_of_the_file(tmp_path: Path) -> None:
    file = edited(LETTER, tmp_path, lambda root: unnamed(root, "_job"), docProps__custom_xml=None)

    assert read_return(file.rename(tmp_path / f"Brief {JOB}.docx"), tmp_path).job == JOB


def test_without_bookmarks_the_text_is_read_all_the_same(tmp_path: Path) -> None:
    found = returned(LETTER, tmp_path, lambda root: unnamed(root, "_"))

    assert not found.anchored
    assert [word.text for word in found.words] == [word for word, _ in recognised(LETTER)]


def test_a_hundred_thousand_changes_are_read(tmp_path: Path) -> None:
    run = '<w:r><w:t xml:space="preserve">{} </w:t></w:r>'
    pair = f"<w:ins {BY}>{run.format('a')}</w:ins>{run.format('b')}"
    many = elements(pair * 100_000)

    found = returned(LETTER, tmp_path, lambda root: paragraph_of("IBAN", root).extend(many))

    assert found.changes == 100_000


def empty(root: BaseOxmlElement) -> None:
    for each in root.iter(qn("w:t")):
        each.text = ""


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"PK\x03\x04 broken", ReturnDamaged),
        (b"no package\0\1at all", ReturnDamaged),
        (b"<html><body>Sehr geehrte Frau M\xfcller</body></html>\r\n", ReturnNotWord),
        ("<html></html>".encode("utf-16"), ReturnNotWord),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ReturnLocked),
        (OLE + bytes(504) + "_VBA_PROJECT".encode("utf-16-le"), MacrosInReturn),
        ((OLE + bytes(504) + "Workbook".encode("utf-16-le")).ljust(1024), NotOurDraft),
        (OLE + bytes(400), ReturnDamaged),
        (OLE + bytes(22) + b"\t\0" + bytes(16) + b"\x09\0\0\0" + bytes(700), ReturnDamaged),
        (OLE + bytes(22) + b"\xff" * 3000, ReturnDamaged),
    ],
)
def test_what_is_no_package_is_refused(
    content: bytes, error: type[Exception], tmp_path: Path
) -> None:
    file = tmp_path / "Brief.docx"
    file.write_bytes(content)

    with pytest.raises(error):
        read_return(file, tmp_path)


@pytest.mark.parametrize(
    ("part", "content", "error"),
    [
        ("word/vbaProject.bin", b"x", MacrosInReturn),
        ("word/document.xml", b"<w:document", ReturnDamaged),
        ("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', ReturnDamaged),
        ("word/document.xml", b"<a>" * 300 + b"</a>" * 300, ReturnDamaged),
        ("word/document.xml", b" " * (97 << 20), ReturnTooBig),
        ("word/document.xml", b"<a/>", ReturnDamaged),
        ("docProps/custom.xml", b"<", ReturnDamaged),
        ("_rels/.rels", None, NotOurDraft),
    ],
)
def test_a_draft_with_such_a_part_is_refused(
    part: str, content: bytes | None, error: type[Exception], tmp_path: Path
) -> None:
    file = edited(LETTER, tmp_path)
    repacked(file, {**parts(file), part: content})

    with pytest.raises(error):
        read_return(file, tmp_path)


@pytest.mark.parametrize(
    ("kind", "part", "content", "error"),
    [
        (b"spreadsheet", "content.xml", b"", NotOurDraft),
        (b"text", "META-INF/manifest.xml", b"<encryption-data/>", ReturnLocked),
        (b"text", "Basic/Standard/a.xml", b"", MacrosInReturn),
    ],
)
def test_an_open_document_like_this_is_refused(
    kind: bytes, part: str, content: bytes, error: type[Exception], tmp_path: Path
) -> None:
    file = tmp_path / "Brief.odt"
    repacked(file, {"mimetype": OPEN_DOCUMENT + kind, part: content})

    with pytest.raises(error):
        read_return(file, tmp_path)


def test_a_text_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReturnEmpty):
        returned(LETTER, tmp_path, empty)


def test_a_draft_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    file = edited(LETTER, tmp_path)
    contents = parts(file)
    newer = contents["docProps/custom.xml"].replace(b">1</", b">2</")
    repacked(file, {**contents, "docProps/custom.xml": newer})

    with pytest.raises(ReturnNewer) as told:
        read_return(file, tmp_path)

    assert told.value.details == {"version": "2"}


def test_another_word_file_is_not_ours(tmp_path: Path) -> None:
    file = edited(LETTER, tmp_path, lambda root: unnamed(root, "_"), docProps__custom_xml=None)

    with pytest.raises(NotOurDraft):
        read_return(file, tmp_path)


def test_encrypted_parts_need_a_password(tmp_path: Path) -> None:
    file = edited(LETTER, tmp_path)
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as package:
        begin = package.start_dir
    content[begin + 8] |= 1
    file.write_bytes(content)

    with pytest.raises(ReturnLocked):
        read_return(file, tmp_path)


def test_other_formats_need_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "Brief.rtf"
    file.write_bytes(b"{\\rtf1 Text}")

    with pytest.raises(ReturnNeedsLibreOffice):
        read_return(file, tmp_path)
