"""Tables, found by the white between their columns.

Rules are not needed, and many an invoice has none. What makes a table is that over several rows the
same upright strips stay white, and that there are numbers to line up. Two columns of prose, an
address beside an information block, a form and a list have such strips, too, and must stay what
they are: in doubt there is no table.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import fmean, median
from typing import NamedTuple

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import Line, around


@dataclass(frozen=True, slots=True)
class Slot:
    """The lines in a table's cell; none in an empty one.

    ``span`` is how many columns it covers.
    """

    lines: tuple[tuple[Word, ...], ...] = ()
    span: int = 1


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
    """The tables among ``lines``, from top to bottom, none overlapping."""
    return tuple(_found(_rows(lines)))


def _found(rows: Sequence[_Row]) -> Iterator[Grid]:
    """The table with most cells, those above it and those below."""
    extents = {
        _extent(rows, seed): None for seed in range(len(rows)) if len(rows[seed].white) > _OUTER
    }
    tables = [
        (extent, grid)
        for extent in extents
        if (grid := _grid(rows[extent.rows], extent.white)) is not None
    ]
    if tables:
        extent, grid = max(tables, key=lambda table: _worth(table[1]))
        yield from _found(rows[: extent.rows.start])
        yield grid
        yield from _found(rows[extent.rows.stop :])


def _worth(grid: Grid) -> int:
    return sum(cell.span == 1 and bool(cell.lines) for row in grid.rows for cell in row)


# Rows of the page

_SPACE = 0.5
"""Type sizes of white within a sentence; more may part columns.

A space is 0.28 wide.
"""

_REACH = 8
"""Rows, the last begun, among which a line looks for its neighbours."""

_Stretch = tuple[float, float]
"""Where it begins and ends, in pixels from the left."""

_White = tuple[_Stretch, ...]
"""Stretches from left to right, with both margins to infinity."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines that stand side by side, from left to right."""

    lines: tuple[Line, ...]
    """At least one."""
    box: Box
    """Around all lines."""
    size: float
    """The median type size of the words, in pixels."""
    white: _White
    """Stretches without words, wider than the spaces of a sentence."""
    spaces: _White
    """All stretches without words, with the margins to both infinities."""
    words: tuple[Word, ...]
    """Those of all lines, from left to right."""


def _rows(lines: Iterable[Line]) -> list[_Row]:
    """``lines`` side by side where they stand on one level."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.top):
        beside = next((row for row in reversed(rows[-_REACH:]) if _level(row, line)), None)
        if beside is None:
            rows.append([line])
        else:
            beside.append(line)
    made = (_row(tuple(sorted(row, key=lambda line: line.box.left))) for row in rows)
    return sorted(made, key=lambda row: row.box.top + row.box.bottom)


def _level(row: list[Line], line: Line) -> bool:
    """Whether ``line`` is beside all of ``row`` and level with one.

    With its nearest neighbour there.
    """
    box = line.box
    if any(other.box.left < box.right and box.left < other.box.right for other in row):
        return False
    near = min(
        (other.box for other in row),
        key=lambda other: max(other.left - box.right, box.left - other.right),
    )
    return min(box.bottom, near.bottom) - max(box.top, near.top) > min(box.height, near.height) / 2


def _row(lines: tuple[Line, ...]) -> _Row:
    words = tuple(word for line in lines for word in line.words)
    size = median(line.size for line in lines for _ in line.words)
    spaces, right = [], -inf
    for box in sorted((word.box for word in words), key=lambda box: box.left):
        if box.left > right:
            spaces.append((right, box.left))
        right = max(right, box.right)
    spaces.append((right, inf))
    white = tuple((left, right) for left, right in spaces if right - left > _SPACE * size)
    return _Row(lines, around(line.box for line in lines), size, white, tuple(spaces), words)


# Rows that belong together

_OUTER = 2
"""Stretches of white that every row has: left and right of it."""

_STRIP = 0.3
"""Type sizes of white left between two columns, at least."""

_BLANK = 3.5
"""Type sizes of white below a row that end a table."""

_BREAK = 1.5
"""Type sizes of white above the column names of another table."""

_NEXT_LINE = 1.6
"""Type sizes from line to line inside a cell, at most."""


class _Extent(NamedTuple):
    """The first and last row of a table, and the white between columns."""

    first: int
    last: int
    white: _White

    @property
    def rows(self) -> slice:
        return slice(self.first, self.last + 1)


def _extent(rows: Sequence[_Row], seed: int) -> _Extent:
    """The rows around ``seed`` with the same white.

    Lone lines at the ends, such as a title, are left out.
    """
    low, high = 0, len(rows) - 1
    while True:
        found = _grown(rows, range(low, high + 1), seed)
        low, high, white = found
        while low < seed and _lone(rows[low], rows[low + 1], white):
            low += 1
        while high > seed and _lone(rows[high], rows[high - 1], white):
            high -= 1
        if (low, high) == (found.first, found.last):
            return found


def _grown(rows: Sequence[_Row], among: range, seed: int) -> _Extent:
    """The rows around ``seed`` with the same white, and that white.

    Totals belong to them although their label reaches over some columns.
    """
    white, first, last, named = rows[seed].white, seed, seed, None
    while last + 1 in among and _near(rows[last], rows[last + 1]):
        shared = _shared(white, rows[last + 1])
        if shared is None and not _is_total(rows[last + 1], white):
            break
        last, white = last + 1, shared or white
    while named is None and first - 1 in among and _near(rows[first - 1], rows[first]):
        shared = _shared(white, rows[first - 1])
        named = _named(white, rows[first - 1]) if shared is None else None
        if shared is None and named is None:
            break
        first, white = first - 1, shared or named or white
    return _Extent(first, last, white)


def _near(above: _Row, row: _Row) -> bool:
    """Whether they can be of one table: no break, no new column names."""
    names = len(row.white) > _OUTER + 1 and not any(_is_number([word.text]) for word in row.words)
    return row.box.top - above.box.bottom <= (_BREAK if names else _BLANK) * min(
        above.size, row.size
    )


def _next_line(one: _Row, other: _Row) -> bool:
    """Whether they stand as close as the lines of one cell."""
    return abs(one.box.bottom - other.box.bottom) <= _NEXT_LINE * max(one.size, other.size)


def _shared(white: _White, row: _Row) -> _White | None:
    """What of ``white`` is white in ``row``; None if a stretch is lost."""
    kept: list[_Stretch] = []
    starts = [start for start, _ in row.white]
    for left, right in white:
        overlapping = row.white[max(bisect(starts, left) - 1, 0) : bisect_left(starts, right)]
        pieces = [
            piece
            for stretch in overlapping
            if _width(piece := _common((left, right), stretch)) > _STRIP * row.size
        ]
        if not pieces:
            return None
        kept.extend(pieces)
    return tuple(kept)


def _named(white: _White, row: _Row) -> _White | None:
    """The white between column names, which may be as close as words.

    None if ``row`` is no row of names: half of the gaps must be wider than a space, and no name is
    a number.
    """
    inner = white[1:-1]
    widest = [max((_common(gap, space) for space in row.spaces), key=_width) for gap in inner]
    wide = sum(any(_width(_common(gap, space)) > 0 for space in row.white) for gap in inner)
    if (
        min(map(_width, widest)) <= 0
        or 2 * wide < len(inner)
        or any(_is_number([word.text]) for word in row.words)
    ):
        return None
    return (_common(white[0], row.white[0]), *widest, _common(white[-1], row.white[-1]))


def _common(one: _Stretch, other: _Stretch) -> _Stretch:
    return max(one[0], other[0]), min(one[1], other[1])


def _width(stretch: _Stretch) -> float:
    return stretch[1] - stretch[0]


def _is_total(row: _Row, white: _White) -> bool:
    """Whether only the last column of ``row`` holds a number."""
    if len(white) == _OUTER + 1 or _shared(white[-2:], row) is None:
        return False
    return _is_number(word.text for word in row.words if word.box.left >= white[-2][0])


def _lone(row: _Row, neighbour: _Row, white: _White) -> bool:
    """Whether ``row`` has words in one column only.

    And they are no further line of the cell beside them.
    """
    first, *others = (at for at, cell in enumerate(_cells(row, white)) if cell.lines)
    return not others and (first == 0 or not _next_line(row, neighbour))


def _cells(row: _Row, white: _White) -> tuple[Slot, ...]:
    """The words of ``row`` by columns; what crosses the white spans two."""
    inner = white[1:-1]
    middles = [(left + right) / 2 for left, right in inner]
    parting = [
        space
        for space in row.spaces
        if _width(space) > _SPACE * row.size
        or any(_common(space, stretch) == stretch for stretch in inner)
    ]
    spans: list[list[int]] = []
    for (_, start), (end, _) in pairwise(parting):
        first, last = bisect(middles, start), bisect(middles, end)
        if spans and first <= spans[-1][1]:
            spans[-1][1] = last
        else:
            spans.append([first, last])
    cells: list[Slot] = []
    column = 0
    for first, last in spans:
        left, right = [-inf, *middles][first], [*middles, inf][last]
        words = tuple(word for word in row.words if left <= word.box.left < right)
        cells += [*[Slot()] * (first - column), Slot((words,), last - first + 1)]
        column = last + 1
    return (*cells, *[Slot()] * (len(middles) + 1 - column))


# Whether they are a table

_Slots = tuple[Slot, ...]


def _grid(rows: Sequence[_Row], white: _White) -> Grid | None:
    """The rows as a table; None if they are something else in columns."""
    raw = [_cells(row, white) for row in rows]
    numbers = frozenset(at for at in range(len(white) - 1) if _of_numbers(_column(raw, at)))
    joined = _joined(rows, raw, numbers)
    header = _is_header(joined[0])
    nameless = _nameless(joined) if header else None
    if nameless is not None:
        return _grid(rows, (*white[:nameless], *white[nameless + 1 :]))
    if not _convincing(joined, numbers, header=header) or (
        header and _names_more(rows, joined[0], white)
    ):
        return None
    inner = [(left + right) / 2 for left, right in white[1:-1]]
    edges = [min(row.box.left for row in rows), *inner, max(row.box.right for row in rows)]
    columns = tuple(
        Column(
            right - left, at in numbers and _ends_below_one_another(_column(joined[header:], at))
        )
        for at, (left, right) in enumerate(pairwise(edges))
    )
    return Grid(columns, tuple(joined), header, tuple(line for row in rows for line in row.lines))


def _column(rows: Iterable[_Slots], at: int) -> list[tuple[Word, ...]]:
    """The lines in a column's cells, without cells that span several."""
    found: list[tuple[Word, ...]] = []
    for row in rows:
        column = 0
        for cell in row:
            if column == at and cell.span == 1:
                found += cell.lines
            column += cell.span
    return found


def _of_numbers(column: Sequence[tuple[Word, ...]]) -> bool:
    """Whether a column is numbers but for its heading and a rare word."""
    count = sum(_is_number(word.text for word in words) for words in column)
    return count > 1 and 3 * count >= 2 * (len(column) - 1)


_UNIT = 3
"""Letters of a unit or currency, at most."""


def _is_number(texts: Iterable[str]) -> bool:
    """Whether it is an amount, a quantity or a date.

    It has digits, and no more letters than digits or than a unit has.
    """
    text = "".join(texts)
    digits, letters = (sum(map(kind, text)) for kind in (str.isdigit, str.isalpha))
    return digits > 0 and letters <= max(_UNIT, digits)


def _joined(rows: Sequence[_Row], raw: Sequence[_Slots], numbers: frozenset[int]) -> list[_Slots]:
    """The table's rows, with cells of several lines joined."""
    joined = [raw[0]]
    for (above, row), cells in zip(pairwise(rows), raw[1:], strict=True):
        single = all(cell.span == 1 for cell in (*joined[-1], *cells))
        if (
            single
            and _next_line(above, row)
            and (_is_lone(joined) or _goes_on(joined[-1], cells, numbers))
        ):
            joined[-1] = tuple(
                Slot(up.lines + down.lines) for up, down in zip(joined[-1], cells, strict=True)
            )
        else:
            joined.append(cells)
    return joined


def _is_lone(joined: Sequence[_Slots]) -> bool:
    """Whether only the first line of a header is there, in one column."""
    return len(joined) == 1 and sum(bool(cell.lines) for cell in joined[0]) == 1


def _goes_on(above: _Slots, cells: _Slots, numbers: frozenset[int]) -> bool:
    """Whether ``cells`` are further lines of the texts ``above``.

    Or numbers set level with their middle.
    """
    filled = {at for at, cell in enumerate(cells) if cell.lines}
    return 0 not in filled and all(bool(above[at].lines) != (at in numbers) for at in filled)


def _is_header(row: _Slots) -> bool:
    """Whether ``row`` names most of the columns, and in words."""
    texts = ["".join(word.text for line in cell.lines for word in line) for cell in row]
    return 3 * sum(map(bool, texts)) >= 2 * len(row) and not any(_is_number(text) for text in texts)


def _nameless(rows: Sequence[_Slots]) -> int | None:
    """A column without a name right of a named one: both are one column.

    Either a wide space made two of one, or the name stands beside what it names and not above it.
    """
    column = 0
    for before, cell in pairwise(rows[0]):
        column += before.span
        if before.lines and not cell.lines:
            both = _of_numbers(_column(rows[1:], column)) and _column(rows[1:], column - 1)
            if not both:
                return column
    return None


_ROWS, _PAIR, _MANY = 3, 2, 6
"""Rows, at least; columns that need one more; columns without header.

Columns of numbers count twice for the last.
"""

_FILLED, _FILLED_ANYWAY = 0.6, 0.75
"""Share of the cells that are filled, with a header and without."""

_LABELS = 0.2
"""Share of cells that may end in a colon, as labels in forms do."""


def _names_more(rows: Sequence[_Row], header: _Slots, white: _White) -> bool:
    """Whether the header has more parts than the table has columns.

    Then lines across them hide the white between the others.
    """
    depth = max(len(cell.lines) for cell in header)
    return any(len(row.white) > len(white) for row in rows[:depth])


def _convincing(rows: Sequence[_Slots], numbers: frozenset[int], *, header: bool) -> bool:
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


def _ends_below_one_another(column: Sequence[tuple[Word, ...]]) -> bool:
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
