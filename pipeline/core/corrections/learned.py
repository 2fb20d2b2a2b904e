"""What the corrections of a folder teach: pairs of a misread word and the right one.

A pair counts once people corrected the same word in the same way in two documents. It is given up
as soon as there is a sign that the "wrong" word is right somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from pipeline.core.drafts.vocabulary import bare_word

Words = tuple[str, str]
"""A wrong word and the right one; one of them may be two words."""

_DOCUMENTS = 2
"""Documents in which a pair was confirmed before it is proposed."""
_REJECTIONS = 2
"""Documents in which a proposal was rejected before it is forgotten."""
_LASTS = timedelta(days=548)
"""Time after its last use after which a pair expires: 18 months.

What comes once a year, such as a statement, renews its words; the names of a matter that is closed
do not haunt later ones.
"""
_SHORTEST, _LONGEST = 3, 60
"""Characters of a word: shorter ones are too easily others, longer ones are sentences."""
_PARTS = re.compile(r"[^\W_]+")
_MOST_SOURCES = 5
"""Documents that are kept for each list of a pair, the newest."""
_MOST_PAIRS = 300
"""Pairs of a folder; those that were seen longest ago go first."""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """The document of job ``job``, whose correction came on ``day``."""

    day: date
    job: str


@dataclass(frozen=True, slots=True)
class LearnedPair:
    """A misread word, the right one, and the documents that say so."""

    wrong: str
    right: str
    confirmed: tuple[Source, ...] = ()
    """A person corrected it."""
    used: tuple[Source, ...] = ()
    """It was proposed, and the proposal stayed; nobody need have looked."""
    rejected: tuple[Source, ...] = ()
    """The wrong word stood in the released text."""

    @property
    def words(self) -> Words:
        """The words alone."""
        return self.wrong, self.right

    @property
    def sources(self) -> tuple[Source, ...]:
        """All documents that speak for it or against it."""
        return (*self.confirmed, *self.used, *self.rejected)

    @property
    def is_forgotten(self) -> bool:
        """Whether it was rejected too often to be proposed again."""
        return len(self.rejected) >= _REJECTIONS


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a corrected draft has to teach."""

    pairs: tuple[Words, ...]
    """Misread words and the right ones."""
    proposed: tuple[Words, ...]
    """The pairs that were proposed in the draft."""
    draft: tuple[str, ...]
    """The words as they were recognised."""
    final: tuple[str, ...]
    """The words that the person released."""

    def __add__(self, other: Lesson) -> Lesson:
        """What two documents of the same draft teach."""
        return Lesson(
            self.pairs + other.pairs,
            self.proposed + other.proposed,
            self.draft + other.draft,
            self.final + other.final,
        )


class Fate(Enum):
    """What became of a pair in a released text."""

    USED = auto()
    """The proposal stayed in the text. It renews the pair, but confirms nothing."""
    REJECTED = auto()
    """The wrong word stands in the text, so it is right there."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a released text says of a pair."""

    wrong: str
    right: str
    fate: Fate


def is_learnable(wrong: str, right: str) -> bool:
    """Whether a pair is one to be learned: short, of words, without figures.

    Neither may be a part of the other: what is read right would be proposed, too. That is so as
    well where a hyphen joins the parts: "Passau-Innstadt" says more than "Passau".
    """
    one, other = wrong.split(), right.split()
    return (
        wrong != right
        and sorted((len(one), len(other))) in ([1, 1], [1, 2])
        and not set(one) & set(other)
        and not _holds(wrong, right)
        and not _holds(right, wrong)
        and all(_is_word(text) for text in (wrong, right))
    )


def _holds(whole: str, part: str) -> bool:
    """Whether a text has another's words in a row, and more."""
    long, short = (_PARTS.findall(text.casefold()) for text in (whole, part))
    starts = range(len(long) - len(short) + 1)
    return len(long) > len(short) and any(long[at : at + len(short)] == short for at in starts)


def _is_word(text: str) -> bool:
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and text.isprintable()
        and any(map(str.isalpha, text))
        and not any(map(str.isdigit, text))
        and all(bare_word(part) == part for part in text.split(" "))
    )


def learn(
    known: Iterable[LearnedPair],
    pairs: Iterable[Words],
    verdicts: Iterable[Verdict],
    source: Source,
) -> tuple[LearnedPair, ...]:
    """What is known once a released text has taught its ``pairs`` and ``verdicts``.

    What the same job taught before is forgotten first, so learning twice changes nothing. A pair
    on which the text itself disagrees is not confirmed by it, and one that was proposed in it is
    renewed only.
    """
    found = {pair.words: pair for pair in unlearn(known, source.job)}
    fates = {(each.wrong, each.right): each.fate for each in verdicts}
    for words in dict.fromkeys(pairs):
        if words not in fates and is_learnable(*words):
            pair = found.get(words) or LearnedPair(*words)
            found[words] = replace(pair, confirmed=_with(pair.confirmed, source))
    for words, fate in fates.items():
        there = found.get(words)
        if there is None:
            continue
        if fate is Fate.USED:
            found[words] = replace(there, used=_with(there.used, source))
        else:
            found[words] = replace(there, rejected=_with(there.rejected, source))
    newest = sorted(found.values(), key=lambda pair: (_last(pair), pair.words), reverse=True)
    return _in_order(newest[:_MOST_PAIRS])


def unlearn(known: Iterable[LearnedPair], job: str) -> tuple[LearnedPair, ...]:
    """What is known without a job, all of whose releases were taken back.

    A pair that no document confirms is gone.
    """
    without = (
        replace(
            pair,
            confirmed=_without(pair.confirmed, job),
            used=_without(pair.used, job),
            rejected=_without(pair.rejected, job),
        )
        for pair in known
    )
    return _in_order(pair for pair in without if pair.confirmed)


def expire(known: Iterable[LearnedPair], today: date) -> tuple[LearnedPair, ...]:
    """What is known without what no document has spoken of for 18 months."""
    return tuple(pair for pair in known if today - _last(pair) <= _LASTS)


def active(known: Iterable[LearnedPair], today: date) -> tuple[Words, ...]:
    """The pairs to be proposed.

    Those confirmed in two documents, and in one more for a rejection; not those that expired, were
    rejected twice, or contradict each other: a wrong word with two right ones, or one that is the
    right one of another pair.
    """
    alive = [pair for pair in expire(known, today) if not pair.is_forgotten]
    rights = {pair.right for pair in alive}
    wrongs = [pair.wrong for pair in alive]
    return tuple(
        pair.words
        for pair in alive
        if len(pair.confirmed) >= _DOCUMENTS + len(pair.rejected)
        and is_learnable(*pair.words)
        and wrongs.count(pair.wrong) == 1
        and pair.wrong not in rights
    )


def verdicts(
    proposed: Iterable[Words],
    known: Iterable[LearnedPair],
    draft: Sequence[str],
    final: Sequence[str],
) -> tuple[Verdict, ...]:
    """What a released text says of the pairs that its draft ``proposed``, and of others ``known``.

    ``draft`` are the words as they were recognised, ``final`` those that the person released.
    A returned file does not tell a proposal that was accepted from one that nobody touched: both
    are used, and neither confirms. A wrong word that stands in the released text is right there.
    """
    offered = dict.fromkeys(proposed)
    pairs = dict.fromkeys((*offered, *(pair.words for pair in known)))
    if not pairs:  # the texts are long
        return ()
    asked = frozenset(phrase for pair in pairs for phrase in pair)
    recognised, released = (asked.intersection(_phrases(words)) for words in (draft, final))
    found = []
    for wrong, right in pairs:
        if wrong in released:
            found.append(Verdict(wrong, right, Fate.REJECTED))
        elif (wrong, right) in offered and wrong in recognised and right in released:
            found.append(Verdict(wrong, right, Fate.USED))
    return tuple(found)


def _phrases(words: Sequence[str]) -> Iterator[str]:
    """Every word and every two neighbours, without the marks around them."""
    before = ""
    for word in words:
        bare = bare_word(word)
        yield bare
        yield f"{before} {bare}"
        before = bare


def _with(sources: tuple[Source, ...], source: Source) -> tuple[Source, ...]:
    return tuple(sorted({*sources, source})[-_MOST_SOURCES:])


def _without(sources: tuple[Source, ...], job: str) -> tuple[Source, ...]:
    return tuple(source for source in sources if source.job != job)


def _last(pair: LearnedPair) -> date:
    return max((source.day for source in pair.sources), default=date.min)


def _in_order(pairs: Iterable[LearnedPair]) -> tuple[LearnedPair, ...]:
    return tuple(sorted(pairs, key=lambda pair: (pair.wrong.lower(), *pair.words)))
