"""Page layout: from words to the paragraphs a person would type.

A page breaks its lines where the paper ends; a draft must not. Lines are joined into paragraphs and
hyphens at line ends mended, but a break that the writer meant is kept: an address, a list, a form.

Columns are read one after the other; what stands in rows and columns of its own is a table. Every
word of the page is kept, once; a mended word remembers the two it was made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import inf

from pipeline.core.model import Page, Word
from pipeline.core.scans.hyphens import CUT, whole_word
from pipeline.core.scans.information_block import address_first
from pipeline.core.scans.line_breaks import ends_early, meant_breaks, opens_item
from pipeline.core.scans.lines import Line, bounding_box, is_level, line_of, strips_of
from pipeline.core.scans.page_order import page_order
from pipeline.core.scans.page_order.furniture import page_furniture
from pipeline.core.scans.reading_order import in_rows
from pipeline.core.scans.table_rows import Slot
from pipeline.core.scans.tables import Column, Grid, grids
from pipeline.core.scans.text_regions import Role, body_size, is_directly_below, text_regions


@dataclass(frozen=True, slots=True)
class WholeWord:
    """A word as a draft writes it, put together if a line's end cut it.

    ``apart``: a gap as wide as between the columns of a table stands before it.
    """

    text: str
    words: tuple[Word, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph, heading or list item.

    It has several lines only if it was set line by line, as addresses are.
    """

    role: Role
    lines: tuple[tuple[WholeWord, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs in a table's cell; none in an empty one.

    ``span`` is how many columns it covers.
    """

    paragraphs: tuple[tuple[WholeWord, ...], ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table's rows; the spans of each row add up to the columns.

    ``header``: the first row names the columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header: bool


def page_layout(page: Page) -> tuple[TextBlock | PageTable, ...]:
    """Headings, list items, paragraphs and tables in reading order."""
    order = page_order(page)
    lines = [line for zone in (*order.zones, *order.footer) for line in zone]
    if not lines:
        return ()
    body = body_size(lines)
    strips = tuple(strip for zone in order.zones for line in zone for strip in strips_of(line))
    found: list[TextBlock | PageTable] = []
    for zone in order.zones:
        for part in _tables_and_lines(zone):
            if isinstance(part, Grid):
                found.append(_table(part))
            else:
                for lot in address_first(in_rows(part)):
                    found.extend(_text_blocks(_with_neighbours_joined(lot), body, strips))
    found += (
        TextBlock(Role.TEXT, tuple(_whole_words([row]) for row in rows)) for rows in order.footer
    )
    if order.opening is not None:
        found = list(_without_headings_above(order.opening, found))
    return tuple(found)


def _without_headings_above(
    opening: Line, found: Iterable[TextBlock | PageTable]
) -> Iterator[TextBlock | PageTable]:
    """The parts of a letter, with headings above its salutation as text.

    What is large there is the letterhead.
    """
    for part in found:
        if isinstance(part, TextBlock) and part.role in (Role.TITLE, Role.HEADING):
            above = part.lines[0][0].words[0].box.top < opening.box.top
            yield replace(part, role=Role.TEXT) if above else part
        else:
            yield part


def _text_blocks(part: Sequence[Line], body: float, lines: tuple[Line, ...]) -> Iterator[TextBlock]:
    for role, region in text_regions(part, body, lines):
        if role is Role.TEXT:
            yield from _paragraphs(region, lines)
        else:
            yield TextBlock(role, (_whole_words(region),))


_ALIKE = 1.4
"""Ratio of type sizes of neighbours in a line, at most.

The type size of a single word is not well known.
"""


def _with_neighbours_joined(lines: Iterable[Line]) -> list[Line]:
    """The lines, with neighbours at the same height joined.

    Engines take the label and the value of a form apart.
    """
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else line
        alike = max(last.size, line.size) <= _ALIKE * min(last.size, line.size)
        if last.box.right < line.box.left and is_level(last, line) and alike:
            whole[-1] = replace(
                line_of(last.words + line.words), block=last.block, paragraph=last.paragraph
            )
        else:
            whole.append(line)
    return whole


# Tables


def _tables_and_lines(lines: Sequence[Line]) -> Iterator[Grid | list[Line]]:
    """The tables, and the lines before, between and after them.

    Lines keep the engine's order.
    """
    tables = grids(lines)
    taken = {id(line) for grid in tables for line in grid.lines}
    rest = [line for line in lines if id(line) not in taken]
    start = 0
    for grid in tables:
        place = max(start, _lines_before(grid, rest))
        if start < place:
            yield rest[start:place]
        yield grid
        start = place
    if rest[start:]:
        yield rest[start:]


def _lines_before(grid: Grid, rest: Sequence[Line]) -> int:
    """How many lines of ``rest`` are read before the table.

    As few as possible are on its wrong side.
    """
    top = bounding_box(line.box for line in grid.lines).top
    below = [line.box.top > top for line in rest]
    wrong = [
        sum(below[:at]) + sum(not later for later in below[at:]) for at in range(len(rest) + 1)
    ]
    return wrong.index(min(wrong))


def _table(grid: Grid) -> PageTable:
    rights = [-inf] * len(grid.columns)
    for row in grid.rows:
        for last, slot in zip(_ends(row), row, strict=True):
            rights[last - 1] = max([rights[last - 1], *(line[-1].box.right for line in slot.lines)])
    rows = tuple(
        tuple(_cell(slot, rights[last - 1]) for last, slot in zip(_ends(row), row, strict=True))
        for row in grid.rows
    )
    return PageTable(grid.columns, rows, grid.header)


def _ends(row: Sequence[Slot]) -> Iterator[int]:
    return accumulate(slot.span for slot in row)


def _cell(slot: Slot, right: float) -> Cell:
    """A cell with lines joined; its column ends at ``right``.

    Breaks that the writer meant are kept.
    """
    rows: list[list[Line]] = []
    for line in (replace(line_of(words), apart=frozenset()) for words in slot.lines):
        if rows and not ends_early(rows[-1][-1], line, right):
            rows[-1].append(line)
        else:
            rows.append([line])
    return Cell(tuple(_whole_words(row) for row in rows), slot.span)


# Text


def _paragraphs(region: list[Line], lines: tuple[Line, ...]) -> Iterator[TextBlock]:
    """List items, paragraphs, and blocks that were set line by line.

    In running text a meant break ends a paragraph.
    """
    rows = [[region[0]]]
    for line, meant in zip(region[1:], meant_breaks(region, lines), strict=True):
        if meant:
            rows.append([line])
        else:
            rows[-1].append(line)
    block: list[list[Line]] = []
    for row in rows:
        if block and not _is_next_line(row, block[-1]):
            yield _text_block(block)
            block = []
        block.append(row)
    yield _text_block(block)


def _is_next_line(row: list[Line], above: list[Line]) -> bool:
    """Whether ``row`` is the next line of an address or the like."""
    return (
        len(row) == len(above) == 1
        and not opens_item(row[0])
        and not opens_item(above[0])
        and is_directly_below(above[0], row[0])
    )


def _text_block(rows: list[list[Line]]) -> TextBlock:
    role = Role.ITEM if opens_item(rows[0][0]) else Role.TEXT
    return TextBlock(role, tuple(map(_whole_words, rows)))


# Words cut apart at the ends of lines and pages


def document_layout(pages: Sequence[Page]) -> list[list[TextBlock | PageTable]]:
    """The parts of pages, words that a page's end cuts put together."""
    own = page_furniture(pages)
    found = [
        list(page_layout(each.taken_from(page))) for page, each in zip(pages, own, strict=True)
    ]
    for above, below in pairwise(found):
        head = next((part for part in reversed(above[-3:]) if _has_cut_end(part)), None)
        if not isinstance(head, TextBlock) or not below or not isinstance(below[0], TextBlock):
            continue
        last, (first, *rest) = head.lines[-1][-1], below[0].lines[0]
        whole = whole_word(last.text, first.text) if first.text[0].islower() else None
        if whole is not None:
            word = WholeWord(whole, (*last.words, *first.words), last.apart)
            lines = (*head.lines[:-1], (*head.lines[-1][:-1], word))
            above[above.index(head)] = replace(head, lines=lines)
            left = (*((tuple(rest),) if rest else ()), *below[0].lines[1:])
            below[:1] = [replace(below[0], lines=left)] if left else []
    for parts, each in zip(found, own, strict=True):
        parts[:0] = map(_row, each.above)
        parts.extend(map(_row, each.below))
    return found


def _row(words: tuple[Word, ...]) -> TextBlock:
    return TextBlock(Role.MARGIN, (_whole_words([line_of(words)]),))


def _has_cut_end(part: TextBlock | PageTable) -> bool:
    return isinstance(part, TextBlock) and part.lines[-1][-1].text.endswith(CUT)


def _whole_words(lines: Iterable[Line]) -> tuple[WholeWord, ...]:
    """The words of ``lines``, those cut at a line's end put together."""
    found: list[WholeWord] = []
    for line in lines:
        first, *others = line.words
        whole = whole_word(found[-1].text, first.text) if found else None
        if whole is None:
            found.append(WholeWord(first.text, (first,)))
        else:
            found[-1] = WholeWord(whole, (*found[-1].words, first))
        found.extend(
            WholeWord(word.text, (word,), at in line.apart)
            for at, word in enumerate(others, start=1)
        )
    return tuple(found)
