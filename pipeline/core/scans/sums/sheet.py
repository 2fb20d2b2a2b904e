"""The figures of a document by rows and columns, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.core.scans.sums.columns import Column
from pipeline.core.scans.sums.equations import Values
from pipeline.core.scans.sums.figures import Figure, FigureRow
from pipeline.core.scans.sums.labels import is_heading


class Sheet:
    """The figures of a document by rows and columns; made once, asked for many values."""

    def __init__(self, rows: Sequence[FigureRow], columns: Sequence[Column]) -> None:
        """Keep the rows and columns of a document's figures."""
        self.rows = rows
        self.columns = columns
        self.figures = {figure.at: figure for row in rows for figure in row.figures}

    def row_of(self, at: int) -> FigureRow:
        """The row that a figure stands in."""
        return self.rows[self.figures[at].row]

    def parted(self, above: int, below: int) -> bool:
        """Whether a heading stands between two figures of a column, or another page begins."""
        first, last = self.figures[above], self.figures[below]
        between = self.rows[first.row + 1 : last.row]
        return first.page != last.page or any(
            not row.figures and is_heading(row.label) for row in between
        )

    def options(self, at: int, values: Values) -> tuple[int, ...]:
        """What a figure may mean."""
        return (values[at],) if at in values else self.figures[at].values

    def value(self, at: int, values: Values) -> int:
        """What a figure most likely means."""
        return self.options(at, values)[0]


def overlap(one: Figure, other: Figure) -> bool:
    """Whether two figures stand above each other."""
    return min(one.right, other.right) > max(one.left, other.left)
