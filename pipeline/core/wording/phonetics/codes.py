"""How words sound, so that a misheard command is known by it.

Letters that sound alike are one class: the Cologne phonetics (Hans Joachim Postel, 1969), which do
for English words as well where both come from the same mouth and the same engine.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

_RULES = (
    (r"ph", "3"),
    (r"(?<=[sz])c|c(?![ahkloqrux])|[szß]", "8"),
    (r"(?<![ckq])x", "48"),
    (r"x", "8"),
    (r"[dt](?=[csz])", "8"),
    (r"[gkqc]", "4"),
    (r"[bp]", "1"),
    (r"[dt]", "2"),
    (r"[fvw]", "3"),
    (r"l", "5"),
    (r"[mn]", "6"),
    (r"r", "7"),
)
_LETTER = re.compile("|".join(f"({pattern})" for pattern, _ in _RULES))


@lru_cache(maxsize=10_000)
def sound_code(word: str) -> str:
    """The classes of a word's consonants, each once where it is doubled."""
    matches = _LETTER.finditer(word.lower())
    found = (_RULES[match.lastindex - 1][1] for match in matches if match.lastindex)
    return re.sub(r"(.)\1+", r"\1", "".join(found))


def sounds_like(word: str, command: str) -> bool:
    """Whether a word sounds like a command, but for one sound at most."""
    one, other = sound_code(word), sound_code(command)
    return one == other or (abs(len(one) - len(other)) <= 1 and _one_apart(one, other))


@lru_cache(maxsize=10_000)
def likeness(word: str, other: str) -> float:
    """The share of letters that two words have in common, in their order."""
    return SequenceMatcher(None, word.lower(), other.lower(), autojunk=False).ratio()


def _one_apart(one: str, other: str) -> bool:
    """Whether one sound is exchanged, left out or added."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    ends = (one[start + 1 :], other[start + 1 :]), (one[start:], other[start + 1 :])
    return any(a == b for a, b in (*ends, (one[start + 1 :], other[start:])))
