"""By when something is due: the words that say so, and the day they mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.cues.deadlines import Deadline, deadline

WEDNESDAY = date(2025, 11, 12)
PHRASES = {
    "de": (
        *(
            "bis Freitag",
            "nächsten Mittwoch",
            "bis Ende des Monats",
            "in zwei Wochen",
            "bis 15. Dezember",
            "bis KW 50",
        ),
        *(
            "bis zum 31.",
            "am 29. Februar",
            "bis Ende nächster Woche",
            "übermorgen",
            "bis Jahresende",
            "bis KW 53",
        ),
        *(
            "bis Ende Juni",
            "bis Ende des Quartals",
            "in einem Monat",
            "Mitte der Woche",
            "Anfang nächsten Monats",
        ),
    ),
    "en": (
        *(
            "by Friday",
            "end of next week",
            "by the 15th",
            "by March 3rd",
            "next Monday",
            "in 31 days",
            "by week 53",
        ),
        *(
            "by the end of the month",
            "in a fortnight",
            "by the day after tomorrow",
            "by the end of the quarter",
        ),
    ),
}


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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "bis nächsten Freitag"),  # of this week or of the next: people do not agree
        ("en", "by next Friday"),
        ("de", "bis zur nächsten Sitzung"),
        ("de", "bis März"),  # before it begins, or before it ends
        ("en", "by the next meeting"),
        ("en", "by March"),
        ("de", "bis 12. November 2024"),
        ("de", "bis 31. November"),
        ("de", "bis 31. November 2026"),
        ("de", "bis KW 54"),
    ],
)
def test_words_that_mean_no_certain_day_are_kept_without_one(language: str, words: str) -> None:
    assert deadline(words, language, WEDNESDAY) == Deadline(words, None, limit=True)


def test_at_the_weekend_the_end_of_the_week_is_sunday() -> None:
    found = deadline("bis Ende der Woche", "de", date(2025, 11, 15))

    assert found is not None
    assert found.day == date(2025, 11, 16)


def test_a_limit_counts_before_a_day_that_is_named_first() -> None:
    assert deadline(
        "Am Montag rufe ich an und bis Freitag schreibe ich", "de", WEDNESDAY
    ) == Deadline("bis Freitag", date(2025, 11, 14), limit=True)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Guten Morgen, um 12 Uhr gibt es Essen"),
        ("en", "You may go by 5 or march on"),
        ("de", "im 3. Punkt"),
    ],
)
def test_times_of_day_greetings_and_other_numbers_are_no_dates(language: str, said: str) -> None:
    assert deadline(said, language, WEDNESDAY) is None


def test_without_the_day_of_the_recording_only_the_words_are_known() -> None:
    assert deadline("bis Freitag", "de", None) == Deadline("bis Freitag", None, limit=True)


@pytest.mark.parametrize(
    ("language", "words"), [(language, one) for language in PHRASES for one in PHRASES[language]]
)
@given(today=st.dates(date(1999, 1, 1), date(2399, 12, 31)))
def test_what_looks_forward_never_means_a_day_that_is_past(
    language: str, words: str, today: date
) -> None:
    found = deadline(words, language, today)

    assert found is not None
    assert found.day is None or today <= found.day <= today + timedelta(days=366 * 8 + 1)
