"""The words of talk that count only with what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TalkWords:
    """The patterns of one language, for items and decisions."""

    items: tuple[re.Pattern[str], ...]
    """An item is opened, whoever says it."""
    chaired: tuple[re.Pattern[str], ...]
    """An item is opened if the chair says it."""
    named: re.Pattern[str]
    """Nothing but the name of something: an item if the chair says it."""
    leads: re.Pattern[str]
    """What leads to such a name in a sentence of its own: "Moving on, then."."""
    no_item: re.Pattern[str]
    """Makes it no item."""
    consent: re.Pattern[str]
    """A question whether anybody objects, or all agree."""
    agreed: re.Pattern[str]
    """What people begin with who agree, or do not object."""
    nobody: frozenset[str]
    """What a chair says who asked, and hears nobody: "Nein?"."""
    contrary: re.Pattern[str]
    """What people say who do not agree."""
    resolved: tuple[re.Pattern[str], ...]
    """What is to be done, a decision if others agree: "Dann nehmen wir …"."""
    intended: tuple[re.Pattern[str], ...]
    """What is to be done, a decision if there are signs around it."""
    everybody: re.Pattern[str]
    """A word for all who are there, in a question whether they agree."""
    undecided: re.Pattern[str]
    """Makes it none: a mere next step of the talk."""
    refused: tuple[re.Pattern[str], ...]
    """A decision behind a wish: "Das machen wir nicht."."""
    wished: re.Pattern[str]
    """Somebody wishes or asks for something, but not as a motion."""
    put_off: tuple[re.Pattern[str], ...]
    """Something is put off; only to a later time, or until something is known."""
    not_put_off: re.Pattern[str]
    """Makes it no adjournment."""
    asked_after: re.Pattern[str]
    """A question after a matter: "Und was ist mit …?"."""
    pronoun: re.Pattern[str]
    """A word that means what was said before."""


@dataclass(frozen=True, slots=True)
class RequestWords:
    """The patterns of one language, for tasks."""

    bare_task: re.Pattern[str]
    """A task that is told by such a word."""
    added: re.Pattern[str]
    """A sentence that adds by when: "You'll have it by …"."""
    asked: tuple[re.Pattern[str], ...]
    """Somebody, the group ``who``, is asked: a task if it is accepted."""
    named: tuple[re.Pattern[str], ...]
    """Somebody with a title is told what to do, a task if somebody accepts it."""
    open_asked: tuple[re.Pattern[str], ...]
    """Somebody without a name is asked; whoever accepts it has the task."""
    told: tuple[re.Pattern[str], ...]
    """A task for somebody, or for all, that needs no answer."""
    dated: tuple[re.Pattern[str], ...]
    """A task only with a limit ("§" in its place)."""
    no_task: re.Pattern[str]
    """Makes it no task."""
    accepted: re.Pattern[str]
    """How a task is accepted."""


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The words of one language by which a chair opens an item freely."""

    meeting: re.Pattern[str]
    """Words about the meeting itself: its order, its agenda, its talk."""
    plainly: re.Pattern[str]
    """Those that open an item even in the middle of a turn."""
    names: re.Pattern[str]
    """What is named, in the group ``name``."""
    hollow: re.Pattern[str]
    """A name that is none: "Thema"."""
    none: re.Pattern[str]
    """Makes it no item."""
