"""From the words on a page to the paragraphs a person would type.

A page breaks its lines where the paper ends; a draft must not. Lines are joined into paragraphs and
hyphens at line ends mended, but a break that the writer meant is kept: an address, a list, a form.

Where the page is set in columns they are read one after the other, and what stands in rows and
columns of its own is a table. Every word of the page is kept, once; a mended word remembers the two
it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, groupby, pairwise
from math import inf
from statistics import median, median_low

from pipeline.core.model import Page, Word
from pipeline.core.scans.hyphens import HARD, SOFT, whole_word
from pipeline.core.scans.letter.head import salutation_in
from pipeline.core.scans.lines import Line, around, level, line_of, lines_of, strips_of, unsure
from pipeline.core.scans.reading_order import beside, foot, head_first, in_rows, zones
from pipeline.core.scans.tables import Column, Grid, Slot, grids


class Role(StrEnum):
    """What a block of text is to its reader."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as a reader wants it, whole where a line end cut it apart.

    ``apart``: a gap as wide as between the columns of a table stands before it.
    """

    text: str
    words: tuple[Word, ...]
    apart: bool = False

    @property
    def raw(self) -> str:
        """As on the page, with the hyphen that ``text`` may have lost."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or list item.

    It has several lines only if it was set line by line, as addresses are.
    """

    role: Role
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """The paragraphs in a table's cell; none in an empty one.

    ``span`` is how many columns it covers.
    """

    paragraphs: tuple[tuple[Piece, ...], ...]
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table's rows; the spans of each row add up to the columns.

    ``header``: the first row names the columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header: bool


def passages(page: Page) -> tuple[Passage | Table, ...]:
    """Headings, list items, paragraphs and tables in reading order."""
    lines = lines_of(page)
    if not lines:
        return ()
    body = _usual(lines)
    opening = salutation_in(lines, height=page.height)
    if opening is not None:
        lines = head_first(lines, opening)
    small_print = foot(lines, height=page.height, size=body)
    below = {id(word) for column in small_print for line in column for word in line.words}
    lines = tuple(line for line in lines if id(line.words[0]) not in below)
    strips = tuple(strip for line in lines for strip in strips_of(line))
    found: list[Passage | Table] = []
    for zone in zones(lines):
        for part in _parted(zone):
            if isinstance(part, Grid):
                found.append(_table(part))
            else:
                for lot in beside(in_rows(part)):
                    found.extend(_passages(_side_by_side(lot), body, strips))
    found += (
        Passage(Role.TEXT, tuple(_mended([line]) for line in column)) for column in small_print
    )
    return tuple(found) if opening is None else tuple(_plain_above(opening, found))


_MANY, _LEAST = 0.25, 30
"""Share and number of words in larger type that are text, no heading.

Beside small print, more than both are.
"""


def _usual(lines: Sequence[Line]) -> float:
    """The type size of the text, in pixels."""
    sizes = [line.size for line in lines for _ in line.words]
    usual = median(sizes)
    large = [size for size in sizes if size > _HEADING * usual]
    return median(large) if len(large) > max(_MANY * len(sizes), _LEAST) else usual


def _plain_above(opening: Line, found: Iterable[Passage | Table]) -> Iterator[Passage | Table]:
    """The same without headings above the salutation.

    What is large there is the letterhead.
    """
    for part in found:
        if isinstance(part, Passage) and part.role in (Role.TITLE, Role.HEADING):
            above = part.lines[0][0].words[0].box.top < opening.box.top
            yield replace(part, role=Role.TEXT) if above else part
        else:
            yield part


def _passages(part: Sequence[Line], body: float, lines: tuple[Line, ...]) -> Iterator[Passage]:
    for role, stretch in _gathered(_stretches(part, body), lines):
        if role is Role.TEXT:
            yield from _paragraphs(stretch, lines)
        else:
            yield Passage(role, (_mended(stretch),))


_ALIKE = 1.4
"""Ratio of type sizes of neighbours in a line, at most.

The type size of a single word is not well known.
"""


def _side_by_side(lines: Iterable[Line]) -> list[Line]:
    """The same with neighbours in a line joined.

    The engine took label and value of a form apart.
    """
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else line
        alike = max(last.size, line.size) <= _ALIKE * min(last.size, line.size)
        if last.box.right < line.box.left and level(last, line) and alike:
            whole[-1] = replace(
                line_of(last.words + line.words), block=last.block, paragraph=last.paragraph
            )
        else:
            whole.append(line)
    return whole


# Tables


def _parted(lines: Sequence[Line]) -> Iterator[Grid | list[Line]]:
    """The tables, and the lines before, between and after them.

    Lines keep the engine's order.
    """
    tables = grids(lines)
    taken = {id(line) for grid in tables for line in grid.lines}
    rest = [line for line in lines if id(line) not in taken]
    start = 0
    for grid in tables:
        place = max(start, _place(grid, rest))
        if start < place:
            yield rest[start:place]
        yield grid
        start = place
    if rest[start:]:
        yield rest[start:]


def _place(grid: Grid, rest: Sequence[Line]) -> int:
    """How many lines of ``rest`` are read before the table.

    As few as possible are on its wrong side.
    """
    top = around(line.box for line in grid.lines).top
    below = [line.box.top > top for line in rest]
    wrong = [
        sum(below[:at]) + sum(not later for later in below[at:]) for at in range(len(rest) + 1)
    ]
    return wrong.index(min(wrong))


def _table(grid: Grid) -> Table:
    rights = [-inf] * len(grid.columns)
    for row in grid.rows:
        for last, slot in zip(accumulate(slot.span for slot in row), row, strict=True):
            rights[last - 1] = max([rights[last - 1], *(line[-1].box.right for line in slot.lines)])
    rows = tuple(
        tuple(
            _cell(slot, rights[last - 1])
            for last, slot in zip(accumulate(slot.span for slot in row), row, strict=True)
        )
        for row in grid.rows
    )
    return Table(grid.columns, rows, grid.header)


def _cell(slot: Slot, right: float) -> Cell:
    """A cell with lines joined; its column ends at ``right``.

    Breaks that the writer meant are kept.
    """
    rows: list[list[Line]] = []
    for line in (replace(line_of(words), apart=frozenset()) for words in slot.lines):
        if rows and not _ends_early(rows[-1][-1], line, right):
            rows[-1].append(line)
        else:
            rows.append([line])
    return Cell(tuple(_mended(row) for row in rows), slot.span)


# Headings

_HEADING, _TITLE = 1.25, 1.6
"""Times the page's usual type: a heading, a title."""

_HEADING_WORDS = 14
_LETTERS = re.compile(r"[^\W\d_]{2}")


def _role(line: Line, body: float) -> Role:
    """A heading is larger and short, a title larger still.

    Specks, rows of tables and beginnings of sentences are neither.
    """
    words = len(line.words)
    guessed = sum(unsure(word) for word in line.words)
    readable = 2 * guessed < words <= _HEADING_WORDS and any(
        _LETTERS.search(word.text) for word in line.words
    )
    if (
        line.size <= _HEADING * body
        or not readable
        or line.apart
        or line.words[-1].text.endswith((",", ";", ":"))
    ):
        return Role.TEXT
    return Role.TITLE if line.size >= _TITLE * body else Role.HEADING


# Stretches: lines that hang together

_SHIFT = 5
"""Type sizes between the left edges of lines that are apart.

A date on the right, a salutation below.
"""

_PITCH = 2
"""Type sizes between lines of an address, form or table, at most."""


def _stretches(lines: Iterable[Line], body: float) -> Iterator[tuple[Role, list[Line]]]:
    """Lines in the same type with no blank line between.

    They are of one paragraph as the engine saw it.
    """
    lines = list(lines)
    blank = _BLANK * _leading(lines)
    for (_, role), group in groupby(lines, key=lambda line: (line.paragraph, _role(line, body))):
        stretch: list[Line] = []
        for line in group:
            shifted = stretch and abs(line.box.left - stretch[-1].box.left) > _SHIFT * line.size
            below = stretch and _down(stretch[-1], line) > max(blank, _PITCH * line.size)
            if (shifted or below) and not _goes_on(line):
                yield role, stretch
                stretch = []
            stretch.append(line)
        yield role, stretch


_BLANK = 1.5
"""Times the usual line distance; more is a blank line.

Also in text with double spacing.
"""


def _leading(lines: Sequence[Line]) -> float:
    """The usual line distance within paragraphs, in pixels; 0 if none."""
    steps = [
        _down(above, line) for above, line in pairwise(lines) if above.paragraph == line.paragraph
    ]
    return median_low(steps) if steps else 0.0


def _down(above: Line, below: Line) -> float:
    return below.box.bottom - above.box.bottom


def _gathered(
    stretches: Iterable[tuple[Role, list[Line]]], lines: tuple[Line, ...]
) -> Iterator[tuple[Role, list[Line]]]:
    """The same, joined where the engine took a form or sentence apart."""
    (role, gathered), *others = stretches
    for following, stretch in others:
        if role is following is Role.TEXT and (
            _same_form(gathered, stretch, lines) or _same_sentence(gathered[-1], stretch[0], lines)
        ):
            gathered += stretch
        else:
            yield role, gathered
            role, gathered = following, stretch
    yield role, gathered


def _same_form(above: list[Line], below: list[Line], lines: tuple[Line, ...]) -> bool:
    last, first = above[-1], below[0]
    together = _near(last, first) and last.block == first.block
    return together and _set_singly([*above, first], lines) and _set_singly([last, *below], lines)


def _same_sentence(last: Line, first: Line, lines: tuple[Line, ...]) -> bool:
    """Whether ``first`` continues the sentence of the full ``last``."""
    aligned = (
        _near(last, first)
        and abs(last.box.left - first.box.left) <= first.size
        and not _opens_item(first)
    )
    unfinished = last.words[-1].text[-1].isalnum() or last.words[-1].text[-1] in SOFT + HARD + ","
    return aligned and unfinished and not _ends_early(last, first, _room([last, first], lines))


def _near(above: Line, below: Line) -> bool:
    """Whether no blank line stands between them."""
    return _down(above, below) <= _PITCH * below.size


# Breaks

_SLACK = 0.5
"""Type sizes by which a word must fit for a meant break.

Edges are ragged and scans are skewed.
"""

_SPACE = 0.28
"""Width of a space in type sizes. Source: Arial's metrics."""


def _paragraphs(stretch: list[Line], lines: tuple[Line, ...]) -> Iterator[Passage]:
    """List items, paragraphs, and blocks that were set line by line.

    In running text a meant break ends a paragraph.
    """
    rows = [[stretch[0]]]
    for line, meant in zip(stretch[1:], _meant(stretch, lines), strict=True):
        if meant:
            rows.append([line])
        else:
            rows[-1].append(line)
    passage: list[list[Line]] = []
    for row in rows:
        if passage and not _follows(row, passage[-1]):
            yield _passage(passage)
            passage = []
        passage.append(row)
    yield _passage(passage)


def _follows(row: list[Line], above: list[Line]) -> bool:
    """Whether ``row`` is the next line of an address or the like."""
    alone = len(row) == len(above) == 1
    return (
        alone and not _opens_item(row[0]) and not _opens_item(above[0]) and _near(above[0], row[0])
    )


def _passage(rows: list[list[Line]]) -> Passage:
    return Passage(
        Role.ITEM if _opens_item(rows[0][0]) else Role.TEXT, tuple(_mended(row) for row in rows)
    )


def _meant(stretch: list[Line], lines: tuple[Line, ...]) -> list[bool]:
    """For each line end inside ``stretch``, whether the writer meant it.

    Running text is measured against its own right edge, which on a skewed page or beside a picture
    is nearer than the column's.
    """
    if _set_singly(stretch, lines):
        return [not _cut(line, following) for line, following in pairwise(stretch)]
    right = max(line.box.right for line in stretch)
    return [
        _ends_early(line, following, right) or _next_item(stretch[0], following)
        for line, following in pairwise(stretch)
    ]


def _set_singly(stretch: list[Line], lines: tuple[Line, ...]) -> bool:
    """Whether these are lines of an address or a form.

    Half of them end early for their column, or they begin anywhere.
    """
    right = _room(stretch, lines)
    early = [_ends_early(line, following, right) for line, following in pairwise(stretch)]
    return 2 * sum(early) >= max(1, len(early)) or _ragged_left(stretch, lines)


_LETTERHEAD = 6
"""Lines of a letterhead's address, at most.

A longer caption is better read in one.
"""


def _ragged_left(stretch: list[Line], lines: tuple[Line, ...]) -> bool:
    """Whether short lines are flush right or centred, as in letterheads.

    In two lines of running text the first may be indented.
    """
    page = around(line.box for line in lines)
    short = all(2 * line.box.width < page.width for line in stretch)
    pairs = list(pairwise(stretch))
    ragged = all(
        abs(one.box.left - other.box.left) > max(one.size, other.size) / 2 for one, other in pairs
    )
    right = all(
        abs(one.box.right - other.box.right) <= max(one.size, other.size) for one, other in pairs
    )
    centred = all(
        abs(one.box.left + one.box.right - other.box.left - other.box.right)
        <= max(one.size, other.size)
        for one, other in pairs
    )
    indented = len(pairs) == 1 and stretch[0].box.left > stretch[1].box.left and not centred
    fits = 1 < len(stretch) <= _LETTERHEAD and short
    return fits and ragged and (right or centred) and not indented


def _ends_early(line: Line, following: Line, right: float) -> bool:
    """Whether the next word still fitted on ``line``.

    Or a table's row ends. The line may reach to ``right``. A line that begins with a small letter
    continues the sentence, however much room there is, unless both are rows of a table.
    """
    rows = bool(line.apart and following.apart)
    if (_goes_on(following) and not rows) or _cut(line, following):
        return False
    room = right - line.box.right - (_SPACE + _SLACK) * line.size
    return following.words[0].box.width <= room or bool(line.apart or following.apart)


def _cut(line: Line, following: Line) -> bool:
    """Whether a word was cut apart between the two lines."""
    return whole_word(line.words[-1].text, following.words[0].text) is not None


def _next_item(first: Line, line: Line) -> bool:
    """Whether ``line`` opens a list item below a full line."""
    sign = _ITEM_SIGN.fullmatch(line.words[0].text) is not None
    return _opens_item(line) and (sign or _opens_item(first))


def _room(stretch: list[Line], lines: tuple[Line, ...]) -> float:
    """How far right, in pixels, the lines of ``stretch`` could reach.

    As far as any line of the same column reaches; what stands beside the stretch ends its column.
    """
    box = around(line.box for line in stretch)
    others = [line.box for line in lines]
    beside = [
        o.left for o in others if o.left >= box.right and o.top < box.bottom and o.bottom > box.top
    ]
    wall = min(beside, default=max(o.right for o in others))
    # Below a letterhead on the right that long lines reach under, they end where their neighbours
    # do.
    long = 2 * box.width > around(others).width
    end = (box.left + box.right) / 2 if long else box.right
    column = (o.right for o in others if o.left < end and o.right > box.left and o.right <= wall)
    return max(column, default=box.right)


# List items

_ITEM_SIGN = re.compile(r"[•▪◦‣●■□○·]")
"""Signs that open a list item wherever a line begins with them."""

_ITEM_MARK = re.compile(r"[-–—*•▪◦‣●■□○·]|\(?(\d{1,2}|[a-zA-Z])[.)]|\d{1,2}(\.\d{1,2})+\.?")
"""Marks that open one after a meant break only.

Inside a sentence they are dashes, dates and initials.
"""

_NAME = 3
"""Words of a name like "A. van Petersen", at most."""


def _opens_item(line: Line) -> bool:
    """Whether ``line`` begins with a list item's sign or number.

    An initial before a surname is none.
    """
    least = _NAME if re.fullmatch(r"[A-Z]\.", line.words[0].text) else 1
    return len(line.words) > least and _ITEM_MARK.fullmatch(line.words[0].text) is not None


def _goes_on(line: Line) -> bool:
    """Whether ``line`` begins with a small letter that numbers no item."""
    return line.words[0].text[0].islower() and not _opens_item(line)


# Words cut apart at line ends


def _mended(lines: Iterable[Line]) -> tuple[Piece, ...]:
    """The words of ``lines``, with hyphens at line ends undone."""
    pieces: list[Piece] = []
    for line in lines:
        first, *others = line.words
        whole = whole_word(pieces[-1].text, first.text) if pieces else None
        if whole is None:
            pieces.append(Piece(first.text, (first,)))
        else:
            pieces[-1] = Piece(whole, (*pieces[-1].words, first))
        pieces.extend(
            Piece(word.text, (word,), at in line.apart) for at, word in enumerate(others, start=1)
        )
    return tuple(pieces)
