from __future__ import annotations

from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.segments import (
    RATE,
    WINDOW,
    Region,
    Segment,
    bursts,
    pack,
    speech_regions,
)

LONGEST = 28.0


@st.composite
def apart(draw: st.DrawFn) -> tuple[Region, ...]:
    """Regions in order, some touching, none longer than a segment."""
    regions, place = [], 0
    for gap, length in draw(
        st.lists(st.tuples(st.integers(0, 60 * RATE), st.integers(1, int(LONGEST * RATE))))
    ):
        regions.append(Region(place + gap, place + gap + length))
        place += gap + length
    return tuple(regions)


def runs() -> st.SearchStrategy[array[float]]:
    """Probabilities that stay for a while, as those of speech and silence do."""
    run = st.tuples(st.integers(1, 1200), st.sampled_from((0.0, 0.2, 0.4, 0.45, 0.6, 0.9, 1.0)))
    return st.lists(run, max_size=12).map(
        lambda runs: array("f", [odds for many, odds in runs for _ in range(many)])
    )


@given(apart())
def test_packing_keeps_every_region_once_and_in_order(regions: tuple[Region, ...]) -> None:
    segments = pack(regions, longest=LONGEST)

    assert tuple(region for segment in segments for region in segment.regions) == regions
    assert [segment.number for segment in segments] == list(range(1, len(segments) + 1))
    assert all(segment.duration <= LONGEST for segment in segments)


@given(apart())
def test_packing_makes_no_segment_that_the_one_before_has_room_for(
    regions: tuple[Region, ...],
) -> None:
    segments = pack(regions, longest=LONGEST)

    for before, after in pairwise(segments):
        first = after.regions[0].samples / RATE
        assert before.duration + first > LONGEST


@given(runs(), st.integers(0, WINDOW - 1), st.floats(1, 30))
def test_regions_of_speech_are_bounded_apart_and_in_the_recording(
    odds: array[float], missing: int, longest: float
) -> None:
    samples = max(0, len(odds) * WINDOW - missing)

    regions = speech_regions(odds, samples=samples, longest=longest)

    assert all(region.samples <= longest * RATE for region in regions)
    assert all(a.end <= b.start for a, b in pairwise(regions))
    assert not regions or regions[-1].end <= samples


@given(runs())
def test_no_sample_of_sure_speech_is_lost(odds: array[float]) -> None:
    regions = speech_regions(odds, samples=len(odds) * WINDOW, longest=LONGEST)

    heard = bytearray(len(odds))
    for region in regions:
        for window in range(region.start // WINDOW, -(-region.end // WINDOW)):
            heard[window] = 1
    for window in range(len(odds) - 4):
        if all(
            odds[near] >= 0.5 for near in range(window, window + 4)
        ):  # long enough to be more than a blip
            assert all(heard[window : window + 4])


@given(apart().filter(bool), st.lists(st.floats(-5, 100, allow_nan=False), min_size=2))
def test_times_never_run_backwards_and_stay_in_the_regions(
    regions: tuple[Region, ...], times: list[float]
) -> None:
    segment = Segment(1, regions)

    places = [segment.at(seconds) for seconds in sorted(times)]

    assert places == sorted(places)
    assert all(
        any(r.start <= place * RATE + 1e-3 and place * RATE <= r.end + 1e-3 for r in regions)
        for place in places
    )


@given(apart().filter(bool), st.data())
def test_every_sample_of_a_region_is_found_at_its_own_place(
    regions: tuple[Region, ...], data: st.DataObject
) -> None:
    segment = Segment(1, regions)
    index = data.draw(st.integers(0, len(regions) - 1))
    into = data.draw(st.integers(0, regions[index].samples - 1))
    before = sum(region.samples for region in regions[:index])

    place = segment.at((before + into) / RATE)

    assert place == pytest.approx((regions[index].start + into) / RATE, abs=1e-6)


@given(apart().filter(bool), st.floats(0, 60), st.floats(0, 10))
def test_a_word_stays_in_one_region_and_keeps_its_order(
    regions: tuple[Region, ...], start: float, length: float
) -> None:
    first, last = Segment(1, regions).span(start, start + length)

    assert first <= last
    assert any(r.start <= first * RATE + 1e-3 and last * RATE <= r.end + 1e-3 for r in regions)


def test_a_word_over_left_out_silence_does_not_last_as_long_as_the_silence() -> None:
    segment = Segment(1, (Region(0, RATE), Region(61 * RATE, 63 * RATE)))

    assert segment.span(0.9, 1.5) == (61.0, 61.5)
    assert segment.span(0.5, 1.2) == (0.5, 1.0)


def test_where_two_regions_meet_the_later_one_begins() -> None:
    segment = Segment(1, (Region(0, RATE), Region(5 * RATE, 6 * RATE)))

    assert segment.at(1.0) == 5.0
    assert segment.at(2.0) == 6.0
    assert (segment.start, segment.end, segment.duration) == (0.0, 6.0, 2.0)


def test_long_speech_is_cut_where_the_speaker_hesitates() -> None:
    odds = array("f", [0.9] * 1200)
    odds[780:786] = array("f", [0.4] * 6)

    first, second = speech_regions(odds, samples=1200 * WINDOW, longest=LONGEST)

    assert first.end == second.start
    assert 780 <= first.end / WINDOW <= 786


def test_a_short_pause_does_not_end_a_region_and_a_long_one_does() -> None:
    pause = RATE // 2 // WINDOW
    short = array("f", [0.9] * 30 + [0.0] * (pause - 1) + [0.9] * 30)
    long = array("f", [0.9] * 30 + [0.0] * (pause + 1) + [0.9] * 30)

    assert len(speech_regions(short, samples=len(short) * WINDOW, longest=LONGEST)) == 1
    assert len(speech_regions(long, samples=len(long) * WINDOW, longest=LONGEST)) == 2


@pytest.mark.parametrize(("pause", "left_out"), [(1.0, 0.0), (1.9, 0.0), (3.0, 2.2)])
def test_a_pause_of_two_seconds_is_kept_and_of_a_longer_one_the_margins(
    pause: float, left_out: float
) -> None:
    odds = array("f", [0.9] * 60 + [0.0] * round(pause * RATE / WINDOW) + [0.9] * 60)

    first, second = speech_regions(odds, samples=len(odds) * WINDOW, longest=LONGEST)

    assert (second.start - first.end) / RATE == pytest.approx(left_out, abs=0.02)


def test_a_click_is_not_speech() -> None:
    odds = array("f", [0.0] * 20 + [0.9] + [0.0] * 40)

    assert speech_regions(odds, samples=len(odds) * WINDOW, longest=LONGEST) == ()


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="a region has samples"):
        Region(5, 5)
    with pytest.raises(ValueError, match="regions in time order"):
        Segment(1, (Region(5, 9), Region(8, 10)))
    with pytest.raises(ValueError, match="longer than"):
        pack((Region(0, 40 * RATE),), longest=28.0)


def test_bursts_end_with_a_breath_of_a_tenth_of_a_second() -> None:
    odds = [0.0] * 10 + [0.9] * 20 + [0.1] * 5 + [0.9] * 20 + [0.1] * 3 + [0.9] * 10 + [0.1] * 10

    found = bursts(odds, samples=len(odds) * WINDOW)

    assert [(each.start, each.end) for each in found] == [
        (10 * WINDOW - 480, 30 * WINDOW + 480),
        (35 * WINDOW - 480, 68 * WINDOW + 480),
    ]


def test_a_burst_is_longer_than_a_quarter_of_a_second_and_may_end_with_the_recording() -> None:
    odds = [0.9] * 7 + [0.1] * 10 + [0.9] * 9

    found = bursts(odds, samples=len(odds) * WINDOW - 100)

    assert [(each.start, each.end) for each in found] == [(17 * WINDOW - 480, 26 * WINDOW - 100)]
