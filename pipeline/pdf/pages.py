"""Pages of working PDFs taken out or joined, byte by byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pikepdf

from pipeline.files import reaching, written_whole
from pipeline.pdf.document import open_pdf


def take_pages(pdf: Path, numbers: Iterable[int], target: Path) -> None:
    """Write the pages with these numbers, in this order, as a PDF.

    It has the pages and the document's information, but nothing that leads from one page to
    another: no bookmarks, no page labels, no form that spans pages.

    Raises:
        DiskFull, FolderUnreachable: ``target`` cannot be written.
    """
    with open_pdf(pdf) as source, pikepdf.new() as taken:
        for number in numbers:
            taken.pages.append(source.pages[number - 1])
        for name in ("/Lang", "/Metadata", "/OutputIntents"):
            if name in source.Root:
                taken.Root[name] = taken.copy_foreign(source.make_indirect(source.Root[name]))
        if "/Info" in source.trailer:
            taken.trailer["/Info"] = taken.copy_foreign(
                source.make_indirect(source.trailer["/Info"])
            )
        _save(taken, target)


def join(pdfs: Sequence[Path], target: Path) -> None:
    """Write the pages of several PDFs as one."""
    with pikepdf.new() as joined:
        for pdf in pdfs:
            with open_pdf(pdf) as source:
                joined.pages.extend(source.pages)
        _save(joined, target)


def _save(document: pikepdf.Pdf, target: Path) -> None:
    with reaching(target.parent), written_whole(target) as file:
        document.save(
            file, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )
