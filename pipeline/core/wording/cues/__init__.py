"""Suggests agenda items, decisions and tasks for a recording's minutes.

Few suggestions are wrong, even if some passages are missed: striking one in ten still saves time,
reading everything twice does not. So nothing is taken that is asked, wished, denied, reported or
conditional, nothing that is merely mentioned, and no task without a person who takes it or is
given it. Nothing is put into other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

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
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.cues.words import CueWords
from pipeline.core.wording.cues.words_de import GERMAN
from pipeline.core.wording.cues.words_en import ENGLISH
from pipeline.core.wording.numerals import value_of
from pipeline.core.wording.phonetics.codes import likeness, sound_code
from pipeline.core.wording.sentences import Sentence, sentences

_WORDS = {"de": GERMAN, "en": ENGLISH}
_SHORTEST = 3
"""Letters of a name; less is an initial."""
_TITLE = 6
"""Words that a title after a bare "TOP 3." has at most."""
_NAMESAKE = 0.5
"""Letters that a misheard name has in common with the right one: "Seelge" for "Silke"."""
_COUNTS = 2
"""Numbers of votes that are a result, even without a verb."""
_CLAUSES = 2
"""Clauses of a sentence behind which an item may be announced: "Wir sind vollzählig, wir …"."""
_LIMIT, _DAY = "§", "¤"
"""Stand in for the words of a date, so that "Freitag" is not a name."""


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
    said = [sentence for _, sentence in _whole_sentences(tuple(sentences(utterances)))]
    found: list[Candidate] = []
    ends: list[int] = []
    place = 0
    while place < len(said):
        made = None
        if said[place].language in _WORDS:
            made = _made_at(said, place, day, tuple(participants), begin=ends[-1] if ends else 0)
        if made is None:
            place += 1
            continue
        candidate, end = made
        before = found[-1] if found and ends[-1] == place else None
        if before and is_bare(candidate.text, said[place].language):
            candidate = replace(candidate, about=candidate.about or before.about or before.text)
        if before and _same_decision(before, candidate, _WORDS[said[place].language]):
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
        if counts and (ballot.closed or counts >= _COUNTS):
            whole = _joined(said[place : ballot.end])
            decided = replace(_decision(whole), votes=ballot.votes)
            return _with_motion(decided, said, place, begin=begin), ballot.end
    candidate = _candidate(sentence, day, participants)
    if candidate is None or candidate.kind is CandidateKind.TASK:
        offer = offered(said, place)
        if offer is not None:
            task = _task_of_offer(said, place, offer, day)
            return (task, place + 1) if task else None
    if candidate is None and (
        adjourns(sentence.text, language)
        or (_closes(sentence, language) and is_moved(said, place, first=begin))
    ):
        candidate = replace(_decision(sentence), votes=vote_count(sentence.text, language))
    if candidate is None:
        return None
    return _with_motion(candidate, said, place, begin=begin), place + 1


def _closes(sentence: Sentence, language: str) -> bool:
    return any(
        closes(text, language)
        for text in (sentence.text, _without_opening(sentence.text, _WORDS[language]))
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
    who_is = _holder_name(who, said[place])
    if who_is is None:
        return None
    due = deadline(whole.text, whole.language, day)
    return replace(
        _decision(whole),
        kind=CandidateKind.TASK,
        speaker=said[place].speaker,
        who=who_is,
        due=due.day if due else None,
        due_said=due.words if due else "",
    )


def _whole_sentences(said: Sequence[Sentence]) -> Iterator[tuple[int, Sentence]]:
    """The sentences by number, a bare heading as one with what follows it."""
    place = 0
    while place < len(said):
        sentence, following = said[place], said[place + 1] if place + 1 < len(said) else None
        if following is not None and _is_heading(sentence, following):
            place += 1
            sentence = replace(sentence, words=sentence.words + following.words)
        for part in _parted(sentence):
            yield place, part
        place += 1


def _parted(sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentence, or what comes before and after a comma behind which an item is announced."""
    if sentence.language not in _WORDS:
        return (sentence,)
    words = _WORDS[sentence.language]
    item = _announcement(sentence.text, words)
    if item is None or item.string in (sentence.text, _without_opening(sentence.text, words)):
        return (sentence,)
    count = len(item.string.split())
    return (
        replace(sentence, words=sentence.words[:-count]),
        replace(sentence, words=sentence.words[-count:]),
    )


def _is_heading(sentence: Sentence, following: Sentence) -> bool:
    same = (sentence.speaker, sentence.language) == (following.speaker, following.language)
    if not same or sentence.language not in _WORDS or following.text.endswith("?"):
        return False
    words = _WORDS[sentence.language]
    if words.heading.match(_without_opening(sentence.text, words)):
        return True
    item = _announcement(sentence.text, words)
    bare = item is not None and not item.string[item.end() :].strip(" .,:")
    return bare and len(following.words) <= _TITLE and _announcement(following.text, words) is None


def _without_opening(text: str, words: CueWords) -> str:
    return words.opening.sub("", text)


def _candidate(
    sentence: Sentence, day: date | None, participants: tuple[str, ...]
) -> Candidate | None:
    text, words = sentence.text, _WORDS[sentence.language]
    candidate = _decision(sentence)
    votes = vote_count(text, sentence.language)
    if _is_decision(text, words, votes):
        return replace(candidate, votes=votes)
    if (item := _announcement(text, words)) is not None:
        number = _number(item.groupdict().get("number"), sentence.language)
        return replace(candidate, kind=CandidateKind.ITEM, number=number, topic=_topic(item, words))
    due = deadline(text, sentence.language, day)
    who = _task_holder(
        text,
        _People(sentence.language, participants),
        due.words if due else "",
        limit=bool(due and due.limit),
    )
    if who is None:
        return None
    who = _holder_name(who, sentence)
    return replace(
        candidate,
        kind=CandidateKind.TASK,
        who=who,
        due=due.day if due else None,
        due_said=due.words if due else "",
    )


def _decision(sentence: Sentence) -> Candidate:
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
    if (len(counts) >= _COUNTS or (counts and words.result.search(text))) and not words.past.search(
        text
    ):
        return not words.reported.search(text)
    for said in (text, _without_opening(text, words)):
        for pattern in words.decisions:
            if match := pattern.search(said):
                tail = re.split(r"[,;:]| dass | that ", said[match.end() :], maxsplit=1)[0]
                if not words.undecided.search(said[: match.end()]) and not words.past.search(tail):
                    return True
    return False


def _announcement(text: str, words: CueWords) -> re.Match[str] | None:
    clauses = [text[match.end() :] for match in re.finditer(", ", text)][:_CLAUSES]
    late = clauses if clauses and not words.conditional.search(text) else []
    for said in (text, _without_opening(text, words), *late):
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


@dataclass(frozen=True, slots=True)
class _People:
    """The participants of a recording in one language."""

    language: str
    participants: tuple[str, ...]


@cache
def _task_patterns(
    people: _People,
) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The patterns of requests, of promises and of tasks with a date."""
    words = _WORDS[people.language]
    parts = [part for name in people.participants for part in (name, *name.split())]
    names = {part for part in parts if part[:1].isupper() and len(part) >= _SHORTEST}
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    anybody = "|".join(filter(None, (f"(?:{known})\\b" if known else "", words.tasks.strangers)))
    actor = words.tasks.actor.replace("{people}", anybody or "(?!)")
    lots = (words.tasks.requests, words.tasks.promises, words.tasks.if_dated)
    made = tuple(
        tuple(
            re.compile(
                one.replace("{actor}", actor).replace("{named}", f"{actor}(?: and {actor})?")
            )
            for one in lot
        )
        for lot in lots
    )
    return made[0], made[1], made[2]


def _task_holder(text: str, people: _People, due: str, *, limit: bool) -> str | None:
    words = _WORDS[people.language]
    text = _with_known_names(text, people.participants)
    masked = text.replace(due, _LIMIT if limit else _DAY, 1) if due else text
    requests, promises, dated = _task_patterns(people)
    if words.tasks.unsure.search(
        words.tasks.aside.split(text, maxsplit=1)[0]
    ) or words.tasks.idle.search(text):
        return None
    said = (masked, _without_opening(masked, words))
    if match := _first(requests, said):
        return match
    if text.endswith("?"):
        return None
    return _first(promises, said) or (_first(dated, said) if due else None)


def _with_known_names(text: str, participants: tuple[str, ...]) -> str:
    """The text with the participants' first names where words sound exactly like them."""
    named = {part for name in participants for part in name.split() if len(part) > _SHORTEST}

    def known(match: re.Match[str]) -> str:
        alike = [
            name
            for name in named
            if sound_code(name) == sound_code(match[0]) and likeness(name, match[0]) >= _NAMESAKE
        ]
        return alike[0] if len(alike) == 1 and match[0] not in named else match[0]

    return re.sub(r"\b[A-ZÄÖÜ]\w{2,}\b", known, text) if named else text


def _first(patterns: tuple[re.Pattern[str], ...], said: tuple[str, ...]) -> str | None:
    return next(
        (match["who"] for text in said for one in patterns if (match := one.search(text))), None
    )


def _holder_name(who: str, sentence: Sentence) -> str | None:
    """The name of the task's holder; "ich" is the speaker, if known."""
    myself = _WORDS[sentence.language].tasks.myself
    if myself.fullmatch(who):
        return sentence.speaker
    who = re.sub(r"^Herrn\b", "Herr", who)
    return myself.sub(lambda found: sentence.speaker or found[0], who)


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
