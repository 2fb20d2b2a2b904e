from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.loudness import gains

levels = st.lists(st.floats(-120, 0))


@given(levels)
def test_nothing_is_made_quieter_and_nothing_louder_than_thirty_decibels(
    found: list[float],
) -> None:
    assert len(gains(found)) == len(found)
    assert all(0 <= gain <= 30 for gain in gains(found))


@given(levels)
def test_what_is_loud_enough_stays_as_it_is_and_so_does_what_is_near_it(found: list[float]) -> None:
    added = gains(found)

    for step, level in enumerate(found):
        if level >= -30:
            assert not any(added[max(0, step - 2) : step + 3])


@given(levels)
def test_no_step_is_raised_above_what_is_loud_enough(found: list[float]) -> None:
    assert all(
        level + gain <= max(level, -30 + 1e-9)
        for level, gain in zip(found, gains(found), strict=True)
    )


@given(levels, st.floats(-30, 30))
def test_raising_never_turns_the_order_of_neighbouring_gains(
    found: list[float], shift: float
) -> None:
    """The louder all of it is, the less is added, everywhere."""
    quieter, louder = sorted((0.0, shift))

    for more, less in zip(
        gains([level + quieter for level in found]),
        gains([level + louder for level in found]),
        strict=True,
    ):
        assert more >= less


def test_a_far_voice_is_raised_after_a_near_one_has_ended() -> None:
    added = gains([-20.0] * 6 + [-50.0] * 6)

    assert added == [0.0] * 8 + [20.0] * 4
    assert all(before <= after for before, after in pairwise(added))
