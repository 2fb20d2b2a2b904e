"""Numbers in words: which words make one number, and what they are worth.

A grammar says what belongs together; once it has, the worth follows from the parts. Where two numbers might
stand side by side ("hundert drei"), it reads two. ``Language`` is ISO 639-1; in another one nothing is a number.
"""

from __future__ import annotations

import re
from itertools import product

_ONES = {
    "de": {
        "ein": 1,
        "zwei": 2,
        "zwo": 2,
        "drei": 3,
        "vier": 4,
        "fünf": 5,
        "sechs": 6,
        "sieben": 7,
        "acht": 8,
        "neun": 9,
    },
    "en": {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
}
_TEENS = {
    "de": "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
}
_TENS = {
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_HUNDRED = {"hundert": 100, "hundred": 100}
_SCALES = {
    "tausend": 1_000,
    "thousand": 1_000,
    "millionen": 1_000_000,
    "million": 1_000_000,
    "milliarden": 1_000_000_000,
    "milliarde": 1_000_000_000,
    "billion": 1_000_000_000,
}
_LANGUAGES = ("de", "en")


def _numbered(words: str, first: int, step: int) -> dict[str, int]:
    return {word: first + step * number for number, word in enumerate(words.split())}


_SMALL = {
    "null": 0,
    "zero": 0,
    "eins": 1,
    "eine": 1,
    "dreissig": 30,
    **{word: value for ones in _ONES.values() for word, value in ones.items()},
    **{word: value for teens in _TEENS.values() for word, value in _numbered(teens, 10, 1).items()},
    **{word: value for tens in _TENS.values() for word, value in _numbered(tens, 20, 10).items()},
}


def _any(words: object) -> str:
    """A pattern for one of these words, the longest that fits."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"  # type: ignore[call-overload]


def _german() -> str:
    ones, teens, tens = _any(_ONES["de"]), _any(_TEENS["de"].split()), _any([*_TENS["de"].split(), "dreissig"])
    two_digits = f"(?:(?:{ones}und)?{tens}|{teens})"
    hundred = f"(?:{two_digits}|eins|{ones})"
    # Apart only what is not counted in words of its own: "hundert zwei" may be two numbers.
    thousand = f"(?:(?:(?:{teens}|{ones}) ?)?hundert(?:(?:und)?{hundred}| {two_digits})?|{hundred})"
    apart = f"(?:(?:{ones} ?)?hundert(?:(?:und)?{hundred}| {two_digits})?|{two_digits})"
    million = f"(?:(?:{thousand} ?)?tausend(?:(?:und)?{thousand}| {apart})?|{thousand})"
    return f"(?:(?:eine|{thousand}) (?:Millionen|Million|Milliarden|Milliarde)(?: {million})?|{million}|null)"


def _english() -> str:
    ones, teens, tens = _any(_ONES["en"]), _any(_TEENS["en"].split()), _any(_TENS["en"].split())
    hundred = f"(?:{tens}(?:[ -]{ones})?|{teens}|{ones})"
    thousand = f"(?:a hundred(?: and)? {hundred}|(?:{teens}|{ones}) hundred(?: and {hundred}| {hundred})?|{hundred})"
    million = f"(?:{thousand} thousand(?:,? and {hundred}|,? {thousand})?|{thousand})"
    return f"(?:{thousand} (?:million|billion)(?: {million})?|{million}|zero)"


CARDINAL = {"de": _german(), "en": _english()}
"""Patterns of a number in words, to be compiled without regard to case and bounded by whoever uses them."""

_ORDINAL_STEMS = {
    **_numbered("erst zweit dritt viert fünft sechst siebt acht neunt", 1, 1),
    "siebent": 7,
    **{f"{word}t": value for word, value in _numbered(_TEENS["de"], 10, 1).items()},
    **{f"{word}st": value for word, value in _numbered(_TENS["de"], 20, 10).items()},
    **{
        f"{one}und{ten}st": value + more
        for (ten, value), (one, more) in product(_numbered(_TENS["de"], 20, 10).items(), _ONES["de"].items())
    },
}
_ORDINALS_DE = {
    stem + ending: value for stem, value in _ORDINAL_STEMS.items() for ending in ("e", "en", "er", "es", "em")
}
_FIRSTS = _numbered("first second third fourth fifth sixth seventh eighth ninth", 1, 1)
_ORDINALS_EN = {
    **_FIRSTS,
    **_numbered(
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 10, 1
    ),
    **{f"{word[:-1]}ieth": value for word, value in _numbered(_TENS["en"], 20, 10).items()},
    **{
        f"{ten} {one}": value + more
        for (ten, value), (one, more) in product(_numbered(_TENS["en"], 20, 10).items(), _FIRSTS.items())
    },
}
_ORDINALS = {"de": _ORDINALS_DE, "en": _ORDINALS_EN}

ORDINAL = {language: _any(words).replace(" ", "[ -]") for language, words in _ORDINALS.items()}
"""Patterns of an ordinal number in words, up to the ninety-ninth, as ``CARDINAL``."""

_WHOLE = {language: re.compile(CARDINAL[language], re.IGNORECASE) for language in _LANGUAGES}
_PART = re.compile(_any([*_SMALL, *_HUNDRED, *_SCALES]), re.IGNORECASE)
_GROUPS = {"de": ".", "en": ","}


def cardinal(words: str, language: str) -> int | None:
    """What a number in words is worth; None if these words are not one."""
    if language not in _WHOLE or not _WHOLE[language].fullmatch(words):
        return None
    total = below_thousand = 0
    for part in _PART.findall(words.lower()):
        if part in _SMALL:
            below_thousand += _SMALL[part]
        elif part in _HUNDRED:
            below_thousand = max(below_thousand, 1) * 100
        else:
            total += max(below_thousand, 1) * _SCALES[part]
            below_thousand = 0
    return total + below_thousand


def ordinal(words: str, language: str) -> int | None:
    """Which place an ordinal number in words names, up to the ninety-ninth; None if these words are not one."""
    return _ORDINALS.get(language, {}).get(words.lower().replace("-", " "))


def grouped(value: int, language: str) -> str:
    """The figures in groups of three: ``12.000`` in German, ``12,000`` in English."""
    return f"{value:,}".replace(",", _GROUPS.get(language, ","))
