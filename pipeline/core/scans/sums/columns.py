"""Columns of amounts: those that stand below one another, from the first page to the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.core.scans.sums.figures import Figure, FigureRow
from pipeline.core.scans.sums.labels import is_minus, is_tax, is_total

_LEAST = 2
"""Amounts of a column, at least."""
_SLACK = 0.012
"""Widths of the page by which right edges differ in one column."""


@dataclass(frozen=True, slots=True)
class Column:
    """The numbers of the figures of a column, from top to bottom."""

    figures: tuple[int, ...]
    named: bool = False
    """Whether its figures are those of labelled rows, and not those of one place."""


def columns_of(rows: Sequence[FigureRow]) -> tuple[Column, ...]:
    """The columns of amounts; figures that lost their mark belong to them, too."""
    amounts = [figure for row in rows for figure in row.figures if figure.is_amount]
    groups: list[list[Figure]] = []
    for figure in amounts:
        near = [group for group in groups if any(_together(figure, each) for each in group[-8:])]
        if near:
            near[0].append(figure)
            for other in near[1:]:
                near[0].extend(other)
                groups.remove(other)
        else:
            groups.append([figure])
    found = []
    for group in groups:
        if len(group) >= _LEAST:
            rows_between = range(min(f.row for f in group), max(f.row for f in group) + 1)
            lost = [
                figure
                for number in rows_between
                for figure in rows[number].figures
                if not figure.is_amount and _has_lost_its_mark(figure, group)
            ]
            ordered = sorted((*group, *lost), key=lambda figure: (figure.row, figure.left))
            found.append(Column(tuple(figure.at for figure in ordered)))
    return (*found, *_named(rows))


def _named(rows: Sequence[FigureRow]) -> Iterator[Column]:
    """The last amounts of rows that name sums and taxes, wherever they stand."""
    named = [row for row in rows if is_total(row.label) or is_tax(row.label) or is_minus(row.label)]
    last = [[figure.at for figure in row.figures if figure.is_amount][-1:] for row in named]
    if sum(map(len, last)) >= _LEAST:
        yield Column(tuple(at for found in last for at in found), named=True)


def _together(one: Figure, other: Figure) -> bool:
    """Whether two amounts stand in one column: right edges alike, or nearly one above the other."""
    if abs(one.right - other.right) < _SLACK:
        return True
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0.6 * min(one.right - one.left, other.right - other.left)


def _has_lost_its_mark(figure: Figure, group: Sequence[Figure]) -> bool:
    """Whether a whole number stands flush right in a column of amounts."""
    digits = sum(map(str.isdigit, figure.core))
    return (
        not figure.percent
        and digits > 2  # noqa: PLR2004 - an amount has two decimals
        and any(abs(figure.right - each.right) < _SLACK / 3 for each in group)
        and not any(each.row == figure.row for each in group)
    )
