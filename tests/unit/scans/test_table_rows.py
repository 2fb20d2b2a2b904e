from __future__ import annotations

from math import inf

import pytest
from hypothesis import given

from pipeline.core.model import Page
from pipeline.core.scans.lines import lines_of
from pipeline.core.scans.table_rows import (
    Row,
    Slot,
    cells_of,
    extent_around,
    is_next_line,
    is_number,
    rows_of,
)
from tests.layouts import line_at
from tests.pages import pages


def _texts(row: Row) -> list[str]:
    return [word.text for word in row.words]


def _rows(*texts: str, pitch: float = 60) -> list[Row]:
    return rows_of([line_at(text, 100, pitch * at) for at, text in enumerate(texts)])


@given(pages)
def test_every_line_is_in_one_row(page: Page) -> None:
    lines = lines_of(page)

    rows = rows_of(lines)

    assert sorted(id(line) for row in rows for line in row.lines) == sorted(map(id, lines))


def test_lines_on_one_level_are_a_row_from_left_to_right() -> None:
    lines = [line_at("Betrag", 900, 4), line_at("Ware", 100, 0), line_at("Tisch", 100, 60)]

    assert [_texts(row) for row in rows_of(lines)] == [["Ware", "Betrag"], ["Tisch"]]


def test_lines_one_above_the_other_are_rows_of_their_own() -> None:
    lines = [line_at("Ware", 100, 0), line_at("Tisch", 100, 10)]

    assert [len(row.lines) for row in rows_of(lines)] == [1, 1]


def test_white_is_wider_than_a_space() -> None:
    (row,) = rows_of([line_at("Großer Tisch", 100, 0), line_at("55,35", 900, 0)])

    assert list(row.spaces) == [(-inf, 100), (220, 232), (332, 900), (1000, inf)]
    assert list(row.white) == [(-inf, 100), (332, 900), (1000, inf)]


def test_words_are_in_the_columns_that_white_parts() -> None:
    (row,) = rows_of([line_at("Tisch", 100, 0), line_at("55,35", 900, 0)])
    first, last = row.lines[0].words, row.lines[1].words

    cells = cells_of(row, ((-inf, 100), (300, 350), (600, 900), (1000, inf)))

    assert cells == (Slot((first,)), Slot(), Slot((last,)))


def test_what_crosses_the_white_spans_both_columns() -> None:
    (row,) = rows_of([line_at("Wir liefern später nach", 100, 0)])

    (cell,) = cells_of(row, ((-inf, 100), (300, 310), (560, inf)))

    assert cell == Slot((row.words,), span=2)


def test_rows_with_the_same_white_belong_together_without_a_title() -> None:
    rows = _rows("Liste", "Tisch  55,35", "Stuhl  49,62", "Regal  80,40")

    extent = extent_around(rows, 2)

    assert extent.first == 1
    assert extent.last == 3
    assert [_texts(row)[0] for row in rows[extent.rows]] == ["Tisch", "Stuhl", "Regal"]


def test_white_as_high_as_a_paragraph_ends_a_table() -> None:
    rows = _rows("Tisch  55,35", "Stuhl  49,62", pitch=200)

    extent = extent_around(rows, 0)

    assert (extent.first, extent.last) == (0, 0)


@pytest.mark.parametrize(("pitch", "close"), [(60, True), (70, False)])
def test_the_lines_of_a_cell_are_close(
    pitch: float,
    close: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    first, second = _rows("Tisch", "grau", pitch=pitch)

    assert is_next_line(first, second) is close


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.780,40", True),
        ("7 kg", True),
        ("23.11.2026", True),
        ("EUR 5", True),
        ("A4 Papier", False),
        ("Betrag", False),
        ("–", False),
    ],
)
def test_amounts_quantities_and_dates_are_numbers(
    text: str,
    number: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert is_number(text.split()) is number
