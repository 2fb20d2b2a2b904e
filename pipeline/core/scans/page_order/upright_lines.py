"""Lines that run up or down a level page: notes along the margin, heads of narrow columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.core.model import Box, Word

_LONG, _UPRIGHT = 4, 1.5
"""Characters of a word that tells, and how many times higher than wide it is.

Four level letters are never that narrow: "Illi" in Arial is as wide as high.
"""
_UPWARDS, _DOWNWARDS = 90.0, -90.0


def with_upright_lines(words: Sequence[Word], size: tuple[int, int]) -> tuple[Word, ...]:
    """The words, those of upright lines with their tilt and as wide as they are long.

    Tesseract reads such lines, but gives each word the box that it fills on the page. ``size`` is
    the page's width and height in the frame of the words. A single word counts as running upwards,
    as notes along a margin mostly do.
    """
    return tuple(
        word
        for _, line in groupby(words, key=lambda word: word.line)
        for word in _turned(list(line), size)
    )


def box_about(
    middle: tuple[float, float], extent: tuple[float, float], size: tuple[int, int]
) -> Box:
    """A box of a width and height about its middle, smaller where the page ends."""
    x, y = (min(max(each, 1), most - 1) for each, most in zip(middle, size, strict=True))
    aside = min(extent[0] / 2, x, size[0] - x)
    above = min(extent[1] / 2, y, size[1] - y)
    return Box(x - aside, y - above, x + aside, y + above)


def _turned(line: Sequence[Word], size: tuple[int, int]) -> Iterator[Word]:
    long = [word for word in line if len(word.text) >= _LONG and not word.tilt]
    if not long or any(word.box.height < _UPRIGHT * word.box.width for word in long):
        yield from line
        return
    tilt = _DOWNWARDS if _runs_down(line) else _UPWARDS
    for word in line:
        box = word.box
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        yield replace(word, box=box_about(middle, (box.height, box.width), size), tilt=tilt)


def _runs_down(line: Sequence[Word]) -> bool:
    downwards = [after.box.top > before.box.bottom for before, after in pairwise(line)]
    return 2 * sum(downwards) > len(downwards)
