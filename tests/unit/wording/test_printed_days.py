from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.printed_days import contradicts_weekday, day_of


@pytest.mark.parametrize(
    "text",
    [
        "23.11.2026",
        "23. 11. 2026",
        "23.11.26",
        "23. November 2026",
        "23.November 2026",
        "23. Nov. 2026",
        "Montag, den 23. November 2026",
        "Mo 23.11.2026",
        "den 23.11.2026",
        "2026-11-23",
        "November 23, 2026",
        "November 23rd, 2026",
        "Nov. 23, 2026",
        "23 November 2026",
        "23rd November 2026",
        "23rd of November, 2026",
        "Monday, 23 November 2026",
        "NOVEMBER 23, 2026",
        "23/11/2026",
        "11/23/2026",
        "23. November 2026,",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day_of(text) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026",
        "l3.11.2026",
        "23.ll.2026",
        "31.02.2026",
        "2026-13-01",
        "November 2026",
        "23.11.",
        "Rechnung",
        "",
        "am",
    ],
)
def test_what_is_misread_incomplete_or_could_be_two_days_is_none(text: str) -> None:
    assert day_of(text) is None


def test_a_day_and_a_weekday_that_do_not_agree_are_none() -> None:
    assert day_of("Dienstag, 23. November 2026") is None


def test_more_than_a_day_is_none() -> None:
    assert day_of("Ihr Schreiben vom 23.11.2026") is None


@given(st.dates(min_value=date(1969, 1, 1), max_value=date(2068, 12, 31)))
def test_two_figures_of_a_year_are_in_the_century_around_us(day: date) -> None:
    assert day_of(f"{day:%d.%m.%y}") == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert day_of(text) is None or any(character.isdigit() for character in text)


def test_a_weekday_can_contradict_its_day() -> None:
    assert contradicts_weekday("Montag, den 3.11.2026")
    assert not contradicts_weekday("Dienstag, den 3.11.2026")
    assert not contradicts_weekday("3.11.2026")
    assert not contradicts_weekday("Montag, 31.02.2026")
    assert not contradicts_weekday("Montag und 3.11.2026")
