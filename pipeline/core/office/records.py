"""What the journal knows about a job.

``core.office.events`` folds it from the job's events, ``pipeline.office.journal`` keeps those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from pipeline.core.model import Job, Kind, folder_of, name_of


class State(StrEnum):
    """Where a job stands; the values are the report's words."""

    WORKING = "working"
    """Work goes on, or will as soon as a process is free."""
    WAITING = "waiting"
    """This machine is in the way; work goes on by itself."""
    PUBLISHED = "published"
    """The results are in the outbox."""
    NEEDS_ATTENTION = "needs-attention"
    """It will never work; the file lies where people look."""
    DUPLICATE = "duplicate"
    """The same bytes were here before."""
    RETURNED = "returned"
    """It was not finished after all, and is back in the inbox."""

    @property
    def open(self) -> bool:
        """Whether work on it goes on."""
        match self:
            case State.WORKING | State.WAITING:
                return True
            case State.PUBLISHED | State.NEEDS_ATTENTION | State.DUPLICATE | State.RETURNED:
                return False
            case _:
                assert_never(self)


@dataclass(frozen=True, slots=True)
class CorrectionFacts:
    """What a person changed in a draft, and how good its marks were.

    All numbers count words of the draft, unless they say otherwise.
    """

    draft: str = ""
    """The job that made the draft; "" if only its original is known."""
    kind: str = ""
    """What the draft was made from: the value of a ``Kind``."""
    place: str = ""
    """Path of the finals below the outbox, up to " (final)"."""
    part: int = 1
    """Which of the draft's documents it is, from 1."""
    newer: str = ""
    """Path of a newer draft of the same bytes, which was there already."""
    earlier: str = ""
    """Path of the final in force until this one; its corrections need not be in this one."""
    words: int = 0
    """Of the draft."""
    corrected: int = 0
    """Other words stand in their place."""
    inserted: int = 0
    """Words of the final text that the draft did not have."""
    deleted: int = 0
    """They are missing in the final text."""
    moved: int = 0
    """They stand elsewhere."""
    marked: int = 0
    """The draft marked them as doubtful."""
    marked_wrong: int = 0
    """Marked ones that were wrong."""
    wrong: int = 0
    """All that were wrong, marked or not."""
    guessed: int = 0
    """Words of the final text whose place was taken from their neighbours."""
    contradictions: int = 0
    """Rows of the check sheet that say something else than the text."""
    changes: int = 0
    """Tracked changes that were still open, as ``Returned.changes``; they count as accepted."""
    comments: int = 0
    """Comments that were left out."""
    own_words: str = ""
    """Pages whose file brought words that were corrected and still are in the PDF: ``1, 3–5``."""
    shows: str = ""
    """Checksum of what the final Word file shows; "" of earlier versions."""
    emptied: str = ""
    """Pages or passages of half a minute without a word left: ``1, 3–5``, ``00:01:02–00:02:10``."""
    open_fields: int = 0
    """Fields of the final that still say "…"."""
    again: bool = False
    """The draft's words were gone; those of today's settings took their place."""

    @property
    def unmarked_wrong(self) -> int:
        """Wrong words that nothing marked."""
        return max(0, self.wrong - self.marked_wrong)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report says about a finished document."""

    pages: int | None = None
    """Pages of a scan that were published."""
    audio_seconds: float | None = None
    """Length of a recording."""
    language: str | None = None
    """The most frequent language: ISO 639-1."""
    problems: int = 0
    """Pages or passages that failed."""
    pdfa: str | None = None
    """As in ``core.drafts.conformance.Conformance``."""
    obstacle: str | None = None
    """As in ``core.drafts.conformance.Conformance``."""
    signed: bool = False
    """The original was signed, the published PDF is not."""
    alarms: tuple[str, ...] = ()
    """What in the file acts by itself: ``core.scans.alarms.Alarm``."""
    left_out: int = 0
    """Blank pages that were left out on request."""
    oddities: tuple[str, ...] = ()
    """Why habits could not be followed: ``core.scans.arrangement.Oddity``."""
    covered: int = 0
    """Words of the file under something dark; not in the draft."""
    unseen: int = 0
    """Words of the file that cannot be seen for another reason."""
    replaced: str = ""
    """Pages whose own invisible words were wrong: ``1, 3–5``."""
    renewed: str = ""
    """Pages whose own words are wrong and still in the PDF."""
    backs: str | None = None
    """SHA-256 of the file whose pages are in it as back sides."""
    correction: CorrectionFacts | None = None
    """What a person changed; None for what is no corrected draft."""


@dataclass(frozen=True, slots=True)
class Output:
    """A published file."""

    path: str
    """Relative to the outbox."""
    sha256: str
    """Of what we published; people may have edited it since."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A publication that was begun."""

    temporaries: tuple[str, ...]
    """Names in the outputs' folder, in the order of ``outputs``."""
    outputs: tuple[Output, ...]
    """What they become."""
    facts: Facts
    """What the report says of them."""


@dataclass(frozen=True, slots=True)
class ParkedFile:
    """A file put aside for a person; paths in ``_needs-attention``."""

    path: str
    """The file's."""
    note: str
    """The path of the note beside it."""
    note_sha256: str
    """Of the note as we wrote it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far recognition is; ``unit`` is ``"page"`` or ``"second"``."""

    done: int
    total: int
    unit: str


@dataclass(frozen=True, slots=True)
class AttemptCount:
    """How often a unit of work was begun, and how often it failed."""

    started: int = 0
    failed: int = 0
    """Failures for a reason of its own, not of this machine."""
    reason: str | None = None
    """Error class of the last failure."""


@dataclass(frozen=True, slots=True)
class OwedLesson:
    """What a release teaches, or no longer does, waits to be told."""

    reason: str | None = None
    """Error class that says what is in the way; None if nothing was so far."""
    details: Mapping[str, str | int] = field(default_factory=dict)
    """What fills the error's message."""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """What the journal knows about one arrival; times are UTC."""

    id: str
    """Arrival and start of the hash: ``000001-abababababab``."""
    source: str
    """Path below the inbox, as in ``Job``."""
    sha256: str
    """Of the original."""
    kind: Kind | None
    """None for what we cannot process."""
    size: int
    """Of the original, in bytes."""
    modified_ns: int
    """Its modification time by the file server's clock."""
    started: datetime
    """When it was claimed."""
    state: State = State.WORKING
    """Where it stands."""
    finished: datetime | None = None
    """When it ended; None while it is open."""
    reason: str | None = None
    """Error class that says why it waits or failed."""
    details: Mapping[str, str | int] = field(default_factory=dict)
    """What fills the error's message."""
    intent: Intent | None = None
    """The last publication that was begun."""
    outputs: tuple[Output, ...] = ()
    """What is in the outbox."""
    facts: Facts = Facts()
    """What the report says about it."""
    original: str | None = None
    """Where the original is kept, relative to the outbox."""
    parked: ParkedFile | None = None
    """Where the file lies for a person."""
    redone: bool = False
    """It was redone, and makes no later arrival a duplicate."""
    changed: str | None = None
    """SHA-256 of the kept original, once somebody went on writing to it."""
    fronts: str | None = None
    """The job of the front sides where both sides come in two files.

    It is this job, or the one that these back sides belong to.
    """
    progress: Progress | None = None
    """How far it is; None where that is not asked."""
    looks: tuple[tuple[int, int] | None, ...] = ()
    """Size and modification time of each output when it was published.

    None where it was another file by then; empty for jobs of earlier versions.
    """
    correction: CorrectionFacts | None = None
    """What is published, or about to be, of a corrected draft."""
    moves: tuple[tuple[str, str], ...] = ()
    """Finals that are taken back: where they were, and where they go."""
    withdrawn: bool = False
    """Its finals were taken back."""
    owed: OwedLesson | None = None
    """What its folder is still to be told."""

    @property
    def arrival(self) -> int:
        """Its number, counted from 1."""
        return int(self.id.partition("-")[0])

    @property
    def folder(self) -> str:
        """Sub-folder below the inbox; empty for the inbox itself."""
        return folder_of(self.source)

    @property
    def name(self) -> str:
        """File name without folders."""
        return name_of(self.source)

    @property
    def backs(self) -> bool:
        """Whether these are back sides that came in a file of their own."""
        return self.fronts not in {None, self.id}

    @property
    def job(self) -> Job:
        """The job to work on.

        Raises:
            ValueError: it is of no kind that we process.
        """
        if self.kind is None:
            msg = f"{self.id} is of no kind that we process"
            raise ValueError(msg)
        return Job(self.id, self.kind, self.source, self.sha256)
