from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import HealthCheck, given, settings

from pipeline.core.draft import (
    About,
    Block,
    Doubt,
    Draft,
    Heading,
    PageMark,
    Paragraph,
    Reason,
    Remark,
    Run,
    Spot,
    Table,
    TableCell,
    TableColumn,
    Turn,
)
from pipeline.core.drafting import draft
from pipeline.core.model import Box, Page, Scan
from pipeline.outputs.draft_docx import write_docx
from pipeline.outputs.wordml.stationery import TEMPLATE
from tests.pages import pages
from tools import make_template

DOUBT = Doubt(Reason.UNSURE, 0.4, Spot(1, Box(100, 100, 200, 140), Box(20, 95, 900, 145)), ("geehrte",), 0.6)
LETTER: tuple[Block, ...] = (
    PageMark(1, "S. 1"),
    Heading(1, (Run("Löwe GmbH", "de"),)),
    Heading(2, (Run("Übergabe", "de"),)),
    Paragraph(((Run("Frau Weiß", "de"),), (Run("38100 Braunschweig", "de"),))),
    Paragraph(((Run("wir bitten ", "de"), Run("geehrie", "de", DOUBT), Run(" um Geduld", "de")),)),
    Paragraph(((Run("We thank you", "en"),),)),
    Paragraph(((Run("Menge\t9\t55,35", "de"),),)),
    Paragraph(((Run("1.", "de", DOUBT), Run(" Ein Punkt", "de")),), item=True),
    PageMark(2, "S. 2"),
    Remark("(Auf dieser Seite steht kein Text.)"),
)


def _cell(*paragraphs: str, span: int = 1) -> TableCell:
    return TableCell(tuple((Run(text, "de"),) for text in paragraphs), span)


INVOICE = Table(
    (TableColumn(0.1), TableColumn(0.6), TableColumn(0.3, flush_right=True)),
    (
        (_cell("Pos."), _cell("Bezeichnung"), _cell("Betrag")),
        (_cell("1"), _cell("Drehstuhl,", "höhenverstellbar"), _cell("249,62")),
        (_cell("Rechnungsbetrag", span=2), TableCell(((Run("249,62", "de", DOUBT),),))),
    ),
    header=True,
)
TURNS: tuple[Block, ...] = (
    Turn((Run("Guten Tag.", "de"),), 0, 12.5, "Sprecher 1"),
    Turn((Run("Good morning.", "en"),), 14, 3725, None),
)


def _draft(*blocks: Block, language: str = "de", title: str = "Brief", notices: tuple[str, ...] = ()) -> Draft:
    facts = (("Quelle", "Brief.pdf"), ("Seiten", "2"))
    return Draft(title, "en" if language == "en" else "de", facts, notices, blocks)


def _written(draft: Draft, folder: Path) -> DocumentType:
    target = folder / "draft.docx"
    write_docx(draft, target)
    return Document(str(target))


def _lines(document: DocumentType) -> list[tuple[str, str]]:
    return [(paragraph.style.name or "", paragraph.text) for paragraph in document.paragraphs if paragraph.style]


def _properties(document: DocumentType, text: str) -> set[tuple[str, str | None]]:
    """The properties of the run that holds ``text``."""
    run = next(run for run in document.element.body.iter(qn("w:r")) if run.text == text)
    return {(_name(element), element.get(qn("w:val"))) for element in run.rPr}


def _name(element: BaseOxmlElement) -> str:
    return str(element.tag).rpartition("}")[2]


# What it says


def test_each_kind_of_block_has_its_own_style(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER), tmp_path)

    assert _lines(document) == [
        ("Title", "Brief"),
        ("Schreibstube Page", "S. 1"),
        ("Heading 1", "Löwe GmbH"),
        ("Heading 2", "Übergabe"),
        ("Schreibstube Lines", "Frau Weiß\n38100 Braunschweig"),
        ("Normal", "wir bitten geehrie um Geduld"),
        ("Normal", "We thank you"),
        ("Schreibstube Lines", "Menge\t9\t55,35"),
        ("Schreibstube Item", "1.\tEin Punkt"),
        ("Schreibstube Page", "S. 2"),
        ("Schreibstube Remark", "(Auf dieser Seite steht kein Text.)"),
    ]


def test_a_table_is_a_table_with_its_header_its_spans_and_its_numbers_flush_right(tmp_path: Path) -> None:
    document = _written(_draft(PageMark(1, "S. 1"), INVOICE), tmp_path)

    table = document.tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Pos.", "Bezeichnung", "Betrag"],
        ["1", "Drehstuhl,\nhöhenverstellbar", "249,62"],
        ["Rechnungsbetrag", "Rechnungsbetrag", "249,62"],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]  # noqa: SLF001 - no public door
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [None, None, WD_ALIGN_PARAGRAPH.RIGHT]
    assert table.rows[2].cells[2].paragraphs[0].runs[0].font.highlight_color is not None


def test_a_tables_columns_and_cells_share_its_width(tmp_path: Path) -> None:
    document = _written(_draft(INVOICE), tmp_path)

    grid = [column.width for column in document.tables[1].columns]
    assert sum(grid) == sum(column.width for column in document.tables[0].columns)
    assert [cell.width for cell in document.tables[1].rows[1].cells] == grid
    assert document.tables[1].rows[2].cells[0].width == grid[0] + grid[1]


def test_tables_that_follow_each_other_stay_two(tmp_path: Path) -> None:
    body = _written(_draft(INVOICE, INVOICE), tmp_path).element.body

    kinds = [_name(element) for element in body]
    assert kinds == ["p", "tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_table_without_a_header_has_none_and_its_empty_cells_hold_an_empty_paragraph(tmp_path: Path) -> None:
    table = replace(INVOICE, rows=((_cell(), _cell("a"), _cell("1")),), header=False)

    (row,) = _written(_draft(table), tmp_path).tables[1].rows

    assert row._tr.trPr.find(qn("w:tblHeader")) is None  # noqa: SLF001 - no public door
    assert [len(cell.paragraphs) for cell in row.cells] == [1, 1, 1]


def test_a_turn_ends_with_the_time_and_begins_with_the_speaker_if_known(tmp_path: Path) -> None:
    document = _written(_draft(*TURNS), tmp_path)

    assert _lines(document)[1:] == [
        ("Schreibstube Turn", "Sprecher 1: Guten Tag. #00:00:12#"),
        ("Schreibstube Turn", "Good morning. #01:02:05#"),
    ]


def test_doubtful_words_and_only_they_are_highlighted(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER), tmp_path)

    marked = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.highlight_color]
    assert marked == ["geehrie", "1."]


def test_every_run_names_its_proofing_language_and_marks_are_not_proofread(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER, *TURNS), tmp_path)

    assert ("lang", "de-DE") in _properties(document, "Löwe GmbH")
    assert ("lang", "en-GB") in _properties(document, "We thank you")
    assert ("noProof", None) in _properties(document, "S. 1")
    assert ("noProof", None) in _properties(document, " #00:00:12#")
    assert ("noProof", None) not in _properties(document, "We thank you")


def test_pages_carry_hidden_bookmarks(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER), tmp_path)

    starts = list(document.element.body.iter(qn("w:bookmarkStart")))
    ends = list(document.element.body.iter(qn("w:bookmarkEnd")))
    assert [start.get(qn("w:name")) for start in starts] == ["_page_1", "_page_2"]
    assert [start.get(qn("w:id")) for start in starts] == [end.get(qn("w:id")) for end in ends]


def test_notices_stand_before_everything_else(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER, notices=("Seite 3 fehlt.",)), tmp_path)

    assert _lines(document)[1] == ("Schreibstube Notice", "Bitte beachten: Seite 3 fehlt.")
    assert document.element.body[2].tag == qn("w:tbl")


def test_the_facts_are_a_table_whose_first_row_and_column_are_headers(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER), tmp_path)

    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Quelle", "Brief.pdf"], ["Seiten", "2"]]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False]  # noqa: SLF001 - no public door
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Angaben zu diesem Entwurf"  # noqa: SLF001 - as above


@pytest.mark.parametrize(
    ("language", "head", "foot", "region"),
    [
        ("de", "Entwurf – maschinell erstellt, ungeprüft", "Brief\tSeite 1 von 1", "de-DE"),
        ("en", "Draft – machine-made, unchecked", "Brief\tPage 1 of 1", "en-GB"),
    ],
)
def test_the_frame_is_in_its_language(tmp_path: Path, language: str, head: str, foot: str, region: str) -> None:
    document = _written(_draft(*LETTER, language=language), tmp_path)

    footer = document.sections[0].footer.paragraphs[0]._p  # noqa: SLF001 - fields are not among the runs
    texts = [element.text or "\t" for element in footer.iter(qn("w:t"), qn("w:tab"))]
    assert document.sections[0].header.paragraphs[0].text == head
    assert "".join(texts) == foot
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert document.core_properties.language == region
    assert document.core_properties.title == "Brief"


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    document = _written(_draft(Paragraph(((Run("a\x07b\ufffe", "de"),),)), title="Br\udce4f"), tmp_path)

    assert _lines(document) == [("Title", "Br\ufffdf"), ("Normal", "a\ufffdb\ufffd")]


def test_a_language_without_a_known_region_is_named_as_it_is(tmp_path: Path) -> None:
    document = _written(_draft(Paragraph(((Run("Labas", "lt"),),))), tmp_path)

    assert ("lang", "lt") in _properties(document, "Labas")


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(pages)
def test_every_word_of_a_page_is_in_the_document_once(tmp_path: Path, page: Page) -> None:
    made = draft(Scan((page,)), about=About("Brief", "Brief.pdf", "de", "Tesseract"))

    body = list(_written(made, tmp_path).element.body)
    start = next(at for at, element in enumerate(body) if element.find(qn("w:bookmarkStart")) is not None) + 1
    written = "".join(text.text or "" for element in body[start:] for text in element.iter(qn("w:t")))
    read = "".join(word.text for word in page.words) or "(Auf dieser Seite steht kein Text.)"
    apart = dict.fromkeys(map(ord, " -\N{SOFT HYPHEN}¬"))
    assert sorted(written.translate(apart)) == sorted(read.translate(apart))


# The file


def _parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_template_is_what_its_source_says(tmp_path: Path) -> None:
    make_template.main(tmp_path / "template.docx")

    # By parts, since compressors differ. Not equal? Run: python tools/make_template.py
    assert _parts(TEMPLATE) == _parts(tmp_path / "template.docx")


def test_equal_drafts_give_equal_bytes_without_a_date(tmp_path: Path) -> None:
    write_docx(_draft(*LETTER), tmp_path / "one.docx")
    write_docx(_draft(*LETTER), tmp_path / "two.docx")

    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.docx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.search(rb"dcterms|20\d\d-", _parts(tmp_path / "one.docx")["docProps/core.xml"]) is None


def test_the_file_holds_the_document_and_nothing_else(tmp_path: Path) -> None:
    write_docx(_draft(*LETTER), tmp_path / "draft.docx")

    parts = _parts(tmp_path / "draft.docx")
    assert set(parts) == set(_parts(TEMPLATE))
    assert b"<w:trackRevisions/>" in parts["word/settings.xml"]
    assert b'w:percent="100"' in parts["word/settings.xml"]


def test_every_style_in_use_exists(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER, INVOICE, *TURNS, notices=("Achtung",)), tmp_path)

    known = {style.style_id for style in document.styles}
    used = {
        element.get(qn("w:val"))
        for element in document.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }
    assert used <= known


_ORDER = {
    "rPr": "rStyle rFonts b bCs i iCs noProof color sz szCs highlight lang",
    "pPr": "pStyle keepNext keepLines suppressLineNumbers pBdr shd tabs spacing ind jc outlineLvl",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan",
    "trPr": "cantSplit tblHeader",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "sectPr": "headerReference footerReference pgSz pgMar lnNumType cols",
    "settings": "zoom trackRevisions defaultTabStop characterSpacingControl compat",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tblStylePr",
}
"""Children in the order of the WordprocessingML schema (ECMA-376, part 1, annex A), as far as we use them.

Word calls a file damaged whose elements stand in another order.
"""


def _elements(parts: dict[str, bytes]) -> Iterator[BaseOxmlElement]:
    for name, content in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            yield from parse_xml(content).iter()


def test_elements_stand_in_the_order_of_the_schema(tmp_path: Path) -> None:
    write_docx(_draft(*LETTER, INVOICE, *TURNS, notices=("Achtung",)), tmp_path / "draft.docx")

    for element in _elements(_parts(tmp_path / "draft.docx")):
        order = _ORDER.get(_name(element), "").split()
        if order:
            children = [_name(child) for child in element]
            assert children == sorted(children, key=order.index)


@pytest.mark.engine
@pytest.mark.timeout(180)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_lays_it_out_on_a4_with_head_and_foot(tmp_path: Path) -> None:
    write_docx(_draft(*LETTER, INVOICE, *TURNS, notices=("Achtung",)), tmp_path / "draft.docx")

    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "draft.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=150,
    )

    pdf = tmp_path / "draft.pdf"
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    facts = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert "A4" in facts
    for expected in (
        "Entwurf – maschinell erstellt, ungeprüft",
        "Seite 1 von 1",
        "Bitte beachten: Achtung",
        "wir bitten geehrie um Geduld",
        "Sprecher 1: Guten Tag. #00:00:12#",
    ):
        assert expected in text
