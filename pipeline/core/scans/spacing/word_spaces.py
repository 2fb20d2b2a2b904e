"""The type size and the usual space between words, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median

from pipeline.core.model import Word
from pipeline.core.scans.lines import Line, line_of

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


class Spacings:
    """The spacing of a page's lines, measured when a line is asked for."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Take the words of a page, line by line."""
        self._words = {
            line: tuple(group) for line, group in groupby(words, key=lambda each: each.line)
        }
        self._found: dict[int, Spacing] = {}

    def of(self, line: int) -> Spacing:
        """The spacing of the line of this number."""
        if line not in self._found:
            size, spaces = _spaces(line_of(self._words[line]))
            space = median(spaces) if len(spaces) >= _ENOUGH else self._usual * size
            self._found[line] = Spacing(size, space)
        return self._found[line]

    @cached_property
    def _usual(self) -> float:
        """The page's usual space, of the type size."""
        lines = (_spaces(line_of(words)) for words in self._words.values())
        shares = [space / size for size, spaces in lines for space in spaces]
        return median(shares) if len(shares) >= _ENOUGH else _SPACE


def _spaces(line: Line) -> tuple[float, list[float]]:
    """The type size and the spaces between the words of a line."""
    gaps = (after.box.left - before.box.right for before, after in pairwise(line.words))
    return line.size, [gap for gap in gaps if 0 < gap <= _WIDEST * line.size]
