"""Days as people write them in letters, in figures and in words.

German, English and American. What can be read in two ways is no day: 03/04/2026 is in March in
Boston and in April in London. What an engine misread is not repaired.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.core.wording.almanac import ANY_MONTH, ANY_WEEKDAY, month, real_day, weekday

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(
        rf"(?:(?P<weekday>{ANY_WEEKDAY})\.?,?\s+)?(?:(?:den|dem|the)\s+)?{form}", re.IGNORECASE
    )
    for form in (
        rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)",
        rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?:{_YEAR}|(?P<short>\d\d))",
        rf"(?P<day>\d\d?)(?:\.|st|nd|rd|th)?\s?(?:of\s)?(?P<name>{ANY_MONTH})\b\.?,?\s?{_YEAR}",
        rf"(?P<name>{ANY_MONTH})\b\.?\s?(?P<day>\d\d?)(?:st|nd|rd|th)?(?:,\s?|\s){_YEAR}",
        rf"(?P<one>\d\d?)(?P<sign>[/-])(?P<other>\d\d?)(?P=sign){_YEAR}",
    )
)
_CENTURY = 69
"""Two figures from here on are of the 20th century.

Source: POSIX, ``strptime``, ``%y``.
"""


def day_of(text: str) -> date | None:
    """The day that the whole of ``text`` names; None if it is not clear.

    A day of the week may stand before it, and must be the right one.
    """
    plain = " ".join(text.split()).rstrip(".,;")
    return next(
        (_day(found) for form in _FORMS if (found := form.fullmatch(plain)) is not None), None
    )


def contradicts_weekday(text: str) -> bool:
    """Whether the whole of ``text`` is a weekday and a day that was none."""
    plain = " ".join(text.split()).rstrip(".,;:)")
    for form in _FORMS:
        found = form.fullmatch(plain)
        if found is not None and found["weekday"]:
            day = _real_day(found)
            return day is not None and weekday(found["weekday"]) != day.weekday()
    return False


def _day(found: re.Match[str]) -> date | None:
    day = _real_day(found)
    named = found["weekday"]
    return None if day is None or (named and weekday(named) != day.weekday()) else day


def _real_day(found: re.Match[str]) -> date | None:
    """The day that is named, whatever the weekday before it."""
    parts = found.groupdict()
    if parts.get("short"):
        year = int(parts["short"]) + (1900 if int(parts["short"]) >= _CENTURY else 2000)
    else:
        year = int(parts["year"])
    if parts.get("one"):
        one, other = int(parts["one"]), int(parts["other"])
        days = {real_day(year, one, other), real_day(year, other, one)} - {None}
        day = days.pop() if len(days) == 1 else None
    else:
        day = real_day(
            year,
            int(parts["month"]) if parts.get("month") else month(parts["name"]),
            int(parts["day"]),
        )
    return day
