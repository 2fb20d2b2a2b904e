"""Suggests agenda items, decisions and tasks for a recording's minutes.

Few suggestions are wrong, even if some passages are missed: striking one in ten still saves time,
reading everything twice does not. So nothing is taken that is asked, wished, denied, reported or
conditional, nothing that is merely mentioned, and no task without a person who takes it or is
given it. Nothing is put into other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.core.model import Moment, Utterance
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
from pipeline.core.wording.cues.single import (
    RESULT,
    candidate_in,
    decision_of,
    whole_sentences,
)
from pipeline.core.wording.cues.talk import around, matters, tasks
from pipeline.core.wording.cues.task_holders import holder_name
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.cues.words import CueWords
from pipeline.core.wording.sentences import Sentence, sentences


def candidates(
    utterances: Sequence[Utterance], *, day: date | None, participants: Sequence[str] = ()
) -> tuple[Candidate, ...]:
    """Suggestions for the minutes, in order; at most one for each sentence.

    German and English; sentences in another language are left alone.

    Args:
        utterances: the recording.
        day: when it was made, to work out dates like "bis Freitag".
        participants: full names, so that first and family names alone are known as such.
    """
    said = tuple(whole_sentences(tuple(sentences(utterances))))
    found: list[Candidate] = []
    ends: list[int] = []
    place = 0
    while place < len(said):
        made = None
        if said[place].language in CUES:
            item = found[-1].text if found and found[-1].kind is CandidateKind.ITEM else ""
            begin = ends[-1] if ends else 0
            made = _made_at(_Here(said, place, begin, item, day), tuple(participants))
        if made is None:
            place += 1
            continue
        candidate, end = made
        before = found[-1] if found and ends[-1] == place else None
        if before and is_bare(candidate.text, said[place].language):
            candidate = replace(candidate, about=candidate.about or before.about or before.text)
        if before and _same_decision(before, candidate, CUES[said[place].language]):
            candidate = _whole_decision(found.pop(), candidate)
            ends.pop()
        found.append(candidate)
        ends.append(end)
        place = end
    return tuple(found)


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
        text, language = self.sentence.text, self.sentence.language
        return adjourns(text, language) or around.puts_off(text, language)

    def matter(self) -> str:
        """What a decision here is about."""
        return matters.matter_before(
            self.said, self.place, first=self.begin, item=self.item, nearest=self.puts_off
        )


_Made = tuple[Candidate, int]
"""A suggestion, and the number of the sentence after it."""


def _made_at(here: _Here, participants: tuple[str, ...]) -> _Made | None:
    """The suggestion that begins with a sentence."""
    if made := _voted(here) or _agreed(here):
        return made
    single = candidate_in(here.sentence, here.day, participants)
    if single is None:
        return _opened(here) or _refused(here) or _taken(here) or _closed(here) or _given(here)
    if single.kind is CandidateKind.TASK and here.puts_off:
        return _closed(here)
    if single.kind is CandidateKind.TASK:
        return _taken(here) or _with_answer(single, here)
    return _with_motion(single, here), here.place + 1


def _voted(here: _Here) -> _Made | None:
    ballot = ballot_at(here.said, here.place)
    counts = _number_of_counts(ballot.votes) if ballot and ballot.votes else 0
    if ballot is None or not counts or not (ballot.closed or counts >= RESULT):
        return None
    whole = _joined(here.said[here.place : ballot.end])
    return replace(decision_of(whole), votes=ballot.votes, about=here.matter()), ballot.end


def _agreed(here: _Here) -> _Made | None:
    end = around.agreement_at(here.said, here.place, first=here.begin)
    if end is None or here.puts_off:
        return None
    decided = decision_of(_joined(here.said[here.place : end]))
    votes = vote_count(decided.text, here.sentence.language)
    return replace(decided, about=here.matter(), votes=votes), end


def _opened(here: _Here) -> _Made | None:
    if not around.opens_item(here.said, here.place):
        return None
    return replace(decision_of(here.sentence), kind=CandidateKind.ITEM), here.place + 1


def _refused(here: _Here) -> _Made | None:
    wish = around.refusal_at(here.said, here.place, first=here.begin)
    if wish is None:
        return None
    return replace(decision_of(here.sentence), about=wish), here.place + 1


def _closed(here: _Here) -> _Made | None:
    """A decision by what was moved before it, or put off."""
    sentence = here.sentence
    moved = _closes(sentence) and (
        is_moved(here.said, here.place, first=here.begin) or around.assented(here.said, here.place)
    )
    if not (moved or here.puts_off) or around.resolves_after(here.said, here.place):
        return None
    votes = vote_count(sentence.text, sentence.language)
    return _with_motion(replace(decision_of(sentence), votes=votes), here), here.place + 1


def _given(here: _Here) -> _Made | None:
    """The task that a sentence gives somebody, with what others answer."""
    sentence = here.sentence
    due = deadline(sentence.text, sentence.language, here.day)
    told = tasks.told_at(
        here.said, here.place, due.words if due else "", limit=bool(due and due.limit)
    )
    if told is None:
        return None
    who = holder_name(told.who, sentence) if told.who else None
    return _with_answer(_task(sentence, who, due), here)


def _taken(here: _Here) -> _Made | None:
    """The task that somebody was looked for, and who takes it."""
    offer = offered(here.said, here.place)
    who = holder_name(offer[1], here.sentence) if offer else None
    if offer is None or who is None:
        return None
    end = tasks.end_of_exchange(here.said, here.place, asked=False)
    whole = _joined((*here.said[offer[0] : here.place], *here.said[here.place : end]))
    due = deadline(whole.text, whole.language, here.day)
    return replace(_task(whole, who, due), speaker=here.sentence.speaker), end


def _task(said: Sentence, who: str | None, due: Deadline | None) -> Candidate:
    return replace(
        decision_of(said),
        kind=CandidateKind.TASK,
        who=who,
        due=due.day if due else None,
        due_said=due.words if due else "",
    )


def _with_answer(task: Candidate, here: _Here) -> _Made:
    """A task with what it is about, its answer, and the date that adds."""
    said, place = here.said, here.place
    end = tasks.end_of_exchange(said, place, asked=task.who != here.sentence.speaker)
    start, last = place, place + 1
    answers = () if task.due_said else said[last:end]
    dates = (deadline(answer.text, answer.language, here.day) for answer in answers)
    if due := next(filter(None, dates), None):
        task = replace(task, due=due.day, due_said=due.words)
        last = end
    if place > here.begin and tasks.refers(here.sentence.text, here.sentence.language):
        start = place - 1
    if (start, last) == (place, place + 1):
        return task, end
    whole = decision_of(_joined(said[start:last]))
    return replace(task, text=whole.text, said=whole.said, anchor=whole.anchor), end


def _with_motion(candidate: Candidate, here: _Here) -> Candidate:
    """A decision that does not say what was decided, with the motion before it."""
    text, language = candidate.text, here.sentence.language
    told = not (
        is_bare(text, language)
        or _closes(here.sentence)
        or (here.puts_off and matters.refers(text, language))
        or matters.only_counts(text, language)
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


def _joined(said: Sequence[Sentence]) -> Sentence:
    return replace(said[0], words=tuple(word for each in said for word in each.words))


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
