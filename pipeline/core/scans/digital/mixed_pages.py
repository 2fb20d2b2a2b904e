"""Mixed pages: digital text and pictures of text, read as one.

A fax or a scanner writes a line of digital text over a full-page picture; a letter has a scanned
receipt pasted in. What the document brought along is kept, the rest is read, nothing is doubled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import cos, radians, sin

from pipeline.core.model import Box, Page, Word

_SAME = 0.5
"""Share of a word that lies on another if it is that word read twice."""
_SHORT, _NARROW = 4, 0.22
"""Letters of a short word; widths of a letter in heights of its box at least.

Measured: 0.28 for "Illinois" in a narrow font, 0.15 for "ENTWURF" at 45 degrees.
"""
_LOW, _HIGH = 0.35, 1.3
"""Heights of read letters in heights of a line's boxes, which have room above and below."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the displayed page: points, origin top left."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """Square points."""
        return max(0.0, self.right - self.left) * max(0.0, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that may hold a few letters.

    ``turn``: degrees clockwise by which they fall; ``height``: that of its letters; ``letters``:
    about how many there are.
    """

    area: Area
    turn: float
    height: float
    letters: int


def complete_page(page: Page, own: Iterable[Word]) -> Page:
    """The page as read, with its ``own`` words in reading order.

    ``own`` lie on the page as it is displayed, at the same resolution, before it was turned and
    deskewed. Where they are more than what was read, and upright, so is the page.
    """
    own = list(own)
    page = _as_its_words(page, own)
    brought = [replace(word, box=_framed(word.box, page)) for word in own]
    level = [word for word in brought if lies_level(word.text, word.box.width, word.box.height)]
    read = [word for word in page.words if not any(_covers(other.box, word.box) for other in level)]
    blocks = _blocks(brought)
    # Lines that run across the turned page (a number, a sign of a signing service) come last.
    across = [block for block in blocks if page.angle and any(map(_stands, block))]
    along = [block for block in blocks if block not in across]
    return replace(page, words=tuple(_renumbered((*_merged(along, _blocks(read)), *across))))


def _as_its_words(page: Page, own: Sequence[Word]) -> Page:
    """The page as it lies, if one turned line was read on a page of level words."""
    letters = sum(len(word.text) for word in own if word.box.width >= word.box.height)
    read = sum(len(word.text) for word in page.words)
    if not (page.angle and read) or letters <= read:
        return page
    sideways = page.angle in (90, 270)
    width, height = (page.height, page.width) if sideways else (page.width, page.height)
    # Framed as if it were to be turned the other way, it lies as it did.
    back = replace(page, width=width, height=height, angle=-page.angle % 360, skew=-page.skew)
    words = tuple(replace(word, box=_framed(word.box, back)) for word in page.words)
    return replace(back, angle=0, skew=0, words=words)


def page_with_short_texts(page: Page, read: Iterable[Word]) -> Page:
    """A page of its own words with short texts that were read from its picture.

    What stands in the row of a line, and is about as high, belongs to it: an amount to its item.
    """
    lines = [list(line) for _, line in groupby(page.words, key=lambda word: word.line)]
    apart = []
    for word in read:
        line = min(
            (line for line in lines if _in_row(word.box, line)),
            key=lambda line: min(_gap(word.box, other.box) for other in line),
            default=None,
        )
        if line is None:
            apart.append(word)
        else:
            first = line[0]
            at = sum(other.box.left < word.box.left for other in line)
            line.insert(
                at,
                replace(word, block=first.block, paragraph=first.paragraph, line=first.line),
            )
    words = [word for line in lines for word in line]
    return replace(
        page,
        words=tuple(_renumbered(_merged(_blocks(words), _blocks(apart))))
        if apart
        else tuple(words),
    )


def _stands(word: Word) -> bool:
    return len(word.text) >= _SHORT and word.box.height > word.box.width


def _in_row(box: Box, line: Iterable[Word]) -> bool:
    """Whether the box stands beside level words that are about as high."""
    middle = (box.top + box.bottom) / 2
    return any(
        word.box.top <= middle <= word.box.bottom
        and _LOW * word.box.height <= box.height <= _HIGH * word.box.height
        and lies_level(word.text, word.box.width, word.box.height)
        and word.box.width > word.box.height
        for word in line
    )


def _gap(one: Box, other: Box) -> float:
    return max(one.left - other.right, other.left - one.right, 0)


def joined_areas(boxes: Iterable[Box], *, touching: float) -> list[Box]:
    """Boxes that lie no farther than ``touching`` from each other as one."""
    areas: list[Box] = []
    for box in boxes:
        whole = box
        while near := [area for area in areas if _touch(area, whole, touching)]:
            areas = [area for area in areas if area not in near]
            whole = Box(
                min(area.left for area in (whole, *near)),
                min(area.top for area in (whole, *near)),
                max(area.right for area in (whole, *near)),
                max(area.bottom for area in (whole, *near)),
            )
        areas.append(whole)
    return areas


def lies_level(text: str, width: float, height: float) -> bool:
    """Whether a word's box is one of letters side by side, or one above the other.

    The box around slanting letters, as of a watermark, covers what lies around them.
    """
    letters = sum(map(str.isalnum, text))  # leading dots are narrower
    return letters < _SHORT or _NARROW * letters * min(width, height) <= max(width, height)


def _touch(one: Box, other: Box, distance: float) -> bool:
    return (
        max(one.left, other.left) <= min(one.right, other.right) + distance
        and max(one.top, other.top) <= min(one.bottom, other.bottom) + distance
    )


def _framed(box: Box, page: Page) -> Box:
    """The box on the upright, level page.

    Its middle turns about the page's; its sides stay parallel to the lines.
    """
    sideways = page.angle in (90, 270)
    across, down = (page.height, page.width) if sideways else (page.width, page.height)
    x, y = (box.left + box.right - across) / 2, (box.top + box.bottom - down) / 2
    turn = radians(page.angle + page.skew)
    middle = (
        page.width / 2 + x * cos(turn) - y * sin(turn),
        page.height / 2 + x * sin(turn) + y * cos(turn),
    )
    width, height = (box.height, box.width) if sideways else (box.width, box.height)
    left, top = middle[0] - width / 2, middle[1] - height / 2
    if page.skew:
        return Box(left, top, left + width, top + height)
    return Box(
        max(0, left), max(0, top), min(page.width, left + width), min(page.height, top + height)
    )


def _covers(one: Box, other: Box) -> bool:
    """Whether most of ``other`` lies on ``one``."""
    shared = one.shared(other)
    return shared > 0 and shared > _SAME * other.width * other.height


def _blocks(words: Iterable[Word]) -> list[tuple[Word, ...]]:
    return [tuple(block) for _, block in groupby(words, key=lambda word: word.block)]


def _merged(
    one: list[tuple[Word, ...]], other: list[tuple[Word, ...]]
) -> Iterator[tuple[Word, ...]]:
    """The blocks of both, each in its order, the upper one first."""
    one, other = one[::-1], other[::-1]
    while one and other:
        yield (one if _top(one[-1]) <= _top(other[-1]) else other).pop()
    yield from reversed(one or other)


def _top(block: tuple[Word, ...]) -> float:
    return min(word.box.top for word in block)


def _renumbered(blocks: Iterable[tuple[Word, ...]]) -> Iterator[Word]:
    """The words with new numbers of block, paragraph and line."""
    paragraphs, lines = -1, -1
    for number, block in enumerate(blocks):
        for _, paragraph in groupby(block, key=lambda word: word.paragraph):
            paragraphs += 1
            for _, line in groupby(paragraph, key=lambda word: word.line):
                lines += 1
                for word in line:
                    yield replace(word, block=number, paragraph=paragraphs, line=lines)
