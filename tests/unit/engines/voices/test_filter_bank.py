"""Mel filter banks are Kaldi's."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.core.recordings.segments import RATE
from pipeline.engines.voices.filter_bank import FILTERS, FilterBank


def _rising_tone() -> NDArray[np.float32]:
    """Two seconds of a tone that rises from 200 Hz."""
    seconds = np.arange(2 * RATE) / RATE
    return (0.3 * np.sin(2 * np.pi * (200 + 900 * seconds) * seconds)).astype(np.float32)


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        (0, (-2.962, 3.317, -3.178, -2.845, 0.0)),
        (70, (2.141, -0.759, 0.035, -1.827, 0.0)),
        (147, (0.413, -0.759, -6.438, 11.522, 0.0)),
    ],
)
def test_features_are_those_of_kaldi(frame: int, expected: tuple[float, ...]) -> None:
    """Expected: kaldi-native-fbank 1.23.0 without dither, 80 filters, less the mean of frames."""
    features = FilterBank().of(_rising_tone(), [(0.5, 2.0)])

    assert features.shape == (1, 148, FILTERS)
    assert features[0, frame, [0, 20, 40, 60, 79]].tolist() == pytest.approx(expected, abs=2e-3)


def test_a_shorter_stretch_ends_in_zeros() -> None:
    features = FilterBank().of(_rising_tone(), [(0.0, 1.5), (0.0, 0.5)])

    assert features[1, :48].any()
    assert not features[1, 48:].any()


def test_a_stretch_shorter_than_a_frame_has_one() -> None:
    assert FilterBank().of(_rising_tone(), [(0.0, 0.01)]).shape == (1, 1, FILTERS)
