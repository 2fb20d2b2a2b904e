"""What several sentences tell together: votes, motions, offers.

People do not decide in one sentence. Somebody proposes, others say that it is a good idea, and the
chair asks who is for it, counts, and says "Damit ist das so beschlossen.". What was decided stands
in the first of these sentences, and the counts between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.core.wording.cues.candidates import Votes
from pipeline.core.wording.cues.debate import DebateWords
from pipeline.core.wording.cues.debate_de import GERMAN_DEBATE
from pipeline.core.wording.cues.debate_en import ENGLISH_DEBATE
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.numerals import COUNT, value_of
from pipeline.core.wording.sentences import Sentence

DEBATES: Mapping[str, DebateWords] = MappingProxyType({"de": GERMAN_DEBATE, "en": ENGLISH_DEBATE})
_COUNTING = {
    language: re.compile(rf"\b(?:(?:{count}), )+(?=(?:{count})\b)", re.IGNORECASE)
    for language, count in COUNT.items()
}
"""What is counted aloud before the number that is reached: "eins, zwei, drei"."""
_BACK = 12
"""Sentences between a motion and its decision at most."""
_ANSWER = 6
"""Words of an answer to a question of a vote, at most."""
_QUESTION = 14
"""Words of such a question, at most."""
_CLOSE = 5
"""Sentences between a motion and a decision that is one only behind it."""
_SHORT = 10
"""Words of a sentence whose last clause may close a debate."""
_OFFER = 2
"""Sentences between "who does it?" and the answer."""
_NAMED = 2
"""Words that name something, of a sentence that may stand for a motion."""
_WORD = re.compile(r"[^\W\d_][\w'-]*")


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote from one sentence up to ``end``, and whether a result was said."""

    end: int
    votes: Votes | None
    closed: bool


def naming_words(text: str, language: str) -> list[str]:
    """The words of a sentence that name something."""
    hollow = DEBATES[language].hollow
    return [
        word
        for word in _WORD.findall(text.casefold())
        if word not in hollow and value_of(word, language) is None
    ]


def is_bare(text: str, language: str) -> bool:
    """Whether a decision does not say what was decided."""
    return not naming_words(text, language)


def motion_before(
    said: Sequence[Sentence], place: int, *, first: int, nearest: bool = False
) -> str:
    """The sentence that says what was decided at ``place``; empty if none does.

    It stands at ``first`` or later: a proposal if there is one, else the last sentence that names
    something, and always that one with ``nearest``.
    """
    language = said[place].language
    words = DEBATES[language]
    earliest = max(first, place - _BACK)
    fallback = ""
    for at in range(place - 1, earliest - 1, -1):
        text = said[at].text
        if said[at].language != language:
            break
        named = naming_words(text, language)
        if named and words.motion.search(text) and not nearest:
            return text
        if nearest and fallback:
            break
        if not fallback and len(named) >= _NAMED and not words.ballot.search(text):
            fallback = text
    return fallback


def is_moved(said: Sequence[Sentence], place: int, *, first: int) -> bool:
    """Whether something was moved, or voted on, a few sentences before."""
    words = DEBATES[said[place].language]
    return any(
        words.motion.search(sentence.text) or words.ballot.search(sentence.text)
        for sentence in said[max(first, place - _CLOSE) : place]
    )


def closes(text: str, language: str) -> bool:
    """Whether a sentence ends a debate, if it stands behind a motion."""
    if text.endswith("?"):
        return False
    parts = (text, _last_clause(text)) if len(text.split()) <= _SHORT else (text,)
    return any(pattern.search(part) for pattern in DEBATES[language].closings for part in parts)


def _last_clause(text: str) -> str:
    return re.split(r"[,;] ", text)[-1]


def adjourns(text: str, language: str) -> bool:
    """Whether something is put off."""
    words = DEBATES[language]
    if text.endswith("?") or words.denied.search(text):
        return False
    return any(pattern.search(text) for pattern in words.adjourned)


def ballot_at(said: Sequence[Sentence], place: int) -> Ballot | None:
    """The vote that begins with a sentence, over as many as it takes; None if none does."""
    language = said[place].language
    words = DEBATES[language]
    if not words.ballot.search(said[place].text):
        return None
    texts, end, closed = [said[place].text], place + 1, False
    while end < len(said) and said[end].language == language:
        text = said[end].text
        length = len(said[end].words)
        ends = closes(text, language) or _is_result(text, language)
        asked = length <= _QUESTION and words.ballot.search(text) is not None
        if not (ends or asked or (length <= _ANSWER and is_bare(text, language))):
            break
        closed |= ends
        texts.append(text)
        end += 1
        if ends:
            break
    whole = " ".join(texts)
    votes = _counted(whole, language)
    if votes is None or (end == place + 1 and not re.search(r"[?:] ", whole)):
        return None
    return Ballot(end, votes, closed or closes(texts[-1], language))


def _is_result(text: str, language: str) -> bool:
    """Whether the sentence is nothing but a result: "Der Antrag ist angenommen."."""
    done = DEBATES[language].closings
    last = _last_clause(text)
    return is_bare(text, language) and any(pattern.search(last) for pattern in done)


def _counted(text: str, language: str) -> Votes | None:
    """The votes that questions and answers tell."""
    words = DEBATES[language]
    text = _COUNTING[language].sub("", text)
    found: dict[str, int | None] = {}
    for name, ask in words.asks.items():
        match = re.search(rf"\b{ask}\b{words.count}", text, re.IGNORECASE)
        if match is None:
            continue
        if words.nobody.fullmatch(match["count"]):
            found[name] = 0
        elif words.everybody.fullmatch(match["count"]):
            found.setdefault("no", 0)
        else:
            found[name] = value_of(match["count"], language)
    if not found:
        return vote_count(text, language)
    return Votes(**found)


def offered(said: Sequence[Sentence], place: int) -> tuple[int, str] | None:
    """Where somebody was looked for, and the word for who takes it at ``place``."""
    words = DEBATES[said[place].language]
    taken = next((match for one in words.accepted if (match := one.search(said[place].text))), None)
    if taken is None:
        return None
    for at in range(place - 1, max(place - 1 - _OFFER, -1), -1):
        if said[at].language == said[place].language and words.wanted.search(said[at].text):
            return at, taken["who"]
    return None
