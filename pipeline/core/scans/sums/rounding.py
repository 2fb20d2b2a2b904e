"""Products and shares, rounded to cents as invoices round them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.core.scans.sums.figures import CENT, UNIT


def product(quantity: int, price: int, factor: int) -> int:
    """The product, rounded half up to cents; ``factor`` in per cent, all in parts of ``UNIT``."""
    return rounded(quantity * price * factor, UNIT**3)


def rounded(exact: int, cent: int) -> int:
    """A value of which ``cent`` is one hundredth, in parts of ``UNIT``."""
    cents, rest = divmod(abs(exact), cent)
    cents += 2 * rest >= cent
    return (cents if exact >= 0 else -cents) * CENT


def portion(base: int, rate: int) -> int:
    """``rate`` per cent of ``base``, rounded half up to cents."""
    return product(base, rate, UNIT)


RATES = frozenset(rate * UNIT // 10 for rate in (70, 190, 50, 55, 77, 81, 100, 130, 160, 200, 210))
"""Rates of VAT in Germany, Austria, Switzerland, Britain and the Netherlands."""


def bases(tax: int, rate: int) -> Iterator[int]:
    """The bases of which ``rate`` per cent are ``tax``."""
    middle = tax * 100 * UNIT // rate // CENT * CENT
    reach = 60 * CENT * UNIT // rate + CENT if rate else 0
    for base in range(middle - reach // CENT * CENT, middle + reach + CENT, CENT):
        if portion(base, rate) == tax:
            yield base
