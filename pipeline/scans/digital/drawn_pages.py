"""Pages of a PDF as a person sees them, drawn by PDFium.

Stamps, typed notes and form fields are drawn, too, since their text stands on the page; the signs
of comments and highlighting are not. PDFium draws a page at 100 dpi in a few milliseconds, within
the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from pipeline.scans.digital.pdfium_pages import DrawnPages

_COMMENTS = frozenset(
    (
        "/Text", "/Popup", "/Link", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut",
        "/Caret", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/Redact",
    )
)  # fmt: skip
"""Annotations that are no part of the page: comments, and marks of text that is there."""


class CannotDraw(ValueError):
    """PDFium makes nothing of the file or the page."""


@contextmanager
def drawn_pages(pdf: Path) -> Iterator[DrawnPages]:
    """The pages of a PDF without password.

    Raises:
        CannotDraw: PDFium does not open it.
    """
    # Loading PDFium takes 0.02 s, and a scan, which brings no words, is not drawn.
    from pipeline.scans.digital.pdfium_pages import opened_pages  # noqa: PLC0415 - see above

    with opened_pages(pdf) as pages:
        yield pages


def has_drawn_notes(page: pikepdf.Page) -> bool:
    """Whether stamps, typed notes or fields stand on the page."""
    with suppress(pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError):
        notes: Any = page.obj.get("/Annots") or []
        return any(
            isinstance(note, pikepdf.Dictionary)
            and str(note.get("/Subtype")) not in _COMMENTS
            and "/N" in (note.get("/AP") or {})
            for note in notes
        )
    return False
