from io import BytesIO

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.segments import RATE
from pipeline.recordings.gain import raise_quiet_stretches

LOUD, QUIET = 10_000, 30


def raised(samples: list[int]) -> list[int]:
    pcm = BytesIO(np.array(samples, "<i2").tobytes())
    raise_quiet_stretches(pcm)
    return [int(sample) for sample in np.frombuffer(pcm.getvalue(), "<i2")]


def tone(level: int, seconds: float) -> list[int]:
    return [level, -level] * round(seconds * RATE / 2)


def test_a_quiet_stretch_becomes_louder_and_a_loud_one_stays_as_it_is() -> None:
    found = raised(tone(LOUD, 4) + tone(QUIET, 4))

    assert found[: 4 * RATE] == tone(LOUD, 4)
    assert min(map(abs, found[6 * RATE :])) > 10 * QUIET


def test_nothing_comes_of_silence_and_of_no_sound() -> None:
    assert raised([0] * RATE) == [0] * RATE
    assert raised([]) == []


@given(st.lists(st.tuples(st.integers(0, 32_767), st.floats(0, 1)), max_size=6))
def test_no_sample_is_lost_made_quieter_or_turned_over(parts: list[tuple[int, float]]) -> None:
    samples = [sample for level, seconds in parts for sample in tone(level, seconds)]

    found = raised(samples)

    assert len(found) == len(samples)
    assert all(
        abs(after) >= abs(before) and after * before >= 0
        for before, after in zip(samples, found, strict=True)
    )
