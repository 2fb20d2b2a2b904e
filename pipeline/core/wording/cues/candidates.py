"""Suggestions for minutes: agenda items, decisions and tasks, as they were said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.core.model import Moment


class CandidateKind(StrEnum):
    """What a passage of a recording may be, in the minutes."""

    ITEM = "item"
    """An item of the agenda is announced."""
    DECISION = "decision"
    """Something is decided, adopted, rejected or put off."""
    TASK = "task"
    """Somebody takes something on, or is given it."""


@dataclass(frozen=True, slots=True)
class Votes:
    """How many were for it, against it, and abstained; None for what nobody said."""

    yes: int | None = None
    no: int | None = None
    abstentions: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may belong in the minutes: a suggestion for a person to take up or strike, never a fact.

    ``text`` is what was said, word for word. ``number`` is that of an agenda item ("3", "4.2", "3a"), ``topic``
    the part of the text that names it ("der Haushalt"), empty where that is not plain. ``who`` somebody who has a task, as
    named there or as the speaker is labelled. ``due`` is a day and ``due_said`` the words it was said in; these can
    stand alone, where they mean no particular day or nobody knows when the recording was made.
    ``anchor`` names the utterance in which the text begins ("u7", from 1).
    """

    kind: CandidateKind
    text: str
    said: Moment
    anchor: str
    speaker: str | None = None
    number: str | None = None
    topic: str = ""
    who: str | None = None
    due: date | None = None
    due_said: str = ""
    votes: Votes | None = None
