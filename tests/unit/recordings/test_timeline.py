"""Where frames stand: gaps, late starts, joints and damaged timestamps."""

from collections.abc import Iterable
from fractions import Fraction

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recordings.timeline import Timeline

RATE = 8000
FRAME = 0.02
YEAR = 365 * 86_400.0


def frames(times: Iterable[float | None]) -> list[av.AudioFrame]:
    made = []
    for time in times:
        frame = av.AudioFrame(format="s16", layout="mono", samples=round(FRAME * RATE))
        frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
        frame.pts = None if time is None else round(time * RATE)
        made.append(frame)
    return made


def stretch(start: float, seconds: float) -> list[float]:
    return [start + FRAME * number for number in range(round(seconds / FRAME))]


def placed(times: Iterable[float | None], timeline: Timeline) -> list[tuple[float, float]]:
    """Where silence of what length was put in."""
    found, at = [], 0.0
    for frame in [*frames(times), None]:
        for silence, each in timeline.rest() if frame is None else timeline.place(frame):
            if silence:
                found.append((round(at, 2), round(silence, 2)))
            at += silence + each.samples / RATE
    assert at == pytest.approx(timeline.position)
    return found


def timeline(*, announced: float = 0.0, resets: bool = False, start: float = 0.0) -> Timeline:
    return Timeline(start=start, announced=announced, resets=resets)


def test_a_gap_is_filled_though_the_file_announces_no_length() -> None:
    assert placed([*stretch(0, 10), *stretch(40, 9)], timeline()) == [(10, 30)]


def test_sound_that_begins_late_is_counted_from_the_containers_start() -> None:
    assert placed(stretch(1.4 + 3, 5), timeline(start=1.4)) == [(0, 3)]


def test_many_small_gaps_add_up() -> None:
    times = [time for step in range(100) for time in stretch(step * 1.15, 1)]

    silences = placed(times, timeline())

    assert sum(silence for _, silence in silences) == pytest.approx(99 * 0.15, abs=0.3)


def test_a_long_silence_is_believed_if_the_sound_goes_on_from_there() -> None:
    assert placed([*stretch(0, 2), *stretch(7200, 40)], timeline()) == [(2, 7198)]


def test_a_last_word_after_hours_is_believed_if_it_is_one_or_if_the_length_says_so() -> None:
    assert placed([*stretch(0, 2), *stretch(7200, 1)], timeline()) == [(2, 7198)]
    assert placed([*stretch(0, 2), 7200.0], timeline()) == []
    assert placed([*stretch(0, 2), 7200.0], timeline(announced=7200)) == [(2, 7198)]


@pytest.mark.parametrize("wrong", [9 * YEAR, 3.0, 700.0])
def test_a_damaged_timestamp_makes_no_hole(wrong: float) -> None:
    times = stretch(0, 4)
    times[100] = wrong

    assert placed(times, timeline()) == []


def test_a_cluster_with_a_damaged_timestamp_makes_no_hole() -> None:
    assert placed([*stretch(0, 5), *stretch(YEAR, 5), *stretch(10, 5)], timeline()) == []


@pytest.mark.parametrize("second", [0.0, 3.3])
def test_a_second_recording_joined_to_the_first_follows_it(second: float) -> None:
    assert placed([*stretch(0, 10), *stretch(second, 10)], timeline()) == []


def test_a_step_back_that_is_taken_back_makes_no_hole() -> None:
    assert placed([*stretch(0, 30), *stretch(2, 1), *stretch(31, 4)], timeline()) == []


def test_the_clock_of_another_recorder_makes_no_hole() -> None:
    times = [*stretch(0, 5), *stretch(40_000, 40)]

    assert placed(times, timeline(resets=True)) == []
    assert placed(times, timeline()) == [(5, 39_995)]


def test_frames_without_a_time_follow_each_other() -> None:
    assert placed([0.0, None, None, None, 0.08], timeline()) == []


@given(st.lists(st.floats(-10, 1e6) | st.none(), max_size=60))
def test_no_frame_is_lost_or_out_of_order(times: list[float | None]) -> None:
    line, made = timeline(), frames(times)

    out = [each for frame in made for _, each in line.place(frame)]
    out += [each for _, each in line.rest()]

    assert [id(frame) for frame in out] == [id(frame) for frame in made]
