"""Glyphs that are pictures: a line, a block or a page of print as one letter of a bitmap font.

A scanner's program or a conversion may draw all of a page as the letter "a" of a font of its own.
Such a word is as large as what it shows, and its box holds far more letters than it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box
from pipeline.core.scans.digital.mixed_pages import lies_level
from pipeline.scans.digital.leftover_text import leftover_text

_TALL = 84
"""Pixels of a letter's height: a capital of 80 pt has no more."""
_TALLER, _WIDER = 2.5, 2.0
"""Heights of the page's words, and heights of its own to a letter, above which a word is looked at.

Source of the latter: the widest signs, dashes, are as wide as the type is high.
"""
_MORE, _FEWEST = 2.5, 10
"""Letters shown to each that a word has, and in all, by which it is a picture."""


def glyph_pictures(
    grey: NDArray[np.uint8], texts: Sequence[str], boxes: Sequence[Box]
) -> frozenset[int]:
    """Which words are pictures of text.

    ``grey`` is the page at ``LOOKING_DPI``, ``boxes`` are in its pixels.
    """
    if not boxes:
        return frozenset()
    usual = median(min(box.width, box.height) for box in boxes)
    odd = [
        at
        for at, (text, box) in enumerate(zip(texts, boxes, strict=True))
        if _is_odd(text, box, usual) and lies_level(text, box.width, box.height)
    ]
    if not odd:
        return frozenset()
    others = [boxes[at] for at in range(len(boxes)) if at not in set(odd)]
    found = set()
    for place in leftover_text(_only(grey, [boxes[at] for at in odd]), others, large=False):
        there = [at for at in odd if boxes[at].meets(place.box)]
        if place.letters >= max(_FEWEST, _MORE * sum(len(texts[at]) for at in there)):
            found.update(there)
    return frozenset(found)


def _is_odd(text: str, box: Box, usual: float) -> bool:
    """Whether the box is too large for the word's letters."""
    short, long = sorted((box.width, box.height))
    return short > min(_TALL, _TALLER * usual) or long > _WIDER * short * len(text)


def _only(grey: NDArray[np.uint8], boxes: Iterable[Box]) -> NDArray[np.uint8]:
    """The picture where the boxes are, on white paper."""
    paper = np.full_like(grey, 255)
    for box in boxes:
        rows = slice(int(box.top), int(np.ceil(box.bottom)))
        columns = slice(int(box.left), int(np.ceil(box.right)))
        paper[rows, columns] = grey[rows, columns]
    return paper
