"""Rows in which quantity times price is the amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from pipeline.core.scans.sums.equations import Broken, Equation, Values
from pipeline.core.scans.sums.figures import CENT, UNIT, Figure, FigureRow
from pipeline.core.scans.sums.rounding import product
from pipeline.core.scans.sums.sheet import Sheet, overlap

_Pattern = tuple[Figure, Figure, Figure]
"""A quantity, a price and an amount in their places."""
_Trio = tuple[int, int, int]
"""The numbers of a quantity, a price and an amount."""


def _factors(row: FigureRow, sheet: Sheet, values: Values) -> tuple[tuple[int, int | None], ...]:
    """Per cent of a product that remain: all, without a discount, with a tax."""
    found: list[tuple[int, int | None]] = [(100 * UNIT, None)]
    for figure in row.figures:
        if figure.percent:
            rate = abs(sheet.value(figure.at, values))
            if 0 < rate < 100 * UNIT:
                found += [(100 * UNIT - rate, figure.at), (100 * UNIT + rate, figure.at)]
    return tuple(found)


def _row_product(sheet: Sheet, row: FigureRow, trio: _Trio, values: Values) -> Equation | None:
    """The product that three figures are, if they are one."""
    one, other, result = trio
    for a in sheet.options(one, values):
        for b in sheet.options(other, values):
            for factor, rate in _factors(row, sheet, values):
                if product(a, b, factor) == sheet.value(result, values) and a and b:
                    used = (one, other) if rate is None else (one, other, rate)
                    steps = [UNIT // 10 ** sheet.figures[each].places for each in (one, other)]
                    proved = [
                        at
                        for at, near in (
                            (one, product(a + steps[0], b, factor)),
                            (other, product(a, b + steps[1], factor)),
                        )
                        if near != sheet.value(result, values)
                    ]
                    return Equation((*used, result), "product", (*proved, result))
    return None


def _trios(sheet: Sheet, row: FigureRow) -> Iterator[_Trio]:
    """Two figures of a row and an amount right of them, in it or in the two rows below."""
    plain = [figure for figure in row.figures if not figure.percent]
    for last in range(len(plain) - 1, 1, -1):
        if plain[last].is_amount:
            for one, other in combinations(plain[:last], 2):
                yield one.at, other.at, plain[last].at
    if len(plain) > 1:
        for under in sheet.rows[plain[0].row + 1 : plain[0].row + 3]:
            yield from _trios_with(plain, under, row.page)


def _trios_with(plain: Sequence[Figure], under: FigureRow, page: int) -> Iterator[_Trio]:
    """Two figures and the only amount right of them in a lower row."""
    for one, other in combinations(plain, 2):
        edge = max(one.right, other.right)
        right = [each for each in under.figures if each.is_amount and each.left >= edge]
        if len(right) == 1 and under.page == page:
            yield one.at, other.at, right[0].at


def products(sheet: Sheet, values: Values) -> tuple[list[Equation], list[Broken]]:
    """Rows whose quantity and price give the amount, and rows like them that do not."""
    held = _right_rows(sheet, values)
    pattern = _pattern(sheet, held)
    if pattern is None:
        return [], []
    misses = _misses(sheet, held, pattern, values)
    chosen = [
        next((each for each in found if _is_like(sheet, each, pattern)), found[0])
        for found in held.values()
    ]
    alike = sum(_is_like(sheet, each, pattern) for each in chosen)
    certain = alike > 1 and alike >= 2 * len(misses)
    return chosen, [_wanted_product(sheet, trio, values, certain=certain) for trio in misses]


def _right_rows(sheet: Sheet, values: Values) -> dict[int, list[Equation]]:
    """The products in each row that are right, by the row's number."""
    held = {}
    for number, row in enumerate(sheet.rows):
        if len(row.figures) > 1:
            tried = (_row_product(sheet, row, trio, values) for trio in _trios(sheet, row))
            held[number] = [each for each in tried if each is not None]
    return {number: found for number, found in held.items() if found}


def _misses(
    sheet: Sheet, held: dict[int, list[Equation]], pattern: _Pattern, values: Values
) -> list[_Trio]:
    """Rows with figures in the pattern's places that are no product.

    Those that are one are added to ``held``.
    """
    misses: list[_Trio] = []
    for number, row in enumerate(sheet.rows):
        trio = _trio_in(sheet, row, pattern) if number not in held else None
        right = _row_product(sheet, row, trio, values) if trio else None
        if right is not None:
            held[number] = [right]
        elif trio is not None:
            misses.append(trio)
    return misses


def _pattern(sheet: Sheet, held: Mapping[int, Sequence[Equation]]) -> _Pattern | None:
    """The places of quantity, price and amount that most rows share."""
    trios = [
        (
            sheet.figures[each.figures[0]],
            sheet.figures[each.figures[1]],
            sheet.figures[each.figures[-1]],
        )
        for found in held.values()
        for each in found
    ]
    if not trios:
        return None

    def support(trio: _Pattern) -> int:
        return sum(all(map(overlap, trio, other)) for other in trios)

    best = max(trios, key=support)
    return best if support(best) > 0 else None


def _is_like(sheet: Sheet, equation: Equation, pattern: _Pattern) -> bool:
    at = (equation.figures[0], equation.figures[1], equation.figures[-1])
    return all(overlap(sheet.figures[each], role) for each, role in zip(at, pattern, strict=True))


def _trio_in(sheet: Sheet, row: FigureRow, pattern: _Pattern) -> _Trio | None:
    """The figures of a row in the places of the pattern, if each has one."""
    shift = pattern[2].row - pattern[0].row
    if not row.figures or row.figures[0].row + shift >= len(sheet.rows):
        return None
    under = sheet.rows[row.figures[0].row + shift]
    rows = (row, row, under)
    found = []
    for role, where in zip(pattern, rows, strict=True):
        here = [f for f in where.figures if overlap(f, role) and not f.percent]
        if len(here) != 1:
            return None
        found.append(here[0].at)
    return (found[0], found[1], found[2]) if under.page == row.page else None


def _wanted_product(sheet: Sheet, trio: _Trio, values: Values, *, certain: bool) -> Broken:
    """The values that would make a row's product right, one figure at a time."""
    quantity, price, result = trio
    wanted: list[tuple[int, int]] = []
    row = sheet.row_of(quantity)
    for factor, _rate in _factors(row, sheet, values):
        a, b = sheet.value(quantity, values), sheet.value(price, values)
        amount = sheet.value(result, values)
        wanted.append((result, product(a, b, factor)))
        wanted += ((quantity, each) for each in _quotients(amount, b, factor))
        wanted += ((price, each) for each in _quotients(amount, a, factor))
    return Broken(trio, tuple(wanted), certain)


def _quotients(amount: int, other: int, factor: int) -> Iterator[int]:
    """What gives ``amount`` if it is multiplied by ``other``, in cents."""
    if other:
        exact = amount * UNIT * 100 * UNIT // (other * factor)
        for near in (exact // CENT * CENT, exact // CENT * CENT + CENT):
            if near and product(near, other, factor) == amount:
                yield near
