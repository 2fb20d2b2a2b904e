"""Pages set in columns: one column is read after the other, however the engine went through them.

Engines mostly get this right, and what is right is left alone. Put in order are only columns of
running text with nothing but white between them. What else stands side by side, an address and an
information block or the parts of a form, stays in the engine's order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from pipeline.core.lines import Line, around
from pipeline.core.model import Box

_GUTTER = 0.7
"""Type sizes of white between two columns, at least."""

_WORDS, _FULL, _LINES = 3, 0.6, 5
"""Running text: lines of so many words that fill so much of the column, so many of them and at least half of all."""


def zones(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """``lines`` in parts that are read one after the other; inside each, in the order in which they came."""
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
    """Lines that the engine saw as one block; ``at``: how many blocks came before it."""

    at: int
    lines: tuple[Line, ...]
    box: Box


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    groups = (tuple(block) for _, block in groupby(lines, lambda line: line.words[0].block))
    return [_Block(at, block, around(line.box for line in block)) for at, block in enumerate(groups)]


def _lines(blocks: Sequence[_Block]) -> tuple[Line, ...]:
    return tuple(line for block in sorted(blocks, key=lambda block: block.at) for line in block.lines)


def _stacks(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """``blocks`` from top to bottom, those together that stand beside one another or in the same columns."""
    stack: list[_Block] = []
    for band in _bands(blocks):
        if stack and not _columns(stack + band):
            yield stack
            stack = []
        stack += band
    yield stack


def _bands(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """``blocks`` from top to bottom, cut wherever white runs across all of them."""
    band: list[_Block] = []
    for block in sorted(blocks, key=lambda block: block.box.top):
        if band and block.box.top >= max(above.box.bottom for above in band):
            yield band
            band = []
        band.append(block)
    yield band


def _columns(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """The columns of running text that ``blocks`` stand in, from left to right; none if they stand otherwise."""
    size = median(line.size for block in blocks for line in block.lines)
    columns: list[list[_Block]] = []
    right = 0.0
    for block in sorted(blocks, key=lambda block: block.box.left):
        if columns and block.box.left - right <= _GUTTER * size:
            columns[-1].append(block)
        else:
            columns.append([block])
        right = max(right, block.box.right)
    return columns if len(columns) > 1 and all(map(_is_text, columns)) else []


def _is_text(column: Sequence[_Block]) -> bool:
    lines = [line for block in column for line in block.lines]
    width = around(block.box for block in column).width
    full = sum(len(line.words) >= _WORDS and line.box.width >= _FULL * width for line in lines)
    return full >= _LINES and 2 * full >= len(lines)
