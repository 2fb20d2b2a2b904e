"""The head of a letter: strips of print and their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from pipeline.core.model import Page
from pipeline.core.scans.lines import Line, lines_of, strips_of

RELIABLE = 0.8
"""Words below this confidence are not repeated as facts.

Measured in ``docs/drafts.md``.
"""

_HEAD = 0.5
"""Share of the page that is the head of a letter without salutation."""


@dataclass(frozen=True, slots=True)
class Head:
    """A page's strips from the top: lines cut at wide gaps."""

    page: Page
    """The page; it has words."""
    strips: tuple[Line, ...]
    """Above the salutation; without one, in the upper half."""
    below: tuple[Line, ...]
    """The other strips, without the salutation."""
    salutation: Line | None
    """The strip that greets the recipient."""
    type_size: float
    """The median of the words, in pixels."""
    right: float
    """How far text reaches, in pixels."""

    @classmethod
    def of(cls, page: Page) -> Head:
        """The head of a page that has words."""
        lines = lines_of(page)
        size = median(line.size for line in lines for _ in line.words)
        strips = sorted(
            (strip for line in lines for strip in strips_of(line)), key=lambda strip: strip.box.top
        )
        opening = salutation_in(strips, height=page.height)
        end = _HEAD * page.height if opening is None else opening.box.bottom
        above = tuple(strip for strip in strips if strip.box.top < end and strip != opening)
        below = tuple(strip for strip in strips if strip.box.top >= end)
        # A margin note reaches further than the text: nine lines of ten end at or before its edge.
        ends = sorted(line.box.right for line in lines)
        return cls(page, above, below, opening, size, ends[len(ends) * 9 // 10])


def printed_text(strips: Line | Iterable[Line]) -> str:
    """The words of one line, or of several, parted by spaces."""
    some = [strips] if isinstance(strips, Line) else strips
    return " ".join(word.text for strip in some for word in strip.words)


def reliable(*strips: Line) -> bool:
    """Whether the engine was sure of every word."""
    return all(word.confidence >= RELIABLE for strip in strips for word in strip.words)


_PITCH = 2.1
"""Type sizes between lines of an address or a subject, at most."""

EDGE = 1.0
"""Type sizes by which equal left edges may differ: scans are skewed."""


def follows(below: Line, above: Line) -> bool:
    """Whether ``below`` is the next line, with no blank line between."""
    return 0 < below.box.bottom - above.box.bottom <= _PITCH * max(above.size, below.size)


def aligned(one: Line, other: Line) -> bool:
    """Whether two lines begin at the same left edge."""
    return abs(one.box.left - other.box.left) <= EDGE * max(one.size, other.size)


_SALUTATION = 0.75
"""Share of the page from its top in which a salutation begins."""

_TWO_PEOPLE = 12
"""Words of a salutation, at most."""

_GREETING = re.compile(
    r"(?:Sehr (?:geehrt|verehrt)er?|Liebe[rs]?|Werter?|Guten (?:Tag|Morgen)|Hallo"
    r"|Hello|Dear|To [Ww]hom|Ladies)\b.{,70}[,:!.]"
    r"|Gentlemen[,:]|(?:Sehr geehrter?|Dear)(?: \S+){1,5}"  # a comma is easily lost
)


def salutation_in(lines: Iterable[Line], *, height: float) -> Line | None:
    """The highest line, or part of one, that is only a greeting.

    ``height`` is the page's, in pixels.
    """
    greetings = (
        strip
        for line in lines
        for strip in strips_of(line)
        if strip.box.top <= _SALUTATION * height
        and len(strip.words) <= _TWO_PEOPLE
        and _GREETING.fullmatch(printed_text(strip)) is not None
    )
    return min(greetings, key=lambda strip: strip.box.top, default=None)


ALIKE = 1.3
"""Ratio of the type sizes of lines that count as one size, at most.

The type size of few letters is not well known.
"""


def is_of_one_size(one: Line, other: Line) -> bool:
    """Whether two lines are of one type size, as far as single words tell."""
    return max(one.size, other.size) <= ALIKE * min(one.size, other.size)


def overlaps_sideways(one: Line, other: Line) -> bool:
    """Whether one stands above the other, at least in part."""
    return one.box.left < other.box.right and one.box.right > other.box.left


LARGE = 1.25
"""Usual type sizes from which print is a letterhead's name."""
