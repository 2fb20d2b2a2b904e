"""Items, decisions and adjournments, by what is said around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.core.wording.cues.debates import closes, naming_words
from pipeline.core.wording.cues.languages import CUES, without_opening
from pipeline.core.wording.cues.talk.matters import TALK, is_motion
from pipeline.core.wording.cues.talk.topics import opens_topic
from pipeline.core.wording.cues.talk.topics_de import GERMAN_TOPICS
from pipeline.core.wording.cues.talk.topics_en import ENGLISH_TOPICS
from pipeline.core.wording.cues.talk.words import TopicWords
from pipeline.core.wording.numerals import value_of
from pipeline.core.wording.sentences import Sentence

_TOPICS: Mapping[str, TopicWords] = MappingProxyType({"de": GERMAN_TOPICS, "en": ENGLISH_TOPICS})
_LONG = 16
"""Words that a sentence of these kinds has at most."""
_ASSENT = 9
"""Words of an answer at most that agrees."""
_ANSWERS = 3
"""Sentences behind a question in which it is answered."""
_STEM = 5
"""Letters by which a word is known again."""
_ENOUGH = 2
"""Signs that make an intention a decision.

It was proposed, something was agreed before, it is agreed to, or it is in others' words.
"""
_NO = re.compile(r"(?:nein|nee|no|nope)\b", re.IGNORECASE)
_FEW = 3
"""Words of a question to all, or of what is said when nobody answers it."""
_BACK = 6
"""Sentences between a proposal or a wish and what is made of it."""


def opens_item(said: Sequence[Sentence], place: int) -> bool:
    """Whether a sentence opens an agenda item."""
    sentence = said[place]
    words = TALK[sentence.language]
    text = without_opening(sentence.text, CUES[sentence.language])
    if len(sentence.words) > _LONG:
        return False
    if words.no_item.search(sentence.text):
        return opens_topic(said, place, _TOPICS[sentence.language])
    texts = (sentence.text, text, re.sub(r"^\w+, ", "", sentence.text))
    if _any(words.items, (*texts, sentence.text.rsplit(", ", 1)[-1])):
        return not sentence.text.endswith("?")
    if sentence.speaker != _chair(said):
        return False
    return (
        _any(words.chaired, texts)
        or _is_name(said, place)
        or opens_topic(said, place, _TOPICS[sentence.language])
    )


def _is_name(said: Sequence[Sentence], place: int) -> bool:
    """Whether a sentence is nothing but the name of an item."""
    sentence = said[place]
    words = TALK[sentence.language]
    if not (0 < place < len(said) - 1) or not words.named.search(sentence.text):
        return False
    before = said[place - 1]
    opened = without_opening(sentence.text, CUES[sentence.language]) != sentence.text
    led = before.speaker == sentence.speaker and words.leads.search(before.text)
    return bool(led) or (opened and not before.text.endswith("?"))


def _chair(said: Sequence[Sentence]) -> str | None:
    """Who speaks first: people who lead a meeting open it."""
    return said[0].speaker


def _any(patterns: tuple[re.Pattern[str], ...], texts: Sequence[str]) -> bool:
    return any(pattern.search(text) for pattern in patterns for text in texts)


def agreement_at(said: Sequence[Sentence], place: int, *, first: int) -> int | None:
    """Where an agreement that begins with a sentence ends; None if none does.

    People agree to a question whether anybody objects, and to what somebody is about to do.
    """
    sentence = said[place]
    words = TALK[sentence.language]
    text = sentence.text
    if words.consent.search(text):
        answered = _answered(said, place + 1) or _acted_on(said, place)
        return None if answered is None else _with_closing(said, answered)
    if not _resolves(said[place]):
        return _intention_at(said, place, first=first)
    end = place + 1
    if end < len(said) and _asks_all(said[end], but=sentence.speaker):
        answered = _answered(said, end + 1) or _unanswered(said, end)
        end = answered or end
        agreed = answered is not None
    else:
        sealed = end < len(said) and closes(said[end].text, sentence.language)
        agreed = (
            sealed
            or _assents(said, end, but=sentence.speaker)
            or _carried(said, place, first=first)
            or (
                assented(said, place)
                and _takes_up(sentence, said[max(first, place - _BACK) : place])
            )
        )
    if not agreed:
        return None
    return _with_closing(said, end)


def _intention_at(said: Sequence[Sentence], place: int, *, first: int) -> int | None:
    """Where a decision ends that takes up what was proposed."""
    sentence = said[place]
    words = TALK[sentence.language]
    if opens_item(said, place):
        return None
    fits = len(sentence.words) <= _LONG and _any(words.intended, (sentence.text,))
    if not fits or words.undecided.search(sentence.text):
        return None
    end = place + 1
    sealed = end < len(said) and closes(said[end].text, sentence.language)
    if end < len(said) and _asks_all(said[end], but=sentence.speaker):
        answered = _answered(said, end + 1) or _unanswered(said, end)
        return answered and _with_closing(said, answered)
    debated = said[max(first, place - _BACK) : place]
    wished = any(map(is_motion, debated)) or any(
        words.wished.search(each.text) for each in debated if each.speaker != sentence.speaker
    )
    agreed = sealed or _assents(said, end, but=sentence.speaker)
    before = assented(said, place) or (wished and _assents(said, place - 1, but=None))
    signs = (wished, agreed, before, _takes_up(sentence, debated))
    if not (agreed or before) or sum(signs) < _ENOUGH:
        return None
    return _with_closing(said, end)


def _takes_up(sentence: Sentence, debated: Sequence[Sentence]) -> bool:
    """Whether a sentence has a word of what others said before."""
    others = {stem for each in debated for stem in _stems(each) if each.speaker != sentence.speaker}
    return not others.isdisjoint(_stems(sentence))


def _stems(sentence: Sentence) -> set[str]:
    """The beginnings of the words that name something, numbers among them."""
    language = sentence.language
    words = re.findall(r"[^\W\d_]+|\d+", sentence.text.casefold())
    numbers = {word for word in words if value_of(word, language) is not None}
    named = {word[:_STEM] for word in naming_words(sentence.text, language) if len(word) >= _STEM}
    return named | numbers


def assented(said: Sequence[Sentence], place: int) -> bool:
    """Whether somebody else has just agreed."""
    speaker = said[place].speaker
    return any(_assents(said, at, but=speaker) for at in range(max(0, place - _FEW), place))


def resolves_after(said: Sequence[Sentence], place: int) -> bool:
    """Whether the next sentence says what is to be done."""
    return place + 1 < len(said) and said[place + 1].language in TALK and _resolves(said[place + 1])


def _resolves(sentence: Sentence) -> bool:
    words = TALK[sentence.language]
    return (
        len(sentence.words) <= _LONG
        and _any(words.resolved, (sentence.text,))
        and not words.undecided.search(sentence.text)
    )


def _assents(said: Sequence[Sentence], place: int, *, but: str | None) -> bool:
    """Whether somebody else agrees at once."""
    if place >= len(said) or said[place].language not in TALK:
        return False
    answer = said[place]
    words = TALK[answer.language]
    return (
        (but is None or answer.speaker != but)
        and len(answer.words) <= _ASSENT
        and words.agreed.search(answer.text) is not None
        and (not words.contrary.search(answer.text) or answer.text in words.nobody)
    )


def _answered(said: Sequence[Sentence], place: int) -> int | None:
    """Where the answers that agree end; None if nobody does."""
    end = place
    while end < min(len(said), place + _ANSWERS) and _assents(said, end, but=None):
        end += 1
    return end if end > place else None


def _asks_all(sentence: Sentence, *, but: str | None) -> bool:
    """Whether somebody asks for objections.

    In few words, which may be misheard, it is the one who acts.
    """
    if sentence.language not in TALK:
        return False
    words = TALK[sentence.language]
    short = sentence.text.endswith("?") and (
        len(sentence.words) <= _FEW
        or (len(sentence.words) <= _BACK and words.everybody.search(sentence.text) is not None)
    )
    return TALK[sentence.language].consent.search(sentence.text) is not None or (
        short and but is not None and sentence.speaker == but
    )


def _unanswered(said: Sequence[Sentence], place: int) -> int | None:
    """Where those who asked go on in a word or two; None if they do not."""
    after = place + 1
    if after >= len(said) or said[after].language not in TALK:
        return None
    goes_on = said[after].speaker == said[place].speaker is not None
    brief = len(said[after].words) <= _FEW and not said[after].text.endswith("?")
    words = TALK[said[after].language]
    return after + 1 if goes_on and brief and not words.contrary.search(said[after].text) else None


def _acted_on(said: Sequence[Sentence], place: int) -> int | None:
    """Where those who asked act at once; None if they do not."""
    after = place + 1
    if after >= len(said) or said[after].language not in TALK:
        return None
    goes_on = said[after].speaker == said[place].speaker is not None
    return after + 1 if goes_on and _resolves(said[after]) else None


def _with_closing(said: Sequence[Sentence], end: int) -> int:
    """The end, with what closes the decision or agrees with it."""
    while end < len(said) and said[end].language in TALK:
        sentence = said[end]
        sealed = closes(sentence.text, sentence.language) or _resolves(sentence)
        if not (sealed or _assents(said, end, but=None)):
            break
        end += 1
    return end


def _carried(said: Sequence[Sentence], place: int, *, first: int) -> bool:
    """Whether somebody proposed something before, and somebody else agreed."""
    debated = said[max(first, place - _BACK) : place]
    for at, proposal in enumerate(debated):
        if is_motion(proposal):
            later = debated[at + 1 :]
            return said[place].speaker != proposal.speaker or any(
                _assents(later, number, but=proposal.speaker) for number in range(len(later))
            )
    return False


def refusal_at(said: Sequence[Sentence], place: int, *, first: int) -> str | None:
    """What is refused with a sentence; None if nothing is."""
    sentence = said[place]
    words = TALK[sentence.language]
    if len(sentence.words) > _LONG or sentence.text.endswith("?"):
        return None
    if _answers_no(said, place):
        return said[place - 1].text
    if not _any(words.refused, (sentence.text,)):
        return None
    for at in range(place - 1, max(first, place - _BACK) - 1, -1):
        before = said[at]
        if before.language != sentence.language:
            return None
        if words.wished.search(before.text) and naming_words(before.text, before.language):
            return before.text
    return None


def _answers_no(said: Sequence[Sentence], place: int) -> bool:
    """Whether a proposal that was asked is refused, and somebody else agrees."""
    if place == 0:
        return False
    asked, answer = said[place - 1], said[place]
    return (
        answer.language == asked.language
        and asked.speaker != answer.speaker
        and asked.text.endswith("?")
        and asked.language in TALK
        and is_motion(asked)
        and len(answer.words) > 1
        and _NO.match(answer.text) is not None
        and _assents(said, place + 1, but=answer.speaker)
    )


def puts_off(text: str, language: str) -> bool:
    """Whether something is put off to later."""
    words = TALK[language]
    return _any(words.put_off, (text,)) and not words.not_put_off.search(text)
