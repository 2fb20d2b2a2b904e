"""What stands on both sides of a gutter: columns, rows, or equal blocks.

A form and a letter with a sidebar both have white down the page. In a form every label is level
with its value; beside running text the lines of a sidebar fall anywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

from pipeline.core.scans.letter.address import TOWN
from pipeline.core.scans.letter.head import printed_text
from pipeline.core.scans.line_breaks import ends_early
from pipeline.core.scans.lines import Line, are_in_row, bounding_box
from pipeline.core.scans.table_rows import is_number


class Sides(IntEnum):
    """How two sides are read; the larger number decides first."""

    UNSURE = 0
    """As the engine did."""
    ROWS = 1
    """Row by row, as forms and tables."""
    CELLS = 2
    """A label, then the lines beside it, as in forms with long values."""
    BLOCKS = 3
    """Blocks side by side, as on sheets of address labels."""
    COLUMNS = 4
    """One after the other."""


LEAST = 3
"""Lines on either side from which there is something to decide."""

_ROWS, _NO_ROWS = 0.8, 0.5
"""Share of the shorter side's lines that are level with one of the other: rows, no rows."""

_LABELLED = 0.6
"""Share of blocks that have a label, at least."""

_LOOSE, _LEAST_LOOSE = 0.3, 2
"""Share and number of lines beside running text that label none of it."""

_WORDS, _GOING_ON, _TEXT = 4, 4, 0.25
"""Running text: 4 lines and a quarter of all go on a line of 4 words."""

_SAME = 0.9
"""Share of the longer side's lines that have a number beside them in a table of long texts."""

_MOST = 0.75
"""Share of the blocks that have to be alike."""

PITCH = 1.9
"""Type sizes from line to line within a block, at most."""


def sides(left: Sequence[Line], right: Sequence[Line]) -> Sides:
    """What ``left`` and ``right`` of a gutter are; both from top to bottom."""
    left, right = beside(left, right), beside(right, left)
    few, many = sorted(map(len, (left, right)))
    if few < LEAST:
        return Sides.UNSURE
    texts = is_running_text(left), is_running_text(right)
    if all(texts):
        return Sides.COLUMNS
    pairs = level_pairs(left, right)
    if any(texts):
        others, text = (left, right) if texts[1] else (right, left)
        if len(pairs) < _SAME * many or not _are_numbers(others):
            return _beside_text(others, text)
    return _beside_short_lines(left, right, pairs)


def _beside_short_lines(
    left: Sequence[Line], right: Sequence[Line], pairs: Sequence[tuple[Line, Line]]
) -> Sides:
    """What two sides are of which neither is running text."""
    few = min(len(left), len(right))
    if _is_address(left) and not _has_town(right):
        return Sides.COLUMNS  # and the information block beside it
    if len(pairs) < _ROWS * few and _are_cells(left, right):
        return Sides.CELLS
    if len(pairs) < _NO_ROWS * few:
        return Sides.COLUMNS if few > LEAST else Sides.UNSURE
    if len(pairs) < _ROWS * few:
        return Sides.UNSURE
    if _are_blocks(left, right):
        return Sides.BLOCKS
    rows = _are_rows(left, right, pairs) or _are_entries(left, right, pairs)
    return Sides.ROWS if rows else Sides.UNSURE


def beside(lines: Sequence[Line], others: Sequence[Line]) -> Sequence[Line]:
    """The lines that stand beside the others, not above or below all of them."""
    if not others:
        return ()
    box = bounding_box(line.box for line in others)
    return [line for line in lines if line.box.bottom > box.top and line.box.top < box.bottom]


def is_running_text(lines: Sequence[Line]) -> bool:
    """Whether enough lines go on in the next one, as in paragraphs."""
    if len(lines) <= _GOING_ON:
        return False
    going_on = len(lines) - len(_first_lines(lines))
    return going_on >= max(_GOING_ON, _TEXT * len(lines))


def _first_lines(lines: Sequence[Line]) -> set[int]:
    """Those that begin a paragraph, or stand alone, by their ``id``."""
    right = max(line.box.right for line in lines)
    downwards = sorted(lines, key=lambda line: line.box.top)
    begun = {id(downwards[0])}
    for above, line in pairwise(downwards):
        apart = line.box.bottom - above.box.bottom > PITCH * line.size
        if apart or len(above.words) < _WORDS or ends_early(above, line, right):
            begun.add(id(line))
    return begun


def level_pairs(left: Sequence[Line], right: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Lines of both sides on one base line."""
    few, many = sorted((left, right), key=len)
    places = sorted((line.base, at) for at, line in enumerate(many))
    found = []
    for line in few:
        base = line.base
        at = bisect_left(places, (base, 0))
        near = [many[place[1]] for place in places[max(at - 1, 0) : at + 1]]
        best = min(near, key=lambda other: abs(other.base - base))
        if are_in_row(line, best):
            found.append((line, best) if few is left else (best, line))
    return found


def _beside_text(others: Sequence[Line], text: Sequence[Line]) -> Sides:
    """What stands beside running text: its labels, or something else.

    A label is level with the first line of a paragraph.
    """
    begun = _first_lines(text)
    labels = sum(
        any(id(line) in begun and are_in_row(other, line) for line in text) for other in others
    )
    loose = len(others) - labels
    return Sides.COLUMNS if loose >= max(_LEAST_LOOSE, _LOOSE * len(others)) else Sides.ROWS


def _are_cells(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the left side labels the blocks of the right one.

    Labels stand alone, level with the middle of a block; most blocks have one.
    """
    if len(left) >= len(right) or any(len(block) > 1 for block in blocks_of(left)):
        return False
    blocks = blocks_of(right)
    labelled = sum(any(is_beside(label, block) for label in left) for block in blocks)
    return labelled >= _ROWS * len(left) and labelled >= _LABELLED * len(blocks)


def is_beside(line: Line, block: Sequence[Line]) -> bool:
    """Whether a line is level with some of a block, or with the white between its lines."""
    box, slack = bounding_box(other.box for other in block), line.size / 2
    return line.box.top < box.bottom + slack and line.box.bottom > box.top - slack


def _are_rows(
    left: Sequence[Line], right: Sequence[Line], pairs: Sequence[tuple[Line, Line]]
) -> bool:
    """Whether they are labels and values, or columns of a table."""
    labels = sum(line.words[-1].text.endswith(":") for line in left)
    if 2 * labels > len(left) or _are_numbers(right):
        return True
    return len(pairs) > LEAST and 3 * len(pairs) >= 2 * max(len(left), len(right))


def _are_entries(
    left: Sequence[Line], right: Sequence[Line], pairs: Sequence[tuple[Line, Line]]
) -> bool:
    """Whether the left side holds the days or names of what stands on the right.

    Each has a line of its own there, and mostly more lines until the next one: a curriculum vitae,
    minutes. Columns on one grid have as many lines on both sides.
    """
    if len(pairs) < LEAST or len(left) > len(right):
        return False
    labelled = sorted(line.base for _, line in pairs)
    others = sorted({line.base for line in right}.difference(labelled))
    longer = sum(
        bisect_left(others, below) > bisect_left(others, above)
        for above, below in pairwise(labelled)
    )
    return 2 * longer >= len(labelled) - 1


def _are_numbers(lines: Sequence[Line]) -> bool:
    """Whether two thirds of the lines are numbers."""
    numbers = sum(is_number(word.text for word in line.words) for line in lines)
    return 3 * numbers >= 2 * len(lines)


def _are_blocks(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether both sides are cut alike into blocks, as sheets of address labels are.

    No number stands in their first lines, and one in others. A single block on each side has to
    be an address.
    """
    found = [_halves(block, left) for block in blocks_of((*left, *right))]
    if len(found) == 1:
        return all(map(_has_town, found[0]))
    alike = sum(all(len(half) > 1 and _is_named(half) for half in halves) for halves in found)
    return _MOST * len(found) <= alike


def _is_address(lines: Sequence[Line]) -> bool:
    """Whether a town stands in a block of three lines that all stand above or below it."""
    return any(
        all(line.box.left < town.box.right and line.box.right > town.box.left for line in block)
        for block in blocks_of(lines)
        for town in block
        if len(block) >= LEAST and TOWN.fullmatch(printed_text(town))
    )


def _has_town(lines: Sequence[Line]) -> bool:
    return any(TOWN.fullmatch(printed_text(line)) for line in lines)


def _is_named(block: Sequence[Line]) -> bool:
    """Whether the first line of a block has no number, and a third of all have one."""
    first, *others = (
        any(character.isdigit() for word in line.words for character in word.text)
        for line in sorted(block, key=lambda line: line.box.top)
    )
    return not first and 3 * sum(others) > len(others)


def _halves(block: Sequence[Line], left: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    ours = {id(line) for line in left}
    return (
        [line for line in block if id(line) in ours],
        [line for line in block if id(line) not in ours],
    )


def blocks_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, cut where a blank line runs through both sides."""
    found: list[list[Line]] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda line: line.box.bottom):
        if not found or line.box.bottom - bottom > PITCH * line.size:
            found.append([])
        found[-1].append(line)
        bottom = line.box.bottom
    return found
