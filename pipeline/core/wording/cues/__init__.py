"""Suggests agenda items, decisions and tasks for a recording's minutes.

Few suggestions are wrong, even if some passages are missed: striking one in ten still saves time,
reading everything twice does not. So nothing is taken that is asked, wished, denied, reported or
conditional, nothing that is merely mentioned, and no task without a person who takes it or is
given it. Nothing is put into other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.core.model import Moment, Utterance
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes
from pipeline.core.wording.cues.deadlines import deadline
from pipeline.core.wording.cues.debates import (
    adjourns,
    ballot_at,
    closes,
    is_bare,
    is_moved,
    motion_before,
    offered,
)
from pipeline.core.wording.cues.languages import CUES, without_opening
from pipeline.core.wording.cues.single import RESULT, announcement, candidate_in, decision_of
from pipeline.core.wording.cues.task_holders import holder_name
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.cues.words import CueWords
from pipeline.core.wording.sentences import Sentence, sentences

_TITLE = 6
"""Words that a title after a bare "TOP 3." has at most."""


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
    said = list(_whole_sentences(tuple(sentences(utterances))))
    found: list[Candidate] = []
    ends: list[int] = []
    place = 0
    while place < len(said):
        made = None
        if said[place].language in CUES:
            made = _made_at(said, place, day, tuple(participants), begin=ends[-1] if ends else 0)
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


def _made_at(
    said: Sequence[Sentence],
    place: int,
    day: date | None,
    participants: tuple[str, ...],
    *,
    begin: int,
) -> tuple[Candidate, int] | None:
    """The suggestion that begins with a sentence, and the number of the sentence after it.

    ``begin`` is where the suggestion before it ends.
    """
    sentence, language = said[place], said[place].language
    if ballot := ballot_at(said, place):
        counts = ballot.votes and _number_of_counts(ballot.votes)
        if counts and (ballot.closed or counts >= RESULT):
            whole = _joined(said[place : ballot.end])
            decided = replace(decision_of(whole), votes=ballot.votes)
            return _with_motion(decided, said, place, begin=begin), ballot.end
    candidate = candidate_in(sentence, day, participants)
    if candidate is None or candidate.kind is CandidateKind.TASK:
        offer = offered(said, place)
        if offer is not None:
            task = _task_of_offer(said, place, offer, day)
            return (task, place + 1) if task else None
    if candidate is None and (
        adjourns(sentence.text, language)
        or (_closes(sentence, language) and is_moved(said, place, first=begin))
    ):
        candidate = replace(decision_of(sentence), votes=vote_count(sentence.text, language))
    if candidate is None:
        return None
    return _with_motion(candidate, said, place, begin=begin), place + 1


def _closes(sentence: Sentence, language: str) -> bool:
    return any(
        closes(text, language)
        for text in (sentence.text, without_opening(sentence.text, CUES[language]))
    )


def _number_of_counts(votes: Votes) -> int:
    return sum(count is not None for count in (votes.yes, votes.no, votes.abstentions))


def _joined(said: Sequence[Sentence]) -> Sentence:
    return replace(said[0], words=tuple(word for each in said for word in each.words))


def _with_motion(
    candidate: Candidate, said: Sequence[Sentence], place: int, *, begin: int
) -> Candidate:
    """A decision that does not say what was decided, with the motion before it."""
    if candidate.kind is not CandidateKind.DECISION or not is_bare(
        candidate.text, said[place].language
    ):
        return candidate
    put_off = adjourns(candidate.text, said[place].language)
    about = motion_before(said, place, first=begin, nearest=put_off)
    return replace(candidate, about=about)


def _task_of_offer(
    said: Sequence[Sentence], place: int, offer: tuple[int, str], day: date | None
) -> Candidate | None:
    """The task that somebody was looked for, and who takes it."""
    asked, who = offer
    whole = _joined((*said[asked:place], said[place]))
    who_is = holder_name(who, said[place])
    if who_is is None:
        return None
    due = deadline(whole.text, whole.language, day)
    return replace(
        decision_of(whole),
        kind=CandidateKind.TASK,
        speaker=said[place].speaker,
        who=who_is,
        due=due.day if due else None,
        due_said=due.words if due else "",
    )


def _whole_sentences(said: Sequence[Sentence]) -> Iterator[Sentence]:
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
