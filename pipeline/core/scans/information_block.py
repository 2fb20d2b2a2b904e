"""An address and the information block beside it, in order.

Engines like to run their lines together. Source: DIN 5008, which puts them side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.core.scans.lines import Line, bounding_box, is_level, line_of
from pipeline.core.scans.reading_order import GUTTER

_EDGE = 0.5
"""Type sizes by which left edges in a block may differ."""

_PITCH = 2.5
"""Type sizes from line to line inside such a block, at most."""

_LEAST = 3
"""Lines of either, at least."""


def address_first(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """``lines`` in parts: above, address, information block, below."""
    downwards = sorted(lines, key=lambda line: line.box.top)
    pairs = [
        pair
        for start in _left_edges(lines)
        if (pair := _address_and_block(downwards, start)) is not None
    ]
    if not pairs:
        return (tuple(lines),)
    left, right = max(pairs, key=lambda pair: len(pair[1]))
    top = min(line.box.top for line in left + right)
    taken = {id(word) for line in left + right for word in line.words}
    rest = [line for line in lines if id(line.words[0]) not in taken]
    above = tuple(line for line in rest if line.box.top < top)
    below = tuple(line for line in rest if line.box.top >= top)
    return tuple(part for part in (above, left, right, below) if part)


def _left_edges(lines: Sequence[Line]) -> list[float]:
    """The left edges of lines and of words after wide gaps.

    Edges that are nearly the same count once.
    """
    places = sorted(
        (line.words[at].box.left, line.size) for line in lines for at in (0, *line.apart)
    )
    starts = [left for left, _ in places[:1]]
    for left, size in places:
        if left - starts[-1] > _EDGE / 2 * size:
            starts.append(left)
    return starts


_Pair = tuple[tuple[Line, ...], tuple[Line, ...]]
"""An address, and what is on its right; each from top to bottom."""


def _address_and_block(lines: Sequence[Line], start: float) -> _Pair | None:
    """The block that begins at ``start`` and the address left of it."""
    block = _longest_run([line for line in lines if _begins_at(line, start)])
    if len(block) < _LEAST:
        return None
    halves = [_halves(line, start) for line in lines]
    box = bounding_box(line.box for line in block)
    address: list[Line] = []
    beside: list[Line] = []
    for line, (left, right) in zip(lines, halves, strict=True):
        level = line.box.top < box.bottom and line.box.bottom > box.top
        if level or (left is line and address and _continues(line, address[-1])):
            address += [left] if left else []
            beside += [right] if right else []
    clear = all(line.box.right + GUTTER * line.size <= start for line in address)
    if len(address) < _LEAST or not clear or _is_form(address, beside):
        return None
    return _one_block(address), _one_block(beside)


def _is_form(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether they are the sides of a form, a sum or a list by dates.

    Most rows have both, the left side ends in colons, or one holds mostly numbers.
    """
    both = sum(any(is_level(line, other) for other in left) for line in right)
    labels = sum(line.words[-1].text.endswith(":") for line in left)
    numbers = any(2 * sum(map(_has_letters, side)) < len(side) for side in (left, right))
    return 3 * both > 2 * len(right) or 2 * labels >= len(left) or numbers


def _has_letters(line: Line) -> bool:
    return any(character.isalpha() for word in line.words for character in word.text)


def _begins_at(line: Line, start: float) -> bool:
    """Whether ``line``, or a word after a wide gap, begins at ``start``."""
    return any(abs(line.words[at].box.left - start) <= _EDGE * line.size for at in (0, *line.apart))


def _halves(line: Line, start: float) -> tuple[Line | None, Line | None]:
    """``line`` before ``start``, and its rest after a wide gap."""
    for at in (0, *sorted(line.apart)):
        if line.words[at].box.left >= start - _EDGE * line.size:
            return line_of(line.words[:at]) if at else None, line_of(line.words[at:])
    return line, None


def _longest_run(lines: Sequence[Line]) -> list[Line]:
    """The longest run of lines that follow each other closely."""
    runs: list[list[Line]] = [[]]
    for line in lines:
        if runs[-1] and line.box.bottom - runs[-1][-1].box.bottom > _PITCH * line.size:
            runs.append([])
        runs[-1].append(line)
    return max(runs, key=len)


def _continues(line: Line, above: Line) -> bool:
    """Whether ``line`` is just below ``above``, at its left edge."""
    below = 0 < line.box.bottom - above.box.bottom <= _PITCH * line.size
    return below and abs(line.box.left - above.box.left) <= _EDGE * line.size


def _one_block(lines: Sequence[Line]) -> tuple[Line, ...]:
    first, *others = lines
    return (
        first,
        *(replace(line, block=first.block, paragraph=first.paragraph) for line in others),
    )
