"""What the data of an e-invoice say, and its pages do not show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.core.model import Page
from pipeline.core.scans.e_invoices import UNREADABLE, EInvoice, with_data
from pipeline.core.scans.e_invoices.comparison import Difference, Told, compared, part_of
from pipeline.core.scans.letter import NOTHING_FOUND, Letter
from tests.layouts import typed_page

DATA = EInvoice(
    "XRechnung (UBL)",
    number="RE-2026/114",
    sender="Löwe GmbH",
    day=date(2026, 3, 5),
    due=date(2026, 4, 4),
    net=Decimal("473.00"),
    tax=Decimal("56.87"),
    gross=Decimal("529.87"),
    payable=Decimal("529.87"),
    currency="EUR",
)
_LINES = (
    "Rechnung RE-2026 / 114 vom 5. März 2026",
    "Netto  473,00",
    "USt  56,87",
    "Summe  529,87 €",
    "Zahlbar bis 04.04.2026",
)


def _page(*changed: tuple[str, str]) -> Page:
    lines = list(_LINES)
    for old, new in changed:
        lines = [line.replace(old, new) for line in lines]
    return typed_page(*lines)


def _differences(data: EInvoice, page: Page, letter: Letter = NOTHING_FOUND) -> list[Difference]:
    return list(compared(data, (page,), letter).differences)


def test_a_page_that_shows_all_differs_in_nothing() -> None:
    found = compared(DATA, (_page(),), NOTHING_FOUND)

    assert found.differences == ()
    assert not found.doubtful


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("114", "115", Difference(Told.NUMBER, "RE-2026/114")),
        ("5. März", "6. März", Difference(Told.DAY, date(2026, 3, 5))),
        ("04.04.2026", "14.04.2026", Difference(Told.DUE, date(2026, 4, 4), date(2026, 4, 14))),
        ("473,00", "478,00", Difference(Told.NET, Decimal("473.00"))),
        ("56,87", "56,81", Difference(Told.TAX, Decimal("56.87"))),
    ],
)
def test_what_no_page_shows_is_a_difference(old: str, new: str, expected: Difference) -> None:
    assert _differences(DATA, _page((old, new))) == [expected]


def test_what_the_page_shows_instead_is_told() -> None:
    letter = Letter(day=date(2026, 3, 6), invoice="RE-2026/115")

    found = _differences(DATA, _page(("114", "115"), ("5. März", "6. März")), letter)

    assert found == [
        Difference(Told.NUMBER, "RE-2026/114", "RE-2026/115"),
        Difference(Told.DAY, date(2026, 3, 5), date(2026, 3, 6)),
    ]


def test_days_are_found_as_they_are_written() -> None:
    assert _differences(DATA, _page(("5. März 2026", "05.03.2026"))) == []
    assert _differences(DATA, _page(("5. März 2026", "2026-03-05"))) == []


def test_a_period_instead_of_a_day_to_pay_is_no_difference() -> None:
    assert _differences(DATA, _page(("bis 04.04.2026", "in 30 Tagen"))) == []


def test_amounts_of_a_credit_note_may_have_another_sign() -> None:
    assert _differences(replace(DATA, gross=Decimal("-529.87")), _page()) == []


def test_nothing_and_zero_are_not_looked_for() -> None:
    data = EInvoice("UBL", tax=Decimal(0))

    assert _differences(data, _page()) == []


def test_a_short_number_is_a_word_of_its_own() -> None:
    data = replace(DATA, number="26")

    assert [each.what for each in _differences(data, _page())] == [Told.NUMBER]
    assert _differences(replace(DATA, number="114"), _page()) == []


def test_data_that_cannot_be_read_are_doubtful() -> None:
    assert compared(UNREADABLE, (_page(),), NOTHING_FOUND).doubtful


def test_a_single_document_has_the_data_whatever_it_shows() -> None:
    assert part_of(DATA, [(typed_page("Ohne Nummer"),)]) == 0
    assert part_of(UNREADABLE, [(_page(),)]) == 0


def test_the_document_that_shows_the_number_has_the_data() -> None:
    letter = (typed_page("Sehr geehrte Damen und Herren,"),)

    assert part_of(DATA, [letter, (typed_page("Anlage"), _page()), letter]) == 1


def test_of_several_with_the_number_the_one_with_fewest_differences_has_the_data() -> None:
    reminder = (typed_page("Mahnung zu RE-2026/114 vom 05.03.2026", "Offen  529,87"),)

    assert part_of(DATA, [reminder, (_page(),)]) == 1


def test_data_belong_nowhere_if_no_document_shows_their_number() -> None:
    parts = [(_page(("114", "115")),), (typed_page("Anlage"),)]

    assert part_of(DATA, parts) is None
    assert part_of(replace(DATA, number=None), [(_page(),), (_page(),)]) is None
    assert part_of(UNREADABLE, [(_page(),), (_page(),)]) is None


def test_data_stand_in_place_of_what_was_read() -> None:
    letter = Letter(sender="Löwc GmbH", recipient="Frau Weiß", subject="Rechnung")

    found = with_data(letter, DATA)

    assert found == Letter("Löwe GmbH", "Frau Weiß", DATA.day, "Rechnung", None, "RE-2026/114")
    assert with_data(letter, UNREADABLE) == letter
