"""Amplifies quiet stretches of decoded sound, in place."""

from __future__ import annotations

import math
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from pipeline.core.recordings.loudness import STEP, gains
from pipeline.core.recordings.segments import RATE

_BLOCK = round(STEP * RATE)
_PIECES = 5
"""Parts of a block of which the loudest gives its level.

So a short word in half a second of silence counts.
"""


def raise_quiet_stretches(pcm: BinaryIO) -> None:
    """Amplify raw s16le samples by ``gains``, block by block."""
    pcm.seek(0)
    levels = []
    while block := pcm.read(_BLOCK * 2):
        levels.append(_level(np.frombuffer(block, "<i2")))
    added = gains(levels)
    if not any(added):
        return
    middles = np.arange(len(added)) * _BLOCK + _BLOCK / 2
    for step in range(len(added)):
        near = slice(max(0, step - 1), step + 2)
        if any(added[near]):
            pcm.seek(step * _BLOCK * 2)
            samples = np.frombuffer(pcm.read(_BLOCK * 2), "<i2")
            places = step * _BLOCK + np.arange(samples.size)
            decibels = np.interp(places, middles[near], added[near])
            louder = np.clip(np.rint(samples * 10 ** (decibels / 20)), -32_768, 32_767)
            pcm.seek(step * _BLOCK * 2)
            pcm.write(louder.astype("<i2").tobytes())


def _level(block: NDArray[np.int16]) -> float:
    """The level of the loudest fifth of a block: dBFS."""
    squares = np.square(block.astype(np.float32) / np.float32(32_768))
    loudest = max(float(part.mean()) for part in np.array_split(squares, _PIECES) if part.size)
    return 10 * math.log10(loudest + 1e-12)
