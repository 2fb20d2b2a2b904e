"""Tables, found by the white between their columns.

Rules are not needed, and many an invoice has none. What makes a table is that over several rows the
same upright strips stay white, and that there are numbers to line up. Two columns of prose, an
address beside an information block, a form and a list have such strips, too, and must stay what
they are: in doubt there is no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

from pipeline.core.model import Word
from pipeline.core.scans.lines import Line
from pipeline.core.scans.table_rows import (
    OUTER,
    Row,
    Slot,
    White,
    cells_of,
    extent_around,
    is_next_line,
    is_number,
    rows_of,
)


@dataclass(frozen=True, slots=True)
class Column:
    """Width in pixels, and whether its numbers are flush right."""

    width: float
    flush_right: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rows; the spans of each row add up to the columns.

    ``header``: the first row names the columns. ``lines`` are those of the page that it is made of.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Slot, ...], ...]
    header: bool
    lines: tuple[Line, ...]


def grids(lines: Iterable[Line]) -> tuple[Grid, ...]:
    """The tables among ``lines``, from top to bottom."""
    return tuple(_tables(rows_of(lines)))


def _tables(rows: Sequence[Row]) -> Iterator[Grid]:
    """The table with most cells, those above it and those below."""
    extents = {
        extent_around(rows, seed): None
        for seed in range(len(rows))
        if len(rows[seed].white) > OUTER
    }
    tables = [
        (extent, grid)
        for extent in extents
        if (grid := _grid(rows[extent.rows], extent.white)) is not None
    ]
    if tables:
        extent, grid = max(tables, key=lambda table: _worth(table[1]))
        yield from _tables(rows[: extent.rows.start])
        yield grid
        yield from _tables(rows[extent.rows.stop :])


def _worth(grid: Grid) -> int:
    return sum(cell.span == 1 and bool(cell.lines) for row in grid.rows for cell in row)


_Slots = tuple[Slot, ...]


def _grid(rows: Sequence[Row], white: White) -> Grid | None:
    """The rows as a table; None if they are none."""
    raw = [cells_of(row, white) for row in rows]
    numbers = frozenset(
        at for at in range(len(white) - 1) if _is_of_numbers(_column_lines(raw, at))
    )
    table = _table_rows(rows, raw, numbers)
    header = _is_header(table[0])
    nameless = _nameless_column(table) if header else None
    if nameless is not None:
        return _grid(rows, (*white[:nameless], *white[nameless + 1 :]))
    if not _is_convincing(table, numbers, header=header) or (
        header and _has_more_names(rows, table[0], white)
    ):
        return None
    inner = [(left + right) / 2 for left, right in white[1:-1]]
    edges = [min(row.box.left for row in rows), *inner, max(row.box.right for row in rows)]
    columns = tuple(
        Column(
            right - left,
            at in numbers and _is_flush_right(_column_lines(table[header:], at)),
        )
        for at, (left, right) in enumerate(pairwise(edges))
    )
    return Grid(columns, tuple(table), header, tuple(line for row in rows for line in row.lines))


def _column_lines(rows: Iterable[_Slots], at: int) -> list[tuple[Word, ...]]:
    """The lines in a column's cells that span no other."""
    found: list[tuple[Word, ...]] = []
    for row in rows:
        column = 0
        for cell in row:
            if column == at and cell.span == 1:
                found += cell.lines
            column += cell.span
    return found


def _is_of_numbers(column: Sequence[tuple[Word, ...]]) -> bool:
    """Whether two thirds of a column below its heading are numbers."""
    count = sum(is_number(word.text for word in words) for words in column)
    return count > 1 and 3 * count >= 2 * (len(column) - 1)


def _table_rows(
    rows: Sequence[Row], raw: Sequence[_Slots], numbers: frozenset[int]
) -> list[_Slots]:
    """The table's rows, with cells of several lines joined."""
    table = [raw[0]]
    for (above, row), cells in zip(pairwise(rows), raw[1:], strict=True):
        single = all(cell.span == 1 for cell in (*table[-1], *cells))
        if (
            single
            and is_next_line(above, row)
            and (_is_header_begun(table) or _continues(table[-1], cells, numbers))
        ):
            table[-1] = tuple(
                Slot(up.lines + down.lines) for up, down in zip(table[-1], cells, strict=True)
            )
        else:
            table.append(cells)
    return table


def _is_header_begun(table: Sequence[_Slots]) -> bool:
    """Whether only the first line of a header is there, in one column."""
    return len(table) == 1 and sum(bool(cell.lines) for cell in table[0]) == 1


def _continues(above: _Slots, cells: _Slots, numbers: frozenset[int]) -> bool:
    """Whether ``cells`` are further lines of the row ``above``.

    They continue its texts, or are its numbers, set level with the middle of a long text.
    """
    filled = {at for at, cell in enumerate(cells) if cell.lines}
    return 0 not in filled and all(bool(above[at].lines) != (at in numbers) for at in filled)


def _is_header(row: _Slots) -> bool:
    """Whether ``row`` names most of the columns, and in words."""
    texts = ["".join(word.text for line in cell.lines for word in line) for cell in row]
    return 3 * sum(map(bool, texts)) >= 2 * len(row) and not any(is_number(text) for text in texts)


def _nameless_column(rows: Sequence[_Slots]) -> int | None:
    """A nameless column that belongs to the named one before it.

    Either a wide space made two of one, or the name stands beside what it names and not above it.
    """
    column = 0
    for before, cell in pairwise(rows[0]):
        column += before.span
        if before.lines and not cell.lines:
            both = _is_of_numbers(_column_lines(rows[1:], column)) and _column_lines(
                rows[1:], column - 1
            )
            if not both:
                return column
    return None


_ROWS, _PAIR, _MANY = 3, 2, 6
"""Rows of a table; columns that need a row more; columns without a header.

In the last, columns of numbers count twice.
"""

_FILLED, _FILLED_ANYWAY = 0.6, 0.75
"""Share of the cells that are filled, with a header and without."""

_LABELS = 0.2
"""Share of cells that may end in a colon, as labels in forms do."""


def _has_more_names(rows: Sequence[Row], header: _Slots, white: White) -> bool:
    """Whether the header has more parts than the table has columns.

    Then lines across them hide the white between the others.
    """
    depth = max(len(cell.lines) for cell in header)
    return any(len(row.white) > len(white) for row in rows[:depth])


def _is_convincing(rows: Sequence[_Slots], numbers: frozenset[int], *, header: bool) -> bool:
    """Whether there is something to line up, and enough of it."""
    filled = [sum(bool(cell.lines) for cell in row) for row in rows]
    columns = sum(cell.span for cell in rows[0])
    full = sum(count > 1 and len(row) == columns for count, row in zip(filled, rows, strict=True))
    labels = sum(
        cell.lines[-1][-1].text.endswith(":") for row in rows for cell in row if cell.lines
    )
    enough = _FILLED if header else _FILLED_ANYWAY
    if sum(filled) < enough * columns * len(rows) or labels > _LABELS * sum(filled):
        return False
    if header:
        return bool(numbers) and full >= _ROWS + (columns <= _PAIR)
    return full > _ROWS and len(numbers) > 1 and columns + len(numbers) >= _MANY


_TREMOR = 0.1
"""Type heights by which edges vary that are meant to be in line."""


def _is_flush_right(column: Sequence[tuple[Word, ...]]) -> bool:
    """Whether right edges vary no more than left ones."""
    lefts, rights = (
        [words[0].box.left for words in column],
        [words[-1].box.right for words in column],
    )
    tremor = _TREMOR * median(words[0].box.height for words in column)
    return _scatter(rights) <= _scatter(lefts) + tremor


def _scatter(edges: Sequence[float]) -> float:
    middle = median(edges)
    return fmean(abs(edge - middle) for edge in edges)
