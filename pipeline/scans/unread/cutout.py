"""A piece of a page with text at an angle of its own, made ready to be read.

What is coloured is taken for the stamp where there is enough of it: the black text that it lies on
is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box
from pipeline.scans.noise.ink_pieces import Pieces, pieces
from pipeline.scans.print_direction import text_direction
from pipeline.scans.unread.colours import COLOURED, chroma

_DPI = 100
"""For looking: letters are still apart."""
_COLOURED_SHARE = 0.3
"""Share of the ink from which it is the coloured ink that counts."""
_CONTRAST = 40
"""Steps of grey by which ink is darker than paper."""
_LETTER = (4, 60)
"""Pixels of a letter's height and width: 1 to 15 mm."""
_FULL = 0.12
"""Share of its box that a letter fills at least; frames fill less."""
_ALIKE = 0.6
"""Ratio of heights from which letters are of one size."""
_FEW_LETTERS = 4
"""Letters without which a place shows no text."""
_LEAD, _CLEAR_LEAD = 1.6, 2.5
"""Leads of the direction in which letters stand in lines (``text_direction``)."""
_MANY_LETTERS = 22
"""Letters that stand in no line, as about a seal, and are letters all the same."""
_MOSTLY = 0.5
"""Share of the ink that letters have where they surely are letters."""
_SOLID, _BARS = 0.9, 0.5
"""Share of its box that a bar fills, and share of bars among the pieces of a bar code."""
_BESIDE, _IN_WORDS = 0.4, 0.3
"""Gap to the next letter, in letters, and share of letters that stand so near to one.

Measured: 0.7 and more of them in stamps and logos; none where the ends of the next page's lines
stand one below the other at the edge.
"""
_PADDING = 40
"""Pixels of white about what is read."""


@dataclass(frozen=True, slots=True)
class Cutout:
    """Ink alone, black on white, and how it lies on its page."""

    picture: Image.Image
    """In grey, as it lies on the page."""
    place: Box
    """Its pixels on the page's picture."""
    directions: tuple[float, ...]
    """Degrees clockwise that may make it level, the likeliest first.

    None if the letters stand in no lines.
    """
    letters: int
    """How many pieces look like letters of one size."""
    coloured: bool
    """Whether it is in colour, and what it lies on was left out."""
    clear: bool
    """Whether they surely are: they stand in clear lines, and little else is there."""

    def level(self, direction: float) -> Image.Image:
        """The picture turned clockwise by ``direction``, with white about it."""
        turned = self.picture.rotate(
            -direction, Image.Resampling.BICUBIC, expand=True, fillcolor=255
        )
        padded = Image.new("L", (turned.width + 2 * _PADDING, turned.height + 2 * _PADDING), 255)
        padded.paste(turned, (_PADDING, _PADDING))
        return padded

    def middle(self, box: Box, level: tuple[int, int], direction: float) -> tuple[float, float]:
        """Where the middle of a box on the level picture lies on the page's.

        ``level`` is the level picture's size.
        """
        x, y = (box.left + box.right - level[0]) / 2, (box.top + box.bottom - level[1]) / 2
        turn = radians(direction)
        return (
            (self.place.left + self.place.right) / 2 + x * cos(turn) + y * sin(turn),
            (self.place.top + self.place.bottom) / 2 + y * cos(turn) - x * sin(turn),
        )


def cutout(page: Image.Image, place: Box, dpi: float) -> Cutout | None:
    """What stands at a ``place`` of a page, in grey or colours.

    None if nothing there looks like letters: they are of one size, and stand in lines.
    """
    corners = round(place.left), round(place.top), round(place.right), round(place.bottom)
    ink, coloured = _ink(page.crop(corners))
    small = ink.reduce(max(1, round(dpi / _DPI)))
    black = np.asarray(small) < 255 - _CONTRAST
    found = pieces(black)
    chosen = _letters(found)
    if len(chosen) < _FEW_LETTERS:
        return None
    rows, columns = np.nonzero(black)
    of_letters = np.isin(found.labels_at(rows, columns), chosen)
    direction, lead = text_direction(rows[of_letters], columns[of_letters])
    opposite = direction - 180 if direction > 0 else direction + 180
    fits = np.maximum(found.heights, found.widths) <= _LETTER[1]
    mostly = found.sizes[chosen].sum() >= _MOSTLY * found.sizes[fits].sum()
    many = len(chosen) >= _MANY_LETTERS  # perhaps about a seal, which nothing reads
    clear = bool(mostly and (many or lead >= _CLEAR_LEAD) and _in_words(found, chosen))
    if lead < _LEAD:
        return Cutout(ink, Box(*corners), (), len(chosen), coloured, clear) if clear else None
    return Cutout(ink, Box(*corners), (direction, opposite), len(chosen), coloured, clear)


def _in_words(found: Pieces, letters: NDArray[np.int64]) -> bool:
    """Whether letters stand beside each other."""
    sides = np.maximum(found.heights, found.widths)[letters]
    gaps = [
        np.maximum(np.subtract.outer(start, end), np.subtract.outer(start, end).T).clip(0)
        for start, end in (
            (found.left[letters], found.right[letters]),
            (found.top[letters], found.bottom[letters]),
        )
    ]
    apart = np.hypot(*gaps)
    np.fill_diagonal(apart, np.inf)
    near = apart.min(axis=0) <= _BESIDE * np.percentile(sides, 70)
    return bool(near.mean() >= _IN_WORDS)


def _ink(cut: Image.Image) -> tuple[Image.Image, bool]:
    """The ink in grey on white: the coloured ink alone if there is much.

    And whether it is that.
    """
    grey = np.asarray(cut.convert("L")).astype(np.int16)
    paper = int(np.percentile(grey, 80))
    plain = np.clip(grey + 255 - paper, 0, 255).astype(np.uint8)
    if cut.mode != "RGB":
        return Image.fromarray(plain), False
    colour = chroma(cut)
    if int((colour > COLOURED).sum()) < _COLOURED_SHARE * int((plain < 255 - _CONTRAST).sum()):
        return Image.fromarray(plain), False
    return Image.fromarray(np.clip(255 - 1.5 * colour, 0, 255).astype(np.uint8)), True


def _letters(found: Pieces) -> NDArray[np.int64]:
    """The pieces that look like letters of one size."""
    least, most = _LETTER
    sides = np.maximum(found.heights, found.widths)
    fits = (sides >= least) & (sides <= most)
    full = found.sizes >= _FULL * found.heights * found.widths
    candidates = np.flatnonzero(fits & full)
    if not len(candidates):
        return candidates
    boxes = found.heights[candidates] * found.widths[candidates]
    if float((found.sizes[candidates] >= _SOLID * boxes).mean()) > _BARS:
        return candidates[:0]
    usual = float(np.percentile(sides[candidates], 70))
    return candidates[sides[candidates] >= _ALIKE * usual]
