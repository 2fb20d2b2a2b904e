"""Seconds of voice in a stretch, by the voice detector (VAD)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.core.recordings.segments import RATE, WINDOW

_VOICE = 0.5
"""Probability from which a window is voice.

Source: Silero VAD's default.
"""


@dataclass(frozen=True, slots=True)
class VoiceActivity:
    """The voice detector's probabilities, by window of 512 samples."""

    odds: tuple[float, ...]

    def seconds(self, start: float, end: float) -> float:
        """Seconds of voice between two times.

        A window counts where its middle is.
        """
        step = WINDOW / RATE
        first, last = (max(0, round(time / step)) for time in (start, end))
        return sum(probability >= _VOICE for probability in self.odds[first:last]) * step
