"""What travels between the workers and the child processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipeline.core.corrections.learned import Lesson
from pipeline.core.drafts.kinds import NO_FORM, Form
from pipeline.core.model import Job, Rendition
from pipeline.core.office.records import Facts
from pipeline.core.recordings.channels.feeds import AudioTrack, Feed
from pipeline.core.recordings.models.forecast import Advice
from pipeline.core.scans.alarms import Alarm
from pipeline.core.scans.arrangement import NO_HABITS, Habits
from pipeline.core.scans.digital.mixed_pages import Area, Spot
from pipeline.core.scans.e_invoices import EInvoice
from pipeline.i18n import Language

TEMPLATE = "template.docx"
"""The office's Word template in the job's work folder.

It is as it was when the job was prepared.
"""


RETURNED = "returned.json"
"""What was read of a corrected draft, in the work folder of its job."""


@dataclass(frozen=True, slots=True)
class CorrectionOf:
    """The draft that a corrected Word file was."""

    draft: Job
    """The job that made it, or one for its original if it is unknown."""
    part: int
    """Which of its documents it is, from 1; 0 if only its words can tell."""
    original: Path | None
    """What the draft was made from; None for a recording that is gone."""
    stem: str
    """The stem of the draft's name."""
    again: bool = False
    """Whether what was recognised was gone, and the original is recognised again."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What shapes a document's results: settings, and the folder's profile.

    A different recipe never meets artefacts that an earlier one shaped.
    """

    artefacts: Path
    """Folder of the intermediate results."""
    format: str
    """Version of what the stages write."""
    language: Language
    """The users', for documents in neither German nor English."""
    ocr: str
    """OCR engine and its version."""
    ocr_batch: int
    """Scanned pages that the engine wants at once."""
    ocr_languages: tuple[str, ...]
    """Tesseract's names of the languages to expect."""
    speech: str
    """Speech engine, its version and ``model``."""
    speech_languages: tuple[str, ...]
    """Languages to tell apart: ISO 639-1."""
    paper: Habits = NO_HABITS
    """Blank pages, separators, duplex."""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """For opening the document; never written down.

    Empty once it is prepared.
    """
    backs: str = ""
    """SHA-256 of the file with the back sides where these are front sides."""
    outputs: tuple[Rendition, ...] = ("vtt",)
    """What a recording is written as besides the draft."""
    model: str = ""
    """The speech model's name or place."""
    terms: tuple[str, ...] = ()
    """Names and words to expect, the most important first."""
    diarizer: str = ""
    """Who tells speakers apart, with its version; empty if that is not wanted.

    "channels" if only telephone recordings can be told apart.
    """
    speakers: int | None = None
    """How many are expected; None if that is unknown."""
    form: Form = NO_FORM
    """What the drafts are to be like. The template it names is ``TEMPLATE``."""
    second_reader: str = ""
    """The reader that is asked about doubtful words, or "" for none."""
    advice: Advice | None = None
    """A better speech model, for the first recording of an office."""
    correction: CorrectionOf | None = None
    """The draft of which this is the correction."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One durable piece of recognition: pages, a segment, or the speakers."""

    numbers: tuple[int, ...]
    """Of its pages or its segment; none if speakers are told apart."""
    amount: float
    """What it adds to the progress: pages, or seconds of speech."""

    @property
    def name(self) -> str:
        """A name in its document: ``"5"``, ``"5-8"`` or ``"speakers"``."""
        if not self.numbers:
            return "speakers"
        first, last = self.numbers[0], self.numbers[-1]
        return str(first) if first == last else f"{first}-{last}"

    @property
    def is_speakers(self) -> bool:
        """Whether it tells speakers apart."""
        return not self.numbers

    @property
    def parts(self) -> tuple[Unit, ...]:
        """Its pages one by one, to be tried alone if they fail together."""
        return tuple(Unit((number,), self.amount / len(self.numbers)) for number in self.numbers)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page before it is read.

    ``width_pt`` and ``height_pt``: the displayed page in units of its space, after ``/CropBox`` and
    ``/Rotate``. All areas are in these units, origin top left.
    """

    number: int
    width_pt: float
    height_pt: float
    digital: bool
    """All its text is its own, there is nothing to recognise."""
    pictures: tuple[Area, ...] = ()
    """Where text is to be recognised on a page that has other text of its own."""
    unit: float = 1.0
    """How many points a unit is; nearly always one."""
    sampled: tuple[Area, ...] = ()
    """Words of its own to compare with the picture before any is believed."""
    unseen: tuple[Area, ...] = ()
    """Words of its own that the page does not show."""
    covered: int = 0
    """How many of those lie under something dark."""
    redacted: tuple[Area, ...] = ()
    """Those of them; 0.3.0 kept their number only."""
    hidden: int = 0
    """How many more words lie on hidden layers."""
    layer: bool = False
    """Its own words are invisible: an earlier text layer."""
    renewed: bool = False
    """It is read anew, and its own words do not count."""
    astray: bool = False
    """Why it is read anew: its layer seemed to lie beside the words."""
    broken_colours: bool = False
    """What is not seen may have been meant to be."""
    damaged: bool = False
    """The file lacks a part of what it showed, or all."""
    spots: tuple[Spot, ...] = ()
    """Where a few letters may stand that are none of its own."""

    @property
    def needs_reading(self) -> bool:
        """Whether an OCR engine has work with it."""
        return not self.digital or bool(self.sampled or self.spots)


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """A document before it is read.

    ``repaired``: the file was damaged and could be salvaged. ``signed``: somebody signed it
    digitally, which holds for no copy but one byte by byte; ``rewritten``: not even the working PDF
    is one. ``alarms``: what in it acts by itself. ``cleaned``: something that is no PDF lay before
    or behind it. ``skipped``: pictures of an animation that are no pages, being like others or too
    many. ``e_invoice``: the data of an invoice that are attached to it.
    """

    pages: tuple[PageFacts, ...]
    repaired: bool
    signed: bool = False
    rewritten: bool = False
    alarms: tuple[Alarm, ...] = ()
    cleaned: bool = False
    skipped: int = 0
    e_invoice: EInvoice | None = None


@dataclass(frozen=True, slots=True)
class RecordingFacts:
    """What a file turned out to be.

    ``duration`` in seconds, of the sound that is there. ``truncated``: its end is missing.
    ``recorded``: when, as far as the file says. ``track``: the number of the audio track that was
    taken, and how many there are. ``damaged``: sound is missing amid the recording.
    ``unfinished``: its header tells less sound than there is. ``feeds``: what is heard by itself,
    if the recording is not heard as one; segments name them by number, from 1. ``unheard``: the
    tracks that are alternatives of what is heard, or damaged. ``channels``: the most that a track
    has.
    """

    duration: float
    truncated: bool
    recorded: datetime | None
    track: tuple[int, int] = (1, 1)
    damaged: bool = False
    unfinished: bool = False
    feeds: tuple[Feed, ...] = ()
    unheard: tuple[AudioTrack, ...] = ()
    channels: int = 1


@dataclass(frozen=True, slots=True)
class DocumentResults:
    """A document's results before publication, in its work folder.

    The files' suffixes are those of the published results; the files of a scan's parts follow each
    other.
    """

    files: tuple[Path, ...]
    facts: Facts
    lesson: Lesson | None = None
    """What a corrected draft teaches; None of other documents."""
