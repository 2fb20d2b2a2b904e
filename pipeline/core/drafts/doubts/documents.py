"""The doubtful words of a whole scan: its words and sums judge each page."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.core.drafts.doubts import page_doubts
from pipeline.core.drafts.draft import Doubt
from pipeline.core.drafts.vocabulary import Lexicon, vocabulary_of
from pipeline.core.model import Scan, Word
from pipeline.core.scans.letter import Letter
from pipeline.core.scans.sums import checked_sums


def scan_doubts(
    scan: Scan, letter: Letter, *, lexicon: Lexicon | None, terms: Iterable[str] = ()
) -> tuple[dict[Word, Doubt], ...]:
    """The doubtful words of each page, as ``page_doubts`` finds them.

    ``terms``: the office's own words.
    """
    words = (word.text for page in scan.pages for word in page.words)
    names = (name for name in (letter.sender, letter.recipient) if name)
    vocabulary = vocabulary_of(words, lexicon, terms, names)
    sums = checked_sums(scan.pages)
    return tuple(page_doubts(page, vocabulary, sums) for page in scan.pages)
