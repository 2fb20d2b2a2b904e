"""Until when: days that are named by speaking of them, found and reckoned from the day on which that was.

All of them look forward, so a day without a year is the next one. Phrases that two people understand in two ways
("nächsten Freitag", on a Wednesday) and those that name no day ("bis zur nächsten Sitzung", "by March") are
found, too, but are no day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.core.wording.almanac import MONTH, WEEKDAY, month, real_day, weekday
from pipeline.core.wording.numerals import COUNT, PLACE, worth

_FRIDAY, _SUNDAY, _DECEMBER = 4, 6, 12


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when something is due: the words, the day they mean, and whether they set a limit ("bis", "by")."""

    words: str
    day: date | None
    limit: bool


def deadline(text: str, language: str, today: date | None) -> Deadline | None:
    """The first limit in ``text``, or else the first day it names; None if there is neither.

    Its ``day`` is None where the words mean none, where it would lie before ``today``, or without ``today``.
    """
    found: list[tuple[bool, int, int, Deadline]] = []
    for rank, (pattern, reckon) in enumerate(_PHRASES[language]):
        for match in re.finditer(
            rf"\b(?P<limit>{_LIMIT[language]})?(?:{pattern})", text, re.IGNORECASE
        ):
            limit = bool(
                match["limit"] and re.search(_LIMITING[language], match["limit"], re.IGNORECASE)
            )
            day = _reckoned(reckon, match, today) if today else None
            found.append((not limit, match.start(), rank, Deadline(match[0].strip(), day, limit)))
    return min(found, key=lambda one: one[:3])[3] if found else None


_Reckoning = Callable[[re.Match[str], date], date | None]


def _reckoned(reckon: _Reckoning, match: re.Match[str], today: date) -> date | None:
    day = reckon(match, today)
    return day if day is None or day >= today else None


def _nothing(_match: re.Match[str], _today: date) -> None:
    return None


def _in_days(days: int) -> _Reckoning:
    return lambda _match, today: today + timedelta(days)


def _weekday(match: re.Match[str], today: date) -> date | None:
    wanted = weekday(match["weekday"])
    how = (match["how"] or "").lower()
    monday = today - timedelta(today.weekday())
    if match["week"]:
        return monday + timedelta(7 + wanted)
    ahead = (wanted - today.weekday()) % 7
    if how.startswith(("dies", "this")):
        return today + timedelta(ahead)
    if how.startswith(("näch", "next")) and wanted > today.weekday():
        return None  # this week's or the next one's: people do not agree
    return today + timedelta(ahead or 7)


def _weekday_later(match: re.Match[str], today: date) -> date | None:
    """Seven days after the one that comes next: "Thursday week"."""
    day = _weekday(match, today)
    return day and day + timedelta(7)


def _month_day(language: str) -> _Reckoning:
    def reckon(match: re.Match[str], today: date) -> date | None:
        day = worth(match["day"], language) or 0
        of = int(match["month"]) if match["month"].isdigit() else month(match["month"])
        if match["year"]:
            year = int(match["year"])
            return real_day(year if year > 99 else 2000 + year, of, day)  # noqa: PLR2004 - "15.12.25"
        return _next(of, day, today)

    return reckon


def _next(month: int, day: int, today: date) -> date | None:
    """The next time that a day of the year comes; within eight years, for the sake of 29 February."""
    years = range(today.year, today.year + 9)
    days = (real_day(year, month, day) for year in years)
    return next((found for found in days if found and found >= today), None)


def _day_of_month(language: str) -> _Reckoning:
    def reckon(match: re.Match[str], today: date) -> date | None:
        day = worth(match["day"], language) or 0
        months = (_month_after(today, months) for months in range(3))
        days = (first.replace(day=day) for first in months if 1 <= day <= _last(first).day)
        return next((found for found in days if found >= today), None)

    return reckon


def _month_after(today: date, months: int) -> date:
    """The first day of the month so many after this one."""
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)


def _last(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _after(language: str) -> _Reckoning:
    def reckon(match: re.Match[str], today: date) -> date | None:
        count = worth(match["count"], language) or 0
        unit = match["unit"].lower()
        if unit.startswith(("tag", "day")):
            return today + timedelta(count)
        if unit.startswith(("woche", "week")):
            return today + timedelta(7 * count)
        first = _month_after(today, count)
        return first.replace(day=min(today.day, _last(first).day))

    return reckon


def _edge(language: str) -> _Reckoning:
    """Begin, middle and end of a stretch of time, as § 192 BGB understands those of a month; weeks of work end on Fridays."""

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
            days = _edges(_month_after(today, ahead))
        elif unit.startswith("quart"):
            days = {"e": _last(_month_after(today, 2 - (today.month - 1) % 3 + 3 * ahead))}
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
    return {"a": first, "m": first.replace(day=15), "e": _last(first)}


def _calendar_week(match: re.Match[str], today: date) -> date | None:
    """The Friday of it, or its Sunday if that is all that is left."""
    week = int(match["week"])
    years = (today.isocalendar().year, today.isocalendar().year + 1)
    having = [year for year in years if 0 < week <= date(year, _DECEMBER, 28).isocalendar().week]
    days = (
        date.fromisocalendar(year, week, weekday + 1)
        for year in having
        for weekday in (_FRIDAY, _SUNDAY)
    )
    return next((day for day in days if day >= today), None)


_LIMIT = {
    "de": r"(?:bis |spätestens |allerspätestens |(?:noch )?vor |innerhalb (?:von )?|am |zum |zur |"
    r"im |in |an |der |den |dem |ab |noch |"
    rf"{WEEKDAY['de']},? )+",
    "en": r"(?:by |before |until |till |no later than |not later than |within |on |in |at |due |"
    r"the |latest |midday |noon |lunchtime |"
    rf"{WEEKDAY['en']},? )+",
}
_LIMITING = {
    "de": r"\b(?:bis|(?:aller)?spätestens|vor|innerhalb)\b",
    "en": r"\b(?:by|before|until|till|than|within|due)\b",
}


def _german() -> tuple[tuple[str, _Reckoning], ...]:
    weekdays, months, count, ordinal = WEEKDAY["de"], MONTH["de"], COUNT["de"], PLACE["de"]
    year = r"(?:\s(?P<year>20\d\d))?\b"
    how = r"(?P<how>diese[nmrs]?|nächste[nmrs]?|kommende[nmrs]?)"
    return (
        (rf"(?P<day>{ordinal}|\d{{1,2}}) (?P<month>{months}){year}", _month_day("de")),
        (
            r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?P<year>(?:20)?\d\d)?(?!\d)",
            _month_day("de"),
        ),
        (rf"(?P<edge>anfang|mitte|ende) (?P<how>)(?P<unit>{months}){year}", _edge("de")),
        (
            (
                rf"(?P<edge>anfang|mitte|ende) (?:de[rs] )?(?:{how} |laufenden )?(?P<unit>woche|"
                rf"monats?|jahres|quartals)(?P<year>)\b"
            ),
            _edge("de"),
        ),
        (
            (
                r"(?P<how>)(?P<year>)(?P<unit>monats|jahres|quartals|wochen)(?P<edge>anfang|"
                r"mitte|ende)\b"
            ),
            _edge("de"),
        ),
        (rf"(?P<week>(?:nächste|kommende) woche )(?P<how>)(?P<weekday>{weekdays})\b", _weekday),
        (rf"(?P<week>)(?P<how>)(?P<weekday>{weekdays}) in (?:einer|1) woche\b", _weekday_later),
        (
            (
                rf"(?:{how} )?(?P<weekday>{weekdays})(?:abend|mittag|morgen|früh)?\b"
                rf"(?P<week> (?:der )?(?:nächste[rn]?|kommende[rn]?) woche)?"
            ),
            _weekday,
        ),
        (rf"(?<=in )(?P<count>{count}) (?P<unit>tagen?|wochen?|monat(?:en)?)\b", _after("de")),
        (
            (
                rf"(?<=innerhalb )(?:von )?(?:der nächsten )?(?P<count>{count}) (?P<unit>tagen?|"
                rf"wochen?|monat(?:en)?)\b"
            ),
            _after("de"),
        ),
        (r"(?:kw|kalender ?woche) ?(?P<week>\d{1,2})\b", _calendar_week),
        (r"übermorgen\b", _in_days(2)),
        (r"(?<!guten )(?<!am )(?<!jeden )morgen\b", _in_days(1)),
        (r"heute\b(?: abend| mittag| nachmittag)?", _in_days(0)),
        (rf"(?<=bis zum )(?P<day>{ordinal})(?! (?:punkt|quartal|tag|mal))", _day_of_month("de")),
        (r"(?<=bis )(?P<day>\d{1,2}\.)(?=\s*$|,| [a-zäöü])", _day_of_month("de")),
        (
            (
                r"(?<=bis )(?:zu[mr] )?(?:nächste[nrs]? |kommende[nrs]? )?(?:sitzung|versammlung|"
                r"treffen|mal|termin|besprechung|konferenz|woche|monat|jahr)\b"
            ),
            _nothing,
        ),
        (
            (
                rf"(?<=bis )(?:zum |im )?(?:{months}|weihnachten|ostern|pfingsten|silvester|"
                rf"sommer|herbst|winter|frühjahr|sommerferien)\b"
            ),
            _nothing,
        ),
    )


def _english() -> tuple[tuple[str, _Reckoning], ...]:
    weekdays, months, count, ordinal = WEEKDAY["en"], MONTH["en"], COUNT["en"], PLACE["en"]
    year = r"(?:,? (?P<year>20\d\d))?\b"
    how = r"(?P<how>this coming|coming|this|next)"
    return (
        (rf"(?P<month>{months}) (?:the )?(?P<day>{ordinal}|\d{{1,2}}\b){year}", _month_day("en")),
        (rf"(?P<day>{ordinal}|\d{{1,2}}) (?:of )?(?P<month>{months}){year}", _month_day("en")),
        (
            (
                rf"(?P<edge>end|beginning|start|middle|mid)(?: of |-| )(?P<how>)"
                rf"(?P<unit>{months}){year}"
            ),
            _edge("en"),
        ),
        (
            (
                rf"(?P<edge>end|beginning|start|middle) of (?:the )?(?:{how} )?(?P<unit>week|"
                rf"month|quarter|year)(?P<year>)\b"
            ),
            _edge("en"),
        ),
        (r"(?P<edge>end)(?P<how>)-of-(?P<unit>week|month|quarter|year)(?P<year>)\b", _edge("en")),
        (
            r"(?:the )?(?:end of (?:the |this )?(?:day|business)|close of (?:play|business)|eod)\b",
            _in_days(0),
        ),
        (rf"(?P<week>next week )(?P<how>)(?:on )?(?P<weekday>{weekdays})\b", _weekday),
        (rf"(?P<week>)(?P<how>)(?P<weekday>{weekdays}) week\b", _weekday_later),
        (rf"(?:{how} )?(?P<weekday>{weekdays})\b(?P<week> next week)?", _weekday),
        (
            (
                rf"(?<=in )(?:the next )?(?P<count>{count}) (?P<unit>days?|weeks?|months?)"
                rf"(?:' time)?\b"
            ),
            _after("en"),
        ),
        (
            rf"(?<=within )(?:the next )?(?P<count>{count}) (?P<unit>days?|weeks?|months?)\b",
            _after("en"),
        ),
        (r"(?:(?<=in )|(?<=within ))a fortnight\b", _in_days(14)),
        (r"(?:calendar )?week (?P<week>\d{1,2})\b", _calendar_week),
        (r"the day after tomorrow\b", _in_days(2)),
        (r"(?<!day after )tomorrow\b", _in_days(1)),
        (r"(?:today|tonight)\b", _in_days(0)),
        (rf"(?<=the )(?P<day>{ordinal})(?= *[,.!?]|$| and| at| so|, )", _day_of_month("en")),
        (
            (
                r"(?:(?<=by )|(?<=before )|(?<=until ))(?:our |the |then )?(?:next )?"
                r"(?:meeting|session|time we meet|week|month|year)\b"
            ),
            _nothing,
        ),
        (
            (
                rf"(?:(?<=by )|(?<=before )|(?<=until ))(?:{months}|christmas|easter|summer|"
                rf"autumn|spring|winter|new year)\b"
            ),
            _nothing,
        ),
    )


_PHRASES = {"de": _german(), "en": _english()}
