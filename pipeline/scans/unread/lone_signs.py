"""Single figures and letters that no word covers, read beside a word of their page.

Tesseract leaves out what stands alone, and takes a column of single digits for one word that stands
upright. It reads both where they stand in a line with other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import bounding_box, has_descender, has_digit, next_places
from pipeline.scans.noise.ink_pieces import pieces
from pipeline.scans.unread.lone_pieces import Ground, LonePiece, lone_pieces
from pipeline.scans.unread.second_look import Read
from pipeline.scans.unread.sign_readings import DOUBTED, SignReading, ink_in, readings_of

_SURE = 0.93
"""Confidence of a word that signs are read beside."""
_LENGTH = (4, 9)
"""Letters of such a word, at least and at most."""
_STANDING = 1.6
"""Times its width that a word's height is if it was made of a column."""
_UNSURE, _HARDLY, _SHORT = 0.9, 0.7, 2
"""Confidence of a short word and of others that may be signs misread, and its letters."""
_NEAR = 1.5
"""Heights between a word and its neighbour in a line."""
_COLUMN = 3
"""Signs that make a column."""
_LEVEL = 0.35
"""How far from a line's middle, in heights, a sign is level with it."""
_GOOD = 0.8
"""Confidence from which a sign far from words is believed."""
_LONGEST = 4
"""Letters and marks of a sign, or of some in a row."""
_SOLID = 0.72
"""Share of its box that a sign fills at most: a blot fills 0.78 and more."""
_OUTLINE, _SIDE = 0.9, 0.06
"""Share of each side of a box to tick that is ink, and a side's width in heights."""
_WHOLE, _NARROW = 0.7, 0.6
"""Share of a sign's ink that hangs together, and the width in heights of what may be a rule."""


@dataclass(frozen=True, slots=True)
class LoneSigns:
    """A page's words with the single signs, and where one could not be read."""

    words: tuple[Word, ...]
    unread: tuple[Box, ...]


def with_lone_signs(  # noqa: PLR0913 - a page, how it was read, and where not to look
    grey: Image.Image,
    ground: Ground,
    words: tuple[Word, ...],
    read: Read,
    *,
    anchor: Word,
    taken: Iterable[Box] = (),
) -> LoneSigns:
    """The words of a page, and the single signs between them, in their lines.

    Each sign is read twice, beside the ``anchor``; other pages pay for the search alone. No signs
    are looked for in the places ``taken``.
    """
    height = anchor.box.height
    doubtful = _doubtful_words(words, height)
    gone = {id(word) for word in doubtful}
    sure = [word for word in words if id(word) not in gone]
    found = [
        piece
        for piece in lone_pieces(ground, [*(word.box for word in sure), *taken], height)
        if _may_be_sign(ink_in(grey, piece.box))
        and (piece.box.width > _NARROW * height or _is_whole(grey, piece.box))
    ]
    if not found:
        return LoneSigns(words, ())
    single = [word.box for word in doubtful if word.box.height <= _STANDING * height]
    found = [replace(piece, box=_with_own(piece.box, single)) for piece in found]
    readings = readings_of(grey, anchor, [piece.box for piece in found], read)
    signs, unread = _signs(grey, found, readings, sure, height)
    replaced = {
        id(word) for word in doubtful if any(word.box.has_middle_of(sign.box) for sign in signs)
    }
    kept = tuple(word for word in words if id(word) not in replaced)
    told = tuple(box for box in unread if not any(word.box.has_middle_of(box) for word in kept))
    return LoneSigns(_joined(kept, signs, height), told)


def _doubtful_words(words: Sequence[Word], height: float) -> list[Word]:
    """The words that may have been made of signs: these are looked for there, too."""
    columns = _standing_lines(words, height)
    return [word for word in words if word.line in columns or _may_be_signs(word, words, height)]


def _signs(
    grey: Image.Image,
    found: Sequence[LonePiece],
    readings: Sequence[SignReading | None],
    sure: Sequence[Word],
    height: float,
) -> tuple[list[Word], list[Box]]:
    """The signs that were read, without a line yet, and where one was not."""
    numbers = _are_numbers(
        reading.text
        for piece, reading in zip(found, readings, strict=True)
        if reading is not None and piece.column >= _COLUMN
    )
    signs, unread = list[Word](), list[Box]()
    for piece, reading in zip(found, readings, strict=True):
        line = _line_of(piece.box, sure, height)
        if reading is not None and _credible(reading, piece, in_line=line is not None):
            odd = numbers and piece.column >= _COLUMN and not has_digit(reading.text)
            sure_of = reading.confidence if reading.agreed and not odd else DOUBTED
            signs.append(Word(reading.text, piece.box, sure_of, -1, -1, -1))
        elif (piece.column >= _COLUMN or line is not None) and _is_whole(grey, piece.box):
            unread.append(piece.box)
    return signs, unread


def anchor_of(words: Iterable[Word]) -> Word | None:
    """A sure word that stands on its line and reaches a capital's height, if there is one."""
    least, most = _LENGTH
    fit = [
        word
        for word in words
        if word.confidence >= _SURE
        and least <= len(word.text) <= most
        and word.text.isalpha()
        and word.text[0].isupper()
        and not has_descender(word.text)
        and word.box.width > word.box.height
        and not word.tilt
    ]
    usual = median(word.box.height for word in fit) if fit else 0
    return min(fit, key=lambda word: abs(word.box.height - usual), default=None)


def _standing_lines(words: Iterable[Word], height: float) -> frozenset[int]:
    """The lines that were hardly read, and are higher than wide: made of a column."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return frozenset(
        number
        for number, line in lines.items()
        if max(word.confidence for word in line) < _HARDLY
        and not any(word.tilt for word in line)
        and _stands(bounding_box(word.box for word in line), height)
    )


def _stands(box: Box, height: float) -> bool:
    return box.height > _STANDING * max(box.width, height)


def _may_be_signs(word: Word, words: Iterable[Word], height: float) -> bool:
    """Whether a word was made of a column of signs, or of a single one."""
    if word.confidence >= _UNSURE or word.tilt:
        return False
    if _stands(word.box, height):
        return word.confidence < _HARDLY
    return len(word.text) <= _SHORT and not any(
        other is not word
        and _is_level(other.box, word.box, height)
        and _distance(other.box, word.box) < _NEAR * height
        for other in words
    )


def _are_numbers(texts: Iterable[str]) -> bool:
    """Whether most signs of the columns have digits, so that a letter is doubtful."""
    digits = [has_digit(text) for text in texts]
    return 2 * sum(digits) > len(digits)


def _with_own(box: Box, words: Iterable[Box]) -> Box:
    """A sign's box with that of the word read in its place: its dot is in it."""
    return bounding_box([box, *(word for word in words if word.has_middle_of(box))])


def _credible(reading: SignReading, piece: LonePiece, *, in_line: bool) -> bool:
    """Whether a reading says a sign that stands where signs do."""
    if not any(map(str.isalnum, reading.text)) or len(reading.text) > _LONGEST:
        return False
    if piece.column >= _COLUMN or in_line:
        return reading.agreed or reading.confidence >= _GOOD
    return reading.agreed and reading.confidence >= _GOOD


def _may_be_sign(ink: NDArray[np.bool_]) -> bool:
    """Whether it is neither a blot nor a box to tick, whose four sides are drawn."""
    deep = max(2, round(_SIDE * len(ink)))
    sides = ink[:deep].any(0), ink[-deep:].any(0), ink[:, :deep].any(1), ink[:, -deep:].any(1)
    framed = min(float(side.mean()) for side in sides) >= _OUTLINE
    return not framed and float(ink.mean()) <= _SOLID


def _is_whole(grey: Image.Image, box: Box) -> bool:
    """Whether most of the ink in a box hangs together: a rule's remains do not."""
    sizes = pieces(ink_in(grey, box)).sizes
    return bool(len(sizes) and sizes.max() >= _WHOLE * sizes.sum())


def _line_of(box: Box, words: Iterable[Word], height: float) -> Word | None:
    """The nearest word of the line that a sign is level with."""
    level = [
        word
        for word in words
        if not word.tilt and word.box.height <= 2 * height and _is_level(word.box, box, height)
    ]
    return min(level, key=lambda word: _distance(word.box, box), default=None)


def _is_level(one: Box, other: Box, height: float) -> bool:
    """Whether the middles of two boxes are at the same height."""
    return abs(one.top + one.bottom - other.top - other.bottom) / 2 <= _LEVEL * height


def _distance(one: Box, other: Box) -> float:
    return max(one.left - other.right, other.left - one.right, 0)


def _joined(words: tuple[Word, ...], signs: Iterable[Word], height: float) -> tuple[Word, ...]:
    """The words with the signs in their lines, or in lines of their own at the end."""
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    after = next_places(words)
    alone = 0
    for sign in signs:
        near = _line_of(sign.box, words, height)
        if near is None:
            block, paragraph, line = (number + alone for number in after)
            lines.append([replace(sign, block=block, paragraph=paragraph, line=line)])
            alone += 1
            continue
        line_words = next(line for line in lines if line[0].line == near.line)
        at = sum(word.box.left < sign.box.left for word in line_words)
        own = replace(sign, block=near.block, paragraph=near.paragraph, line=near.line)
        line_words.insert(at, own)
    return tuple(word for line in lines for word in line)
