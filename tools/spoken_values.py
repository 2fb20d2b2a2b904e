"""Dates, amounts and numbers as people say them, and as they are written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.samples import Language


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_DE_ONES = _listed(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
)
_DE_TENS = _listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_EN_ONES = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_EN_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")
_DE_MONTHS = _listed(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
)
_EN_MONTHS = _listed(
    "January February March April May June July August September October November December"
)
_EN_FIRSTS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_TWENTY, _HUNDRED, _THOUSAND = 20, 100, 1000
_OF_DIGITS, _WITHOUT_CENT, _DECIMAL = 0.4, 0.5, 0.6
"""How many numbers of files are said digit by digit, amounts without "Cent", shares as decimals."""


@dataclass(frozen=True, slots=True)
class Value:
    """A date, amount or number: as it is said, and what it is.

    ``kind`` is "date", "sum", "percent", "count", "file", "law" or "iban"; ``true`` its plain
    form: 2026-03-12, 1240.50, 12.5, 25, "12O345/25", "573/2", an IBAN without spaces.
    """

    kind: str
    said: str
    true: str


def number_in_words(value: int, language: Language) -> str:
    """A whole number below a million in words."""
    return _german(value) if language == "de" else _english(value)


def _german(value: int) -> str:
    if value < _TWENTY:
        return "eins" if value == 1 else _DE_ONES[value]
    if value < _HUNDRED:
        ten, one = _DE_TENS[value // 10 - 2], value % 10
        return f"{_DE_ONES[one]}und{ten}" if one else ten
    size, word = (_HUNDRED, "hundert") if value < _THOUSAND else (_THOUSAND, "tausend")
    many, rest = divmod(value, size)
    begin = "ein" if many == 1 else _german(many)
    return f"{begin}{word}{_german(rest) if rest else ''}"


def _english(value: int) -> str:
    if value < _TWENTY:
        return _EN_ONES[value]
    if value < _HUNDRED:
        ten, one = _EN_TENS[value // 10 - 2], value % 10
        return f"{ten}-{_EN_ONES[one]}" if one else ten
    if value < _THOUSAND:
        many, rest = divmod(value, _HUNDRED)
        return f"{_EN_ONES[many]} hundred{f' and {_english(rest)}' if rest else ''}"
    many, rest = divmod(value, _THOUSAND)
    joint = " and" if 0 < rest < _HUNDRED else ""
    return f"{_english(many)} thousand{joint}{f' {_english(rest)}' if rest else ''}"


def _digits(text: str, language: Language) -> str:
    return " ".join(
        number_in_words(int(char), language) if char.isdigit() else char for char in text
    )


def value_of(kind: str, language: Language, chance: np.random.Generator) -> Value:
    """A made value of a kind, said in one of the ways people say it."""
    return _MAKERS[kind](language, chance)


def _date(language: Language, chance: np.random.Generator) -> Value:
    day, month = int(chance.integers(1, 29)), int(chance.integers(1, 13))
    year = int(chance.integers(2023, 2028))
    true = f"{year}-{month:02}-{day:02}"
    if language == "de":
        ending = "ten" if day < _TWENTY else "sten"
        first = {1: "ersten", 3: "dritten", 7: "siebten", 8: "achten"}.get(day)
        named = first or f"{_german(day)}{ending}"
        said = f"{named} {_DE_MONTHS[month - 1]} {_german(year)}"
        return Value("date", said, true)
    words = _english(day)
    head, dash, last = words.rpartition("-")
    regular = f"{last.removesuffix('y')}ieth" if last.endswith("y") else f"{last}th"
    ordinal = f"{head}{dash}{_EN_FIRSTS.get(last, regular)}"
    years = f"twenty {_english(year - 2000)}"
    name = _EN_MONTHS[month - 1]
    ways = (f"the {ordinal} of {name} {years}", f"{name} {ordinal} {years}")
    return Value("date", ways[int(chance.integers(2))], true)


def _sum(language: Language, chance: np.random.Generator) -> Value:
    euros = int(
        chance.choice(
            np.array(
                [
                    chance.integers(12, 99),
                    chance.integers(100, 9999),
                    chance.integers(10_000, 99_000),
                ]
            )
        )
    )
    cents = int(chance.choice(np.array([0, 0, chance.integers(11, 99), 50])))
    unit, small = ("Euro", "Cent") if language == "de" else ("euros", "cents")
    said = f"{number_in_words(euros, language)} {unit}"
    if cents and chance.random() < _WITHOUT_CENT:
        said += f" {number_in_words(cents, language)}"
    elif cents:
        und = "und" if language == "de" else "and"
        said += f" {und} {number_in_words(cents, language)} {small}"
    return Value("sum", said, f"{euros}.{cents:02}")


def _percent(language: Language, chance: np.random.Generator) -> Value:
    whole, tenth = int(chance.integers(2, 40)), int(chance.integers(1, 10))
    point, sign = ("Komma", "Prozent") if language == "de" else ("point", "percent")
    said = number_in_words(whole, language)
    if chance.random() < _DECIMAL:
        said += f" {point} {number_in_words(tenth, language)}"
        return Value("percent", f"{said} {sign}", f"{whole}.{tenth}")
    return Value("percent", f"{said} {sign}", f"{whole}")


def _count(language: Language, chance: np.random.Generator) -> Value:
    value = int(chance.choice(np.array([chance.integers(13, 99), chance.integers(101, 900)])))
    return Value("count", number_in_words(value, language), f"{value}")


def _file(language: Language, chance: np.random.Generator) -> Value:
    slash = "Schrägstrich" if language == "de" else "slash"
    chamber, number = int(chance.integers(2, 30)), int(chance.integers(101, 990))
    year, letter = int(chance.integers(21, 27)), str(chance.choice(list("OCFSH")))
    digits = chance.random() < _OF_DIGITS
    middle = _digits(str(number), language) if digits else number_in_words(number, language)
    said = (
        f"{number_in_words(chamber, language)} {letter} {middle} {slash} "
        f"{number_in_words(year, language)}"
    )
    return Value("file", said, f"{chamber}{letter}{number}/{year}")


def _law(language: Language, chance: np.random.Generator) -> Value:
    section, part = int(chance.integers(13, 900)), int(chance.integers(1, 5))
    if language == "de":
        said = f"Paragraf {_german(section)} Absatz {_german(part)}"
    else:
        said = f"section {_english(section)} paragraph {_english(part)}"
    return Value("law", said, f"{section}/{part}")


def _iban(language: Language, chance: np.random.Generator) -> Value:
    account = "".join(str(chance.integers(0, 10)) for _ in range(18))
    check = 98 - int(f"{account}131400") % 97
    iban = f"DE{check:02}{account}"
    groups = (iban[2:4], *(iban[at : at + 4] for at in range(4, len(iban), 4)))
    return Value("iban", f"D E {', '.join(_digits(group, language) for group in groups)}", iban)


_MAKERS = {
    "date": _date,
    "sum": _sum,
    "percent": _percent,
    "count": _count,
    "file": _file,
    "law": _law,
    "iban": _iban,
}
