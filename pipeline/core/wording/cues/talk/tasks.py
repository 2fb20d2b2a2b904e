"""Tasks that somebody is asked for, and takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.core.wording.cues.languages import CUES, without_opening
from pipeline.core.wording.cues.talk.requests_de import GERMAN_REQUESTS
from pipeline.core.wording.cues.talk.requests_en import ENGLISH_REQUESTS
from pipeline.core.wording.cues.talk.words import RequestWords
from pipeline.core.wording.sentences import Sentence

_REQUESTS: Mapping[str, RequestWords] = MappingProxyType(
    {"de": GERMAN_REQUESTS, "en": ENGLISH_REQUESTS}
)
_LIMIT, _DAY = "§", "¤"
_ACCEPTING = 3
"""Sentences behind a request in which it is accepted."""
_SHORT = 9
"""Words of an answer that only accepts, or adds a date, at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told to do something; None for all who are there."""

    who: str | None


def told_at(said: Sequence[Sentence], place: int, due: str, *, limit: bool) -> Told | None:
    """Who is given a task by a sentence and its answer; None for no task.

    ``due`` are the words for its day, which is a ``limit`` or the day itself.
    """
    sentence = said[place]
    words = _REQUESTS[sentence.language]
    if words.no_task.search(sentence.text):
        return None
    text = sentence.text.replace(due, _LIMIT if limit else _DAY, 1) if due else sentence.text
    texts = (text, without_opening(text, CUES[sentence.language]))
    taken = accepted_at(said, place)
    if taken is not None and (asked := _first((*words.asked, *words.named), texts)):
        return Told(asked["who"])
    if told := _first(words.told, texts):
        return Told(told["who"])
    if taken is not None and _first(words.open_asked, texts):
        return Told(said[taken].speaker)
    if sentence.text.endswith("?"):
        return None
    found = _first(words.dated, texts) if due else None
    return Told(found.groupdict().get("who")) if found else None


def accepted_at(said: Sequence[Sentence], place: int) -> int | None:
    """The sentence with which somebody else accepts what is asked at a place."""
    asking = said[place]
    for at in range(place + 1, min(place + 1 + _ACCEPTING, len(said))):
        answer = said[at]
        if answer.language not in _REQUESTS:
            return None
        if answer.speaker != asking.speaker or asking.speaker is None:
            return at if _REQUESTS[answer.language].accepted.search(answer.text) else None
        if len(answer.words) > _SHORT:
            return None
    return None


def refers(text: str, language: str) -> bool:
    """Whether a task is told by "das" or "it" alone."""
    return _REQUESTS[language].bare_task.search(text) is not None


def end_of_exchange(said: Sequence[Sentence], place: int, *, asked: bool) -> int:
    """The sentence after a task, and after what accepts or dates it."""
    last = accepted_at(said, place) if asked else None
    if last is not None:
        return last + 1
    end = place + 1
    if end < len(said) and said[end].speaker == said[place].speaker is not None:
        words = _REQUESTS.get(said[end].language)
        if words and len(said[end].words) <= _SHORT and words.added.search(said[end].text):
            return end + 1
    return end


def _first(patterns: tuple[re.Pattern[str], ...], texts: tuple[str, ...]) -> re.Match[str] | None:
    return next((match for text in texts for one in patterns if (match := one.search(text))), None)
