"""Decoded frames become raw sound: all channels in one, or each alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from pipeline.core.recordings.channels.feeds import MOST_CHANNELS
from pipeline.core.recordings.segments import RATE
from pipeline.recordings.channels import Levels

_OUT_OF_PHASE = 3.0
"""Energy of the difference over the sum of opposite channels.

One of them is wired in reverse.
"""


@dataclass(slots=True)
class Mixdown:
    """Writes frames as mono samples at 16 kHz, s16le, and measures them.

    Without ``channels`` there is one target: one channel as it is, two as their mean, more as the
    mean of all. With them, each of those channels has a target of its own.
    """

    targets: Sequence[BinaryIO]
    """Where the samples go."""
    channels: tuple[int, ...] = ()
    """The channels that have a target each, from 0; none if all are mixed."""
    polarity: int = 1
    """Two channels become their sum (1) or their difference (-1)."""
    written: int = 0
    """Samples in each target, silence for missing sound included."""
    heard: int = 0
    """Samples that were decoded."""
    most_channels: int = 1
    """The most channels that the sound had."""
    levels: Levels = field(default_factory=Levels)
    """How loud each channel was."""
    _sum_energy: float = 0.0
    _difference_energy: float = 0.0
    _held: list[NDArray[np.int16]] = field(default_factory=list)
    """Decoded samples that are not written yet, a column for each channel."""
    _holding: int = 0
    """How many these are."""
    _resampler: av.AudioResampler = field(
        default_factory=lambda: av.AudioResampler("s16", "mono", RATE)
    )
    _form: tuple[str, str, int] | None = None

    @property
    def out_of_phase(self) -> bool:
        """Whether the sum of two channels cancels out their sound."""
        return self._difference_energy > _OUT_OF_PHASE * self._sum_energy

    def write(self, frame: AudioFrame) -> None:
        """Write what a frame holds; the sound may change its form midway."""
        form = (frame.format.name, frame.layout.name, frame.sample_rate)
        if form != self._form:
            self._resample(None)
            # The layout stays as it is: FFmpeg would mix others down by what their channels are
            # called, and leaves out those that have no name.
            self._resampler, self._form = av.AudioResampler("s16", frame.layout, RATE), form
        frame.pts = None  # damaged files count wrongly; frames are placed by the decoder
        self._resample(frame)

    def write_silence(self, samples: int) -> None:
        """Write silence for missing sound, a second at a time."""
        if not samples:
            return
        self._release()
        for target in self.targets:
            for _ in range(samples // RATE):
                target.write(bytes(RATE * 2))
            target.write(bytes(samples % RATE * 2))
        self.levels.silence(samples)
        self.written += samples

    def finish(self) -> None:
        """Write what the resampler still holds; another recording may follow."""
        self._resample(None)
        self._release()
        self._resampler, self._form = av.AudioResampler("s16", "mono", RATE), None

    def _resample(self, frame: AudioFrame | None) -> None:
        for made in self._resampler.resample(frame):
            if made is not None:
                count = made.layout.nb_channels
                samples = made.to_ndarray()[0].reshape(-1, count)[:, :MOST_CHANNELS]
                self.most_channels = max(self.most_channels, count)
                self.written += made.samples
                self.heard += made.samples
                self._hold(samples)

    def _hold(self, samples: NDArray[np.int16]) -> None:
        """Keep up to a second: NumPy takes as long for a frame of 23 ms."""
        if self._held and self._held[0].shape[1] != samples.shape[1]:
            self._release()
        self._held.append(samples)
        self._holding += len(samples)
        if self._holding >= RATE:
            self._release()

    def _release(self) -> None:
        """Measure and write what is held."""
        if not self._held:
            return
        samples = np.concatenate(self._held)
        self._held, self._holding = [], 0
        sounds = self._alone(samples) if self.channels else [self._mix(samples)]
        for target, sound in zip(self.targets, sounds, strict=True):
            target.write(sound.astype("<i2").tobytes())

    def _alone(self, samples: NDArray[np.int16]) -> list[NDArray[np.int16]]:
        """The wanted channels; a form with fewer has its own in the first."""
        silence = np.zeros(len(samples), np.int16)
        there = samples.shape[1]
        sounds = [samples[:, wanted] if wanted < there else silence for wanted in self.channels]
        if max(self.channels) >= there:
            sounds[0] = samples.mean(1, np.float32).astype(np.int16)
        return sounds

    def _mix(self, samples: NDArray[np.int16]) -> NDArray[np.int16]:
        count = samples.shape[1]
        self.levels.add(samples)
        if count == 1:
            return samples[:, 0]
        if count > 2:  # noqa: PLR2004 - more than a pair
            mean: NDArray[np.int16] = np.rint(samples.mean(1, np.float32)).astype(np.int16)
            return mean
        pairs = samples.astype(np.int32)
        added, difference = pairs[:, 0] + pairs[:, 1], pairs[:, 0] - pairs[:, 1]
        self._sum_energy += float(np.square(added, dtype=np.float64).sum())
        self._difference_energy += float(np.square(difference, dtype=np.float64).sum())
        # half the volume, so that nothing clips
        half: NDArray[np.int16] = ((added if self.polarity > 0 else difference) // 2).astype("<i2")
        return half
