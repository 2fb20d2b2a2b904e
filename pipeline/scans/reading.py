"""Reads pages: language vote, faint print and upside-down pages."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from pipeline.core.model import Page, Word
from pipeline.core.scans.digital.mixed_pages import complete_page
from pipeline.core.scans.digital.sideways import upright_page
from pipeline.core.scans.ocr_languages import certainty, elected_languages
from pipeline.core.scans.page_order import in_reading_order
from pipeline.core.scans.page_order.upright_lines import with_upright_lines
from pipeline.core.scans.signs.bracket_boxes import with_bracket_boxes
from pipeline.core.scans.signs.long_s import with_long_s
from pipeline.core.scans.spacing.split_words import joined_figures, without_repeats
from pipeline.engines.hunspell import in_a_dictionary, lexicon
from pipeline.errors import DamagedFile, EngineMissing, NativeCrash, NativeHang
from pipeline.pdf.document import open_pdf
from pipeline.ports import OcrEngine, PageImage
from pipeline.recipe import PageFacts
from pipeline.scans.another_try import another_try
from pipeline.scans.digital.own_words import digital_pages, empty_page, mask_of
from pipeline.scans.digital.page_check import with_findings
from pipeline.scans.digital.samples import better_pages, disbelieved_pages, right_layers
from pipeline.scans.digital.short_texts import with_short_texts
from pipeline.scans.faint_print import unread_share
from pipeline.scans.page_readings import (
    FEW_LETTERS,
    PageReading,
    better_reading,
    in_other_languages,
    is_poor,
    letter_count,
    readings,
)
from pipeline.scans.paragraph_sign_reading import with_paragraph_signs
from pipeline.scans.rendering import PagePictures, Shot
from pipeline.scans.second_opinion import TwoReaders, with_second_opinions
from pipeline.scans.signs.bullets import with_bullets
from pipeline.scans.signs.level_strokes import with_dashes_and_times_signs
from pipeline.scans.signs.zero_shapes import with_marked_zeros
from pipeline.scans.spacing.word_gaps import with_true_spaces
from pipeline.scans.unread.page_look import page_look
from pipeline.scans.unread.tick_boxes import with_tick_boxes

_MUCH_UNREAD = 0.1
"""Share of unread text from which a page is read a second time.

That costs as much as the first reading, so a logo alone must not cause it.
"""
_VOTING_PAGES = 3


def read_pages(  # noqa: PLR0913 - a document, and how it is to be read
    engine: OcrEngine,
    pdf: Path,
    facts: tuple[PageFacts, ...],
    *,
    languages: tuple[str, ...],
    folder: Path,
    configured: tuple[str, ...] | None = None,
) -> tuple[Page, ...]:
    """Read pages: their own words, and the rest by OCR.

    ``languages``: the document's. ``configured``: the office's, among which a page that is in
    another one, or reads badly, is read once more; None: it is not.
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
        replace(fact, digital=False, pictures=(), spots=(), renewed=True)
        if fact.number in wrong
        else fact
        for fact in facts
    )
    digital = digital_pages(pdf, [fact for fact in facts if fact.digital])
    short = partial(with_short_texts, engine, pdf, facts=facts, languages=languages, folder=folder)
    pages = [upright_page(page) for page in short(digital)]
    scanned = [fact for fact in facts if not fact.digital]
    bring = [fact for fact in scanned if fact.pictures or (fact.redacted and not fact.renewed)]
    own = {page.number: page for page in short(digital_pages(pdf, bring))}
    masks = {fact.number: mask_of(fact, own[fact.number]) for fact in bring if fact.pictures}
    with open_pdf(pdf) as document:
        for start in range(0, len(scanned), engine.batch):
            with TemporaryDirectory(dir=folder, prefix="pictures-") as fresh:
                pictures = PagePictures(pdf, document, Path(fresh), masks=masks)
                pages += _scanned_pages(
                    engine,
                    pictures,
                    scanned[start : start + engine.batch],
                    languages=languages,
                    configured=configured,
                )
    pages = [
        complete_page(page, own[page.number].words) if page.number in own else page
        for page in pages
    ]
    before = [fact for fact in given if fact.number in wrong]
    pages = list(better_pages(pages, digital_pages(pdf, before), before))
    pages = [with_findings(page, fact) for page, fact in right_layers(pages, pdf, facts)]
    return tuple(sorted(map(in_reading_order, pages), key=lambda page: page.number))


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


def _scanned_pages(
    engine: OcrEngine,
    pictures: PagePictures,
    facts: Sequence[PageFacts],
    *,
    languages: tuple[str, ...],
    configured: tuple[str, ...] | None,
) -> list[Page]:
    shots = [pictures.of(fact.number) for fact in facts]
    found = readings(
        engine, [shot.image if shot and not shot.blank else None for shot in shots], languages
    )
    pages = []
    for fact, shot, words in zip(facts, shots, found, strict=True):
        if shot is not None and shot.blank and not fact.damaged:
            pages.append(replace(PageReading(shot, ()).page(fact.number), blank=True))
        elif shot is None or words is None or ((shot.doubtful or fact.damaged) and not words):
            pictures.refuse_full_disk()  # which looks like a page that cannot be shown
            pages.append(replace(empty_page(fact), problem=DamagedFile.__name__))
        else:
            whole = _with_faint_print(engine, pictures, shot, words=words, languages=languages)
            best = better_reading(
                engine, pictures, fact.number, first=PageReading(shot, whole), languages=languages
            )
            if configured is not None and not fact.pictures:
                best = in_other_languages(engine, best, languages, configured)
            illegible = False
            if not best.angle and letter_count(best.words) < FEW_LETTERS:
                best, illegible = _tried_again(engine, best, languages)
            spaced = with_true_spaces(best.shot.image, best.words, in_a_dictionary)
            best = _with_paragraph_signs(engine, replace(best, words=spaced), languages)
            listed = with_bullets(best.shot.image, best.words)
            signed = with_dashes_and_times_signs(best.shot.image, listed)
            signed = with_bracket_boxes(signed, in_a_dictionary)
            best = replace(best, words=with_tick_boxes(best.shot.image, signed))
            page = _looked_at_again(engine, pictures, fact.number, seen=best, languages=languages)
            page = replace(page, words=with_long_s(page.words, _is_german))
            pages.append(replace(page, illegible=illegible, cut_off=shot.cut_off))
    return pages


def _is_german(word: str) -> bool | None:
    return lexicon()(word, "de")


def _tried_again(
    engine: OcrEngine, seen: PageReading, languages: tuple[str, ...]
) -> tuple[PageReading, bool]:
    """More words, if letters have none; whether some remain without."""
    attempt = another_try(
        seen.shot.image, seen.words, lambda look: readings(engine, [look], languages)[0] or ()
    )
    return replace(seen, words=attempt.words), attempt.unread


def _with_paragraph_signs(
    engine: OcrEngine, seen: PageReading, languages: tuple[str, ...]
) -> PageReading:
    """The paragraph signs of a German page, which the German model does not know."""
    if "deu" not in languages:
        return seen

    def read(images: Sequence[PageImage]) -> list[tuple[Word, ...]] | None:
        try:
            return [words or () for words in readings(engine, images, ("eng",))]
        except EngineMissing:
            return None

    look = engine.second.look if isinstance(engine, TwoReaders) else None
    return replace(seen, words=with_paragraph_signs(seen.shot.image, seen.words, read, look))


def _unread(pictures: PagePictures, shot: Shot, words: Sequence[Word]) -> float:
    return unread_share(pictures.text_cells(shot), (word.box for word in words))


def _with_faint_print(
    engine: OcrEngine,
    pictures: PagePictures,
    shot: Shot,
    *,
    words: tuple[Word, ...],
    languages: tuple[str, ...],
) -> tuple[Word, ...]:
    """The words, read again with clearer print if much was not read."""
    if not words or _unread(pictures, shot, words) < _MUCH_UNREAD:
        return words
    # No second picture, and no reading, where there is nothing but black and white.
    more = readings(engine, pictures.clearer_pictures(shot), languages)
    return max((words, *(found or () for found in more)), key=certainty)


def _looked_at_again(
    engine: OcrEngine,
    pictures: PagePictures,
    number: int,
    *,
    seen: PageReading,
    languages: tuple[str, ...],
) -> Page:
    """The page with what was passed over, and what a second reader says of its words."""
    if is_poor(seen.words):
        words = with_marked_zeros(seen.shot.image, seen.words)
        words = with_second_opinions(engine, seen.shot.image, words, languages)
        return replace(seen, words=words).page(number)

    def read(picture: Image.Image, dpi: float) -> tuple[Word, ...]:
        (found,) = readings(engine, [pictures.saved(picture, dpi)], languages)
        return found or ()

    image = seen.shot.image
    look = page_look(read, pictures, number, shot=seen.shot, words=seen.words, angle=seen.angle)
    level = with_upright_lines(without_repeats(look.words), (image.width, image.height))
    words = with_marked_zeros(image, joined_figures(level))
    words = with_second_opinions(engine, image, words, languages)
    # Once more: a stop at the edge of a part is often found by the second reader only.
    page = replace(seen, words=joined_figures(words)).page(number)
    placed = seen.shot.placed_boxes
    return replace(
        page,
        unread=placed(look.unread),
        signs=placed(look.signs),
        handwriting=placed(look.handwriting),
        overprints=placed(look.overprints),
    )
