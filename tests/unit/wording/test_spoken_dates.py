"""Dates: as they are said, and as an office writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.spoken_dates import dates_in, year

RECORDED = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("am dreiundzwanzigsten November zweitausendsechsundzwanzig", "de", "23.11.2026"),
        ("am dritten Mai", "de", "3. Mai"),
        ("am 23. November 2026", "de", "23. November 2026"),
        ("23. November zweitausendsechsundzwanzig", "de", "23. November 2026"),
        ("vom 3.5.2026 an", "de", "03.05.2026"),
        ("bis zum ersten Dritten 2027", "de", "01.03.2027"),
        ("endet am 3.5. und zwar", "de", "03.05."),
        ("am 3.5.26", "de", "03.05.2026"),
        ("am dritten elften sechsundzwanzig", "de", "03.11.2026"),
        ("am 29. Februar", "de", "29. Februar"),
        ("the twenty third of November twenty twenty six", "en", "23 November 2026"),
        ("the third of May", "en", "3 May"),
        ("by March first, twenty twenty seven", "en", "March 1, 2027"),
        ("on March first", "en", "March 1"),
        ("on May 3, twenty twenty six", "en", "May 3, 2026"),
        ("on 23rd November 2026", "en", "23rd November 2026"),
    ],
)
def test_a_date_is_written_as_offices_write_it(text: str, language: str, written: str) -> None:
    (found,) = dates_in(text, language, RECORDED)

    assert found.written == written


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("am 31. Februar", "de"),
        ("am zweiten zweiten Weihnachtstag", "de"),
        ("am ersten dritten und vierten Tag", "de"),
        ("Version 3.5 läuft", "de"),
        ("nächsten Freitag", "de"),
        ("am 3.5.85", "de"),
        ("zweitausendundeins Nächte", "de"),
        ("In March first results came", "en"),
        ("I may second the motion", "en"),
        ("the thirty first of June", "en"),
        ("le 3 mai", "fr"),
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str, language: str) -> None:
    assert dates_in(text, language, RECORDED) == ()


def test_of_two_days_before_one_month_neither_is_written_otherwise() -> None:
    (found,) = dates_in("am ersten und zweiten Mai", "de", RECORDED)

    assert found.written == "zweiten Mai"


def test_without_the_day_of_the_recording_a_year_of_two_figures_makes_no_date() -> None:
    assert dates_in("am 3.5.26", "de", None) == ()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_from_its_figures(day: date) -> None:
    (found,) = dates_in(f"am {day.day}.{day.month}.{day.year} war", "de", None)

    assert found.written == f"{day:%d.%m.%Y}"


@pytest.mark.parametrize(
    ("said", "language", "value"),
    [
        ("nineteen eighty nine", "en", 1989),
        ("twenty twenty", "en", 2020),
        ("nineteen oh five", "en", 1905),
        ("two thousand and nineteen", "en", 2019),
        ("twenty five", "en", None),
        ("nineteen five", "en", None),
        ("neunzehnhundertneunundachtzig", "de", 1989),
        ("dreitausend", "de", None),
    ],
)
def test_years_are_those_of_which_offices_speak(
    said: str, language: str, value: int | None
) -> None:
    assert year(said, language) == value
