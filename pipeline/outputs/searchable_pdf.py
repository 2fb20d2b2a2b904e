"""The searchable PDF: pages as they were, with invisible text.

The text layer (``outputs/text_layer.py``) stands before the page's own content, inside ``q … Q``:
there the page's graphics state is still untouched, whatever the content does to it later. Every
other byte of the pages stays as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path

import pikepdf

from pipeline.core.drafts.conformance import Conformance
from pipeline.core.model import Page, Scan
from pipeline.core.scans.page_geometry import (
    Matrix,
    matrix_product,
    placement,
    rotation_matrix,
)
from pipeline.errors import DamagedFile
from pipeline.files import reaching, written_whole
from pipeline.outputs import pdfa
from pipeline.outputs.old_layer import remove_invisible_text
from pipeline.outputs.text_layer import layers, recognised_words, slant
from pipeline.pdf.boxes import give_area, rotation, shown_box
from pipeline.pdf.document import open_pdf
from pipeline.pdf.signatures import remove_signatures

_ODD = (
    *(pikepdf.PikepdfError, IndexError, KeyError),
    *(ValueError, TypeError, AttributeError),
)
"""What pikepdf raises in odd files: plain Python errors, too."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a PDF."""

    copied: bool
    """Byte by byte, because nothing had to change."""
    conformance: Conformance
    """As which PDF/A, or why as none."""


def write_searchable_pdf(
    pdf: Path, scan: Scan, target: Path, *, title: str, language: str | None = None
) -> Written:
    """Write ``pdf`` with the words of ``scan`` as invisible text.

    ``target`` appears whole or not at all.

    Images, outlines, attachments, forms, annotations, layers and metadata are taken over
    unchanged. A page that lies on its side or upside down is shown upright, by its ``/Rotate``
    alone. Words that the document brought along are there already and not written again; an earlier
    invisible layer that was wrong is replaced. Pages
    that hold no others, or could not be read, are left exactly as they are; if that is true of all
    of them, ``target`` is a byte-identical copy. Otherwise ``target`` is PDF/A-2b if it can be,
    and digital signatures, which hold for no copy, are taken out of it. ``title`` and ``language``
    (ISO 639-1) are entered only in a document that has none. Equal input gives equal bytes.
    Memory: the layers, some kilobytes a page, and the structure of ``pdf``; its images stay on
    disk.

    Raises:
        DamagedFile: ``pdf`` is none, or it has fewer pages than ``scan``.
        DiskFull: no room for ``target``.
        FolderUnreachable: the folder of ``target`` is gone or may not be written.
    """
    layered = tuple(page for page in scan.pages if recognised_words(page) and page.problem is None)
    if not layered:
        with reaching(target.parent), pdf.open("rb") as source, written_whole(target) as file:
            shutil.copyfileobj(source, file)
        return Written(copied=True, conformance=pdfa.declared_conformance(target))
    try:
        with open_pdf(pdf) as document:
            claim = pdfa.claim_of(document)
            for page in layered:
                give_area(document.pages[page.number - 1])
                if page.renewed == "layer":
                    remove_invisible_text(document, document.pages[page.number - 1])
            _add_layers(document, layered)
            remove_signatures(document)
            pdfa.describe(document, title=title, language=language)
            return Written(copied=False, conformance=pdfa.save(document, target, claim))
    except _ODD as error:
        raise DamagedFile from error


def _add_layers(document: pikepdf.Pdf, pages: Sequence[Page]) -> None:
    """Draw the words of ``pages`` below the content of theirs."""
    theirs = [document.pages[page.number - 1] for page in pages]
    taken = {
        name for each in theirs for name in _own(_own(each.obj.get("/Resources")).get("/Font"))
    }
    name = next(name for name in _font_names() if name not in taken)
    matrices = [_placement(each, page) for each, page in zip(theirs, pages, strict=True)]
    drawn = layers(pages, matrices, font=name, tagged="/StructTreeRoot" in document.Root)
    with pikepdf.open(BytesIO(drawn)) as ours:
        for each, layer in zip(theirs, ours.pages, strict=True):
            resources = _own(each.obj.get("/Resources"))
            fonts = _own(resources.get("/Font"))
            fonts[name] = document.copy_foreign(layer.obj.Resources.Font[name])
            resources.Font = fonts
            each.obj.Resources = resources
            each.obj.Contents = pikepdf.Array(
                [document.copy_foreign(layer.obj.Contents), *_contents(each)]
            )
    for each, page in zip(theirs, pages, strict=True):
        if page.angle:
            each.obj.Rotate = (rotation(each) + page.angle) % 360


def _font_names() -> Iterator[str]:
    """Names for the font in the pages' resources, nicest first."""
    yield "/Words"
    yield from (f"/Words{number}" for number in count(2))


def _own(value: object) -> pikepdf.Dictionary:
    """A copy of a dictionary, which other pages may share."""
    return (
        pikepdf.Dictionary(dict(value.items()))
        if isinstance(value, pikepdf.Dictionary)
        else pikepdf.Dictionary()
    )


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    """The page's content streams."""
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [stream for stream in streams if isinstance(stream, pikepdf.Stream)]


def _placement(theirs: pikepdf.Page, page: Page) -> Matrix:
    """From the pixels of ``page`` to the PDF page's user space.

    Pixels of the page as it was read, but with the origin bottom left and y upwards.
    """
    turn = (rotation(theirs) + page.angle) % 360
    crooked = rotation_matrix(slant(page), x=page.width / 2, y=page.height / 2)
    return matrix_product(
        crooked, placement(shown_box(theirs), turn=turn, columns=page.width, rows=page.height)
    )
