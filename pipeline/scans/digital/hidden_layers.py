"""Layers of a PDF that may be off, and the words on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pikepdf

from pipeline.scans.digital.drawn_pages import CannotDraw
from pipeline.scans.digital.own_words import OwnWord

if TYPE_CHECKING:
    from pipeline.scans.digital.pdfium_pages import DrawnPages


def has_layers(document: pikepdf.Pdf) -> bool:
    """Whether the document has layers of which some may be off."""
    root: Any = document.Root
    return "/OCProperties" in root


def hidden_words(drawn: DrawnPages, number: int, own: Sequence[OwnWord]) -> int:
    """How many words lie on hidden layers, which Poppler leaves out."""
    told = "".join(word.given for word in own)
    try:
        words = drawn.text(number).split()
    except CannotDraw:
        return 0
    return sum(word not in told for word in words if len(word) > 1)
