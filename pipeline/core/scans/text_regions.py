"""Text regions: lines in one type with no blank line between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import median, median_low

from pipeline.core.scans.hyphens import HARD, SOFT
from pipeline.core.scans.line_breaks import (
    continues_sentence,
    ends_early,
    has_item_sign,
    is_line_by_line,
    opens_item,
    room_right,
)
from pipeline.core.scans.lines import Line, unsure


class Role(StrEnum):
    """What a block of text is to its reader."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    MARGIN = "margin"
    """A row of the page's head or foot, such as its number."""


def text_regions(
    lines: Iterable[Line], body: float, page: tuple[Line, ...]
) -> Iterator[tuple[Role, list[Line]]]:
    """Lines of headings, and of paragraphs, addresses and the like.

    ``body`` is the type size of the text in pixels; ``page`` are all lines of the page.
    """
    listed = [line.size for line in page if has_item_sign(line)]
    return _joined_regions(_regions_of_paragraphs(lines, body, listed), page)


_HEADING, _TITLE = 1.25, 1.6
"""Times the page's usual type: a heading, a title."""

_ALIKE = 0.1
"""Share by which sizes of one type differ: what has bullets is text, however large."""

_HEADING_WORDS = 14
_LETTERS = re.compile(r"[^\W\d_]{2}")


def _role(line: Line, body: float, listed: Sequence[float]) -> Role:
    """A heading is larger and short, a title larger still.

    Specks, rows of tables, beginnings of sentences and type of a size that is ``listed`` are
    neither.
    """
    words = len(line.words)
    guessed = sum(unsure(word) for word in line.words)
    readable = 2 * guessed < words <= _HEADING_WORDS and any(
        _LETTERS.search(word.text) for word in line.words
    )
    if (
        line.size <= _HEADING * body
        or any(abs(line.size - size) <= _ALIKE * size for size in listed)
        or not readable
        or line.apart
        or line.words[-1].text.endswith((",", ";", ":"))
    ):
        return Role.TEXT
    return Role.TITLE if line.size >= _TITLE * body else Role.HEADING


_MANY, _LEAST = 0.25, 30
"""Share and number of larger words from which they are the text.

Then the usual type is small print.
"""


def body_size(lines: Sequence[Line]) -> float:
    """The type size of the text, in pixels."""
    sizes = [line.size for line in lines for _ in line.words]
    usual = median(sizes)
    large = [size for size in sizes if size > _HEADING * usual]
    return median(large) if len(large) > max(_MANY * len(sizes), _LEAST) else usual


_SHIFT = 5
"""Type sizes between the left edges of lines that are apart.

A date on the right, a salutation below.
"""

_PITCH = 2
"""Type sizes between lines of an address, form or table, at most."""


def _regions_of_paragraphs(
    lines: Iterable[Line], body: float, listed: Sequence[float]
) -> Iterator[tuple[Role, list[Line]]]:
    """The lines of each of the engine's paragraphs, cut at blank lines.

    They are cut, too, at headings and where the left edge jumps.
    """
    lines = list(lines)
    blank = _BLANK_LINE * _line_distance(lines)
    for (_, role), group in groupby(
        lines, key=lambda line: (line.paragraph, _role(line, body, listed))
    ):
        region: list[Line] = []
        for line in group:
            shifted = region and abs(line.box.left - region[-1].box.left) > _SHIFT * line.size
            below = region and _down(region[-1], line) > max(blank, _PITCH * line.size)
            if (shifted or below) and not continues_sentence(line):
                yield role, region
                region = []
            region.append(line)
        yield role, region


_BLANK_LINE = 1.5
"""Usual line distances from which white is a blank line.

It holds in text with double spacing, too.
"""


def _line_distance(lines: Sequence[Line]) -> float:
    """Usual line distance in paragraphs, in pixels; 0 if none."""
    steps = [
        _down(above, line) for above, line in pairwise(lines) if above.paragraph == line.paragraph
    ]
    return median_low(steps) if steps else 0.0


def _down(above: Line, below: Line) -> float:
    return below.box.bottom - above.box.bottom


def _joined_regions(
    regions: Iterable[tuple[Role, list[Line]]], lines: tuple[Line, ...]
) -> Iterator[tuple[Role, list[Line]]]:
    """The regions, joined where the cut went through a form or a sentence."""
    (role, gathered), *others = regions
    for following, region in others:
        if role is following is Role.TEXT and (
            _same_form(gathered, region, lines) or _same_sentence(gathered[-1], region[0], lines)
        ):
            gathered += region
        else:
            yield role, gathered
            role, gathered = following, region
    yield role, gathered


def _same_form(above: list[Line], below: list[Line], lines: tuple[Line, ...]) -> bool:
    last, first = above[-1], below[0]
    together = is_directly_below(last, first) and last.block == first.block
    return (
        together
        and is_line_by_line([*above, first], lines)
        and is_line_by_line([last, *below], lines)
    )


def _same_sentence(last: Line, first: Line, lines: tuple[Line, ...]) -> bool:
    """Whether ``first`` continues the sentence of the full ``last``."""
    aligned = (
        is_directly_below(last, first)
        and abs(last.box.left - first.box.left) <= first.size
        and not opens_item(first)
    )
    unfinished = last.words[-1].text[-1].isalnum() or last.words[-1].text[-1] in SOFT + HARD + ","
    return aligned and unfinished and not ends_early(last, first, room_right([last, first], lines))


def is_directly_below(above: Line, below: Line) -> bool:
    """Whether no blank line stands between them."""
    return _down(above, below) <= _PITCH * below.size
