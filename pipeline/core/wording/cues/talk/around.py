"""Items, decisions and adjournments, by what stands before and after them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.core.wording.cues.debates import DEBATES, closes, motion_before, naming_words
from pipeline.core.wording.cues.languages import CUES, without_opening
from pipeline.core.wording.cues.talk.english import ENGLISH_TALK
from pipeline.core.wording.cues.talk.german import GERMAN_TALK
from pipeline.core.wording.cues.talk.words import TalkWords
from pipeline.core.wording.cues.votes import vote_count
from pipeline.core.wording.sentences import Sentence

TALK: Mapping[str, TalkWords] = MappingProxyType({"de": GERMAN_TALK, "en": ENGLISH_TALK})
_LONG = 16
"""Words that a sentence of these kinds has at most."""
_ASSENT = 9
"""Words of an answer at most that agrees."""
_ANSWERS = 3
"""Sentences behind a question in which it is answered."""
_FEW = 3
"""Words of a question to all, or of what is said when nobody answers it."""
_BACK = 6
"""Sentences between a proposal or a wish and what is made of it."""


def opens_item(said: Sequence[Sentence], place: int) -> bool:
    """Whether a sentence opens an agenda item."""
    sentence = said[place]
    words = TALK[sentence.language]
    text = without_opening(sentence.text, CUES[sentence.language])
    if len(sentence.words) > _LONG or words.no_item.search(sentence.text):
        return False
    texts = (sentence.text, text, re.sub(r"^\w+, ", "", sentence.text))
    if _any(words.items, (*texts, sentence.text.rsplit(", ", 1)[-1])):
        return not sentence.text.endswith("?")
    if sentence.speaker != _chair(said):
        return False
    return _any(words.chaired, texts) or _is_name(said, place)


def _is_name(said: Sequence[Sentence], place: int) -> bool:
    """Whether a sentence is nothing but the name of an item, behind a word that opens it."""
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
        answered = _answered(said, place + 1)
        return None if answered is None else _with_closing(said, answered)
    if not _resolves(said[place]):
        return None
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
        )
    if not agreed:
        return None
    return _with_closing(said, end)


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
    """Where the answers to a question end; None if they are not what is hoped for."""
    end = place
    while end < min(len(said), place + _ANSWERS) and _assents(said, end, but=None):
        end += 1
    return end if end > place else None


def _asks_all(sentence: Sentence, *, but: str | None) -> bool:
    """Whether somebody asks for objections; in few words that may be misheard, the one who acts."""
    if sentence.language not in TALK:
        return False
    short = sentence.text.endswith("?") and len(sentence.words) <= _FEW
    return TALK[sentence.language].consent.search(sentence.text) is not None or (
        short and but is not None and sentence.speaker == but
    )


def _unanswered(said: Sequence[Sentence], place: int) -> int | None:
    """Where those who asked go on in a word or two, since nobody objects; None if they do not."""
    after = place + 1
    if after >= len(said) or said[after].language not in TALK:
        return None
    goes_on = said[after].speaker == said[place].speaker is not None
    brief = len(said[after].words) <= _FEW and not said[after].text.endswith("?")
    words = TALK[said[after].language]
    return after + 1 if goes_on and brief and not words.contrary.search(said[after].text) else None


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


def is_motion(sentence: Sentence) -> bool:
    """Whether somebody proposes something."""
    return bool(DEBATES[sentence.language].motion.search(sentence.text))


def matter_before(
    said: Sequence[Sentence], place: int, *, first: int, item: str, nearest: bool = False
) -> str:
    """What a decision is about: a motion, a matter that is asked after, the item, or else.

    ``nearest`` is for what is put off: then a motion is no more than another sentence.
    """
    earliest = max(first, place - _BACK)
    debated = [each for each in said[earliest:place] if each.language == said[place].language]
    if not nearest and any(map(is_motion, debated)):
        return motion_before(said, place, first=first)
    words = TALK[said[place].language]
    for sentence in reversed(debated):
        if words.asked_after.search(sentence.text):
            return sentence.text
    said_last = motion_before(said, place, first=first, nearest=nearest)
    return " ".join(filter(None, (item if place - first <= _BACK else "", said_last)))


def refers(text: str, language: str) -> bool:
    """Whether a sentence means something by "das" or "that"."""
    return TALK[language].pronoun.search(text) is not None


def only_counts(text: str, language: str) -> bool:
    """Whether a sentence tells hardly more than votes."""
    return vote_count(text, language) is not None and len(naming_words(text, language)) <= 1


def refusal_at(said: Sequence[Sentence], place: int, *, first: int) -> str | None:
    """What is refused with a sentence; None if nothing is."""
    sentence = said[place]
    words = TALK[sentence.language]
    if len(sentence.words) > _LONG or sentence.text.endswith("?"):
        return None
    if not _any(words.refused, (sentence.text,)):
        return None
    for at in range(place - 1, max(first, place - _BACK) - 1, -1):
        before = said[at]
        if before.language != sentence.language:
            return None
        if words.wished.search(before.text) and naming_words(before.text, before.language):
            return before.text
    return None


def puts_off(text: str, language: str) -> bool:
    """Whether something is put off to later."""
    words = TALK[language]
    return _any(words.put_off, (text,)) and not words.not_put_off.search(text)
