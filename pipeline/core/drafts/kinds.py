"""What kind of draft an office wants of the files of a folder, and what it can say of them in advance."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from pipeline.core.model import Kind
from pipeline.i18n import Language


class DraftKind(StrEnum):
    """What is made of a file: for what purpose it is written, and so what stands around the text."""

    LETTER = "letter"
    """A scan as it is laid out."""
    TRANSCRIPT = "transcript"
    """Every word that was said, with its speaker and its time."""
    MINUTES = "minutes"
    """The course of a meeting, smoothed, with its items, decisions and tasks."""
    RESULTS = "results"
    """The decisions and tasks of a meeting first; all that was said as an appendix."""
    DICTATION = "dictation"
    """A text that was dictated, spoken commands obeyed."""
    MEMO = "memo"
    """A telephone call: who called, what about, what is to be done."""
    PLAIN = "plain"
    """Text alone, for programs that analyse it."""


_USUAL = {Kind.SCAN: DraftKind.LETTER, Kind.RECORDING: DraftKind.TRANSCRIPT}

_SUITABLE = {
    Kind.SCAN: frozenset((DraftKind.LETTER, DraftKind.PLAIN)),
    Kind.RECORDING: frozenset(DraftKind) - {DraftKind.LETTER},
}


def _usual_kind(file: Kind) -> DraftKind:
    """The kind of draft that is made of such a file where nobody says anything, and where what is wanted does not suit."""
    return _USUAL.get(file, DraftKind.LETTER)


def _is_smoothed(kind: DraftKind) -> bool:
    """Whether such a draft is smoothed where nobody says anything: minutes are read, transcripts are quoted."""
    match kind:
        case DraftKind.MINUTES | DraftKind.RESULTS | DraftKind.MEMO:
            return True
        case DraftKind.LETTER | DraftKind.TRANSCRIPT | DraftKind.DICTATION | DraftKind.PLAIN:
            return False
        case _:
            assert_never(kind)


@dataclass(frozen=True, slots=True)
class Form:
    """What a folder's drafts are to be like; empty, or None, where its office says nothing.

    ``kind``: None for the usual one of each file. ``language``: that of headings and labels, None for that of the text.
    ``template``: the SHA-256 of the office's own Word template. ``smooth``: whether to propose a text without
    fillers and slips; ``candidates``: whether to look for items, decisions and tasks. All others are fixed texts for the draft's frame;
    ``participants`` are those who speak or are spoken of: whether they were there is not known.
    """

    kind: DraftKind | None = None
    language: Language | None = None
    template: str = ""
    smooth: bool | None = None
    candidates: bool | None = None
    occasion: str = ""
    place: str = ""
    chair: str = ""
    minute_taker: str = ""
    recipients: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()

    def suits(self, file: Kind) -> bool:
        """Whether the wanted kind of draft can be made of such a file."""
        return self.kind is None or self.kind in _SUITABLE.get(file, frozenset())

    def kind_for(self, file: Kind) -> DraftKind:
        """The kind of draft to make of such a file."""
        return self.kind if self.kind is not None and self.suits(file) else _usual_kind(file)

    def smooths(self, kind: DraftKind) -> bool:
        """Whether a draft of this kind is smoothed; plain text for analysis only if somebody asks for it."""
        return _is_smoothed(kind) if self.smooth is None else self.smooth

    def wants_candidates(self, kind: DraftKind) -> bool:
        """Whether to look for items, decisions and tasks; a dictation and plain text have no room for them."""
        if kind not in {DraftKind.TRANSCRIPT, DraftKind.MINUTES, DraftKind.RESULTS, DraftKind.MEMO}:
            return False
        return (
            kind in {DraftKind.MINUTES, DraftKind.RESULTS}
            if self.candidates is None
            else self.candidates
        )

    def has_frame(self, kind: DraftKind) -> bool:
        """Whether such a draft has a heading and fields: only where a profile asks for it, not for any recording."""
        return self.kind is kind


NO_FORM = Form()
