"""The day that a phrase like "bis Freitag" or "end of March" means.

All phrases look forward from the day on which they are said: a day without a year is the next one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from pipeline.core.wording.almanac import MONTH, month, real_day, weekday
from pipeline.core.wording.numerals import value_of

_FRIDAY, _SUNDAY, _DECEMBER = 4, 6, 12
_CENTURY = 100
"""Below this a year has two figures: "15.12.25"."""

DayRule = Callable[[re.Match[str], date], date | None]
"""The day that a phrase means, from its match and today."""


def no_day(_match: re.Match[str], _today: date) -> None:
    """No day: "bis zur nächsten Sitzung", "by March"."""
    return


def days_ahead(days: int) -> DayRule:
    """The day that comes this many days after today."""
    return lambda _match, today: today + timedelta(days)


def weekday_ahead(match: re.Match[str], today: date) -> date | None:
    """The weekday that comes next, or the one of next week.

    None for "nächsten Freitag", said on a Wednesday: people do not agree which one that is.
    """
    wanted = weekday(match["weekday"])
    how = (match["how"] or "").lower()
    monday = today - timedelta(today.weekday())
    if match["week"]:
        return monday + timedelta(7 + wanted)
    ahead = (wanted - today.weekday()) % 7
    if how.startswith(("dies", "this")):
        return today + timedelta(ahead)
    if how.startswith(("näch", "next")) and wanted > today.weekday():
        return None
    return today + timedelta(ahead or 7)


def weekday_after_next(match: re.Match[str], today: date) -> date | None:
    """The weekday a week after the one that comes next: "Thursday week"."""
    day = weekday_ahead(match, today)
    return day and day + timedelta(7)


def day_and_month(language: str) -> DayRule:
    """The next "15. März", or the one of the year that is named."""

    def reckon(match: re.Match[str], today: date) -> date | None:
        day = value_of(match["day"], language) or 0
        of = int(match["month"]) if match["month"].isdigit() else month(match["month"])
        if match["year"]:
            year = int(match["year"])
            return real_day(year if year >= _CENTURY else 2000 + year, of, day)
        return _next_date(of, day, today)

    return reckon


def _next_date(month: int, day: int, today: date) -> date | None:
    """The next time that a day of the year comes.

    29 February comes within eight years.
    """
    years = range(today.year, today.year + 9)
    days = (real_day(year, month, day) for year in years)
    return next((found for found in days if found and found >= today), None)


def day_of_month(language: str) -> DayRule:
    """The next "15th", within three months."""

    def reckon(match: re.Match[str], today: date) -> date | None:
        day = value_of(match["day"], language) or 0
        months = (_first_of_month(today, months) for months in range(3))
        days = (first.replace(day=day) for first in months if 1 <= day <= _last_of_month(first).day)
        return next((found for found in days if found >= today), None)

    return reckon


def _first_of_month(today: date, months: int) -> date:
    """The first day of the month this many months after today's."""
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def after_a_while(language: str) -> DayRule:
    """The day some days, weeks or months from today."""

    def reckon(match: re.Match[str], today: date) -> date | None:
        count = value_of(match["count"], language) or 0
        unit = match["unit"].lower()
        if unit.startswith(("tag", "day")):
            return today + timedelta(count)
        if unit.startswith(("woche", "week")):
            return today + timedelta(7 * count)
        first = _first_of_month(today, count)
        return first.replace(day=min(today.day, _last_of_month(first).day))

    return reckon


def edge_of_period(language: str) -> DayRule:
    """The beginning, middle or end of a week, month, quarter or year.

    Months are as § 192 BGB understands them. Weeks of work end on Fridays.
    """

    def reckon(match: re.Match[str], today: date) -> date | None:
        edge, unit = match["edge"].lower(), match["unit"].lower()
        ahead = int((match["how"] or "").lower().startswith(("näch", "komm", "next")))
        if unit.startswith(("woche", "week")):
            monday = today + timedelta(7 * ahead - today.weekday())
            friday = monday + timedelta(_FRIDAY)
            days = {
                "a": monday,
                "m": monday + timedelta(2),
                "e": friday if friday >= today else monday + timedelta(_SUNDAY),
            }
        elif re.fullmatch(MONTH[language], unit, re.IGNORECASE):
            of = month(unit)
            year = (
                int(match["year"])
                if match["year"]
                else today.year + ((of, 28) < (today.month, today.day - 3))
            )
            days = _edges(date(year, of, 1))
        elif unit.startswith(("monat", "month")):
            days = _edges(_first_of_month(today, ahead))
        elif unit.startswith("quart"):
            days = {
                "e": _last_of_month(_first_of_month(today, 2 - (today.month - 1) % 3 + 3 * ahead))
            }
        else:
            days = {"e": date(today.year + ahead, _DECEMBER, 31)}
        return days.get(_EDGES[edge])

    return reckon


_EDGES = {
    "anfang": "a",
    "mitte": "m",
    "ende": "e",
    "beginning": "a",
    "start": "a",
    "middle": "m",
    "mid": "m",
    "end": "e",
}


def _edges(first: date) -> dict[str, date]:
    return {"a": first, "m": first.replace(day=15), "e": _last_of_month(first)}


def calendar_week(match: re.Match[str], today: date) -> date | None:
    """The Friday of a calendar week, or its Sunday if that has passed."""
    week = int(match["week"])
    years = (today.isocalendar().year, today.isocalendar().year + 1)
    having = [year for year in years if 0 < week <= date(year, _DECEMBER, 28).isocalendar().week]
    days = (
        date.fromisocalendar(year, week, weekday + 1)
        for year in having
        for weekday in (_FRIDAY, _SUNDAY)
    )
    return next((day for day in days if day >= today), None)
