"""Products and shares, rounded to cents."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.scans.sums.figures import CENT, UNIT
from pipeline.core.scans.sums.rounding import bases, portion, product

_CENTS = st.integers(-10_000_000, 10_000_000)


@given(st.integers(1, 9_999_999), _CENTS, st.integers(1, 200))
def test_a_product_is_rounded_half_away_from_zero(quantity: int, cents: int, percent: int) -> None:
    exact = Decimal(quantity) / UNIT * Decimal(cents) / 100 * Decimal(percent) / 100
    rounded = abs(exact).quantize(Decimal("0.01"), ROUND_HALF_UP) * (1 if exact >= 0 else -1)

    assert product(quantity, cents * CENT, percent * UNIT) == int(rounded * UNIT)


@given(st.integers(1, 10_000_000), st.sampled_from([70_000, 190_000, 77_000]))
def test_the_bases_of_a_tax_are_those_that_give_it(cents: int, rate: int) -> None:
    tax = portion(cents * CENT, rate)

    found = list(bases(tax, rate))

    assert cents * CENT in found
    assert {portion(base, rate) for base in found} == {tax}


@pytest.mark.parametrize(("base", "tax"), [(100, 19), (0.03, 0.01), (-50, -9.5)])
def test_nineteen_percent(base: float, tax: float) -> None:
    assert portion(round(base * UNIT), 19 * UNIT) == round(tax * UNIT)
