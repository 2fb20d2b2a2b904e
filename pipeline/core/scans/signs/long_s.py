"""The long s of Fraktur, which the models for roman type read as an f: "fich", "diefe".

Only pages with such words are looked at, and only words that the German dictionary lacks. Each gets
the one known reading; what was read stays as its second reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product

from pipeline.core.model import Word
from pipeline.core.scans.spacing.word_spaces import Known

_GIVEAWAYS = frozenset(
    [
        "alfo",
        "diefe",
        "diefem",
        "diefen",
        "diefer",
        "diefes",
        "fagte",
        "fchon",
        "fehr",
        "felbft",
        "fich",
        "fie",
        "fondern",
        "ift",
        "laffen",
        "müffen",
        "unfer",
        "unfere",
        "unferer",
        "wiffen",
    ]
)
"""Frequent words as they come out of Fraktur; none of them is a German or English word."""
_SHORT = {"fo": "so", "if": "ist"} | {
    f"fein{ending}": f"sein{ending}" for ending in ("", "e", "em", "en", "er", "es")
}
"""Words that are too short to be asked about, and those more frequent than what was read."""
_ENOUGH = 2
"""Different ones that make a page one in Fraktur."""
_GUESSED = 0.5
"""Confidence of a word that only the dictionary names, at most: it is marked."""
_QUOTED = re.compile(r"[„“”\"»«].*[“”\"»«][.,;:!?]?")
"""A word that is quoted by itself: text about Fraktur names what is read in it."""
_SHORTEST = 3
_MOST_PLACES = 5
"""Places of a word where letters may be misread, at most: each doubles its readings."""
_PLACES = re.compile(r"fh|sh|f")
_MEANT = ({"f": "s", "fh": "sch", "sh": "sch"}, {"f": "k"})
"""What is meant by what was read; the second only where the first says nothing."""
_RUN = re.compile(r"[^\W\d_]+")
_CUT = re.compile(r"([^\W\d_]{2,})([s=\-\N{NOT SIGN}\N{DOUBLE OBLIQUE HYPHEN}])")
"""A word cut at the end of a line; the slanting hyphen of Fraktur is read as an s, too."""


def with_long_s(words: Sequence[Word], known: Known) -> tuple[Word, ...]:
    """The words of a page, with the long s where it is one in Fraktur.

    ``known``: whether a word is German.
    """
    plain = {_bare(word.text) for word in words if _may_be_misread(word)}
    if len(plain & _GIVEAWAYS) < _ENOUGH:
        return tuple(words)
    found = list(words)
    for at, (word, following) in enumerate(pairwise(words)):
        halves = _halves(word, following, known)
        if halves is not None:
            found[at], found[at + 1] = _read(word, halves[0]), _read(following, halves[1])
    return tuple(
        _read(word, _mended(word.text, known)) if word is before and _may_be_misread(word) else word
        for word, before in zip(found, words, strict=True)
    )


def _may_be_misread(word: Word) -> bool:
    return not word.digital and _QUOTED.fullmatch(word.text) is None


def _read(word: Word, text: str) -> Word:
    """The word with its meant text, which is doubtful unless it is usual or read by two."""
    if text == word.text:
        return word
    if word.second == text:
        return replace(word, text=text)
    usual = _bare(word.text) in _GIVEAWAYS
    confidence = word.confidence if usual else min(word.confidence, _GUESSED)
    return replace(word, text=text, second=word.text, confidence=confidence)


def _bare(text: str) -> str:
    return text.strip(".,;:!?„“").lower()


def _mended(text: str, known: Known) -> str:
    return _RUN.sub(lambda run: _meant(run[0], known) or run[0], text)


def _meant(run: str, known: Known) -> str | None:
    """The one German word that was read as ``run``; None if it is one itself."""
    if run in _SHORT:
        return _SHORT[run]
    if len(run) < _SHORTEST or known(run) is not False:
        return None
    for number in range(1, len(_MEANT) + 1):
        candidates = [each for each in _readings(run, number) if known(each)]
        if candidates:
            return candidates[0] if len(candidates) == 1 else None
    return None


def _readings(run: str, tables: int = len(_MEANT)) -> Iterator[str]:
    """What else a run of letters may be, by the first so many tables."""
    rest, places = _PLACES.split(run), _PLACES.findall(run)
    if not 0 < len(places) <= _MOST_PLACES:
        return
    choices = [
        dict.fromkeys((read, *(table.get(read, read) for table in _MEANT[:tables])))
        for read in places
    ]
    for chosen in product(*choices):
        if list(chosen) != places:
            yield "".join((rest[0], *(a + b for a, b in zip(chosen, rest[1:], strict=True))))


def _halves(word: Word, following: Word, known: Known) -> tuple[str, str] | None:
    """Both halves of a word cut at a line's end; None if these are two words."""
    cut, right = _CUT.fullmatch(word.text), _RUN.match(following.text)
    if word.digital or word.line == following.line or cut is None or right is None:
        return None
    hyphen = cut[2] != "s"
    if not right[0][0].islower() or (not hyphen and known(word.text) is not False):
        return None
    rest = following.text[right.end() :]
    for stem, end in product((cut[1], *_readings(cut[1])), (right[0], *_readings(right[0]))):
        changed = not hyphen or (stem, end) != (cut[1], right[0])
        if known(stem + end):
            return (f"{stem}-", end + rest) if changed else None
    return None
