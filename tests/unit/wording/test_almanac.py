"""Names of months and weekdays, and days that there are."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.almanac import (
    ANY_MONTH,
    ANY_WEEKDAY,
    MONTH,
    MONTHS,
    WEEKDAY,
    WEEKDAYS,
    month,
    real_day,
    weekday,
)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_name_has_its_number(language: str) -> None:
    assert [month(name) for name in MONTHS[language]] == list(range(1, 13))
    assert [weekday(name) for name in WEEKDAYS[language]] == list(range(7))


def test_names_of_regions_and_abbreviations_mean_the_same() -> None:
    assert (month("Jänner"), month("Feber"), month("Mrz"), month("DEC")) == (1, 2, 3, 12)
    assert (weekday("Sonnabend"), weekday("Do"), weekday("thurs")) == (5, 3, 3)


def test_the_patterns_find_the_names_of_a_language_or_of_both() -> None:
    assert re.fullmatch(MONTH["de"], "Jänner")
    assert not re.fullmatch(MONTH["en"], "Mai")
    assert re.fullmatch(WEEKDAY["de"], "Sonnabend")
    assert not re.fullmatch(WEEKDAY["de"], "Mo")
    assert re.fullmatch(f"{ANY_WEEKDAY} {ANY_MONTH}", "mo sept")


@given(st.dates())
def test_a_day_that_there_is_is_real(day: date) -> None:
    assert real_day(day.year, day.month, day.day) == day


@pytest.mark.parametrize(
    ("year", "month_", "day"),
    [(2026, 2, 29), (2026, 13, 1), (2026, 4, 31), (0, 1, 1), (None, 2, 30)],
)
def test_a_day_that_there_is_not_is_none(year: int | None, month_: int, day: int) -> None:
    assert real_day(year, month_, day) is None


def test_without_a_year_there_is_a_29_february() -> None:
    assert real_day(None, 2, 29) is not None
