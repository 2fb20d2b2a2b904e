"""Which of a page's own words its picture shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Box
from pipeline.scans.digital.glyph_pictures import glyph_pictures
from pipeline.scans.digital.own_words import OwnWord
from pipeline.scans.digital.visible_words import Visibility, visibility

_BARE = 0.95
"""Share of a row of pixels that has one shade where a picture is missing."""
_GREYS = range(64, 240)
"""Shades that are neither paper nor a black bar."""

_PARTLY, _ALIKE = 0.3, 4
"""Share of a word's place that is filled where the filling begins; steps of grey."""


def looks_of(
    grey: NDArray[np.uint8],
    words: Sequence[OwnWord],
    boxes: Sequence[Box],
    *,
    missing: bool,
    broken_colours: Callable[[], bool],
) -> tuple[list[Visibility], bool]:
    """How each word is seen at its box, and whether the page's colours are broken.

    Where a part of the picture is ``missing``, words in its place count as seen; where colours are
    broken, which is asked only if words are not seen, so do all that nothing dark covers.
    """
    looks = list(visibility(grey, [word.given for word in words], boxes))
    broken = not all(look.seen or look.covered for look in looks) and broken_colours()
    if broken:
        looks = [look if look.covered else Visibility(seen=True) for look in looks]
    shown = [at for at, look in enumerate(looks) if look.seen]
    for at in glyph_pictures(grey, [words[at].given for at in shown], [boxes[at] for at in shown]):
        looks[shown[at]] = Visibility(seen=False)  # not what the file calls it
    if missing:
        unseen = [at for at, look in enumerate(looks) if not look.seen]
        for at in _in_filling(grey, [boxes[at] for at in unseen]):
            looks[unseen[at]] = Visibility(seen=True)
    return looks, broken


def _in_filling(grey: NDArray[np.uint8], boxes: Sequence[Box]) -> list[int]:
    """The boxes that a decoder's filling covers, by number.

    It is as wide as the page and begins amid a line; what blackens words is no such filling.
    """
    shades: dict[int, int] = {}
    for at, box in enumerate(boxes):
        rows = grey[_rows(box)]
        if rows.size and float((rows == np.median(rows)).mean()) >= _BARE:
            shades[at] = int(np.median(rows))
    greys = [shade for shade in set(shades.values()) if shade in _GREYS]
    return [
        at
        for at, box in enumerate(boxes)
        if at in shades or any(_share_of(grey, box, shade) >= _PARTLY for shade in greys)
    ]


def _rows(box: Box) -> slice:
    return slice(int(box.top), int(box.bottom) + 1)


def _share_of(grey: NDArray[np.uint8], box: Box, shade: int) -> float:
    part = grey[_rows(box), int(box.left) : int(box.right) + 1].astype(np.int16)
    return float((np.abs(part - shade) <= _ALIKE).mean()) if part.size else 0.0
