"""Reading order: columns, letterheads, rows and footers.

Engines mostly get columns right, and what is right is left alone. Put in order are columns of
running text with nothing but white between them, letterheads, and rows that were taken apart. The
rows of a form stay rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from pipeline.core.model import Box
from pipeline.core.scans.lines import Line, bounding_box, is_level, strips_of
from pipeline.core.scans.table_rows import is_number

# Columns of running text

GUTTER = 0.7
"""Type sizes of white between two columns, at least."""

_WORDS, _FULL, _LINES = 3, 0.6, 5
"""Running text: 5 lines and half of all have 3 words and fill 60 %."""


def zones(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """``lines`` in parts that are read one after the other.

    Inside a part they keep the order in which they came.
    """
    found: list[tuple[Line, ...]] = []
    loose: list[_Block] = []
    for stack in _stacks(_blocks(lines)):
        columns = _columns(stack)
        if columns:
            found += [_lines(part) for part in (loose, *columns) if part]
            loose = []
        else:
            loose += stack
    return (*found, _lines(loose)) if loose else tuple(found)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one block of the engine's; ``at`` is its place."""

    at: int
    lines: tuple[Line, ...]
    box: Box


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    groups = (tuple(block) for _, block in groupby(lines, lambda line: line.block))
    return [
        _Block(at, block, bounding_box(line.box for line in block))
        for at, block in enumerate(groups)
    ]


def _lines(blocks: Sequence[_Block]) -> tuple[Line, ...]:
    return tuple(
        line for block in sorted(blocks, key=lambda block: block.at) for line in block.lines
    )


def _stacks(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """``blocks`` from top to bottom, by columns."""
    stack: list[_Block] = []
    for band in _bands(blocks):
        if stack and not _columns(stack + band):
            yield stack
            stack = []
        stack += band
    if stack:
        yield stack


def _bands(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """``blocks`` from top to bottom, cut at white across the page."""
    band: list[_Block] = []
    for block in sorted(blocks, key=lambda block: block.box.top):
        if band and block.box.top >= max(above.box.bottom for above in band):
            yield band
            band = []
        band.append(block)
    if band:
        yield band


def _columns(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """The columns of running text, from left to right.

    At least two; none if the blocks stand otherwise.
    """
    size = median(line.size for block in blocks for line in block.lines)
    columns: list[list[_Block]] = []
    right = 0.0
    for block in sorted(blocks, key=lambda block: block.box.left):
        if columns and block.box.left - right <= GUTTER * size:
            columns[-1].append(block)
        else:
            columns.append([block])
        right = max(right, block.box.right)
    return columns if len(columns) > 1 and all(map(_is_text, columns)) else []


def _is_text(column: Sequence[_Block]) -> bool:
    lines = [line for block in column for line in block.lines]
    width = bounding_box(block.box for block in column).width
    full = sum(len(line.words) >= _WORDS and line.box.width >= _FULL * width for line in lines)
    return full >= _LINES and 2 * full >= len(lines)


# Rows that the engine took apart

_NUMBERS = 0.8
"""Share of a column's lines that are numbers, dates or times: labels of what stands beside."""


def in_rows(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with labels beside values, and whole rows.

    Engines read labels first and values later, or the right half of a row after the text below it.
    Rows of references are those of DIN 5008.
    """
    blocks: list[tuple[Line, ...]] = []
    for block in (block.lines for block in _blocks(lines)):
        at = _place_in_row(block, blocks)
        if blocks and _are_labels(blocks[-1], block):
            blocks[-1] = tuple(sorted((*blocks[-1], *block), key=_row(blocks[-1], block)))
        else:
            blocks.insert(at, block)
    return tuple(line for block in blocks for line in block)


def _are_labels(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether one block holds the labels of the other's lines.

    Labels end in a colon, or are times, dates and numbers; the text beside the latter may go on
    for some lines.
    """
    left, right = sorted((one, other), key=lambda block: block[0].box.left)
    if max(line.box.right for line in left) > min(line.box.left for line in right):
        return False
    labels = sum(line.words[-1].text.endswith(":") for line in left)
    if len(left) == len(right) and 2 * labels > len(left):
        return all(map(is_level, left, right))
    numbers = sum(is_number(word.text for word in line.words) for line in left)
    return (
        len(left) > 1
        and numbers >= _NUMBERS * len(left)
        and is_level(left[0], right[0])
        and all(any(is_level(label, line) for line in right) for label in left)
    )


def _row(one: Sequence[Line], other: Sequence[Line]) -> Callable[[Line], tuple[int, float]]:
    """The key by which the lines stand in rows: those of the block on the right."""
    left, right = sorted((one, other), key=lambda block: block[0].box.left)
    rows = {id(line): row for row, line in enumerate(right)}
    for label in left:
        rows[id(label)] = next(row for row, line in enumerate(right) if is_level(label, line))
    return lambda line: (rows[id(line)], line.box.left)


def _place_in_row(block: Sequence[Line], blocks: Sequence[Sequence[Line]]) -> int:
    """How many of ``blocks`` are read before ``block``.

    If it is the rest of a row, those up to the row's beginning.
    """
    for at in range(len(blocks) - 1, -1, -1):
        single = len(block) == len(blocks[at]) == 1
        if (
            single
            and is_level(block[0], blocks[at][0])
            and blocks[at][0].box.right < block[0].box.left
        ):
            return at + 1
        if (
            bounding_box(line.box for line in blocks[at]).top
            < bounding_box(line.box for line in block).bottom
        ):
            break
    return len(blocks)


# Letterheads and footers


def letterhead_first(lines: Sequence[Line], opening: Line) -> tuple[Line, ...]:
    """``lines`` with blocks above the salutation ``opening`` before it.

    Engines read a letterhead on the right after what stands beside and below it on the left.
    """
    blocks = _blocks(lines)
    at = next(
        block.at for block in blocks for line in block.lines if opening.words[0] in line.words
    )
    ordered = blocks[: at + 1]
    for block in blocks[at + 1 :]:
        if block.box.bottom <= opening.box.top:
            middle = (block.box.top + block.box.bottom) / 2
            places = (place for place, other in enumerate(ordered) if other.box.top >= middle)
            ordered.insert(next(places, len(ordered) - 1), block)
        else:
            ordered.append(block)
    return tuple(line for block in ordered for line in block.lines)


_FOOTER, _SMALL, _WHITE, _MOST = 0.85, 0.87, 1.5, 0.75
"""A footer: below 85 % of the page, small type, 1.5 lines of white.

The type of three lines in four is smaller than 0.87 of the usual one, since that of single words
is not well known; the white is above it.
"""


def footer(lines: Sequence[Line], *, height: float, size: float) -> tuple[tuple[Line, ...], ...]:
    """The columns of small print in a footer, if there are two.

    ``height`` is the page's in pixels, ``size`` its usual type size.
    """
    low = [line for line in lines if line.box.top >= _FOOTER * height]
    top = min((line.box.top for line in low if line.size < _SMALL * size), default=height)
    foot = [line for line in low if line.box.top + line.box.bottom >= 2 * top]
    small = sum(line.size < _SMALL * size for line in foot)
    taken = {id(line) for line in foot}
    above = any(line.box.bottom > top - _WHITE * size for line in lines if id(line) not in taken)
    if above or small < _MOST * len(foot):
        return ()
    columns: list[list[Line]] = []
    right = 0.0
    for piece in sorted(
        (piece for line in foot for piece in strips_of(line)), key=lambda piece: piece.box.left
    ):
        if columns and piece.box.left - right <= GUTTER * piece.size:
            columns[-1].append(piece)
        else:
            columns.append([piece])
        right = max(right, piece.box.right)
    return (
        tuple(tuple(sorted(column, key=lambda piece: piece.box.top)) for column in columns)
        if len(columns) > 1
        else ()
    )
