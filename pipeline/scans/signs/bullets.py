"""The bullets of lists, which readers take for a small letter or a sign: e, ¢, ©, *.

What opens a line and is one solid disc or square of ink is no letter. Amid a line it is no sign.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Word
from pipeline.core.scans.lines import TICKED, UNTICKED, Line, line_of
from pipeline.ports import PageImage
from pipeline.scans.drawing.grey_pixels import grey_pixels, word_ink
from pipeline.scans.noise.ink_pieces import pieces

_DISC, _SQUARE = "•", "▪"
_LETTER, _SIGN, _FILLED = 0.72, 0.62, 0.92
"""Share of its box that a disc fills, at least, read as a letter and as a sign; and a square.

A disc fills π/4, one with a ragged edge 0.67. Letters and © have holes or open sides, and fill 0.6
at most, but a worn bold "a" may come near a disc.
"""
_ROUND = 1.3
"""The longer side over the shorter one, at most; dashes and bars are longer."""
_SIZE = 0.2, 0.75
"""Type sizes that a bullet is high: full stops and specks are smaller."""
_MIDDLE = 0.2, 0.6
"""Type sizes from the base line up to its middle; full stops lie lower."""
_MARGIN = 2
"""Pixels about a sign: a square that fills its box shows no paper in it."""
_NEVER = f"-–—&.,:;·{TICKED}{UNTICKED}"
"""What others tell apart between words, or is frequent there."""
_SURE = 0.95


def with_bullets(image: PageImage, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words, with bullets where one was read as something else.

    Costs 0.1 ms for each single sign at a line's beginning or between words; nothing without one.
    """
    found: list[Word] = []
    grey: NDArray[np.uint8] | None = None
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        for at in range(len(line) - 1):
            if _may_be_bullet(line[at], at):
                grey = grey_pixels(image) if grey is None else grey
                line[at] = _seen(grey, line[at], line_of((*line[:at], *line[at + 1 :])))
        found += line
    return tuple(found)


def _may_be_bullet(word: Word, at: int) -> bool:
    """Whether a word may be one at its place in the line; between others it is no letter."""
    return (
        len(word.text) == 1
        and not (word.text.isdigit() or (at and (word.text.isalpha() or word.text in _NEVER)))
        and not (word.digital or word.tilt)
    )


def _seen(grey: NDArray[np.uint8], word: Word, line: Line) -> Word:
    """A word, or the bullet that it is before the rest of its ``line``."""
    ink, top = word_ink(grey, word.box, _MARGIN), max(0, round(word.box.top) - _MARGIN)
    if ink is None:
        return word
    found = pieces(ink)
    largest = int(np.argmax(found.sizes))
    wide, high = int(found.widths[largest]), int(found.heights[largest])
    share = float(found.sizes[largest]) / (wide * high)
    middle = top + (float(found.top[largest]) + float(found.bottom[largest])) / 2
    least, most = (bound * line.size for bound in _SIZE)
    lowest, highest = (line.base - bound * line.size for bound in _MIDDLE)
    full = share >= (_LETTER if word.text.isalpha() else _SIGN)
    solid = full and max(wide, high) <= _ROUND * min(wide, high)
    if not (solid and least <= high <= most and highest <= middle <= lowest):
        return word
    sign = _SQUARE if share >= _FILLED else _DISC
    return replace(word, text=sign, confidence=_SURE, second="")
