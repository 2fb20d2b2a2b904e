"""What a decision is about, if it does not say so itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.core.wording.cues.debates import DEBATES, motion_before, naming_words
from pipeline.core.wording.cues.talk.english import ENGLISH_TALK
from pipeline.core.wording.cues.talk.german import GERMAN_TALK
from pipeline.core.wording.cues.talk.words import TalkWords
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.sentences import Sentence

TALK: Mapping[str, TalkWords] = MappingProxyType({"de": GERMAN_TALK, "en": ENGLISH_TALK})
_BACK = 10
"""Sentences between a motion, or an item, and its decision."""
_ASSENT = 6
"""Words of a sentence at most that does no more than agree."""
_HOLLOW = 4
"""Naming words that a motion has at most which means the sentence before."""


def is_motion(sentence: Sentence) -> bool:
    """Whether somebody proposes something."""
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
    words = TALK[said[place].language]
    moved = motion_before(said, place, first=first) if any(map(is_motion, debated)) else ""
    if moved and not nearest:
        return _with_meaning(moved, debated)
    for sentence in reversed(debated):
        if words.asked_after.search(sentence.text):
            return sentence.text
    plain = [
        each
        for each in said[first:place]
        if len(each.words) > _ASSENT or not words.agreed.search(each.text)
    ]
    said_last = motion_before(
        (*plain, said[place]), len(plain), first=max(0, len(plain) - _BACK), nearest=nearest
    )
    return " ".join(filter(None, (item if place - first <= _BACK else "", said_last)))


def _with_meaning(moved: str, debated: Sequence[Sentence]) -> str:
    """A motion, with the sentence that "Das beantrage ich." means."""
    at = next((at for at, each in enumerate(debated) if each.text == moved), 0)
    language = debated[at].language
    hollow = refers(moved, language) and len(naming_words(moved, language)) <= _HOLLOW
    if at and hollow and debated[at - 1].speaker == debated[at].speaker:
        return f"{debated[at - 1].text} {moved}"
    return moved


def refers(text: str, language: str) -> bool:
    """Whether a sentence means something by "das" or "that"."""
    return TALK[language].pronoun.search(text) is not None


def only_counts(text: str, language: str) -> bool:
    """Whether a sentence tells hardly more than votes."""
    return vote_count(text, language) is not None and len(naming_words(text, language)) <= 1
