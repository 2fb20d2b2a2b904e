"""Items that a chair opens in words of no fixed form.

What such a sentence has: the chair says it at the beginning of a turn, it speaks of the meeting
itself ("auf der Liste", "reden", "zunächst"), it names something that nobody has named before, and
others go on about it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.core.wording.cues.talk.words import TopicWords
from pipeline.core.wording.sentences import Sentence

_LONG = 16
"""Words that such a sentence has at most."""
_EARLY = 3
"""Sentences of a turn in which an item is opened."""
_AFTER = 4
"""Sentences in which somebody else goes on about it."""
_STEM = 5
"""Letters by which a word is known again."""


def opens_topic(said: Sequence[Sentence], place: int, words: TopicWords) -> bool:
    """Whether a chair opens an item here."""
    sentence = said[place]
    text = sentence.text
    if place == 0 or len(sentence.words) > _LONG or sentence.speaker is None:
        return False
    if sentence.speaker != said[0].speaker or words.none.search(text):
        return False
    goes_on = any(each.speaker != sentence.speaker for each in said[place + 1 : place + _AFTER])
    if not goes_on or not words.meeting.search(text):
        return False
    if not _begins(said, place) and not words.plainly.search(text):
        return False
    return _names_new(said, place, words)


def _begins(said: Sequence[Sentence], place: int) -> bool:
    """Whether it is among the first sentences of a turn, or of the meeting."""
    before = [each.speaker == said[place].speaker for each in said[:place]]
    return all(before) or not all(before[-_EARLY:])


def _names_new(said: Sequence[Sentence], place: int, words: TopicWords) -> bool:
    """Whether something is named that was not named before."""
    before = {_stem(word) for each in said[:place] for word in re.findall(r"\w+", each.text)}
    named = [match["name"] for match in words.names.finditer(said[place].text)]
    return any(_stem(name) not in before and not words.hollow.fullmatch(name) for name in named)


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]
