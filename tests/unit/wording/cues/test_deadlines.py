"""By when something is due: the words that say so, and the day they mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.cues.deadlines import Deadline, deadline
from tests.minutes import WEDNESDAY

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
