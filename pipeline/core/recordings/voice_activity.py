"""Seconds of voice and bursts of sound in a stretch of speech."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.core.recordings.segments import RATE, WINDOW

_STEP = WINDOW / RATE
_VOICE = 0.5
"""Probability from which a window is voice.

Source: Silero VAD's default.
"""


_DIP = 3.0
"""Decibels by which the sound falls between two bursts.

Measured: 9 in "ja" eight times without a pause, 11 in "nein" ten times, 16 in 12 syllables of a
sentence; with 6 decibels 2, 7 and 13.
"""
_AUDIBLE = 30.0
"""Decibels below the loudest moment that are silence."""


@dataclass(frozen=True, slots=True)
class VoiceActivity:
    """The voice detector's probabilities, by window of 512 samples.

    ``levels`` are the windows' loudness in decibels; empty if nobody measured it.
    """

    odds: tuple[float, ...]
    levels: tuple[float, ...] = ()

    def seconds(self, start: float, end: float) -> float:
        """Seconds of voice between two times.

        A window counts where its middle is.
        """
        first, last = _windows(start, end)
        return sum(probability >= _VOICE for probability in self.odds[first:last]) * _STEP

    def bursts(self, start: float, end: float) -> int:
        """How often the sound swells between two times: about once a syllable."""
        first, last = _windows(start, end)
        levels = self.levels[first:last]
        floor = max(levels, default=0.0) - _AUDIBLE
        count, extreme, rising = 0, floor, False
        for level in levels:
            heard = max(level, floor)
            if rising:
                extreme = max(extreme, heard)
                turned = heard < extreme - _DIP
            else:
                extreme = min(extreme, heard)
                turned = heard > extreme + _DIP
                count += turned
            if turned:
                extreme, rising = heard, not rising
        return count


def _windows(start: float, end: float) -> tuple[int, int]:
    return max(0, round(start / _STEP)), max(0, round(end / _STEP))
