"""Numbers that Whisper writes where it lost the thread of a spoken one.

A year that is said as one long word comes out in pieces ("Januar 2004 20", "2004-20"), and so does
an amount ("2.000 in 133 Euro", "16,000, and 60 pounds"). Each piece looks right by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.core.wording.almanac import MONTH
from pipeline.core.wording.numerals import UNITS

_NINE = 9
_YEAR = re.compile(r"(?:19|20)\d\d")
_TORN_YEAR = re.compile(r"(?:19|20)\d\d[-.–]\d{1,3}(?:[-.–]\d{1,4})*")
_ODD = re.compile(r"\d{3,}")
"""No year; "Mai 22" is one."""
_SHORT = re.compile(r"\d{1,2}")
_CUT_YEAR = re.compile(r"200\d|2020")
"""What is left of "zweitausendsechsundzwanzig" where its end is not heard.

Measured: of 30 German years of this decade that Whisper base heard, six came out so.
"""
_TENS = re.compile(r"[2-9]0")
_ONES = frozenset({"for", "to", "too", "ate", "won", "four", "two", "tree"})
"""What Whisper hears for a digit behind them: "60 for boxes"."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]?000|\d00")
_JOINTS = frozenset({"in", "und", "ein", "einen", "eine", "an", "and", "hundred", "thousand"})
_MISGROUPED = {
    "de": re.compile(r"(?:0|[1-9]\d{3,})(?:\.\d{3})+"),
    "en": re.compile(r"(?:0|[1-9]\d{3,})(?:,\d{3})+"),
}
"""Groups of three behind a zero or four figures.

No number is written so: the digits were said one by one.
"""
_ROUND = re.compile(r"(?:\S*\D)?[1-9]\d{0,2}?(?P<zeros>(?:[.,]?000)|00)")
_REST = re.compile(r"[1-9]\d{0,2}")
_BEFORE_PAIRS = frozenset({"zwischen", "between", "von", "from", "both"})
_AND = {"de": "und", "en": "and"}
_CURRENCY = re.compile(r"(?i:euros?|eur|€|cents?|dollars?|pounds?|franken)")
_DIGITS = re.compile(r"\d+(?:[-/]\d+)*")
_LONG, _PARTS, _PART = 5, 6, 3
"""Digits of a single word, of several together, of the longest of these."""
_SAID, _CODE = 8, 14
"""Digits in words, one after the other, that are a number; and that are an IBAN or like one."""
_DIGIT_WORDS = frozenset(
    word for units in UNITS.values() for word, value in units.items() if value <= _NINE
) | {"oh", "double", "triple"}
_PIECE = re.compile(r"[A-Za-z]?\d{1,4}")
"""What Whisper writes in between: "T61, 19 R4, three double R2"."""
_FEWEST_WORDS = 4
"""Digits in words, of a number of words and figures."""
_TORN_TIMES = re.compile(r"(?:\d|1\d|2[0-4])-[1-9][0-5]\d")
"""From nine to five thirty: "9-530"."""
_ENDS = (".", "!", "?", ":", ";")
_MARKS = ".,;:!?()[]\"'„“”"


def wrong_spoken_numbers(words: Sequence[str], language: str) -> frozenset[int]:
    """The places of words that are pieces of a date or amount, or of a code left in words."""
    bare = [word.strip(_MARKS) for word in words]
    found = {place for said in _digits_in_words(bare, _CODE) for place in said}
    for at in range(len(bare)):
        found |= _torn_year(bare, at, language) | _torn_amount(bare, at)
        found |= _torn_by_and(bare, at, language)
        misgrouped = language in _MISGROUPED and _MISGROUPED[language].fullmatch(bare[at])
        if misgrouped or _TORN_TIMES.fullmatch(bare[at]):
            found.add(at)
        if language == "en":
            found |= _torn_count(bare, at)
    return frozenset(found)


def digit_strings(words: Sequence[str]) -> tuple[range, ...]:
    """The places of numbers of many digits, perhaps in several words.

    Nothing proves a telephone's or customer's number, and one digit more or less is not seen:
    "0851, 55510123"; nor "six five nine one four seven seven three".
    """
    bare = [word.strip(_MARKS) for word in words]
    found, start = list(_digits_in_words(bare, _SAID)), 0
    for place, word in enumerate([*bare, ""]):
        is_number = _DIGITS.fullmatch(word) is not None
        if is_number and not (place > start and words[place - 1].endswith(_ENDS)):
            continue
        row = bare[start:place]
        sizes = list(map(_digits, row))
        parts = [size for word, size in zip(row, sizes, strict=True) if not _YEAR.fullmatch(word)]
        several = len(row) > 1 and sum(sizes) >= _PARTS and max(parts, default=0) >= _PART
        if several or sizes[:1] >= [_LONG]:
            found.append(range(start, place))
        start = place if is_number else place + 1
    return tuple(found)


def _digits_in_words(bare: Sequence[str], fewest: int) -> Iterator[range]:
    """The places of ``fewest`` digits and more that are said one by one, or nearly all so."""
    start = 0
    for place, word in enumerate([*bare, ""]):
        if word.casefold() in _DIGIT_WORDS or _PIECE.fullmatch(word):
            continue
        row = bare[start:place]
        said = sum(each.casefold() in _DIGIT_WORDS for each in row)
        if said >= _FEWEST_WORDS and said + sum(map(_digits, row)) >= fewest:
            yield range(start, place)
        start = place + 1


def _digits(word: str) -> int:
    return sum(map(str.isdigit, word))


def _torn_year(bare: Sequence[str], at: int, language: str) -> set[int]:
    """A year behind a month, with digits behind it that belong to none."""
    month = at > 0 and re.fullmatch(MONTH.get(language, "(?!)"), bare[at - 1])
    if not month:
        return set()
    if _TORN_YEAR.fullmatch(bare[at]):
        return {at}
    following = bare[at + 1] if at + 1 < len(bare) else ""
    if _YEAR.fullmatch(bare[at]) and _SHORT.fullmatch(following):
        return {at, at + 1}
    odd = _ODD.fullmatch(bare[at]) and not _YEAR.fullmatch(bare[at])
    return {at} if odd or _CUT_YEAR.fullmatch(bare[at]) else set()


def _torn_count(bare: Sequence[str], at: int) -> set[int]:
    """An English number in two words: "60 for boxes"; "from 20 to 30" is none."""
    following = bare[at + 1 : at + 3]
    torn = (
        _TENS.fullmatch(bare[at])
        and len(following) > 1
        and following[0] in _ONES
        and following[1].isalpha()
        and following[1].islower()
        and following[1] not in {"the", "a", "an", "be", "all", "each", "you", "us", "this", "that"}
    )
    return {at, at + 1} if torn else set()


def _torn_by_and(bare: Sequence[str], at: int, language: str) -> set[int]:
    """A round number and its rest: "200 and 11", "16.000 und 60"."""
    first, joint, rest, *_ = (*bare[at : at + 3], "", "")
    whole = _ROUND.fullmatch(first)
    if whole is None or joint.casefold() != _AND.get(language) or not _REST.fullmatch(rest):
        return set()
    fits = len(rest) <= whole["zeros"].count("0")
    pair = at > 0 and bare[at - 1].casefold() in _BEFORE_PAIRS
    return {at, at + 1, at + 2} if fits and not pair else set()


def _torn_amount(bare: Sequence[str], at: int) -> set[int]:
    """Two numbers before one currency: "2.000 in 133 Euro", "3.000 240 Euro"."""
    if not _THOUSANDS.fullmatch(bare[at]):
        return set()
    rest = at + 1
    while rest < len(bare) and bare[rest].casefold() in _JOINTS and rest <= at + 2:
        rest += 1
    joint = [bare[n].casefold() for n in range(at + 1, rest)]
    if joint in (["und"], ["and"]):  # "zwischen 2.000 und 3.000 Euro"
        return set()
    if rest + 1 >= len(bare) or not _NUMBER.fullmatch(bare[rest]):
        return set()
    return set(range(at, rest + 1)) if _CURRENCY.fullmatch(bare[rest + 1]) else set()
