from array import array

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.segments import RATE, WINDOW
from pipeline.core.recordings.voice_activity import VoiceActivity, raised_odds

STEP = WINDOW / RATE


def test_a_window_is_voice_from_a_probability_of_one_half() -> None:
    assert VoiceActivity((0.4, 0.5, 0.9)).seconds(0, 3 * STEP) == 2 * STEP


def test_times_beyond_the_sound_hold_no_voice() -> None:
    activity = VoiceActivity((1.0,) * 10)

    assert activity.seconds(-5, 60) == 10 * STEP
    assert activity.seconds(40, 60) == 0


@given(st.lists(st.floats(0, 1), max_size=90), st.tuples(*[st.floats(0, 3)] * 3))
def test_each_window_belongs_to_one_of_two_neighbouring_stretches(
    odds: list[float], times: tuple[float, float, float]
) -> None:
    activity = VoiceActivity(tuple(odds))
    start, middle, end = sorted(times)

    both = activity.seconds(start, middle) + activity.seconds(middle, end)

    assert abs(both - activity.seconds(start, end)) < 1e-9


def test_each_swelling_of_the_sound_is_a_burst() -> None:
    syllable = (60.0, 75.0, 80.0, 70.0)

    assert VoiceActivity((1.0,) * 20, syllable * 5).bursts(0, 20 * STEP) == 5
    assert VoiceActivity((1.0,) * 20, (70.0,) * 20).bursts(0, 20 * STEP) == 1
    assert VoiceActivity((1.0,) * 20, syllable * 5).bursts(8 * STEP, 16 * STEP) == 2


def test_sound_that_was_not_measured_has_no_bursts() -> None:
    assert VoiceActivity((1.0,) * 20).bursts(0, 20 * STEP) == 0


def spoken(*lengths: int, pause: int = 10) -> VoiceActivity:
    """Loud for so many windows each, with pauses between."""
    levels = [level for length in lengths for level in [70.0] * length + [30.0] * pause]
    return VoiceActivity((0.9,) * len(levels), tuple(levels))


def test_pulses_are_what_is_equally_long_between_pauses() -> None:
    assert spoken(12, 13, 11, 12, 13, 12).pulses(0, 60) == 6
    assert spoken(12, 40, 3, 25, 70, 8).pulses(0, 60) == 0
    assert spoken(12, 12, 12).pulses(0, 60) == 0
    assert VoiceActivity((0.9,) * 50).pulses(0, 60) == 0


def test_a_short_pause_inside_a_word_parts_no_pulses() -> None:
    word = [70.0] * 4 + [30.0] * 5 + [70.0] * 12 + [30.0] * 12

    assert VoiceActivity((0.9,) * 33 * 7, tuple(word * 7)).pulses(0, 60) == 7


def test_a_detector_that_is_unsure_of_all_speech_nearby_is_believed_sooner() -> None:
    telephone = [0.3, 0.5, 0.6, 0.55] * 40

    raised = raised_odds(telephone)

    assert min(raised) > 0.5
    assert max(raised) == 1.0


def test_where_it_is_sure_or_hears_nobody_nothing_changes() -> None:
    sure, nobody = [0.2, 0.4] * 300 + [0.95] * 30, [0.1, 0.6, 0.1, 0.2] * 100

    assert raised_odds(sure) == array("f", sure)
    assert raised_odds(nobody) == array("f", nobody)
    assert raised_odds([]) == array("f")


@given(st.lists(st.floats(0, 1, width=32), max_size=900))
def test_no_odds_are_lost_lowered_or_above_one(odds: list[float]) -> None:
    raised = raised_odds(odds)

    assert len(raised) == len(odds)
    assert all(before <= after <= 1 for before, after in zip(odds, raised, strict=True))
