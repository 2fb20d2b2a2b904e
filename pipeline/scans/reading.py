"""Reads pages: language vote, faint print and upside-down pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from pipeline.core.model import Page, Word
from pipeline.core.scans.digital.mixed_pages import complete_page
from pipeline.core.scans.digital.sideways import upright_page
from pipeline.core.scans.ocr_languages import certainty, elected_languages
from pipeline.errors import DamagedFile, EngineMissing, NativeCrash, NativeHang
from pipeline.pdf.document import open_pdf
from pipeline.ports import OcrEngine, PageImage
from pipeline.recipe import PageFacts
from pipeline.scans.another_try import another_try
from pipeline.scans.deskew import STEEP, print_skew, scanner_skew
from pipeline.scans.digital.own_words import digital_pages, empty_page, mask_of
from pipeline.scans.digital.page_check import with_findings
from pipeline.scans.digital.samples import better_pages, disbelieved_pages
from pipeline.scans.rendering import PagePictures, Shot
from pipeline.scans.second_reader import with_paragraph_signs
from pipeline.scans.unread.page_look import page_look
from pipeline.scans.unread.tick_boxes import with_tick_boxes

_POOR = 0.75
"""Mean confidence below which a page may stand on its head.

Upright prints reach 0.9, turned ones 0.6.
"""
_FEW_LETTERS = 20
_MUCH_UNREAD = 0.1
"""Share of unread text from which a page is read a second time.

That costs as much as the first reading, so a logo alone must not cause it.
"""
_VOTING_PAGES = 3


def read_pages(
    engine: OcrEngine,
    pdf: Path,
    facts: tuple[PageFacts, ...],
    *,
    languages: tuple[str, ...],
    folder: Path,
) -> tuple[Page, ...]:
    """Read pages: their own words, and the rest by OCR.

    ``pdf`` is a working PDF. A page that cannot be shown or read comes back with its ``problem``;
    the others do not suffer. Pictures are kept in a fresh folder inside ``folder`` and removed.
    Memory and disk: the pictures of ``engine.batch`` pages.

    Raises:
        Unavailable: a program or a language is missing, the disk is full, or the engine hung or
        died.
    """
    given = facts
    wrong = disbelieved_pages(engine, pdf, facts, languages=languages, folder=folder)
    facts = tuple(
        replace(fact, digital=False, pictures=(), renewed=True) if fact.number in wrong else fact
        for fact in facts
    )
    digital = digital_pages(pdf, [fact for fact in facts if fact.digital])
    pages = [upright_page(page) for page in digital]
    scanned = [fact for fact in facts if not fact.digital]
    mixed = [fact for fact in scanned if fact.pictures]
    own = {page.number: page for page in digital_pages(pdf, mixed)}
    masks = {fact.number: mask_of(fact, own[fact.number]) for fact in mixed}
    with open_pdf(pdf) as document:
        for start in range(0, len(scanned), engine.batch):
            with TemporaryDirectory(dir=folder, prefix="pictures-") as fresh:
                pictures = PagePictures(pdf, document, Path(fresh), masks=masks)
                pages += _scanned_pages(
                    engine, pictures, scanned[start : start + engine.batch], languages
                )
    pages = [
        complete_page(page, own[page.number].words) if page.number in own else page
        for page in pages
    ]
    before = [fact for fact in given if fact.number in wrong and fact.digital]
    pages = list(better_pages(pages, digital_pages(pdf, before)))
    by_number = {fact.number: fact for fact in facts}
    pages = [with_findings(page, by_number[page.number]) for page in pages]
    return tuple(sorted(pages, key=lambda page: page.number))


def document_languages(
    engine: OcrEngine,
    pdf: Path,
    facts: tuple[PageFacts, ...],
    *,
    languages: tuple[str, ...],
    folder: Path,
) -> tuple[str, ...]:
    """The languages of a document, voted on by strips of text.

    ``pdf`` is a working PDF. The first page that says decides, of at most three that have to be
    recognised; where none does, all ``languages`` together. The answer depends on nothing but the
    arguments.

    Raises:
        Unavailable: as for ``read_pages``.
    """
    if len(languages) == 1:
        return languages
    scanned = [fact.number for fact in facts if fact.needs_reading]
    with open_pdf(pdf) as document:
        for number in scanned[:_VOTING_PAGES]:
            with TemporaryDirectory(dir=folder, prefix="strip-") as fresh:
                strip = PagePictures(pdf, document, Path(fresh)).strip(number)
                chosen = _vote(engine, strip, languages) if strip else None
            if chosen is not None:
                return chosen
    return languages


def _vote(
    engine: OcrEngine, strip: PageImage, languages: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The languages that a strip asks for; None if it does not say."""
    readings: dict[str, tuple[Word, ...]] = {}
    with suppress(NativeCrash, NativeHang):  # a page like that is dealt with when it is read
        for language in languages:
            (readings[language],) = engine.read([strip], languages=(language,))
            chosen = elected_languages(readings, languages)
            if chosen is not None:
                return chosen
    return None


@dataclass(frozen=True, slots=True)
class _Reading:
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


def _scanned_pages(
    engine: OcrEngine,
    pictures: PagePictures,
    facts: Sequence[PageFacts],
    languages: tuple[str, ...],
) -> list[Page]:
    shots = [pictures.of(fact.number) for fact in facts]
    readings = _readings(
        engine, [shot.image if shot and not shot.blank else None for shot in shots], languages
    )
    pages = []
    for fact, shot, words in zip(facts, shots, readings, strict=True):
        if shot is not None and shot.blank:
            pages.append(replace(_Reading(shot, ()).page(fact.number), blank=True))
        elif shot is None or words is None or (shot.doubtful and not words):
            pictures.refuse_full_disk()  # which looks like a page that cannot be shown
            pages.append(replace(empty_page(fact), problem=DamagedFile.__name__))
        else:
            whole = _with_faint_print(engine, pictures, shot, words=words, languages=languages)
            best = _better_reading(
                engine, pictures, fact.number, first=_Reading(shot, whole), languages=languages
            )
            illegible = False
            if not best.angle and _letters(best.words) < _FEW_LETTERS:
                best, illegible = _tried_again(engine, best, languages)
            best = _with_paragraph_signs(engine, best, languages)
            best = replace(best, words=with_tick_boxes(best.shot.image, best.words))
            page = _with_other_angles(engine, pictures, fact.number, seen=best, languages=languages)
            pages.append(replace(page, illegible=illegible))
    return pages


def _tried_again(
    engine: OcrEngine, seen: _Reading, languages: tuple[str, ...]
) -> tuple[_Reading, bool]:
    """More words, if letters have none; whether some remain without."""
    attempt = another_try(
        seen.shot.image, seen.words, lambda look: _readings(engine, [look], languages)[0] or ()
    )
    return replace(seen, words=attempt.words), attempt.unread


def _with_paragraph_signs(
    engine: OcrEngine, seen: _Reading, languages: tuple[str, ...]
) -> _Reading:
    """The paragraph signs of a German page, which the German model does not know."""
    if "deu" not in languages:
        return seen

    def read(images: Sequence[PageImage]) -> list[tuple[Word, ...]] | None:
        try:
            return [words or () for words in _readings(engine, images, ("eng",))]
        except EngineMissing:
            return None

    return replace(seen, words=with_paragraph_signs(seen.shot.image, seen.words, read))


def _with_faint_print(
    engine: OcrEngine,
    pictures: PagePictures,
    shot: Shot,
    *,
    words: tuple[Word, ...],
    languages: tuple[str, ...],
) -> tuple[Word, ...]:
    """The words, read again with darker print if much was not read."""
    if not words or pictures.unread_share(shot, words) < _MUCH_UNREAD:
        return words
    # No second picture, and no reading, where there is nothing but black and white.
    (more,) = _readings(engine, [pictures.darkened_picture(shot)], languages)
    return max(words, more or (), key=certainty)


def _readings(
    engine: OcrEngine, images: Sequence[PageImage | None], languages: tuple[str, ...]
) -> list[tuple[Word, ...] | None]:
    """The words on each picture; None without a readable one."""
    there = [image for image in images if image is not None]
    try:
        words = iter(engine.read(there, languages=languages) if there else ())
    except DamagedFile:
        if len(images) == 1:
            return [None]
        return [_readings(engine, [image], languages)[0] for image in images]
    return [None if image is None else next(words) for image in images]


def _better_reading(
    engine: OcrEngine,
    pictures: PagePictures,
    number: int,
    *,
    first: _Reading,
    languages: tuple[str, ...],
) -> _Reading:
    """The best of the page's readings, as it lies and turned upright."""
    if not _sideways(first.words) and not _poor(first.words):
        return first
    if abs(first.shot.skew) <= STEEP:  # perhaps a desk under the paper decided
        found = pictures.of(number, measure=print_skew)
        if found is not None and abs(found.skew) > STEEP:
            first = _surer(engine, _Reading(found, ()), first, languages)
    best = _upright_reading(engine, pictures, number, first=first, languages=languages)
    if abs(best.shot.skew) <= STEEP or not _poor(best.words):
        return best
    # What looked like lines of print at that angle was none, or a drawing's.
    level = pictures.of(number, measure=scanner_skew)
    return best if level is None else _surer(engine, _Reading(level, ()), best, languages)


def _surer(
    engine: OcrEngine, unread: _Reading, other: _Reading, languages: tuple[str, ...]
) -> _Reading:
    """The reading of a picture that was not read yet, unless another is surer."""
    (words,) = _readings(engine, [unread.shot.image], languages)
    if words is None or certainty(words) < certainty(other.words):
        return other
    return replace(unread, words=words)


def _with_other_angles(
    engine: OcrEngine,
    pictures: PagePictures,
    number: int,
    *,
    seen: _Reading,
    languages: tuple[str, ...],
) -> Page:
    """The page with what stands on it at an angle of its own, as a stamp does."""
    if _poor(seen.words):
        return seen.page(number)

    def read(picture: Image.Image, dpi: float) -> tuple[Word, ...]:
        (found,) = _readings(engine, [pictures.saved(picture, dpi)], languages)
        return found or ()

    look = page_look(read, pictures, number, shot=seen.shot, words=seen.words, angle=seen.angle)
    page = replace(seen, words=look.words).page(number)
    return replace(page, unread=seen.shot.placed_boxes(look.unread))


def _upright_reading(
    engine: OcrEngine,
    pictures: PagePictures,
    number: int,
    *,
    first: _Reading,
    languages: tuple[str, ...],
) -> _Reading:
    """The better of the first reading and one turned by right angles."""
    angle = engine.angle(first.shot.image)
    if angle is None:
        looks = {angle: pictures.sketch(first.shot, angle) for angle in (0, 90, 180, 270)}
        angle = _best_read(engine, looks, languages)
    turned = pictures.of(number, angle=angle) if angle else None
    if turned is None:
        return first
    (words,) = _readings(engine, [turned.image], languages)
    least = certainty(first.words) * (0.9 if _sideways(first.words) else 1)
    if not words or certainty(words) <= least:
        return first
    return _Reading(turned, words, angle)


def _best_read(
    engine: OcrEngine, looks: Mapping[int, PageImage], languages: tuple[str, ...]
) -> int:
    """The angle at which most is read; 0 if nothing is read at any."""
    readings = _readings(engine, list(looks.values()), languages)
    gains = {angle: certainty(words or ()) for angle, words in zip(looks, readings, strict=True)}
    return max(gains, key=lambda angle: gains[angle])


def _poor(words: tuple[Word, ...]) -> bool:
    letters = _letters(words)
    return letters < _FEW_LETTERS or certainty(words) / letters < _POOR


def _letters(words: tuple[Word, ...]) -> int:
    return sum(len(word.text) for word in words)


def _sideways(words: tuple[Word, ...]) -> bool:
    """Whether most words run up or down.

    Tesseract reads such a page well, but its lines lie on their side.
    """
    # Shorter words may well be higher than wide.
    long = [word for word in words if len(word.text) > 2]  # noqa: PLR2004 - see above
    return 2 * sum(word.box.height > word.box.width for word in long) > len(long)
