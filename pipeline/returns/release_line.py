"""The line that says who released the text, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from pipeline.core.corrections.model import Release
from pipeline.core.wording.printed_days import day_of
from pipeline.returns.our_words import RELEASED, without_box
from pipeline.returns.resolved.visible_text import EMPTY_BOX, VisibleParagraph

_TICKED = re.compile(r"^\s*(?:[☒☑✓✔✗✘⊠✅]|\[[xX]\]|[xX](?=\s))")
_EMPTY = (EMPTY_BOX, "[ ]", "[]", "□", "▢")
_BY = re.compile(r"(?:\b(?:von|durch|by)\b|[:,])\s*(.+)$", re.IGNORECASE)
_OPEN = re.compile(r"…|\.{3,}|_{2,}")
_JOINTS = re.compile(
    r"^(?:[\s,;:.–-]|\b(?:am|on|den|the)\b)+|(?:[\s,;:–-]|\b(?:am|on|den|the)\b)+$"
)
_EMPTY_WORDS = re.compile(r"\b(?:am|on|den|the|von|durch|by)\b|[\W_]", re.IGNORECASE)
"""What a line has that says neither who nor when."""
_LONGEST_DAY = 4
"""Words of a day, such as "the 1st of December" without its article."""
_LONGEST = 200
"""Characters of such a line, at most."""


def release(paragraphs: Iterable[VisibleParagraph]) -> Release:
    """What the lines of the frame say of the release.

    ``paragraphs`` are those of ours. Only a ticked box counts, or a line without a box that names
    a day or a person. A day that may be two, such as 03/04/2026, is none.
    """
    found = [made for line in _lines(paragraphs) if (made := _release_in(line)) is not None]
    ticked = [made for made in found if made.ticked]
    return Release(
        bool(ticked),
        next((made.by for made in (*ticked, *found) if made.by), ""),
        next((made.on for made in (*ticked, *found) if made.on), None),
    )


def says_nothing(line: str) -> bool:
    """Whether a line without its box has joints left and no words.

    "Freigegeben" alone says that it is released.
    """
    begin = RELEASED.match(line)
    if begin is None:
        return False
    rest = _OPEN.sub(" ", line[begin.end() :])
    return bool(rest.strip()) and not _EMPTY_WORDS.sub("", rest)


def _lines(paragraphs: Iterable[VisibleParagraph]) -> Iterator[str]:
    """Paragraphs, and the rows of tables as one line each."""
    for row, several in groupby(
        paragraphs, key=lambda each: each.cell and (each.cell.table, each.cell.row)
    ):
        texts = [" ".join(each.text.split()) for each in several]
        yield from texts if row is None else [" ".join(filter(None, texts))]


def _release_in(line: str) -> Release | None:
    """What a line says; None if it is another line."""
    said = without_box(line)
    begin = RELEASED.match(said)
    if begin is None or len(line) > _LONGEST:
        return None
    rest = _OPEN.sub(" ", said[begin.end() :])
    on, rest = _without_day(rest)
    named = _BY.search(rest)
    by = _JOINTS.sub("", " ".join(named[1].split())) if named else ""
    if not (begin[0].lower() in {"freigegeben", "released"} or by or on):
        return None
    empty = line.lstrip().startswith(_EMPTY)
    ticked = _TICKED.match(line) is not None or (not empty and bool(by or on))
    return Release(ticked, by, on)


def _without_day(text: str) -> tuple[date | None, str]:
    """The day in a text, and the text without it."""
    words = text.split()
    for length in range(_LONGEST_DAY, 0, -1):
        for start in range(len(words) - length + 1):
            span = " ".join(words[start : start + length])
            day = day_of(span.strip(" ,;:"))
            if day is not None:
                return day, " ".join((*words[:start], *words[start + length :]))
    return None, text
