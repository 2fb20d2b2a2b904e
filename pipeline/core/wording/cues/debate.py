"""The words by which people move, vote and close: what a language brings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DebateWords:
    """The patterns of one language, for what takes more than one sentence."""

    hollow: frozenset[str]
    """Words that name nothing: a decision of such words needs its motion."""
    motion: re.Pattern[str]
    """A proposal: "Ich schlage vor, dass …"."""
    ballot: re.Pattern[str]
    """How a vote begins."""
    asks: Mapping[str, str]
    """By count ("yes", "no", "abstentions"), the patterns that ask for it."""
    count: str
    """A pattern of an answer in the group ``count``, behind what asks for it."""
    nobody: re.Pattern[str]
    """An answer that means none."""
    everybody: re.Pattern[str]
    """An answer that means that nobody was against."""
    closings: tuple[re.Pattern[str], ...]
    """A decision only behind a motion or a vote: "Dann machen wir das so."."""
    adjourned: tuple[re.Pattern[str], ...]
    """Something is put off."""
    denied: re.Pattern[str]
    """Makes it no adjournment."""
    wanted: re.Pattern[str]
    """Somebody is looked for: "Wer kümmert sich um …?"."""
    accepted: tuple[re.Pattern[str], ...]
    """Somebody takes it: "Das mache ich."; ``who`` is a group."""
