"""Numbers in words and their values.

A grammar says what belongs together; the value then follows from the parts. Where two numbers might
stand side by side ("hundert drei"), it reads two. A language is its ISO 639-1 code; in others than
German and English nothing is a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

_LANGUAGES = ("de", "en")


def _numbered(words: str, first: int, step: int) -> dict[str, int]:
    return {word: first + step * number for number, word in enumerate(words.split())}


_ONES = {
    "de": _numbered("ein zwei drei vier fünf sechs sieben acht neun", 1, 1) | {"zwo": 2},
    "en": _numbered("one two three four five six seven eight nine", 1, 1),
}
_TEENS = {
    "de": _numbered(
        "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 10, 1
    ),
    "en": _numbered(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10, 1
    ),
}
TENS = {
    "de": _numbered("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
    | {"dreissig": 30},
    "en": _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
}
"""By language, the tens from twenty on by their words."""

UNITS = {
    "de": {"null": 0, "eins": 1, **_ONES["de"], **_TEENS["de"]},
    "en": {"zero": 0, **_ONES["en"], **_TEENS["en"]},
}
"""By language, the numbers below twenty by their words."""

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
_SMALL = {"eine": 1} | {
    word: value for of in (*UNITS.values(), *TENS.values()) for word, value in of.items()
}


def _any(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest that fits."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


def _german() -> str:
    ones, teens, tens = _any(_ONES["de"]), _any(_TEENS["de"]), _any(TENS["de"])
    two_digits = f"(?:(?:{ones}und)?{tens}|{teens})"
    hundred = f"(?:{two_digits}|eins|{ones})"
    # Apart only what is not counted in words of its own: "hundert zwei" may be two numbers.
    thousand = f"(?:(?:(?:{teens}|{ones}) ?)?hundert(?:(?:und)?{hundred}| {two_digits})?|{hundred})"
    apart = f"(?:(?:{ones} ?)?hundert(?:(?:und)?{hundred}| {two_digits})?|{two_digits})"
    million = f"(?:(?:{thousand} ?)?tausend(?:(?:und)?{thousand}| {apart})?|{thousand})"
    return (
        f"(?:(?:eine|{thousand}) (?:Millionen|Million|Milliarden|Milliarde)(?: {million})?|"
        f"{million}|null)"
    )


def _english() -> str:
    ones, teens, tens = _any(_ONES["en"]), _any(_TEENS["en"]), _any(TENS["en"])
    hundred = f"(?:{tens}(?:[ -]{ones})?|{teens}|{ones})"
    thousand = (
        f"(?:a hundred(?: and)? {hundred}|(?:{teens}|{ones}) hundred(?: and {hundred}| "
        f"{hundred})?|{hundred})"
    )
    million = f"(?:{thousand} thousand(?:,? and {hundred}|,? {thousand})?|{thousand})"
    return f"(?:{thousand} (?:million|billion)(?: {million})?|{million}|zero)"


CARDINAL = {"de": _german(), "en": _english()}
"""Patterns of a number in words, without bounds.

To be compiled without regard to case.
"""


def _below_a_hundred(language: str) -> dict[str, int]:
    words = UNITS[language] | TENS[language]
    for (ten, tens), (one, ones) in product(TENS[language].items(), _ONES[language].items()):
        spelt = (f"{one}und{ten}",) if language == "de" else (f"{ten} {one}", f"{ten}-{one}")
        words |= dict.fromkeys(spelt, tens + ones)
    return words


_BELOW_A_HUNDRED = {language: _below_a_hundred(language) for language in _LANGUAGES}
_STEMS = {"ein": "erst", "eins": "erst", "drei": "dritt", "sieben": "siebt", "acht": "acht"}
_FIRSTS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"}
_FIRSTS |= {"nine": "ninth", "twelve": "twelfth"}


def _german_ordinal(word: str, value: int) -> str:
    """Without the ending that it has in a sentence."""
    return _STEMS.get(word, word + ("t" if value < _TWENTY else "st"))


def _english_ordinal(word: str) -> str:
    last = re.split("[ -]", word)[-1]
    return word.removesuffix(last) + _FIRSTS.get(last, re.sub("y$", "ie", last) + "th")


_TWENTY = 20
_ENDINGS = {"de": "e[nrsm]?", "en": ""}
_ORDINALS = {
    "de": {
        _german_ordinal(word, value): value
        for word, value in _BELOW_A_HUNDRED["de"].items()
        if value
    }
    | {"siebent": 7},
    "en": {
        _english_ordinal(word): value for word, value in _BELOW_A_HUNDRED["en"].items() if value
    },
}

ORDINAL = {language: _any(words) + _ENDINGS[language] for language, words in _ORDINALS.items()}
"""Patterns of an ordinal up to the ninety-ninth, as ``CARDINAL``."""

_ARTICLES = {
    "de": dict.fromkeys(["ein", "eine", "einem", "einen", "einer"], 1)
    | dict.fromkeys(["kein", "keine", "keiner", "ohne"], 0),
    "en": {"a": 1, "an": 1, "no": 0, "none": 0, "nil": 0},
}
_COUNTS = {language: _BELOW_A_HUNDRED[language] | _ARTICLES[language] for language in _LANGUAGES}

COUNT = {
    language: rf"(?:\d{{1,4}}|{_any(words)}(?:(?=mal)|\b))" for language, words in _COUNTS.items()
}
"""Patterns of a count up to ninety-nine: "14", "drei", "eine", "no".

To be compiled without regard to case.
"""

PLACE = {
    "de": rf"(?:\d{{1,2}}\.|{ORDINAL['de']}\b)",
    "en": rf"(?:\d{{1,2}}(?:st|nd|rd|th)\b|{ORDINAL['en']}\b)",
}
"""Patterns of a place in an order: "3.", "dritten"; "3rd", "third".

To be compiled without regard to case.
"""

_WHOLE = {language: re.compile(CARDINAL[language], re.IGNORECASE) for language in _LANGUAGES}
_PART = re.compile(_any([*_SMALL, *_HUNDRED, *_SCALES]), re.IGNORECASE)
_FIGURES = re.compile(r"(\d+)(?:\.|st|nd|rd|th)?", re.IGNORECASE)
PROTECTED_SPACE = "\u00a0"
"""Keeps a number and its sign on one line, as DIN 5008 asks."""

_GROUPS = {"de": ".", "en": ","}


def cardinal(words: str, language: str) -> int | None:
    """The value of a number in words or plain figures, or None."""
    if words.isdecimal():
        return int(words)
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
    """The value of an ordinal in words up to the ninety-ninth, or None."""
    said = re.fullmatch(rf"(.+?){_ENDINGS.get(language, '')}", words.lower())
    return _ORDINALS.get(language, {}).get(said[1]) if said else None


def value_of(said: str, language: str) -> int | None:
    """The value of what ``COUNT`` or ``PLACE`` has found, or None."""
    if figures := _FIGURES.fullmatch(said):
        return int(figures[1])
    return _COUNTS[language].get(said.lower(), ordinal(said, language))


def digit_groups(value: int, language: str) -> str:
    """A number in groups: ``12.000`` in German, ``12,000`` in English."""
    return f"{value:,}".replace(",", _GROUPS.get(language, ","))
