"""Digital text that was set sideways or upside down, in rows.

Programs that turn a page by its text matrix leave the page upright and its lines standing: a list
of members becomes columns of single cells, the title last. The page is turned as one would turn the
paper, and its cells are put back in rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.direction import is_right_to_left
from pipeline.core.scans.lines import bounding_box

_TELLING = 3
"""Letters from which a word that is higher than wide stands upright."""
_RUNNING = 4
"""Words in the lines of running text, which stays together; cells have less."""


def upright_page(page: Page) -> Page:
    """A page of digital words as it is read: turned if most of its letters are.

    The words of each line come in reading order. The page itself is returned if it is upright.
    """
    lines = [tuple(line) for _, line in groupby(page.words, key=lambda word: word.line)]
    angle = _angle(lines)
    if not angle:
        return page
    width, height = (page.height, page.width) if angle in (90, 270) else (page.width, page.height)
    turned = [
        tuple(replace(word, box=_turned(word.box, page, angle)) for word in line) for line in lines
    ]
    words = tuple(_numbered(_in_rows(_pieces(turned))))
    return replace(page, width=width, height=height, words=words, angle=angle)


def _angle(lines: Iterable[Sequence[Word]]) -> int:
    """Degrees clockwise that make most letters upright."""
    letters = Counter[int]()
    standing = lying = 0
    for line in lines:
        count = sum(len(word.text) for word in line)
        found = _line_angle(line)
        if found is not None:
            letters[found] += count
        elif any(map(_stands, line)):
            standing += count
        else:
            lying += count
    # Single words may run either way: as the others do, or as on a sheet that was laid down.
    letters[270 if letters[270] > letters[90] else 90] += standing
    letters[180 if letters[180] > letters[0] else 0] += lying
    return max((0, 90, 180, 270), key=lambda angle: letters[angle])


def _line_angle(line: Sequence[Word]) -> int | None:
    """The angle of one line; None for a single word, which may run either way."""
    first, last = line[0].box, line[-1].box
    if any(map(_stands, line)):
        if first.top == last.top:
            return None
        return 90 if first.top > last.top else 270
    backwards = all(after.box.right <= before.box.left for before, after in pairwise(line))
    if len(line) > 1 and backwards and not is_right_to_left(word.text for word in line):
        return 180
    return 0 if len(line) > 1 else None


def _stands(word: Word) -> bool:
    return len(word.text) >= _TELLING and word.box.height > word.box.width


def _turned(box: Box, page: Page, angle: int) -> Box:
    match angle:
        case 90:
            return Box(page.height - box.bottom, box.left, page.height - box.top, box.right)
        case 180:
            return Box(
                page.width - box.right,
                page.height - box.bottom,
                page.width - box.left,
                page.height - box.top,
            )
        case _:
            return Box(box.top, page.width - box.right, box.bottom, page.width - box.left)


_Piece = tuple[tuple[Word, ...], ...]
"""Lines that stay together."""


def _pieces(lines: Iterable[tuple[Word, ...]]) -> Iterator[_Piece]:
    """Blocks of running text, and all other lines one by one."""
    for _, group in groupby(lines, key=lambda line: line[0].block):
        block = tuple(group)
        if median(map(len, block)) >= _RUNNING:
            yield block
        else:
            yield from ((line,) for line in block)


def _in_rows(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """The pieces row by row, from left to right."""
    row: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: _middle(piece[0])):
        if row and _middle(piece[0]) > _box(row[0]).bottom:
            yield from sorted(row, key=lambda each: _box(each).left)
            row = []
        row.append(piece)
    yield from sorted(row, key=lambda each: _box(each).left)


def _box(piece: _Piece) -> Box:
    return bounding_box(word.box for line in piece for word in line)


def _middle(line: Sequence[Word]) -> float:
    return (line[0].box.top + line[0].box.bottom) / 2


def _numbered(pieces: Iterable[_Piece]) -> Iterator[Word]:
    """The words with new numbers: a block and a paragraph for each piece."""
    number = 0
    for block, piece in enumerate(pieces):
        for line in piece:
            for word in line:
                yield replace(word, block=block, paragraph=block, line=number)
            number += 1
