"""The words of a draft, row by row, and which of them are marked.

Only what was read: not what the draft says of itself, nor its check sheet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_FIRST_PAGE, _CHECK_SHEET = "_page_1", "_checksheet"
"""Bookmarks where the pages begin and where they end."""
_RELEASE = frozenset(("Freigabe", "Release"))
"""The heading behind the text, above the line for who released it."""
_OWN_STYLES = frozenset(("SchreibstubePage", "SchreibstubeRemark"))
"""Page numbers, and what stands below the picture of what was not read."""
_BREAKS = (qn("w:br"), qn("w:cr"))


@dataclass(frozen=True, slots=True)
class DraftWord:
    """A word with its punctuation, and whether it is marked as doubtful."""

    text: str
    marked: bool = False


Row = tuple[DraftWord, ...]


def draft_rows(path: Path) -> tuple[Row, ...]:
    """The lines of paragraphs and the rows of tables, none empty."""
    found: list[Row] = []
    began = False
    for element in docx.Document(str(path)).element.body:
        names = {mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart"))}
        if _CHECK_SHEET in names or (not names and _text(element) in _RELEASE):
            break
        began = began or _FIRST_PAGE in names
        if began and not _is_of_the_draft(element):
            found += _rows(element)
    return tuple(row for row in found if row)


def text_of_rows(rows: tuple[Row, ...]) -> str:
    """The rows as text, one a line."""
    return "\n".join(" ".join(word.text for word in row) for row in rows)


def _text(element: BaseOxmlElement) -> str:
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


def _is_of_the_draft(element: BaseOxmlElement) -> bool:
    """Whether the draft says it of itself."""
    return any(style.get(qn("w:val")) in _OWN_STYLES for style in element.iter(qn("w:pStyle")))


def _rows(element: BaseOxmlElement) -> Iterator[Row]:
    if element.tag == qn("w:tbl"):
        for row in element.iter(qn("w:tr")):
            paragraphs = row.iter(qn("w:p"))
            yield tuple(word for each in paragraphs for line in _lines(each) for word in line)
    else:
        for paragraph in element.iter(qn("w:p")):
            yield from _lines(paragraph)


def _lines(paragraph: BaseOxmlElement) -> Iterator[Row]:
    """The words of each line that ends with a break."""
    signs: list[tuple[str, bool]] = []
    for run in paragraph.iter(qn("w:r")):
        marked = next(run.iter(qn("w:highlight")), None) is not None
        for part in run:
            if part.tag in _BREAKS:
                yield _words(signs)
                signs = []
            elif part.tag == qn("w:tab"):
                signs.append((" ", False))
            elif part.tag == qn("w:t"):
                signs += [(sign, marked) for sign in part.text or ""]
    yield _words(signs)


def _words(signs: list[tuple[str, bool]]) -> Row:
    words, text, marked = [], "", False
    for sign, mark in (*signs, (" ", False)):
        if not sign.isspace():
            text, marked = text + sign, marked or mark
        elif text:
            words.append(DraftWord(text, marked))
            text, marked = "", False
    return tuple(words)
