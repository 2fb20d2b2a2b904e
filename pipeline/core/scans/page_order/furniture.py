"""Heads and feet of pages: numbers, running heads, bank details.

A person who types a letter does not type it into the sentence that goes on overleaf. Only documents
of several pages have it; the head of the first page is the letterhead, and is text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.core.model import Page, Word
from pipeline.core.scans.letter.head import salutation_in
from pipeline.core.scans.lines import Line, has_digit, is_level, lines_of
from pipeline.core.scans.reading_order import footer
from pipeline.core.scans.text_regions import body_size

_HEAD, _FOOT = 0.15, 0.85
"""Shares of a page's height: end of heads, beginning of feet."""
_MOST_ROWS = 4
"""Rows of a running head, at most: a taller one is a letterhead."""
_SAME_HEIGHT = 0.03
"""Of a page's height, between the same row on two pages, at most."""
_ALIKE = 0.7
"""Share of words that two rows have in common, at least."""
_REACH = 2
"""Pages to look at on either side: back sides have their own feet."""
_ISOLATED = 0.9
"""Type sizes of white between a page's number and the text, at least."""
_WHITE, _SMALL, _MOST = 1.5, 0.87, 0.75
"""Of bank details that stand on one page alone, as of ``reading_order.footer``."""
_GAPS = 2
"""Wide gaps in a row from which it is the head of a table that goes on."""
_NUMBER_WORDS = 12
"""Words of a row with a page's number, at most."""

_NUMBER = re.compile(
    r"(?P<sign>[-–—])?\s*(?P<word>Seite|S\.|Blatt|Bl\.|Page|p\.)?\s*(?P<number>\d{1,4})"
    r"(?:\s*(?:von|of|/)\s*\d{1,4})?\s*(?(sign)[-–—])",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:^|.*\s)(?:Seite|Blatt|Page)\s*:?\s*\d{1,4}(?:\s*(?:von|of|/)\s*\d{1,4})?\s*[-–—]?(?:\s.*)?"
)
_OF_A_FIRM = re.compile(
    r"\bIBAN\b|\bBIC\b|\bSWIFT\b|Bankverbindung|\bHR[AB]\b|\bUSt\b|USt-?Id|Steuer-?Nr|Amtsgericht|"
    r"Registergericht|Geschäftsführ|\bTel(?:efon|\.)|\b(?:Tele)?fax\b|www\.|\S@\S|Vorstand\b|"
    r"\bVAT\b|Company N|Registered (?:in|office)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The rows of a page that are none of its text, from the top; each with its words."""

    above: tuple[tuple[Word, ...], ...] = ()
    below: tuple[tuple[Word, ...], ...] = ()

    def taken_from(self, page: Page) -> Page:
        """The page without its furniture; the page itself if it has none."""
        taken = {id(word) for row in (*self.above, *self.below) for word in row}
        if not taken:
            return page
        return replace(page, words=tuple(word for word in page.words if id(word) not in taken))


def page_furniture(pages: Sequence[Page]) -> tuple[Furniture, ...]:
    """The furniture of each page; none if there is one page."""
    if len(pages) == 1:
        return (Furniture(),) * len(pages)
    seen = [_Rows(page) for page in pages]
    return tuple(
        Furniture(
            () if at == 0 else _head(rows, _near(seen, at)),
            _foot(rows, _near(seen, at)),
        )
        for at, rows in enumerate(seen)
    )


class _Row:
    """Lines at one height."""

    def __init__(self, lines: Sequence[Line], height: float) -> None:
        self.lines = sorted(lines, key=lambda line: line.box.left)
        self.words = tuple(word for line in self.lines for word in line.words)
        self.text = " ".join(word.text for word in self.words)
        self.top = min(line.box.top for line in lines)
        self.bottom = max(line.box.bottom for line in lines)
        self.size = max(line.size for line in lines)
        self.at = self.top / height
        self.says_something = any(map(str.isalnum, self.text))

    @cached_property
    def counted(self) -> Counter[str]:
        """Its words in small letters."""
        return Counter(self.text.casefold().split())

    @property
    def gaps(self) -> int:
        """How many wide gaps it has."""
        return len(self.lines) - 1 + sum(len(line.apart) for line in self.lines)

    def is_like(self, other: _Row) -> bool:
        """Whether both say nearly the same at the same height."""
        if abs(self.at - other.at) > _SAME_HEIGHT or not _LETTERS.search(self.text):
            return False
        ours, theirs = self.counted, other.counted
        shared = (ours & theirs).total()
        return shared >= _ALIKE * max(ours.total(), theirs.total()) and all(
            word in theirs for word in ours if has_digit(word)
        )


class _Rows:
    """A page's rows in its head and its foot, from the top."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines = tuple(line for line in lines_of(page) if not line.words[0].tilt)
        rows = list(_rows(self.lines, page.height))
        self.head = [row for row in rows if row.at < _HEAD]
        self.foot = [row for row in rows if row.at >= _FOOT]
        self._middle = [row for row in rows if _HEAD <= row.at < _FOOT]

    def below_head(self, at: int) -> float:
        """Where the row behind the one at this place in the head begins."""
        following = (*self.head, *self._middle, *self.foot)[at + 1 :]
        return following[0].top if following else float(self.page.height)

    def above_foot(self, at: int) -> float:
        """Where the row before the one at this place in the foot ends."""
        before = (*self.head, *self._middle, *self.foot[:at])
        return max((row.bottom for row in before), default=0.0)


def _rows(lines: Iterable[Line], height: float) -> Iterator[_Row]:
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: line.box.top + line.box.bottom):
        if row and not is_level(row[-1], line):
            yield _Row(row, height)
            row = []
        row.append(line)
    if row:
        yield _Row(row, height)


def _near(seen: Sequence[_Rows], at: int) -> list[_Rows]:
    around = range(max(0, at - _REACH), min(len(seen), at + _REACH + 1))
    return [seen[other] for other in around if other != at]


def _head(rows: _Rows, near: Sequence[_Rows]) -> tuple[tuple[Word, ...], ...]:
    """The rows down to the last one that is known, if most above it are."""
    others = [row for each in near for row in each.head]
    known = [
        row.says_something
        and (
            (row.gaps < _GAPS and any(map(row.is_like, others)))
            or (
                rows.below_head(at) - row.bottom >= _ISOLATED * row.size
                and _is_number(row, rows.page.number)
            )
        )
        for at, row in enumerate(rows.head)
    ]
    end = max((at for at, each in enumerate(known, start=1) if each), default=0)
    found = rows.head[:end]
    if not _mostly(known[:end], found) or end > _MOST_ROWS:
        return ()
    if end and salutation_in(rows.lines, height=rows.page.height) is not None:
        return ()  # a letter of its own
    return tuple(row.words for row in found)


def _foot(rows: _Rows, near: Sequence[_Rows]) -> tuple[tuple[Word, ...], ...]:
    """The rows from the first one on that is known, if most below it are."""
    others = [row for each in near for row in each.foot]
    usual = body_size(rows.lines) if rows.lines else 0.0
    known = [
        row.says_something
        and (
            any(map(row.is_like, others))
            or (
                row.top - rows.above_foot(at) >= _ISOLATED * row.size
                and _is_number(row, rows.page.number)
            )
        )
        for at, row in enumerate(rows.foot)
    ]
    begin = next((at for at, each in enumerate(known) if each), len(known))
    if not _mostly(known[begin:], rows.foot[begin:]):
        begin = len(known)
    for at in range(begin):
        if _is_of_a_firm(rows.foot[at:], rows.above_foot(at), usual):
            begin = at
            break
    return _by_columns(rows.foot[begin:], rows.page, usual)


def _mostly(known: Sequence[bool], rows: Sequence[_Row]) -> bool:
    """Whether half of the rows that say something are known."""
    return 2 * sum(known) >= sum(row.says_something for row in rows)


def _is_number(row: _Row, number: int) -> bool:
    """Whether a row is the page's number, alone or with a few words."""
    text = row.text.strip()
    found = _NUMBER.fullmatch(text)
    if found is not None:
        named = found["sign"] or found["word"] or found[0] != found["number"]
        return bool(named) or int(found["number"]) == number
    return len(row.words) <= _NUMBER_WORDS and _NAMED.fullmatch(text) is not None


def _is_of_a_firm(rows: Sequence[_Row], above: float, usual: float) -> bool:
    """Whether rows of small print name a bank, a court, a telephone."""
    lines = [line for row in rows for line in row.lines]
    small = sum(line.size < _SMALL * usual for line in lines)
    text = "\n".join(row.text for row in rows)
    return (
        rows[0].top - above >= _WHITE * usual
        and small >= _MOST * len(lines)
        and not rows[0].text[:1].isdigit()  # a footnote
        and _OF_A_FIRM.search(text) is not None
    )


def _by_columns(rows: Sequence[_Row], page: Page, usual: float) -> tuple[tuple[Word, ...], ...]:
    """The rows, or the lines of their columns one after the other."""
    columns = footer([line for row in rows for line in row.lines], height=page.height, size=usual)
    found = [line.words for column in columns for line in column]
    whole = sum(map(len, found)) == sum(len(row.words) for row in rows)
    return tuple(found) if found and whole else tuple(row.words for row in rows)


def is_page_number(text: str) -> bool:
    """Whether a text is no more than a page's number: "Seite 2 von 3"."""
    found = _NUMBER.fullmatch(text.strip())
    return found is not None
