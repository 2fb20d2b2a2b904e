"""Dates: as they are said, as an office writes them, and the day that is meant."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.dates import dates, year

RECORDED = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "language", "written", "when"),
    [
        ("am dreiundzwanzigsten November zweitausendsechsundzwanzig", "de", "23.11.2026", date(2026, 11, 23)),
        ("am dritten Mai", "de", "3. Mai", date(2027, 5, 3)),
        ("am 23. November 2026", "de", "23. November 2026", date(2026, 11, 23)),
        ("23. November zweitausendsechsundzwanzig", "de", "23. November 2026", date(2026, 11, 23)),
        ("vom 3.5.2026 an", "de", "03.05.2026", date(2026, 5, 3)),
        ("bis zum ersten Dritten 2027", "de", "01.03.2027", date(2027, 3, 1)),
        ("endet am 3.5. und zwar", "de", "03.05.", date(2027, 5, 3)),
        ("am 3.5.26", "de", "03.05.2026", date(2026, 5, 3)),
        ("am dritten elften sechsundzwanzig", "de", "03.11.2026", date(2026, 11, 3)),
        ("am 29. Februar", "de", "29. Februar", date(2028, 2, 29)),
        ("the twenty third of November twenty twenty six", "en", "23 November 2026", date(2026, 11, 23)),
        ("the third of May", "en", "3 May", date(2027, 5, 3)),
        ("by March first, twenty twenty seven", "en", "March 1, 2027", date(2027, 3, 1)),
        ("on March first", "en", "March 1", date(2027, 3, 1)),
        ("on May 3, twenty twenty six", "en", "May 3, 2026", date(2026, 5, 3)),
        ("on 23rd November 2026", "en", "23rd November 2026", date(2026, 11, 23)),
    ],
)
def test_a_date_is_written_as_offices_write_it(text: str, language: str, written: str, when: date) -> None:
    (found,) = dates(text, language, RECORDED)

    assert (found.written, found.when) == (written, when)


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
    assert dates(text, language, RECORDED) == ()


def test_of_two_days_before_one_month_neither_is_written_otherwise() -> None:
    (found,) = dates("am ersten und zweiten Mai", "de", RECORDED)

    assert (found.written, found.when) == ("zweiten Mai", date(2027, 5, 2))


def test_without_the_day_of_the_recording_a_date_without_a_year_has_no_day() -> None:
    assert [found.when for found in dates("am 3. Mai und am 4. Mai 2026", "de", None)] == [None, date(2026, 5, 4)]
    assert dates("am 3.5.26", "de", None) == ()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_from_its_figures(day: date) -> None:
    (found,) = dates(f"am {day.day}.{day.month}.{day.year} war", "de", None)

    assert (found.when, found.written) == (day, f"{day:%d.%m.%Y}")


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
def test_years_are_those_of_which_offices_speak(said: str, language: str, value: int | None) -> None:
    assert year(said, language) == value
