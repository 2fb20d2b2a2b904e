"""How times, days and durations are written in a draft."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from pipeline.core.wording.almanac import MONTHS
from pipeline.i18n import Language


def clock(seconds: float) -> str:
    """``hh:mm:ss``, rounded down."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}"


def duration_text(seconds: float) -> str:
    """A duration like "1 h 5 min" or "12 s", the same in all our languages."""
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    if hour:
        return f"{hour} h {minute} min"
    return f"{minute} min {second} s" if minute else f"{second} s"


def date_text(day: date, language: Language) -> str:
    """A day: 23.11.2026 after DIN 5008, or 23 November 2026 in English."""
    # Not ``%B``: its names follow the machine's locale.
    return (
        f"{day:%d.%m.%Y}"
        if language == "de"
        else f"{day.day} {MONTHS['en'][day.month - 1]} {day.year}"
    )


def amount_text(amount: Decimal, language: Language) -> str:
    """An amount with cents: 1.234,50 in German, 1,234.50 in English."""
    plain = f"{amount:,.2f}"
    return plain.translate(str.maketrans(",.", ".,")) if language == "de" else plain


def date_time_text(at: datetime, language: Language) -> str:
    """Date and time, with its zone where it has one."""
    return (
        f"{date_text(at, language)}, {time_span(at.time(), None, language)}"
        f"{f' {at.tzname()}' if at.tzinfo else ''}"
    )


def time_span(begin: time, end: time | None, language: Language) -> str:
    """A time, or a span like ``09:30–10:15 Uhr``; no span within a minute."""
    times = dict.fromkeys(f"{at:%H:%M}" for at in (begin, end) if at is not None)
    span = "–".join(times)
    return f"{span} Uhr" if language == "de" else span


def time_mark(seconds: float) -> str:
    """A place in a recording, as transcription programs jump to it.

    ``#00:12:31#``, at the end of a paragraph. Source: the convention of f4transkript, after Dresing
    & Pehl.
    """
    return f"#{clock(seconds)}#"
