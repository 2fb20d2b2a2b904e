from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.office.retries import (
    ATTEMPTS,
    STARTS,
    Again,
    BusySeconds,
    Failure,
    GiveUp,
    Patience,
    exhausted,
    next_attempt,
    patience,
    usual_share,
)


@given(st.integers(min_value=1, max_value=10**6))
def test_a_machine_in_the_way_is_waited_for_for_ever_but_never_longer_than_five_minutes_at_once(
    attempt: int,
) -> None:
    decision = next_attempt(Failure.MACHINE, attempt=attempt)

    assert isinstance(decision, Again)
    assert timedelta(seconds=2) <= decision.wait <= timedelta(minutes=5)


@given(st.sampled_from([Failure.NATIVE, Failure.FAULT]), st.integers(min_value=1, max_value=100))
def test_crashes_and_faults_get_three_attempts(failure: Failure, attempt: int) -> None:
    assert isinstance(next_attempt(failure, attempt=attempt), GiveUp) == (attempt >= ATTEMPTS)


@given(
    st.sampled_from([Failure.MACHINE, Failure.NATIVE, Failure.FAULT]),
    st.integers(min_value=1, max_value=ATTEMPTS - 2),
)
def test_each_wait_is_longer_than_the_one_before(failure: Failure, attempt: int) -> None:
    first, second = (
        next_attempt(failure, attempt=attempt),
        next_attempt(failure, attempt=attempt + 1),
    )

    assert isinstance(first, Again)
    assert isinstance(second, Again)
    assert second.wait > first.wait


@given(st.integers(min_value=0, max_value=100))
def test_work_that_takes_the_machine_down_again_and_again_is_given_up(starts: int) -> None:
    assert exhausted(unfinished_starts=starts) == (starts >= STARTS)


@given(st.floats(1, 10**5), st.floats(0, 10))
def test_no_attempt_lasts_longer_than_the_settings_say(limit: float, usual: float) -> None:
    for failed in range(ATTEMPTS):
        seconds = patience(failed=failed).seconds(limit, usual=usual)
        assert 0 < seconds <= limit
        assert getattr(seconds, "most", 0) <= limit


def test_a_first_attempt_is_short_the_second_long_and_the_third_shorter() -> None:
    tries = [patience(failed=failed).seconds(300, usual=0.2) for failed in range(4)]

    assert tries == [60, 300, 150, 150]
    assert isinstance(tries[0], BusySeconds)
    assert tries[0].most == 240


def test_opening_a_large_file_may_take_longer_from_the_beginning() -> None:
    small, large = (
        Patience.FIRST.seconds(3600, usual=usual_share(size, limit=3600))
        for size in (3_000, 50_000_000)
    )

    assert 30 < small < 60
    assert 1500 < large < 1600
