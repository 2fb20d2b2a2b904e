"""What a decision is about, if it does not say so itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.core.wording.cues.debates import DEBATES, motion_before, naming_words
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.sentences import Sentence

_BACK = 10
"""Sentences between a motion, or an item, and its decision."""
_HOLLOW = 4
"""Naming words that a motion has at most which means the sentence before."""
_ASKED_AFTER: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "de": re.compile(
            r"\b(?:was|wie) (?:ist|wird|machen wir|steht es) .*\b(?:mit|um|aus)\b", re.IGNORECASE
        ),
        "en": re.compile(
            r"\b(?:what|how) about\b|\bwhat (?:do we do|happens) (?:with|about)\b", re.IGNORECASE
        ),
    }
)
"""A question after a matter: "Und was ist mit …?"."""
_MEANING: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "de": re.compile(r"\b(?i:das|es|dies|darüber|dazu|darauf|davon)\b(?! [A-ZÄÖÜ])"),
        "en": re.compile(r"\b(?:that|it|this|those|them)\b", re.IGNORECASE),
    }
)
"""A word that means what was said before."""


def _is_motion(sentence: Sentence) -> bool:
    return bool(DEBATES[sentence.language].motion.search(sentence.text))


def matter_before(
    said: Sequence[Sentence], place: int, *, first: int, item: str, nearest: bool = False
) -> str:
    """What a decision is about.

    A motion, a matter that is asked after, the item, or what was said last.

    ``nearest`` is for what is put off: then a motion is no more than another sentence.
    """
    earliest = max(first, place - _BACK)
    debated = [each for each in said[earliest:place] if each.language == said[place].language]
    moved = motion_before(said, place, first=first) if any(map(_is_motion, debated)) else ""
    if moved and not nearest:
        return _with_meaning(moved, debated)
    asked_after = _ASKED_AFTER[said[place].language]
    for sentence in reversed(debated):
        if asked_after.search(sentence.text):
            return sentence.text
    last = motion_before(said, place, first=earliest, nearest=nearest)
    return " ".join(filter(None, (item if place - first <= _BACK else "", last)))


def _with_meaning(moved: str, debated: Sequence[Sentence]) -> str:
    """A motion, with the sentence that "Das beantrage ich." means."""
    at = next((at for at, each in enumerate(debated) if each.text == moved), 0)
    if not debated:
        return moved
    language = debated[at].language
    hollow = refers(moved, language) and len(naming_words(moved, language)) <= _HOLLOW
    if at and hollow and debated[at - 1].speaker == debated[at].speaker:
        return f"{debated[at - 1].text} {moved}"
    return moved


def refers(text: str, language: str) -> bool:
    """Whether a sentence means something by "das" or "that"."""
    return _MEANING[language].search(text) is not None


def only_counts(text: str, language: str) -> bool:
    """Whether a sentence tells hardly more than votes."""
    return vote_count(text, language) is not None and len(naming_words(text, language)) <= 1
