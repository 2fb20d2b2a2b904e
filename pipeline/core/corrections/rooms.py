"""Boxes for words: shares of a box, and the room beside a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum
from itertools import accumulate, pairwise

from pipeline.core.model import Box, Page, Word

_QUARTER = 45
"""Degrees by which a word is turned from which it counts as upright."""
_UPSIDE_DOWN = 135
_LETTER = 0.5
"""Width of a letter in heights of its box, if nothing tells more."""
_SPACES = 3
"""Between two words a space, what is put in, and a space share the gap equally, at most."""


class Direction(Enum):
    """Where the next word of a line stands."""

    RIGHT = "right"
    LEFT = "left"
    UP = "up"
    DOWN = "down"


def direction_of(word: Word) -> Direction:
    """Where the next word stands, by the letters and the tilt."""
    tilt = (word.tilt + 180) % 360 - 180
    if _QUARTER < tilt < _UPSIDE_DOWN:
        return Direction.UP
    if -_UPSIDE_DOWN < tilt < -_QUARTER:
        return Direction.DOWN
    right_to_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in word.text)
    upside_down = abs(tilt) >= _UPSIDE_DOWN
    return Direction.LEFT if right_to_left is not upside_down else Direction.RIGHT


def words_in(box: Box, texts: Sequence[str], like: Word) -> tuple[Word, ...]:
    """The texts as words that share a box by their letters.

    They are certain, and not the document's own.
    """
    boxes = _shares(box, [len(text) for text in texts], direction_of(like))
    return tuple(
        replace(like, text=text, box=part, confidence=1.0, digital=False, second="")
        for text, part in zip(texts, boxes, strict=True)
    )


def room_after(word: Word, following: Word | None, page: Page, texts: Sequence[str]) -> Box:
    """The room behind a word, up to the one that follows in its line, if any.

    At the end of a line as much as the texts need, if the page has it and nothing stands there;
    it is a pixel at least.
    """
    match direction_of(word):
        case Direction.RIGHT:
            return _across(word, following, page, texts, to_right=True)
        case Direction.LEFT:
            return _across(word, following, page, texts, to_right=False)
        case direction:
            return _edge(word.box, at_top=direction is Direction.UP)


def room_before(word: Word, page: Page, texts: Sequence[str]) -> Box:
    """The room in front of the first word of a line."""
    match direction_of(word):
        case Direction.RIGHT:
            return _across(word, None, page, texts, to_right=False)
        case Direction.LEFT:
            return _across(word, None, page, texts, to_right=True)
        case direction:
            return _edge(word.box, at_top=direction is Direction.DOWN)


def rows_on(page: Page, count: int) -> tuple[Box, ...]:
    """So many rows for words on a page that shows none, from its top."""
    height = min(page.height / 50, page.height / (count + 2))
    left, right = page.width * 0.1, page.width * 0.9
    return tuple(Box(left, height * (row + 1), right, height * (row + 2)) for row in range(count))


def _across(
    word: Word, following: Word | None, page: Page, texts: Sequence[str], *, to_right: bool
) -> Box:
    box = word.box
    letter = box.width / len(word.text) or box.height * _LETTER
    if following is None:
        needed = (sum(map(len, texts)) + len(texts)) * letter
        others = (other.box for other in page.words)
        wall = _wall(box, others, page.width, to_right=to_right)
        far = min(box.right + needed, wall) if to_right else max(box.left - needed, wall)
    else:
        far = following.box.left if to_right else following.box.right
    left, right = (box.right, far) if to_right else (far, box.left)
    space = min(letter, max(0.0, right - left) / _SPACES)
    # Without a space the word beside it would have to end earlier than it is printed.
    left += space if to_right or following is not None else 0
    right -= space if not to_right or following is not None else 0
    if right - left >= 1:
        return Box(left, box.top, right, box.bottom)
    edge = box.right if to_right else box.left - 1
    left = max(0.0, min(edge, page.width - 1.0))
    return Box(left, box.top, left + 1, box.bottom)


def _wall(box: Box, others: Iterable[Box], width: int, *, to_right: bool) -> float:
    """Where the next word at the same height begins, or the page ends."""
    level = [o for o in others if o.top < box.bottom and box.top < o.bottom]
    if to_right:
        return min((o.left for o in level if o.left >= box.right), default=float(width))
    return max((o.right for o in level if o.right <= box.left), default=0.0)


def _edge(box: Box, *, at_top: bool) -> Box:
    """A pixel of a box's height at its upper or lower edge."""
    thin = min(1.0, box.height)
    if at_top:
        return replace(box, bottom=box.top + thin)
    return replace(box, top=box.bottom - thin)


def _shares(box: Box, weights: Sequence[int], direction: Direction) -> list[Box]:
    """Parts of a box by these weights, with a letter's room between them."""
    total = sum(weights) + len(weights) - 1
    starts = [0, *accumulate(weight + 1 for weight in weights)]
    parts = [(start / total, (end - 1) / total) for start, end in pairwise(starts)]
    return [_part(box, start, end, direction) for start, end in parts]


def _part(box: Box, start: float, end: float, direction: Direction) -> Box:
    if direction in (Direction.LEFT, Direction.UP):
        start, end = 1 - end, 1 - start
    if direction in (Direction.RIGHT, Direction.LEFT):
        across = (box.left + box.width * start, box.left + box.width * end)
        return replace(box, left=across[0], right=min(across[1], box.right))
    down = (box.top + box.height * start, box.top + box.height * end)
    return replace(box, top=down[0], bottom=min(down[1], box.bottom))
