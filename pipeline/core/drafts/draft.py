"""The nouns of a draft: what a typist would hand over for checking, in no file format yet.

``core.drafts.assembly`` makes it from what was recognised, ``outputs`` write it. Every recognised word is in
it once and in order; everything else that it says is ours and kept apart from the words: what we
would change stands beside what was said, and what we doubt says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from pipeline.core.drafts.archived import UNARCHIVED, Archived
from pipeline.core.drafts.kinds import NO_FORM, DraftKind, Form
from pipeline.core.model import Moment, Spot
from pipeline.core.scans.arrangement import Oddity
from pipeline.core.scans.letter import NOTHING_FOUND, Letter
from pipeline.i18n import Language


@dataclass(frozen=True, slots=True)
class About:
    """What a draft says about its origin.

    ``source`` is the dropped file's name, ``engine`` program and model. ``language`` is that of the
    frame: of headings, labels and notices, not of the text. ``recorded`` is when the recording was
    made, None where nobody knows. ``truncated``: the recording's file ends too early; ``repaired``:
    the scan's file was damaged and has been salvaged; ``signed``: the scan is, and its searchable PDF,
    which is ``archived`` so, no longer. ``part``: the number of this document among all that its
    scan was divided into, and how many these are. ``left_out``: blank pages that were left out of it;
    ``oddities``: habits of its folder that could not be followed. ``track``: the number of the audio
    track that was heard, and how many its file has. ``told_apart_by``: who told the speakers of a
    recording apart, ``channels`` if each has a channel; ``not_told_apart``: the error class that prevented
    it; ``expected``: how many speakers there should be, as somebody says. ``letter``: what a scan says of
    itself at its head. ``form`` is what the folder's drafts are to be like; ``job`` and ``sha256`` name the job and the bytes
    of its file.
    """

    title: str
    source: str
    language: Language
    engine: str
    recorded: datetime | None = None
    truncated: bool = False
    repaired: bool = False
    signed: bool = False
    archived: Archived = UNARCHIVED
    part: tuple[int, int] | None = None
    left_out: int = 0
    oddities: tuple[Oddity, ...] = ()
    track: tuple[int, int] = (1, 1)
    told_apart_by: str = ""
    not_told_apart: str | None = None
    expected: int | None = None
    letter: Letter = NOTHING_FOUND
    form: Form = NO_FORM
    job: str = ""
    sha256: str = ""


class Reason(StrEnum):
    """Why a word is doubtful."""

    UNSURE = "unsure"
    """The engine was not sure of it."""
    UNKNOWN = "unknown"
    """It stands in neither dictionary nor glossary."""
    IMPLAUSIBLE = "implausible"
    """A number, date, amount, telephone number or IBAN that cannot be right."""
    UNDECIDED = "undecided"
    """It may be a spoken command, or a word of the text."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a person should look at a word, and what helps to decide.

    ``confidence`` is the engine's, 0–1. ``others`` are other readings, the likeliest first.
    ``weight`` orders doubts: the larger, the likelier the word is wrong, or the worse if it is. ``listed``: whether
    it is worth a place in a list of doubts; not on a page that is hardly legible, where the word is only marked.
    """

    reason: Reason
    confidence: float
    evidence: Spot | Moment
    others: tuple[str, ...] = ()
    weight: float = 0.0
    listed: bool = True


class Change(StrEnum):
    """What we would change in the words, for a person to accept or reject."""

    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are treated alike, and the spaces and tabs beside them; ``language`` is ISO 639-1.

    ``change``: None for words as they were recognised and as they stay. ``anchor`` names the printed
    line ("p3_l12") or the utterance ("u7") that the words come from, so that an edited file can be
    matched to them; it is empty for words of ours. ``target`` is the anchor of the words to which words of ours lead.
    """

    text: str
    language: str
    doubt: Doubt | None = None
    change: Change | None = None
    anchor: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class PageMark:
    """Here begins a page of the original; ``text`` is how the draft says so ("S. 3")."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, from level 1: of the original, or of ours where its runs have no anchors.

    ``suggested``: a machine believes that an item of the agenda was announced ``at`` so many seconds; the words say which.
    """

    level: int
    runs: tuple[Run, ...]
    suggested: bool = False
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; several lines if it was set line by line (an address). ``item``: of a list, its sign included."""

    lines: tuple[tuple[Run, ...], ...]
    item: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's paragraphs, none in an empty one; ``span``: over how many columns it reaches."""

    paragraphs: tuple[tuple[Run, ...], ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class TableColumn:
    """Its share of the table's width, and whether its numbers stand flush right."""

    share: float
    flush_right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, whose spans add up to the columns; ``header``: whether the first row names these."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    header: bool = False

    def __post_init__(self) -> None:
        """Refuse rows that do not fill the table's width."""
        if not self.rows or any(
            sum(cell.span for cell in row) != len(self.columns) for row in self.rows
        ):
            msg = "the cells of each row reach over all columns"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Turn:
    r"""What somebody said without a long pause; seconds from the start of the recording.

    "\n" in an inserted run begins a line, "\n\n" a paragraph. ``timed``: whether the reader sees its time; text that is to be
    sent has none.
    """

    runs: tuple[Run, ...]
    start: float
    end: float
    speaker: str | None = None
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """A word of ours in place of text that is missing."""

    text: str


UNKNOWN = "…"
"""What stands in a field that a person has to fill in: nothing is ever invented."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels and values of the frame, ``UNKNOWN`` where only a person knows; ``title`` says what they are about."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a person has to do before the text is final, each with a box to tick (☐)."""

    title: str
    items: tuple[str, ...]


Block = PageMark | Heading | Paragraph | Table | Turn | Remark | Fields | Checklist
"""What a draft's text is made of: a closed choice, for ``match`` with ``assert_never``."""


def texts_of(block: Block) -> Iterator[tuple[Run, ...]]:
    """The runs of each line, cell or turn."""
    match block:
        case Heading(runs=runs) | Turn(runs=runs):
            yield runs
        case Paragraph(lines=lines):
            yield from lines
        case Table(rows=rows):
            yield from (runs for row in rows for cell in row for runs in cell.paragraphs)
        case PageMark() | Remark() | Fields() | Checklist():
            pass
        case _:
            assert_never(block)


@dataclass(frozen=True, slots=True)
class Draft:
    """A document for checking, in no file format yet.

    ``facts`` are labels and values about the original, ``notices`` what a reader must know before
    trusting the text; both, like ``language``, belong to the frame. ``subject`` and ``keywords`` are for the
    file's properties, where programs look for documents. ``heading`` says what kind of document it is
    ("Ergebnisprotokoll"), empty where the title says all. ``participants`` are names that speakers may have. ``job`` and
    ``sha256`` name the arrival and the bytes that it was made from (``core.model.Job``); they are empty where nobody knows.
    """

    title: str
    language: Language
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    blocks: tuple[Block, ...]
    job: str = ""
    sha256: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    kind: DraftKind = DraftKind.LETTER
    heading: str = ""
    participants: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """What stands at its head: what kind it is and its title, once where the title begins with the kind itself."""
        titled = not self.heading or self.title.casefold().startswith(self.heading.casefold())
        return self.title if titled else f"{self.heading} – {self.title}"
