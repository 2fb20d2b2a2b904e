"""Any PDF or picture as one working PDF.

``open_scan`` is the only place that meets what people drop. Behind it there is one kind of file: a
PDF that opens without a password, with real pages of a bearable size. A healthy PDF is copied byte
by byte, a picture is wrapped so that its compressed data stay as they are, and the suffix of a file
says nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf

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
from pipeline.pdf.boxes import displayed_size
from pipeline.pdf.signatures import is_signed, remove_signatures
from pipeline.recipe import PageFacts, ScanFacts
from pipeline.scans.digital.page_check import with_own_words
from pipeline.scans.image_files.image_to_pdf import picture_as_pdf, refuse_bombs, refuse_page_floods


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
            if b"%PDF-" in head:
                facts = _copy_pdf(source, pdf, passwords)
            else:
                facts = ScanFacts(_wrap_picture(source, pdf), repaired=False)
    except (Rejected, Unavailable):
        # An error of the share must not look like one of the file, or of our own folder.
        _first_bytes(source, whole=True)
        raise
    return replace(facts, pages=tuple(with_own_words(pdf, facts.pages, text=text)))


def _first_bytes(source: Path, *, whole: bool = False) -> bytes:
    """The file's first bytes; with ``whole``, the others are read, too.

    That shows whether they can be read.
    """
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


def _copy_pdf(source: Path, pdf: Path, passwords: Sequence[str]) -> ScanFacts:
    """Copy a healthy PDF; rewrite a damaged or locked one."""
    try:
        with source.open("rb") as given, _unlocked(given, passwords) as document:
            pages = tuple(
                PageFacts(n, *size, digital=False)
                for n, size in enumerate(_checked_sizes(document), start=1)
            )
            signed, repaired = is_signed(document), bool(document.get_warnings())
            rewritten = repaired or document.is_encrypted
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
    except (
        pikepdf.PikepdfError,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        RuntimeError,
    ) as error:
        # A damaged file can hold anything anywhere; pikepdf answers with plain Python errors, too.
        raise DamagedFile from error
    return ScanFacts(pages, repaired, signed=signed, rewritten=rewritten)


def _unlocked(given: BinaryIO, passwords: Sequence[str]) -> pikepdf.Pdf:
    """The PDF, opened without a password or with the first that fits.

    By its file: pikepdf refuses a path that is no UTF-8.
    """
    for password in ("", *passwords):
        with suppress(pikepdf.PasswordError):
            return pikepdf.open(given, password=password, suppress_warnings=True)
    raise pikepdf.PasswordError


def _checked_sizes(document: pikepdf.Pdf) -> list[tuple[float, float]]:
    """The displayed size of each page, in points.

    Refuses what cannot be shown or should not be tried.
    """
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
    return [_checked_size(page) for page in document.pages]


def _is_only_a_note(page: pikepdf.Page) -> bool:
    """Whether the page only says that another program is needed.

    It has no field and no picture.
    """
    return "/Annots" not in page.obj and not list(page.get_images())


def _checked_size(page: pikepdf.Page) -> tuple[float, float]:
    # An odd page among good ones is no reason to refuse them all.
    with suppress(pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError):
        pictures: Any = page.get_images()
        for picture in pictures.values():
            refuse_bombs(
                int(picture.get("/Width", default=0)), int(picture.get("/Height", default=0))
            )
    return displayed_size(page)


def _wrap_picture(source: Path, pdf: Path) -> tuple[PageFacts, ...]:
    wrapped = picture_as_pdf(source)
    with pikepdf.open(BytesIO(wrapped)) as document:
        pages = tuple(
            PageFacts(n, *displayed_size(page), digital=False)
            for n, page in enumerate(document.pages, 1)
        )
    with reaching(pdf.parent), written_whole(pdf) as file:
        file.write(wrapped)
    return pages
