"""Line breaks that the writer meant, as in addresses and lists.

A break is meant when the next line's first word would still have fitted on the line.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.core.scans.hyphens import whole_word
from pipeline.core.scans.lines import Line, bounding_box

_SLACK = 0.5
"""Type sizes by which a word must fit for a meant break.

Edges are ragged and scans are skewed.
"""

_SPACE = 0.28
"""Width of a space in type sizes. Source: Arial's metrics."""


def meant_breaks(region: list[Line], lines: tuple[Line, ...]) -> list[bool]:
    """For each line end in ``region``, whether the writer meant it.

    Running text is measured against its own right edge, which on a skewed page or beside a picture
    is nearer than the column's.
    """
    if is_line_by_line(region, lines):
        return [not _is_cut(line, following) for line, following in pairwise(region)]
    right = max(line.box.right for line in region)
    return [
        ends_early(line, following, right) or _next_item(region[0], following)
        for line, following in pairwise(region)
    ]


def is_line_by_line(region: list[Line], lines: tuple[Line, ...]) -> bool:
    """Whether these are lines of an address or a form.

    Half of them end early for their column, or they begin anywhere.
    """
    right = room_right(region, lines)
    early = [ends_early(line, following, right) for line, following in pairwise(region)]
    return 2 * sum(early) >= max(1, len(early)) or _is_ragged_left(region, lines)


_LETTERHEAD = 6
"""Lines of a letterhead's address, at most.

A longer caption is better joined into a paragraph.
"""


def _is_ragged_left(region: list[Line], lines: tuple[Line, ...]) -> bool:
    """Whether short lines are flush right or centred, as in letterheads.

    In two lines of running text the first may be indented.
    """
    page = bounding_box(line.box for line in lines)
    short = all(2 * line.box.width < page.width for line in region)
    pairs = list(pairwise(region))
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
    indented = len(pairs) == 1 and region[0].box.left > region[1].box.left and not centred
    fits = 1 < len(region) <= _LETTERHEAD and short
    return fits and ragged and (right or centred) and not indented


def ends_early(line: Line, following: Line, right: float) -> bool:
    """Whether the next line's first word would have fitted on ``line``.

    The line may reach to ``right``. So does the end of a table's row count. A line that begins with
    a small letter continues the sentence, however much room there is, unless both are such rows.
    """
    rows = bool(line.apart and following.apart)
    if (continues_sentence(following) and not rows) or _is_cut(line, following):
        return False
    room = right - line.box.right - (_SPACE + _SLACK) * line.size
    return following.words[0].box.width <= room or bool(line.apart or following.apart)


def _is_cut(line: Line, following: Line) -> bool:
    """Whether a word was cut apart between the two lines."""
    return whole_word(line.words[-1].text, following.words[0].text) is not None


def _next_item(first: Line, line: Line) -> bool:
    """Whether ``line`` opens a list item below a full line, or an entry of a chat or an agenda."""
    if _begins_with_time(first) and _begins_with_time(line):
        return True
    sign = _ITEM_SIGN.fullmatch(line.words[0].text) is not None
    return opens_item(line) and (sign or opens_item(first))


def _begins_with_time(line: Line) -> bool:
    return _TIME.fullmatch(line.words[0].text) is not None


def room_right(region: list[Line], lines: tuple[Line, ...]) -> float:
    """How far right, in pixels, the lines of ``region`` could reach.

    As far as any line of the same column reaches; what stands beside the region ends its column.
    """
    box = bounding_box(line.box for line in region)
    others = [line.box for line in lines]
    beside = [
        o.left for o in others if o.left >= box.right and o.top < box.bottom and o.bottom > box.top
    ]
    wall = min(beside, default=max(o.right for o in others))
    # Long lines that reach under a letterhead on the right end where their neighbours do.
    long = 2 * box.width > bounding_box(others).width
    end = (box.left + box.right) / 2 if long else box.right
    column = (o.right for o in others if o.left < end and o.right > box.left and o.right <= wall)
    return max(column, default=box.right)


# List items

_ITEM_SIGN = re.compile(r"[•▪◦‣●■□○·☐☒]")
"""Signs that open a list item wherever a line begins with them."""

_ITEM_MARK = re.compile(r"[-–—*•▪◦‣●■□○·☐☒]|\(?(\d{1,2}|[a-zA-Z])[.)]|\d{1,2}(\.\d{1,2})+\.?")
"""Marks that open a list item only after a meant break.

Inside a sentence they are dashes, dates and initials.
"""

_TIME = re.compile(r"[\[(]?\d{1,2}:\d{2}(:\d{2})?[\])]?")
"""A time of day, before each entry of a chat, a log or an agenda."""

_NAME = 3
"""Words of a name like "A. van Petersen", at most."""


def opens_item(line: Line) -> bool:
    """Whether ``line`` begins with a list item's sign or number.

    An initial before a surname is none.
    """
    least = _NAME if re.fullmatch(r"[A-Z]\.", line.words[0].text) else 1
    return len(line.words) > least and _ITEM_MARK.fullmatch(line.words[0].text) is not None


def has_item_sign(line: Line) -> bool:
    """Whether ``line`` begins with a sign that opens nothing but list items."""
    return len(line.words) > 1 and _ITEM_SIGN.fullmatch(line.words[0].text) is not None


def continues_sentence(line: Line) -> bool:
    """Whether ``line`` begins with a small letter that numbers no item."""
    return line.words[0].text[0].islower() and not opens_item(line)
