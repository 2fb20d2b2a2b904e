"""The rows of the check sheet in which a person wrote what is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.core.corrections.model import SheetRow
from pipeline.returns.resolved.visible_text import VisibleParagraph
from pipeline.translations import translator

_DOUBT, _ROW = re.compile(r"_doubt_([0-9]{1,6})"), re.compile(r"_check_([0-9]{1,6})")
_COLUMNS = 4
"""At least: number, place, what was read, what is right."""

_Row = dict[int, list[VisibleParagraph]]
"""The paragraphs of each column."""


def filled_rows(
    sheet: Iterable[VisibleParagraph], doubts: Mapping[int, int]
) -> tuple[SheetRow, ...]:
    """The rows with something in the last column, in order.

    ``doubts`` has the places of the doubts' first words by their numbers.
    """
    rows = list(_rows(sheet))
    if not rows:
        return ()
    right = _column(rows[0], "Correct") or max(rows[0])
    read = _column(rows[0], "Read as") or _column(rows[0], "Heard as") or right - 1
    return tuple(
        SheetRow(
            _number(row, default=place),
            _text(row.get(read, [])[:1]),
            said,
            _places(row, doubts),
        )
        for place, row in enumerate(rows[1:], start=1)
        if (said := _text(row.get(right, [])))
    )


def _rows(sheet: Iterable[VisibleParagraph]) -> Iterator[_Row]:
    """The rows of the first table that is wide enough."""
    tables: dict[int, dict[int, _Row]] = {}
    for each in sheet:
        if each.cell is not None:
            rows = tables.setdefault(each.cell.table, {})
            rows.setdefault(each.cell.row, {}).setdefault(each.cell.column, []).append(each)
    for rows in tables.values():
        if len(next(iter(rows.values()))) >= _COLUMNS:
            yield from rows.values()
            return


def _column(header: _Row, name: str) -> int | None:
    """The column with this heading in any of our languages."""
    names = {translate(name) for translate in (translator("de"), translator("en"))}
    return next((column for column, cell in header.items() if _text(cell) in names), None)


def _text(paragraphs: Iterable[VisibleParagraph]) -> str:
    return " ".join(" ".join(each.text for each in paragraphs).split())


def _number(row: _Row, *, default: int) -> int:
    """The row's number by its bookmark, as it is written, or by its place."""
    first = row.get(0, [])
    for each in first:
        for name in each.bookmarks:
            if found := _ROW.fullmatch(name):
                return int(found[1])
    written = _text(first)
    return int(written) if written.isdecimal() and len(written) < len("100000") else default


def _places(row: _Row, doubts: Mapping[int, int]) -> tuple[int, ...]:
    """The places of the words to which the row's links lead."""
    links = dict.fromkeys(
        piece.ties.link for cell in row.values() for each in cell for piece in each.pieces
    )
    numbers = (int(found[1]) for link in links if (found := _DOUBT.fullmatch(link)))
    return tuple(doubts[number] for number in numbers if number in doubts)
