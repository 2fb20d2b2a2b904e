"""The patterns by which cues are found: what each language must bring.

Every pattern is anchored where the sentence begins or where two words stand side by side: what is
merely mentioned stands elsewhere. Where a name may stand, the case of letters counts; in all other
words it does not. The patterns are in ``words_de.py``, ``tasks_de.py`` and their English twins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LETTERED = r"(?:\.\d{1,2})*(?: ?[a-e]\b)?"
"""What may follow the number of an item: "4.2", "3a"."""
TITLED = r"(?:\s*[,.:;–-]|\s*$|\s+auf\b|\s+(?-i:[A-ZÄÖÜ]))"
"""What follows an item's number: a sign, nothing, or a title's capital.

A verb there would make it a mention.
"""


def ignoring_case(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """The patterns, without regard to the case of letters."""
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@dataclass(frozen=True, slots=True)
class TaskWords:
    """The patterns by which one language hands out tasks.

    In ``requests``, ``promises`` and ``if_dated``, "§" stands for a limit ("bis Freitag"), "¤" for
    a day ("am Freitag"), "{actor}" for a name and "{named}" for one or two; the group ``who`` is
    the person who has the task.
    """

    requests: tuple[str, ...]
    """Somebody is asked to do something, perhaps as a question."""
    promises: tuple[str, ...]
    """Somebody takes a task on, or is given it."""
    if_dated: tuple[str, ...]
    """What is a task only if it has a date."""
    unsure: re.Pattern[str]
    """Makes it no task if it stands before ``aside``: "wenn", "nicht"."""
    aside: re.Pattern[str]
    """Where a clause begins in which ``unsure`` does not matter."""
    idle: re.Pattern[str]
    """Makes it no task anywhere: a break, a window to open."""
    actor: str
    """How a name looks: titled, an office, or "{people}" for known names."""
    strangers: str
    """Other words written like a name; empty if a language has too many."""
    myself: re.Pattern[str]
    """The words by which speakers name themselves."""


@dataclass(frozen=True, slots=True)
class CueWords:
    """The patterns of one language."""

    opening: re.Pattern[str]
    """What a sentence may begin with before it says something."""
    heading: re.Pattern[str]
    """A sentence that only opens the next one: "Beschluss."."""
    items: tuple[re.Pattern[str], ...]
    """The announcement of an agenda item; ``number`` is a group."""
    no_item: re.Pattern[str]
    """Makes it no announcement: a look back, a denial."""
    conditional: re.Pattern[str]
    """A clause that makes what follows it no announcement: "wenn", "bevor"."""
    topic: re.Pattern[str]
    """The name of an item after its number, in the group ``topic``."""
    decisions: tuple[re.Pattern[str], ...]
    """Something is decided."""
    undecided: re.Pattern[str]
    """Makes it no decision if found before the end of the match."""
    past: re.Pattern[str]
    """Makes it no decision if found up to the end of the clause."""
    result: re.Pattern[str]
    """A verb with which a vote ends: "angenommen"."""
    reported: re.Pattern[str]
    """Makes a vote somebody's opinion: "sagt", "laut"."""
    minutes: re.Pattern[str]
    """Words that sound like the past and mean the last meeting's minutes."""
    tasks: TaskWords
    """How tasks are handed out."""
