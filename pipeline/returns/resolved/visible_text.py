"""The paragraphs of a Word file, with what ties them to the draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

ANCHOR = re.compile(r"_(p[0-9]+_l[0-9]+|u[0-9]+)(?:_[0-9]+)?")
"""The bookmark of a printed line or an utterance.

The group is the anchor of its words.
"""

TICKED, EMPTY_BOX = "☒", "☐"
"""How a box that can be clicked is read."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Where a piece of text stands."""

    anchor: str = ""
    """The line or utterance whose bookmark is open: "p3_l12"."""
    page: int | None = None
    """The page whose mark stands before it."""
    doubts: tuple[int, ...] = ()
    """Numbers of the doubts whose bookmarks are open."""
    page_mark: bool = False
    """Whether it is the mark of a page."""
    control: int = -1
    """Its content control for a speaker, by its place among all of them."""
    link: str = ""
    """The bookmark to which it leads."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text without a change in its ties."""

    text: str
    ties: Ties
    source: BaseOxmlElement | None = field(default=None, compare=False, repr=False)
    """The element that has the text, where one has it alone."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; all numbers from 0 in reading order."""

    table: int
    row: int
    column: int
    style: str
    """The name of the table's style in small letters."""


@dataclass(frozen=True, slots=True)
class VisibleParagraph:
    """A paragraph, all changes accepted."""

    style: str
    """The name of its style in small letters; "" for the usual one."""
    pieces: tuple[Piece, ...]
    bookmarks: tuple[str, ...] = ()
    """Names of the bookmarks that begin in it."""
    cell: Cell | None = None
    """The innermost cell in which it stands."""
    element: BaseOxmlElement | None = field(default=None, compare=False, repr=False)
    """Where it ends in the tree."""

    @property
    def text(self) -> str:
        """All that is read in it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_anchored(self) -> bool:
        """Whether words of the draft are in it."""
        return any(piece.ties.anchor and piece.text.strip() for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class SpeakerControl:
    """A content control for a speaker's name."""

    number: int
    """The speaker's, from 1."""
    label: str
    """What the draft called them; "" if the file does not say."""


@dataclass(frozen=True, slots=True)
class Visible:
    """What is seen in a Word file, and what was resolved for it."""

    paragraphs: tuple[VisibleParagraph, ...]
    controls: tuple[SpeakerControl, ...] = ()
    """In reading order; pieces name them by their place."""
    changes: int = 0
    """Open changes of people."""
    rejected: int = 0
    """Insertions of ours that people deleted."""
