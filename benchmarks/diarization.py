"""Who speaks: how well the speakers of a recording are told apart.

python -m benchmarks.diarization [--target FILE]

Diarization error rate as NIST defines it: speech that was missed, sound taken for speech and speech given to the
wrong person, as a share of all speech; the quarter of a second around each beginning and end in the reference does not
count. Overlap counts for each speaker. Writes docs/benchmarks/speakers.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.core.speakers import SpeakerTurn

COLLAR = 0.25
"""Seconds before and after each mark of the reference that do not count. Source: NIST, RT-09 evaluation plan."""


@dataclass(frozen=True, slots=True)
class DiarizationError:
    """Seconds of speech, and of what went wrong with them."""

    speech: float
    missed: float
    invented: float
    confused: float

    @property
    def rate(self) -> float:
        """All errors as a share of the speech; 0 where nobody speaks and nothing was invented."""
        wrong = self.missed + self.invented + self.confused
        return wrong / self.speech if self.speech else float(wrong > 0)


def read_rttm(file: Path) -> tuple[SpeakerTurn, ...]:
    """The turns in an RTTM file; speakers are numbered by first appearance."""
    numbers: dict[str, int] = {}
    turns = []
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if fields[:1] == ["SPEAKER"] and float(fields[4]) > 0:
            start, number = float(fields[3]), numbers.setdefault(fields[7], len(numbers))
            turns.append(SpeakerTurn(start, start + float(fields[4]), number))
    return tuple(turns)


def diarization_error(
    reference: Sequence[SpeakerTurn], found: Sequence[SpeakerTurn], *, collar: float = COLLAR
) -> DiarizationError:
    """How far ``found`` is from ``reference``, whoever is called by which number: the best pairing counts."""
    stretches = [stretch for stretch in _stretches(reference, found, collar=collar) if stretch.told or stretch.heard]
    pairs = pairing(
        (told, heard, stretch.seconds) for stretch in stretches for told in stretch.told for heard in stretch.heard
    )
    speech = missed = invented = confused = 0.0
    for stretch in stretches:
        told, heard = len(stretch.told), len(stretch.heard)
        right = sum(pairs.get(number) in stretch.told for number in stretch.heard)
        speech += told * stretch.seconds
        missed += max(told - heard, 0) * stretch.seconds
        invented += max(heard - told, 0) * stretch.seconds
        confused += (min(told, heard) - right) * stretch.seconds
    return DiarizationError(speech, missed, invented, confused)


def pairing(together: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """For each found speaker the one of the reference, so that the pairs share the most; nobody is paired twice.

    ``together``: speaker of the reference, found speaker, and how much they share; amounts of one pair add up.
    """
    shared: dict[tuple[int, int], float] = {}
    for told, heard, amount in together:
        shared[told, heard] = shared.get((told, heard), 0.0) + amount
    best: dict[frozenset[int], tuple[float, dict[int, int]]] = {frozenset(): (0.0, {})}
    for heard in sorted({heard for _, heard in shared}):
        reached = dict(best)
        for taken, (amount, pairs) in best.items():
            for told in {told for told, other in shared if other == heard} - taken:
                candidate = amount + shared[told, heard], {**pairs, heard: told}
                key = taken | {told}
                if key not in reached or candidate[0] > reached[key][0]:
                    reached[key] = candidate
        best = reached
    return max(best.values(), key=lambda candidate: candidate[0])[1]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A time during which nothing changes: who speaks by the reference, and who was found."""

    seconds: float
    told: frozenset[int]
    heard: frozenset[int]


def _stretches(reference: Sequence[SpeakerTurn], found: Sequence[SpeakerTurn], *, collar: float) -> Iterable[_Stretch]:
    marks = [mark for turn in reference for mark in (turn.start, turn.end)]
    edges = {mark + by for mark in marks for by in (-collar, collar)} | set(marks)
    edges |= {mark for turn in found for mark in (turn.start, turn.end)}
    for start, end in pairwise(sorted(edges)):
        middle = (start + end) / 2
        if not any(abs(middle - mark) < collar for mark in marks):
            yield _Stretch(end - start, _speaking(reference, middle), _speaking(found, middle))


def _speaking(turns: Sequence[SpeakerTurn], time: float) -> frozenset[int]:
    return frozenset(turn.speaker for turn in turns if turn.start <= time < turn.end)
