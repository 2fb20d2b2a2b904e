"""Figures of every comparison: spreads, pairs of runs, verdicts, tables.

Nothing here measures: the functions are pure.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.metering import Cost


@dataclass(frozen=True, slots=True)
class Spread:
    """Several measurements of one thing: median, least and greatest."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread:
        """The spread of at least one value."""
        known = sorted(values)
        return cls(statistics.median(known), known[0], known[-1])

    def __str__(self) -> str:
        """Two decimals; the range only where there is one."""
        spread = f" ({self.low:.2f}–{self.high:.2f})" if self.low != self.high else ""
        return f"{self.middle:.2f}{spread}"


@dataclass(frozen=True, slots=True)
class Pair:
    """One run of each side on the same document, right after each other."""

    ours: Cost
    theirs: Cost


@dataclass(frozen=True, slots=True)
class Race:
    """Pairs of runs on one document.

    ``amount``: its pages, or its seconds. ``goal``: the ratio to reach, None where there is none;
    ``wall_goal``: that of wall times. ``jobs``: how many pages each side reads at once.
    ``against``: who the other side is, where there are several.
    """

    name: str
    amount: float
    goal: float | None
    pairs: tuple[Pair, ...]
    jobs: int = 1
    against: str = ""
    wall_goal: float | None = None

    @property
    def cpu(self) -> Spread:
        """Our CPU time over theirs, pair by pair."""
        return Spread.of(pair.ours.cpu / pair.theirs.cpu for pair in self.pairs)

    @property
    def wall(self) -> Spread:
        """Our wall time over theirs, pair by pair."""
        return Spread.of(pair.ours.wall / pair.theirs.wall for pair in self.pairs)

    @property
    def our_cpu(self) -> float:
        """Median CPU seconds of ours per page or second."""
        return statistics.median(pair.ours.cpu for pair in self.pairs) / self.amount

    @property
    def their_cpu(self) -> float:
        """Median CPU seconds of theirs per page or second."""
        return statistics.median(pair.theirs.cpu for pair in self.pairs) / self.amount

    def cells(self, decimals: int = 2) -> tuple[str, ...]:
        """The cells under ``race_heads``; CPU seconds have ``decimals`` places."""
        ours, theirs = ([getattr(pair, side) for pair in self.pairs] for side in ("ours", "theirs"))
        return (
            f"{self.our_cpu:.{decimals}f}",
            f"{self.their_cpu:.{decimals}f}",
            str(self.cpu),
            f"{statistics.median(cost.wall for cost in ours):.1f}",
            f"{statistics.median(cost.wall for cost in theirs):.1f}",
            str(self.wall),
            f"{max(cost.peak_bytes for cost in ours) / 1e6:.0f}",
            f"{max(cost.peak_bytes for cost in theirs) / 1e6:.0f}",
        )


def race_heads(unit: str, theirs: str) -> tuple[str, ...]:
    """The columns of ``Race.cells``.

    Seconds per unit, memory, and ratios as the median of the pairs and their range.
    """
    cpu = (f"CPU s/{unit} ours", theirs, "CPU ratio")
    return (*cpu, "wall s ours", theirs, "wall ratio", "peak MB ours", theirs)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A goal of the kind "at most", and its measurement, both in ``unit``."""

    what: str
    measured: float
    goal: float
    unit: str = "×"

    @property
    def met(self) -> bool:
        """Whether it was reached."""
        return self.measured <= self.goal

    def __str__(self) -> str:
        """Met, or missed by how much of the goal."""
        if self.met:
            return "met"
        return f"missed by {self.measured / self.goal - 1:.0%}" if self.goal else "missed"


def percent(rate: float | None) -> str:
    """A share in percent, without the sign; a dash if unknown."""
    return "–" if rate is None else f"{100 * rate:.2f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown: the first column to the left, numbers right."""
    lines = [f"| {' | '.join(heads)} |", "|---|" + "--:|" * (len(heads) - 1)]
    return "\n".join((*lines, *(f"| {' | '.join(row)} |" for row in rows)))


def verdict_table(verdicts: Iterable[Verdict]) -> str:
    """Each goal with its measurement, and whether it is reached."""
    rows = (
        (
            v.what,
            f"{v.measured:.2f} {v.unit}",
            f"≤ {v.goal:.2f} {v.unit}",
            str(v) if v.met else f"**{v}**",
        )
        for v in verdicts
    )
    return table(("", "measured", "goal", ""), rows)
