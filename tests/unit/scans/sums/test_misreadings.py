"""Which figure another may have been."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.scans.sums.figures import UNIT, Figure, figure_rows
from pipeline.core.scans.sums.misreadings import LIKELY, POSSIBLE, RARE, misreading, proper_core
from tests.layouts import typed_page


def _figure(text: str) -> Figure:
    return figure_rows([typed_page(text, "0,00")])[0].figures[0]


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        ("12,60", 12.5, (LIKELY, "12,50")),
        ("1.234,56", 7234.56, (LIKELY, "7.234,56")),
        ("12,40", 12.5, (POSSIBLE, "12,50")),
        ("1250", 12.5, (LIKELY, "12,50")),
        ("123456", 1234.56, (LIKELY, "1.234,56")),
        ("125,00", 12.5, (RARE, "12,50")),
        ("112,50", 12.5, (RARE, "12,50")),
        ("2,50", 12.5, (RARE, "12,50")),
        ("1.234,56", 234.56, (RARE, "234,56")),
        ("12,50", 12.5, None),
        ("12,50", -12.5, None),
        ("12,50", 13.6, None),
        ("12,50", 12.505, None),
        ("3", 8, (LIKELY, "8")),
        ("l2,S0", 12.6, (LIKELY, "12,60")),
    ],
)
def test_one_edit_turns_a_figure_into_another(
    read: str, value: float, expected: tuple[int, str] | None
) -> None:
    assert misreading(_figure(read), round(value * UNIT)) == expected


def test_a_lost_mark_is_written_as_the_document_does() -> None:
    english = figure_rows([typed_page("123456", "0.00", "1.00")])[0].figures[0]

    assert misreading(english, 1234_5600) == (LIKELY, "1,234.56")


def test_a_figure_is_written_properly() -> None:
    assert proper_core(_figure("1.23,5O")) == "123,50"
    assert proper_core(_figure("l2")) == "12"


@given(st.integers(100, 99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_any_one_digit_is_found_and_written_in_place(cents: int, at: int, more: int) -> None:
    digits = str(cents)
    place = at % len(digits)
    other = f"{digits[:place]}{(int(digits[place]) + more) % 10}{digits[place + 1 :]}"
    if place == 0 and other[0] == "0":
        return
    read = f"{int(other) // 100},{other[-2:]}"

    found = misreading(_figure(read), cents * UNIT // 100)

    assert found is not None
    assert found[0] in (LIKELY, POSSIBLE)
    assert found[1] == f"{cents // 100},{cents % 100:02}"
