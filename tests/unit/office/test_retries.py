from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.office.retries import (
    ATTEMPTS,
    STARTS,
    Again,
    Failure,
    GiveUp,
    exhausted,
    next_attempt,
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
