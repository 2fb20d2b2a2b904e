"""Decoded sound: its segments, their samples, voice activity."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from pipeline.core.recordings.segments import WINDOW, Segment, pack, speech_regions
from pipeline.core.recordings.voice_activity import VoiceActivity, raised_odds
from pipeline.files import reaching, written_whole

LONGEST_SEGMENT = 28.0
"""Seconds of speech in a segment: Whisper's window is 30 s.

The rest lets it hear the end.
"""


def find_speech(pcm: Path) -> tuple[Segment, ...]:
    """Find the segments of speech; a recording may have none.

    The voice detector's odds are written beside it.

    Raises:
        EngineMissing: the voice detector is not installed.
        DiskFull, FolderUnreachable: the system refuses.
    """
    return segments_of(pcm, voice_odds(pcm))


def voice_odds(pcm: Path) -> NDArray[np.float32]:
    """The voice detector's odds, by window; they are written beside it.

    Raises:
        EngineMissing: the voice detector is not installed.
        DiskFull, FolderUnreachable: the system refuses.
    """
    # heavy: only the process that looks for speech pays
    from pipeline.engines.silero import speech_odds  # noqa: PLC0415 - as above

    odds = raised_odds(speech_odds(pcm))
    with reaching(pcm.parent), written_whole(_odds_file(pcm)) as target:
        odds.tofile(target)
    return np.asarray(odds, np.float32)


def segments_of(pcm: Path, odds: NDArray[np.float32]) -> tuple[Segment, ...]:
    """The segments of speech, by odds for each window."""
    samples = pcm.stat().st_size // 2
    # an array, not a list: 4 bytes for each window, not 32
    windows = array("f", odds.astype(np.float32).tobytes())
    regions = speech_regions(windows, samples=samples, longest=LONGEST_SEGMENT)
    return pack(regions, longest=LONGEST_SEGMENT)


def feed_file(pcm: Path, feed: int) -> Path:
    """The sound of a feed; ``pcm`` is that of feed 0."""
    return pcm.with_stem(f"{pcm.stem}-{feed}") if feed else pcm


def samples_of(pcm: Path, segment: Segment) -> NDArray[np.float32]:
    """The segment's samples, -1 to 1, without the silence."""
    with pcm.open("rb") as file:
        parts = [_read(file, region.start, region.samples) for region in segment.regions]
    return np.concatenate(parts).astype(np.float32) / np.float32(32_768)


def voice_activity(pcm: Path, segment: Segment) -> VoiceActivity:
    """The voice detector's odds in a segment, from ``find_speech``.

    Raises:
        EngineMissing: they are gone, and the voice detector is not installed.
    """
    if not _odds_file(pcm).exists():  # a crash came between, or an older version did
        find_speech(pcm)
    odds = np.fromfile(_odds_file(pcm), np.float32)
    found, levels = list[float](), list[float]()
    with pcm.open("rb") as file:
        for region in segment.regions:
            first, last = region.start // WINDOW, -(-region.end // WINDOW)
            found += odds[first:last].tolist()
            levels += _levels(_read(file, first * WINDOW, (last - first) * WINDOW), last - first)
    return VoiceActivity(tuple(found), tuple(levels))


def _levels(samples: NDArray[np.int16], windows: int) -> list[float]:
    """The loudness of each window in decibels."""
    whole = np.zeros(windows * WINDOW, np.float32)
    whole[: samples.size] = samples
    means = np.square(whole).reshape(windows, WINDOW).mean(1)
    return [float(level) for level in 10 * np.log10(means + 1)]


def _odds_file(pcm: Path) -> Path:
    return pcm.with_suffix(".voice")


def _read(file: BinaryIO, start: int, samples: int) -> NDArray[np.int16]:
    file.seek(start * 2)
    return np.frombuffer(file.read(samples * 2), "<i2")
