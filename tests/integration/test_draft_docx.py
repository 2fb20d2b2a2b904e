from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core.drafts.draft import (
    About,
    Block,
    Change,
    Doubt,
    Draft,
    Heading,
    PageMark,
    Paragraph,
    Reason,
    Remark,
    Run,
    Table,
    TableCell,
    TableColumn,
    Turn,
)
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import Box, Moment, Page, Scan, Spot, Unread, UnreadPlace
from pipeline.outputs.draft_docx import write_docx
from pipeline.outputs.wordml.check_sheet import SHEET
from pipeline.outputs.wordml.stationery import TEMPLATE
from tests.drafts import DRAFTS, drafted, grey_line
from tests.pages import pages
from tests.wordml import accepted, body, findings, parts, rejected, said
from tools import make_template

DOUBT = Doubt(
    Reason.UNSURE, 0.4, Spot(1, Box(100, 100, 200, 140), Box(20, 95, 900, 145)), ("geehrte",), 0.6
)
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


def _draft(
    *blocks: Block, language: str = "de", title: str = "Brief", notices: tuple[str, ...] = ()
) -> Draft:
    facts = (("Quelle", "Brief.pdf"), ("Seiten", "2"))
    return Draft(title, "en" if language == "en" else "de", facts, notices, blocks)


def _written(draft: Draft, folder: Path) -> DocumentType:
    target = folder / "draft.docx"
    write_docx(draft, target)
    return Document(str(target))


def _lines(document: DocumentType) -> list[tuple[str, str]]:
    """Style and text of each paragraph before the check sheet."""
    body = list(document.element.body)
    sheet = [
        place
        for place, each in enumerate(body)
        if each.xpath(f"./w:bookmarkStart[@w:name='{SHEET}']")
    ]
    paragraphs = [each for each in body[: sheet[0] if sheet else None] if each.tag == qn("w:p")]
    return [
        (document.styles.element.get_by_id(each.style or "Normal").name_val, said(each))
        for each in paragraphs
        if said(each) not in RELEASE
    ]


RELEASE = "Freigabe", "☐\tFreigegeben am … durch …"
"""What each draft without a checklist ends with."""


def _properties(document: DocumentType, text: str) -> set[tuple[str, str | None]]:
    """The properties of the run that holds ``text``."""
    run = next(run for run in document.element.body.iter(qn("w:r")) if run.text == text)
    return {(_name(element), element.get(qn("w:val"))) for element in run.rPr}


def _body(draft: Draft, folder: Path) -> BaseOxmlElement:
    write_docx(draft, folder / "draft.docx")
    return body(folder / "draft.docx")


def _name(element: BaseOxmlElement) -> str:
    return str(element.tag).rpartition("}")[2]


# What it says


def test_each_kind_of_block_has_its_own_style(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER), tmp_path)

    assert _lines(document) == [
        ("Title", "Brief"),
        ("Schreibstube Page", "S. 1"),
        ("heading 1", "Löwe GmbH"),
        ("heading 2", "Übergabe"),
        ("Schreibstube Lines", "Frau Weiß\n38100 Braunschweig"),
        ("Normal", "wir bitten geehrie um Geduld"),
        ("Normal", "We thank you"),
        ("Schreibstube Lines", "Menge\t9\t55,35"),
        ("Schreibstube Item", "1.\tEin Punkt"),
        ("Schreibstube Page", "S. 2"),
        ("Schreibstube Remark", "(Auf dieser Seite steht kein Text.)"),
    ]


def test_a_table_is_a_table_with_its_header_its_spans_and_its_numbers_flush_right(
    tmp_path: Path,
) -> None:
    document = _written(_draft(PageMark(1, "S. 1"), INVOICE), tmp_path)

    table = document.tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Pos.", "Bezeichnung", "Betrag"],
        ["1", "Drehstuhl,\nhöhenverstellbar", "249,62"],
        ["Rechnungsbetrag", "Rechnungsbetrag", "249,62"],
    ]
    headers = (row._tr.trPr.find(qn("w:tblHeader")) for row in table.rows)  # noqa: SLF001
    assert [header is not None for header in headers] == [
        True,
        False,
        False,
    ]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [
        None,
        None,
        WD_ALIGN_PARAGRAPH.RIGHT,
    ]
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
    assert kinds[:6] == ["p", "tbl", "p", "tbl", "p", "tbl"]


def test_a_table_without_a_header_has_none_and_its_empty_cells_hold_an_empty_paragraph(
    tmp_path: Path,
) -> None:
    table = replace(INVOICE, rows=((_cell(), _cell("a"), _cell("1")),), header=False)

    (row,) = _written(_draft(table), tmp_path).tables[1].rows

    assert row._tr.trPr.find(qn("w:tblHeader")) is None  # noqa: SLF001
    assert [len(cell.paragraphs) for cell in row.cells] == [1, 1, 1]


def test_a_turn_ends_with_the_time_and_begins_with_the_speaker_if_known(tmp_path: Path) -> None:
    document = _written(_draft(*TURNS), tmp_path)

    assert _lines(document)[2:] == [  # behind the title and the sentence before the names
        ("Schreibstube Turn", "Sprecher 1: Guten Tag. #00:00:12#"),
        ("Schreibstube Turn", "Good morning. #01:02:05#"),
    ]


def test_a_speakers_label_and_its_colon_look_alike_in_programs_that_show_no_style_within_a_control(
    tmp_path: Path,
) -> None:
    document = _written(_draft(*TURNS), tmp_path)

    assert (
        _properties(document, "Sprecher 1")
        == _properties(document, ": ")
        == {("noProof", None), ("lang", "de-DE")}
    )
    controls = list(document.element.body.iter(qn("w:sdtPr")))
    assert [each.find(qn("w:rPr")) for each in controls] == [
        None,
        None,
    ]  # in the table and in the text


def test_doubtful_words_and_only_they_are_highlighted(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER), tmp_path)

    marked = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color
    ]
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
    assert [name for start in starts if "page" in (name := start.get(qn("w:name")))] == [
        "_page_1",
        "_page_2",
    ]
    assert [start.get(qn("w:id")) for start in starts] == [end.get(qn("w:id")) for end in ends]


def test_notices_stand_before_everything_else(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER, notices=("Seite 3 fehlt.",)), tmp_path)

    assert _lines(document)[1] == ("Schreibstube Notice", "Bitte beachten: Seite 3 fehlt.")
    assert document.element.body[2].tag == qn("w:tbl")


def test_the_facts_are_a_table_whose_first_column_heads_and_whose_first_row_is_like_the_others(
    tmp_path: Path,
) -> None:
    document = _written(_draft(*LETTER), tmp_path)

    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Quelle", "Brief.pdf"],
        ["Seiten", "2"],
    ]
    headers = (row._tr.trPr.find(qn("w:tblHeader")) for row in table.rows)  # noqa: SLF001
    assert [header is not None for header in headers] == [
        False,
        False,
    ]
    (look,) = table._tbl.xpath("w:tblPr/w:tblLook")  # noqa: SLF001 - as above
    assert (look.get(qn("w:firstColumn")), look.get(qn("w:firstRow"))) == ("1", "0")
    caption = table._tbl.tblPr.find(qn("w:tblCaption"))  # noqa: SLF001 - as above
    assert caption.get(qn("w:val")) == "Angaben zu diesem Entwurf"


@pytest.mark.parametrize(
    ("language", "head", "foot", "region"),
    [
        ("de", "Entwurf – maschinell erstellt, ungeprüft", "Brief\tSeite 1 von 1", "de-DE"),
        ("en", "Draft – machine-made, unchecked", "Brief\tPage 1 of 1", "en-GB"),
    ],
)
def test_the_frame_is_in_its_language(
    tmp_path: Path, language: str, head: str, foot: str, region: str
) -> None:
    document = _written(_draft(*LETTER, language=language), tmp_path)

    footer = document.sections[0].footer.paragraphs[0]._p  # noqa: SLF001 - it has fields
    texts = [element.text or "\t" for element in footer.iter(qn("w:t"), qn("w:tab"))]
    assert document.sections[0].header.paragraphs[0].text == head
    assert "".join(texts) == foot
    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert document.core_properties.language == region
    assert document.core_properties.title == "Brief"


def test_subject_and_keywords_are_properties_and_cut_where_word_cuts_them(tmp_path: Path) -> None:
    made = replace(_draft(*LETTER), subject="Angebot " * 40, keywords=("RE-4711", "PT/17"))

    properties = _written(made, tmp_path).core_properties

    assert properties.subject == ("Angebot " * 40)[:255]
    assert properties.keywords == "RE-4711, PT/17"


def test_what_xml_cannot_hold_is_replaced(tmp_path: Path) -> None:
    document = _written(
        _draft(Paragraph(((Run("a\x07b\ufffe", "de"),),)), title="Br\udce4f"), tmp_path
    )

    assert _lines(document) == [("Title", "Br\ufffdf"), ("Normal", "a\ufffdb\ufffd")]


def test_a_language_without_a_known_region_is_named_as_it_is(tmp_path: Path) -> None:
    document = _written(_draft(Paragraph(((Run("Labas", "lt"),),))), tmp_path)

    assert ("lang", "lt") in _properties(document, "Labas")


@settings(
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(pages)
def test_every_word_of_a_page_is_in_the_document_once(tmp_path: Path, page: Page) -> None:
    made = drafted(Scan((page,)), about=About("Brief", "Brief.pdf", "de", "Tesseract"))

    body = list(_written(made, tmp_path).element.body)
    start = (
        next(
            at
            for at, element in enumerate(body)
            if element.xpath("./w:bookmarkStart[@w:name='_page_1']")
        )
        + 1
    )
    end = next(
        (at for at, element in enumerate(body) if said(element) == RELEASE[0]),
        None,
    )
    written = "".join(
        text.text or "" for element in body[start:end] for text in element.iter(qn("w:t"))
    )
    read = "".join(word.text for word in page.words) or "(Auf dieser Seite steht kein Text.)"
    apart = dict.fromkeys(map(ord, " -\N{SOFT HYPHEN}¬"))
    assert sorted(written.translate(apart)) == sorted(read.translate(apart))


# What we would change


def test_changes_are_proposed_by_us_and_both_answers_give_the_text_that_was_meant(
    tmp_path: Path,
) -> None:
    body = _body(DRAFTS["dictation.de"], tmp_path)

    text = slice(3, 5)  # behind title and facts
    assert accepted(body)[text] == [
        "Wir bitten um Geduld, bis bald",
        "Mit Gruß Punkt\nAnna Löwe #00:00:09#",
    ]
    assert rejected(body)[3] == (
        "Ähm Wir bitten um Geduld Komma bis bald neuer AbsatzMit Gruß PunktAnna Löwe #00:00:09#"
    )
    changes = list(body.iter(qn("w:ins"), qn("w:del")))
    assert {change.get(qn("w:author")) for change in changes} == {"Schreibstube"}
    assert [
        change for change in changes if change.get(qn("w:date"))
    ] == []  # equal drafts give equal bytes


_RUNS = st.lists(
    st.builds(
        Run,
        st.text("ab \t\n", min_size=1, max_size=5),
        st.just("de"),
        st.none() | st.just(DOUBT),
        st.none() | st.sampled_from(Change),
        st.sampled_from(["", "u1", "u2"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(_RUNS)
def test_whatever_is_changed_the_file_is_valid_and_rejecting_all_gives_what_was_recognised(
    tmp_path: Path, runs: list[Run]
) -> None:
    body = _body(_draft(Turn(tuple(runs), 0, 1)), tmp_path)

    recognised = "".join(run.text for run in runs if run.change is not Change.INSERTED)
    meant = "".join(run.text for run in runs if run.change is not Change.DELETED)
    assert _text_of(rejected(body)) == f"{recognised} #00:00:01#"
    assert _text_of(accepted(body)) == f"{meant} #00:00:01#"
    assert findings(tmp_path / "draft.docx") == []


def _text_of(paragraphs: list[str]) -> str:
    """Of the only turn: behind the title and the four cells of facts, before the release."""
    return "\n\n".join(paragraphs[5 : paragraphs.index(RELEASE[0])])


# What to check


def _doubts(count: int) -> Draft:
    """As many doubtful words, the later the worse."""
    runs = [
        Run(f"Wort{number} ", "de", replace(DOUBT, weight=number / count, confidence=0.4))
        for number in range(count)
    ]
    return _draft(PageMark(1, "S. 1"), Paragraph((tuple(runs),)))


def test_the_worst_doubts_are_commented_and_on_the_check_sheet_and_all_are_highlighted(
    tmp_path: Path,
) -> None:
    body = _body(_doubts(200), tmp_path)

    comments = parse_xml(parts(tmp_path / "draft.docx")["word/comments.xml"])
    *_, sheet = body.iter(qn("w:tbl"))
    _head, *rows = sheet.iter(qn("w:tr"))
    around = "… Wort46 Wort47 Wort48 Wort49 Wort50 Wort51 Wort52 Wort53 Wort54 …"
    assert len(list(body.iter(qn("w:highlight")))) == 200
    assert len(comments) == len(rows) == len(list(body.iter(qn("w:commentReference")))) == 150
    assert [said(cell) for cell in rows[0].iter(qn("w:tc"))][:3] == [
        "1",
        "S. 1",
        f"Wort50{around}40\u00a0% sicheroder: geehrte",
    ]
    assert said(body.xpath("w:p")[-1]) == "150 von 200 markierten Stellen: die zweifelhaftesten."


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "de",
            [
                "Hier war das Programm unsicher. 40\u00a0% sicher.",
                "oder: geehrte",
                "S. 1 · Nr. 1 im Prüfblatt",
            ],
        ),
        (
            "en",
            [
                "The program was not sure of this. 40% sure.",
                "or: geehrte",
                "p. 1 · No. 1 in the check sheet",
            ],
        ),
    ],
)
def test_a_comment_says_why_how_sure_what_else_and_where(
    tmp_path: Path, language: str, expected: list[str]
) -> None:
    document = _written(_draft(*LETTER[4:5], language=language), tmp_path)

    (comment,) = document.comments
    assert (comment.author, comment.initials) == ("Schreibstube", "Sst")
    paragraphs = [said(each._p) for each in comment.paragraphs]  # noqa: SLF001 - with its links
    assert paragraphs == expected


def test_where_two_readers_differ_nothing_is_said_of_how_sure_the_first_was(
    tmp_path: Path,
) -> None:
    doubt = replace(DOUBT, confidence=0.99, others=("geehrte",))
    run = Run("geehtre", "de", doubt)
    document = _written(_draft(PageMark(1, "S. 1"), Paragraph(((run,),))), tmp_path)

    (comment,) = document.comments
    assert [said(each._p) for each in comment.paragraphs][:2] == [  # noqa: SLF001 - as above
        "Zwei Lesungen weichen hier voneinander ab.",
        "oder: geehrte",
    ]
    *_, sheet = document.element.body.iter(qn("w:tbl"))
    assert "zwei Lesungen" in said(sheet)
    assert "99" not in said(sheet)


def test_word_comment_and_row_of_the_check_sheet_lead_to_each_other(tmp_path: Path) -> None:
    body = _body(DRAFTS["letter.de"], tmp_path)

    comments = parse_xml(parts(tmp_path / "draft.docx")["word/comments.xml"])
    wanted = [
        link.get(qn("w:anchor"))
        for part in (body, comments)
        for link in part.iter(qn("w:hyperlink"))
    ]
    assert wanted == ["_doubt_1", "_doubt_2", "_check_1", "_check_2"]
    assert set(wanted) <= {start.get(qn("w:name")) for start in body.iter(qn("w:bookmarkStart"))}
    assert (_between(body, "_doubt_1"), _between(body, "_doubt_2")) == ("geehrie", "3456")


def test_lines_are_asked_for_page_by_page_and_shown_in_their_size_with_a_description(
    tmp_path: Path,
) -> None:
    asked: list[int] = []

    def pictures(spot: Spot) -> bytes:
        asked.append(spot.page)
        return grey_line(spot)

    write_docx(DRAFTS["letter.de"], tmp_path / "draft.docx", pictures=pictures)

    shapes = Document(str(tmp_path / "draft.docx")).inline_shapes
    assert asked == [1, 2]
    assert [round(shape.width.cm, 2) for shape in shapes] == [5.08, 5.08]
    assert shapes[1]._inline.docPr.get("descr") == (  # noqa: SLF001
        "Die Zeile der Vorlage, in der „3456“ gelesen wurde, auf S.\u00a02"
    )


def test_a_line_without_a_picture_has_a_row_all_the_same(tmp_path: Path) -> None:
    write_docx(DRAFTS["letter.de"], tmp_path / "draft.docx", pictures=lambda _spot: None)

    sheet = Document(str(tmp_path / "draft.docx")).tables[-1]
    assert [cell.text for cell in sheet.rows[0].cells] == ["Nr.", "Stelle", "Gelesen", "Richtig"]
    assert len(sheet.rows) == 3


def test_a_word_that_was_heard_stands_in_the_check_sheet_with_the_words_around_it(
    tmp_path: Path,
) -> None:
    unsure = Doubt(Reason.UNSURE, 0.45, Moment(81, 82), weight=0.55)
    runs = (
        Run("Die nächste Sitzung ist am Donnerstag um ", "de"),
        Run("halb zehn", "de", change=Change.DELETED),
        Run("09:30 Uhr", "de", unsure, change=Change.INSERTED),
        Run(".", "de", unsure),
        Run(" Ich schließe die Sitzung. Vielen Dank.", "de"),
    )

    sheet = _written(_draft(Turn(runs, 78, 87)), tmp_path).tables[-1]

    assert [cell.text for cell in sheet.rows[0].cells] == ["Nr.", "Stelle", "Gehört", "Richtig"]
    assert sheet.rows[1].cells[2].text.splitlines() == [
        "09:30 Uhr.",
        "… Donnerstag um halb zehn. Ich schließe die Sitzung. …",
        "45\u00a0% sicher",
    ]


@pytest.mark.parametrize(("doubts", "says"), [(150, 0), (151, 1)])
def test_the_check_sheet_says_how_many_doubts_it_shows_where_it_does_not_show_all(
    doubts: int, says: int, tmp_path: Path
) -> None:
    runs = tuple(
        Run(f"Wort{number} ", "de", replace(DOUBT, weight=number)) for number in range(doubts)
    )

    text = said(_body(_draft(Paragraph((runs,))), tmp_path))

    assert (
        text.count("markierten Stellen: die zweifelhaftesten.") == text.count("150 von 151") == says
    )


def test_doubts_that_are_not_to_be_listed_are_only_highlighted(tmp_path: Path) -> None:
    unlisted = replace(DOUBT, weight=9, listed=False)
    runs = (Run("kaum", "de", unlisted), Run(" und ", "de"), Run("geehrie", "de", DOUBT))

    body = _body(_draft(Paragraph((runs,))), tmp_path)

    (comment,) = parse_xml(parts(tmp_path / "draft.docx")["word/comments.xml"])
    *_, sheet = body.iter(qn("w:tbl"))
    _head, row = sheet.iter(qn("w:tr"))
    assert len(list(body.iter(qn("w:highlight")))) == 2
    assert comment.get(qn("w:id")) == "1"
    assert _between(body, "_doubt_1") == "geehrie"
    assert "kaum und geehrie" in said(row)
    assert "markierten Stellen" not in said(body)


def test_a_stamp_that_was_not_read_has_its_picture_in_the_check_sheet(tmp_path: Path) -> None:
    stamp = Spot(1, Box(300, 100, 500, 200), Box(300, 100, 500, 200))
    asked: list[Spot] = []

    def pictures(spot: Spot) -> bytes | None:
        asked.append(spot)
        return grey_line(spot)

    made = replace(_draft(*LETTER[:4]), unread=(UnreadPlace(Unread.STAMP, stamp),))
    write_docx(made, tmp_path / "draft.docx", pictures=pictures)

    (*_, sheet) = body(tmp_path / "draft.docx").iter(qn("w:tbl"))
    _head, row = sheet.iter(qn("w:tr"))
    assert asked == [stamp]
    assert said(row) == "1S. 1Stempel oder Notiz nicht gelesen"
    (drawn,) = row.iter(qn("wp:docPr"))
    assert drawn.get("descr") == "Der Stempel oder die Notiz auf S. 1, nicht gelesen"
    assert not list(findings(tmp_path / "draft.docx"))


def test_handwriting_has_its_picture_in_the_text_and_in_the_check_sheet(tmp_path: Path) -> None:
    spot = Spot(1, Box(300, 100, 500, 200), Box(300, 100, 500, 200))
    place = UnreadPlace(Unread.HANDWRITING, spot)
    remark = Remark("(Handschriftlich, nicht gelesen.)", place)

    made = replace(_draft(*LETTER[:2], remark, *LETTER[2:4]), unread=(place,))
    write_docx(made, tmp_path / "draft.docx", pictures=grey_line)
    without = tmp_path / "without.docx"
    write_docx(made, without, pictures=lambda _spot: None)

    written = body(tmp_path / "draft.docx")
    drawn = list(written.iter(qn("wp:docPr")))
    assert [each.get("descr") for each in drawn] == [
        "Handschriftliches oder Gezeichnetes auf S. 1"
    ] * 2
    assert len({each.get("id") for each in drawn}) == 2
    assert said(written).count("(Handschriftlich, nicht gelesen.)") == 1
    assert not list(findings(tmp_path / "draft.docx"))
    assert "(Handschriftlich, nicht gelesen.)" in said(body(without))


def test_equal_words_have_one_row_with_their_places_and_numbers_a_row_each(tmp_path: Path) -> None:
    def doubt(page: int, weight: float) -> Doubt:
        box = Box(0, 10 * page, 5, 10 * page + 5)
        return Doubt(Reason.UNKNOWN, 0.8, Spot(page, box, box), (), weight)

    runs = (
        Run("Grubinger", "de", doubt(1, 0.7)),
        Run(" 1200 ", "de", doubt(1, 0.5)),
        Run("Grubinger", "de", doubt(2, 0.9)),
        Run(" 1200 ", "de", doubt(2, 0.6)),
        Run("IBAN", "de", replace(doubt(3, 2.5), reason=Reason.IMPLAUSIBLE)),
    )

    written = _body(_draft(Paragraph((runs,))), tmp_path)

    *_, sheet = written.iter(qn("w:tbl"))
    _head, *rows = sheet.iter(qn("w:tr"))
    places = [[said(each) for each in row.iter(qn("w:hyperlink"))] for row in rows]
    assert places == [["S. 3"], ["S. 1", "S. 2"], ["S. 1"], ["S. 2"]]
    comments = parse_xml(parts(tmp_path / "draft.docx")["word/comments.xml"])
    assert sorted(said(each).rpartition("Nr. ")[2] for each in comments) == [
        f"{row} im Prüfblatt" for row in (1, 2, 2, 3, 4)
    ]
    assert len({each.get(qn("w:id")) for each in comments}) == 5
    assert not list(findings(tmp_path / "draft.docx"))


def test_who_has_no_doubts_gets_no_check_sheet(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER[:4]), tmp_path)

    assert len(document.tables) == 1
    assert "word/comments.xml" not in parts(tmp_path / "draft.docx")


# Who speaks


def test_all_labels_of_a_speaker_show_the_same_place_of_the_store(tmp_path: Path) -> None:
    body = _body(DRAFTS["transcript.de"], tmp_path)

    store: Any = parse_xml(parts(tmp_path / "draft.docx")["customXml/item1.xml"])
    about = parts(tmp_path / "draft.docx")["customXml/itemProps1.xml"].decode()
    shown = []
    for control in body.iter(qn("w:sdt")):
        (binding,) = control.iter(qn("w:dataBinding"))
        prefix, _, space = binding.get(qn("w:prefixMappings")).removeprefix("xmlns:").partition("=")
        (place,) = store.xpath(binding.get(qn("w:xpath")), namespaces={prefix: space.strip("'")})
        assert place.text == said(control)
        assert binding.get(qn("w:storeItemID")) in about
        shown.append(said(control))
    assert shown == [
        "Sprecher 1",
        "Sprecher 2",
        "Sprecher 1",
        "Sprecher 1",
        "Sprecher 2",
        "Sprecher 2",
    ]


def test_names_are_typed_in_a_table_before_the_text(tmp_path: Path) -> None:
    document = _written(DRAFTS["transcript.en"], tmp_path)

    table = document.tables[1]
    rows = [[said(cell._tc) for cell in row.cells] for row in table.rows]  # noqa: SLF001
    assert rows == [["Speaker", "Name"], ["Speaker 1", "Speaker 1"], ["Speaker 2", "Speaker 2"]]


def test_names_that_xml_cannot_hold_are_replaced_in_text_and_store(tmp_path: Path) -> None:
    body = _body(_draft(Turn((Run("Ja.", "de"),), 0, 1, "A & \x07 <B>")), tmp_path)

    assert findings(tmp_path / "draft.docx") == []
    assert [said(control) for control in body.iter(qn("w:sdt"))] == ["A & \ufffd <B>"] * 2


# Where it comes from


def test_bookmarks_tie_the_words_to_printed_lines_and_utterances(tmp_path: Path) -> None:
    body = _body(DRAFTS["letter.de"], tmp_path)

    names = [start.get(qn("w:name")) for start in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    assert all(name.startswith("_") and len(name) <= 40 for name in names)
    assert _between(body, "_p1_l4") == "Sehr geehrie Frau Weiß, wir bitten "
    assert _between(body, "_p1_l5") == "um Geduld."


def test_what_comes_of_a_line_in_several_places_has_a_bookmark_in_each(tmp_path: Path) -> None:
    body = _body(DRAFTS["invoice.de"], tmp_path)

    assert [_between(body, name) for name in ("_p1_l2", "_p1_l2_2", "_p1_l2_3")] == [
        "1",
        "Drehstuhl,",
        "249,62",
    ]


def _between(body: BaseOxmlElement, name: str) -> str:
    """The text from a bookmark's start to its end."""
    (start,) = body.xpath(f".//w:bookmarkStart[@w:name='{name}']")
    text = ""
    for following in start.itersiblings():
        if following.tag == qn("w:bookmarkEnd") and following.get(qn("w:id")) == start.get(
            qn("w:id")
        ):
            return text
        text += said(following)
    pytest.fail(f"{name} has no end in its paragraph")


def test_the_file_names_the_job_and_the_bytes_that_it_was_made_from(tmp_path: Path) -> None:
    write_docx(DRAFTS["letter.de"], tmp_path / "draft.docx")

    properties = parse_xml(parts(tmp_path / "draft.docx")["docProps/custom.xml"])
    assert {each.get("name"): each[0].text for each in properties} == {
        "Schreibstube job": "000042-0123456789ab",
        "Schreibstube source SHA-256": "0123456789ab" + 52 * "0",
        "Schreibstube format": "1",
    }


# For everybody


@pytest.mark.parametrize("name", DRAFTS)
def test_tables_have_headers_pictures_have_words_and_no_paragraph_is_empty_for_looks(
    name: str, tmp_path: Path
) -> None:
    write_docx(DRAFTS[name], tmp_path / "draft.docx", pictures=grey_line)

    content = body(tmp_path / "draft.docx")
    parting = (
        "w:p[preceding-sibling::*[1][self::w:tbl]]"
        "[following-sibling::*[1][self::w:tbl or self::w:sectPr]]"
    )
    empty = [each for each in content.xpath("w:p") if not said(each)]
    assert set(empty) <= set(
        content.xpath(parting)
    )  # Word would make one table of two, and adds one at the end itself
    assert all(
        table.xpath("w:tr[1]/w:trPr/w:tblHeader | w:tblPr/w:tblLook[@w:firstColumn='1']")
        for table in content.iter(qn("w:tbl"))
    )
    assert all(picture.get("descr") for picture in content.iter(qn("wp:docPr")))
    assert DRAFTS[name].title == Document(str(tmp_path / "draft.docx")).core_properties.title


@pytest.mark.parametrize("kind", DraftKind)
def test_lines_are_counted_where_they_are_quoted(kind: DraftKind, tmp_path: Path) -> None:
    counted = _body(replace(DRAFTS["transcript.de"], kind=kind), tmp_path).xpath(
        "w:sectPr/w:lnNumType/@w:countBy"
    )

    assert counted == (
        ["5"] if kind in {DraftKind.TRANSCRIPT, DraftKind.MINUTES, DraftKind.RESULTS} else []
    )


@pytest.mark.parametrize("name", ["transcript.de", "minutes.de"])
def test_only_what_was_said_counts_as_a_line(name: str, tmp_path: Path) -> None:
    document = _written(DRAFTS[name], tmp_path)

    silent = {
        style.style_id
        for style in document.styles
        if style.element.xpath("w:pPr/w:suppressLineNumbers")
    }
    counted = [each for each in document.element.body.iter(qn("w:p")) if each.style not in silent]
    assert {each.style for each in counted} == {"SchreibstubeTurn"}


def test_the_frame_is_kept_on_one_page_and_a_heading_with_what_it_heads(tmp_path: Path) -> None:
    document = _written(DRAFTS["minutes.de"], tmp_path)

    _opening, _decisions, end, _sheet = document.tables
    kept = [
        [bool(each.xpath(".//w:keepNext")) for each in row._tr.iter(qn("w:p"))]  # noqa: SLF001
        for row in end.rows
    ]
    assert kept == [[True, True], [False, False]]
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in end.rows)  # noqa: SLF001
    *others, last = (each for each in document.paragraphs if each.text.startswith("☐"))
    assert [each.paragraph_format.keep_with_next for each in (*others, last)] == [True, None]
    assert document.styles["Heading 1"].paragraph_format.keep_with_next


@pytest.mark.parametrize("name", DRAFTS)
def test_no_row_is_cut_by_a_page_and_no_header_stands_at_the_foot_of_one_alone(
    name: str, tmp_path: Path
) -> None:
    rows = list(_body(DRAFTS[name], tmp_path).iter(qn("w:tr")))

    assert all(row.xpath("w:trPr/w:cantSplit") for row in rows)
    heads = [row for row in rows if row.xpath("w:trPr/w:tblHeader")]
    assert bool(heads) is not name.startswith("plain")  # which has no tables
    assert all(each.xpath("w:pPr/w:keepNext") for head in heads for each in head.iter(qn("w:p")))


def test_a_place_leads_to_the_words_that_were_said_there(tmp_path: Path) -> None:
    body = _body(DRAFTS["minutes.de"], tmp_path)

    (link,) = (each for each in body.iter(qn("w:hyperlink")) if said(each) == "00:00:05")
    assert _between(body, link.get(qn("w:anchor"))) == "Der Antrag ist angenommen."


# The file


def test_the_template_is_what_its_source_says(tmp_path: Path) -> None:
    make_template.main(tmp_path / "template.docx")

    # By parts, since compressors differ. Not equal? Run: python tools/make_template.py
    assert parts(TEMPLATE) == parts(tmp_path / "template.docx")


def test_equal_drafts_give_equal_bytes_without_a_date(tmp_path: Path) -> None:
    write_docx(_draft(*LETTER), tmp_path / "one.docx")
    write_docx(_draft(*LETTER), tmp_path / "two.docx")

    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.docx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert re.search(rb"dcterms|20\d\d-", parts(tmp_path / "one.docx")["docProps/core.xml"]) is None


def test_the_file_holds_the_document_and_nothing_else(tmp_path: Path) -> None:
    write_docx(_draft(*LETTER), tmp_path / "draft.docx")

    inside = parts(tmp_path / "draft.docx")
    assert set(inside) == {*parts(TEMPLATE), "word/comments.xml", "docProps/custom.xml"}
    assert b"<w:trackRevisions/>" in inside["word/settings.xml"]
    assert b'w:percent="100"' in inside["word/settings.xml"]


def test_no_part_but_the_text_repeats_the_text(tmp_path: Path) -> None:
    write_docx(DRAFTS["transcript.de"], tmp_path / "draft.docx")

    inside = parts(tmp_path / "draft.docx")
    assert [name for name, content in inside.items() if b"Guten Tag" in content] == [
        "word/document.xml"
    ]
    assert inside["customXml/item1.xml"].decode().partition("?>\n")[2] == (
        '<speakers xmlns="urn:schreibstube:speakers"><speaker n="1">Sprecher 1</speaker>'
        '<speaker n="2">Sprecher 2</speaker></speakers>'
    )


def test_every_style_in_use_exists(tmp_path: Path) -> None:
    document = _written(_draft(*LETTER, INVOICE, *TURNS, notices=("Achtung",)), tmp_path)

    known = {style.style_id for style in document.styles}
    used = {
        element.get(qn("w:val"))
        for element in document.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }
    assert used <= known


@pytest.mark.engine
@pytest.mark.timeout(180)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_lays_it_out_on_a4_with_head_and_foot(tmp_path: Path) -> None:
    write_docx(_draft(*LETTER, INVOICE, *TURNS, notices=("Achtung",)), tmp_path / "draft.docx")

    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "draft.docx",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=150,
    )

    pdf = tmp_path / "draft.pdf"
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout
    facts = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert "A4" in facts
    for expected in (
        "Entwurf – maschinell erstellt, ungeprüft",
        "Seite 1 von 2",  # the second is the check sheet
        "Bitte beachten: Achtung",
        "wir bitten geehrie um Geduld",
        "Sprecher 1: Guten Tag. #00:00:12#",
    ):
        assert expected in text
