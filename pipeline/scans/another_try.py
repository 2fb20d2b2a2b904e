"""Another try at a page that shows letters, of which no word was read.

Letters can be too large, too pale, light on a middle grey, or made of dots. Then the part of the
page where they stand is drawn in the size that Tesseract reads best, evenly lit and smoothed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from pipeline.core.model import Box, Word
from pipeline.core.scans.ocr_languages import certainty
from pipeline.ports import PageImage
from pipeline.scans.drawing.grey_pixels import grey_picture
from pipeline.scans.letters import letters_in

_FEWEST = 5
"""Letters without a word that are worth another try."""
_LARGE, _FEWEST_LARGE = 100, 3
"""Pixels of height from which that many are enough: a notice on a door."""
_PALE = 14
"""Steps of grey from paper to the palest print."""
_MARGIN = 3
"""Times the letters' height, about the part that is looked at."""
_LOOKS = ((0.0, 22), (0.1, 22), (0.07, 34))
"""Radii of blurring, as shares of the letters' height, and the height they are brought to.

As they are, for a printer's screen, for letters made of dots. Tesseract reads 20 to 30 pixels
best, and letters made of dots are taken for larger than they are.
"""
_CREDIBLE = 0.4
"""Mean confidence of words that are really there.

Measured: 0.15 to 0.28 in grain and stripes, 0.41 to 0.97 in letters.
"""
_PLAIN = 0.85
"""Mean confidence that another look will not raise."""
_LIKE_TEXT = 0.4
"""The share of letters among pieces of ink where somebody would see text.

Measured: 0.5 to 0.9 on pages of text, up to 0.35 in photographs and grain.
"""
_MOST_PIXELS = 20_000_000
_DPI = 300
"""Letters of that height are 10 pt type then."""


@dataclass(frozen=True, slots=True)
class _Unread:
    """Letters that no word covers, in pixels of the page's picture."""

    height: float
    boxes: list[Box]
    share: float
    """See ``pipeline.scans.letters``."""
    lighter: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """A part of a page's picture, drawn to be read."""

    image: PageImage
    scale: float
    """Its pixels for each of the page's picture."""
    left: float
    """Of the part, in pixels of the page's picture."""
    top: float
    """As ``left``."""

    def placed_words(self, words: Sequence[Word], page: PageImage) -> tuple[Word, ...]:
        """Words read in it, placed on the ``page``'s picture."""
        return tuple(
            replace(
                word,
                box=Box(
                    word.box.left / self.scale + self.left,
                    word.box.top / self.scale + self.top,
                    min(page.width, word.box.right / self.scale + self.left),
                    min(page.height, word.box.bottom / self.scale + self.top),
                ),
            )
            for word in words
        )


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of another try."""

    words: tuple[Word, ...]
    """All of the page's picture, those read before and those read now."""
    unread: bool
    """Whether there still is something like text without a word."""


def another_try(
    image: PageImage,
    words: tuple[Word, ...],
    read: Callable[[PageImage], tuple[Word, ...]],
) -> Attempt:
    """Read letters in the picture that no word covers, if they are not few.

    ``read`` is what an engine makes of a picture. Measured: 0.3 s where there are no such letters.
    """
    found = _unread(image, words)
    if found is None:
        return Attempt(words, unread=False)
    best: tuple[Word, ...] = ()
    for look in _looks(image, found):
        tried = look.placed_words(read(look.image), image)
        best = max(best, tried, key=_credit)
        if _credit(best) >= _PLAIN * len("".join(word.text for word in best)) > 0:
            break
    rest = _unread(image, best) if best else found
    everything = _with_others(best, words)
    return Attempt(everything, unread=rest is not None and rest.share >= _LIKE_TEXT)


def _credit(words: tuple[Word, ...]) -> float:
    """The letters that are sure; nothing for words read from grain."""
    letters = sum(len(word.text) for word in words)
    sure = certainty(words)
    return sure if letters and sure / letters >= _CREDIBLE else 0.0


def _looks(image: PageImage, found: _Unread) -> Iterator[_Look]:
    """Pictures of the unread letters, each made as it is asked for."""
    margin = _MARGIN * found.height
    left = max(0, round(min(box.left for box in found.boxes) - margin))
    top = max(0, round(min(box.top for box in found.boxes) - margin))
    right = min(image.width, round(max(box.right for box in found.boxes) + margin))
    bottom = min(image.height, round(max(box.bottom for box in found.boxes) + margin))
    part = grey_picture(image).crop((left, top, right, bottom))
    part = ImageOps.invert(part) if found.lighter else part
    for number, (radius, wanted) in enumerate(_LOOKS):
        scale = min(wanted / found.height, (_MOST_PIXELS / (part.width * part.height)) ** 0.5)
        smooth = part.filter(ImageFilter.GaussianBlur(radius * found.height)) if radius else part
        size = max(1, round(part.width * scale)), max(1, round(part.height * scale))
        drawn = _evenly_lit(smooth.resize(size, Image.Resampling.LANCZOS))
        path = image.path.with_name(f"{image.path.stem}-look{number}.pgm")
        drawn.save(path)
        yield _Look(PageImage(path, *drawn.size, _DPI), scale, left, top)


def _unread(image: PageImage, words: Sequence[Word]) -> _Unread | None:
    """The letters that no word covers; None if they are few."""
    with Image.open(image.path) as picture:
        letters = letters_in(picture, contrast=_PALE)
    if letters is None:
        return None
    boxes = [box for box in letters.boxes if not any(word.box.has_middle_of(box) for word in words)]
    fewest = _FEWEST if letters.height < _LARGE else _FEWEST_LARGE
    if len(boxes) < fewest:
        return None
    return _Unread(letters.height, boxes, letters.share, lighter=letters.lighter)


def _with_others(new: tuple[Word, ...], old: tuple[Word, ...]) -> tuple[Word, ...]:
    """The new words, before them the old ones that lie nowhere on them."""
    kept = [word for word in old if not any(one.box.has_middle_of(word.box) for one in new)]
    after = 1 + max((max(word.block, word.paragraph, word.line) for word in kept), default=-1)
    return (
        *kept,
        *(
            replace(
                word,
                block=word.block + after,
                paragraph=word.paragraph + after,
                line=word.line + after,
            )
            for word in new
        ),
    )


def _evenly_lit(picture: Image.Image) -> Image.Image:
    """Dark letters on white, with the paper's shade around taken off."""
    around = (
        picture.reduce(8)
        .filter(ImageFilter.MedianFilter(9))
        .resize(picture.size, Image.Resampling.BILINEAR)
    )
    darker = np.asarray(around, dtype=np.int16) - np.asarray(picture)
    strongest = max(1.0, float(np.percentile(darker, 99.5)))
    return Image.fromarray((255 - (darker * 255 / strongest)).clip(0, 255).astype(np.uint8))
