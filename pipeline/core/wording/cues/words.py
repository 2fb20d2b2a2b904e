"""The words by which meetings announce, decide and hand out work: what a language has to say of them.

Every pattern is anchored where the sentence begins or where two words stand side by side: what is merely
mentioned stands elsewhere. Where a name may stand, the case of letters counts; in all other words it does not.
The patterns themselves are in ``core.wording.cues.words_de`` and ``core.wording.cues.words_en``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LETTERED = r"(?:\.\d{1,2})*(?: ?[a-e]\b)?"
"""What may follow the number of an item: "4.2", "3a"."""
TITLED = r"(?:\s*[,.:;–-]|\s*$|\s+auf\b|\s+(?-i:[A-ZÄÖÜ]))"
"""After the number: a sign, nothing, or a title with its capital; a verb would make it a mention."""


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of one language; groups are named ``number`` and ``who``.

    An item is what one of ``items`` matches and ``no_item`` does not; ``topic`` matches what follows its number where that
    is its name and no clause, in the group ``topic``. A decision is what one of ``decisions`` matches, unless
    ``undecided`` is found up to there, or ``past`` up to the end of the clause. ``result`` is a verb that a vote ends with,
    ``reported`` is what makes a vote somebody's opinion. ``heading`` is a sentence that says nothing without the next one.
    ``minutes`` are words that look like the past and mean the minutes of the last meeting.

    A task is what ``requests``, ``tasks`` or, with a date, ``dated`` match; never where ``unsure`` is found before ``aside``, where a
    clause begins that does not matter. ``idle`` makes it none. In these three "§" stands for a limit
    ("bis Freitag"), "¤" for a day ("am Freitag"), "{actor}" for a name and "{named}" for one or two. ``actor`` is what a
    name looks like, with "{people}" for the known ones and ``strangers``: whoever else is written like one. ``myself`` are the
    words for the speaker. ``opening`` is what a sentence may begin with before it says something.
    """

    opening: re.Pattern[str]
    items: tuple[re.Pattern[str], ...]
    no_item: re.Pattern[str]
    topic: re.Pattern[str]
    decisions: tuple[re.Pattern[str], ...]
    undecided: re.Pattern[str]
    past: re.Pattern[str]
    result: re.Pattern[str]
    reported: re.Pattern[str]
    heading: re.Pattern[str]
    minutes: re.Pattern[str]
    requests: tuple[str, ...]
    tasks: tuple[str, ...]
    dated: tuple[str, ...]
    unsure: re.Pattern[str]
    aside: re.Pattern[str]
    idle: re.Pattern[str]
    actor: str
    strangers: str
    myself: re.Pattern[str]
