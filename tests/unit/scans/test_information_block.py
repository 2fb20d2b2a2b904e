from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.core.model import Page
from pipeline.core.scans.information_block import address_first
from pipeline.core.scans.lines import lines_of
from tests.layouts import block_at, line_at
from tests.pages import pages


def test_an_address_is_read_before_the_information_beside_it() -> None:
    lines = [
        line_at("Löwe GmbH, Erfurt  Unser Zeichen: 26", 100, 100, block=0),
        line_at("Telefon: 030 23125", 562, 150, block=1),
        line_at("Frau Weiß", 100, 190, block=0),
        line_at("Datum: 12. August", 562, 200, block=1),
        line_at("Bäckergasse 3", 100, 242, block=0),
        line_at("38100 Braunschweig", 100, 294, block=2),
        line_at("Übergabe der Unterlagen an die Geschäftsführung", 100, 500, block=3),
    ]

    found = address_first([line_at("Löwe", 100, 0), *lines])

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
        line
        for at in range(5)
        for line in (line_at(left, 100, 60 * at), line_at(right, 700, 60 * at))
    ]

    assert address_first(lines) == (tuple(lines),)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Name:", "Weiß"), ("Name", "12,50"), ("2015 – 2018", "Weiß")],
    ids=["labels", "sums", "days"],
)
def test_labels_and_sums_are_not_parted_even_where_they_are_not_level(
    left: str, right: str
) -> None:
    lines = [
        line
        for at in range(5)
        for line in (line_at(left, 100, 60 * at), line_at(right, 700, 60 * at + 30))
    ]

    assert address_first(lines) == (tuple(lines),)


def test_a_block_with_nothing_beside_it_is_not_parted() -> None:
    lines = block_at(700, 100, block=0)

    assert address_first(lines) == (tuple(lines),)


def test_blocks_far_below_one_another_are_not_one() -> None:
    lines = [line_at("Weiß", 700, 400 * at) for at in range(4)] + [
        line_at("Löwe", 100, 90 * at) for at in range(9)
    ]

    assert address_first(lines) == (tuple(lines),)


@given(pages)
def test_parting_loses_no_word(page: Page) -> None:
    kept = [
        id(word) for part in address_first(lines_of(page)) for line in part for word in line.words
    ]

    assert sorted(kept) == sorted(map(id, page.words))
