"""Numbers up to a hundred as they are spoken in German and English: "zwölf", "dritten", "twenty-one", "2nd"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

_GERMAN = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
_GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_ENGLISH = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_GERMAN_FIRST = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
_ENGLISH_FIRST = {1: "first", 2: "second", 3: "third", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth"}

_ARTICLES = ("ein", "eine", "einem", "einen", "einer", "a", "an")
_ENDINGS = ("e", "en", "er", "es", "em")
_DAYS = range(1, 32)
"""Ordinal numbers are made for the days of a month; agendas are shorter."""
_TWENTY = 20


def _cardinals(language: str) -> dict[str, int]:
    low, tens = (_GERMAN, _GERMAN_TENS) if language == "de" else (_ENGLISH, _ENGLISH_TENS)
    words = {word: number for number, word in enumerate(low.split())}
    words |= {word: number * 10 for number, word in enumerate(tens.split(), start=2)}
    units = low.split()[1:10]
    for (one, unit), (ten, name) in product(enumerate(units, start=1), enumerate(tens.split(), start=2)):
        if language == "de":
            words[f"{unit.removesuffix('s') if one == 1 else unit}und{name}"] = ten * 10 + one
        else:
            words[f"{name}-{unit}"] = words[f"{name} {unit}"] = ten * 10 + one
    if language == "de":
        words |= dict.fromkeys(_ARTICLES[:5], 1) | {"zwo": 2}
        words |= dict.fromkeys(("kein", "keine", "keiner", "ohne"), 0)
    else:
        words |= {"a": 1, "an": 1, "no": 0, "none": 0, "nil": 0}
    return words


def _ordinals(language: str) -> dict[str, int]:
    numbers = {word: n for word, n in _CARDINALS[language].items() if n in _DAYS and word not in _ARTICLES}
    if language == "de":
        return {_german_stem(word, n) + ending: n for word, n in numbers.items() for ending in _ENDINGS}
    return {_english_ordinal(word, n): n for word, n in numbers.items()}


def _german_stem(word: str, number: int) -> str:
    return _GERMAN_FIRST.get(number, word + ("t" if number < _TWENTY else "st"))


def _english_ordinal(word: str, number: int) -> str:
    *tens, unit = re.split(r"([- ])", word)
    first = _ENGLISH_FIRST.get(number % 10 if tens else number, re.sub(r"y$", "ie", unit) + "th")
    return "".join(tens) + first


_CARDINALS = {language: _cardinals(language) for language in ("de", "en")}
_ORDINALS = {language: _ordinals(language) for language in ("de", "en")}
_DIGITS = re.compile(r"(\d+)(?:\.|st|nd|rd|th)?", re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


CARDINAL = {language: rf"(?:\d{{1,4}}|(?:{_any_of(words)})(?:(?=mal)|\b))" for language, words in _CARDINALS.items()}
"""By language, a regular expression of a count in digits or words, its articles and "keine", "no" included; case is up to the reader."""

ORDINAL = {
    "de": rf"(?:\d{{1,2}}\.|(?:{_any_of(_ORDINALS['de'])})\b)",
    "en": rf"(?:\d{{1,2}}(?:st|nd|rd|th)\b|(?:{_any_of(_ORDINALS['en'])})\b)",
}
"""By language, a regular expression of a place in an order: "3.", "dritten"; "3rd", "third"."""


def spoken_number(text: str, language: str) -> int | None:
    """The number that ``text`` is in digits or words, as a count or as a place in an order."""
    if digits := _DIGITS.fullmatch(text):
        return int(digits[1])
    word = text.lower()
    return _CARDINALS[language].get(word, _ORDINALS[language].get(word))
