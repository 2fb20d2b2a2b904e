"""What becomes of a word that two readers have read.

Where they agree, nothing is doubtful. Where they differ, both readings are kept, and only rules
that were measured let the second one win: docs/adr/0018-a-second-reader.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.core.model import Word
from pipeline.core.scans.lines import has_digit
from pipeline.core.scans.paragraph_signs import SIGN

_HEARD = 0.5
"""Confidence of the second reader below which it has not answered."""
_SURE, _SIGN_SURE = 0.9, 0.8
"""Confidence from which it may win, and from which a sign that only it knows is believed."""
_WORD_SURE, _WORD_UNSURE = 0.97, 0.75
"""The same for words without a digit, and the first reader's confidence below that."""
_SHORTEST, _LONGER = 4, 2
"""Letters of a word that a dictionary may decide on, and what both readings differ by, at most."""
_LETTERS = re.compile(r"\W*([^\W\d_]+)\W*")

_QUOTES = "\"'`„“”«»\u201a\u2018\u2019\u00b4"
_QUOTES_AND_DASHES = str.maketrans(dict.fromkeys(_QUOTES) | {"–": "-", "—": "-"})
_BELIEVED = frozenset("²³½¼¾×±µ°à")
"""Signs that win if the first reader cannot know them."""
_LETTERS_FOR_DIGITS = str.maketrans("OoQDlI|i\u0131SB", "00001111158")
_FIGURE = re.compile(
    r"[(\[+-]?(?:[€$£])?"
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:/-]\d+)*(?:,\d{1,3})?)"
    r"[a-z]?(?:,-|,–|%|€)?[.,;:)\]]?"
)
"""A number, amount, date, time or file number, with one mark behind it."""
_WRITTEN_OUT = re.compile(
    r"(?:(1/2|[1/]*½[/2]*)|(1/4|[1/]*¼[/4]*)|(3/4|[3/]*¾[/4]*))(?<![½¼¾])([.,;:)]*)"
)
_FOR_SIGNS, _DOUBTFUL = re.compile(r"[8$S&Bßs]{1,3}"), 0.5
"""What paragraph signs are mistaken for, and the confidence of those that one reader has."""
_FRACTIONS, _FRACTIONS_IN = "½¼¾", frozenset("½¼¾")
_PERCENT, _FRACTION_SURE = re.compile(r"%{1,2}[.,;:)]*"), 0.6
"""What a fraction is mistaken for, and the confidence from which it is believed there.

Measured: a true % is read as such at 1.00, a fraction at 0.65 to 0.97.
"""
_ONE_SIGN = 1.3
"""Width of a fraction's picture in its heights, at most, with a mark behind it."""
_ENDS = ".,;:"
_DOUBLED = re.compile(r"[.,;:]{2}(?<!\.\.\.)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a second reader made of a word's picture."""

    text: str
    """Without spaces; may be empty."""
    confidence: float
    """Its own, 0–1."""


def second_opinion(
    word: Word,
    reading: Reading,
    lacking: frozenset[str],
    known: Callable[[str], bool | None] | None = None,
    *,
    dirty: bool = False,
) -> Word:
    """The word with the second reading, or with that in its place.

    ``lacking``: the signs that the second reader knows and the first does not. ``known``: whether a
    word stands in a dictionary; it is asked where the readings differ. On a ``dirty`` page such a
    word always wins over one of no dictionary.
    """
    theirs = _with_fraction(word, reading.text, lacking)
    if reading.confidence < _HEARD or not theirs or word.text.count(SIGN) > theirs.count(SIGN):
        return word  # its paragraph signs are letters often enough
    if _plain(word.text) == _plain(theirs) or _is_same_number(word.text, theirs):
        return replace(word, second=word.text)
    if _holds_lacking(word.text, theirs, lacking):
        if reading.confidence < _least_sure(word.text, theirs):
            return replace(word, second=theirs)
        return replace(word, text=theirs, confidence=reading.confidence, second=theirs)
    is_sign = SIGN in lacking and _is_sign(word.text, reading)
    if is_sign or _is_likelier(word, reading, theirs, known, dirty=dirty):
        sure = word.confidence if has_digit(theirs) else reading.confidence
        sure = _DOUBTFUL if is_sign else sure
        return replace(word, text=theirs, second=word.text, confidence=sure)
    return replace(word, second=theirs)


def _is_likelier(
    word: Word,
    reading: Reading,
    theirs: str,
    known: Callable[[str], bool | None] | None,
    *,
    dirty: bool,
) -> bool:
    """Whether the second reading wins: by the dictionary, or by its looks."""
    if known is None:
        return _wins(word, reading)
    stranger = _stranger(word.text, theirs, known) if dirty else None
    if stranger is not None:
        return stranger == word.text
    return _is_the_known_one(word, reading, known) or _wins(word, reading)


def _is_sign(ours: str, reading: Reading) -> bool:
    """Whether the second reader has paragraph signs for what they are mistaken for."""
    sure = reading.confidence >= _SIGN_SURE and set(reading.text) == {SIGN}
    return sure and _FOR_SIGNS.fullmatch(ours) is not None


def _stranger(ours: str, theirs: str, known: Callable[[str], bool | None]) -> str | None:
    """That of two readings which alone is no word; None if there is none, or it is a figure."""
    if has_digit(ours) or has_digit(theirs):
        return None
    one, other = known(ours), known(theirs)
    return None if one == other else theirs if one else ours


def _least_sure(ours: str, theirs: str) -> float:
    """The confidence from which a sign that the first reader lacks is believed."""
    fraction = _PERCENT.fullmatch(ours) and not _FRACTIONS_IN.isdisjoint(theirs)
    return _FRACTION_SURE if fraction else _SIGN_SURE


def _wins(word: Word, reading: Reading) -> bool:
    """Whether the second reading is the likelier one."""
    ours, theirs = word.text, reading.text
    if _is_muddled(theirs) or (_DOUBLED.search(theirs) and not _DOUBLED.search(ours)):
        return False
    if has_digit(ours) or has_digit(theirs):
        if _digits(ours) == _digits(theirs) and _count(theirs) < _count(ours):
            return False  # "II.01.2023" for "11.01.2023"
        figure = _FIGURE.fullmatch(theirs) is not None
        fewer_commas = ours.replace(",", ".") == theirs.replace(",", ".") and "," in ours
        muddled = not figure and (_FIGURE.fullmatch(ours) or _has_more_marks(theirs, ours))
        if muddled or fewer_commas:
            return False  # "6.451;76", "924-88.18" for "924-8818", "233.92" for "233,92"
        return reading.confidence >= (_SURE if figure else _WORD_SURE)
    if ours.count("-") > theirs.count("-") or ours == theirs.replace("I", "l"):
        return False  # "gruendelloewe", "BI." for "Bl."
    return word.confidence < _WORD_UNSURE and reading.confidence >= _WORD_SURE


def _has_more_marks(one: str, other: str) -> bool:
    """Whether two readings have the same letters and digits, and the first more marks."""
    plain, others = ("".join(filter(str.isalnum, text)) for text in (one, other))
    return plain == others and len(one) > len(other)


def _is_the_known_one(word: Word, reading: Reading, known: Callable[[str], bool | None]) -> bool:
    """Whether a dictionary has the second reading, and not the first.

    Measured: right for 11 words of 30 real pages, wrong for none; capitals and marks left out.
    """
    ours, theirs = (_LETTERS.fullmatch(text) for text in (word.text, reading.text))
    if ours is None or theirs is None or reading.confidence < _SURE:
        return False
    one, other = ours[1], theirs[1]
    return (
        min(len(one), len(other)) >= _SHORTEST
        and abs(len(one) - len(other)) <= _LONGER
        and one.lower() != other.lower()
        and known(one) is False
        and known(other) is True
    )


def _holds_lacking(ours: str, theirs: str, lacking: frozenset[str]) -> bool:
    """Whether the readings differ by signs that the first reader cannot know."""
    strange = [sign for sign in theirs if sign in lacking & _BELIEVED]
    return bool(strange) and not _is_muddled(theirs) and not any(sign in ours for sign in strange)


def _is_muddled(theirs: str) -> bool:
    """Whether a fraction stands among its own parts: "1/½2"."""
    return "/" in theirs and not _FRACTIONS_IN.isdisjoint(theirs)


def _with_fraction(word: Word, theirs: str, lacking: frozenset[str]) -> str:
    """The reading with one sign for "1/2" where there is no room for three."""
    found = _WRITTEN_OUT.fullmatch(theirs)
    if found is None or word.box.width > _ONE_SIGN * word.box.height:
        return theirs
    sign = next(sign for sign, part in zip(_FRACTIONS, found.groups()[:3], strict=True) if part)
    return sign + found[4] if sign in lacking else theirs


def _plain(text: str) -> str:
    """The text without what the readers write in their own ways."""
    return text.replace(",,", "").translate(_QUOTES_AND_DASHES) or text


def _is_same_number(ours: str, theirs: str) -> bool:
    """Whether two numbers differ by a mark at their end, and ours has a usual one."""
    both = _FIGURE.fullmatch(ours) is not None and _FIGURE.fullmatch(theirs) is not None
    return both and ours.rstrip(_ENDS) == theirs.rstrip(_ENDS) and ours[-1] not in ",:;"


def _digits(text: str) -> str:
    return text.translate(_LETTERS_FOR_DIGITS)


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))
