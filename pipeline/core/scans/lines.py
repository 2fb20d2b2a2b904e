"""Lines of a page: their words, type size and wide gaps.

Everything that judges a page by its looks measures in type sizes, which hold at any resolution.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median_low

from pipeline.core.model import Box, Page, Word

_ASCENT, _X_HEIGHT, _DESCENT = 0.72, 0.53, 0.21
"""Of the type size: with ascenders, without, below the base line.

Source: Arial's metrics.
"""
_FONT_HEIGHT, _FONT_DESCENT = 0.92, 0.17
"""Of the type size: the box of a word that came with the document, and what is below its base line.

The box is as high as the font, whatever the letters. That is 1.12 in Arial, and 0.21 below; but
bounds in type sizes were measured on ink, and with the true size two of seven real tables fell
apart. With these none does, and no line is a heading for its letters.
"""

_GAP = 2.5
"""Type sizes between two columns, at least.

The widest space in justified text was 2.3.
"""

SURE = 0.90
"""Confidence from which the engine counts as sure of a word.

Source: marks 3.2 % of the words on 20 pages, and 66 % of the wrong ones.
"""

_LOW_LETTERS = frozenset("acegmnopqrsuvwxyz.,:;-–_~+=")
_DEEP = frozenset("gjpqy")
_DEEP_LETTERS = frozenset("gjpqyQ,;()[]{}|ß_§/")

TICKED, UNTICKED = "\N{BALLOT BOX WITH X}", "\N{BALLOT BOX}"
_SPEAKING = frozenset(f"§{TICKED}{UNTICKED}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the engine saw it."""

    words: tuple[Word, ...]
    """From left to right; at least one."""
    box: Box
    """Around all words."""
    size: float
    """The type size in pixels."""
    base: float
    """Where the letters stand, in pixels from the top."""
    apart: frozenset[int]
    """Positions of the words after a wide gap."""
    block: int
    """That of the words, unless the line was found to belong to another."""
    paragraph: int
    """As ``block``."""


def lines_of(page: Page) -> tuple[Line, ...]:
    """The words of ``page`` in lines, in the engine's order."""
    return tuple(
        line_of(tuple(words)) for _, words in groupby(page.words, key=lambda word: word.line)
    )


def line_of(words: tuple[Word, ...], boxes: Sequence[Box] | None = None) -> Line:
    """A line of these words; at least one.

    ``boxes``: where they stand on the level page, as high as their own; these by default.
    """
    boxes = boxes or [word.box for word in words]
    # The lower median: a speck or rule that touches a word makes it higher, nothing makes it lower.
    size = median_low(_type_size(word) for word in words)
    gaps = (after.left - before.right for before, after in pairwise(boxes))
    apart = frozenset(at for at, gap in enumerate(gaps, start=1) if gap > _GAP * size)
    return Line(
        words,
        bounding_box(boxes),
        size,
        _base(words, boxes, size),
        apart,
        words[0].block,
        words[0].paragraph,
    )


def strips_of(line: Line) -> Iterator[Line]:
    """``line`` cut at its wide gaps; itself if it has none."""
    first = line.words[0]
    if not line.apart and (line.block, line.paragraph) == (first.block, first.paragraph):
        yield line
        return
    for start, end in pairwise((0, *sorted(line.apart), len(line.words))):
        yield line_of(line.words[start:end])


def is_level(one: Line, other: Line) -> bool:
    """Whether two lines stand at the same height."""
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > min(one.box.height, other.box.height) / 2


def next_places(words: Iterable[Word]) -> tuple[int, int, int]:
    """The numbers of the block, paragraph and line that would come behind the words."""
    words = tuple(words)
    block, paragraph, line = (
        1 + max((getattr(word, part) for word in words), default=-1)
        for part in ("block", "paragraph", "line")
    )
    return block, paragraph, line


def bounding_box(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of ``boxes``; at least one."""
    left, top, right, bottom = zip(
        *((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True
    )
    return Box(min(left), min(top), max(right), max(bottom))


def _base(words: Sequence[Word], boxes: Sequence[Box], size: float) -> float:
    """The base line of ``words`` of one size in these ``boxes``.

    Words that surely stand on it tell; a comma or an ß may reach below it, a dash hangs above.
    """
    ends = [(word, box.bottom) for word, box in zip(words, boxes, strict=True)]
    digital = [bottom - _FONT_DESCENT * size for word, bottom in ends if word.digital]
    if digital:
        return median_low(digital)
    standing = [(word, bottom) for word, bottom in ends if any(map(str.isalnum, word.text))]
    sure = [bottom for word, bottom in standing if not has_descender(word.text)]
    if sure:
        return median_low(sure)
    deep = _DESCENT * size
    return median_low(
        bottom - (deep if _DEEP.intersection(word.text) else deep / 2)
        for word, bottom in standing or ends
    )


_ONE_BASE = 0.22
"""Type sizes by which base lines of one row differ, at most.

Lines of two columns are that near by chance in a third of the cases.
"""


def are_in_row(one: Line, other: Line) -> bool:
    """Whether two lines stand on one base line.

    A rule below the words of an engine's line may hide it; then their tops tell.
    """
    slack = _ONE_BASE * max(one.size, other.size)
    if abs(one.base - other.base) <= slack:
        return True
    return one.words[0].line == other.words[0].line and abs(one.box.top - other.box.top) <= slack


def _type_size(word: Word) -> float:
    """The height of a word, corrected for its letters."""
    if word.digital:
        return word.box.height / _FONT_HEIGHT
    letters = frozenset(word.text)
    above = _X_HEIGHT if letters <= _LOW_LETTERS else _ASCENT
    below = _DESCENT if letters & _DEEP_LETTERS else 0
    return word.box.height / (above + below)


def unsure(word: Word) -> bool:
    """Whether the engine was unsure of a word that says something."""
    return not word.digital and word.confidence < SURE and says_something(word.text)


def says_something(text: str) -> bool:
    """Whether the text holds a letter, a digit, a paragraph sign or a box to tick."""
    return any(map(str.isalnum, text)) or not _SPEAKING.isdisjoint(text)


def has_digit(text: str) -> bool:
    """Whether the text holds a digit."""
    return any(map(str.isdigit, text))


def has_descender(text: str) -> bool:
    """Whether a letter of the text reaches below the line."""
    return not _DEEP_LETTERS.isdisjoint(text)
