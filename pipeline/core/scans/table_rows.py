"""Rows of a table: lines side by side, by the white between."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import Line, bounding_box


@dataclass(frozen=True, slots=True)
class Slot:
    """The lines in a table's cell; none in an empty one.

    ``span`` is how many columns it covers.
    """

    lines: tuple[tuple[Word, ...], ...] = ()
    span: int = 1


_SPACE = 0.5
"""Type sizes of white within a sentence; more may part columns.

A space is 0.28 wide.
"""

_REACH = 8
"""Rows, the last begun, among which a line looks for its neighbours."""

_WhiteSpan = tuple[float, float]
"""White from one place to another, in pixels from the left."""

White = tuple[_WhiteSpan, ...]
"""The white of a row from left to right; its margins are infinite."""


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that stand side by side, from left to right."""

    lines: tuple[Line, ...]
    """At least one."""
    box: Box
    """Around all lines."""
    size: float
    """The median type size of the words, in pixels."""
    white: White
    """Stretches without words, wider than the spaces of a sentence."""
    spaces: White
    """All stretches without words, with both margins."""
    words: tuple[Word, ...]
    """Those of all lines, from left to right."""


def rows_of(lines: Iterable[Line]) -> list[Row]:
    """``lines`` side by side where they stand on one level."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.top):
        beside = next((row for row in reversed(rows[-_REACH:]) if _belongs_to_row(row, line)), None)
        if beside is None:
            rows.append([line])
        else:
            beside.append(line)
    made = (_row(tuple(sorted(row, key=lambda line: line.box.left))) for row in rows)
    return sorted(made, key=lambda row: row.box.top + row.box.bottom)


def _belongs_to_row(row: list[Line], line: Line) -> bool:
    """Whether ``line`` is beside all of ``row``, level with the nearest."""
    box = line.box
    if any(other.box.left < box.right and box.left < other.box.right for other in row):
        return False
    near = min(
        (other.box for other in row),
        key=lambda other: max(other.left - box.right, box.left - other.right),
    )
    return min(box.bottom, near.bottom) - max(box.top, near.top) > min(box.height, near.height) / 2


def _row(lines: tuple[Line, ...]) -> Row:
    words = tuple(word for line in lines for word in line.words)
    size = median(line.size for line in lines for _ in line.words)
    spaces, right = [], -inf
    for box in sorted((word.box for word in words), key=lambda box: box.left):
        if box.left > right:
            spaces.append((right, box.left))
        right = max(right, box.right)
    spaces.append((right, inf))
    white = tuple((left, right) for left, right in spaces if right - left > _SPACE * size)
    return Row(lines, bounding_box(line.box for line in lines), size, white, tuple(spaces), words)


# Rows that belong together

OUTER = 2
"""Stretches of white that every row has: left and right of it."""

_STRIP = 0.3
"""Type sizes of white left between two columns, at least."""

_BLANK = 3.5
"""Type sizes of white below a row that end a table."""

_BREAK = 1.5
"""Type sizes of white above the column names of another table."""

_NEXT_LINE = 1.6
"""Type sizes from line to line inside a cell, at most."""


class Extent(NamedTuple):
    """First and last row of a table, and the white in between."""

    first: int
    last: int
    white: White

    @property
    def rows(self) -> slice:
        """The place of its rows among those of the page."""
        return slice(self.first, self.last + 1)


def extent_around(rows: Sequence[Row], seed: int) -> Extent:
    """The rows around ``seed`` with the same white.

    Lone lines at the ends, such as a title, are left out.
    """
    low, high = 0, len(rows) - 1
    while True:
        found = _rows_around(rows, range(low, high + 1), seed)
        low, high, white = found
        while low < seed and _is_lone(rows[low], rows[low + 1], white):
            low += 1
        while high > seed and _is_lone(rows[high], rows[high - 1], white):
            high -= 1
        if (low, high) == (found.first, found.last):
            return found


def _rows_around(rows: Sequence[Row], among: range, seed: int) -> Extent:
    """The rows around ``seed`` with the same white, and that white.

    Totals belong to them although their label reaches over some columns.
    """
    white, first, last, named = rows[seed].white, seed, seed, None
    while last + 1 in among and _may_belong(rows[last], rows[last + 1]):
        shared = _shared_white(white, rows[last + 1])
        if shared is None and not _is_total(rows[last + 1], white):
            break
        last, white = last + 1, shared or white
    while named is None and first - 1 in among and _may_belong(rows[first - 1], rows[first]):
        shared = _shared_white(white, rows[first - 1])
        named = _white_between_names(white, rows[first - 1]) if shared is None else None
        if shared is None and named is None:
            break
        first, white = first - 1, shared or named or white
    return Extent(first, last, white)


def _may_belong(above: Row, row: Row) -> bool:
    """Whether they can be rows of one table."""
    names = len(row.white) > OUTER + 1 and not any(is_number([word.text]) for word in row.words)
    return row.box.top - above.box.bottom <= (_BREAK if names else _BLANK) * min(
        above.size, row.size
    )


def is_next_line(one: Row, other: Row) -> bool:
    """Whether they stand as close as the lines of one cell."""
    return abs(one.box.bottom - other.box.bottom) <= _NEXT_LINE * max(one.size, other.size)


def _shared_white(white: White, row: Row) -> White | None:
    """The white that ``row`` shares; None if a stretch is lost."""
    kept: list[_WhiteSpan] = []
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


def _white_between_names(white: White, row: Row) -> White | None:
    """The white between column names, which may stand close.

    None if ``row`` is no row of names: in one, half of the gaps are wider than a space, and no name
    is a number.
    """
    inner = white[1:-1]
    widest = [max((_common(gap, space) for space in row.spaces), key=_width) for gap in inner]
    wide = sum(any(_width(_common(gap, space)) > 0 for space in row.white) for gap in inner)
    if (
        min(map(_width, widest)) <= 0
        or 2 * wide < len(inner)
        or any(is_number([word.text]) for word in row.words)
    ):
        return None
    return (_common(white[0], row.white[0]), *widest, _common(white[-1], row.white[-1]))


def _common(one: _WhiteSpan, other: _WhiteSpan) -> _WhiteSpan:
    return max(one[0], other[0]), min(one[1], other[1])


def _width(stretch: _WhiteSpan) -> float:
    return stretch[1] - stretch[0]


def _is_total(row: Row, white: White) -> bool:
    """Whether only the last column of ``row`` holds a number."""
    if len(white) == OUTER + 1 or _shared_white(white[-2:], row) is None:
        return False
    return is_number(word.text for word in row.words if word.box.left >= white[-2][0])


def _is_lone(row: Row, neighbour: Row, white: White) -> bool:
    """Whether ``row`` has words in one column only, as a title has.

    Words that continue the cell of the row beside it are none.
    """
    first, *others = (at for at, cell in enumerate(cells_of(row, white)) if cell.lines)
    return not others and (first == 0 or not is_next_line(row, neighbour))


def cells_of(row: Row, white: White) -> tuple[Slot, ...]:
    """The words of ``row`` by columns of the table.

    ``white`` parts them; what crosses it spans both columns.
    """
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


# Numbers

_UNIT = 3
"""Letters of a unit or currency, at most."""


def is_number(texts: Iterable[str]) -> bool:
    """Whether a text is an amount, a quantity or a date.

    It has digits, and no more letters than digits or than a unit has.
    """
    text = "".join(texts)
    digits, letters = (sum(map(kind, text)) for kind in (str.isdigit, str.isalpha))
    return digits > 0 and letters <= max(_UNIT, digits)
