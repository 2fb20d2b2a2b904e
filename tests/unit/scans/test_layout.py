from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import pytest
from hypothesis import given

from pipeline.core.model import Page, Word
from pipeline.core.scans.layout import (
    PageTable,
    TextBlock,
    WholeWord,
    document_layout,
    page_layout,
)
from pipeline.core.scans.text_regions import Role
from tests.layouts import SIZE, blocks_on, page_of, texts, typed_line, typed_page
from tests.pages import pages


def _cells(page: Page) -> list[list[str]]:
    """The only table of a page, cell by cell, with / between paragraphs."""
    (table,) = (part for part in page_layout(page) if isinstance(part, PageTable))
    return [
        [
            " / ".join(" ".join(piece.text for piece in words) for words in cell.paragraphs)
            for cell in row
        ]
        for row in table.rows
    ]


def test_a_page_without_words_has_no_layout() -> None:
    assert page_layout(page_of()) == ()


def test_the_lines_of_running_text_are_joined() -> None:
    found = blocks_on(
        typed_page(
            "Wir danken Ihnen für Ihre Nachricht und bitten",
            "Sie um etwas Geduld, da wir zur Zeit viele",
            "Anfragen haben.",
        )
    )

    assert texts(found) == [
        (
            "Wir danken Ihnen für Ihre Nachricht und bitten Sie um etwas Geduld,"
            " da wir zur Zeit viele Anfragen haben."
        )
    ]
    assert found[0].role is Role.TEXT


def test_label_and_value_that_the_engine_took_apart_stand_in_one_line() -> None:
    lines = []
    for number, (label, value) in enumerate((("Nummer:", "549910"), ("Name:", "Weiß"))):
        top = number * 1.3 * SIZE
        lines += [
            typed_line(label, 2 * number, at=(100, top), paragraph=2 * number),
            typed_line(value, 2 * number + 1, at=(900, top), paragraph=2 * number + 1),
        ]

    assert texts(blocks_on(page_of(*lines))) == ["Nummer: | 549910", "Name: | Weiß"]


def test_the_letterhead_is_no_heading_and_a_heading_of_the_text_is_one() -> None:
    lines = [
        typed_line("Löwe GmbH", 0, at=(100, 100), size=70),
        typed_line("Sehr geehrte Frau Weiß,", 6, paragraph=1),
        *(
            typed_line("hier läuft der Text weiter und weiter und hört nicht auf", n, paragraph=2)
            for n in (8, 9, 10)
        ),
        typed_line("Kosten", 12, size=70, paragraph=3),
    ]

    roles = {block.lines[0][0].text: block.role for block in blocks_on(page_of(*lines))}

    assert (roles["Löwe"], roles["Kosten"]) == (Role.TEXT, Role.TITLE)


def test_the_small_print_at_the_foot_is_read_column_by_column() -> None:
    text = [typed_line("Hier läuft der Text weiter und weiter", n) for n in range(4)]
    small = [
        typed_line("Löwe GmbH  IBAN DE12  HRB 4711", 20, at=(100, 2800), size=24, paragraph=1),
        typed_line(
            "99084 Erfurt  BIC HELADEF  www.loewe.example", 21, at=(100, 2830), size=24, paragraph=1
        ),
    ]

    assert texts(blocks_on(page_of(*text, *small)))[1:] == [
        "Löwe GmbH / 99084 Erfurt",
        "IBAN DE12 / BIC HELADEF",
        "HRB 4711 / www.loewe.example",
    ]


def test_a_cell_joins_full_lines_and_keeps_a_break_that_was_meant() -> None:
    rows = [
        ("Pos.", "Bezeichnung der Ware", "Betrag"),
        ("1", "Großer Tisch aus", "55,35"),
        ("", "Eiche", ""),
        ("2", "Stuhl", "49,62"),
        ("", "Modell (grau)", ""),
        ("3", "Regal aus Kiefern-", "80,40"),
        ("", "holz", ""),
    ]
    lines: list[list[Word]] = []
    for number, row in enumerate(rows):
        for left, text in zip((100, 300, 1100), row, strict=True):
            place = (left, number * 1.3 * SIZE)
            lines += [typed_line(text, len(lines), at=place)] if text else []

    assert [article for _, article, _ in _cells(page_of(*lines))] == [
        "Bezeichnung der Ware",
        "Großer Tisch aus Eiche",
        "Stuhl / Modell (grau)",
        "Regal aus Kiefernholz",
    ]


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("Verwal-", "tung", "Verwaltung"),
        ("Home-", "owners", "Homeowners"),
        ("Verwal\N{SOFT HYPHEN}", "Tung", "VerwalTung"),
        ("Verwal¬", "tung", "Verwaltung"),
        ("Verwal⸗", "tung", "Verwaltung"),
        ("2019-", "2020", "2019-2020"),
        ("A4-", "blatt", "A4-blatt"),
        ("Möller-", "Lüdenscheidt", "Möller-Lüdenscheidt"),
        ("E-", "mail", "E-mail"),
        ("(E-", "mail)", "(E-mail)"),
        ("Dr.-", "Ing.", "Dr.-Ing."),
        ("EU-", "weit", "EU-weit"),
        ("VITAMIN-", "C", "VITAMIN-C"),
        ("RECH-", "NUNG", "RECHNUNG"),
    ],
)
def test_words_cut_at_a_line_end_are_mended(left: str, right: str, whole: str) -> None:
    found = blocks_on(
        typed_page(f"Das ist eine volle Zeile mit einem Wort {left}", f"{right} und noch etwas")
    )

    mended = next(piece for piece in found[0].lines[0] if len(piece.words) == 2)
    assert mended.text == whole
    assert [word.text for word in mended.words] == [left, right]


@pytest.mark.parametrize(
    ("left", "right"),
    [("Vor-", "und"), ("Ein-", "oder"), ("Seite", "zwei"), ("-", "zwei"), ("so-", "(zwei")],
)
def test_words_that_were_not_cut_stay_two(left: str, right: str) -> None:
    found = blocks_on(
        typed_page(f"Das ist eine volle Zeile mit einem Wort {left}", f"{right} Nachname")
    )

    assert all(len(piece.words) == 1 for line in found[0].lines for piece in line)


def test_a_hyphen_in_the_middle_of_a_line_is_left_alone() -> None:
    found = blocks_on(typed_page("Vor- nachname"))

    assert texts(found) == ["Vor- nachname"]


def _rows(found: Iterable[TextBlock | PageTable]) -> list[tuple[WholeWord, ...]]:
    """Every line of a block and every paragraph of a cell."""
    rows: list[tuple[WholeWord, ...]] = []
    for part in found:
        if isinstance(part, PageTable):
            rows += [
                paragraph for row in part.rows for cell in row for paragraph in cell.paragraphs
            ]
        else:
            rows += part.lines
    return rows


@given(pages)
def test_every_word_is_kept_once(page: Page) -> None:
    kept = [id(word) for row in _rows(page_layout(page)) for piece in row for word in piece.words]

    assert sorted(kept) == sorted(map(id, page.words))


@given(pages)
def test_the_words_of_a_line_keep_their_order(page: Page) -> None:
    place = {id(word): at for at, word in enumerate(page.words)}

    for row in _rows(page_layout(page)):
        for _, words in groupby(
            (word for piece in row for word in piece.words), key=lambda word: word.line
        ):
            places = [place[id(word)] for word in words]
            assert places == sorted(places)


@given(pages)
def test_mending_drops_nothing_but_hyphens(page: Page) -> None:
    hyphens = dict.fromkeys(map(ord, "-\N{SOFT HYPHEN}¬"))
    for row in _rows(page_layout(page)):
        for piece in row:
            assert piece.text.translate(hyphens) == "".join(
                word.text for word in piece.words
            ).translate(hyphens)


@given(pages)
def test_only_what_was_set_line_by_line_has_several_lines(page: Page) -> None:
    for block in page_layout(page):
        if isinstance(block, TextBlock):
            assert all(block.lines)
            assert len(block.lines) == 1 or block.role is Role.TEXT


@given(pages)
def test_the_cells_of_a_row_fill_the_tables_width(page: Page) -> None:
    for table in page_layout(page):
        if isinstance(table, PageTable):
            assert {sum(cell.span for cell in row) for row in table.rows} == {len(table.columns)}
            assert all(all(cell.paragraphs) for row in table.rows for cell in row)


def _joined(first: str, second: str) -> list[list[str]]:
    return [
        [
            " ".join(word.text for line in part.lines for word in line)
            for part in parts
            if isinstance(part, TextBlock)
        ]
        for parts in document_layout([typed_page(first), typed_page(second)])
    ]


def test_a_word_cut_at_the_end_of_a_page_stands_whole_before_it() -> None:
    assert _joined("Eine Erstattung ist aus-", "geschlossen, sagt er.") == [
        ["Eine Erstattung ist ausgeschlossen,"],
        ["sagt er."],
    ]
    assert _joined("Das ist aus-", "geschlossen.") == [["Das ist ausgeschlossen."], []]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Das ist Wo-", "Seite 2"), ("Vor-", "und Nachname"), ("Das ist alles.", "danach mehr")],
)
def test_other_pages_stay_apart(first: str, second: str) -> None:
    assert _joined(first, second) == [[first], [second]]
