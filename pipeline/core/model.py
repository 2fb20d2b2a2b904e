"""The nouns of the writing office, which refuse nonsense.

Frames of reference, once for the whole project:

* ``Box``: pixels of the page's picture as it is read, upright and level; origin top left, y down.
* Points: 1/72 inch (PDF user space before ``/UserUnit``), as displayed, after ``/Rotate``.
* Times: seconds from the start of the recording.
* Confidence: 0 (a guess) to 1 (certain), whatever the engine's own scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import radians, sin
from typing import Literal

_DIAGONAL = 45
"""Degrees."""


class Kind(StrEnum):
    """What a dropped file is by its bytes, never by its suffix."""

    SCAN = "scan"
    RECORDING = "recording"
    CORRECTION = "correction"


def folder_of(source: str) -> str:
    """The folder of a path with slashes below the inbox; "" for the inbox itself."""
    return source.rpartition("/")[0]


def name_of(source: str) -> str:
    """The last part of a path with slashes."""
    return source.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Job:
    """One arrival of one file; the same bytes dropped twice are two.

    ``id`` is ``<arrival number, 6 digits>-<first 12 hex digits of sha256>``; ``source`` is the path
    relative to the inbox, with ``/`` between its parts; undecodable bytes are kept as surrogates.
    """

    id: str
    kind: Kind
    source: str
    sha256: str

    def __post_init__(self) -> None:
        """Refuse a job whose id does not name its bytes."""
        if not self.id.endswith(f"-{self.sha256[:12]}"):
            msg = f"job id {self.id!r} does not belong to the bytes {self.sha256!r}"
            raise ValueError(msg)

    @property
    def folder(self) -> str:
        """Sub-folder below the inbox, mirrored in the outbox, or ""."""
        return folder_of(self.source)

    @property
    def name(self) -> str:
        """File name without folders."""
        return name_of(self.source)


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels, top-left origin; ``right`` and ``bottom`` are exclusive."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        """Refuse a box that ends before it begins."""
        if self.right < self.left or self.bottom < self.top:
            msg = f"a box ends before it begins: {self}"
            raise ValueError(msg)

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    def meets(self, other: Box) -> bool:
        """Whether both share a part of the page; edges alone do not count."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def shared(self, other: Box) -> float:
        """Pixels that lie in both."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, across) * max(0.0, down)

    def has_middle_of(self, other: Box) -> bool:
        """Whether the middle of the other lies inside or on an edge."""
        across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, its place, and how sure the reader was."""

    text: str
    """Without spaces."""
    box: Box
    """Its place on the page as it was read."""
    confidence: float
    """The reader's, 0–1."""
    block: int
    """Number of its block on the page, from 0 in reading order."""
    paragraph: int
    """Number of its paragraph on the page, not within the block."""
    line: int
    """Number of its line on the page: equal exactly in one line."""
    digital: bool = False
    """Whether it came with the document and was not recognised."""
    tilt: float = 0.0
    """Degrees clockwise about its middle to lie level on the level page.

    As the words of a stamp; ``box`` is where the word is then.
    """
    second: str = ""
    """What another reader reads here, which may be the same; "" if none was asked."""

    def __post_init__(self) -> None:
        """Refuse blank text, inner spaces and confidences outside 0–1."""
        if not self.text or self.text.split() != [self.text]:
            msg = f"a word has text and no spaces: {self.text!r}"
            raise ValueError(msg)
        if not 0 <= self.confidence <= 1:
            msg = f"confidence is between 0 and 1: {self.confidence}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was read, from which every output is drawn.

    The frame does not grow with the skew: boxes in the corners of a crooked page may lie beyond it.
    """

    number: int
    """From 1."""
    width: int
    """Pixels of the page as it was read."""
    height: int
    """The same."""
    dpi: float
    """Resolution of the page as it was read."""
    words: tuple[Word, ...] = ()
    """In reading order."""
    language: str | None = None
    """ISO 639-1; None if unknown."""
    problem: str | None = None
    """The error class that kept the page from being read, or None."""
    angle: int = 0
    """Degrees clockwise to the upright page: 0, 90, 180 or 270."""
    skew: float = 0.0
    """Degrees about its centre to turn it level after that."""
    blank: bool = False
    """Whether the picture shows nothing but paper."""
    illegible: bool = False
    """Whether it shows something like text of which hardly a word was read."""
    unread: tuple[Box, ...] = ()
    """Where a stamp or note stands that could not be read."""
    signs: tuple[Box, ...] = ()
    """Where a single figure or letter stands that could not be read."""
    handwriting: tuple[Box, ...] = ()
    """Where something is written or drawn by hand; ``words`` has nothing of it."""
    overprints: tuple[Box, ...] = ()
    """Where something large lies across words, some of which may be missing."""
    covered: int = 0
    """Words of the file that lie under something dark; not in ``words``."""
    unseen: int = 0
    """Words of the file that are not seen for another reason; the same."""
    renewed: Literal["", "layer", "text"] = ""
    """Whether words of the file were wrong: an invisible layer, or its text."""
    cut_off: bool = False
    """Whether the file holds only a part of what the page showed."""

    def __post_init__(self) -> None:
        """Refuse no size, words beside the page, and odd angles."""
        if self.angle not in (0, 90, 180, 270):
            msg = f"a page is turned by right angles: {self.angle}"
            raise ValueError(msg)
        if self.number < 1 or self.width < 1 or self.height < 1 or self.dpi <= 0:
            msg = f"a page has a number, a size and a resolution: {self.number}"
            raise ValueError(msg)
        if abs(self.skew) >= _DIAGONAL:
            msg = f"a page more crooked than that stands on another side: {self.skew}"
            raise ValueError(msg)
        # Levelling moves what lies in a corner by no more than this beyond the frame.
        # A ten-thousandth of a pixel more, since such sums are not exact.
        beyond = abs(sin(radians(self.skew))) * max(self.width, self.height) / 2 + 1e-4
        for word in self.words:
            box = word.box
            if min(box.left, box.top, self.width - box.right, self.height - box.bottom) < -beyond:
                msg = f"a word lies beside page {self.number}: {box}"
                raise ValueError(msg)

    @property
    def digital(self) -> bool:
        """Whether the page brought all its words along."""
        return bool(self.words) and all(word.digital for word in self.words)


@dataclass(frozen=True, slots=True)
class Scan:
    """A document on paper: pages numbered from 1 without gaps."""

    pages: tuple[Page, ...]

    def __post_init__(self) -> None:
        """Refuse an empty document and wrong page numbers."""
        if not self.pages or [page.number for page in self.pages] != list(
            range(1, len(self.pages) + 1)
        ):
            msg = "a scan's pages are numbered 1..n"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A spoken word with its punctuation; times in seconds."""

    text: str
    start: float
    end: float
    confidence: float

    def __post_init__(self) -> None:
        """Refuse blank text, wrong times and confidences outside 0–1."""
        if (
            not self.text.strip()
            or not 0 <= self.start <= self.end
            or not 0 <= self.confidence <= 1
        ):
            msg = f"a spoken word has text, ordered times and a confidence: {self}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said in one go, as words in time order.

    ``language`` is an ISO 639-1 code. ``speaker`` is a label such as "Sprecher 1", or None.
    """

    words: tuple[SpokenWord, ...]
    language: str
    speaker: str | None = None

    def __post_init__(self) -> None:
        """Refuse silence and words out of order."""
        if not self.words or any(
            a.start > b.start for a, b in zip(self.words, self.words[1:], strict=False)
        ):
            msg = "an utterance holds words in time order"
            raise ValueError(msg)

    @property
    def start(self) -> float:
        """When its first word begins."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """When its last word ends."""
        return self.words[-1].end

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text.strip() for word in self.words)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch not understood; ``problem`` is the error class."""

    start: float
    end: float
    problem: str

    def __post_init__(self) -> None:
        """Refuse times that run backwards and gaps without a reason."""
        if not 0 <= self.start <= self.end or not self.problem:
            msg = f"a gap has ordered times and a reason: {self}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Recording:
    """What was heard of a recording, in time order, and what not.

    ``duration`` in seconds. No utterances and no gaps means that nobody speaks in it.
    """

    duration: float
    utterances: tuple[Utterance, ...]
    language: str | None = None
    gaps: tuple[Gap, ...] = ()

    def __post_init__(self) -> None:
        """Refuse utterances out of order."""
        if any(
            a.start > b.start for a, b in zip(self.utterances, self.utterances[1:], strict=False)
        ):
            msg = "a recording's utterances are in time order"
            raise ValueError(msg)


Rendition = Literal["vtt", "srt", "txt", "json"]
"""What a recording can be written as besides the draft, by suffix.

Subtitles of two kinds, plain text, its words.
"""

Recognised = Scan | Recording
"""What the engines can make of a file; closed, for ``match``."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a word stands on page ``page``: its box and its line's.

    ``tilt`` is the word's.
    """

    page: int
    box: Box
    line: Box
    tilt: float = 0.0


class Unread(StrEnum):
    """What was seen on a page and is not among its words."""

    STAMP = "stamp"
    """A stamp or a note."""
    SIGN = "sign"
    """A single figure or letter."""
    HANDWRITING = "handwriting"
    """What was written or drawn by hand, as a signature is."""
    OVERPRINT = "overprint"
    """What is printed across words."""


@dataclass(frozen=True, slots=True)
class UnreadPlace:
    """Where something was not read, and what it is."""

    kind: Unread
    spot: Spot


@dataclass(frozen=True, slots=True)
class Moment:
    """When a word was said, in seconds."""

    start: float
    end: float
