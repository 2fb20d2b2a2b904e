"""Seconds of voice and bursts of sound in a stretch of speech."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from pipeline.core.recordings.segments import RATE, WINDOW

_STEP = WINDOW / RATE
_MEAN, _NEAR = 8, 312
"""Windows of a mean, a quarter of a second, and of a stretch, ten seconds."""
_FULL, _HARDLY = 0.85, 0.42
"""Highest mean odds near clear speech, and near any speech.

Measured on 17 recordings as they are and through a telephone's band, 300 to 3,400 Hz, which the
detector hardly knows: as they are 0.95 or more, so nothing changes; through the band 0.54 to 0.95,
and of 208 seconds of speech it found 176, with this 204. Of 13 sounds without speech the highest
was 0.38.
"""
_VOICED = 6
"""Such means nearby, at least: a noise that is like speech for a moment has three."""
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
_LOUD, _LOUDEST = 15.0, 0.9
"""Decibels below the usual loudness that are a pause; windows that are quieter than it."""
_PAUSES = range(4, 11)
"""Windows of a pause between two pulses, at least; shorter ones are stops inside a word.

Measured: 5 or 6 in "Enthaltung" and "abgelehnt".
"""
_BLIP = 2
"""Windows of the shortest pulse."""
_EQUAL, _MOSTLY, _FEWEST = 0.4, 0.75, 4
"""A row of pulses: difference from the middle length, share of those, least number."""


def raised_odds(odds: Sequence[float]) -> array[float]:
    """The odds, raised where the detector is unsure of all speech nearby."""
    stretches = [odds[first : first + _NEAR] for first in range(0, len(odds), _NEAR)]
    means = [tuple(_means(stretch)) for stretch in stretches]
    peaks = [max(each, default=0.0) for each in means]
    voiced = [sum(mean >= _HARDLY for mean in each) for each in means]
    found = array("f")
    for place, stretch in enumerate(stretches):
        near = slice(max(0, place - 1), place + 2)
        peak = max(peaks[near])
        if peak < _FULL and sum(voiced[near]) >= _VOICED:
            share = (peak / _FULL) ** 2
            found.extend(min(1.0, value / share) for value in stretch)
        else:
            found.extend(stretch)
    return found


def _means(odds: Sequence[float]) -> Iterator[float]:
    """The means of eight windows each, without a rest."""
    return (
        sum(odds[first : first + _MEAN]) / _MEAN
        for first in range(0, len(odds) - _MEAN + 1, _MEAN // 2)
    )


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

    def pulses(self, start: float, end: float) -> int:
        """How often something equally long is heard, with pauses between.

        0 if it is less than four times, or not regular.
        """
        first, last = _windows(start, end)
        levels = self.levels[first:last]
        if not levels:
            return 0
        usual = sorted(levels)[int(len(levels) * _LOUDEST)]
        loud = [place for place, level in enumerate(levels) if level > usual - _LOUD]
        best = max((_regular(_lengths(loud, pause)) for pause in _PAUSES), key=itemgetter(0))
        share, count = best
        return count if share >= _MOSTLY and count >= _FEWEST else 0


def _lengths(loud: Sequence[int], pause: int) -> list[int]:
    """The lengths of loud stretches between pauses, in windows."""
    found: list[int] = []
    begin = loud[0]
    for before, place in pairwise([*loud, loud[-1] + pause + 1]):
        if place - before > pause:
            found.append(before + 1 - begin)
            begin = place
    return [length for length in found if length >= _BLIP]


def _regular(lengths: Sequence[int]) -> tuple[float, int]:
    """The share, and number, of lengths near the middle one."""
    if not lengths:
        return 0.0, 0
    middle = sorted(lengths)[len(lengths) // 2]
    count = sum(abs(length - middle) <= _EQUAL * middle for length in lengths)
    return count / len(lengths), count


def _windows(start: float, end: float) -> tuple[int, int]:
    return max(0, round(start / _STEP)), max(0, round(end / _STEP))
