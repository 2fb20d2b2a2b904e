"""From the words on a page to the paragraphs a person would type.

A page breaks its lines where the paper ends; a draft must not. Lines are joined into paragraphs and
hyphens at line ends mended, but a break that the writer meant is kept: an address, a list, a form.
A break is meant when the next line's first word would still have fitted on the line.

Every word of the page is kept, once and in order; a mended word remembers the two it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import median, median_low

from pipeline.core.doubts import doubtful
from pipeline.core.model import Box, Page, Word


class Role(StrEnum):
    """What a passage is to its reader."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word as a reader wants it: one word of the page, or more where line ends cut it apart.

    ``apart``: a gap as wide as between the columns of a table stands before it.
    """

    text: str
    words: tuple[Word, ...]
    apart: bool = False

    @property
    def raw(self) -> str:
        """As it stands on the page, hyphens and all; differs from ``text`` where a hyphen was dropped."""
        return "".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or list item. It has several lines only if it was set line by line, as addresses are."""

    role: Role
    lines: tuple[tuple[Piece, ...], ...]


def passages(page: Page) -> tuple[Passage, ...]:
    """The words of ``page`` as headings, list items and paragraphs, in reading order."""
    lines = tuple(_line(tuple(words)) for _, words in groupby(page.words, key=lambda word: word.line))
    if not lines:
        return ()
    body = median(line.size for line in lines for _ in line.words)
    found: list[Passage] = []
    for role, stretch in _gathered(_stretches(lines, body), lines):
        if role is Role.TEXT:
            found.extend(_paragraphs(stretch, lines))
        else:
            found.append(Passage(role, (_mended(stretch),)))
    return tuple(found)


# Lines

_ASCENT, _X_HEIGHT, _DESCENT = 0.72, 0.53, 0.21
"""Share of the type size above the base line, with and without ascenders, and below it. Source: Arial's metrics."""

_GAP = 2.5
"""Type sizes between two columns, at least; the widest space that justified text showed was 2.3."""

_LOW_LETTERS = frozenset("acegmnopqrsuvwxyz.,:;-–_~+=")
_DEEP_LETTERS = frozenset("gjpqyQ,;()[]{}|ß_§/")


@dataclass(frozen=True, slots=True)
class _Line:
    """Words that stand side by side.

    ``size`` is their type size and ``opening`` the width of the first of them, both in pixels;
    ``apart`` are the positions of words that a wide gap stands before.
    """

    words: tuple[Word, ...]
    box: Box
    size: float
    opening: float
    apart: frozenset[int]

    @property
    def goes_on(self) -> bool:
        """Whether it continues a sentence: it begins with a small letter that does not number an item."""
        return self.words[0].text[0].islower() and not self.opens_item

    @property
    def opens_item(self) -> bool:
        """Whether it begins with the sign or number of a list item, and more follows."""
        return len(self.words) > 1 and _ITEM_MARK.fullmatch(self.words[0].text) is not None


def _line(words: tuple[Word, ...]) -> _Line:
    boxes = [word.box for word in words]
    # The lower median: a speck or rule that touches a word makes it higher, nothing makes it lower.
    size = median_low(_type_size(word.text, box.height) for word, box in zip(words, boxes, strict=True))
    gaps = (after.left - before.right for before, after in pairwise(boxes))
    apart = frozenset(at for at, gap in enumerate(gaps, start=1) if gap > _GAP * size)
    return _Line(words, _around(boxes), size, boxes[0].width, apart)


def _type_size(text: str, height: float) -> float:
    """The height of ``text``, corrected for the letters that happen to be in it."""
    letters = frozenset(text)
    above = _X_HEIGHT if letters <= _LOW_LETTERS else _ASCENT
    below = _DESCENT if letters & _DEEP_LETTERS else 0
    return height / (above + below)


# Headings

_HEADING, _TITLE = 1.25, 1.6
"""How much larger than the page's usual type a heading or a title is."""

_HEADING_WORDS = 14
_LETTERS = re.compile(r"[^\W\d_]{2}")


def _role(line: _Line, body: float) -> Role:
    """Clearly larger and short is a heading, larger still a title; specks and the start of a sentence are neither."""
    words = len(line.words)
    unsure = sum(doubtful(word) for word in line.words)
    readable = 2 * unsure < words <= _HEADING_WORDS and any(_LETTERS.search(word.text) for word in line.words)
    if line.size <= _HEADING * body or not readable or line.words[-1].text.endswith((",", ";", ":")):
        return Role.TEXT
    return Role.TITLE if line.size >= _TITLE * body else Role.HEADING


# Stretches: lines that hang together

_SHIFT = 5
"""Type sizes between the left edges of two lines that do not belong together: a date on the right, a salutation below."""

_PITCH = 2
"""Type sizes from line to line, at most, inside an address, a form or a table."""


def _stretches(lines: Iterable[_Line], body: float) -> Iterator[tuple[Role, list[_Line]]]:
    """Lines of one paragraph as the engine saw it, which look alike and stand below one another."""
    for (_, role), group in groupby(lines, key=lambda line: (line.words[0].paragraph, _role(line, body))):
        stretch: list[_Line] = []
        for line in group:
            if stretch and not line.goes_on and abs(line.box.left - stretch[-1].box.left) > _SHIFT * line.size:
                yield role, stretch
                stretch = []
            stretch.append(line)
        yield role, stretch


def _gathered(
    stretches: Iterable[tuple[Role, list[_Line]]], lines: tuple[_Line, ...]
) -> Iterator[tuple[Role, list[_Line]]]:
    """The same, but in one piece what the engine took apart: an address, a form, a sentence."""
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


def _same_form(above: list[_Line], below: list[_Line], lines: tuple[_Line, ...]) -> bool:
    last, first = above[-1], below[0]
    together = _near(last, first) and last.words[0].block == first.words[0].block
    return together and _set_singly([*above, first], lines) and _set_singly([last, *below], lines)


def _same_sentence(last: _Line, first: _Line, lines: tuple[_Line, ...]) -> bool:
    """Whether ``first`` goes on, at the same margin, where the full line ``last`` stopped short of a sentence's end."""
    aligned = _near(last, first) and abs(last.box.left - first.box.left) <= first.size and not first.opens_item
    unfinished = last.words[-1].text[-1].isalnum() or last.words[-1].text[-1] in _SOFT + _HARD + ","
    return aligned and unfinished and not _ends_early(last, first, _room([last, first], lines))


def _near(above: _Line, below: _Line) -> bool:
    """Whether no blank line stands between them."""
    return below.box.bottom - above.box.bottom <= _PITCH * below.size


# Breaks

_SLACK = 0.5
"""Type sizes that a first word must fit by before the break counts as meant: edges are ragged and scans are skewed."""

_SPACE = 0.28
"""Width of a space in type sizes. Source: Arial's metrics."""


def _paragraphs(stretch: list[_Line], lines: tuple[_Line, ...]) -> Iterator[Passage]:
    """One stretch as list items, lines set one by one, and paragraphs: in running text a meant break ends one."""
    rows = [[stretch[0]]]
    for line, meant in zip(stretch[1:], _meant(stretch, lines), strict=True):
        if meant:
            rows.append([line])
        else:
            rows[-1].append(line)
    passage: list[list[_Line]] = []
    for row in rows:
        if passage and not _follows(row, passage[-1]):
            yield _passage(passage)
            passage = []
        passage.append(row)
    yield _passage(passage)


def _follows(row: list[_Line], above: list[_Line]) -> bool:
    """Whether ``row`` is the next line of what was set line by line, as in an address."""
    alone = len(row) == len(above) == 1
    return alone and not row[0].opens_item and not above[0].opens_item and _near(above[0], row[0])


def _passage(rows: list[list[_Line]]) -> Passage:
    return Passage(Role.ITEM if rows[0][0].opens_item else Role.TEXT, tuple(_mended(row) for row in rows))


def _meant(stretch: list[_Line], lines: tuple[_Line, ...]) -> list[bool]:
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


def _set_singly(stretch: list[_Line], lines: tuple[_Line, ...]) -> bool:
    """Whether these are lines of an address or a form: most of them end early for their column."""
    right = _room(stretch, lines)
    early = [_ends_early(line, following, right) for line, following in pairwise(stretch)]
    return 2 * sum(early) >= max(1, len(early))


def _ends_early(line: _Line, following: _Line, right: float) -> bool:
    """Whether the first word of ``following`` had room on ``line``, which may reach to ``right``; or a table's row ends.

    A line that begins with a small letter goes on with the sentence, whatever the room.
    """
    if following.goes_on or _cut(line, following):
        return False
    room = right - line.box.right - (_SPACE + _SLACK) * line.size
    return following.opening <= room or bool(line.apart or following.apart)


def _cut(line: _Line, following: _Line) -> bool:
    """Whether a word was cut apart between the two lines."""
    return _mend(line.words[-1].text, following.words[0].text) is not None


def _next_item(first: _Line, line: _Line) -> bool:
    """Whether ``line`` opens a list item although the line above it is full."""
    sign = _ITEM_SIGN.fullmatch(line.words[0].text) is not None
    return line.opens_item and (sign or first.opens_item)


def _room(stretch: list[_Line], lines: tuple[_Line, ...]) -> float:
    """How far right, in pixels, the lines of ``stretch`` could have been written.

    As far as any line of the same column reaches; what stands beside the stretch ends its column.
    """
    box = _around(line.box for line in stretch)
    others = [line.box for line in lines]
    beside = [o.left for o in others if o.left >= box.right and o.top < box.bottom and o.bottom > box.top]
    wall = min(beside, default=max(o.right for o in others))
    column = (o.right for o in others if o.left < box.right and o.right > box.left and o.right <= wall)
    return max(column, default=box.right)


def _around(boxes: Iterable[Box]) -> Box:
    left, top, right, bottom = zip(*((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


# List items

_ITEM_SIGN = re.compile(r"[•▪◦‣●■□○·]")
"""Signs that open a list item wherever a line begins with them."""

_ITEM_MARK = re.compile(r"[-–—*•▪◦‣●■□○·]|\(?(\d{1,2}|[a-zA-Z])[.)]|\d{1,2}(\.\d{1,2})+\.?")
"""Marks that open one after a meant break only: inside a sentence they are dashes, dates and initials."""


# Words cut apart at line ends

_SOFT = "\N{SOFT HYPHEN}\N{NOT SIGN}\N{DOUBLE OBLIQUE HYPHEN}"
"""Signs that stand only where a word is cut: the last two are how Fraktur hyphens are read."""

_HARD = "-\N{HYPHEN}"
_COMPANIONS = frozenset({"und", "oder", "bzw", "sowie", "bis", "and", "or"})
"""After these a hyphen stands for a part left out ("Vor- und Nachname")."""


def _mended(lines: Iterable[_Line]) -> tuple[Piece, ...]:
    """The words of ``lines`` in one row, those put together again that a line end cut apart."""
    pieces: list[Piece] = []
    for line in lines:
        first, *others = line.words
        whole = _mend(pieces[-1].text, first.text) if pieces else None
        if whole is None:
            pieces.append(Piece(first.text, (first,)))
        else:
            pieces[-1] = Piece(whole, (*pieces[-1].words, first))
        pieces.extend(Piece(word.text, (word,), at in line.apart) for at, word in enumerate(others, start=1))
    return tuple(pieces)


def _mend(left: str, right: str) -> str | None:
    """The word that was cut into ``left`` and ``right`` at a line end, or None if they are two words."""
    stem, hyphen = left[:-1], left[-1]
    if hyphen not in _SOFT + _HARD or not stem or not (stem[-1].isalnum() or stem[-1] == ".") or not right[0].isalnum():
        return None
    if hyphen in _SOFT:
        return stem + right
    if right.rstrip(".,;").lower() in _COMPANIONS:
        return None
    return left + right if _keeps_hyphen(stem.lstrip("(\"'„“»"), right) else stem + right


def _keeps_hyphen(stem: str, right: str) -> bool:
    """Whether the hyphen between ``stem`` and ``right`` belongs to the word and not to the line end."""
    if stem[-1].isdigit() or right[0].isdigit() or stem[-1] == "." or len(stem) == 1:
        return True  # 2019-2020, Dr.-Ing., E-Mail
    capitals = right.rstrip(".,;:!?)")
    if stem.isupper():
        return not (capitals.isupper() and len(capitals) > 1)  # EU-weit, VITAMIN-C; but RECH-NUNG
    return right[0].isupper()  # Möller-Lüdenscheidt
