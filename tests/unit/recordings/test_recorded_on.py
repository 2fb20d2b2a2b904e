from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from pipeline.core.recordings.recorded_on import RecordingTime, recording_time

DAY = date(2026, 11, 23)
QUARTER = 900.0


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-23.m4a",
        "Bauausschuss 2026-11-23.m4a",
        "20261123.wav",
        "2026_11_23 Rat.mp3",
        "Rat vom 23.11.2026.mp3",
        "Rat 23-11-2026.mp3",
        "PTT-20261123-WA0007.opus",
        "2026-11-23 7 Punkte.m4a",
        "2026-11-23 2024 Etat.m4a",
        "2026-11-23-12.m4a",
        "2026-11-23 und noch einmal 23.11.2026.m4a",
    ],
)
def test_a_name_says_the_day_as_people_and_telephones_write_it(name: str) -> None:
    assert recording_time(name, None, QUARTER) == RecordingTime(DAY)


@pytest.mark.parametrize(
    "name",
    [
        "2026-11-23 09-30.m4a",
        "2026-11-23 09-30-15.m4a",
        "20261123_0930.wav",
        "20261123_093015.wav",
        "20261123093015.wav",
        "2026-11-23T09:30:15.wav",
        "2026-11-23 at 9.30.m4a",
        "Rat vom 23.11.2026 um 9.30 Uhr.mp3",
        "Rat 23.11.2026, 09.30 Uhr.mp3",
    ],
)
def test_a_time_behind_the_day_is_the_beginning_and_the_duration_gives_the_end(name: str) -> None:
    assert recording_time(name, None, QUARTER) == RecordingTime(DAY, time(9, 30), time(9, 45))


@pytest.mark.parametrize(
    "name",
    [
        "Sitzung.m4a",
        "31.02.2026.m4a",
        "2026-13-01.m4a",
        "12345678.wav",
        "18451123.wav",
        "19450508.wav",
        "0202611231.wav",
        "2026-11-23 bis 2026-11-24.m4a",
        "23.11.26.m4a",
    ],
)
def test_what_is_no_day_or_several_days_says_nothing(name: str) -> None:
    assert recording_time(name, None, QUARTER) == RecordingTime()


def test_what_the_file_says_of_itself_counts_where_its_name_says_nothing() -> None:
    recorded = datetime(2026, 11, 23, 23, 50, tzinfo=UTC)

    assert recording_time("Sitzung.m4a", recorded, QUARTER) == RecordingTime(
        DAY, time(23, 50), time(0, 5), "UTC"
    )


def test_a_file_that_knows_only_the_day_has_no_time() -> None:
    assert recording_time(
        "Sitzung.m4a", datetime(2026, 11, 23, tzinfo=UTC), QUARTER
    ) == RecordingTime(DAY)


def test_the_name_counts_more_than_a_time_that_may_be_that_of_a_conversion() -> None:
    later = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)

    assert recording_time("2026-11-23.m4a", later, QUARTER) == RecordingTime(DAY)
    assert recording_time("2026-11-23 09-30.m4a", later, QUARTER) == RecordingTime(
        DAY, time(9, 30), time(9, 45)
    )


def test_a_file_of_the_day_that_its_name_says_adds_the_time() -> None:
    recorded = datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=1)))

    assert recording_time("2026-11-23.m4a", recorded, QUARTER) == RecordingTime(
        DAY, time(9, 30), time(9, 45), "UTC+01:00"
    )
