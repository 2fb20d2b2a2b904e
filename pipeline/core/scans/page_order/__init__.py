"""The order in which a page is read.

One decision for text layer, draft and facts. Engines mostly get it right, and where nothing speaks
against it their order stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.core.model import Page, Word
from pipeline.core.scans.information_block import address_first
from pipeline.core.scans.letter.head import salutation_in
from pipeline.core.scans.lines import Line, lines_of
from pipeline.core.scans.page_order.zones import Zone, zones_of
from pipeline.core.scans.reading_order import footer, in_rows, letterhead_first, zones
from pipeline.core.scans.text_regions import body_size


@dataclass(frozen=True, slots=True)
class PageOrder:
    """The zones of a page in the order in which they are read."""

    zones: tuple[Zone, ...]
    """All but the footer."""
    footer: tuple[Zone, ...]
    """The columns of small print at the page's end."""
    opening: Line | None
    """The salutation of a letter."""


def page_order(page: Page) -> PageOrder:
    """How a page is read; words keep the engine's numbers."""
    lines = lines_of(page)
    if not lines:
        return PageOrder((), (), None)
    opening = salutation_in(lines, height=page.height)
    if opening is not None:
        lines = letterhead_first(lines, opening)
    small_print = footer(lines, height=page.height, size=body_size(lines))
    below = {id(word) for column in small_print for line in column for word in line.words}
    above = [line for line in lines if id(line.words[0]) not in below]
    level = [line for line in above if not line.words[0].tilt]
    found = tuple(part for zone in zones_of(level) for part in zones(zone))
    turned = tuple(line for line in above if line.words[0].tilt)
    if opening is None:
        opening = salutation_in((line for zone in found for line in zone), height=page.height)
    return PageOrder((*found, turned) if turned else found, small_print, opening)


def in_reading_order(page: Page) -> Page:
    """The page with its words in the order in which they are read.

    The page itself is returned if they are. Each column of a footer is one block.
    """
    order = page_order(page)
    lots = (lot for zone in order.zones for lot in address_first(in_rows(zone)))
    words = tuple(_renumbered((*lots, *map(_as_one_block, order.footer))))
    in_order = [word.box for word in words] == [word.box for word in page.words]
    if in_order and not order.footer:
        return page
    return replace(page, words=words)


def _as_one_block(lines: Zone) -> Zone:
    first = lines[0]
    return tuple(replace(line, block=first.block, paragraph=first.paragraph) for line in lines)


def _renumbered(lots: Iterable[Sequence[Line]]) -> Iterator[Word]:
    """The words of ``lots`` with new numbers of block, paragraph and line.

    Blocks and paragraphs end where a lot does, or the engine's.
    """
    block = paragraph = number = -1
    for lot in lots:
        above = None
        for line in lot:
            block += above is None or above.block != line.block
            paragraph += above is None or above.paragraph != line.paragraph
            number += 1
            for word in line.words:
                yield replace(word, block=block, paragraph=paragraph, line=number)
            above = line
