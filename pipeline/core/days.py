"""Days as people write them in letters: German, English and American, in figures and in words.

What can be read in two ways is no day: 03/04/2026 is in March in Boston and in April in London. What an engine
misread is not repaired.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "januar jänner january jan",
    "februar february feb",
    "märz march mär mar mrz",
    "april apr",
    "mai may",
    "juni june jun",
    "juli july jul",
    "august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "dezember december dez dec",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}

_WEEKDAYS = (
    "montag monday mo mon",
    "dienstag tuesday di tue tues",
    "mittwoch wednesday mi wed",
    "donnerstag thursday do thu thur thurs",
    "freitag friday fr fri",
    "samstag sonnabend saturday sa sat",
    "sonntag sunday so sun",
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?:(?P<weekday>{_any(_WEEKDAY)})\.?,?\s+)?(?:(?:den|dem|the)\s+)?{form}", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?:{_YEAR}|(?P<short>\d\d))",
        rf"(?P<day>\d\d?)(?:\.|st|nd|rd|th)?\s?(?:of\s)?(?P<name>{_any(_MONTH)})\b\.?,?\s?{_YEAR}",
        rf"(?P<name>{_any(_MONTH)})\b\.?\s?(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,\s?|\s){_YEAR}",
        rf"(?P<one>\d\d?)(?P<sign>[/-])(?P<other>\d\d?)(?P=sign){_YEAR}",
    )
)
_CENTURY = 69
"""Two figures from here on are of the 20th century. Source: POSIX, ``strptime``, ``%y``."""


def day_of(text: str) -> date | None:
    """The day that ``text`` names, all of it; None if it names none, or more than one could be meant.

    A day of the week may stand before it, and must be the right one.
    """
    plain = " ".join(text.split()).rstrip(".,;")
    return next((_day(found) for form in _FORMS if (found := form.fullmatch(plain)) is not None), None)


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    if parts.get("short"):
        year = int(parts["short"]) + (1900 if int(parts["short"]) >= _CENTURY else 2000)
    else:
        year = int(parts["year"])
    if parts.get("one"):
        days = {_valid(year, *pair) for pair in ((parts["one"], parts["other"]), (parts["other"], parts["one"]))} - {
            None
        }
        day = days.pop() if len(days) == 1 else None
    else:
        month = parts.get("month") or str(_MONTH[parts["name"].lower()])
        day = _valid(year, month, parts["day"])
    weekday = parts["weekday"]
    if day is None or (weekday and _WEEKDAY[weekday.lower()] != day.weekday()):
        return None
    return day


def _valid(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None
