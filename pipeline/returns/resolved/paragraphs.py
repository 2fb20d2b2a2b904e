"""Paragraphs in the making, with their tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.returns.resolved.visible_text import Cell, Piece, Ties, VisibleParagraph


@dataclass(slots=True)
class _Open:
    """A paragraph whose end is not yet reached."""

    style: str
    cell: Cell | None
    element: BaseOxmlElement
    pieces: list[Piece] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    after: list[VisibleParagraph] = field(default_factory=list)
    """Paragraphs that stand in it, as in a text box; they follow it."""


class Paragraphs:
    """Collects paragraphs in reading order.

    A paragraph whose end is deleted goes on in the next one, in whose style it then is.
    """

    def __init__(self) -> None:
        """Begin an empty document."""
        self.finished: list[VisibleParagraph] = []
        self._open: list[_Open] = []
        self._joined: dict[int, _Open] = {}
        self._bookmarks: list[str] = []
        self._tables: list[Cell] = []
        self._count = 0

    @property
    def depth(self) -> int:
        """How many paragraphs are open, each in the one before."""
        return len(self._open)

    def begin(self, style: str, element: BaseOxmlElement) -> None:
        """Begin a paragraph, perhaps in another one."""
        made = self._joined.pop(self.depth, None) or _Open(style, None, element)
        made.style, made.element = style, element
        cell = self._tables[-1] if self._tables else None
        made.cell = cell if cell is None or cell.column >= 0 else None
        made.bookmarks += self._bookmarks
        self._bookmarks = []
        self._open.append(made)

    def end(self, *, goes_on: bool) -> None:
        """End the innermost paragraph; ``goes_on``: its end is deleted."""
        made = self._open.pop()
        if goes_on:
            self._joined[self.depth] = made
        else:
            self._finish(made)

    def say(self, text: str, ties: Ties, source: BaseOxmlElement | None = None) -> None:
        """Add text to the innermost paragraph; outside of all it is lost."""
        if self._open:
            self._open[-1].pieces.append(Piece(text, ties, source))

    def note_bookmark(self, name: str) -> None:
        """A bookmark begins here, or at the next paragraph."""
        (self._open[-1].bookmarks if self._open else self._bookmarks).append(name)

    def part(self) -> None:
        """Let nothing go on from before to behind this place."""
        made = self._joined.pop(self.depth, None)
        if made is not None:
            self._finish(made)

    def begin_table(self, style: str) -> None:
        """Begin a table in a style, perhaps in a cell of another."""
        self.part()
        self._tables.append(Cell(self._count, -1, -1, style))
        self._count += 1

    def end_table(self) -> None:
        """End the innermost table."""
        self.part()
        self._tables.pop()

    def begin_row(self) -> None:
        """Begin a row of the innermost table."""
        if self._tables:
            last = self._tables[-1]
            self._tables[-1] = Cell(last.table, last.row + 1, -1, last.style)

    def begin_cell(self) -> None:
        """Begin a cell of the innermost row."""
        self.part()
        if self._tables:
            last = self._tables[-1]
            self._tables[-1] = Cell(last.table, last.row, last.column + 1, last.style)

    def _finish(self, made: _Open) -> None:
        finished = VisibleParagraph(
            made.style, tuple(made.pieces), tuple(made.bookmarks), made.cell, made.element
        )
        followed = self._open[-1].after if self._open else self.finished
        followed += [finished, *made.after]
