"""Labels of values, such as "Datum:", and lines with a day."""

from __future__ import annotations

import re
from datetime import date

from pipeline.core.scans.letter.head import Head, follows, overlaps_sideways, printed_text
from pipeline.core.scans.lines import Line, is_level
from pipeline.core.wording.printed_days import day_of

DATED = re.compile(
    r"(?:(?:Rechnungs|Brief|Ausstellungs)?datum|(?:Invoice |Letter )?date)\s*[:.]?", re.IGNORECASE
)
"""The label of the day on which a letter was written."""

_LABEL = re.compile(
    r".*:|(?:Ihre?|Unsere?|Your|Our|Bearbeite[rt]|Telefon|Tele[fp].*|E-?Mail"
    r"|.*datum|.* date|.* vom|.* am|.*nummer)\b.*"
)


def is_dated(strip: Line) -> bool:
    """Whether the line is a day, with or without a place before it."""
    return day_of(printed_text(strip)) is not None or placed_day(printed_text(strip)) is not None


_PLACE = re.compile(r"(?P<place>[A-ZÄÖÜ][^\d,:]{1,30}),\s(?P<day>.*\d.*)")


def placed_day(text: str) -> date | None:
    """The day in "Erfurt, den 23. November 2026".

    "Monday, 23 November 2026" has no place.
    """
    found = _PLACE.fullmatch(text)
    return day_of(found["day"]) if found and day_of(text) is None else None


def label_of(head: Head, strip: Line) -> Line | None:
    """The label of a value: left of it, or above it in a row of references."""
    left = [
        other
        for other in head.strips
        if is_level(other, strip) and other.box.right <= strip.box.left
    ]
    nearest = max(left, key=lambda other: other.box.right, default=None)
    if nearest is not None and printed_text(nearest).endswith(":"):
        return nearest
    above = [
        other for other in head.strips if follows(strip, other) and overlaps_sideways(other, strip)
    ]
    heading = max(above, key=lambda other: other.box.top, default=None)
    if (
        heading is not None
        and _LABEL.fullmatch(printed_text(heading))
        and not day_of(printed_text(heading).rpartition(":")[2])
    ):
        return heading
    return nearest if nearest is not None and DATED.fullmatch(printed_text(nearest)) else None
