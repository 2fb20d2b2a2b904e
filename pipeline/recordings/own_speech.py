"""Which channels and tracks have speech of their own, by measured levels.

The same sound rises and falls alike, however late, loud or hollow another microphone hears it;
people who speak for themselves do not. So what follows another sound, or is the sum of others, is
no second feed; and where two follow each other for a while, the louder one is the source.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.core.recordings import segments
from pipeline.core.recordings.channels.parties import WINDOW
from pipeline.core.recordings.segments import RATE

Powers = NDArray[np.float64]
"""Mean squares of 16-bit samples, one for each ``WINDOW``."""
Mask = NDArray[np.bool_]

_SAMPLES = round(WINDOW * RATE)
_AUDIBLE = 8.0**2
"""Mean square above which there may be a quiet voice: -72 dBFS."""
_QUIET, _LOUD = 10**-3.0, 95
"""A channel is silent 30 dB below its loud moments: the 95th percentile."""
_STRETCH = 20
"""Windows in which two sounds are compared: a few words."""
_EDGE = 4
"""Windows at both ends of a stretch that it says nothing about.

Somebody may have begun to speak there.
"""
_ALIKE = 0.85
"""Correlation of two loudness curves from which they are one sound.

Measured on pairs of real recordings: people who talk at once reach 0.8 in 0.1 % of all stretches.
"""
_ECHO, _FAINTER = 0.72, 0.6
"""Correlation from which the fainter is an echo, if it is 6 dB (10^0.6) fainter.

Measured: another microphone in a lively room reaches it in 95 % of all stretches, people who talk
at once in 0.3 %.
"""
_BY_CHANCE = 0.1
"""Share of the time together up to which likeness means nothing.

Measured: people who talk at once are alike in 1.4 % of it.
"""
_COMPRESSED = 0.3
"""Exponent of a power in a loudness curve, as ears have it; Stevens' law."""
_ONE_SOUND = 0.4
"""Correlation of the samples from which two channels hold one sound.

A voice in the middle of stereo music reaches it; two microphones at different places do not.
"""
_APART = 7
"""Windows of speech in two feeds at once that are more than a "mhm"."""
_TAKES_PART = 3
"""Windows of speech of its own that make a feed."""
_FRAGMENT = 8
"""Windows of speech of its own in a microphone that hears others, too."""
_BLOCK = 4
"""Windows in which a sum is compared: a delay of 20 ms must not matter."""
_EXPLAINED, _CODEC = 0.35, 1e-3
"""Error of an explained block: a share of it, and of the loud moments."""
_MOSTLY = 0.97
"""Share of blocks that must be explained; two in a row never fail."""
_LOUDER = 2.0
"""Power ratio from which the later of two feeds is the source."""
_AROUND = 3
"""Windows by which the voice detector may be late."""


def distinct(powers: Sequence[Powers]) -> tuple[int, ...]:
    """The places of what is audible and neither a copy nor a sum of others.

    Of copies, the first stays.
    """
    kept = [place for place, power in enumerate(powers) if _audible(power).sum() >= _TAKES_PART]
    blocks = [_blocks(power) for power in powers]
    for place in reversed(kept.copy()):
        others = [other for other in kept if other != place]
        if others and _is_sum(blocks[place], np.stack([blocks[other] for other in others])):
            kept.remove(place)
    return tuple(kept)


def may_overlap(left: Powers, right: Powers, both: Powers) -> bool:
    """Whether two channels ever hold different sounds at once.

    ``both`` is the mean product. Where they do not, nobody talks over another one unheard.
    """
    together = _audible(left) & _audible(right)
    one = _not_by_chance(_alike(left, right, (left, right, both)) & together, together)
    # words have gaps: windows beside each other but for two are one stretch
    return _longest_run(_spread(together & ~one, 1)) >= _APART + 2


def own_speech(
    pcms: Sequence[Path], powers: Sequence[Powers], odds: Sequence[NDArray[np.float32]]
) -> tuple[Mask, ...]:
    """For each sound, the windows in which it has speech of its own.

    ``powers`` are of equal length, as recorded; the samples in ``pcms`` may be raised; ``odds`` are
    the voice detector's.
    """
    spoken = [_spoken(each, len(powers[0])) for each in odds]
    near = [_spread(each, _AROUND) for each in spoken]
    loud = [_smooth(power) for power in powers]
    own = [each.copy() for each in spoken]
    echoing: set[int] = set()
    for first in range(len(pcms)):
        for second in range(first + 1, len(pcms)):
            if (near[first] & near[second]).any():
                samples = _levels_of_pair(pcms[first], pcms[second], len(powers[0]))
                both = near[first] & near[second]
                one = _alike(powers[first], powers[second], samples) & both
                one = _not_by_chance(one, both)
                if one.any():
                    echoing |= {first, second}
                second_louder = loud[second] > _LOUDER * loud[first]
                own[first] &= ~(one & second_louder)
                own[second] &= ~(one & ~second_louder)
    kept = _without_fragments(own, echoing)
    # whatever is said belongs to somebody: else to the loudest
    lost = np.any(spoken, axis=0) & ~np.any(kept, axis=0)
    loudest = np.where(spoken, loud, -1).argmax(0)
    return tuple(each | (lost & (loudest == place)) for place, each in enumerate(kept))


def _without_fragments(own: Sequence[Mask], echoing: Collection[int]) -> list[Mask]:
    """Without moments in which a microphone among others seems to be alone."""
    return [
        _long_runs(each, _FRAGMENT) if place in echoing else each for place, each in enumerate(own)
    ]


def takes_part(own: Mask) -> bool:
    """Whether that is enough speech for a feed."""
    return int(own.sum()) >= _TAKES_PART


def overlap(first: Mask, second: Mask) -> bool:
    """Whether two speak at once for longer than a "mhm"."""
    return _longest_run(first & second) >= _APART


def masked(odds: NDArray[np.float32], own: Mask) -> NDArray[np.float32]:
    """The voice detector's odds, 0 where the speech is another feed's."""
    # a window of speech may begin or end a little beside ours
    wide = _spread(own, 1)
    middles = (np.arange(len(odds)) + 0.5) * segments.WINDOW / _SAMPLES
    places = np.minimum(middles.astype(int), len(wide) - 1)
    return np.where(wide[places], odds, np.float32(0))


def of_length(power: Powers, length: int) -> Powers:
    """The levels, with silence to the end of the longest sound."""
    return np.pad(power.astype(np.float64), (0, max(0, length - len(power))))[:length]


def _audible(power: Powers) -> Mask:
    return power > _floor(power)


def _floor(power: Powers) -> float:
    heard = power[power > _AUDIBLE]
    return max(_AUDIBLE, float(np.percentile(heard, _LOUD)) * _QUIET) if heard.size else _AUDIBLE


def _blocks(power: Powers) -> Powers:
    whole = -(-len(power) // _BLOCK) * _BLOCK
    means: Powers = of_length(power, whole).reshape(-1, _BLOCK).mean(1)
    return means


def _is_sum(power: Powers, others: NDArray[np.float64]) -> bool:
    """Whether a sound is the others', each at a volume of its own."""
    places = _audible(power)
    if not places.any():
        return True
    known, parts = power[places], others[:, places]
    shares = parts / known
    gram, wanted = shares @ shares.T, shares.sum(1)
    volumes = np.zeros(len(parts))
    for _ in range(50):  # least squares without negative volumes, one at a time
        for place in np.flatnonzero(np.diag(gram) > 0):
            step = (wanted[place] - gram[place] @ volumes) / gram[place, place]
            volumes[place] = max(0.0, volumes[place] + step)
    error = np.abs(volumes @ parts - known)
    missed = error > _EXPLAINED * known + _CODEC * float(np.percentile(known, _LOUD))
    return bool(missed.mean() <= 1 - _MOSTLY) and _longest_run(missed) < 2  # noqa: PLR2004 - two


def _alike(first: Powers, second: Powers, samples: tuple[Powers, Powers, Powers]) -> Mask:
    """The windows in stretches where two sounds are one.

    ``samples`` are the mean squares and the mean product of their samples.
    """
    width = min(_STRETCH, len(first))
    a, b = (_without_noise(power) ** _COMPRESSED for power in (first, second))
    mean_a, mean_b = _means(a, width), _means(b, width)
    spread = (_means(a * a, width) - mean_a**2) * (_means(b * b, width) - mean_b**2)
    along = _means(a * b, width) - mean_a * mean_b
    alike = along / np.sqrt(np.maximum(spread, 1e-9))
    louder = np.abs(np.log10(_means(first, width) + 1) - np.log10(_means(second, width) + 1))
    one = (alike > _ALIKE) | ((alike > _ECHO) & (louder > _FAINTER))
    left, right, both = (_means(power, width) for power in samples)
    one |= np.abs(both) > _ONE_SOUND * np.sqrt(np.maximum(left * right, 1e-9))
    found = np.zeros(len(first), np.bool_)
    for place in range(_EDGE, max(_EDGE + 1, width - _EDGE)):
        found[place : place + len(one)] |= one[: len(found) - place]
    found[:_EDGE] |= one[0]
    found[-_EDGE:] |= one[-1]
    return found


def _not_by_chance(one: Mask, together: Mask) -> Mask:
    """The windows with one sound, if they are more than a few of all."""
    return one if one.sum() >= _BY_CHANCE * together.sum() else np.zeros_like(one)


def _without_noise(power: Powers) -> Powers:
    """The levels above the hiss: the quietest twentieth."""
    return np.maximum(power - 2 * np.percentile(power, 100 - _LOUD), 0)


def _means(values: Powers, width: int) -> Powers:
    added = np.concatenate(([0.0], np.cumsum(values)))
    return (added[width:] - added[:-width]) / width


def _smooth(power: Powers) -> Powers:
    return np.convolve(power, np.full(5, 0.2), "same")[: len(power)]


def _spoken(odds: NDArray[np.float32], length: int) -> Mask:
    """The windows in which the voice detector hears speech."""
    found = np.zeros(length, np.bool_)
    speech = np.flatnonzero(odds >= 0.5)  # noqa: PLR2004 - Silero VAD's default
    middles = ((speech + 0.5) * segments.WINDOW / _SAMPLES).astype(int)
    found[middles[middles < length]] = True
    return _closed(found)


def _closed(found: Mask) -> Mask:
    """Without the holes of a window that 512 samples leave in 1,600."""
    return found | (np.roll(found, 1) & np.roll(found, -1))


def _spread(found: Mask, windows: int) -> Mask:
    padded = np.pad(found, windows)
    views = np.lib.stride_tricks.sliding_window_view(padded, 2 * windows + 1)
    return np.asarray(views.any(1), np.bool_)


def _longest_run(found: Mask) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], found.astype(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _long_runs(found: Mask, windows: int) -> Mask:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], found.astype(np.int8), [0]))))
    kept = np.zeros_like(found)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        kept[start:end] = end - start >= windows
    return kept


def _levels_of_pair(first: Path, second: Path, length: int) -> tuple[Powers, Powers, Powers]:
    """Mean squares and mean product of two files, a minute at a time."""
    found = np.zeros((3, length))
    size = 600 * _SAMPLES * 2
    with first.open("rb") as one, second.open("rb") as other:
        for place in range(0, length, 600):
            a, b = (
                np.frombuffer(file.read(size), "<i2").astype(np.float32) for file in (one, other)
            )
            whole = min(len(a), len(b)) // _SAMPLES * _SAMPLES
            if not whole:
                break
            a, b = (sound[:whole].reshape(-1, _SAMPLES) for sound in (a, b))
            there = slice(place, min(length, place + len(a)))
            count = there.stop - there.start
            for row, product in enumerate((a * a, b * b, a * b)):
                found[row, there] = product.mean(1)[:count]
    left, right, both = found
    return left, right, both
