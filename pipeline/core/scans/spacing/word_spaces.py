"""The type size and the usual space between words, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from pipeline.core.model import Word
from pipeline.core.scans.lines import line_of

Known = Callable[[str], bool | None]
"""Whether a word stands in a dictionary; None without one."""

_SPACE = 0.25
"""Of the type size: a space where no line of the page shows one."""
_WIDEST = 1.5
"""Type sizes of a space between words, at most; more parts columns."""
_ENOUGH = 3
"""Spaces of a line that tell its usual one."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Of one line, in pixels."""

    size: float
    """The type size."""
    space: float
    """The usual space between two words."""


def spacings(words: Sequence[Word]) -> dict[int, Spacing]:
    """The spacing of each line of ``words``, by its number."""
    lines = {
        number: line_of(tuple(line)) for number, line in groupby(words, key=lambda each: each.line)
    }
    spaces = {
        number: [
            gap
            for before, after in pairwise(line.words)
            if 0 < (gap := after.box.left - before.box.right) <= _WIDEST * line.size
        ]
        for number, line in lines.items()
    }
    shares = [gap / lines[number].size for number, gaps in spaces.items() for gap in gaps]
    usual = median(shares) if len(shares) >= _ENOUGH else _SPACE
    return {
        number: Spacing(
            line.size,
            median(spaces[number]) if len(spaces[number]) >= _ENOUGH else usual * line.size,
        )
        for number, line in lines.items()
    }
