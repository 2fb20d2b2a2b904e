"""Suggestions that have a fixed form, found by rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.core.model import Moment
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes
from pipeline.core.wording.cues.deadlines import Deadline, deadline
from pipeline.core.wording.cues.debates import (
    adjourns,
    ballot_at,
    closes,
    is_bare,
    is_moved,
    offered,
)
from pipeline.core.wording.cues.languages import CUES, without_opening
from pipeline.core.wording.cues.single import RESULT, candidate_in, decision_of
from pipeline.core.wording.cues.talk.matters import matter_before, only_counts, refers
from pipeline.core.wording.cues.talk.signs import Ruled
from pipeline.core.wording.cues.task_holders import holder_name
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.cues.words import CueWords
from pipeline.core.wording.sentences import Sentence

_ANSWER = 6
"""Words of an answer at most that does no more than accept."""


@dataclass(frozen=True, slots=True)
class Made:
    """A suggestion from the sentence ``start`` up to ``end``."""

    candidate: Candidate
    start: int
    end: int

    @property
    def ruled(self) -> Ruled:
        """Its kind and place."""
        return self.candidate.kind, self.start, self.end


def made_by_rules(
    said: Sequence[Sentence], day: date | None, participants: tuple[str, ...]
) -> list[Made]:
    """What rules suggest, in order; at most one for each sentence."""
    found: list[Made] = []
    place = 0
    while place < len(said):
        made = None
        if said[place].language in CUES:
            item = found[-1].candidate if found else None
            named = item.text if item and item.kind is CandidateKind.ITEM else ""
            begin = found[-1].end if found else 0
            made = _made_at(_Here(tuple(said), place, begin, named, day), participants)
        if made is None:
            place += 1
            continue
        candidate, end = made
        before = found[-1] if found and found[-1].end == place else None
        start = place
        if before is not None and _accepts(said[place], candidate, before.candidate):
            found[-1] = replace(before, end=end)
            place = end
            continue
        if before is not None:
            if is_bare(candidate.text, said[place].language):
                about = candidate.about or before.candidate.about or before.candidate.text
                candidate = replace(candidate, about=about)
            if _same_decision(before.candidate, candidate, CUES[said[place].language]):
                candidate = _whole_decision(found.pop().candidate, candidate)
                start = before.start
        found.append(Made(candidate, start, end))
        place = end
    return found


@dataclass(frozen=True, slots=True)
class _Here:
    """A sentence among all, after the suggestion that ends at ``begin``."""

    said: tuple[Sentence, ...]
    place: int
    begin: int
    item: str
    """The text of the suggestion before, if it is an item."""
    day: date | None

    @property
    def sentence(self) -> Sentence:
        return self.said[self.place]

    @property
    def puts_off(self) -> bool:
        return adjourns(self.sentence.text, self.sentence.language)

    def matter(self) -> str:
        """What a decision here is about."""
        return matter_before(
            self.said, self.place, first=self.begin, item=self.item, nearest=self.puts_off
        )


_Found = tuple[Candidate, int]
"""A suggestion, and the number of the sentence after it."""


def _made_at(here: _Here, participants: tuple[str, ...]) -> _Found | None:
    """The suggestion that begins with a sentence."""
    if made := _voted(here):
        return made
    single = candidate_in(here.sentence, here.day, participants)
    if single is None:
        return _taken(here) or _closed(here)
    if single.kind is CandidateKind.TASK and here.puts_off:
        return _closed(here)
    if single.kind is CandidateKind.TASK:
        return _taken(here) or (single, here.place + 1)
    return _with_motion(single, here), here.place + 1


def _voted(here: _Here) -> _Found | None:
    ballot = ballot_at(here.said, here.place)
    counts = _number_of_counts(ballot.votes) if ballot and ballot.votes else 0
    if ballot is None or not counts or not (ballot.closed or counts >= RESULT):
        return None
    whole = joined(here.said[here.place : ballot.end])
    return replace(decision_of(whole), votes=ballot.votes, about=here.matter()), ballot.end


def _closed(here: _Here) -> _Found | None:
    """A decision by what was moved before it, or put off."""
    sentence = here.sentence
    moved = _closes(sentence) and is_moved(here.said, here.place, first=here.begin)
    if not (moved or here.puts_off):
        return None
    votes = vote_count(sentence.text, sentence.language)
    return _with_motion(replace(decision_of(sentence), votes=votes), here), here.place + 1


def _taken(here: _Here) -> _Found | None:
    """The task that somebody was looked for, and who takes it."""
    offer = offered(here.said, here.place)
    who = holder_name(offer[1], here.sentence) if offer else None
    if offer is None or who is None:
        return None
    whole = joined(here.said[offer[0] : here.place + 1])
    due = deadline(whole.text, whole.language, here.day)
    task = replace(task_of(whole, who, due), speaker=here.sentence.speaker)
    return task, here.place + 1


def task_of(said: Sentence, who: str | None, due: Deadline | None) -> Candidate:
    """A passage as a task."""
    return replace(
        decision_of(said),
        kind=CandidateKind.TASK,
        who=who,
        due=due.day if due else None,
        due_said=due.words if due else "",
    )


def _with_motion(candidate: Candidate, here: _Here) -> Candidate:
    """A decision, with its motion if it does not say what it is."""
    text, language = candidate.text, here.sentence.language
    told = not (
        is_bare(text, language)
        or _closes(here.sentence)
        or (here.puts_off and refers(text, language))
        or only_counts(text, language)
    )
    if candidate.kind is not CandidateKind.DECISION or told:
        return candidate
    return replace(candidate, about=here.matter())


def _closes(sentence: Sentence) -> bool:
    return any(
        closes(text, sentence.language)
        for text in (sentence.text, without_opening(sentence.text, CUES[sentence.language]))
    )


def _number_of_counts(votes: Votes) -> int:
    return sum(count is not None for count in (votes.yes, votes.no, votes.abstentions))


def joined(said: Sequence[Sentence]) -> Sentence:
    """Sentences as one, with the speaker of the first."""
    return replace(said[0], words=tuple(word for each in said for word in each.words))


def _accepts(answer: Sentence, made: Candidate, before: Candidate) -> bool:
    """Whether a task is the answer to the one before: "Yes, I'll do that."."""
    return (
        made.kind is before.kind is CandidateKind.TASK
        and answer.speaker != before.speaker
        and len(answer.words) <= _ANSWER
    )


def _same_decision(before: Candidate, after: Candidate, words: CueWords) -> bool:
    """Whether two decisions are one: the vote on the other, or said again."""
    if not before.kind is after.kind is CandidateKind.DECISION:
        return False
    if after.about and after.about in (before.about, before.text):
        return True
    votes = [one for one in (before, after) if one.votes is not None]
    counted = len(votes) == 1 and not words.result.search(votes[0].text)
    return before.speaker == after.speaker and counted


def _whole_decision(before: Candidate, after: Candidate) -> Candidate:
    return replace(
        before,
        text=f"{before.text} {after.text}",
        said=Moment(before.said.start, after.said.end),
        votes=before.votes or after.votes,
    )
