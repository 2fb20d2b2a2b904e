"""The nouns of a draft, in no file format yet: every word once, in order.

All else is ours and kept apart: changes stand beside what was said, doubts say why.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipeline.core.drafts.conformance import UNKNOWN_CONFORMANCE, Conformance
from pipeline.core.drafts.kinds import NO_FORM, DraftKind, Form
from pipeline.core.model import Moment, Spot, UnreadPlace
from pipeline.core.recordings.channels.feeds import AudioTrack
from pipeline.core.scans.alarms import Alarm
from pipeline.core.scans.arrangement import Oddity
from pipeline.core.scans.e_invoices.comparison import ComparedData
from pipeline.core.scans.letter import NOTHING_FOUND, Letter
from pipeline.i18n import Language


@dataclass(frozen=True, slots=True)
class About:
    """What a draft says about its origin."""

    title: str
    """The title of the document."""
    source: str
    """The name of the dropped file."""
    language: Language
    """That of headings, labels and notices, not of the text."""
    engine: str
    """Program and model that read or heard it."""
    recorded: datetime | None = None
    """When the recording was made; None if unknown."""
    truncated: bool = False
    """Whether the recording's file ends too early."""
    holes: bool = False
    """Whether sound is missing amid the recording."""
    unfinished: bool = False
    """Whether the recording's header tells less sound than there is."""
    repaired: bool = False
    """Whether the scan's file was damaged and salvaged."""
    skipped: int = 0
    """Pictures of an animation that became no pages."""
    signed: bool = False
    """Whether the scan is signed, but not its searchable PDF."""
    alarms: tuple[Alarm, ...] = ()
    """What in the scan's file acts by itself."""
    conformance: Conformance = UNKNOWN_CONFORMANCE
    """Whether the searchable PDF is PDF/A."""
    part: tuple[int, int] | None = None
    """This document's number in its scan, and how many it has."""
    left_out: int = 0
    """How many blank pages were left out of it."""
    oddities: tuple[Oddity, ...] = ()
    """Habits of its folder that could not be followed."""
    track: tuple[int, int] = (1, 1)
    """Number of the audio track that was heard, and of all tracks."""
    heard_tracks: tuple[int, ...] = ()
    """The numbers of several tracks that were heard; else empty."""
    unheard: tuple[AudioTrack, ...] = ()
    """Tracks that were not heard: other languages, commentaries, damaged."""
    unheard_channels: int = 0
    """How many channels are beyond those that are looked at."""
    told_apart_by: str = ""
    """What told the speakers apart: ``channels``, ``tracks``, a diarizer."""
    not_told_apart: str | None = None
    """The error class that prevented that."""
    expected: int | None = None
    """The number of speakers there should be, if it is known."""
    letter: Letter = NOTHING_FOUND
    """What a scan says of itself at its head."""
    e_invoice: ComparedData | None = None
    """The data of an e-invoice in the scan's file, and what no page shows."""
    form: Form = NO_FORM
    """What the folder's drafts are to be like."""
    minutes: tuple[tuple[float, ...], ...] = ()
    """A model's scores of the recording's passages; empty without a model."""
    job: str = ""
    """The job's id; empty if unknown."""
    sha256: str = ""
    """That of the file's bytes; empty if unknown."""


class Reason(StrEnum):
    """Why a word is doubtful."""

    UNSURE = "unsure"
    """The engine was not sure of it."""
    UNKNOWN = "unknown"
    """It stands in neither dictionary nor glossary."""
    IMPLAUSIBLE = "implausible"
    """A number, date, amount, IBAN or the like that cannot be right."""
    SUM = "sum"
    """Another reading makes a sum right."""
    DISAGREES = "disagrees"
    """An amount of a sum that is wrong."""
    UNDECIDED = "undecided"
    """It may be a spoken command, or a word of the text."""
    MISCOUNTED = "miscounted"
    """It is said again and again, perhaps more or less often than written."""
    SPELLED = "spelled"  # otherwise, or it is a letter that was not understood
    LEARNED = "learned"  # its folder's documents were corrected so before
    CUT_OFF = "cut off"
    """Words after it may be lost: handwriting or a stamp lies there."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a person should look at a word, and what helps to decide."""

    reason: Reason
    """Why the word is doubtful."""
    confidence: float
    """The engine's, 0–1."""
    evidence: Spot | Moment
    """Where the word stands, or when it was said."""
    others: tuple[str, ...] = ()
    """Other readings, the likeliest first."""
    weight: float = 0.0
    """Larger if the word is likelier wrong, or worse if it is."""
    listed: bool = True
    """False on a hardly legible page: marked there, but not listed."""


class Change(StrEnum):
    """What we would change, for a person to accept or reject."""

    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one sort, with the spaces and tabs beside them."""

    text: str
    language: str
    """ISO 639-1."""
    doubt: Doubt | None = None
    """Why they are doubtful, if they are."""
    change: Change | None = None
    """None for words that were recognised and stay."""
    anchor: str = ""
    """The line ("p3_l12") or utterance ("u7") they come from, or ""."""
    target: str = ""
    """The anchor of the words to which words of ours lead."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page begins here; the draft says so ("S. 3")."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, from level 1; ours if its runs have no anchors.

    ``suggested``: a machine believes that an item of the agenda is announced, ``at`` seconds.
    """

    level: int
    runs: tuple[Run, ...]
    suggested: bool = False
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines, of a list's ``item`` with its sign, of a page's ``margin``."""

    lines: tuple[tuple[Run, ...], ...]
    item: bool = False
    margin: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell's paragraphs; ``span`` counts its columns."""

    paragraphs: tuple[tuple[Run, ...], ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column's share of the width; whether numbers are flush right."""

    share: float
    flush_right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells whose spans add up to the columns.

    ``header``: whether the first row names the columns.
    """

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
    r"""What one speaker said without a long pause.

    ``start`` and ``end`` are seconds from the start of the recording. "\n" in an inserted run
    begins a line, "\n\n" a paragraph. ``timed``: whether the reader sees the time; text that is to
    be sent has none.
    """

    runs: tuple[Run, ...]
    start: float
    end: float
    speaker: str | None = None
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of ours in place of text that is missing, and its picture."""

    text: str
    picture: UnreadPlace | None = None


OPEN_FIELD = "…"
"""What stands in a field that only a person can fill in."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels and values under a title, ``OPEN_FIELD`` where unknown."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """What to do before the text is final, with boxes to tick (☐)."""

    title: str
    items: tuple[str, ...]


Block = PageMark | Heading | Paragraph | Table | Turn | Remark | Fields | Checklist
"""What a draft's text is made of; closed, for ``match``."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document for checking, in no file format yet."""

    title: str
    """The title of the document."""
    language: Language
    """That of the frame."""
    facts: tuple[tuple[str, str], ...]
    """Labels and values about the original."""
    notices: tuple[str, ...]
    """What a reader must know before trusting the text."""
    blocks: tuple[Block, ...]
    """The text."""
    job: str = ""
    """The job's id (``core.model.Job``); empty if unknown."""
    sha256: str = ""
    """That of the bytes it was made from; empty if unknown."""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    """Both for the file's properties, where programs look for documents."""
    kind: DraftKind = DraftKind.LETTER
    """What the text was typed up for."""
    heading: str = ""
    """The kind's name ("Ergebnisprotokoll"), "" if the title has it."""
    participants: tuple[str, ...] = ()
    """Names that the speakers may have."""
    unread: tuple[UnreadPlace, ...] = ()
    """What could not be read."""

    @property
    def headline(self) -> str:
        """The title, after the kind's name unless it begins with it."""
        titled = not self.heading or self.title.casefold().startswith(self.heading.casefold())
        return self.title if titled else f"{self.heading} – {self.title}"
