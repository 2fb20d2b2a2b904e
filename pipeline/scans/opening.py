"""Any PDF or picture as one working PDF.

``open_scan`` is the only place that meets what people drop. Behind it there is one kind of file: a
PDF that opens without a password, with real pages of a bearable size. A healthy PDF is copied byte
by byte, a picture is wrapped so that its compressed data stay as they are, and the suffix of a file
says nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from io import SEEK_END, BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import pikepdf

from pipeline.core.filetypes import HEAD_BYTES, PDF_HEADER, PDF_PREAMBLE
from pipeline.core.scans.alarms import Alarm
from pipeline.core.scans.arrangement import Text
from pipeline.errors import (
    DamagedFile,
    EmptyFile,
    FormNotSupported,
    NoPages,
    OriginalGone,
    PasswordNeeded,
    PortfolioNotSupported,
    Rejected,
    Unavailable,
)
from pipeline.files import reaching, written_whole
from pipeline.pdf.active_content import alarms_of
from pipeline.pdf.boxes import displayed_size, user_unit
from pipeline.pdf.e_invoice import e_invoice_of
from pipeline.pdf.joined import joined_pdfs
from pipeline.pdf.signatures import is_signed, remove_signatures
from pipeline.pdf.span import Span, pdf_span
from pipeline.recipe import PageFacts, ScanFacts
from pipeline.scans.digital.page_check import with_own_words
from pipeline.scans.drawing.cut_off import draws_what_is_gone
from pipeline.scans.image_files.limits import refuse_bombs, refuse_page_floods

_ODD = (*(pikepdf.PikepdfError, AttributeError, KeyError, RuntimeError, TypeError, ValueError),)
"""What pikepdf raises in odd documents, which can hold anything anywhere."""


def open_scan(
    source: Path, pdf: Path, passwords: Sequence[str] = (), *, text: Text = "check"
) -> ScanFacts:
    """Write the working PDF of ``source``; return its page facts.

    ``source`` is only read. ``passwords`` are tried on a PDF that does not open without; the
    working PDF has none. ``text`` is what to do with words that pages bring along. Memory: a
    picture takes a few times its compressed size, or the pixels of one frame where it has to be
    converted; a PDF takes little.

    Raises:
        Rejected: ``EmptyFile``, ``UnsupportedType``, ``DamagedFile``, ``PasswordNeeded``,
            ``FormNotSupported``, ``PortfolioNotSupported``, ``NoPages``, ``TooLarge`` or
            ``OriginalGone``; nothing was written.
        EngineMissing: Poppler is not installed.
        DiskFull: no room beside ``pdf``.
        FolderUnreachable: ``source`` cannot be read, or ``pdf`` cannot be written.
    """
    head = _first_bytes(source)
    if not head:
        raise EmptyFile
    try:
        with reaching(source.parent):
            if b"%PDF-" in head[:PDF_PREAMBLE] or PDF_HEADER.search(head):
                facts = _copy_pdf(source, pdf, passwords)
            else:
                facts = _wrap_picture(source, pdf)
    except (Rejected, Unavailable):
        # An error of the share must not look like one of the file, or of our own folder.
        _first_bytes(source, whole=True)
        raise
    pages = tuple(with_own_words(pdf, facts.pages, text=text))
    damaged = any(page.broken_colours for page in pages)
    return replace(facts, pages=pages, repaired=facts.repaired or damaged)


def _first_bytes(source: Path, *, whole: bool = False) -> bytes:
    """The file's first bytes; with ``whole``, the others are read, too.

    That shows whether they can be read.
    """
    with reaching(source.parent):
        try:
            with source.open("rb") as file:
                head = file.read(HEAD_BYTES)
                while whole and file.read(1 << 20):
                    pass
        except FileNotFoundError as error:
            source.parent.stat()  # without its folder it is the share that is gone
            raise OriginalGone from error
    return head


def _copy_pdf(source: Path, pdf: Path, passwords: Sequence[str]) -> ScanFacts:
    """Copy a healthy PDF; rewrite a damaged or locked one.

    One that is healthy but for what lies before and behind it is copied without that.
    """
    with source.open("rb") as given:
        parts = joined_pdfs(given)
        if len(parts) > 1:
            with TemporaryFile(dir=pdf.parent) as joined, suppress(DamagedFile):
                signed, alarms = _join(given, parts, joined, passwords)
                whole = _copied(joined, pdf, passwords)
                told = tuple(dict.fromkeys((*whole.alarms, *alarms)))
                return replace(whole, rewritten=True, signed=signed, alarms=told)
        facts, problem = None, DamagedFile()
        try:
            facts = _copied(given, pdf, passwords)
        except DamagedFile as error:
            problem = error
        if facts is not None and not facts.repaired:
            return facts
        span = pdf_span(given, header_within=HEAD_BYTES)
        if span is not None:
            with TemporaryFile(dir=pdf.parent) as cut, suppress(DamagedFile):
                with reaching(pdf.parent):
                    _copy_bytes(given, span, cut)
                return replace(_copied(cut, pdf, passwords), cleaned=span.littered)
    if facts is None:
        raise problem
    return facts


def _join(
    given: BinaryIO, parts: Iterable[tuple[int, int]], joined: BinaryIO, passwords: Sequence[str]
) -> tuple[bool, list[Alarm]]:
    """Write one PDF with the pages of all parts; return whether one is signed, and all alarms.

    Raises:
        DamagedFile: a part cannot be opened by itself.
        PasswordNeeded: none of the ``passwords`` opens one.
    """
    signed, alarms = False, list[Alarm]()
    with ExitStack() as stack:
        whole = stack.enter_context(pikepdf.new())
        try:
            for start, end in parts:
                piece = stack.enter_context(TemporaryFile())
                _copy_bytes(given, Span(start, end, littered=False), piece)
                document = stack.enter_context(_unlocked(piece, passwords))
                signed |= is_signed(document)
                alarms += alarms_of(document)
                remove_signatures(document)
                whole.pages.extend(document.pages)
            whole.save(joined, deterministic_id=True)
        except pikepdf.PasswordError as error:
            raise PasswordNeeded from error
        except _ODD as error:
            raise DamagedFile from error
    return signed, alarms


def _copy_bytes(given: BinaryIO, span: Span, target: BinaryIO) -> None:
    given.seek(span.start)
    left = span.end - span.start
    while left > 0 and (piece := given.read(min(left, 1 << 20))):
        target.write(piece)
        left -= len(piece)


def _copied(given: BinaryIO, pdf: Path, passwords: Sequence[str]) -> ScanFacts:
    try:
        with _unlocked(given, passwords) as document:
            pages = tuple(
                _checked_facts(n, page) for n, page in enumerate(_checked_pages(document), start=1)
            )
            warnings = [str(warning) for warning in document.get_warnings()]  # told once
            signed, repaired = is_signed(document), bool(warnings)
            if any("file is damaged" in warning for warning in warnings):
                pages = _with_losses(pages, document, cut_off=_is_cut_off(given))
            rewritten = repaired or document.is_encrypted
            alarms, data = alarms_of(document), e_invoice_of(document)
            with reaching(pdf.parent), written_whole(pdf) as file:
                if rewritten:
                    remove_signatures(document)
                    # qpdf only updates what is there.
                    document.trailer.Size = int(document.trailer.get("/Size", 0))
                    document.save(
                        file, deterministic_id=True, fix_metadata_version=False,
                        compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none,
                    )  # fmt: skip
                else:
                    given.seek(0)
                    shutil.copyfileobj(given, file)
    except pikepdf.PasswordError as error:
        raise PasswordNeeded from error
    except _ODD as error:
        raise DamagedFile from error
    return ScanFacts(
        pages, repaired, signed=signed, rewritten=rewritten, alarms=alarms, e_invoice=data
    )


def _is_cut_off(given: BinaryIO) -> bool:
    """Whether a PDF ends without the place of its table of objects."""
    given.seek(max(0, given.seek(0, SEEK_END) - HEAD_BYTES))
    return b"startxref" not in given.read()


def _with_losses(
    pages: tuple[PageFacts, ...], document: pikepdf.Pdf, *, cut_off: bool
) -> tuple[PageFacts, ...]:
    """The pages of a file that lost objects; those whose content is gone are damaged.

    If all have none, and the file's end is there, it may never have had any.
    """
    gone = [draws_what_is_gone(page) for page in document.pages]
    if all(gone) and not cut_off:
        return pages
    return tuple(replace(facts, damaged=lost) for facts, lost in zip(pages, gone, strict=True))


def _unlocked(given: BinaryIO, passwords: Sequence[str]) -> pikepdf.Pdf:
    """The PDF, opened without a password or with the first that fits.

    By its file: pikepdf refuses a path that is no UTF-8.
    """
    for password in ("", *passwords):
        with suppress(pikepdf.PasswordError):
            return pikepdf.open(given, password=password, suppress_warnings=True)
    raise pikepdf.PasswordError


def _checked_pages(document: pikepdf.Pdf) -> Iterable[pikepdf.Page]:
    """The pages; refuses what cannot be shown or should not be tried."""
    root: Any = document.Root
    if root.get("/NeedsRendering", default=False):
        raise FormNotSupported
    count = len(document.pages)
    if count == 0:
        raise DamagedFile if document.get_warnings() else NoPages
    refuse_page_floods(count)
    form = root.get("/AcroForm")
    if count == 1 and _is_only_a_note(document.pages[0]):
        if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
            raise FormNotSupported
        if "/Collection" in root:
            raise PortfolioNotSupported
    return document.pages


def _is_only_a_note(page: pikepdf.Page) -> bool:
    """Whether the page only says that another program is needed.

    It has no field and no picture.
    """
    return "/Annots" not in page.obj and not list(page.get_images())


def _checked_facts(number: int, page: pikepdf.Page) -> PageFacts:
    # An odd page among good ones is no reason to refuse them all.
    with suppress(pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError):
        pictures: Any = page.get_images()
        for picture in pictures.values():
            refuse_bombs(
                int(picture.get("/Width", default=0)),
                int(picture.get("/Height", default=0)),
                bilevel=_decoded_in_lines(picture),
            )
    return _page_facts(number, page)


def _page_facts(number: int, page: pikepdf.Page) -> PageFacts:
    return PageFacts(number, *displayed_size(page), digital=False, unit=user_unit(page))


def _decoded_in_lines(picture: pikepdf.Object) -> bool:
    """Whether Poppler makes a picture smaller while it decodes it.

    It holds all pixels of JPEG 2000 in memory, and a bit for each of JBIG2.
    """
    filters: Any = picture.get("/Filter")
    names = {str(each) for each in (filters if isinstance(filters, pikepdf.Array) else [filters])}
    return "/JPXDecode" not in names


def _wrap_picture(source: Path, pdf: Path) -> ScanFacts:
    from pipeline.scans.image_files import image_to_pdf  # noqa: PLC0415 - 0.02 s, no PDF needs it

    wrapped = image_to_pdf.picture_as_pdf(source)
    with pikepdf.open(BytesIO(wrapped.pdf)) as document:
        pages = tuple(
            _page_facts(number, page) for number, page in enumerate(document.pages, start=1)
        )
    with reaching(pdf.parent), written_whole(pdf) as file:
        file.write(wrapped.pdf)
    return ScanFacts(pages, repaired=False, skipped=wrapped.skipped)
