"""Words and the strokes that lie on them, or that they were made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box, Word

UNREAD = 0.6
"""Confidence up to which a word may be made of strokes."""
_READ = 0.85
"""Confidence of a word from which its line is print."""
TELLING = 3
"""Letters of a word of a printed line."""
_DOUBTED = 0.85
"""Confidence of a word that something lies on: names and numbers are marked."""
_WORDS = 0.6
"""Share of large pieces' ink in words that were read: their letters touch."""


def is_print(ink: NDArray[np.bool_], place: Box, words: Iterable[Word], smaller: int) -> bool:
    """Whether most of the ink of a place is that of words: letters that touch.

    ``ink`` and ``place`` are of a picture that many times ``smaller``.
    """
    left = ink.copy()
    for word in words:
        if word.confidence > UNREAD and not word.tilt:
            left[_within(word.box, place, smaller)] = False
    return bool(left.sum() <= (1 - _WORDS) * ink.sum())


def words_touched(
    ink: NDArray[np.bool_], place: Box, words: Iterable[Word], smaller: int
) -> list[Word]:
    """The words on which the ink of a place lies; as ``is_print``."""
    return [
        word for word in words if not word.tilt and ink[_within(word.box, place, smaller)].any()
    ]


def _within(box: Box, place: Box, smaller: int) -> tuple[slice, slice]:
    """The pixels of a word's box in the picture of a place."""
    top, left = box.top / smaller - place.top, box.left / smaller - place.left
    bottom, right = box.bottom / smaller - place.top, box.right / smaller - place.left
    return slice(max(0, int(top)), max(0, int(bottom) + 1)), slice(
        max(0, int(left)), max(0, int(right) + 1)
    )


def with_doubts(words: tuple[Word, ...], touched: Iterable[Word]) -> tuple[Word, ...]:
    """The words, those that something lies on less sure."""
    doubted = {id(word) for word in touched}
    return tuple(
        replace(word, confidence=min(word.confidence, _DOUBTED)) if id(word) in doubted else word
        for word in words
    )


def without_invented(words: tuple[Word, ...], places: Iterable[Box]) -> tuple[Word, ...]:
    """The words without those that were made of handwriting.

    A word in a printed line stays, to be looked at: a signature may lie on it.
    """
    boxes = tuple(places)
    printed: dict[int, float] = {}
    for word in words:
        if word.confidence >= _READ and len(word.text) >= TELLING:
            printed[word.line] = max(word.box.height, printed.get(word.line, 0))
    return tuple(
        word
        for word in words
        if word.confidence > UNREAD
        or (len(word.text) >= TELLING and word.box.height <= 2 * printed.get(word.line, 0))
        or not any(box.has_middle_of(word.box) for box in boxes)
    )
