"""Single signs put into a line between copies of a word, and read in two sizes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.scans.unread.second_look import Read

_ROW = 6
"""Signs in a line of the picture that is read."""
_GAP, _LETTERS = 1.0, (28, 36)
"""Gap between signs, in heights; pixels of the height in the two readings."""
_DOTLESS = "\N{LATIN SMALL LETTER DOTLESS I}"
"""What a single 1 may be read as; no German word has it."""
DOUBTED = 0.4
"""Confidence of what is to be marked."""
_DARK = 0.6
"""Share of the paper's shade below which there is ink."""


@dataclass(frozen=True, slots=True)
class SignReading:
    """What two looks at a sign gave."""

    text: str
    confidence: float
    agreed: bool


def readings_of(
    grey: Image.Image, anchor: Word, boxes: Sequence[Box], read: Read
) -> list[SignReading | None]:
    """What two looks at each sign give, the signs in lines between the anchor."""
    looks: list[list[tuple[str, float] | None]] = []
    for letters in _LETTERS:
        found: list[tuple[str, float] | None] = []
        for start in range(0, len(boxes), _ROW):
            row = _Row.of(grey, anchor, boxes[start : start + _ROW], letters)
            found += row.readings(read(row.picture, 300))
        looks.append(found)
    return [_both(one, other) for one, other in zip(*looks, strict=True)]


def _both(one: tuple[str, float] | None, other: tuple[str, float] | None) -> SignReading | None:
    best = max((each for each in (one, other) if each), key=lambda each: each[1], default=None)
    if best is None:
        return None
    return SignReading(*best, one is not None and other is not None and one[0] == other[0])


@dataclass(frozen=True, slots=True)
class _Row:
    """Signs in a line of text, each between two copies of a word."""

    picture: Image.Image
    places: tuple[tuple[float, float], ...]
    """Left and right end of each sign."""
    gap: float

    @classmethod
    def of(cls, grey: Image.Image, anchor: Word, boxes: Sequence[Box], letters: int) -> _Row:
        word = _trimmed(grey, anchor.box)
        scale, gap = letters / word.height, round(_GAP * word.height)
        parts = [word]
        for box in boxes:
            parts += [_trimmed(grey, box), word]
        high = max(part.height for part in parts)
        wide = sum(part.width for part in parts) + gap * (len(parts) + 1)
        drawn = Image.new("L", (wide, high + 2 * word.height), 255)
        left, places = gap, []
        for part in parts:
            drawn.paste(part, (left, word.height + high - part.height))
            places.append((left * scale, (left + part.width) * scale))
            left += part.width + gap
        size = round(drawn.width * scale), round(drawn.height * scale)
        return cls(drawn.resize(size, Image.Resampling.LANCZOS), tuple(places[1::2]), gap * scale)

    def readings(self, words: Sequence[Word]) -> Iterator[tuple[str, float] | None]:
        """What was read in the place of each sign; None if nothing or too much."""
        for left, right in self.places:
            middle = (left + right) / 2
            there = [word for word in words if left <= (word.box.left + word.box.right) / 2 <= right
                     or word.box.left <= middle <= word.box.right]  # fmt: skip
            apart = all(
                left - self.gap <= word.box.left and word.box.right <= right + self.gap
                for word in there
            )
            text = "".join(word.text for word in there)
            sure = min((word.confidence for word in there), default=0.0)
            if text == _DOTLESS:
                text, sure = "1", min(sure, DOUBTED)
            yield (text, sure) if there and apart else None


def _trimmed(grey: Image.Image, box: Box) -> Image.Image:
    """What stands in a box, black on white, without the white about it."""
    part = grey.crop((int(box.left) - 2, int(box.top) - 2, int(box.right) + 3, int(box.bottom) + 3))
    shades = np.asarray(part)
    paper = max(1, int(np.percentile(shades, 90)))
    rows, columns = np.nonzero(shades < paper * _DARK)
    even = part.point([min(255, round(255 * shade / paper)) for shade in range(256)])
    if not len(rows):
        return even
    ends = int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
    return even.crop((max(0, ends[0] - 1), max(0, ends[1] - 1), ends[2] + 1, ends[3] + 1))


def ink_in(grey: Image.Image, box: Box) -> NDArray[np.bool_]:
    """Where a box has ink."""
    part = np.asarray(_trimmed(grey, box))
    return np.asarray(part < 255 * _DARK)
