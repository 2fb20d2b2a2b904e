"""How high the lines of a text layer are.

Poppler takes lines for one paragraph if their type is of one size, and reads a paragraph before
what stands beside it. So all lines of a paragraph are equally high, whichever letters they have;
and the rows of a form or a table differ from their neighbours by more than it forgives, so that a
label is read with its value and not with the label below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import Line, bounding_box, line_of

_ALIKE, _MOST = 1.25, 1.5
"""Ratios of type sizes that count as one, at most: of one to the next larger one, and of all."""

_PARAGRAPH = 3
"""Lines of one size that are made equally high, at least."""

_STEPS = (0.95, 1.05)
"""Heights of neighbouring rows; Poppler forgives 5 % (maxBlockFontSizeDelta1)."""

_BESIDE = 1.06
"""Height of a paragraph's lines beside a block that reaches into it, for the same reason."""

_ROWS = 1 / 3
"""Share of a block's lines with a wide gap from which they are rows."""

_DESCENT = 0.2
"""Share of the type size that lines of a paragraph reach below the base line, at least."""

_ROW_BLOCKS = -1
"""Stands for all blocks of rows, which share their heights."""


def bands(lines: Iterable[tuple[Sequence[Word], Sequence[Box]]]) -> list[tuple[float, float]]:
    """Top and bottom of each line, from its words and their places on the level page."""
    placed = list(lines)
    found = [line_of(tuple(words), boxes) for words, boxes in placed]
    rows, beside = _row_blocks(found), _beside_others(found)
    own = [_band(boxes) for _, boxes in placed]
    result = list(own)
    for group in _groups(found, rows):
        if len(group) < _PARAGRAPH:
            continue
        up, down = _extent([found[at] for at in group], [own[at] for at in group])
        for at in group:
            step = _STEPS[at % 2] if found[at].block in rows else _BESIDE if at in beside else 1.0
            result[at] = found[at].base - up * step, found[at].base + down * step
    return result


def _row_blocks(lines: Sequence[Line]) -> frozenset[int]:
    """The blocks that are forms or tables."""
    counts = Counter(line.block for line in lines)
    wide = Counter(line.block for line in lines if line.apart)
    return frozenset(block for block, count in counts.items() if wide[block] >= _ROWS * count)


def _beside_others(lines: Sequence[Line]) -> frozenset[int]:
    """The places of lines beside a block that reaches into their own: a caption between columns.

    Poppler would take the caption for a part of both columns, and these for one.
    """
    blocks = defaultdict[int, list[Box]](list)
    for line in lines:
        blocks[line.block].append(line.box)
    around = {block: bounding_box(boxes) for block, boxes in blocks.items()}
    near = {
        block: [other for number, other in around.items() if number != block and other.meets(box)]
        for block, box in around.items()
    }
    return frozenset(
        at
        for at, line in enumerate(lines)
        if any(line.box.top < box.bottom and box.top < line.box.bottom for box in near[line.block])
    )


def _groups(lines: Sequence[Line], rows: frozenset[int]) -> Iterator[list[int]]:
    """The places of lines that share their heights: of one block and of one size."""
    blocks = defaultdict[int, list[int]](list)
    for at, line in enumerate(lines):
        # Poppler takes single signs for the letters of one word if their type is large.
        if all(len(word.text) == 1 for word in line.words):
            continue
        blocks[_ROW_BLOCKS if line.block in rows else line.block].append(at)
    for block in blocks.values():
        group: list[int] = []
        for at in sorted(block, key=lambda at: lines[at].size):
            if group and lines[at].size > min(
                _ALIKE * lines[group[-1]].size, _MOST * lines[group[0]].size
            ):
                yield group
                group = []
            group.append(at)
        yield group


def _extent(lines: Sequence[Line], edges: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """How far such lines, with these tops and bottoms, mostly reach above and below the base."""
    up = median(line.base - top for line, (top, _) in zip(lines, edges, strict=True))
    down = median(bottom - line.base for line, (_, bottom) in zip(lines, edges, strict=True))
    return up, max(down, _DESCENT * median(line.size for line in lines))


def _band(boxes: Sequence[Box]) -> tuple[float, float]:
    """Top and bottom of a level line.

    A word's own box has ascenders and descenders or has none. Boxes much higher than the others (a
    rule or a stamp taken for a letter) do not count.
    """
    usual = 1.5 * median(box.height for box in boxes)
    normal = [box for box in boxes if box.height <= usual]
    return min(box.top for box in normal), max(box.bottom for box in normal)
