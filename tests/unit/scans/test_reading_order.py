from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.information_block import address_first
from pipeline.core.scans.lines import Line, line_of, lines_of
from pipeline.core.scans.reading_order import footer, in_rows, letterhead_first, zones
from tests.pages import pages

SIZE = 40
PROSE = "der Text läuft hier weiter und weiter"


def _line(text: str, left: float, top: float, *, block: int = 0) -> Line:
    """Words from ``left`` on; two spaces are a gap as wide as between columns."""
    words = []
    for part in text.split(" "):
        if part:
            words.append(
                Word(
                    part,
                    Box(left, top, left + 20 * len(part), top + 0.72 * SIZE),
                    1,
                    block,
                    block,
                    int(top),
                )
            )
        left += 20 * len(part) + 12 if part else 3 * SIZE
    return line_of(tuple(words))


def _block(left: float, top: float, *, block: int, lines: int = 6, text: str = PROSE) -> list[Line]:
    return [_line(text, left, top + 52 * at, block=block) for at in range(lines)]


def _starts(parts: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Where each part begins."""
    return [(part[0].box.left, part[0].box.top) for part in parts]


def test_columns_of_text_are_read_one_after_the_other() -> None:
    title = [
        _line("Ein Titel, der über beide Spalten der Seite reicht und noch weiter", 300, 0, block=0)
    ]
    left_above, right = _block(100, 100, block=1), _block(1100, 100, block=2, lines=14)
    left_below = _block(100, 500, block=3)
    foot = [_line("Seite 1", 900, 1000, block=4)]

    found = zones([*title, *left_above, *right, *left_below, *foot])

    assert found == (tuple(title), (*left_above, *left_below), tuple(right), tuple(foot))


def test_three_columns_are_three() -> None:
    columns = [_block(100 + 1000 * at, 100, block=at) for at in range(3)]

    assert zones([*columns[2], *columns[0], *columns[1]]) == tuple(map(tuple, columns))


@pytest.mark.parametrize(
    "right",
    [
        _block(1100, 100, block=2, text="EUR 5"),
        _block(1100, 100, block=2, lines=4),
        _block(810, 100, block=2),
    ],
    ids=["figures", "too short", "no gutter"],
)
def test_what_are_no_columns_of_text_stays_as_the_engine_read_it(right: list[Line]) -> None:
    lines = [*right, *_block(100, 100, block=1)]

    assert zones(lines) == (tuple(lines),)


def test_an_address_is_read_before_the_information_beside_it() -> None:
    lines = [
        _line("Löwe GmbH, Erfurt  Unser Zeichen: 26", 100, 100, block=0),
        _line("Telefon: 030 23125", 562, 150, block=1),
        _line("Frau Weiß", 100, 190, block=0),
        _line("Datum: 12. August", 562, 200, block=1),
        _line("Bäckergasse 3", 100, 242, block=0),
        _line("38100 Braunschweig", 100, 294, block=2),
        _line("Übergabe der Unterlagen an die Geschäftsführung", 100, 500, block=3),
    ]

    found = address_first([_line("Löwe", 100, 0), *lines])

    assert [[line.words[0].text for line in part] for part in found] == [
        ["Löwe"],
        ["Löwe", "Frau", "Bäckergasse", "38100"],
        ["Unser", "Telefon:", "Datum:"],
        ["Übergabe"],
    ]
    assert {line.paragraph for line in found[2]} == {0}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Name", "Weiß"),
        ("Betrag der Rechnung mit allem was dazu gehört", "Weiß"),
    ],
    ids=["the rows of a form", "what reaches across"],
)
def test_what_belongs_together_is_not_parted(left: str, right: str) -> None:
    lines = [
        line for at in range(5) for line in (_line(left, 100, 60 * at), _line(right, 700, 60 * at))
    ]

    assert address_first(lines) == (tuple(lines),)


@pytest.mark.parametrize(
    ("left", "right"), [("Name:", "Weiß"), ("Name", "12,50")], ids=["labels", "sums"]
)
def test_labels_and_sums_are_not_parted_even_where_they_are_not_level(
    left: str, right: str
) -> None:
    lines = [
        line
        for at in range(5)
        for line in (_line(left, 100, 60 * at), _line(right, 700, 60 * at + 30))
    ]

    assert address_first(lines) == (tuple(lines),)


def test_a_block_with_nothing_beside_it_is_not_parted() -> None:
    lines = _block(700, 100, block=0)

    assert address_first(lines) == (tuple(lines),)


def test_blocks_far_below_one_another_are_not_one() -> None:
    lines = [_line("Weiß", 700, 400 * at) for at in range(4)] + [
        _line("Löwe", 100, 90 * at) for at in range(9)
    ]

    assert address_first(lines) == (tuple(lines),)


def _texts(lines: Sequence[Line]) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in lines]


@pytest.mark.parametrize("values_first", [False, True])
def test_labels_that_were_read_apart_from_their_values_come_back_to_them(
    values_first: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    labels = [_line("Nummer:", 100, 0, block=0), _line("Name:", 100, 52, block=0)]
    values = [_line("549910", 700, 2, block=1), _line("Frank Weiß", 700, 54, block=1)]

    found = in_rows([*values, *labels] if values_first else [*labels, *values])

    assert _texts(found) == ["Nummer:", "549910", "Name:", "Frank Weiß"]


def test_two_addresses_side_by_side_are_not_the_rows_of_a_form() -> None:
    left, right = (
        _block(100, 0, block=0, lines=3, text="Weiß"),
        _block(700, 0, block=1, lines=3, text="Löwe"),
    )

    assert in_rows([*left, *right]) == (*left, *right)


def test_the_rest_of_a_row_that_was_read_below_the_subject_goes_back_to_its_row() -> None:
    row, rest = (
        _line("Ihr Zeichen  Ihre Nachricht", 100, 0, block=0),
        _line("Telefon  Datum", 1100, 2, block=3),
    )
    values, more = (
        _line("ab-12  05.01.2026", 100, 40, block=1),
        _line("45678  23.11.2026", 1100, 42, block=4),
    )
    subject = _line("Angebot über drei Bürostühle", 100, 200, block=2)

    assert in_rows([row, values, subject, rest, more]) == (row, rest, values, more, subject)


def test_a_letterhead_that_was_read_after_the_salutation_is_read_before_it() -> None:
    day, opening = (
        _line("23. November 2026", 100, 300, block=0),
        _line("Guten Tag,", 100, 600, block=1),
    )
    letterhead = [_line("Löwe GmbH", 1500, 50, block=2), _line("Bleichgasse 8", 1500, 100, block=2)]
    text = _block(100, 700, block=3)

    found = letterhead_first([day, opening, *letterhead, *text], opening)

    assert found == (*letterhead, day, opening, *text)


def test_the_columns_of_small_print_at_the_foot_are_read_one_after_the_other() -> None:
    text = _block(100, 100, block=0)
    small = [
        _line("Löwe GmbH  IBAN DE12", 100, 2600, block=1),
        _line("99084 Erfurt  BIC HELADEF", 100, 2650, block=1),
    ]

    found = footer([*text, *small], height=3000, size=2 * SIZE)

    assert [_texts(column) for column in found] == [
        ["Löwe GmbH", "99084 Erfurt"],
        ["IBAN DE12", "BIC HELADEF"],
    ]


@pytest.mark.parametrize(
    ("lines", "size"),
    [
        ([_line("Löwe GmbH  IBAN DE12", 100, 2600)], SIZE),
        ([_line("Löwe GmbH, IBAN DE12", 100, 2600)], 2 * SIZE),
        ([_line("Löwe GmbH  IBAN DE12", 100, 2000)], 2 * SIZE),
        ([_line("Summe  12,50", 100, 2530), _line("Löwe GmbH  IBAN DE12", 100, 2600)], 2 * SIZE),
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


@given(pages)
def test_parting_loses_no_word(page: Page) -> None:
    kept = [
        id(word) for part in address_first(lines_of(page)) for line in part for word in line.words
    ]

    assert sorted(kept) == sorted(map(id, page.words))
