"""Suggestions for minutes: agenda items, decisions and tasks as said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.core.model import Moment


class CandidateKind(StrEnum):
    """What a passage of a recording may be in the minutes."""

    ITEM = "item"
    """An item of the agenda is announced."""
    DECISION = "decision"
    """Something is decided, adopted, rejected or put off."""
    TASK = "task"
    """Somebody takes on a task, or is given it."""


@dataclass(frozen=True, slots=True)
class Votes:
    """The number of votes for, against and abstaining; None if not said."""

    yes: int | None = None
    no: int | None = None
    abstentions: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suggestion for the minutes, for a person to take up or strike."""

    kind: CandidateKind
    """What it may be."""
    text: str
    """What was said, word for word."""
    said: Moment
    """When it was said."""
    anchor: str
    """The utterance in which the text begins: "u7", counted from 1."""
    speaker: str | None = None
    """Who said it, as labelled in the recording."""
    number: str | None = None
    """The number of an agenda item: "3", "4.2", "3a"."""
    about: str = ""
    """What was decided, in the words of the motion; empty if ``text`` says it."""
    topic: str = ""
    """The part of the text that names the item; empty if not plain."""
    who: str | None = None
    """Who has the task, as named in the text or as the speaker is labelled."""
    due: date | None = None
    """The day by which the task is due."""
    due_said: str = ""
    """The words for ``due``.

    They stand alone if they mean no particular day or the recording's day is not known.
    """
    votes: Votes | None = None
    """The votes on a decision."""
