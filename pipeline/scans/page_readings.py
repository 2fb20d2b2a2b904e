"""The best of a page's readings: as it lies, level, turned, in other languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.core.model import Page, Word
from pipeline.core.scans.languages.paragraphs import (
    foreign_language,
    second_languages,
    with_paragraphs,
)
from pipeline.core.scans.ocr_languages import certainty, needs_all_languages
from pipeline.errors import DamagedFile
from pipeline.ports import OcrEngine, PageImage
from pipeline.scans.deskew import STEEP, print_skew, scanner_skew
from pipeline.scans.rendering import PagePictures, Shot

_POOR = 0.75
"""Mean confidence below which a page may stand on its head.

Upright prints reach 0.9, turned ones 0.6.
"""
FEW_LETTERS = 20
"""A page with fewer may not have been read at all."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """A picture of a page, and the words read in it."""

    shot: Shot
    words: tuple[Word, ...]
    angle: int = 0

    def page(self, number: int) -> Page:
        """The page with the words in their places."""
        return Page(
            number,
            self.shot.width,
            self.shot.height,
            self.shot.image.dpi,
            self.shot.placed_words(self.words),
            angle=self.angle,
            skew=self.shot.skew,
        )


def readings(
    engine: OcrEngine, images: Sequence[PageImage | None], languages: tuple[str, ...]
) -> list[tuple[Word, ...] | None]:
    """The words on each picture; None without a readable one."""
    there = [image for image in images if image is not None]
    try:
        words = iter(engine.read(there, languages=languages) if there else ())
    except DamagedFile:
        if len(images) == 1:
            return [None]
        return [readings(engine, [image], languages)[0] for image in images]
    return [None if image is None else next(words) for image in images]


def better_reading(
    engine: OcrEngine,
    pictures: PagePictures,
    number: int,
    *,
    first: PageReading,
    languages: tuple[str, ...],
) -> PageReading:
    """The best of the page's readings, as it lies and turned upright."""
    if not _sideways(first.words) and not is_poor(first.words):
        return first
    if abs(first.shot.skew) <= STEEP:  # perhaps a desk under the paper decided
        found = pictures.of(number, measure=print_skew)
        if found is not None and abs(found.skew) > STEEP:
            first = _surer(engine, PageReading(found, ()), first, languages)
    best = _upright_reading(engine, pictures, number, first=first, languages=languages)
    if abs(best.shot.skew) <= STEEP or not is_poor(best.words):
        return best
    # What looked like lines of print at that angle was none, or a drawing's.
    level = pictures.of(number, measure=scanner_skew)
    return best if level is None else _surer(engine, PageReading(level, ()), best, languages)


def in_other_languages(
    engine: OcrEngine, seen: PageReading, languages: tuple[str, ...], configured: tuple[str, ...]
) -> PageReading:
    """The reading, or what is surer in others of the ``configured`` languages.

    The picture is read once more at most, where the words say that it would help. Pages full of
    specks are unsure for another reason: of 12,029 words on 24 such pages, half of them English in
    a German document, 149 are missing, 143 with the other language, for a quarter more CPU.
    """
    if seen.shot.speckled and len(languages) == 1 and not is_poor(seen.words):
        return seen
    language = foreign_language(seen.words, languages, configured)
    if language is not None:
        others = second_languages(language, configured)
    elif needs_all_languages(seen.words, languages, configured):
        others = configured
    else:
        return seen
    (words,) = readings(engine, [seen.shot.image], others)
    if words is None:
        return seen
    if language is not None:
        return replace(seen, words=with_paragraphs(seen.words, words, language))
    return max(seen, replace(seen, words=words), key=lambda each: certainty(each.words))


def _surer(
    engine: OcrEngine, unread: PageReading, other: PageReading, languages: tuple[str, ...]
) -> PageReading:
    """The reading of a picture that was not read yet, unless another is surer."""
    (words,) = readings(engine, [unread.shot.image], languages)
    if words is None or certainty(words) < certainty(other.words):
        return other
    return replace(unread, words=words)


def _upright_reading(
    engine: OcrEngine,
    pictures: PagePictures,
    number: int,
    *,
    first: PageReading,
    languages: tuple[str, ...],
) -> PageReading:
    """The better of the first reading and one turned by right angles."""
    angle = engine.angle(first.shot.image)
    if angle is None:
        looks = {angle: pictures.sketch(first.shot, angle) for angle in (0, 90, 180, 270)}
        angle = _best_read(engine, looks, languages)
    turned = pictures.of(number, angle=angle) if angle else None
    if turned is None:
        return first
    (words,) = readings(engine, [turned.image], languages)
    least = certainty(first.words) * (0.9 if _sideways(first.words) else 1)
    if not words or certainty(words) <= least:
        return first
    return PageReading(turned, words, angle)


def _best_read(
    engine: OcrEngine, looks: Mapping[int, PageImage], languages: tuple[str, ...]
) -> int:
    """The angle at which most is read; 0 if nothing is read at any."""
    found = readings(engine, list(looks.values()), languages)
    gains = {angle: certainty(words or ()) for angle, words in zip(looks, found, strict=True)}
    return max(gains, key=lambda angle: gains[angle])


def is_poor(words: tuple[Word, ...]) -> bool:
    """Whether there are few letters, or the engine was unsure of them."""
    letters = letter_count(words)
    return letters < FEW_LETTERS or certainty(words) / letters < _POOR


def letter_count(words: tuple[Word, ...]) -> int:
    """How many letters and signs the words have."""
    return sum(len(word.text) for word in words)


def _sideways(words: tuple[Word, ...]) -> bool:
    """Whether most words run up or down.

    Tesseract reads such a page well, but its lines lie on their side.
    """
    # Shorter words may well be higher than wide.
    long = [word for word in words if len(word.text) > 2]  # noqa: PLR2004 - see above
    return 2 * sum(word.box.height > word.box.width for word in long) > len(long)
