"""Lines that were read after all others, put where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.core.model import Word
from pipeline.core.scans.lines import Line, is_level, line_of, next_places

_BESIDE = 2.5
"""Type sizes of white between it and a word of its own line, at most."""

_EDGE = 1.0
"""Type sizes by which left edges in a paragraph differ, at most."""

_PITCH = 1.5
"""Type sizes from line to line in a paragraph, at most."""

_NEAR = 3.0
"""Type sizes from line to line, at most, if it stands above or below another."""


def with_late_lines(words: Sequence[Word], late: Iterable[Sequence[Word]]) -> tuple[Word, ...]:
    """The words of a page with lines in their places: in a line, below one, above one, or last.

    A line that continues a paragraph belongs to it; others are blocks of their own.
    """
    lines = [line_of(tuple(each)) for _, each in groupby(words, key=lambda word: word.line)]
    after = next_places(words)
    for at, line in enumerate(sorted(late, key=lambda line: line[0].box.top)):
        block, paragraph, number = (first + at for first in after)
        own = (replace(word, block=block, paragraph=paragraph, line=number) for word in line)
        _insert(line_of(tuple(own)), lines)
    return tuple(word for line in lines for word in line.words)


def _insert(late: Line, lines: list[Line]) -> None:
    level = [line for line in lines if not line.words[0].tilt]
    row = next((line for line in level if _is_part(late, line)), None)
    if row is not None:
        lines[lines.index(row)] = _together(row, late)
        return
    above = max(_neighbours(late, level, below=False), key=lambda line: line.base, default=None)
    below = min(_neighbours(late, level, below=True), key=lambda line: line.base, default=None)
    if above is not None:
        lines.insert(lines.index(above) + 1, _continuing(above, late))
    elif below is not None:
        lines.insert(lines.index(below), _continuing(below, late))
    else:
        lines.append(late)


def _is_part(late: Line, line: Line) -> bool:
    """Whether it stands before, behind or between the words of a line."""
    if not is_level(late, line):
        return False
    gaps = [
        max(word.box.left - late.box.right, late.box.left - word.box.right) for word in line.words
    ]
    return 0 <= min(gaps) <= _BESIDE * line.size


def _together(line: Line, late: Line) -> Line:
    first = line.words[0]
    own = (
        replace(word, block=first.block, paragraph=first.paragraph, line=first.line)
        for word in late.words
    )
    return line_of(tuple(sorted((*line.words, *own), key=lambda word: word.box.left)))


def _neighbours(late: Line, lines: Iterable[Line], *, below: bool) -> Iterator[Line]:
    """The lines close above or below that stand over or under it."""
    for line in lines:
        pitch = line.base - late.base if below else late.base - line.base
        shared = min(line.box.right, late.box.right) - max(line.box.left, late.box.left)
        if shared > 0 and 0 < pitch <= _NEAR * late.size and not is_level(line, late):
            yield line


def _continuing(line: Line, late: Line) -> Line:
    """The late line in the other one's paragraph, if it goes on in it."""
    near = abs(line.base - late.base) <= _PITCH * late.size
    if not near or abs(line.box.left - late.box.left) > _EDGE * late.size:
        return late
    first = line.words[0]
    own = (replace(word, block=first.block, paragraph=first.paragraph) for word in late.words)
    return line_of(tuple(own))
