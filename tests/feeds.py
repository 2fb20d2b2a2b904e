"""Recordings of several channels and tracks, made of voices."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.stream import Disposition
from numpy.typing import NDArray
from py_nanotts import NanoTTS  # type: ignore[import-untyped,unused-ignore]

from tools.samples import RATE, zeroed_memory

Samples = NDArray[np.int16]


def spoken(
    *sentences: str, voice: str = "de-DE", pitch: float = 1.0, pause: float = 0.4
) -> Samples:
    """Sentences by one voice, with a pause after each."""
    engine = NanoTTS()
    parts = []
    for sentence in sentences:
        with zeroed_memory():
            pcm = engine.speak(sentence, voice=voice, speed=0.95, pitch=pitch)
        parts += [np.frombuffer(pcm, "<i2"), np.zeros(round(pause * RATE), np.int16)]
    return np.concatenate(parts)


def side_by_side(*sounds: Samples | NDArray[np.float64]) -> Samples:
    """A column for each sound, as long as the longest."""
    made = np.zeros((max(map(len, sounds)), len(sounds)))
    for place, sound in enumerate(sounds):
        made[: len(sound), place] = sound
    return np.clip(np.rint(made), -32_768, 32_767).astype(np.int16)


def at(seconds: float, sound: Samples | NDArray[np.float64]) -> NDArray[np.float64]:
    """The sound, so many seconds later."""
    return np.concatenate((np.zeros(round(seconds * RATE)), sound))


def mixed(*sounds: Samples | NDArray[np.float64]) -> NDArray[np.float64]:
    """The sum of sounds."""
    return np.asarray(side_by_side(*sounds).astype(np.float64).sum(1))


@dataclass(frozen=True, slots=True)
class Track:
    """An audio track to be written: a column for each channel."""

    sound: Samples
    title: str = ""
    language: str = ""
    start: float = 0.0
    marks: Disposition | None = None
    codec: str = "flac"
    layout: str = ""


def written(target: Path, *tracks: Track) -> Path:
    """The tracks in one file."""
    with av.open(str(target), "w") as container:
        streams = []
        for track in tracks:
            channels = track.sound.shape[1]
            layout = track.layout or {1: "mono", 2: "stereo"}.get(channels, f"{channels} channels")
            stream = container.add_stream(track.codec, rate=RATE, layout=layout)
            assert isinstance(stream, av.AudioStream)
            for key in ("title", "language"):
                if getattr(track, key):
                    stream.metadata[key] = getattr(track, key)
            stream.disposition = track.marks or Disposition(0)
            streams.append((stream, track, layout))
        for start in range(0, max(len(track.sound) for track in tracks), RATE):
            for stream, track, layout in streams:
                part = track.sound[start : start + RATE]
                if len(part):
                    frame = av.AudioFrame.from_ndarray(
                        np.ascontiguousarray(part).reshape(1, -1), format="s16", layout=layout
                    )
                    frame.sample_rate, frame.time_base = RATE, Fraction(1, RATE)
                    frame.pts = start + round(track.start * RATE)
                    container.mux(stream.encode(frame))
        for stream, _track, _layout in streams:
            container.mux(stream.encode(None))
    return target


def many_channels(target: Path, *sounds: Samples | NDArray[np.float64], layout: str = "") -> Path:
    """A WAV file with a channel for each sound."""
    return written(target, Track(side_by_side(*sounds), codec="pcm_s16le", layout=layout))
