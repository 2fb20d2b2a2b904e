"""Marks that are no words: what shadows, punch holes and specks are read as.

List marks and dashes stay, so do dots in a row, and whatever stands among words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.core.model import Word
from pipeline.core.scans.lines import line_of, says_something

_QUOTES = "'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
_ACCENTS = "`\N{ACUTE ACCENT}|\N{BROKEN BAR}"
_STRAY = re.compile(rf"[{_QUOTES}{_ACCENTS}.,;:\\_~^]{{1,2}}")
"""What is no list mark, alone."""
_LEADING = re.compile(
    rf"[{_ACCENTS}](?=\w)|[.:;,](?=[A-ZÄÖÜ][a-zäöüß])|[{_QUOTES}](?=[A-ZÄÖÜ][a-zäöüß]{{2}})"
)
"""What no word begins with; not .NET and .pdf."""
_APART = 0.6
"""Type sizes between a mark at a line's end and its words."""
_ALIGNED, _LISTED = 0.3, 3
"""Type sizes by which dots before lines differ, and how many make a list."""
_SURE = 0.8
"""Confidence of a colon that counts as read: colons align columns."""


def without_stray_marks(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without marks that stand alone, or before and after a line."""
    if not any(_STRAY.fullmatch(word.text) or _LEADING.match(word.text) for word in words):
        return tuple(words)
    lines = [tuple(line) for _, line in groupby(words, key=lambda word: word.line)]
    dots = [line[0].box.left for line in lines if line[0].text in {".", ","}]
    result: list[Word] = []
    for line in lines:
        if any(word.digital or word.tilt for word in line):
            result += line
        elif any(says_something(word.text) for word in line):
            result += _trimmed(line, dots)
        else:
            result += (word for word in line if not _is_stray(word))
    return tuple(result)


def _trimmed(line: tuple[Word, ...], dots: Sequence[float]) -> tuple[Word, ...]:
    """A line without marks at its ends that are no print; ``dots`` open lines of the page."""
    size, first, last = line_of(line).size, 0, len(line)
    listed = sum(abs(left - line[0].box.left) <= _ALIGNED * size for left in dots) >= _LISTED
    while _is_stray(line[first]) and not listed:
        first += 1
    while (
        _is_stray(line[last - 1])
        and line[last - 1].box.left - line[last - 2].box.right > _APART * size
    ):
        last -= 1
    opening, *others = line[first:last]
    quoted = any(mark in word.text for word in others for mark in _QUOTES)
    found = _LEADING.match(opening.text)
    if found and not (quoted and found[0] in _QUOTES):
        opening = replace(opening, text=opening.text[found.end() :])
    return (opening, *others)


def _is_stray(word: Word) -> bool:
    return bool(_STRAY.fullmatch(word.text)) and (word.text != ":" or word.confidence < _SURE)
