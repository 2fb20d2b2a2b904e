"""Times, days and durations as a draft has them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from pipeline.core.wording.formatting import (
    clock,
    date_text,
    date_time_text,
    duration_text,
    time_mark,
    time_span,
)


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "00:00:00"), (59.9, "00:00:59"), (3661, "01:01:01")]
)
def test_the_clock_shows_the_second_that_has_begun(seconds: float, written: str) -> None:
    assert clock(seconds) == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "0 s"), (59.6, "1 min 0 s"), (61, "1 min 1 s"), (3900, "1 h 5 min")],
)
def test_a_duration_has_the_units_that_suit_its_length(seconds: float, written: str) -> None:
    assert duration_text(seconds) == written


def test_a_day_is_written_as_its_readers_write_it() -> None:
    assert date_text(date(2026, 11, 3), "de") == "03.11.2026"
    assert date_text(date(2026, 11, 3), "en") == "3 November 2026"


def test_a_time_has_its_zone_if_it_is_known() -> None:
    at = datetime(2026, 11, 3, 9, 5, tzinfo=UTC)

    assert date_time_text(at, "de") == "03.11.2026, 09:05 Uhr UTC"
    assert date_time_text(at.replace(tzinfo=None), "en") == "3 November 2026, 09:05"


def test_a_span_within_a_minute_is_one_time() -> None:
    begin, end = time(9, 30, 5), time(9, 30, 50)

    assert time_span(begin, end, "de") == "09:30 Uhr"
    assert time_span(begin, time(10, 15), "de") == "09:30–10:15 Uhr"
    assert time_span(begin, None, "en") == "09:30"


@pytest.mark.parametrize(
    ("seconds", "mark"), [(0, "#00:00:00#"), (751.99, "#00:12:31#"), (360000, "#100:00:00#")]
)
def test_a_time_mark_names_the_second_that_has_begun(seconds: float, mark: str) -> None:
    assert time_mark(seconds) == mark
