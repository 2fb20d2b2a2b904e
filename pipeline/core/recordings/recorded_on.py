"""When a recording was made, by file name or metadata.

People put the day in the name; a file's own time may be that of its conversion. So the name counts
first, and the file's time only if the name has no day or the same one. Nothing is guessed.
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
"""ISO 8601, also without hyphens, and DIN 5008."""
_HOURS = (
    re.compile(
        r"(?:[ _T,–-]{1,3}|[ _]um[ _]|[ _]at[ _])"
        r"(?P<hour>[01]?\d|2[0-3])[-.:h_](?P<minute>[0-5]\d)(?!\d)"
    ),
    re.compile(
        r"(?:[ _T,–-]{1,3}|[ _]um[ _]|[ _]at[ _])"
        r"(?P<hour>[01]\d|2[0-3])[-.:h_](?P<minute>[0-5]\d)[-.:m_]?[0-5]\d(?!\d)"
    ),
    re.compile(r"[_T-]?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:[0-5]\d)?(?!\d)"),
)
"""A time right after the day.

After a space its two numbers must be apart: four digits there may be a year.
"""


@dataclass(frozen=True, slots=True)
class RecordingTime:
    """The day of a recording, its beginning and end; None if unknown.

    ``zone`` is that of the times, empty for local time.
    """

    day: date | None = None
    begin: time | None = None
    end: time | None = None
    zone: str = ""


def recording_time(name: str, recorded: datetime | None, duration: float) -> RecordingTime:
    """When a recording was made, by its file's name and metadata.

    The file says ``recorded``; ``duration`` are seconds. Midnight to the second is a day without a
    time: containers write it so.
    """
    day, begin = _time_in_name(name)
    if begin is None and recorded is not None and day in (None, recorded.date()):
        timed = recorded.time() != time()
        zone = (recorded.tzname() or "") if timed else ""
        return _period(recorded.date(), recorded.time() if timed else None, duration, zone)
    return _period(day, begin, duration, "")


def _period(day: date | None, begin: time | None, duration: float, zone: str) -> RecordingTime:
    if day is None or begin is None:
        return RecordingTime(day)
    end = datetime.combine(day, begin) + timedelta(seconds=duration)
    return RecordingTime(day, begin, end.time(), zone)


def _time_in_name(name: str) -> tuple[date | None, time | None]:
    """The day in a file's name, and the time after it.

    None if there are several days.
    """
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
