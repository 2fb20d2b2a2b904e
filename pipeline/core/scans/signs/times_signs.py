"""The times sign, which the models read as an x: it hangs above the line, an x stands on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.core.model import Word
from pipeline.core.scans.spacing.word_spaces import Spacings

TIMES = "×"
_READ_AS = frozenset("xX*")
_NUMBER = re.compile(r"[(\[]?\d[\d.,]*[)\]]?[.,;:]?")
_DIGITS = re.compile(r"\d+")
_HANGS = 0.045
"""Type sizes above the feet of the figures beside it. Source: 17 families have 0.05 to 0.14."""
_LEAST_PIXELS = 2.0
"""What that must be: an edge may be one off."""


def with_times_signs(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with times signs beside numbers: "4 × 1200 × 800"."""
    suspects = [
        at
        for at, word in enumerate(words)
        if word.text in _READ_AS and not word.digital and any(_numbers_beside(words, at))
    ]
    if not suspects:
        return tuple(words)
    spacings, result = Spacings(words), list(words)
    for at in suspects:
        size = spacings.of(words[at].line).size
        # Brackets and commas reach below the line.
        feet = [
            near.box.bottom for near in _numbers_beside(words, at) if _DIGITS.fullmatch(near.text)
        ]
        if feet and min(feet) - words[at].box.bottom >= max(_HANGS * size, _LEAST_PIXELS):
            result[at] = replace(words[at], text=TIMES)
    return tuple(result)


def _numbers_beside(words: Sequence[Word], at: int) -> Iterator[Word]:
    """The numbers right before and after a word, in its line."""
    for near in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2]):
        if near.line == words[at].line and _NUMBER.fullmatch(near.text):
            yield near
