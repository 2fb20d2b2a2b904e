"""The strokes of hyphens and dashes in words' pictures, and dots read as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.core.model import Word
from pipeline.core.scans.signs.dashes import dash_suspects, with_dashes
from pipeline.core.scans.signs.times_signs import with_times_signs
from pipeline.ports import PageImage
from pipeline.scans.drawing.grey_pixels import grey_pixels, word_ink
from pipeline.scans.noise.ink_pieces import Pieces, pieces

_FLAT = 1.6
"""Times as wide as high is a stroke, at least."""
_WIDE = 0.12
"""Of a word's height: the least width of a stroke in it."""
_HIGH = 0.25
"""Of a word's height: the most height of a stroke in it."""
_LEVEL = (0.2, 0.85)
"""Of a word's height, from its top: where a stroke's middle lies."""
_HYPHEN, _DOT, _ROUND = "-", "·", 1.4
"""What a dot amid the height of a line is read as, and its longer side over the shorter, at most.

The shortest hyphens are twice as wide as high.
"""
_MARGIN = 2
"""Pixels about a word: its box may cut a dash's end."""


def with_dashes_and_times_signs(image: PageImage, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words with dashes and times signs, by where and how wide they are.

    Measured: 0.2 ms for each word with a hyphen; nothing without one.
    """
    words = with_times_signs(words)
    suspects = dash_suspects(words)
    if not suspects:
        return words
    grey = grey_pixels(image)
    inks = {at: word_ink(grey, words[at].box, _MARGIN) for at in suspects}
    found = {at: (pieces(ink), len(ink)) for at, ink in inks.items() if ink is not None}
    result = list(with_dashes(words, {at: _strokes(*found[at]) for at in found}))
    for at, (ink, _) in found.items():
        if words[at].text == _HYPHEN and _is_amid(words, at) and _is_dot(ink):
            result[at] = replace(words[at], text=_DOT)
    return tuple(result)


def _is_amid(words: Sequence[Word], at: int) -> bool:
    """Whether a word has others of its line on both sides."""
    return 0 < at < len(words) - 1 and words[at - 1].line == words[at].line == words[at + 1].line


def _is_dot(found: Pieces) -> bool:
    """Whether there is one round piece of ink, as between the parts of a sender's address."""
    wide, high = found.widths, found.heights
    return found.count == 1 and bool(
        wide[0] <= _ROUND * high[0] and high[0] <= _ROUND * wide[0] + 1  # 3 x 2 in small print
    )


def _strokes(found: Pieces, high: int) -> Sequence[float]:
    """The widths of the level strokes in a picture so ``high``, from left to right."""
    middles = (found.top + found.bottom) / 2
    like = found.widths >= _FLAT * found.heights
    if high > 2 * _MARGIN + found.heights.max():  # more than a stroke alone: other ink stands there
        like &= found.widths >= _WIDE * high
    if found.count > 1:
        like &= (found.heights <= max(2, _HIGH * high)) & (
            (middles >= _LEVEL[0] * high) & (middles <= _LEVEL[1] * high)
        )
    kept = np.flatnonzero(like)
    return [float(found.widths[each]) for each in kept[np.argsort(found.left[kept])]]
