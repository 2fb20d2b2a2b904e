"""What travels between the workers and the child processes: small frozen values, cheap to import."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipeline.core.drafts.kinds import NO_FORM, Form
from pipeline.core.model import Rendition
from pipeline.core.scans.arrangement import NO_HABITS, Habits
from pipeline.core.scans.mixed_pages import Area
from pipeline.i18n import Language
from pipeline.office.journal import Facts

TEMPLATE = "template.docx"
"""The office's own Word template, as it was when the job was prepared, in the job's work folder."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings, and its folder's profile, that shape a document's results; a different recipe never meets older artefacts.

    ``format`` is the version of what the stages write; ``ocr`` and ``speech`` name engine, version and model; ``ocr_batch`` is how many scanned pages
    the engine wants at once; ``language`` is the users', for documents in neither German nor English. ``passwords`` are
    for opening the document and are known only while it is prepared; nobody writes them down. ``backs`` is the SHA-256
    of the file with the back sides where these are front sides, else empty. ``outputs``: what a recording is written as
    besides the draft. ``model`` is the speech model's name or place, which ``speech`` ends with. ``terms`` are names
    and words to expect, the most important first. ``diarizer`` names who tells the speakers of a
    recording apart, with its version; ``channels`` if only telephone recordings can be told apart, empty if that is
    not wanted. ``speakers``: how many are expected, None where nobody knows. ``form``: what the drafts are to be like; the template
    that it names lies in the job's work folder (``TEMPLATE``).
    """

    artefacts: Path
    format: str
    language: Language
    ocr: str
    ocr_batch: int
    ocr_languages: tuple[str, ...]
    speech: str
    speech_languages: tuple[str, ...]
    paper: Habits = NO_HABITS
    passwords: tuple[str, ...] = field(default=(), repr=False)
    backs: str = ""
    outputs: tuple[Rendition, ...] = ("vtt",)
    model: str = ""
    terms: tuple[str, ...] = ()
    diarizer: str = ""
    speakers: int | None = None
    form: Form = NO_FORM


@dataclass(frozen=True, slots=True)
class Unit:
    """One durable piece of recognition: page numbers, one segment's number, or none: telling speakers apart.

    ``amount`` is what it adds to the progress: pages, or seconds of speech.
    """

    numbers: tuple[int, ...]
    amount: float

    @property
    def name(self) -> str:
        """A stable name, unique within its document: ``"5"``, ``"5-8"`` or ``"speakers"``."""
        if not self.numbers:
            return "speakers"
        first, last = self.numbers[0], self.numbers[-1]
        return str(first) if first == last else f"{first}-{last}"

    @property
    def is_speakers(self) -> bool:
        """Whether it is not about words but about who says them."""
        return not self.numbers

    @property
    def parts(self) -> tuple[Unit, ...]:
        """Its pages one by one, for when together they fail."""
        return tuple(Unit((number,), self.amount / len(self.numbers)) for number in self.numbers)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page before it is read.

    ``width_pt`` and ``height_pt``: the displayed page in points, after ``/CropBox`` and ``/Rotate``.
    ``digital``: all its text is its own, there is nothing to recognise. ``pictures``: where text is
    to be recognised on a page that has other text of its own; empty on all others.
    """

    number: int
    width_pt: float
    height_pt: float
    digital: bool
    pictures: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """A document before it is read.

    ``repaired``: the file was damaged and could be salvaged. ``signed``: somebody signed it digitally,
    which holds for no copy but one byte by byte; ``rewritten``: not even the working PDF is one.
    """

    pages: tuple[PageFacts, ...]
    repaired: bool
    signed: bool = False
    rewritten: bool = False


@dataclass(frozen=True, slots=True)
class RecordingFacts:
    """What a file turned out to be.

    ``duration`` in seconds, of the sound that is there. ``truncated``: the file was damaged or its
    end is missing, and the rest was salvaged. ``recorded``: when, as far as the file says. ``track``: the
    number of the audio track that was taken, and how many there are.
    """

    duration: float
    truncated: bool
    recorded: datetime | None
    track: tuple[int, int] = (1, 1)


@dataclass(frozen=True, slots=True)
class Composed:
    """A document's results before publication: finished files in its work folder, and what the report says.

    The files' suffixes are those of the published results; the files of a scan's parts follow each other.
    """

    files: tuple[Path, ...]
    facts: Facts
