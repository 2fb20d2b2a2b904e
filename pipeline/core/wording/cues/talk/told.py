"""What is told of a suggestion that the model found: what, who, by when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from pipeline.core.wording.cues.candidates import Candidate, CandidateKind
from pipeline.core.wording.cues.deadlines import deadline
from pipeline.core.wording.cues.debates import naming_words
from pipeline.core.wording.cues.single import decision_of
from pipeline.core.wording.cues.talk.matters import matter_before
from pipeline.core.wording.cues.talk.ruled import joined, task_of
from pipeline.core.wording.cues.task_holders import People, holder_name, task_holder
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.sentences import Sentence

_ANSWER = 6
"""Words of an answer at most that does no more than accept or agree."""
_TOLD = 4
"""Naming words of a decision, at least, that says by itself what was decided."""
_BACK = 6
"""Sentences between what a decision is about and the decision."""
_MYSELF: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "de": re.compile(
            r"\b(?:ich|mich|mir)\b|^(?:(?:ja|gut|klar|okay|na|schon),? )*(?:mach|kümmer|übernehm)e?\b",
            re.IGNORECASE,
        ),
        "en": re.compile(r"\b(?:I|I'll|I'd|I'm|me)\b|^(?:will|can) do\b", re.IGNORECASE),
    }
)
"""Speakers speak of themselves."""
_CALLED = re.compile(
    r"^(?:\w+ )?(?P<first>(?:Herr|Frau|Mr|Mrs|Ms|Dr)?\.? ?[A-ZÄÖÜ][\w-]+), |"
    r", (?P<last>(?:(?:Herr|Frau|Mr|Mrs|Ms|Dr)\.? )?[A-ZÄÖÜ][\w-]+)[?.!]?$"
)
"""Somebody is called by name at the beginning or the end."""
_NO_NAME = frozenset(
    "gut ja nein so also okay ok dann well right yes no so now and but great fine thanks danke "
    "prima super schön leute kinder folks everyone sure oh ach nun moment montag dienstag mittwoch "
    "donnerstag freitag samstag sonntag monday tuesday wednesday thursday friday saturday "
    "sunday".split()
)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that the model found, and what is known of the recording."""

    said: tuple[Sentence, ...]
    at: int
    item: str
    """The text of the item before, if there is one near."""
    day: date | None
    participants: tuple[str, ...]

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.said[self.at]

    @property
    def exchange(self) -> tuple[Sentence, ...]:
        """The sentence, what it answers if it is short, and what answers it shortly."""
        start, end = self.at, self.at + 1
        if start and len(naming_words(self.sentence.text, self.sentence.language)) < _TOLD:
            start -= 1
        if end < len(self.said) and len(self.said[end].words) <= _ANSWER:
            end += 1
        return tuple(
            each for each in self.said[start:end] if each.language == self.sentence.language
        )


def suggestion(kind: CandidateKind, place: Place) -> Candidate:
    """The suggestion at a sentence."""
    match kind:
        case CandidateKind.ITEM:
            return replace(decision_of(place.sentence), kind=kind)
        case CandidateKind.DECISION:
            return _decision(place)
        case CandidateKind.TASK:
            return _task(place)


def _decision(place: Place) -> Candidate:
    sentence = place.sentence
    made = replace(
        decision_of(sentence), votes=vote_count(sentence.text, sentence.language)
    )
    if len(naming_words(sentence.text, sentence.language)) >= _TOLD:
        return made
    first = max(0, place.at - _BACK)
    about = matter_before(place.said, place.at, first=first, item=place.item)
    return replace(made, about=about)


def _task(place: Place) -> Candidate:
    sentence, exchange = place.sentence, place.exchange
    language = sentence.language
    dues = (deadline(each.text, language, place.day) for each in (sentence, *exchange))
    due = next(filter(None, dues), None)
    who = _who(place)
    made = task_of(joined(exchange), who, due)
    return replace(made, speaker=sentence.speaker)


def _who(place: Place) -> str | None:
    """Who has the task: a name that rules find, who is called, or who speaks of themselves."""
    sentence = place.sentence
    people = People(sentence.language, place.participants)
    ordered = (sentence, *(each for each in place.exchange if each is not sentence))
    for each in ordered:
        due = deadline(each.text, each.language, place.day)
        found = task_holder(
            each.text, people, due.words if due else "", limit=bool(due and due.limit)
        )
        if found is not None:
            return holder_name(found, each)
    for each in ordered:
        if name := _called(each.text):
            return name
        if _MYSELF[each.language].search(each.text) and not each.text.endswith("?"):
            return each.speaker
    answer = place.said[place.at + 1] if place.at + 1 < len(place.said) else None
    asks = sentence.text.endswith("?") and answer is not None
    return answer.speaker if asks and answer is not None else None


def _called(text: str) -> str | None:
    match = _CALLED.search(text)
    name = match and (match["first"] or match["last"])
    return name if name and name.casefold() not in _NO_NAME else None
