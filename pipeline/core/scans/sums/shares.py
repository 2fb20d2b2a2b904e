"""Rows that hold a base, a rate and its share: tables of VAT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from pipeline.core.scans.sums.equations import Broken, Equation, Values
from pipeline.core.scans.sums.figures import CENT, UNIT
from pipeline.core.scans.sums.labels import is_tax
from pipeline.core.scans.sums.rounding import RATES, bases, portion
from pipeline.core.scans.sums.sheet import Sheet, overlap

_HEADED = 4
"""Rows from a heading that names a tax to the rows of its table."""


def row_shares(sheet: Sheet, values: Values) -> tuple[list[Equation], list[Broken]]:
    """Rows that hold a base, a rate and its share, and maybe both together."""
    held: list[Equation] = []
    across: list[Equation] = []
    open_rows: list[tuple[list[int], list[int]]] = []
    taxed = -_HEADED
    for number, row in enumerate(sheet.rows):
        taxed = number if is_tax(row.label) else taxed
        amounts = [figure.at for figure in row.figures if figure.is_amount]
        rates = [figure.at for figure in row.figures if not figure.is_amount]
        if len(amounts) < 2:  # noqa: PLR2004 - a base and its share
            continue
        found = _share_in(sheet, amounts, rates, values)
        held += [found] if found is not None else []
        across += _across(sheet, amounts, values)
        if number - taxed < _HEADED or (
            found is not None and len(amounts) > len(found.figures) - 1
        ):
            open_rows.append((amounts, [] if found is not None else rates))
    broken = [
        each
        for amounts, rates in open_rows
        for each in (
            *_wanted_share(sheet, amounts, rates, values),
            *_wanted_across(sheet, amounts, values),
        )
    ]
    for row in sheet.rows:
        amounts = [figure.at for figure in row.figures if figure.is_amount]
        broken += _unlike(sheet, amounts, across, values)
    return [*held, *across], broken


def _across(sheet: Sheet, amounts: Sequence[int], values: Values) -> Iterator[Equation]:
    """Neighbours in a row of which the third is the sum of the others."""
    for trio in zip(amounts, amounts[1:], amounts[2:], strict=False):
        base, tax, total = (sheet.value(each, values) for each in trio)
        if base + tax == total and base and tax:
            yield Equation(trio, "across")


def _wanted_across(sheet: Sheet, amounts: Sequence[int], values: Values) -> Iterator[Broken]:
    """What would make three neighbours in a row a sum."""
    for trio in zip(amounts, amounts[1:], amounts[2:], strict=False):
        base, tax, total = (sheet.value(each, values) for each in trio)
        if base + tax != total:
            wanted = zip(trio, (total - tax, total - base, base + tax), strict=True)
            yield Broken(trio, tuple(wanted), certain=False)


def _unlike(
    sheet: Sheet, amounts: Sequence[int], across: Sequence[Equation], values: Values
) -> Iterator[Broken]:
    """Rows that are no sum although their neighbours in the same columns are."""
    for each in _wanted_across(sheet, amounts, values):
        mine = [sheet.figures[at] for at in each.figures]
        alike = [
            equation
            for equation in across
            if all(
                overlap(one, sheet.figures[at])
                for one, at in zip(mine, equation.figures, strict=True)
            )
        ]
        if alike:
            yield each


def _share_in(
    sheet: Sheet, amounts: Sequence[int], rates: Sequence[int], values: Values
) -> Equation | None:
    for base, tax in combinations(amounts, 2):
        for rate in rates:
            part, share = sheet.value(rate, values), abs(sheet.value(tax, values))
            whole = abs(sheet.value(base, values))
            if 0 < part < 100 * UNIT and share and portion(whole, part) == share:
                return Equation((base, rate, tax), "share", (tax,))
    return None


def _wanted_share(
    sheet: Sheet, amounts: Sequence[int], rates: Sequence[int], values: Values
) -> Iterator[Broken]:
    """What would make a row of base, rate and tax right."""
    for base, tax in pairwise(amounts):
        whole, share = sheet.value(base, values), sheet.value(tax, values)
        for rate in rates:
            part = sheet.value(rate, values)
            if part in RATES and abs(portion(whole, part) - share) > 2 * CENT and whole * share > 0:
                wanted = [(tax, portion(whole, part))]
                wanted += [(base, each) for each in bases(share, part)]
                wanted += [(rate, each) for each in RATES if portion(whole, each) == share]
                yield Broken((base, rate, tax), tuple(wanted), certain=False)
