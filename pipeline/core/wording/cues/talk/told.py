"""What is told of a suggestion that the model found: what, who, by when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import assert_never

from pipeline.core.wording.cues.candidates import Candidate, CandidateKind
from pipeline.core.wording.cues.deadlines import deadline
from pipeline.core.wording.cues.debates import naming_words
from pipeline.core.wording.cues.single import decision_of
from pipeline.core.wording.cues.talk.choice import Scores, naming
from pipeline.core.wording.cues.talk.ruled import joined, task_of
from pipeline.core.wording.cues.task_holders import People, holder_name, task_holder
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.sentences import Sentence

_ANSWER = 6
"""Words of an answer at most that does no more than accept or agree."""
_TOLD = 4
"""Naming words of a decision, at least, that says by itself what was decided."""
_ASKED = 2
"""Sentences before a task that may say what it is, at most."""
_LATER = 3
"""Sentences after a task in which its day may be said."""
_BACK, _AHEAD = 8, 2
"""Sentences before and after one in which is said what it is about."""
_MYSELF: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "de": re.compile(
            r"\b(?:ich|i|mich|mir)\b|\w+ ich'?s\b|"
            r"^(?:(?:ja|gut|klar|okay|na|schon),? )*(?:mach|kümmer|übernehm|erledig|schick)e?\b",
            re.IGNORECASE,
        ),
        "en": re.compile(r"\bI\b|\b(?:me|mine)\b|^(?:will|can) do\b", re.IGNORECASE),
    }
)
"""Speakers speak of themselves."""
_CALLED = re.compile(
    r"^(?:\w+ )?(?P<first>(?:Herr|Frau|Mr|Mrs|Ms|Dr)?\.? ?[A-ZÄÖÜ][\w-]+), |"
    r", (?P<last>(?:(?:Herr|Frau|Mr|Mrs|Ms|Dr)\.? )?[A-ZÄÖÜ][\w-]+)[?.!]?$"
)
"""Somebody is called by name at the beginning or the end."""
_NO_NAME = re.compile(
    r"gut|ja|nein|nee|so|also|ok|okay|dann|well|right|yes|no|now|and|but|great|fine|thanks|danke|"
    r"bitte|please|prima|super|schön|leute|kinder|folks|everyone|sure|oh|ach|nun|moment|doch|klar|"
    r"genau|stimmt|mine|me|naa|hm|mhm|hey|na|jo|yeah|yep|sorry|guys|actually|look|perfect|lovely|"
    r"good|alright|there|then|morgen|heute|und|aber|"
    r"\w+tag|\w+day|mittwoch|sonnabend|tomorrow|tonight|januar\w*|february|märz|april|mai|jun\w*|"
    r"jul\w*|august|\w+mber|oktober|october",
    re.IGNORECASE,
)
"""Words at such a place that are no names."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that the model found, and what is known of the recording."""

    said: tuple[Sentence, ...]
    at: int
    day: date | None
    participants: tuple[str, ...]
    scores: Scores

    def named(self, kind: CandidateKind) -> Sentence | None:
        """Another sentence nearby, if it more likely says what this one is about."""
        nearby = range(max(0, self.at - _BACK), min(len(self.said), self.at + 1 + _AHEAD))
        alike = [at for at in nearby if self.said[at].language == self.sentence.language]
        best = naming(self.scores, kind, alike)
        return None if best in (None, self.at) else self.said[best]

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.said[self.at]

    @property
    def exchange(self) -> tuple[Sentence, ...]:
        """The sentence with what it answers, and a short answer to it."""
        start, end = self.at, self.at + 1
        while start > max(0, self.at - _ASKED) and self._names(start, self.at + 1) < _TOLD:
            start -= 1
        if end < len(self.said) and len(self.said[end].words) <= _ANSWER:
            end += 1
        return self._alike(start, end)

    @property
    def later(self) -> tuple[Sentence, ...]:
        """What is said next."""
        return self._alike(self.at + 1, self.at + 1 + _LATER)

    def _names(self, start: int, end: int) -> int:
        """How many words of these sentences name something."""
        alike = self._alike(start, end)
        return sum(len(naming_words(each.text, each.language)) for each in alike)

    def _alike(self, start: int, end: int) -> tuple[Sentence, ...]:
        """Those of the sentences that are in the same language."""
        return tuple(
            each for each in self.said[start:end] if each.language == self.sentence.language
        )


def suggestion(kind: CandidateKind, place: Place) -> Candidate:
    """The suggestion at a sentence."""
    match kind:
        case CandidateKind.ITEM:
            return _item(place)
        case CandidateKind.DECISION:
            return _decision(place)
        case CandidateKind.TASK:
            return _task(place)
        case _:
            assert_never(kind)


def _item(place: Place) -> Candidate:
    """The opening, with what names the topic if that is elsewhere."""
    made = replace(decision_of(place.sentence), kind=CandidateKind.ITEM)
    about = place.named(CandidateKind.ITEM)
    return replace(made, about=about.text) if about else made


def _decision(place: Place) -> Candidate:
    sentence, language = place.sentence, place.sentence.language
    votes = vote_count(sentence.text, language)
    made = replace(decision_of(sentence), votes=votes)
    about = place.named(CandidateKind.DECISION)
    return replace(made, about=about.text if about else "")


def _task(place: Place) -> Candidate:
    exchange = place.exchange
    made = task_of(joined(exchange), _who(place), None)
    named = place.named(CandidateKind.TASK)
    about = named.text if named and named.text not in made.text else ""
    return _with_deadline(replace(made, speaker=place.sentence.speaker, about=about), place)


def _with_deadline(task: Candidate, place: Place) -> Candidate:
    """A task with the day that is said in it, or soon after."""
    if task.due_said:
        return task
    said = (place.sentence, *place.later, *place.exchange)
    dues = [due for each in said if (due := deadline(each.text, each.language, place.day))]
    due = next((each for each in dues if each.day), dues[0] if dues else None)
    return replace(task, due=due.day, due_said=due.words) if due else task


def _who(place: Place) -> str | None:
    """Who has the task: named, called, or speaking of themselves."""
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
    return name if name and not _NO_NAME.fullmatch(name) else None
