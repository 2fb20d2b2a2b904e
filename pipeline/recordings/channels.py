"""How loud each channel was; diarization by channel."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.core.recordings.channels.parties import WINDOW, Level, parties
from pipeline.core.recordings.segments import RATE
from pipeline.core.recordings.speakers import SpeakerTurn

_SAMPLES = round(WINDOW * RATE)
_SUFFIX = ".levels"
"""Suffix of the levels' file: a row a window, 4 MB a day and column.

The first column is the mean product of the first two channels, the others are the channels' mean
squares.
"""
_PAIR = 3
"""Columns of two channels."""


class Levels:
    """Measures channels by window; holds 40 bytes a second for each."""

    def __init__(self) -> None:
        """Nothing is measured yet."""
        self._runs: list[tuple[int, array[float]]] = []
        self._rest: NDArray[np.int16] = np.zeros((0, 1), np.int16)

    def add(self, samples: NDArray[np.int16]) -> None:
        """Measure the next samples: a column for each channel, 16 kHz."""
        channels = samples.shape[1]
        if channels != self._rest.shape[1]:  # the sound changed its form
            self._rest = np.zeros((len(self._rest), channels), np.int16)
        samples = np.concatenate((self._rest, samples))
        whole = len(samples) // _SAMPLES * _SAMPLES
        windows = samples[:whole].reshape(-1, _SAMPLES, channels).astype(np.float32)
        second = windows[:, :, 1] if channels > 1 else np.float32(0)
        both = (windows[:, :, 0] * second).mean(1)
        self._keep(np.column_stack((both, np.square(windows).mean(1))))
        self._rest = samples[whole:]

    def silence(self, samples: int) -> None:
        """Count sound that is missing."""
        whole, rest = divmod(len(self._rest) + samples, _SAMPLES)
        self._keep(np.zeros((whole, 2), np.float32))
        self._rest = np.zeros((rest, 1), np.int16)

    def save(self, sound: Path) -> None:
        """Write the levels beside ``sound``."""
        columns = max((columns for columns, _ in self._runs), default=2)
        found = [np.frombuffer(run, np.float32).reshape(-1, columns) for columns, run in self._runs]
        levels = np.zeros((sum(map(len, found)), columns), np.float32)
        place = 0
        for windows in found:
            # a mono passage of a stereo recording is no party's
            if windows.shape[1] >= _PAIR or columns != _PAIR:
                levels[place : place + len(windows), : windows.shape[1]] = windows
            place += len(windows)
        with sound.with_suffix(_SUFFIX).open("wb") as file:
            np.save(file, levels)

    def _keep(self, windows: NDArray[np.float32]) -> None:
        """Add rows; an array for each frame would take more than its numbers."""
        columns = windows.shape[1]
        if not self._runs or self._runs[-1][0] != columns:
            self._runs.append((columns, array("f")))
        self._runs[-1][1].frombytes(windows.tobytes())


def levels_beside(sound: Path) -> NDArray[np.float32] | None:
    """The levels of ``sound``, a row for each window; None if missing."""
    beside = sound.with_suffix(_SUFFIX)
    if not beside.is_file():
        return None
    levels: NDArray[np.float32] = np.load(beside)
    return levels


class ByChannel:
    """A ``Diarizer`` for calls with a party per channel.

    It finds no speakers in any other recording.
    """

    version = "channels"

    def turns(self, sound: Path, *, expected: int | None) -> tuple[SpeakerTurn, ...]:
        """Who speaks when, by the levels saved beside ``sound``.

        Empty if more than two speakers are expected.
        """
        levels = levels_beside(sound)
        if levels is None or levels.shape[1] != _PAIR or (expected or 0) > 2:  # noqa: PLR2004
            return ()
        return parties([Level(left, right, both) for both, left, right in levels.tolist()])
