"""Gutters: white that runs down a page between lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from pipeline.core.scans.lines import Line, line_of, says_something
from pipeline.core.scans.page_order.sides import PITCH

_BETWEEN = 0.7
"""Type sizes of white between lines that the engine parted, at least."""

_INSIDE = 1.2
"""Type sizes of white inside of a line, at least; spaces are narrower."""

_WORDS = 3
"""Words on both sides of such white in running text, at least."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """White left of ``x`` from ``top`` to ``bottom``, in pixels."""

    x: float
    top: float
    bottom: float
    left: tuple[Line, ...]
    """What stands left of it, from top to bottom; cut out of lines that it runs through."""
    right: tuple[Line, ...]


def gutters(lines: Sequence[Line]) -> Iterator[Gutter]:
    """All gutters with something on both sides."""
    solid = [line for line in lines if any(says_something(word.text) for word in line.words)]
    for x in _starts(solid):
        blocking = sorted((line.box.top, line.box.bottom) for line in _blocking(solid, x))
        edge = -inf
        for top, bottom in (*blocking, (inf, inf)):
            if top > edge:
                gutter = _gutter(lines, x, edge, top)
                if gutter is not None:
                    yield gutter
            edge = max(edge, bottom)


def _blocking(lines: Sequence[Line], x: float) -> Iterator[Line]:
    """The lines that no white left of ``x`` passes.

    Also those that lack a word there, because something lies on it: the next line of the
    paragraph has none.
    """
    passed = [_passes(line, x) for line in lines]
    for at, line in enumerate(lines):
        near = [each for each in (at - 1, at + 1) if 0 <= each < len(lines) and not passed[each]]
        if not passed[at] or any(_goes_on(line, lines[each], x) for each in near):
            yield line


def _goes_on(line: Line, other: Line, x: float) -> bool:
    """Whether both are lines of one paragraph that runs across ``x``."""
    before = sum(word.box.left < x - 1 for word in line.words)
    return (
        min(before, len(line.words) - before) >= _WORDS
        and line.paragraph == other.paragraph
        and abs(line.box.left - other.box.left) <= line.size
        and abs(line.base - other.base) <= PITCH * line.size
    )


def _gutter(lines: Sequence[Line], x: float, top: float, bottom: float) -> Gutter | None:
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        middle = (line.box.top + line.box.bottom) / 2
        if top < middle < bottom:
            before, behind = _halves(line, x)
            if before:
                left.append(before)
            if behind:
                right.append(behind)
    if not left or not right:
        return None
    return Gutter(
        x,
        top,
        bottom,
        tuple(sorted(left, key=lambda line: line.box.top)),
        tuple(sorted(right, key=lambda line: line.box.top)),
    )


def _halves(line: Line, x: float) -> tuple[Line | None, Line | None]:
    """The line before and behind ``x``."""
    at = sum(word.box.left < x - 1 for word in line.words)
    if at == 0:
        return None, line
    if at == len(line.words):
        return line, None
    return line_of(line.words[:at]), line_of(line.words[at:])


def _starts(lines: Sequence[Line]) -> list[float]:
    """Where something begins behind white and beside something else."""
    found = []
    left = min((line.box.left for line in lines), default=0.0)
    for line in lines:
        if line.box.left > left + _INSIDE * line.size:
            found.append((line.box.left, line.size))
        found += [
            (behind.box.left, line.size)
            for before, behind in pairwise(line.words)
            if behind.box.left - before.box.right >= _INSIDE * line.size
        ]
    starts: list[float] = []
    for x, size in sorted(found):
        if not starts or x - starts[-1] > size / 2:
            starts.append(x)
    return starts


def _passes(line: Line, x: float) -> bool:
    """Whether the white left of ``x`` passes the line."""
    if line.box.left >= x - 1 or line.box.right <= x - _BETWEEN * line.size:
        return True
    return any(
        before.box.right <= x - _INSIDE * line.size and behind.box.left >= x - 1
        for before, behind in pairwise(line.words)
    )
