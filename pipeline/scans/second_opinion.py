"""Asks a reader of another kind about words, on the picture that was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import Image

from pipeline.core.model import Word
from pipeline.core.scans.opinions.questions import asked_about, is_dirty
from pipeline.core.scans.opinions.verdicts import Reading, second_opinion
from pipeline.ports import OcrEngine, PageImage
from pipeline.scans.drawing.grey_pixels import cut_out, grey_picture

Look = Callable[[Sequence[Image.Image]], Sequence[Reading]]
"""What a reader of single words makes of their grey pictures."""

_MARGIN = 0.1
"""Of a word's height: what is cut out about it.

Measured on 1,200 words: with 0.1 1,117 are right, with more, or with the height of the line, fewer.
"""


@dataclass(frozen=True, slots=True)
class SecondReader:
    """A reader of single words, and the signs that it knows."""

    look: Look
    alphabet: frozenset[str]
    is_suspect: Callable[[str], bool] | None = None
    """Whether the dictionary makes a word worth a look."""
    known: Callable[[str], bool | None] | None = None
    """Whether a word is in a dictionary: asked where the two readers differ."""


@dataclass(frozen=True, slots=True)
class TwoReaders:
    """An OcrEngine with a reader of another kind beside it."""

    first: OcrEngine
    second: SecondReader

    @property
    def version(self) -> str:
        """That of the first."""
        return self.first.version

    @property
    def batch(self) -> int:
        """Pages to hand over at once."""
        return self.first.batch

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        """The words of each picture, as the first reads them."""
        return self.first.read(images, languages=languages)

    def angle(self, image: PageImage) -> int | None:
        """Degrees clockwise that make the picture upright."""
        return self.first.angle(image)

    def alphabet(self, languages: tuple[str, ...]) -> frozenset[str]:
        """The signs that the first knows."""
        return self.first.alphabet(languages)


def with_second_opinions(
    engine: OcrEngine, image: PageImage, words: tuple[Word, ...], languages: tuple[str, ...]
) -> tuple[Word, ...]:
    """The words with a second reading where one is wanted and can be had."""
    if not isinstance(engine, TwoReaders):
        return words
    known = engine.alphabet(languages)
    lacking = engine.second.alphabet - known if known else frozenset[str]()
    second = engine.second
    asked = asked_about(words, lacking, second.is_suspect, second.known)
    if not asked:
        return words
    grey = grey_picture(image)
    found = list(words)
    boxes, dirty = [words[at].box for at in asked], is_dirty(words)
    readings = second.look([cut_out(grey, box, _MARGIN * box.height) for box in boxes])
    for at, reading in zip(asked, readings, strict=True):
        found[at] = second_opinion(words[at], reading, lacking, second.known, dirty=dirty)
    return tuple(found)
