"""Regions of speech, from voice activity detection (VAD).

A segment holds the regions that Whisper hears in one go. No sample of speech is lost or heard
twice, and every time inside a segment leads back to its place in the recording, however much
silence was left out between the regions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

RATE = 16_000
"""Samples per second of decoded sound.

Source: Whisper and Silero VAD, both trained on 16 kHz.
"""
WINDOW = 512
"""Samples per probability. Source: Silero VAD v6 at 16 kHz."""

_BEGINS, _ENDS = 0.5, 0.35
"""Probability at which speech begins, and below which it ends.

Source: Silero VAD's defaults.
"""
_PAUSE = RATE // 2
"""Samples of silence that end a region."""
_BLIP = RATE // 10
"""Least samples of speech: shorter than the shortest "ja"."""
_MARGIN = RATE * 2 // 5
"""Samples kept before and after speech, for soft beginnings and endings.

Source: faster-whisper.
"""
_KEPT = 2 * RATE
"""Samples of a pause that is kept whole between two regions.

Source: faster-whisper. Measured on seven made recordings: 37 wrong words with 0.8 s of each pause
at most, 27 with these; faster-whisper has 23.
"""
_SURE, _UNSURE = 0.55, 0.4
"""As ``_BEGINS`` and ``_ENDS``, for bursts.

Source of these and the next three: senko.
"""
_BREATH = RATE // 10
"""Samples of silence that end a burst."""
_GRUNT = RATE // 4
"""Samples of a burst, more than that."""
_EDGE = RATE * 3 // 100
"""Samples kept before and after a burst."""
_SMOOTHING = 4
"""Windows on each side in the mean that finds quiet moments."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of speech: samples from the recording's start.

    ``end`` is exclusive.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a region without samples or before the recording."""
        if not 0 <= self.start < self.end:
            msg = f"a region has samples and begins in the recording: {self}"
            raise ValueError(msg)

    @property
    def samples(self) -> int:
        """The number of samples."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Segment:
    """Regions that are heard in one go; numbered from 1.

    ``feed`` is the number of the feed that they are of, from 1; 0 if the recording is heard as one.
    """

    number: int
    regions: tuple[Region, ...]
    feed: int = 0

    def __post_init__(self) -> None:
        """Refuse a segment without regions, or out of order."""
        if not self.regions or any(a.end > b.start for a, b in pairwise(self.regions)):
            msg = f"a segment has regions in time order: {self}"
            raise ValueError(msg)

    @property
    def duration(self) -> float:
        """Seconds of speech in it."""
        return sum(region.samples for region in self.regions) / RATE

    @property
    def start(self) -> float:
        """Where it begins, in seconds of the recording."""
        return self.regions[0].start / RATE

    @property
    def end(self) -> float:
        """Where it ends, in seconds of the recording."""
        return self.regions[-1].end / RATE

    def at(self, seconds: float) -> float:
        """The time in the recording, ``seconds`` into the segment.

        Never runs backwards. Where two regions meet, it is the beginning of the later one; beyond
        either end of the segment, it is that end.
        """
        return self._place(seconds, self._region(seconds))

    def span(self, start: float, end: float) -> tuple[float, float]:
        """A word's times in the recording, without left-out silence.

        Both are in the region that holds the word's middle.
        """
        region = self._region((start + end) / 2)
        return self._place(start, region), self._place(end, region)

    def _region(self, seconds: float) -> int:
        ends = accumulate(region.samples for region in self.regions)
        return next(
            (index for index, end in enumerate(ends) if _sample(seconds) < end),
            len(self.regions) - 1,
        )

    def _place(self, seconds: float, index: int) -> float:
        region = self.regions[index]
        before = sum(earlier.samples for earlier in self.regions[:index])
        return (region.start + min(max(_sample(seconds) - before, 0), region.samples)) / RATE


def speech_regions(odds: Sequence[float], *, samples: int, longest: float) -> tuple[Region, ...]:
    """The regions of speech, each at most ``longest`` seconds.

    They are in time order, and none overlaps another. ``odds`` are the probabilities of speech in
    each window of 512 samples; ``samples`` is the length of the recording. Speech that goes on
    longer is cut where speech is least probable in the last third of what fits.
    """
    stretches = tuple(
        Region(first * WINDOW, min(last * WINDOW, samples))
        for first, last in _speech_windows(odds)
        if (last - first) * WINDOW >= _BLIP and first * WINDOW < samples
    )
    return tuple(
        piece
        for region in _with_margins(stretches, samples)
        for piece in _split(region, odds, longest)
    )


def bursts(odds: Sequence[float], *, samples: int) -> tuple[Region, ...]:
    """Speech between two breaths, for telling voices apart; in time order.

    As ``speech_regions``, with shorter pauses and hardly a margin; a pause is as long as it lasts
    up to a window below ``_UNSURE``, which is senko's way and not ours.
    """
    found: list[tuple[int, int]] = []
    begun: int | None = None
    quiet_since: int | None = None
    for window, probability in enumerate(odds):
        if probability >= _SURE:
            begun = window if begun is None else begun
            quiet_since = None
        elif begun is not None and probability < _UNSURE:
            quiet_since = window if quiet_since is None else quiet_since
            if (window - quiet_since) * WINDOW >= _BREATH:
                found.append((begun * WINDOW, quiet_since * WINDOW))
                begun = quiet_since = None
    if begun is not None:
        found.append((begun * WINDOW, samples))
    return tuple(
        Region(max(0, start - _EDGE), min(samples, end + _EDGE))
        for start, end in found
        if end - start > _GRUNT
    )


def pack(regions: tuple[Region, ...], *, longest: float) -> tuple[Segment, ...]:
    """The fewest segments of at most ``longest`` seconds.

    Raises:
        ValueError: a region is longer than ``longest`` seconds; ``speech_regions`` makes none.
    """
    if any(region.samples > longest * RATE for region in regions):
        msg = f"a region is longer than {longest} s"
        raise ValueError(msg)
    groups: list[list[Region]] = []
    filled = 0
    for region in regions:
        if not groups or filled + region.samples > longest * RATE:
            groups.append([])
            filled = 0
        groups[-1].append(region)
        filled += region.samples
    return tuple(Segment(number, tuple(group)) for number, group in enumerate(groups, start=1))


def _sample(seconds: float) -> float:
    """The sample at a time, to a thousandth.

    Rounded, since 1/16000 is no binary fraction.
    """
    return round(seconds * RATE, 3)


def _speech_windows(odds: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Stretches of speech: first window, one after the last.

    Pauses shorter than ``_PAUSE`` are part of it.
    """
    begun = quiet_since = None
    for window, probability in enumerate(odds):
        if probability >= _BEGINS:
            begun = window if begun is None else begun
            quiet_since = None
        elif begun is not None and quiet_since is None and probability < _ENDS:
            quiet_since = window
        if (
            begun is not None
            and quiet_since is not None
            and (window + 1 - quiet_since) * WINDOW >= _PAUSE
        ):
            yield begun, quiet_since
            begun = quiet_since = None
    if begun is not None:
        yield begun, len(odds) if quiet_since is None else quiet_since


def _with_margins(regions: tuple[Region, ...], samples: int) -> Iterator[Region]:
    """The regions with their margins; neighbours share a short pause."""
    start = max(0, regions[0].start - _MARGIN) if regions else 0
    for region, after in zip(regions, (*regions, None)[1:], strict=True):
        if after is not None and after.start - region.end <= _KEPT:
            middle = (region.end + after.start) // 2
            yield Region(start, middle)
            start = middle
        else:
            yield Region(start, min(region.end + _MARGIN, samples))
            start = after.start - _MARGIN if after is not None else samples


def _split(region: Region, odds: Sequence[float], longest: float) -> Iterator[Region]:
    limit = int(longest * RATE)
    while region.samples > limit:
        windows = range(
            (region.start + limit * 2 // 3) // WINDOW + 1, (region.start + limit) // WINDOW + 1
        )
        place = min(windows, key=lambda window: _mean_odds(odds, window)) * WINDOW
        yield Region(region.start, place)
        region = Region(place, region.end)
    yield region


def _mean_odds(odds: Sequence[float], window: int) -> float:
    near = odds[max(0, window - _SMOOTHING) : window + _SMOOTHING]
    return sum(near) / len(near)
