from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given

from pipeline.core.model import Page
from pipeline.core.scans.lines import Line, lines_of
from pipeline.core.scans.reading_order import footer, in_rows, letterhead_first, zones
from tests.layouts import SIZE, block_at, line_at
from tests.pages import pages


def test_columns_of_text_are_read_one_after_the_other() -> None:
    title = [
        line_at(
            "Ein Titel, der über beide Spalten der Seite reicht und noch weiter", 300, 0, block=0
        )
    ]
    left_above, right = block_at(100, 100, block=1), block_at(1100, 100, block=2, lines=14)
    left_below = block_at(100, 500, block=3)
    foot = [line_at("Seite 1", 900, 1000, block=4)]

    found = zones([*title, *left_above, *right, *left_below, *foot])

    assert found == (tuple(title), (*left_above, *left_below), tuple(right), tuple(foot))


def test_three_columns_are_three() -> None:
    columns = [block_at(100 + 1000 * at, 100, block=at) for at in range(3)]

    assert zones([*columns[2], *columns[0], *columns[1]]) == tuple(map(tuple, columns))


@pytest.mark.parametrize(
    "right",
    [
        block_at(1100, 100, block=2, text="EUR 5"),
        block_at(1100, 100, block=2, lines=4),
        block_at(810, 100, block=2),
    ],
    ids=["figures", "too short", "no gutter"],
)
def test_what_are_no_columns_of_text_stays_as_the_engine_read_it(right: list[Line]) -> None:
    lines = [*right, *block_at(100, 100, block=1)]

    assert zones(lines) == (tuple(lines),)


def _texts(lines: Sequence[Line]) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in lines]


@pytest.mark.parametrize("values_first", [False, True])
def test_labels_that_were_read_apart_from_their_values_come_back_to_them(
    values_first: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    labels = [line_at("Nummer:", 100, 0, block=0), line_at("Name:", 100, 52, block=0)]
    values = [line_at("549910", 700, 2, block=1), line_at("Frank Weiß", 700, 54, block=1)]

    found = in_rows([*values, *labels] if values_first else [*labels, *values])

    assert _texts(found) == ["Nummer:", "549910", "Name:", "Frank Weiß"]


def test_two_addresses_side_by_side_are_not_the_rows_of_a_form() -> None:
    left, right = (
        block_at(100, 0, block=0, lines=3, text="Weiß"),
        block_at(700, 0, block=1, lines=3, text="Löwe"),
    )

    assert in_rows([*left, *right]) == (*left, *right)


def test_the_rest_of_a_row_that_was_read_below_the_subject_goes_back_to_its_row() -> None:
    row, rest = (
        line_at("Ihr Zeichen  Ihre Nachricht", 100, 0, block=0),
        line_at("Telefon  Datum", 1100, 2, block=3),
    )
    values, more = (
        line_at("ab-12  05.01.2026", 100, 40, block=1),
        line_at("45678  23.11.2026", 1100, 42, block=4),
    )
    subject = line_at("Angebot über drei Bürostühle", 100, 200, block=2)

    assert in_rows([row, values, subject, rest, more]) == (row, rest, values, more, subject)


def test_a_letterhead_that_was_read_after_the_salutation_is_read_before_it() -> None:
    day, opening = (
        line_at("23. November 2026", 100, 300, block=0),
        line_at("Guten Tag,", 100, 600, block=1),
    )
    letterhead = [
        line_at("Löwe GmbH", 1500, 50, block=2),
        line_at("Bleichgasse 8", 1500, 100, block=2),
    ]
    text = block_at(100, 700, block=3)

    found = letterhead_first([day, opening, *letterhead, *text], opening)

    assert found == (*letterhead, day, opening, *text)


def test_the_columns_of_small_print_at_the_foot_are_read_one_after_the_other() -> None:
    text = block_at(100, 100, block=0)
    small = [
        line_at("Löwe GmbH  IBAN DE12", 100, 2600, block=1),
        line_at("99084 Erfurt  BIC HELADEF", 100, 2650, block=1),
    ]

    found = footer([*text, *small], height=3000, size=2 * SIZE)

    assert [_texts(column) for column in found] == [
        ["Löwe GmbH", "99084 Erfurt"],
        ["IBAN DE12", "BIC HELADEF"],
    ]


@pytest.mark.parametrize(
    ("lines", "size"),
    [
        ([line_at("Löwe GmbH  IBAN DE12", 100, 2600)], SIZE),
        ([line_at("Löwe GmbH, IBAN DE12", 100, 2600)], 2 * SIZE),
        ([line_at("Löwe GmbH  IBAN DE12", 100, 2000)], 2 * SIZE),
        (
            [line_at("Summe  12,50", 100, 2530), line_at("Löwe GmbH  IBAN DE12", 100, 2600)],
            2 * SIZE,
        ),
    ],
    ids=["as large as the text", "one column", "not at the foot", "the rest of a table"],
)
def test_what_is_no_foot_of_columns_is_none(lines: list[Line], size: float) -> None:
    assert footer(lines, height=3000, size=size) == ()


@given(pages)
def test_rows_and_heads_lose_no_line(page: Page) -> None:
    lines = lines_of(page)

    assert sorted(map(id, in_rows(lines))) == sorted(map(id, lines))
    for opening in lines:
        assert sorted(map(id, letterhead_first(lines, opening))) == sorted(map(id, lines))


@given(pages)
def test_columns_lose_no_line(page: Page) -> None:
    lines = lines_of(page)

    assert sorted(id(line) for zone in zones(lines) for line in zone) == sorted(map(id, lines))


@pytest.mark.parametrize("wraps", [False, True])
def test_times_that_were_read_apart_from_their_entries_come_back_to_them(
    wraps: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    times = [line_at("08:00", 100, 0, block=0), line_at("08:10", 100, 104, block=0)]
    entries = [line_at("Frau Gruber sagt ab", 400, 2, block=1)]
    entries += [line_at("und bittet um Antwort", 400, 54, block=1)] if wraps else []
    entries += [line_at("Herr Weiß kommt", 400, 106, block=1)]

    found = _texts(in_rows([*times, *entries]))

    assert found[:2] == ["08:00", "Frau Gruber sagt ab"]
    assert found[-2:] == ["08:10", "Herr Weiß kommt"]
    assert len(found) == 4 + wraps
