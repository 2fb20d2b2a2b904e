"""Decoded sound: where somebody speaks, and its samples."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from pipeline.core.recordings.segments import WINDOW, Segment, pack, speech_regions
from pipeline.core.recordings.voice_activity import VoiceActivity
from pipeline.files import reaching, written_whole

LONGEST_SEGMENT = 28.0
"""Seconds of speech heard in one go: Whisper's window is 30 s, and the rest lets it hear the end."""


def find_speech(pcm: Path) -> tuple[Segment, ...]:
    """The segments of speech in ``pcm``, none where nobody speaks; how probable a voice is stays beside it.

    Raises:
        EngineMissing: the voice detector is not installed.
        DiskFull, FolderUnreachable: the system refuses.
    """
    from pipeline.engines.silero import speech_odds  # noqa: PLC0415 - heavy: only the process that looks for speech pays

    samples, odds = pcm.stat().st_size // 2, speech_odds(pcm)
    with reaching(pcm.parent), written_whole(_beside(pcm)) as target:
        odds.tofile(target)
    regions = speech_regions(odds, samples=samples, longest=LONGEST_SEGMENT)
    return pack(regions, longest=LONGEST_SEGMENT)


def samples_of(pcm: Path, segment: Segment) -> NDArray[np.float32]:
    """The segment's speech without the silence between its regions, -1 to 1."""
    with pcm.open("rb") as file:
        parts = [_read(file, region.start, region.samples) for region in segment.regions]
    return np.concatenate(parts).astype(np.float32) / np.float32(32_768)


def voice_activity(pcm: Path, segment: Segment) -> VoiceActivity:
    """The probabilities of a voice in the same stretch, window by window, as ``find_speech`` left them.

    Raises:
        EngineMissing: they have to be found anew, and the voice detector is not installed.
    """
    if not _beside(pcm).exists():  # a crash came between, or an older version did
        find_speech(pcm)
    odds = np.fromfile(_beside(pcm), np.float32)
    windows = (
        slice(region.start // WINDOW, -(-region.end // WINDOW)) for region in segment.regions
    )
    return VoiceActivity(
        tuple(float(probability) for window in windows for probability in odds[window])
    )


def _beside(pcm: Path) -> Path:
    return pcm.with_suffix(".voice")


def _read(file: BinaryIO, start: int, samples: int) -> NDArray[np.int16]:
    file.seek(start * 2)
    return np.frombuffer(file.read(samples * 2), "<i2")
