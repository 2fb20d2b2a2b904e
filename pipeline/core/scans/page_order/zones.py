"""Zones: the parts of a page that are read one after the other.

The gutter that says most cuts the page into what is above it, beside it and below it; each part is
looked at in the same way. Where no gutter says anything, the engine's order stays.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.core.scans.direction import is_right_to_left
from pipeline.core.scans.lines import Line, are_in_row, bounding_box, line_of, strips_of
from pipeline.core.scans.page_order.gutters import Gutter, gutters
from pipeline.core.scans.page_order.sides import (
    LEAST,
    PITCH,
    Sides,
    blocks_of,
    is_beside,
    is_running_text,
    level_pairs,
    sides,
)
from pipeline.core.scans.reading_order import GUTTER
from pipeline.core.scans.table_rows import rows_of
from pipeline.core.scans.tables import Grid, grids

Zone = tuple[Line, ...]
"""Lines that are read before those of the next zone."""

_REACH = 4
"""Rows, the last begun, among which a line looks for its own."""


class _Decision(NamedTuple):
    """What a gutter says; decisions with larger numbers are better."""

    kind: Sides
    size: int
    """Lines of the shorter side."""
    gutter: Gutter


def zones_of(lines: Sequence[Line]) -> tuple[Zone, ...]:
    """``lines`` in the order in which they are read, cut at gutters.

    Each word stays in its line, or in a part of it.
    """
    if is_right_to_left(word.text for line in lines for word in line.words):
        return (tuple(lines),)
    decision = _decision(lines)
    if decision is None:
        return (tuple(lines),) if lines else ()
    kind, _, gutter = decision
    text = kind is Sides.COLUMNS and any(map(is_running_text, _nearest(gutter)))
    table = None if text else next(iter(grids(lines)), None)
    if table is not None:
        return _zones_around(table, lines)
    gutter = gutter if text else _shortened(gutter, kind)
    both = (*gutter.left, *gutter.right)
    inside = {id(word) for line in both for word in line.words}
    others = [rest for line in lines if (rest := _without(line, inside)) is not None]
    above = [line for line in others if _middle(line) <= gutter.top]
    below = [line for line in others if _middle(line) > gutter.top]
    return (*zones_of(above), *_zones_beside(kind, gutter), *zones_of(below))


def _without(line: Line, inside: Container[int]) -> Line | None:
    """The line without words of these ``id``s; None if no word is left."""
    words = tuple(word for word in line.words if id(word) not in inside)
    if len(words) == len(line.words):
        return line
    return line_of(words) if words else None


def _zones_around(table: Grid, lines: Sequence[Line]) -> tuple[Zone, ...]:
    """The zones above and below a table, and the lines between as a zone of rows."""
    box = bounding_box(line.box for line in table.lines)
    above = [line for line in lines if _middle(line) < box.top]
    below = [line for line in lines if _middle(line) > box.bottom]
    rows = rows_of(line for line in lines if box.top <= _middle(line) <= box.bottom)
    middle = tuple(line for row in rows for line in row.lines)
    return (*zones_of(above), middle, *zones_of(below))


def _zones_beside(kind: Sides, gutter: Gutter) -> tuple[Zone, ...]:
    both = (*gutter.left, *gutter.right)
    if kind is Sides.COLUMNS:
        return (*zones_of(_downwards(gutter.left)), *zones_of(_downwards(gutter.right)))
    if kind is Sides.BLOCKS:
        return tuple(column for block in blocks_of(both) for column in _columns(block))
    return (_rows(both) if kind is Sides.ROWS else _cells(gutter),)


def _decision(lines: Sequence[Line]) -> _Decision | None:
    """The gutter that says most about how the page is read."""
    best: _Decision | None = None
    for gutter in gutters(lines):
        size = min(len(gutter.left), len(gutter.right))
        if size < LEAST or (best is not None and (Sides.COLUMNS, size) <= best[:2]):
            continue
        kind = sides(*_nearest(gutter))
        if kind is Sides.UNSURE or (best is not None and (kind, size) <= best[:2]):
            continue
        if kind is not Sides.COLUMNS or not _tears(lines, gutter):
            best = _Decision(kind, size, gutter)
    return best


def _tears(lines: Sequence[Line], gutter: Gutter) -> bool:
    """Whether reading one side first tears apart what the engine read in one go.

    That is text that goes on in a column above or below, as beside a picture between two columns.
    """
    sides_of = {
        id(word): at
        for at, side in enumerate((gutter.left, gutter.right))
        for line in side
        for word in line.words
    }
    places = [(sides_of.get(id(line.words[0])), sides_of.get(id(line.words[-1]))) for line in lines]
    outside = [at for at, place in enumerate(places) if place == (None, None)]
    last_above = max((at for at in outside if _middle(lines[at]) <= gutter.top), default=-1)
    first_below = min((at for at in outside if _middle(lines[at]) > gutter.top), default=len(lines))
    for at, (one, other) in enumerate(pairwise(lines)):
        if not _goes_on(one, other):
            continue
        match places[at], places[at + 1]:
            case (None, None), (0, 0):
                torn = at != last_above
            case (None, None), (1, 1):
                torn = True
            case (0, 0), (None, None):
                torn = True
            case (1, 1), (None, None):
                torn = at + 1 != first_below
            case _:
                torn = False
        if torn:
            return True
    return False


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line stands directly below another, at its left edge."""
    below = 0 < line.base - above.base <= PITCH * line.size
    return below and abs(line.box.left - above.box.left) <= line.size


def _nearest(gutter: Gutter) -> tuple[list[Line], list[Line]]:
    """Of each row what stands next to the gutter, from top to bottom."""
    return (
        _firsts(sorted(_strips(gutter.left), key=lambda strip: -strip.box.right)),
        _firsts(sorted(_strips(gutter.right), key=lambda strip: strip.box.left)),
    )


def _firsts(strips: Iterable[Line]) -> list[Line]:
    found: list[Line] = []
    for strip in strips:
        if not any(are_in_row(strip, other) for other in found):
            found.append(strip)
    return sorted(found, key=_middle)


def _shortened(gutter: Gutter, kind: Sides) -> Gutter:
    """The gutter as far as both sides belong together: up to the next blank line."""
    left, right = _nearest(gutter)
    if kind is Sides.ROWS:
        paired = [line for pair in level_pairs(left, right) for line in pair]
        top = min(line.box.top for line in paired)
        bottom = max(line.box.bottom for line in paired)
    else:
        top = max(left[0].box.top, right[0].box.top)
        bottom = min(left[-1].box.bottom, right[-1].box.bottom)
    reaches = [_reach(side, top, bottom) for side in (left, right)]
    top, bottom = min(reach[0] for reach in reaches), max(reach[1] for reach in reaches)
    return replace(
        gutter,
        top=top,
        bottom=bottom,
        left=tuple(line for line in gutter.left if top <= _middle(line) <= bottom),
        right=tuple(line for line in gutter.right if top <= _middle(line) <= bottom),
    )


def _reach(side: Sequence[Line], top: float, bottom: float) -> tuple[float, float]:
    """How far up and down the lines go on without a blank line."""
    first = last = None
    for line in side:
        if line.box.bottom > top and line.box.top < bottom:
            first, last = first or line, line
    if first is None or last is None:
        return top, bottom
    for line in reversed(side[: side.index(first)]):
        if first.box.bottom - line.box.bottom > PITCH * max(first.size, line.size):
            break
        first = line
    for line in side[side.index(last) + 1 :]:
        if line.box.bottom - last.box.bottom > PITCH * max(last.size, line.size):
            break
        last = line
    return min(top, first.box.top), max(bottom, last.box.bottom)


def _downwards(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a column: downwards, or as the engine did if some stand side by side."""
    downwards = sorted(lines, key=_middle)
    for at, line in enumerate(downwards):
        if any(are_in_row(line, other) for other in downwards[at + 1 : at + 1 + _REACH]):
            return sorted(lines, key=lambda line: line.words[0].line)
    return downwards


def _rows(lines: Sequence[Line]) -> Zone:
    """The lines row by row, each row as one line."""
    rows: list[list[Line]] = []
    for strip in sorted(_strips(lines), key=_middle):
        row = next((row for row in reversed(rows[-_REACH:]) if are_in_row(row[-1], strip)), None)
        if row is None:
            rows.append([strip])
        else:
            row.append(strip)
    return tuple(
        line_of(
            tuple(
                word
                for strip in sorted(row, key=lambda each: each.box.left)
                for word in strip.words
            )
        )
        for row in rows
    )


def _cells(gutter: Gutter) -> Zone:
    """The blocks on the right of the gutter, each behind its label."""
    found: list[Line] = []
    labels = list(gutter.left)
    for block in blocks_of(gutter.right):
        bottom = max(line.box.bottom for line in block)
        while labels and (is_beside(labels[0], block) or labels[0].box.top < bottom):
            found.append(labels.pop(0))
        found += block
    return (*found, *labels)


def _columns(lines: Sequence[Line]) -> list[Zone]:
    """The lines parted by white, from left to right."""
    size = median(line.size for line in lines)
    columns: list[list[Line]] = []
    right = 0.0
    for strip in sorted(_strips(lines), key=lambda strip: strip.box.left):
        if columns and strip.box.left - right <= GUTTER * size:
            columns[-1].append(strip)
        else:
            columns.append([strip])
        right = max(right, strip.box.right)
    return [tuple(sorted(column, key=_middle)) for column in columns]


def _strips(lines: Iterable[Line]) -> list[Line]:
    return [strip for line in lines for strip in strips_of(line)]


def _middle(line: Line) -> float:
    return (line.box.top + line.box.bottom) / 2
