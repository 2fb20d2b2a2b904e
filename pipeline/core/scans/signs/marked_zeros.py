"""Zeros with a dot or a slash, as fonts for figures have them: read as 8, 9, 6 or @.

The picture shows which letters of a word are such zeros; each of them is a 0, whatever was read.
Where letters and reading do not fit together, the word is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.core.model import Word

_READ_AS = "0689@OoQDGØø&€B®©ÖU"
"""What such a zero is read as."""
_DOUBTFUL = 0.5
"""Confidence of a word whose letters do not fit its reading."""
_SIGNS, _ALIKE = frozenset("@Ø®©&€"), frozenset(_READ_AS)


def zero_suspects(words: Sequence[Word]) -> list[int]:
    """The positions of words that may hold such a zero, the least sure first."""
    found = [
        at
        for at, word in enumerate(words)
        if not (word.digital or word.tilt)
        and not _ALIKE.isdisjoint(word.text)
        and (any(map(str.isdigit, word.text)) or not _SIGNS.isdisjoint(word.text))
    ]
    return sorted(found, key=lambda at: words[at].confidence)


def with_zeros(word: Word, zeros: Sequence[bool]) -> Word:
    """The word with its zeros; ``zeros`` tells them among the letters of its picture.

    Two signs may have been read in one zero's place: "10984" for "1084".
    """
    if not any(zeros):
        return word
    found = {"".join(each) for each in _readings(word.text, tuple(zeros))}
    if len(found) == 1:
        return replace(word, text=found.pop())
    sure = min(word.confidence, _DOUBTFUL)
    if len(word.text) != len(zeros) and not all(zeros):
        return replace(word, confidence=sure)
    text = "".join(
        "0" if zero else sign for sign, zero in zip_longest(word.text[: len(zeros)], zeros)
    )
    return replace(word, text=text, confidence=sure)


def _readings(text: str, zeros: tuple[bool, ...]) -> Iterator[tuple[str, ...]]:
    """Every way in which a reading and the letters fit together; hardly ever more than two."""
    extra = len(text) - len(zeros)
    if not zeros:
        if not text:
            yield ()
        return
    if not 0 <= extra <= sum(zeros):
        return
    for taken in (1, 2) if zeros[0] else (1,):
        signs = text[:taken]
        # A letter without a mark is no zero on such a page.
        alike = _ALIKE.issuperset(signs) if zeros[0] else signs != "0"
        if len(signs) == taken and alike:
            for rest in _readings(text[taken:], zeros[1:]):
                yield ("0" if zeros[0] else signs, *rest)
