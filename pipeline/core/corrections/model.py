"""The words of a draft, and the words that a person made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WordPlace:
    """Where a word of the draft comes from."""

    group: int
    """The page of a scan or the utterance of a recording, from 1."""
    index: int
    """Its place among the words of that page or utterance, from 0."""


@dataclass(frozen=True, slots=True)
class DraftWord:
    """A word as the draft had it."""

    text: str
    place: WordPlace
    anchor: str
    """The printed line or the utterance: "p3_l12", "u7"."""
    marked: bool = False
    """Whether the draft marked it as doubtful."""
    speaker: str = ""
    """Who says it, as labelled in the draft; "" if nobody is."""


@dataclass(frozen=True, slots=True)
class FinalWord:
    """A word of the returned text, between spaces."""

    text: str
    anchor: str = ""
    """The bookmark that it stands in, as ``DraftWord.anchor``; "" outside of all."""
    paragraph: int = 0
    """Number of its paragraph, from 0 in reading order."""
    page: int | None = None
    """The page whose mark stands before it; None without marks."""
    speaker: str = ""
    """Who says it, as the returned text names them; "" if nobody."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the check sheet in which a person wrote what is right."""

    number: int
    """The row's number, from 1."""
    read: str
    """The doubtful words as the draft shows them."""
    right: str
    """What the person wrote."""
    places: tuple[int, ...] = ()
    """Places in the final words where its doubt stands: the first word's numbers."""


@dataclass(frozen=True, slots=True)
class Release:
    """Who released the text and when, as far as the document says so."""

    ticked: bool = False
    """Whether the box "Freigegeben" is ticked."""
    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back of a draft."""

    job: str
    """The id of the job that made the draft; "" if the file does not say."""
    sha256: str
    """Of the bytes that the draft was made from; "" if the file does not say."""
    words: tuple[FinalWord, ...]
    """The text as the reader sees it, without what is ours."""
    sheet: tuple[SheetRow, ...] = ()
    """Rows of the check sheet that a person filled in."""
    names: tuple[tuple[str, str], ...] = ()
    """The draft's labels of speakers, and the names that they have now."""
    release: Release = Release()
    changes: int = 0
    """Tracked changes of people that were still open; they count as accepted.

    Runs of words: what one person inserted, or deleted, at one time without a word between is one.
    """
    rejected: int = 0
    """Changes of ours that a person rejected."""
    comments: int = 0
    """Comments of people; they are not in the final text."""
    anchored: bool = True
    """False if hardly any bookmark of the draft is left."""
