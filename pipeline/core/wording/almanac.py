"""Months, weekdays and real days, by their German and English names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}
_WEEKDAYS = {
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}
_AUSTRIAN, _NORTHERN = {"Jänner": 1, "Feber": 2}, {"Sonnabend": 5}
_SHORT_MONTHS = (
    "jan",
    "feb",
    "mär mar mrz",
    "apr",
    "",
    "jun",
    "jul",
    "aug",
    "sept sep",
    "okt oct",
    "nov",
    "dez dec",
)
_SHORT_WEEKDAYS = (
    "mo mon",
    "di tue tues",
    "mi wed",
    "do thu thur thurs",
    "fr fri",
    "sa sat",
    "so sun",
)

MONTHS = {language: tuple(names.split()) for language, names in _MONTHS.items()}
"""By language, the months from January on."""

WEEKDAYS = {language: tuple(names.split()) for language, names in _WEEKDAYS.items()}
"""By language, the weekdays from Monday on."""


def _numbers(
    names: Iterable[str], short: Iterable[str], also: dict[str, int], first: int
) -> dict[str, int]:
    """The number of each name and abbreviation, in small letters.

    ``first`` is the number of the first ones.
    """
    found = {name: number for of in names for number, name in enumerate(of.split(), first)} | also
    found |= {name: number for number, of in enumerate(short, first) for name in of.split()}
    return {name.lower(): number for name, number in found.items()}


_MONTH = _numbers(_MONTHS.values(), _SHORT_MONTHS, _AUSTRIAN, 1)
_WEEKDAY = _numbers(_WEEKDAYS.values(), _SHORT_WEEKDAYS, _NORTHERN, 0)


def _any(names: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(names, key=lambda name: (-len(name), name))) + ")"


MONTH = {"de": _any([*MONTHS["de"], *_AUSTRIAN]), "en": _any(MONTHS["en"])}
"""By language, a pattern of a month's name, "Jänner" among them."""

WEEKDAY = {"de": _any([*WEEKDAYS["de"], *_NORTHERN]), "en": _any(WEEKDAYS["en"])}
"""By language, a pattern of a weekday's name, "Sonnabend" among them."""

ANY_MONTH, ANY_WEEKDAY = _any(_MONTH), _any(_WEEKDAY)
"""The same in both languages, with abbreviations, in small letters.

Without the point after an abbreviation.
"""

_LEAP = 2024
"""A year that has every day."""


def month(name: str) -> int:
    """The number of a month, from 1, by any name or abbreviation."""
    return _MONTH[name.lower()]


def weekday(name: str) -> int:
    """The number of a weekday, from 0 for Monday, by any of its names."""
    return _WEEKDAY[name.lower()]


def real_day(year: int | None, month: int, day: int) -> date | None:
    """The day, or None if there is no such day, as 31 February.

    Without ``year`` 29 February is a day.
    """
    try:
        return date(_LEAP if year is None else year, month, day)
    except ValueError:
        return None
