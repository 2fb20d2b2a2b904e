"""Gaps in a page's text, where its own words lie under something dark.

The words are left out; that something stood there is part of the text.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.core.model import Word
from pipeline.core.scans.lines import bounding_box
from pipeline.i18n import N_

REDACTED = N_("[redacted]")
"""What a draft says in the place of such words."""

_BAR = "█"


def redaction(words: Iterable[Word]) -> Word:
    """The sign that stands for covered words of one line.

    Nothing is sure about it, so that it is no part of a name or number.
    """
    first, *others = words
    box = bounding_box(word.box for word in (first, *others))
    return Word(_BAR, box, 0, first.block, first.paragraph, first.line, digital=True)


def is_redaction(word: Word) -> bool:
    """Whether a word is such a sign, and not a bar that somebody typed."""
    return word.digital and word.confidence == 0 and word.text == _BAR
