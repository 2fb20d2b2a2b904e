"""The network that scores the sentences of a meeting.

It sees each sentence's vector and signs, then six sentences to both sides, and says how much speaks
for an agenda item, a decision and a task. Its weights are made by ``tools.train_cues``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("minutes.npz")
"""The weights that come with the program."""
LANGUAGES: tuple[Literal["de", "en"], ...] = ("de", "en")
"""The languages of the thresholds' rows."""
_STRETCHES = ((-3, 0), (-8, 0), (-40, 0), (1, 4), (1, 9))
"""Sentences, from and up to, with which one is compared: is its topic new, and does it stay?"""
_AROUND = 6
"""Sentences before that are compared with as many after."""


def inputs(vectors: Floats, signs: Sequence[Sequence[float]]) -> Floats:
    """The vector, signs and likeness to those around of each sentence."""
    return np.hstack([vectors * 8, np.array(signs, np.float32), _likeness(vectors)])


def _likeness(vectors: Floats) -> Floats:
    count = len(vectors)
    sums = np.vstack([np.zeros_like(vectors[:1]), np.cumsum(vectors, 0)])
    close = vectors @ vectors.T
    rows = np.zeros((count, 2 * len(_STRETCHES) + 1), np.float32)
    for at in range(count):
        for column, (start, end) in enumerate(_STRETCHES):
            first, last = max(0, at + start), min(count, max(0, at + end))
            if first < last:
                mean = sums[last] - sums[first]
                rows[at, 2 * column] = vectors[at] @ mean / (np.linalg.norm(mean) + 1e-6)
                rows[at, 2 * column + 1] = close[at, first:last].max()
        before = sums[at] - sums[max(0, at - _AROUND)]
        after = sums[min(count, at + _AROUND + 1)] - sums[at]
        scale = np.linalg.norm(before) * np.linalg.norm(after) + 1e-6
        rows[at, -1] = before @ after / scale
    return rows


@dataclass(frozen=True, slots=True)
class Layers:
    """The weights of one network of several whose scores are averaged."""

    narrow: Floats
    """Inputs to channels: (inputs, channels), with ``narrow_bias``."""
    narrow_bias: Floats
    wide: Floats
    """The first look around: (sentences, channels, channels)."""
    wide_bias: Floats
    wider: Floats
    """The second one, over what the first one saw."""
    wider_bias: Floats
    out: Floats
    """Channels of all three to the scores."""
    out_bias: Floats


class MinutesNetwork:
    """Scores for sentences; above 0 nine of ten are right."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Load the weights; they take 1 MB."""
        with np.load(weights, allow_pickle=False) as stored:
            self._mean = stored["mean"].astype(np.float32)
            self._scale = stored["scale"].astype(np.float32)
            self._thresholds = stored["thresholds"].astype(np.float32)
            count = int(stored["count"])
            self._layers = tuple(
                Layers(
                    **{
                        name: stored[f"{name}{number}"].astype(np.float32)
                        for name in Layers.__slots__
                    }
                )
                for number in range(count)
            )

    def scores(
        self, vectors: Floats, signs: Sequence[Sequence[float]], languages: Sequence[str]
    ) -> tuple[tuple[float, ...], ...]:
        """By sentence, what ``core.wording.cues.talk.choice.Scores`` holds."""
        if not len(vectors):
            return ()
        seen = (inputs(vectors, signs) - self._mean) / self._scale
        found = np.mean([forward(seen, layers) for layers in self._layers], 0)
        rows = [int(each == "en") for each in languages]
        found[:, : self._thresholds.shape[1]] -= self._thresholds[rows]
        return tuple(map(tuple, found.tolist()))


def forward(seen: Floats, layers: Layers) -> Floats:
    """The scores of one network."""
    own = np.maximum(seen @ layers.narrow + layers.narrow_bias, 0)
    around = np.maximum(_looked_around(own, layers.wide) + layers.wide_bias, 0)
    further = np.maximum(_looked_around(around, layers.wider) + layers.wider_bias, 0)
    out: Floats = np.hstack([own, around, further]) @ layers.out + layers.out_bias
    return out


def _looked_around(seen: Floats, weights: Floats) -> Floats:
    """The sum of what neighbours add; beyond the ends is nothing."""
    count, reach = len(seen), len(weights) // 2
    padded = np.pad(seen, ((reach, reach), (0, 0)))
    total = np.zeros((count, weights.shape[2]), np.float32)
    for step, matrix in enumerate(weights):
        total += padded[step : step + count] @ matrix
    return total
