from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import Line, line_of
from pipeline.core.scans.tables import Grid, grids

SIZE = 40  # pixels: about 10 points at 300 dpi
RIGHT = 2000  # where a position is the right edge of a text, not its left


def _row(y: float, *cells: tuple[float, str]) -> Line:
    """Texts at their left edges, or for positions beyond ``RIGHT`` ending so far from there."""
    words = []
    for at, text in cells:
        width = sum(len(part) * 20 + 12 for part in text.split()) - 12
        left = at - RIGHT - width if at > RIGHT else at
        for part in text.split():
            words.append(
                Word(part, Box(left, y, left + len(part) * 20, y + 0.72 * SIZE), 1, 0, 0, int(y))
            )
            left += len(part) * 20 + 12
    return line_of(tuple(words))


def _ends(at: float) -> float:
    return RIGHT + at


POSITION, ARTICLE, QUANTITY, AMOUNT = 100, 220, _ends(1100), _ends(1500)


def _invoice(*, pitch: float = 70, top: float = 100) -> list[Line]:
    """Header, three items and a total."""
    return [
        _row(
            top,
            (POSITION, "Pos."),
            (ARTICLE, "Bezeichnung"),
            (QUANTITY, "Menge"),
            (AMOUNT, "Betrag"),
        ),
        _row(
            top + pitch,
            (POSITION, "1"),
            (ARTICLE, "Drehstuhl, grau"),
            (QUANTITY, "2"),
            (AMOUNT, "249,62"),
        ),
        _row(
            top + 2 * pitch,
            (POSITION, "2"),
            (ARTICLE, "Tisch"),
            (QUANTITY, "11"),
            (AMOUNT, "1.780,40"),
        ),
        _row(
            top + 3 * pitch,
            (POSITION, "3"),
            (ARTICLE, "Papier A4, 80 g"),
            (QUANTITY, "3"),
            (AMOUNT, "6,15"),
        ),
        _row(top + 4 * pitch, (ARTICLE, "Rechnungsbetrag"), (AMOUNT, "2.036,17")),
    ]


ITEMS = [
    ["Pos.", "Bezeichnung", "Menge", "Betrag"],
    ["1", "Drehstuhl, grau", "2", "249,62"],
    ["2", "Tisch", "11", "1.780,40"],
    ["3", "Papier A4, 80 g", "3", "6,15"],
    ["", "Rechnungsbetrag", "", "2.036,17"],
]


def _texts(grid: Grid) -> list[list[str]]:
    return [
        [" / ".join(" ".join(word.text for word in line) for line in cell.lines) for cell in row]
        for row in grid.rows
    ]


def _only(lines: Sequence[Line]) -> Grid:
    (grid,) = grids(lines)
    return grid


def test_an_invoice_without_rules_is_a_table_with_its_header() -> None:
    grid = _only(_invoice())

    assert _texts(grid) == ITEMS
    assert grid.header
    assert [column.flush_right for column in grid.columns] == [True, False, True, True]


@pytest.mark.parametrize("number", ["11", "22", "33", "44"])
def test_numbers_that_begin_below_one_another_are_not_flush_right(number: str) -> None:
    rows = [
        _row(100 + 70 * at, (100, "Tisch"), (700, number * (at + 1)), (AMOUNT, "7,50"))
        for at in range(4)
    ]
    header = _row(30, (100, "Ware"), (700, "Nummer"), (AMOUNT, "Betrag"))

    grid = _only([header, *rows])

    assert [column.flush_right for column in grid.columns] == [False, False, True]


def test_lines_that_the_engine_read_column_by_column_are_put_side_by_side() -> None:
    whole = _invoice()
    columns: list[list[Line]] = [[], [], [], []]
    for line in whole:
        for word in line.words:
            places = [word.box.left >= edge for edge in (170, 900, 1200)]
            columns[sum(places)].append(line_of((word,)))
    parts = [line for column in columns for line in column]
    # A cell of several words is several lines here; only the columns matter.
    grid = _only(parts)

    assert [len(row) for row in grid.rows] == [4] * 5


def test_a_title_above_and_a_sentence_below_are_no_part_of_the_table() -> None:
    title = _row(40, (POSITION, "Kauf"))
    sentence = _row(
        460,
        (
            100,
            "Bitte überweisen Sie den Rechnungsbetrag ohne Abzug auf unser Konto bei der Sparkasse",
        ),
    )

    grid = _only([title, *_invoice(), sentence])

    assert _texts(grid) == ITEMS


def test_a_cell_of_two_lines_is_one_cell() -> None:
    lines = _invoice(pitch=120)
    lines.insert(2, _row(220 + 50, (ARTICLE, "höhenverstellbar")))

    assert _texts(_only(lines))[1] == ["1", "Drehstuhl, grau / höhenverstellbar", "2", "249,62"]


def test_a_number_level_with_the_middle_of_its_row_belongs_to_it() -> None:
    lines = _invoice(pitch=120)
    lines[1:2] = [
        _row(220, (POSITION, "1"), (ARTICLE, "Drehstuhl, grau"), (QUANTITY, "2")),
        _row(265, (ARTICLE, "höhenverstellbar"), (AMOUNT, "249,62")),
    ]

    assert _texts(_only(lines))[1] == ["1", "Drehstuhl, grau / höhenverstellbar", "2", "249,62"]


def test_the_first_line_of_a_header_may_stand_in_one_column_alone() -> None:
    lines = [_row(55, (QUANTITY, "bestellte")), *_invoice()]

    grid = _only(lines)

    assert grid.header
    assert _texts(grid)[0] == ["Pos.", "Bezeichnung", "bestellte / Menge", "Betrag"]


def test_the_label_of_a_total_may_reach_over_some_columns() -> None:
    total = _row(450, (400, "Zahlbar bis zum Ende des Monats ohne Abzug"), (AMOUNT, "2.036,17"))

    grid = _only([*_invoice(), total])

    assert [(cell.span, bool(cell.lines)) for cell in grid.rows[-1]] == [
        (1, False),
        (2, True),
        (1, True),
    ]


def test_names_as_close_as_words_head_columns_that_are_apart() -> None:
    rows = [
        _row(
            100 + 70 * at,
            (100, "Tisch"),
            (_ends(600), "21"),
            (_ends(840), "10"),
            (_ends(1200), "9,50"),
        )
        for at in range(4)
    ]
    header = _row(30, (100, "Ware"), (490, "Steuer Hoeveelheid"), (_ends(1200), "Betrag"))

    grid = _only([header, *rows])

    assert _texts(grid)[0] == ["Ware", "Steuer", "Hoeveelheid", "Betrag"]


def test_a_wide_space_inside_a_column_does_not_divide_it() -> None:
    rows = [
        _row(
            100 + 70 * at,
            (100, str(at)),
            (180, "Umsatzsteuer"),
            (460, "(S)"),
            (_ends(900), "19"),
            (_ends(1200), "9,50"),
        )
        for at in range(4)
    ]
    header = _row(30, (100, "Nr."), (180, "Art"), (_ends(900), "Satz"), (_ends(1200), "Betrag"))

    grid = _only([header, *rows])

    assert _texts(grid)[1] == ["0", "Umsatzsteuer (S)", "19", "9,50"]


def test_a_name_beside_what_it_names_heads_it() -> None:
    rows = [
        _row(100 + 70 * at, (100, "Tisch"), (_ends(800), "5"), (_ends(1200), "9,50"))
        for at in range(4)
    ]
    header = _row(30, (100, "Ware"), (420, "Sonstige"), (_ends(1200), "Betrag"))

    grid = _only([header, *rows])

    assert _texts(grid)[:2] == [["Ware", "Sonstige", "Betrag"], ["Tisch", "5", "9,50"]]


def test_numbers_without_a_name_beside_numbers_with_one_stay_apart() -> None:
    rows = [
        _row(
            100 + 70 * at, (100, "Tisch"), (_ends(600), "5"), (_ends(800), "7"), (_ends(1200), "9")
        )
        for at in range(4)
    ]
    header = _row(30, (100, "Ware"), (_ends(600), "Menge"), (_ends(1200), "Betrag"))

    grid = _only([header, *rows])

    assert _texts(grid)[:2] == [["Ware", "Menge", "", "Betrag"], ["Tisch", "5", "7", "9"]]


def test_a_break_before_names_begins_another_table() -> None:
    first, second = _invoice(), _invoice(top=530)

    assert [_texts(grid) for grid in grids([*first, *second])] == [ITEMS, ITEMS]


def test_numbers_in_many_columns_are_a_table_without_a_header() -> None:
    rows = [
        _row(100 + 60 * at, *((_ends(300 + 200 * column), "55,35") for column in range(5)))
        for at in range(4)
    ]

    grid = _only(rows)

    assert not grid.header
    assert [len(row) for row in grid.rows] == [5] * 4


def test_two_columns_need_more_rows_than_three() -> None:
    rows = [
        _row(100 + 60 * at, (100, "Ware"), (_ends(900), "55,35" if at else "Betrag"))
        for at in range(4)
    ]

    assert not grids(rows[:3])
    assert len(_only(rows).rows) == 4


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "a form",
            [
                [(100, f"{label}:"), (700, "4711")]
                for label in ("Name", "Nummer", "Kunde", "Datum", "Konto")
            ],
        ),
        (
            "contents",
            [[(100, str(n)), (180, "Kapitel"), (_ends(1500), str(n * 7))] for n in range(6)],
        ),
        ("words", [[(100, "Birne"), (700, "gelb"), (1200, "reif")]] * 6),
        (
            "labels",
            [
                [(100, "Kunde"), (700, "Nummer"), (1200, "Datum")],
                *[[(100, "a:"), (700, "b:"), (1200, "7")]] * 4,
            ],
        ),
        (
            "holes",
            [[(100, "Ware"), (700, "Menge"), (1200, "Preis")], *[[(100, "A")], [(1200, "7")]] * 4],
        ),
        (
            "lines across",
            [
                [(100, "Nr."), (200, "Ware"), (500, "Preis"), (900, "Menge"), (1300, "Betrag")],
                *[[(100, "1"), (200, "Wir liefern Ihnen diesen Posten später nach"), (1300, "7")]]
                * 4,
            ],
        ),
    ],
)
def test_what_only_stands_in_columns_is_no_table(
    name: str, rows: list[list[tuple[float, str]]]
) -> None:
    assert not grids([_row(100 + 70 * at, *cells) for at, cells in enumerate(rows)]), name


def test_prose_in_two_columns_is_no_table() -> None:
    prose = "der Text läuft hier weiter und 2019 war es so"

    assert not grids([_row(100 + 52 * at, (100, prose), (1200, prose)) for at in range(12)])


def test_two_rows_are_no_table_yet() -> None:
    assert not grids(_invoice()[:2])


def test_without_lines_there_are_no_tables() -> None:
    assert grids([]) == ()
