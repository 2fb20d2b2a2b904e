"""What one sentence suggests by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.core.model import Moment
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes
from pipeline.core.wording.cues.deadlines import deadline
from pipeline.core.wording.cues.languages import CUES, without_opening
from pipeline.core.wording.cues.task_holders import People, holder_name, task_holder
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.cues.words import CueWords
from pipeline.core.wording.numerals import value_of
from pipeline.core.wording.sentences import Sentence

RESULT = 2
"""Numbers of votes that are a result, even without a verb."""
_TITLE = 6
"""Words that a title after a bare "TOP 3." has at most."""
_CLAUSES = 2
"""Clauses of a sentence behind which an item may be announced: "Wir sind vollzählig, wir …"."""


def candidate_in(
    sentence: Sentence, day: date | None, participants: tuple[str, ...]
) -> Candidate | None:
    """The suggestion of a sentence, or None."""
    text, words = sentence.text, CUES[sentence.language]
    candidate = decision_of(sentence)
    votes = vote_count(text, sentence.language)
    if _is_decision(text, words, votes):
        return replace(candidate, votes=votes)
    if (item := announcement(text, words)) is not None:
        number = _number(item.groupdict().get("number"), sentence.language)
        return replace(candidate, kind=CandidateKind.ITEM, number=number, topic=_topic(item, words))
    due = deadline(text, sentence.language, day)
    who = task_holder(
        text,
        People(sentence.language, participants),
        due.words if due else "",
        limit=bool(due and due.limit),
    )
    if who is None:
        return None
    who = holder_name(who, sentence)
    return replace(
        candidate,
        kind=CandidateKind.TASK,
        who=who,
        due=due.day if due else None,
        due_said=due.words if due else "",
    )


def decision_of(sentence: Sentence) -> Candidate:
    """The sentence as a decision, to be made into what it is."""
    return Candidate(
        CandidateKind.DECISION,
        sentence.text,
        Moment(sentence.words[0].start, sentence.words[-1].end),
        f"u{sentence.number}",
        sentence.speaker,
    )


def _is_decision(text: str, words: CueWords, votes: Votes | None) -> bool:
    if text.endswith("?"):
        return False
    text = words.minutes.sub("", text)
    counts = (
        [count for count in (votes.yes, votes.no, votes.abstentions) if count is not None]
        if votes
        else []
    )
    if (len(counts) >= RESULT or (counts and words.result.search(text))) and not words.past.search(
        text
    ):
        return not words.reported.search(text)
    for said in (text, without_opening(text, words)):
        for pattern in words.decisions:
            if match := pattern.search(said):
                tail = re.split(r"[,;:]| dass | that ", said[match.end() :], maxsplit=1)[0]
                if not words.undecided.search(said[: match.end()]) and not words.past.search(tail):
                    return True
    return False


def announcement(text: str, words: CueWords) -> re.Match[str] | None:
    """The announcement of an item in a sentence, perhaps in a later clause."""
    clauses = [text[match.end() :] for match in re.finditer(", ", text)][:_CLAUSES]
    late = clauses if clauses and not words.conditional.search(text) else []
    for said in (text, without_opening(text, words), *late):
        for pattern in words.items:
            match = pattern.search(said)
            if match and not words.no_item.search(said[match.start() :]):
                return match
    return None


def _topic(item: re.Match[str], words: CueWords) -> str:
    """The name of an item after its number; empty if other words stand there."""
    if not item.groupdict().get("number"):
        return ""
    found = words.topic.fullmatch(item.string, item.end("number"))
    return found["topic"] if found else ""


def _number(text: str | None, language: str) -> str | None:
    """The number of an item in digits: "3", "3a", "4.2"."""
    if text is None or (number := value_of(text, language)) is None:
        return text.replace(" ", "") if text else None
    return str(number)


def whole_sentences(said: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences, a bare heading as one with what follows it."""
    place = 0
    while place < len(said):
        sentence, following = said[place], said[place + 1] if place + 1 < len(said) else None
        if following is not None and _is_heading(sentence, following):
            place += 1
            sentence = replace(sentence, words=sentence.words + following.words)
        yield from _parted(sentence)
        place += 1


def _parted(sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentence, or what comes before and after a comma behind which an item is announced."""
    if sentence.language not in CUES:
        return (sentence,)
    words = CUES[sentence.language]
    item = announcement(sentence.text, words)
    if item is None or item.string in (sentence.text, without_opening(sentence.text, words)):
        return (sentence,)
    count = len(item.string.split())
    return (
        replace(sentence, words=sentence.words[:-count]),
        replace(sentence, words=sentence.words[-count:]),
    )


def _is_heading(sentence: Sentence, following: Sentence) -> bool:
    same = (sentence.speaker, sentence.language) == (following.speaker, following.language)
    if not same or sentence.language not in CUES or following.text.endswith("?"):
        return False
    words = CUES[sentence.language]
    if announcement(following.text, words) is not None:
        return False
    if words.heading.match(without_opening(sentence.text, words)):
        return True
    item = announcement(sentence.text, words)
    bare = item is not None and not item.string[item.end() :].strip(" .,:")
    return bare and len(following.words) <= _TITLE
