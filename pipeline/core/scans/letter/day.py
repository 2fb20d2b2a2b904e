"""The day on which a letter was written."""

from __future__ import annotations

from datetime import date

from pipeline.core.scans.letter.head import Head, printed_text, reliable
from pipeline.core.scans.letter.labels import DATED, label_of, placed_day
from pipeline.core.scans.letter.numbers import DocumentLine
from pipeline.core.scans.lines import Line
from pipeline.core.wording.printed_days import day_of


def letter_day(head: Head, heading: DocumentLine | None) -> date | None:
    """The day after a label, a place, alone, or in an invoice's line."""
    ranks = (
        [day for strip in head.strips if (day := _labelled_day(head, strip)) is not None],
        [
            day
            for strip in head.strips
            if reliable(strip) and (day := placed_day(printed_text(strip))) is not None
        ],
        [
            day
            for strip in head.strips
            if reliable(strip)
            and (day := day_of(printed_text(strip))) is not None
            and label_of(head, strip) is None
        ],
        [heading.day] if heading and heading.day else [],
    )
    days = next((days for days in ranks if days), [])
    return days[0] if len(set(days)) == 1 else None


def _labelled_day(head: Head, strip: Line) -> date | None:
    """The day after "Datum:" in the same strip, beside it or below it."""
    label = DATED.match(printed_text(strip))
    if label is None:
        return None
    rest = printed_text(strip)[label.end() :].strip()
    if rest:
        return day_of(rest) if reliable(strip) else None
    values = [other for other in head.strips if label_of(head, other) is strip and reliable(other)]
    return next((day for other in values if (day := day_of(printed_text(other))) is not None), None)
