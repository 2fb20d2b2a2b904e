"""Diarization by channel: how loud each of the two was."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.core.recordings.parties import WINDOW, Level, parties
from pipeline.core.recordings.segments import RATE
from pipeline.core.recordings.speakers import SpeakerTurn

_SAMPLES = round(WINDOW * RATE)
_SUFFIX = ".levels"
"""Suffix of the levels' file: three floats a window, 10 MB a day.

There is none for sound with one channel.
"""


class Levels:
    """Measures both channels by window; holds 120 bytes a second."""

    def __init__(self) -> None:
        """Nothing is measured yet."""
        self._windows = array("f")
        self._rest: NDArray[np.int32] = np.zeros((0, 2), np.int32)
        self._stereo = False

    def add(self, pairs: NDArray[np.int32]) -> None:
        """Measure the next samples: rows of left and right, 16 kHz."""
        self._stereo = True
        self._measure(pairs)

    def silence(self, samples: int) -> None:
        """Count sound that is missing or has one channel: no party's."""
        for start in range(0, samples, RATE):
            self._measure(np.zeros((min(RATE, samples - start), 2), np.int32))

    def save(self, sound: Path) -> None:
        """Write the levels beside ``sound`` if there were two channels."""
        beside = sound.with_suffix(_SUFFIX)
        beside.unlink(missing_ok=True)
        if self._stereo:
            beside.write_bytes(self._windows.tobytes())

    def _measure(self, pairs: NDArray[np.int32]) -> None:
        pairs = np.concatenate((self._rest, pairs))
        whole = len(pairs) // _SAMPLES * _SAMPLES
        windows = pairs[:whole].reshape(-1, _SAMPLES, 2).astype(np.float64)
        left, right = windows[:, :, 0], windows[:, :, 1]
        means = np.stack(
            [(left * left).mean(1), (right * right).mean(1), (left * right).mean(1)], axis=1
        )
        self._windows.frombytes(means.astype(np.float32).tobytes())
        self._rest = pairs[whole:]


class ByChannel:
    """A ``Diarizer`` for calls with a party per channel.

    It finds no speakers in any other recording.
    """

    version = "channels"

    def turns(self, sound: Path, *, expected: int | None) -> tuple[SpeakerTurn, ...]:
        """Who speaks when, by the levels saved beside ``sound``.

        Empty if more than two speakers are expected.
        """
        levels = sound.with_suffix(_SUFFIX)
        if not levels.is_file() or (expected or 0) > 2:  # noqa: PLR2004 - a channel each
            return ()
        values = array("f", levels.read_bytes())
        return parties([Level(*values[place : place + 3]) for place in range(0, len(values), 3)])
