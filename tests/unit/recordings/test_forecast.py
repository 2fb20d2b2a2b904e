"""Which model a machine bears, and how long an hour of speech takes it."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.models.forecast import (
    COSTS,
    Advice,
    Machine,
    Trial,
    advice,
    advice_text,
    forecasts,
    rounded_time,
)
from pipeline.engines.official_models import OFFICIAL
from pipeline.engines.speech_models import EMBEDDED
from pipeline.translations import translator

OFFICE_PC = Machine(cores=4, memory_bytes=16 << 30, listeners=1)
QUICK, SLOW = Trial("base", 1.0), Trial("base", 12.0)


def test_every_official_model_has_a_cost() -> None:
    assert set(COSTS) == {EMBEDDED, *OFFICIAL}


def test_a_usual_machine_is_advised_turbo() -> None:
    advised = advice(OFFICE_PC, QUICK, current="base")

    assert advised is not None
    assert advised.model == "large-v3-turbo"
    assert advised.hour is not None
    assert 600 < advised.hour < 3600


def test_a_slow_machine_is_advised_nothing() -> None:
    assert advice(OFFICE_PC, SLOW, current="base") is None


def test_a_machine_in_between_is_advised_small() -> None:
    advised = advice(OFFICE_PC, Trial("base", 5.0), current="base")

    assert advised is not None
    assert advised.model == "small"


def test_memory_that_is_too_small_is_heeded() -> None:
    advised = advice(Machine(4, 4_000_000_000, 1), QUICK, current="base")

    assert advised is not None
    assert advised.model == "small"
    assert advice(Machine(4, 3_000_000_000, 1), QUICK, current="base") is None


def test_each_listener_has_a_model_of_its_own_and_shares_the_work() -> None:
    one, two = (
        next(each for each in forecasts(Machine(8, 16 << 30, many), QUICK) if each.model == "base")
        for many in (1, 2)
    )

    assert two.needs_bytes - one.needs_bytes == COSTS["base"].memory_bytes
    assert one.hour is not None
    assert two.hour == one.hour / 2


def test_without_a_trial_cores_and_memory_decide_and_no_time_is_told() -> None:
    assert advice(OFFICE_PC, None, current="base") == Advice("large-v3-turbo", None)
    assert advice(Machine(0, 16 << 30, 1), None, current="base") is None


def test_a_better_model_than_the_advised_is_left_alone() -> None:
    assert advice(OFFICE_PC, QUICK, current="large-v3-turbo") is None
    assert advice(OFFICE_PC, QUICK, current="large-v3") is None


def test_of_a_model_of_ones_own_nothing_is_said() -> None:
    assert advice(OFFICE_PC, QUICK, current="kanzlei") is None
    assert {each.hour for each in forecasts(OFFICE_PC, Trial("kanzlei", 1))} == {None}


def test_on_a_card_the_makers_speeds_count() -> None:
    hours = {
        each.model: each.hour for each in forecasts(OFFICE_PC, Trial("base", 0.5, on_card=True))
    }

    assert hours["base"] == 90
    assert hours["large-v3"] == 90 * 7


@given(st.sampled_from(sorted(COSTS)), st.floats(0.01, 600), st.floats(1.1, 10))
def test_a_trial_that_takes_longer_never_makes_an_hour_shorter(
    model: str, seconds: float, times: float
) -> None:
    quicker = forecasts(OFFICE_PC, Trial(model, seconds))
    slower = forecasts(OFFICE_PC, Trial(model, seconds * times))

    for quick, slow in zip(quicker, slower, strict=True):
        assert quick.hour is not None
        assert slow.hour is not None
        assert quick.hour < slow.hour
        assert quick.bearable or not slow.bearable


def test_the_advice_is_one_line_in_both_languages() -> None:
    with_time, without = Advice("large-v3-turbo", 2093.3), Advice("small", None)

    assert advice_text("base", with_time, translator("de")) == (
        "Gehört mit base; large-v3-turbo wäre genauer: geschätzt etwa 35 min für eine Stunde "
        "Sprache auf diesem Rechner. Wie man es einrichtet, sagt: schreibstube models recommend"
    )
    assert advice_text("base", without, translator("en")) == (
        "Heard with base; small would be more accurate. How long that takes here, and how to get "
        "it, says: schreibstube models recommend"
    )


def test_times_are_no_more_exact_than_an_estimate() -> None:
    seconds = (0, 20, 95, 540, 700, 3300, 3590, 5100, 36_000)

    assert [rounded_time(each) for each in seconds] == [
        "1 min",
        "1 min",
        "2 min",
        "9 min",
        "10 min",
        "55 min",
        "1 h 0 min",
        "1 h 25 min",
        "10 h 0 min",
    ]
