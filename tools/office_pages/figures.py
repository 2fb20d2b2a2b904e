"""Numbers as offices print them: amounts, dates, accounts, telephones.

Each comes from a random stream; check digits are right.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from tools.samples import Language

_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
_DAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_FIRST_DAY = date(2024, 1, 8)
_BANKS = ("COBADEFF", "DEUTDEDB", "GENODEF1", "SOLADEST", "BYLADEM1", "NOLADE21", "HELADEF1")
_AREAS = ("030", "040", "069", "089", "0211", "0351", "0511", "0621", "0711", "0821", "05361")


def amount_text(cents: int, language: Language = "de") -> str:
    """``1.234,56`` or ``1,234.56``."""
    sign = "-" if cents < 0 else ""
    text = f"{abs(cents) // 100:,}.{abs(cents) % 100:02}"
    if language == "de":
        text = text.translate(str.maketrans(",.", ".,"))
    return sign + text


def share(cents: int, percent: int) -> int:
    """So many percent of an amount, rounded as by merchants."""
    part = Decimal(cents) * percent / 100
    return int(part.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def iban(chance: np.random.Generator) -> str:
    """A German account with its check digits, in groups of four."""
    account = f"{chance.integers(10_000_000, 80_000_000)}{chance.integers(10**9, 10**10)}"
    check = 98 - int(f"{account}131400") % 97
    whole = f"DE{check:02}{account}"
    return " ".join(whole[at : at + 4] for at in range(0, len(whole), 4))


def bic(chance: np.random.Generator) -> str:
    """The name of a bank for other banks."""
    letters = "".join(chr(65 + int(chance.integers(26))) for _ in range(2))
    return f"{_one(chance, _BANKS)}{letters}{chance.integers(1, 9)}"


def vat_number(chance: np.random.Generator) -> str:
    """A German VAT number with its check digit."""
    digits = [int(chance.integers(1, 10)), *(int(each) for each in chance.integers(0, 10, 7))]
    product = 10
    for digit in digits:
        total = (digit + product) % 10 or 10
        product = 2 * total % 11
    return "DE" + "".join(map(str, digits)) + str((11 - product) % 10)


def phone(chance: np.random.Generator) -> str:
    """A telephone number in one of the ways they are written."""
    area, number, extension = (
        _one(chance, _AREAS),
        int(chance.integers(20_000, 999_999)),
        int(chance.integers(0, 999)),
    )
    ways = (
        f"{area} {number}-{extension}",
        f"{area}/{number}",
        f"({area}) {number // 100} {number % 100:02}",
        f"+49 {area[1:]} {number}-{extension}",
        f"{area} / {number // 1000} {number % 1000:03}",
        f"+49 ({area[0]}) {area[1:]} {number}",
    )
    return _one(chance, ways)


def day(chance: np.random.Generator) -> date:
    """A day of 2024 to 2026."""
    return _FIRST_DAY + timedelta(days=int(chance.integers(0, 1000)))


def date_text(day: date, language: Language, way: int = 0) -> str:
    """A day in one of three ways: in letters, in digits, with its weekday."""
    month = _MONTHS[language].split()[day.month - 1]
    if language == "en":
        ways = (
            f"{day.day} {month} {day.year}",
            f"{day:%d/%m/%Y}",
            f"{_DAYS['en'].split()[day.weekday()]}, {day.day} {month} {day.year}",
        )
    else:
        ways = (
            f"{day.day}. {month} {day.year}",
            f"{day:%d.%m.%Y}",
            f"{_DAYS['de'].split()[day.weekday()]}, {day.day}. {month} {day.year}",
        )
    return ways[way % 3]


def figures(language: Language, chance: np.random.Generator) -> dict[str, list[str]]:
    """Lists of each kind of number, for the placeholders of texts."""

    def many(count: int, low: int, high: int) -> list[int]:
        return [int(each) for each in chance.integers(low, high, count)]

    amounts = [amount_text(int(10 ** chance.uniform(2.7, 7)), language) for _ in range(16)]
    unit = "{} €" if language == "de" else "£{}"
    days = [day(chance) for _ in range(12)]
    point = "," if language == "de" else "."
    return {
        "plain_amount": amounts,
        "amount": [
            unit.format(each) if at % 3 else f"{each} EUR" for at, each in enumerate(amounts)
        ],
        "date": [date_text(each, language, at) for at, each in enumerate(days)],
        "short_date": [date_text(each, language, 1) for each in days],
        "iban": [iban(chance) for _ in range(3)],
        "bic": [bic(chance) for _ in range(3)],
        "vat": [vat_number(chance) for _ in range(3)],
        "phone": [phone(chance) for _ in range(6)],
        "percent": [f"{a}{point}{b} %" for a, b in zip(many(6, 1, 60), many(6, 1, 9), strict=True)],
        "square": [
            f"{a}{point}{b:02} m²" for a, b in zip(many(6, 9, 240), many(6, 0, 99), strict=True)
        ],
        "degrees": [f"{a} °C" for a in many(4, 4, 60)],
        "size": [
            f"{a} × {b} × {c} mm"
            for a, b, c in zip(many(4, 20, 900), many(4, 20, 900), many(4, 5, 90), strict=True)
        ],
        "time": [f"{a}:{b:02}" for a, b in zip(many(6, 7, 20), many(6, 0, 59), strict=True)],
        "small": [str(each) for each in many(8, 2, 40)],
        "large": [amount_text(each * 100, language)[:-3] for each in many(8, 100, 90_000)],
        "number": [
            f"{a}-{b}/{c}"
            for a, b, c in zip(many(8, 10, 99), many(8, 1000, 99_999), many(8, 20, 27), strict=True)
        ],
        "file": [
            f"{a} {_one(chance, ('C', 'O', 'S', 'K', 'Ca'))} {b}/{c}"
            for a, b, c in zip(many(8, 1, 40), many(8, 10, 999), many(8, 20, 27), strict=True)
        ],
        "year": [str(each) for each in many(6, 2019, 2028)],
    }


def happens(chance: np.random.Generator, probability: float) -> bool:
    """Whether it comes to pass this time."""
    return bool(chance.random() < probability)


def _one(chance: np.random.Generator, choices: Sequence[str]) -> str:
    return choices[int(chance.integers(len(choices)))]
