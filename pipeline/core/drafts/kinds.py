"""The kind of draft an office wants, and its fixed texts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from pipeline.core.model import Kind
from pipeline.i18n import Language


class DraftKind(StrEnum):
    """What a draft is for, and so what stands around its text."""

    LETTER = "letter"
    """A scan as it is laid out."""
    TRANSCRIPT = "transcript"
    """Every word that was said, with speaker and time."""
    MINUTES = "minutes"
    """A meeting, smoothed, with items, decisions and tasks."""
    RESULTS = "results"
    """Decisions and tasks of a meeting first.

    All that was said follows as an appendix.
    """
    DICTATION = "dictation"
    """A text that was dictated, spoken commands obeyed."""
    MEMO = "memo"
    """A telephone call: who called, what about, what is to be done."""
    PLAIN = "plain"
    """Text alone, for programs that analyse it."""


def _usual_kind(file: Kind) -> DraftKind:
    """The kind for such a file if no other is wanted.

    It is also made where the wanted one does not suit.
    """
    match file:
        case Kind.RECORDING:
            return DraftKind.TRANSCRIPT
        case Kind.SCAN | Kind.CORRECTION:  # nothing is drafted of a correction
            return DraftKind.LETTER
        case _:
            assert_never(file)


def _suitable_kinds(file: Kind) -> frozenset[DraftKind]:
    """The kinds that can be made of such a file."""
    match file:
        case Kind.SCAN:
            return frozenset((DraftKind.LETTER, DraftKind.PLAIN))
        case Kind.RECORDING:
            return frozenset(DraftKind) - {DraftKind.LETTER}
        case Kind.CORRECTION:
            return frozenset()
        case _:
            assert_never(file)


def _is_smoothed(kind: DraftKind) -> bool:
    """Whether such a draft is smoothed by default.

    Minutes are read, transcripts are quoted.
    """
    match kind:
        case DraftKind.MINUTES | DraftKind.RESULTS | DraftKind.MEMO:
            return True
        case DraftKind.LETTER | DraftKind.TRANSCRIPT | DraftKind.DICTATION | DraftKind.PLAIN:
            return False
        case _:
            assert_never(kind)


@dataclass(frozen=True, slots=True)
class Form:
    """What a folder's drafts are to be like.

    A field is empty, or None, where the office says nothing; texts are fixed ones for the frame.
    """

    kind: DraftKind | None = None
    """None for the usual one of each file."""
    language: Language | None = None
    """That of headings and labels; None for that of the text."""
    template: str = ""
    """SHA-256 of the office's own Word template."""
    smooth: bool | None = None
    """Whether to propose a text without fillers and slips."""
    candidates: bool | None = None
    """Whether to look for items, decisions and tasks."""
    occasion: str = ""
    """What the meetings are called."""
    place: str = ""
    """Where they take place."""
    chair: str = ""
    """Who leads them."""
    minute_taker: str = ""
    """Who takes the minutes."""
    recipients: tuple[str, ...] = ()
    """Who gets the draft."""
    participants: tuple[str, ...] = ()
    """Who speaks or is spoken of.

    Whether they were there is not known.
    """
    corrections: tuple[tuple[str, str], ...] = ()
    """Words that are misread again and again, each with the right one."""

    def suits(self, file: Kind) -> bool:
        """Whether the wanted kind can be made of such a file."""
        return self.kind is None or self.kind in _suitable_kinds(file)

    def kind_for(self, file: Kind) -> DraftKind:
        """The kind of draft to make of such a file."""
        wanted = self.kind
        return wanted if wanted in _suitable_kinds(file) else _usual_kind(file)

    def smooths(self, kind: DraftKind) -> bool:
        """Whether a draft of this kind is smoothed.

        Plain text for analysis is only if the profile asks for it.
        """
        return _is_smoothed(kind) if self.smooth is None else self.smooth

    def wants_candidates(self, kind: DraftKind) -> bool:
        """Whether to look for items, decisions and tasks.

        A dictation and plain text have no room for them.
        """
        match kind:
            case DraftKind.MINUTES | DraftKind.RESULTS:
                return self.candidates is not False
            case DraftKind.TRANSCRIPT | DraftKind.MEMO:
                return self.candidates is True
            case DraftKind.LETTER | DraftKind.DICTATION | DraftKind.PLAIN:
                return False
            case _:
                assert_never(kind)

    def has_frame(self, kind: DraftKind) -> bool:
        """Whether a frame goes around it: if the kind was asked for."""
        return self.kind is kind


NO_FORM = Form()
"""The office says nothing."""
