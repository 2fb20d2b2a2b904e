"""What was seen in a scan and is not in its draft, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.core.model import Page, Word
from pipeline.core.scans.lines import TICKED, UNTICKED
from pipeline.core.scans.page_geometry import MAX_READING_PIXELS, MAX_READING_SIDE
from pipeline.i18n import N_, Translate

_FINE_DPI = 200
"""Measured: less loses small print (docs/reading.md)."""
_NEARLY = 0.9


def _is_tick_box(word: Word) -> bool:
    return not word.digital and (word.text in (TICKED, UNTICKED) or "[x]" in word.text.lower())


_OF_PAGES: tuple[tuple[Callable[[Page], bool], str, str], ...] = (
    (
        lambda page: page.cut_off,
        N_("A part of page {pages} is missing: the file is cut off or damaged."),
        N_("Parts of pages {pages} are missing: the file is cut off or damaged."),
    ),
    (
        lambda page: page.illegible,
        N_("On page {pages} there is something that looks like text but could not be read."),
        N_("On pages {pages} there is something that looks like text but could not be read."),
    ),
    (
        lambda page: bool(page.unread),
        N_("On page {pages} a stamp or note could not be read."),
        N_("On pages {pages} stamps or notes could not be read."),
    ),
    (
        lambda page: bool(page.signs),
        N_("On page {pages} single figures or letters could not be read."),
        N_("On pages {pages} single figures or letters could not be read."),
    ),
    (
        lambda page: any(map(_is_tick_box, page.words)),
        N_("There are boxes to tick on page {pages}. Please compare them with the original."),
        N_("There are boxes to tick on pages {pages}. Please compare them with the original."),
    ),
)
"""Which pages a sentence is about, and the sentence for one page and for several."""


def shortcomings(
    pages: Sequence[Page], skipped: int, _: Translate, *, ranges: Callable[[Sequence[int]], str]
) -> Iterator[str]:
    """Sentences on text that was not read, pages read coarsely, and pictures left out.

    ``skipped``: how many pictures of the file became no pages. ``ranges`` puts page numbers into
    words.
    """
    for concerns, one, several in _OF_PAGES:
        found = [page.number for page in pages if concerns(page)]
        if found:
            yield _(one if len(found) == 1 else several).format(pages=ranges(found))
    coarse = coarsely_read(pages)
    if coarse:
        yield _(
            "Very large: p. {pages}, read at {dpi} dots per inch. Small print may be missing there."
        ).format(
            pages=ranges([page.number for page in coarse]),
            dpi=round(min(page.dpi for page in coarse)),
        )
    if skipped:
        sentence = (
            _(
                "1 more picture in the file was left out: it hardly differs, is cut off, or there "
                "are too many."
            )
            if skipped == 1
            else _(
                "{count} more pictures in the file were left out: they hardly differ, are cut "
                "off, or are too many."
            )
        )
        yield sentence.format(count=skipped)


def coarsely_read(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, such as plans, that are too large for the usual resolution."""
    return tuple(page for page in pages if page.dpi < _FINE_DPI and _fills_limit(page))


def _fills_limit(page: Page) -> bool:
    """Whether the page is as large as pages are read."""
    return (
        page.width * page.height >= _NEARLY * MAX_READING_PIXELS
        or max(page.width, page.height) >= _NEARLY * MAX_READING_SIDE
    )
