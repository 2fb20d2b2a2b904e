"""What a reader sees of the XML of Word."""

from __future__ import annotations

import pytest

from pipeline.returns.resolved.resolving import visible
from pipeline.returns.resolved.visible_text import Visible
from tests.returned_files import elements, xml

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BY = 'w:author="Petra" w:date="2026-12-01T09:00:00Z"'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def gone(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'


def par(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def seen(content: str) -> Visible:
    return visible(xml(content), {}, {})


def lines(content: str) -> list[str]:
    return [paragraph.text for paragraph in seen(content).paragraphs]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("Löwe") + f"<w:ins {BY}>{run(' GmbH')}</w:ins>", "Löwe GmbH"),
        (run("Löwe") + f"<w:del {BY}>{gone(' GmbH')}</w:del>", "Löwe"),
        (f"<w:moveFrom {BY}>{run('hier ')}</w:moveFrom>{run('da')}", "da"),
        (f"<w:moveTo {BY}>{run('hier ')}</w:moveTo>{run('da')}", "hier da"),
        (f"<w:ins {BY}>{run('a')}<w:del {BY}>{gone('b')}</w:del></w:ins>{run('c')}", "ac"),
        (f"<w:del {BY}><w:ins {BY}>{run('a')}</w:ins></w:del>{run('b')}", "b"),
        (f"<w:hyperlink><w:smartTag>{run('Link')}</w:smartTag></w:hyperlink>", "Link"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Feld')}</w:sdtContent></w:sdt>", "Feld"),
        ("<w:r><w:t>Schiff</w:t><w:softHyphen/><w:t>fahrt</w:t></w:r>", "Schifffahrt"),
        ("<w:r><w:t>E</w:t><w:noBreakHyphen/><w:t>Mail</w:t></w:r>", "E-Mail"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a b c"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Webdings" w:char="F0FE"/></w:r>', ""),
        ('<w:r><w:sym w:font="Arial" w:char="2713"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Arial" w:char="kaputt"/></w:r>', ""),
        (f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>leise</w:t></w:r>{run('laut')}", "laut"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>laut</w:t></w:r>', "laut"),
        (
            (
                '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
                '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t>'
                '<w:fldChar w:fldCharType="end"/></w:r>'
            ),
            "7",
        ),
        (
            (
                '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \\o</w:instrText>'
                '<w:fldChar w:fldCharType="separate"/><w:t>Inhalt</w:t>'
                f'<w:fldChar w:fldCharType="end"/></w:r>{run("Text")}'
            ),
            "Text",
        ),
        (f'<w:fldSimple w:instr="DATE">{run("heute")}</w:fldSimple>', "heute"),
    ],
)
def test_a_paragraph_is_read_as_it_is_seen(content: str, text: str) -> None:
    assert lines(par(content)) == [text]


def test_a_field_without_an_end_hides_no_more_than_its_paragraph() -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/><w:t>?</w:t></w:r>'

    assert lines(par(broken) + par(run("weiter"))) == ["", "weiter"]


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next_one() -> None:
    mark = f"<w:rPr><w:del {BY}/></w:rPr>"

    assert lines(par(run("eins "), mark) + par(run("zwei"))) == ["eins zwei"]


def test_an_inserted_end_of_a_paragraph_parts_it() -> None:
    mark = f"<w:rPr><w:ins {BY}/></w:rPr>"

    assert lines(par(run("eins"), mark) + par(run("zwei"))) == ["eins", "zwei"]


def test_a_deleted_end_before_a_table_joins_nothing() -> None:
    mark = f"<w:rPr><w:del {BY}/></w:rPr>"
    table = f"<w:tbl><w:tr><w:tc>{par(run('Zelle'), mark)}</w:tc></w:tr></w:tbl>"

    assert lines(par(run("vor"), mark) + table + par(run("nach"))) == ["vor", "Zelle", "nach"]


def test_deleted_rows_and_cells_are_gone() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc><w:tcPr>{}</w:tcPr>{}</w:tc></w:tr>"
    table = "".join(
        (
            row.format("", "", par(run("bleibt"))),
            row.format(f"<w:del {BY}/>", "", par(run("Zeile"))),
            row.format("", f"<w:cellDel {BY}/>", par(run("Zelle"))),
            row.format(f"<w:ins {BY}/>", "", par(run("neu"))),
        )
    )

    assert lines(f"<w:tbl>{table}</w:tbl>") == ["bleibt", "neu"]


def test_cells_have_the_numbers_of_what_is_left() -> None:
    cell = f"<w:tc>{par(run('x'))}</w:tc>"
    gone_row = f"<w:tr><w:trPr><w:del {BY}/></w:trPr>{cell}</w:tr>"
    (found,) = seen(f"<w:tbl>{gone_row}<w:tr>{cell}</w:tr></w:tbl>").paragraphs

    assert found.cell is not None
    assert (found.cell.table, found.cell.row, found.cell.column) == (0, 0, 0)


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{par(run('Kasten'))}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent {MC}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert lines(par(run("vor ") + drawn + run("nach"))) == ["vor nach", "Kasten"]


def test_a_note_is_read_after_the_paragraph_that_leads_to_it() -> None:
    body = xml(par(run("Text") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + par(run("weiter")))
    (note,) = elements(f'<w:footnote w:id="2">{par(run("Fußnote"))}</w:footnote>')

    found = visible(body, {}, {("footnote", "2"): note})

    assert [paragraph.text for paragraph in found.paragraphs] == ["Text", "Fußnote", "weiter"]


def test_bookmarks_in_deleted_words_still_tie_what_follows() -> None:
    start = '<w:bookmarkStart w:id="1" w:name="_u1"/>'
    content = f"<w:del {BY}>{start}{gone('Ähm ')}</w:del>{run('Ja')}"
    (found,) = seen(par(content + '<w:bookmarkEnd w:id="1"/>' + run(" nein"))).paragraphs

    assert [(piece.text, piece.ties.anchor) for piece in found.pieces] == [
        ("Ja", "u1"),
        (" nein", ""),
    ]


def test_a_bookmark_without_an_end_ends_with_its_paragraph() -> None:
    start = '<w:bookmarkStart w:id="1" w:name="_p1_l2"/>'
    one, other = seen(par(start + run("eins")) + par(run("zwei"))).paragraphs

    assert (one.pieces[0].ties.anchor, other.pieces[0].ties.anchor) == ("p1_l2", "")


def test_a_bookmark_may_go_on_in_a_paragraph_that_was_split() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="_u3_2"/>', '<w:bookmarkEnd w:id="1"/>'
    one, other = seen(par(start + run("eins")) + par(run("zwei") + end)).paragraphs

    assert (one.pieces[0].ties.anchor, other.pieces[0].ties.anchor) == ("u3", "u3")


def test_changes_of_people_are_counted_once_each() -> None:
    two = f"<w:ins {BY}>{run('a')}</w:ins><w:ins {BY}>{run('b')}</w:ins>"
    moved = (
        f"<w:moveFrom {BY}>{run('c')}</w:moveFrom>{run(' ')}<w:moveTo {BY}>{run('c')}</w:moveTo>"
    )
    ours = f'<w:ins w:author="Schreibstube">{run("d")}</w:ins>'

    assert seen(par(two + run(" x ") + moved + ours)).changes == 2


def test_a_word_typed_over_another_is_a_deletion_and_an_insertion() -> None:
    over = f"<w:del {BY}>{gone('alt')}</w:del><w:ins {BY}>{run('neu')}</w:ins>"

    assert seen(par(over)).changes == 2


def test_what_one_person_deleted_over_two_paragraphs_is_one_change() -> None:
    end = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"
    deleted = f"<w:del {BY}>{gone('weg')}</w:del>"

    assert seen(par(end + deleted) + par(deleted + run("bleibt"))).changes == 1


def test_two_people_who_insert_side_by_side_make_two_changes() -> None:
    other = BY.replace('w:author="', 'w:author="Zweite ')

    both = f"<w:ins {BY}>{run('a')}</w:ins><w:ins {other}>{run('b')}</w:ins>"

    assert seen(par(both)).changes == 2


def test_a_deleted_insertion_of_ours_is_a_rejected_one() -> None:
    ours = f'<w:ins w:author="Schreibstube"><w:del {BY}>{gone(",")}</w:del></w:ins>'

    assert seen(par(ours)).rejected == 1


def test_formatting_is_no_change() -> None:
    styled = f"<w:r><w:rPr><w:rPrChange {BY}/></w:rPr><w:t>fett</w:t></w:r>"

    assert seen(par(styled, f"<w:pPrChange {BY}/>")).changes == 0


def test_boxes_to_click_are_read_by_what_they_are() -> None:
    box = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent>{}</w:sdtContent></w:sdt>"
    )

    assert lines(par(box.format("1", run("?")) + box.format("0", run("?")))) == ["☒☐"]


def test_a_table_of_contents_says_nothing_twice() -> None:
    toc = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{par(run('Inhalt'))}</w:sdtContent></w:sdt>"
    )

    assert lines(toc + par(run("Text"))) == ["Text"]


def test_the_placeholder_of_an_emptied_control_is_no_name() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:alias w:val='Sprecher 1'/><w:dataBinding "
        "w:xpath=\"/s:speakers/s:speaker[@n='1']\"/><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('Klicken Sie hier')}</w:sdtContent></w:sdt>"
    )
    found = seen(par(control + run(": Ja")))

    assert [paragraph.text for paragraph in found.paragraphs] == [": Ja"]
    assert [(each.number, each.label) for each in found.controls] == [(1, "Sprecher 1")]


def test_what_only_asks_to_be_filled_in_is_no_word() -> None:
    asking = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('Klicken Sie hier')}</w:sdtContent></w:sdt>"
    )
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Rathaus')}</w:sdtContent></w:sdt>"

    assert lines(par(run("Ort: ") + asking + filled)) == ["Ort: Rathaus"]
