"""Frames of any form become raw sound."""

from io import BytesIO

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.core.recordings.segments import RATE
from pipeline.recordings.mixdown import Mixdown


def frame(*levels: int, layout: str = "", samples: int = RATE) -> av.AudioFrame:
    """Constant sound: a level for each channel."""
    planes = np.tile(np.array(levels, np.int16), samples)[None]
    made = av.AudioFrame.from_ndarray(
        planes, format="s16", layout=layout or f"{len(levels)} channels"
    )
    made.sample_rate = RATE
    return made


def sound(target: BytesIO) -> NDArray[np.int16]:
    return np.frombuffer(target.getvalue(), "<i2")


@pytest.mark.parametrize("count", [3, 6, 8, 24, 32])
def test_each_of_many_channels_can_be_had_alone(count: int) -> None:
    targets = [BytesIO() for _ in range(count)]
    mixdown = Mixdown(targets, tuple(range(count)))

    mixdown.write(frame(*range(100, 100 + count)))
    mixdown.finish()

    assert [set(sound(target)) for target in targets] == [{100 + n} for n in range(count)]
    assert (mixdown.written, mixdown.heard, mixdown.most_channels) == (RATE, RATE, count)


def test_without_a_choice_all_channels_are_in_the_mix() -> None:
    target = BytesIO()
    mixdown = Mixdown([target])

    mixdown.write(frame(700, layout="mono"))
    mixdown.write(frame(200, 400, layout="stereo"))
    mixdown.write(frame(0, 0, 0, 600, 0, 0, layout="5.1"))
    mixdown.write_silence(10)
    mixdown.finish()

    assert list(sound(target)[:: RATE // 2]) == [700, 700, 300, 300, 100, 100, 0]
    assert mixdown.written == len(sound(target)) == 3 * RATE + 10
    assert mixdown.heard == 3 * RATE


def test_short_frames_are_where_they_belong_whatever_comes_between() -> None:
    target = BytesIO()
    mixdown = Mixdown([target])

    for level in (100, 200):
        mixdown.write(frame(level, layout="mono", samples=50))
    mixdown.write_silence(10)
    mixdown.write(frame(600, 800, layout="stereo", samples=20))
    mixdown.write(frame(400, layout="mono", samples=RATE))
    mixdown.finish()

    expected = np.repeat([100, 200, 0, 700, 400], [50, 50, 10, 20, RATE])
    assert np.array_equal(sound(target), expected)
    assert (mixdown.written, mixdown.heard) == (RATE + 130, RATE + 120)


def test_a_channel_that_ends_midway_goes_on_in_what_there_is() -> None:
    targets = [BytesIO(), BytesIO()]
    mixdown = Mixdown(targets, (0, 1))

    mixdown.write(frame(200, 400, layout="stereo"))
    mixdown.write(frame(500, layout="mono"))
    mixdown.finish()

    assert [list(sound(target)[:: RATE // 2]) for target in targets] == [
        [200, 200, 500, 500],
        [400, 400, 0, 0],
    ]


def test_more_channels_than_are_looked_at_do_no_harm() -> None:
    target = BytesIO()
    mixdown = Mixdown([target])

    mixdown.write(frame(*[320] * 32, *[9000] * 8))
    mixdown.finish()

    assert set(sound(target)) == {320}
    assert mixdown.most_channels == 40


def test_opposite_channels_are_noticed_and_subtracted() -> None:
    noticed = Mixdown([BytesIO()])
    noticed.write(frame(300, -300, layout="stereo"))
    noticed.finish()
    target = BytesIO()
    mixdown = Mixdown([target], polarity=-1)

    mixdown.write(frame(300, -300, layout="stereo"))
    mixdown.finish()

    assert noticed.out_of_phase
    assert set(sound(target)) == {300}
