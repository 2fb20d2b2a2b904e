"""What was seen in a scan and is not in its draft, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from pipeline.core.model import Page, Spot, Unread, UnreadPlace, Word
from pipeline.core.scans.layout import PageTable, TextBlock
from pipeline.core.scans.lines import TICKED, UNTICKED, bounding_box
from pipeline.core.scans.page_geometry import MAX_READING_PIXELS, MAX_READING_SIDE
from pipeline.i18n import N_, Translate

_FINE_DPI = 200
"""Measured: less loses small print (docs/reading.md)."""
_NEARLY = 0.9
_SIGNATURES, _FEW_WORDS = 2, 20
"""Places written by hand on a letter, and words of a page that is hardly printed."""


def _is_tick_box(word: Word) -> bool:
    return not word.digital and (word.text in (TICKED, UNTICKED) or "[x]" in word.text.lower())


def _is_written_by_hand(page: Page) -> bool:
    """Whether there is more of it than the signatures of a letter, which only the facts name."""
    return len(page.handwriting) > _SIGNATURES or (
        bool(page.handwriting) and len(page.words) < _FEW_WORDS
    )


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
        _is_written_by_hand,
        N_("On page {pages} there is handwriting or a drawing. It was not read."),
        N_("On pages {pages} there is handwriting or a drawing. It was not read."),
    ),
    (
        lambda page: bool(page.overprints),
        N_("On page {pages} something is printed across the words. Some may be missing or wrong."),
        N_("On pages {pages} something is printed across the words. Some may be missing or wrong."),
    ),
    (
        lambda page: any(map(_is_tick_box, page.words)),
        N_("There are boxes to tick on page {pages}. Please compare them with the original."),
        N_("There are boxes to tick on pages {pages}. Please compare them with the original."),
    ),
)
"""Which pages a sentence is about, and the sentence for one page and for several."""


SHOWN = {
    Unread.STAMP: N_("(A stamp or note that could not be read.)"),
    Unread.HANDWRITING: N_("(Handwriting or a drawing, not read.)"),
    Unread.OVERPRINT: N_("(Something printed lies across the words here. Some may be missing.)"),
}
"""What stands below the picture of what was not read."""


def unread_places(page: Page) -> Iterator[UnreadPlace]:
    """What was seen on a page and not read, from top to bottom."""
    found = (
        (box, kind)
        for kind, boxes in (
            (Unread.STAMP, page.unread),
            (Unread.SIGN, page.signs),
            (Unread.HANDWRITING, page.handwriting),
            (Unread.OVERPRINT, page.overprints),
        )
        for box in boxes
    )
    for box, kind in sorted(found, key=lambda each: each[0].top):
        yield UnreadPlace(kind, Spot(page.number, box, box))


def with_unread_places(
    layout: Sequence[TextBlock | PageTable], page: Page
) -> Iterator[TextBlock | PageTable | UnreadPlace]:
    """The parts of a page, between them what is shown of what was not read."""
    middles = [_middle(part) for part in layout]
    places: dict[int, list[UnreadPlace]] = {}
    for place in unread_places(page):
        if place.kind in SHOWN:
            box = place.spot.box
            at = _parts_above(middles, (box.top + box.bottom) / 2)
            places.setdefault(at, []).append(place)
    for at, part in enumerate(layout):
        yield from places.get(at, ())
        yield part
    yield from places.get(len(layout), ())


def _middle(part: TextBlock | PageTable) -> float:
    """How far down the page the middle of a part is."""
    match part:
        case TextBlock():
            found = [word for line in part.lines for word in line]
        case PageTable():
            found = [
                word
                for row in part.rows
                for cell in row
                for paragraph in cell.paragraphs
                for word in paragraph
            ]
        case _:
            assert_never(part)
    box = bounding_box(word.box for whole in found for word in whole.words)
    return (box.top + box.bottom) / 2


def _parts_above(middles: Sequence[float], middle: float) -> int:
    """How many parts are read before a place, as few as possible on its wrong side."""
    wrong = [
        sum(each > middle for each in middles[:at]) + sum(each <= middle for each in middles[at:])
        for at in range(len(middles) + 1)
    ]
    return wrong.index(min(wrong))


def page_remarks(page: Page, _: Translate) -> Iterator[str]:
    """What the draft says in place of what is missing on a page."""
    if page.problem is not None:
        yield _("(This page could not be read.)")
    elif page.illegible:
        yield _("(Something here looks like text but could not be read.)")
    elif not page.words:
        yield _("(There is no text on this page.)")
    if page.cut_off:
        yield _("(A part of this page is missing.)")


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
