"""The day that a phrase means."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.core.wording.cues.deadlines import deadline
from tests.minutes import WEDNESDAY


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("bis Freitag", "2025-11-14"),
        ("bis Mittwoch", "2025-11-19"),
        ("diesen Mittwoch", "2025-11-12"),
        ("nächsten Mittwoch", "2025-11-19"),
        ("bis Sonnabend in einer Woche", "2025-11-22"),
        ("nächste Woche Freitag", "2025-11-21"),
        ("bis Donnerstag nächster Woche", "2025-11-20"),
        ("bis Ende der Woche", "2025-11-14"),
        ("bis Ende nächster Woche", "2025-11-21"),
        ("bis Ende des Monats", "2025-11-30"),
        ("bis Monatsende", "2025-11-30"),
        ("Mitte Dezember", "2025-12-15"),
        ("bis Ende Februar 2028", "2028-02-29"),
        ("bis Quartalsende", "2025-12-31"),
        ("bis Jahresende", "2025-12-31"),
        ("in zwei Wochen", "2025-11-26"),
        ("innerhalb von 14 Tagen", "2025-11-26"),
        ("in drei Monaten", "2026-02-12"),
        ("bis 15. Dezember", "2025-12-15"),
        ("bis zum fünfzehnten Dezember", "2025-12-15"),
        ("bis Freitag, den 21. November", "2025-11-21"),
        ("bis 15.12.", "2025-12-15"),
        ("bis 15.12.25", "2025-12-15"),
        ("bis 1. Januar", "2026-01-01"),
        ("bis zum 5.", "2025-12-05"),
        ("am 29. Februar", "2028-02-29"),
        ("bis KW 50", "2025-12-12"),
        ("bis KW 53", "2027-01-01"),
        ("bis Kalender Woche 3", "2026-01-16"),
        ("bis morgen Mittag", "2025-11-13"),
        ("spätestens übermorgen", "2025-11-14"),
        ("noch heute", "2025-11-12"),
    ],
)
def test_german_phrases_mean_a_day(words: str, day: str) -> None:
    found = deadline(f"Das schicke ich {words} an alle", "de", WEDNESDAY)

    assert found is not None
    assert found.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by Friday", "2025-11-14"),
        ("this Wednesday", "2025-11-12"),
        ("next Monday", "2025-11-17"),
        ("on Thursday week", "2025-11-20"),
        ("next week on Friday", "2025-11-21"),
        ("by the end of the day", "2025-11-12"),
        ("by the end of next week", "2025-11-21"),
        ("by the end of the month", "2025-11-30"),
        ("by mid-December", "2025-12-15"),
        ("by the end of the year", "2025-12-31"),
        ("by end-of-month", "2025-11-30"),
        ("within two weeks", "2025-11-26"),
        ("in the next 30 days", "2025-12-12"),
        ("in a fortnight", "2025-11-26"),
        ("by the 15th", "2025-11-15"),
        ("by the twenty-first", "2025-11-21"),
        ("by March 3rd", "2026-03-03"),
        ("by the 3rd of March", "2026-03-03"),
        ("by December 15, 2026", "2026-12-15"),
        ("by week 50", "2025-12-12"),
        ("by noon tomorrow", "2025-11-13"),
        ("the day after tomorrow", "2025-11-14"),
    ],
)
def test_english_phrases_mean_a_day(words: str, day: str) -> None:
    found = deadline(f"I will send it {words}", "en", WEDNESDAY)

    assert found is not None
    assert found.day == date.fromisoformat(day)


def test_at_the_weekend_the_end_of_the_week_is_sunday() -> None:
    found = deadline("bis Ende der Woche", "de", date(2025, 11, 15))

    assert found is not None
    assert found.day == date(2025, 11, 16)
