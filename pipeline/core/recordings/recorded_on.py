"""When something took place, as far as the name of its file or the file itself says so; nothing is guessed.

Whoever names a file names the day; a file's own time may be that of its conversion. So the name counts first, and the
file's time only where the name has no day or the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pipeline.core.wording.almanac import real_day

_FIRST_YEAR, _LAST_YEAR = 1950, 2099
"""Eight digits of other years are the number of a file."""

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAYS = tuple(
    re.compile(rf"(?<!\d){day}")
    for day in (
        rf"{_YEAR}([-._ ])(?P<month>\d\d)\2(?P<day>\d\d)(?!\d)",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=(?:\d{{4}}|\d{{6}})?(?!\d))",
        rf"(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}(?!\d)",
        rf"(?P<day>\d\d)[-_](?P<month>\d\d)[-_]{_YEAR}(?!\d)",
    )
)
"""ISO 8601, without hyphens as telephones write it, and as DIN 5008 writes it."""
_HOURS = (
    re.compile(
        r"(?:[ _T,–-]{1,3}|[ _]um[ _]|[ _]at[ _])(?P<hour>[01]?\d|2[0-3])[-.:h_](?P<minute>[0-5]\d)(?!\d)"
    ),
    re.compile(
        r"(?:[ _T,–-]{1,3}|[ _]um[ _]|[ _]at[ _])(?P<hour>[01]\d|2[0-3])[-.:h_](?P<minute>[0-5]\d)[-.:m_]?[0-5]\d(?!\d)"
    ),
    re.compile(r"[_T-]?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:[0-5]\d)?(?!\d)"),
)
"""A time right behind the day. Behind a space its two numbers are apart: four digits there may be a year."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, and from when to when; None where nobody knows. ``zone``: of these times, empty for that of the place."""

    day: date | None = None
    begin: time | None = None
    end: time | None = None
    zone: str = ""


def when(name: str, recorded: datetime | None, duration: float) -> When:
    """When a recording of ``duration`` seconds was made: its file is called ``name`` and says of itself ``recorded``.

    Midnight to the second is a day without a time: containers write it so.
    """
    day, begin = _named(name)
    if begin is None and recorded is not None and day in (None, recorded.date()):
        timed = recorded.time() != time()
        zone = (recorded.tzname() or "") if timed else ""
        return _lasting(recorded.date(), recorded.time() if timed else None, duration, zone)
    return _lasting(day, begin, duration, "")


def _lasting(day: date | None, begin: time | None, duration: float, zone: str) -> When:
    if day is None or begin is None:
        return When(day)
    end = datetime.combine(day, begin) + timedelta(seconds=duration)
    return When(day, begin, end.time(), zone)


def _named(name: str) -> tuple[date | None, time | None]:
    """The day, and the time behind it, that a file's name says; none if it names several days."""
    found = dict(_days(name))
    if len(found) != 1:
        return None, None
    ((day, end),) = found.items()
    hour = next(filter(None, (pattern.match(name, end) for pattern in _HOURS)), None)
    return day, time(int(hour["hour"]), int(hour["minute"])) if hour else None


def _days(name: str) -> Iterator[tuple[date, int]]:
    """Each day in a name, and where it ends."""
    for pattern in _DAYS:
        for match in pattern.finditer(name):
            day = real_day(int(match["year"]), int(match["month"]), int(match["day"]))
            if day and _FIRST_YEAR <= day.year <= _LAST_YEAR:
                yield day, match.end()
