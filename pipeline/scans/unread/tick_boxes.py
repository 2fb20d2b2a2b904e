"""Boxes to tick, which readers leave out or take for digits and letters.

Looked for where one may stand: left of a word that opens its line or follows a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from math import ceil

import numpy as np

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import TICKED, UNTICKED
from pipeline.ports import PageImage
from pipeline.scans.drawing.grey_pixels import grey_pixels
from pipeline.scans.unread.squares import EMPTY, LONGEST_SIDE, Ink, Square, square_beside

_TICKED = 0.08
"""Share of the inside that is ink from which a box is plainly ticked."""
_REACH = 3.0
"""Heights left of a word, or right of a line's last one, in which its box stands."""
_BEFORE = 0.5
"""Heights by which a box may begin before what was read in its place."""
_ODD = "]|[_&®(){}"
"""What boxes and their sides are read as at a word's ends."""
_SIDES = "]|[_"
"""What a box's sides are read as at a word's head."""
_TICKS = "xXvVyYJUL"
"""What ticks are read as at a word's ends."""
_HEADS = "EOILJUXlx"
"""What boxes are read as at a word's head: "Ollch", "Elch"."""
_GLUED_WIDTH = 2.2
"""Heights that a word with a box in it is wide, at least."""
_GLUED = 0.75
"""Confidence below which a box may have been read as the first letters of its word."""
_GAP = 0.9
"""Heights between two words in which a box has room."""
_LONGEST = 3
"""Letters that a box may be read as, at most: "[_]"."""
_SURE, _UNSURE = 0.95, 0.5
"""Confidence of a box that is plainly empty or ticked, and of what may be neither."""


def with_tick_boxes(image: PageImage, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a page with its boxes, each a word of its own.

    What was read in a box's place gives way. Measured: 5 ms a page without any.
    """
    if not words:
        return words
    grey = grey_pixels(image)
    paper = int(np.bincount(grey[::16, ::16].ravel(), minlength=256).argmax())
    ink = Ink(grey, ceil(paper / 2) + 30)
    found: list[Word] = []
    for _, group in groupby(words, key=lambda word: word.line):
        found.extend(_with_boxes(ink, list(group)))
    return tuple(found)


def _with_boxes(ink: Ink, line: Sequence[Word]) -> Iterator[Word]:
    """The words of a line with the boxes before them and behind the last."""
    height = float(np.median([word.box.height for word in line]))
    kept: list[Word] = []
    for word in (*line, None):
        square = _square_between(ink, kept, word, height)
        rest = word
        if square is not None:
            while kept and _is_mostly_in(kept[-1].box, square.box):
                kept.pop()
            if kept and kept[-1].box.left < square.box.left < kept[-1].box.right:
                kept[-1] = _without_end(kept[-1], square.box)
            kept.append(_box_word(square, word or line[-1]))
        if word is not None and square is None and _may_begin_with_box(word):
            square = _square_at_head(ink, word, height)
            kept += () if square is None else (_box_word(square, word),)
        if word is not None and square is not None:
            rest = _without_head(word, square.box)
        kept += () if rest is None else (rest,)
    yield from kept


def _square_between(
    ink: Ink, kept: Sequence[Word], word: Word | None, height: float
) -> Square | None:
    """The box left of a word, or right of a line's last one.

    What is short there, or ends or begins oddly, may have been read from the box.
    """
    beside = word or (kept[-1] if kept else None)
    if beside is None or beside.tilt or not any(map(str.isalpha, beside.text + _text(kept, word))):
        return None
    right = _REACH * height + beside.box.right if word is None else word.box.left
    right += _BEFORE * height if word is not None and word.text[0] in _ODD else 0
    end = _end(kept, height)
    left = end if word is None else max(right - _REACH * height, end)
    if right - left < _GAP * height:
        return None
    square = square_beside(ink, (left, right), beside, height)
    # One that lies before the last word belongs to that one.
    behind = square is None or not kept or square.box.right > kept[-1].box.left
    return square if behind else None


def _end(kept: Sequence[Word], height: float) -> float:
    """Where the words before a box may end: what is short or odd may be the box."""
    short = list(takewhile(_may_be_box, reversed(kept[-2:])))
    if short:
        return max(0.0, short[-1].box.left - _BEFORE * height)
    if not kept:
        return 0.0
    last = kept[-1]
    if last.text[-1] in _ODD or last.confidence < _GLUED:
        return max(last.box.left, last.box.right - LONGEST_SIDE * height)
    return last.box.right


def _may_be_box(word: Word) -> bool:
    """Whether something short may have been read from a box: "2", "[]", but no sure "der"."""
    sure = word.confidence >= _GLUED and len(word.text) > 1 and word.text.strip(".,:;").isalnum()
    return len(word.text) <= _LONGEST and not sure and word.text not in (TICKED, UNTICKED)


def _text(kept: Sequence[Word], word: Word | None) -> str:
    """What a line's last words say, where no word follows."""
    return "" if word is not None else "".join(each.text for each in kept[-2:])


def _square_at_head(ink: Ink, word: Word, height: float) -> Square | None:
    """The box that was read as a word's first letters."""
    if word.tilt or word.box.width < _GLUED_WIDTH * height or not any(map(str.isalpha, word.text)):
        return None
    reach = (word.box.left - _BEFORE * height, word.box.left + LONGEST_SIDE * height)
    return square_beside(ink, reach, word, height)


def _may_begin_with_box(word: Word) -> bool:
    return word.text[0] in _ODD or (word.confidence < _GLUED and word.text[0] in _HEADS)


def _without_head(word: Word, square: Box) -> Word:
    """A word without the box before it; unsure if letters were read from that."""
    if square.right <= word.box.left:
        return word
    share = (square.right - word.box.left) / max(word.box.width, 1)
    text = word.text[round(share * len(word.text)) :].lstrip(_SIDES)
    if square.right >= word.box.right:
        return word
    box = replace(word.box, left=square.right)
    return _rest(word, text, box, sure=text == word.text.lstrip(_SIDES))


def _without_end(word: Word, square: Box) -> Word:
    """A word without the box behind it; unsure if letters were read from that."""
    share = (square.left - word.box.left) / max(word.box.width, 1)
    plain = len(word.text.rstrip(_ODD + _TICKS))
    text = word.text[: max(plain, round(share * len(word.text)))].rstrip(_ODD)
    box = replace(word.box, right=square.left)
    return _rest(word, text, box, sure=text == word.text.rstrip(_ODD))


def _rest(word: Word, text: str, box: Box, *, sure: bool) -> Word:
    """What is left of a word beside a box; the word itself if nothing is."""
    if not text:
        return word
    confidence = word.confidence if sure else min(word.confidence, _UNSURE)
    return replace(word, text=text, box=box, confidence=confidence)


def _box_word(square: Square, beside: Word) -> Word:
    """A box as a word of its own in a word's line."""
    empty = square.inside <= EMPTY
    sure = empty or square.inside >= _TICKED
    return replace(
        beside,
        text=UNTICKED if empty else TICKED,
        box=square.box,
        confidence=_SURE if sure else _UNSURE,
    )


def _is_mostly_in(word: Box, square: Box) -> bool:
    """Whether a word lies in the square by most of its width."""
    shared = min(word.right, square.right) - max(word.left, square.left)
    return 2 * shared >= word.width
