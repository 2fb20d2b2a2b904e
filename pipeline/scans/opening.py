"""Scans in: any PDF or picture becomes one working PDF, and its pages become words.

``open_scan`` is the only place that meets what people drop. Behind it there is one kind of file: a
PDF that opens without a password, with real pages of a bearable size. A healthy PDF is copied byte
by byte, a picture is wrapped so that its compressed data stay as they are, and the suffix of a file
says nothing. ``read_pages`` turns pages into pictures only as far as the reading needs it.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.direction import as_seen, turned_round
from pipeline.core.scans.languages import certainty, elected
from pipeline.core.scans.regions import Area, completed, unread
from pipeline.errors import (
    DamagedFile,
    EmptyFile,
    EngineMissing,
    FormNotSupported,
    NativeCrash,
    NativeHang,
    NoPages,
    OriginalGone,
    PasswordNeeded,
    PortfolioNotSupported,
    Rejected,
    Unavailable,
)
from pipeline.files import reaching, written_whole
from pipeline.pdf.signatures import is_signed, remove_signatures
from pipeline.ports import OcrEngine, PageImage
from pipeline.recipe import PageFacts, ScanFacts
from pipeline.scans.image_to_pdf import picture_as_pdf, refuse_bombs, refuse_page_floods
from pipeline.scans.picture_areas import picture_areas
from pipeline.scans.rendering import Mask, PagePictures, Shot, displayed_size, reading_dpi

_POINTS = 72
_POOR = 0.75
"""Mean confidence below which a page may stand on its head: upright prints reach 0.9, turned ones 0.6."""
_FEW_LETTERS = 20
_MUCH_UNREAD = 0.1
"""Of what looks like text on a page; a second reading costs as much as the first, so a logo alone must not cause it."""
_VOTING_PAGES = 3
_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>')


def open_scan(source: Path, pdf: Path, passwords: Sequence[str] = ()) -> ScanFacts:
    """Write the working PDF ``pdf`` for whatever ``source`` is, and say what its pages are.

    ``source`` is only read. ``passwords`` are tried on a PDF that does not open without; the working
    PDF has none. Memory: a picture takes a few times its compressed size, or the pixels
    of one frame where it has to be converted; a PDF takes little.

    Raises:
        Rejected: ``EmptyFile``, ``UnsupportedType``, ``DamagedFile``, ``PasswordNeeded``,
            ``FormNotSupported``, ``PortfolioNotSupported``, ``NoPages``, ``TooLarge`` or ``OriginalGone``; nothing was written.
        EngineMissing: Poppler is not installed.
        DiskFull: no room beside ``pdf``.
        FolderUnreachable: ``source`` cannot be read, or ``pdf`` cannot be written.
    """
    head = _head(source)
    if not head:
        raise EmptyFile
    try:
        with reaching(source.parent):
            if b"%PDF-" in head:
                facts = _copy_pdf(source, pdf, passwords)
            else:
                facts = ScanFacts(_wrap_picture(source, pdf), repaired=False)
    except (Rejected, Unavailable):
        _head(source, whole=True)  # an error of the share must not look like one of the file, or of our own folder
        raise
    return replace(facts, pages=tuple(_with_own_words(pdf, facts.pages)))


def read_pages(
    engine: OcrEngine, pdf: Path, facts: tuple[PageFacts, ...], *, languages: tuple[str, ...], folder: Path
) -> tuple[Page, ...]:
    """The pages named by ``facts``, read: the words that they brought along, and what ``engine`` sees elsewhere.

    ``pdf`` is a working PDF. A page that cannot be shown or read comes back with its ``problem``; the
    others do not suffer. Pictures are kept in a fresh folder inside ``folder`` and removed. Memory
    and disk: the pictures of ``engine.batch`` pages.

    Raises:
        Unavailable: a program or a language is missing, the disk is full, or the engine hung or died.
    """
    pages = _digital_pages(pdf, [fact for fact in facts if fact.digital])
    scanned = [fact for fact in facts if not fact.digital]
    mixed = [fact for fact in scanned if fact.pictures]
    own = {page.number: page for page in _digital_pages(pdf, mixed)}
    masks = {fact.number: _mask(fact, own[fact.number]) for fact in mixed}
    with pikepdf.open(pdf, suppress_warnings=True) as document:
        for start in range(0, len(scanned), engine.batch):
            with TemporaryDirectory(dir=folder, prefix="pictures-") as fresh:
                pictures = PagePictures(pdf, document, Path(fresh), masks=masks)
                pages += _scanned_pages(engine, pictures, scanned[start : start + engine.batch], languages)
    pages = [completed(page, own[page.number].words) if page.number in own else page for page in pages]
    return tuple(sorted(pages, key=lambda page: page.number))


def document_languages(
    engine: OcrEngine, pdf: Path, facts: tuple[PageFacts, ...], *, languages: tuple[str, ...], folder: Path
) -> tuple[str, ...]:
    """Those of ``languages`` in which to read the pages named by ``facts``: voted on by a strip of their text.

    ``pdf`` is a working PDF. The first page that says decides, of at most three that have to be
    recognised; where none does, all languages together. The answer depends on nothing but the arguments.

    Raises:
        Unavailable: as for ``read_pages``.
    """
    if len(languages) == 1:
        return languages
    scanned = [fact.number for fact in facts if not fact.digital]
    with pikepdf.open(pdf, suppress_warnings=True) as document:
        for number in scanned[:_VOTING_PAGES]:
            with TemporaryDirectory(dir=folder, prefix="strip-") as fresh:
                strip = PagePictures(pdf, document, Path(fresh)).strip(number)
                chosen = _voted(engine, strip, languages) if strip else None
            if chosen is not None:
                return chosen
    return languages


def _voted(engine: OcrEngine, strip: PageImage, languages: tuple[str, ...]) -> tuple[str, ...] | None:
    """The languages that a strip of a page asks for; None if it does not say."""
    readings: dict[str, tuple[Word, ...]] = {}
    with suppress(NativeCrash, NativeHang):  # a page like that is dealt with when it is read
        for language in languages:
            (readings[language],) = engine.read([strip], languages=(language,))
            chosen = elected(readings, languages)
            if chosen is not None:
                return chosen
    return None


def _head(source: Path, *, whole: bool = False) -> bytes:
    """Its first bytes; on demand the others are read, too, to see whether they can be."""
    with reaching(source.parent):
        try:
            with source.open("rb") as file:
                head = file.read(1024)
                while whole and file.read(1 << 20):
                    pass
        except FileNotFoundError as error:
            source.parent.stat()  # without its folder it is the share that is gone
            raise OriginalGone from error
    return head


# -- PDFs in ----------------------------------------------------------------------------------------


def _copy_pdf(source: Path, pdf: Path, passwords: Sequence[str]) -> ScanFacts:
    """Copy what is healthy, rewrite what is damaged or locked."""
    try:
        with _unlocked(source, passwords) as document:
            pages = tuple(
                PageFacts(n, *size, digital=False) for n, size in enumerate(_checked_sizes(document), start=1)
            )
            signed, repaired = is_signed(document), bool(document.get_warnings())
            rewritten = repaired or document.is_encrypted
            with reaching(pdf.parent), written_whole(pdf) as file:
                if rewritten:
                    remove_signatures(document)
                    document.trailer.Size = int(document.trailer.get("/Size", 0))  # qpdf only updates what is there
                    document.save(
                        file, deterministic_id=True, fix_metadata_version=False,
                        compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none,
                    )  # fmt: skip
                else:
                    with source.open("rb") as original:
                        shutil.copyfileobj(original, file)
    except pikepdf.PasswordError as error:
        raise PasswordNeeded from error
    except (pikepdf.PikepdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
        # A damaged file can hold anything anywhere; pikepdf answers with plain Python errors, too.
        raise DamagedFile from error
    return ScanFacts(pages, repaired, signed=signed, rewritten=rewritten)


def _unlocked(source: Path, passwords: Sequence[str]) -> pikepdf.Pdf:
    """The document, opened without a password or with the first that fits."""
    for password in ("", *passwords):
        with suppress(pikepdf.PasswordError):
            return pikepdf.open(source, password=password, suppress_warnings=True)
    raise pikepdf.PasswordError


def _checked_sizes(document: pikepdf.Pdf) -> list[tuple[float, float]]:
    """The displayed size of every page, points; refuses what we could not show or should not try."""
    root: Any = document.Root
    if root.get("/NeedsRendering", default=False):
        raise FormNotSupported
    count = len(document.pages)
    if count == 0:
        raise DamagedFile if document.get_warnings() else NoPages
    refuse_page_floods(count)
    form = root.get("/AcroForm")
    if count == 1 and _bare(document.pages[0]):
        if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
            raise FormNotSupported
        if "/Collection" in root:
            raise PortfolioNotSupported
    return [_checked_size(page) for page in document.pages]


def _bare(page: pikepdf.Page) -> bool:
    """Whether the page is no more than the note that another program is needed: no field, no picture."""
    return "/Annots" not in page.obj and not list(page.get_images())


def _checked_size(page: pikepdf.Page) -> tuple[float, float]:
    with suppress(pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError):  # an odd page among good ones
        pictures: Any = page.get_images()
        for picture in pictures.values():
            refuse_bombs(int(picture.get("/Width", default=0)), int(picture.get("/Height", default=0)))
    return displayed_size(page)


def _wrap_picture(source: Path, pdf: Path) -> tuple[PageFacts, ...]:
    wrapped = picture_as_pdf(source)
    with pikepdf.open(BytesIO(wrapped)) as document:
        pages = tuple(PageFacts(n, *displayed_size(page), digital=False) for n, page in enumerate(document.pages, 1))
    with reaching(pdf.parent), written_whole(pdf) as file:
        file.write(wrapped)
    return pages


# -- words that are there already -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _OwnWord:
    """A word that a page brings along: left, top, right, bottom in points of the displayed page."""

    text: str
    place: tuple[float, float, float, float]
    block: int
    line: int


def _with_own_words(pdf: Path, pages: Sequence[PageFacts]) -> Iterator[PageFacts]:
    """The pages with what they bring along: nothing, all their text, or some and pictures with more."""
    with pikepdf.open(pdf, suppress_warnings=True) as document:
        found = dict(_own_words(pdf, 1, len(pages)))
        for fact in pages:
            words = [word for word in found.get(fact.number, ()) if _digital_page(fact, [word]).words]
            if not words:
                yield fact
                continue
            written = [Area(*word.place) for word in words]
            sheet = Area(0, 0, fact.width_pt, fact.height_pt)
            pictures = unread(picture_areas(document.pages[fact.number - 1]), written, page=sheet)
            yield replace(fact, digital=not pictures, pictures=pictures)


def _own_words(pdf: Path, first: int, last: int) -> Iterator[tuple[int, list[_OwnWord]]]:
    """What pdftotext finds on each page; nothing for pages that it cannot read. Memory: one page."""
    command = ["pdftotext", "-q", "-bbox-layout", "-cropbox", "-f", str(first), "-l", str(last), str(pdf), "-"]
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except FileNotFoundError as error:
        raise EngineMissing(what="Poppler", command="sudo apt install poppler-utils") from error
    with process:
        number, block, line = first, -1, -1
        words: list[_OwnWord] = []
        for row in process.stdout or ():
            tag = row.lstrip()
            block += tag.startswith(b"<block")
            line += tag.startswith(b"<line")
            if tag.startswith(b"<word"):
                words += _own_word(tag.decode("utf-8", "replace"), block, line)
            elif tag.startswith(b"</page"):
                yield number, words
                number, block, line, words = number + 1, -1, -1, []


def _own_word(row: str, block: int, line: int) -> Iterator[_OwnWord]:
    """The word in a row of pdftotext's, whose letters come as they look; one with a no-break space in it is two of ours."""
    match = _WORD.match(row)
    if match is None:
        return
    left, top, right, bottom = (float(number) for number in match.group(1, 2, 3, 4))
    text = "".join(letter for letter in html.unescape(match[5]) if unicodedata.category(letter) != "Cc")
    if not text:
        return
    for piece in re.finditer(r"\S+", text):
        start, end = (left + (right - left) * edge / len(text) for edge in piece.span())
        yield _OwnWord(as_seen(piece.group()), (start, top, end, bottom), block, line)


def _in_reading_order(found: Iterable[_OwnWord]) -> Iterator[_OwnWord]:
    """Line by line; pdftotext gives the words of a line as they stand on the page."""
    for _, line in groupby(found, key=lambda own: own.line):
        yield from turned_round(tuple(line), lambda own: own.text)


def _digital_pages(pdf: Path, facts: list[PageFacts]) -> list[Page]:
    pages = []
    for run in _runs(facts):
        found = dict(_own_words(pdf, run[0].number, run[-1].number))
        pages += [_digital_page(fact, found.get(fact.number, [])) for fact in run]
    return pages


def _runs(facts: list[PageFacts]) -> Iterator[list[PageFacts]]:
    """The pages in runs of consecutive numbers."""
    for _, run in groupby(enumerate(facts), key=lambda item: item[1].number - item[0]):
        yield [fact for _, fact in run]


def _digital_page(fact: PageFacts, found: list[_OwnWord]) -> Page:
    page = _empty_page(fact)
    scale = page.dpi / _POINTS
    words = []
    for own in _in_reading_order(found):
        left, top, right, bottom = (edge * scale for edge in own.place)
        left, right = max(0, left), min(right, page.width)
        top, bottom = max(0, top), min(bottom, page.height)
        if left < right and top < bottom:
            box = Box(left, top, right, bottom)
            words.append(Word(own.text, box, 1, own.block, own.block, own.line, digital=True))
    return replace(page, words=tuple(words))


def _mask(fact: PageFacts, page: Page) -> Mask:
    """What to read of a page that has words of its own: its pictures of text without these words."""
    scale = page.dpi / _POINTS
    pictures = tuple(
        Box(*(edge * scale for edge in (area.left, area.top, area.right, area.bottom))) for area in fact.pictures
    )
    return Mask(pictures, tuple(word.box for word in page.words))


# -- pages to be read -------------------------------------------------------------------------------


def _scanned_pages(
    engine: OcrEngine, pictures: PagePictures, facts: Sequence[PageFacts], languages: tuple[str, ...]
) -> list[Page]:
    shots = [pictures.of(fact.number) for fact in facts]
    readings = _readings(engine, [shot.image if shot and not shot.blank else None for shot in shots], languages)
    pages = []
    for fact, shot, words in zip(facts, shots, readings, strict=True):
        if shot is not None and shot.blank:
            pages.append(replace(_page(fact.number, shot, ()), blank=True))
        elif shot is None or words is None or (shot.doubtful and not words):
            pictures.refuse_full_disk()  # which looks like a page that cannot be shown
            pages.append(replace(_empty_page(fact), problem=DamagedFile.__name__))
        else:
            whole = _with_faint_print(engine, pictures, shot, words=words, languages=languages)
            pages.append(_upright(engine, pictures, shot, page=_page(fact.number, shot, whole), languages=languages))
    return pages


def _with_faint_print(
    engine: OcrEngine, pictures: PagePictures, shot: Shot, *, words: tuple[Word, ...], languages: tuple[str, ...]
) -> tuple[Word, ...]:
    """The words of a picture, read once more with its faint print made darker if much of it was not read."""
    if not words or pictures.unread(shot, words) < _MUCH_UNREAD:
        return words
    (more,) = _readings(engine, [pictures.darkened(shot)], languages)  # None where there is nothing but black and white
    return max(words, more or (), key=certainty)


def _empty_page(fact: PageFacts) -> Page:
    """The page with the size that it has when it is read, and nothing on it."""
    dpi = reading_dpi(fact.width_pt, fact.height_pt)
    width, height = (max(1, round(side / _POINTS * dpi)) for side in (fact.width_pt, fact.height_pt))
    return Page(fact.number, width, height, dpi)


def _readings(
    engine: OcrEngine, images: Sequence[PageImage | None], languages: tuple[str, ...]
) -> list[tuple[Word, ...] | None]:
    """What the engine reads on each picture; None where there is none or it cannot be opened."""
    there = [image for image in images if image is not None]
    try:
        words = iter(engine.read(there, languages=languages) if there else ())
    except DamagedFile:
        if len(images) == 1:
            return [None]
        return [_readings(engine, [image], languages)[0] for image in images]
    return [None if image is None else next(words) for image in images]


def _page(number: int, shot: Shot, words: tuple[Word, ...], *, angle: int = 0) -> Page:
    return Page(number, shot.width, shot.height, shot.image.dpi, shot.framed(words), angle=angle, skew=shot.skew)


def _upright(engine: OcrEngine, pictures: PagePictures, shot: Shot, *, page: Page, languages: tuple[str, ...]) -> Page:
    """The page, read once more the other way up if it looks turned, and whichever reading is better."""
    sideways = _sideways(page.words)
    if not sideways and not _poor(page.words):
        return page
    angle = engine.angle(shot.image)
    if angle is None:
        angle = _best_read(engine, {angle: pictures.sketch(shot, angle) for angle in (0, 90, 180, 270)}, languages)
    turned = pictures.of(page.number, angle=angle) if angle else None
    if turned is None:
        return page
    (words,) = _readings(engine, [turned.image], languages)
    if not words or certainty(words) <= certainty(page.words) * (0.9 if sideways else 1):
        return page
    return _page(page.number, turned, words, angle=angle)


def _best_read(engine: OcrEngine, looks: Mapping[int, PageImage], languages: tuple[str, ...]) -> int:
    """The angle at which most can be read, none if nothing can be read at any."""
    readings = _readings(engine, list(looks.values()), languages)
    gains = {angle: certainty(words or ()) for angle, words in zip(looks, readings, strict=True)}
    return max(gains, key=lambda angle: gains[angle])


def _poor(words: tuple[Word, ...]) -> bool:
    letters = sum(len(word.text) for word in words)
    return letters < _FEW_LETTERS or certainty(words) / letters < _POOR


def _sideways(words: tuple[Word, ...]) -> bool:
    """Whether most words run up or down: Tesseract reads such a page well, but its lines lie on their side."""
    long = [word for word in words if len(word.text) > 2]  # noqa: PLR2004 - shorter words may well be higher than wide
    return 2 * sum(word.box.height > word.box.width for word in long) > len(long)
