"""Takes hints to the proofreader out of a final."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.drafts.draft import OPEN_FIELD
from pipeline.returns.final.accepting import remove_paragraph
from pipeline.returns.our_words import Parted
from pipeline.returns.resolved.visible_text import VisibleParagraph
from pipeline.translations import translator

_SECTIONS = ("Decisions and tasks (suggestions)", "Items of the agenda (suggestions)")
_NOTHING = ("(No decision and no task was found. This says nothing about whether there are any.)",)
"""Remarks that stand alone below such a heading."""
_FROM_PROFILE = "{names} (as in the profile, please check)"
_SOURCE = "Based on"
_SUGGESTION = "suggestion"
_TIME = "[0-9]{2}:[0-9]{2}:[0-9]{2}"
_OPEN = re.compile(rf"(?:.*,\s*)?{OPEN_FIELD}(?:–{OPEN_FIELD})?")
"""A field of which nothing, or only the day, is known."""


def remove_draft_hints(parts: Parted, engine: str) -> None:
    """Take out what asks to be checked, where it was left as it was.

    Gone are remarks that nothing was found, with their headings, the word "suggestion" of
    headings, the request to check names, and ``engine`` behind what the draft is based on.
    """
    _remove_empty_sections(parts)
    for each in _kept(parts.ours):
        if each.cell is None:
            _cut(each.element, _behind_headings())
        elif each.cell.column:
            _cut(each.element, _behind_names())
    if engine:
        for value in _sources(parts):
            _cut(value.element, re.compile(rf",\s*{re.escape(engine)}\s*$"))


def open_fields(parts: Parted) -> int:
    """How many fields of a final still say "…"."""
    cells = (each for each in _kept(parts.ours) if each.cell is not None)
    return sum(_OPEN.fullmatch(" ".join(each.text.split())) is not None for each in cells)


def _kept(paragraphs: Iterable[VisibleParagraph]) -> Iterator[VisibleParagraph]:
    """Those that are still in the document."""
    for each in paragraphs:
        element = each.element
        if element is not None and any(
            above.tag == qn("w:body") for above in element.iterancestors()
        ):
            yield each


def _remove_empty_sections(parts: Parted) -> None:
    nothing, sections = _in_all_languages(_NOTHING), _in_all_languages(_SECTIONS)
    for each in list(_kept(parts.ours)):
        element = each.element
        if element is None or each.cell is not None or " ".join(each.text.split()) not in nothing:
            continue
        before, after = element.getprevious(), element.getnext()
        is_alone = after is None or after.tag == qn("w:sectPr") or _is_heading(parts, after)
        if before is not None and is_alone and " ".join(_text(before).split()) in sections:
            remove_paragraph(before)
        remove_paragraph(element)


def _is_heading(parts: Parted, element: BaseOxmlElement) -> bool:
    """Whether the next part of the document begins here."""
    return any(
        each.element is element and each.style.startswith("heading")
        for each in (*parts.ours, *parts.text, *parts.sheet)
    )


def _sources(parts: Parted) -> Iterator[VisibleParagraph]:
    """The cells that say what the draft is based on."""
    names = _in_all_languages((_SOURCE,))
    rows = {
        (each.cell.table, each.cell.row)
        for each in parts.ours
        if each.cell is not None and not each.cell.column and each.text.strip() in names
    }
    for each in _kept(parts.ours):
        place = each.cell
        if place is not None and place.column and (place.table, place.row) in rows:
            yield each


def _cut(paragraph: BaseOxmlElement | None, end: re.Pattern[str]) -> None:
    """Cut off the end of a paragraph's words, in all its runs."""
    if paragraph is None:
        return
    found = end.search(_text(paragraph))
    left = len(_text(paragraph)) if found is None else found.start()
    for each in paragraph.iter(qn("w:t")) if found is not None else ():
        words = each.text or ""
        each.text = words[: max(0, left)]
        left -= len(words)


def _text(element: BaseOxmlElement) -> str:
    return "".join(each.text or "" for each in element.iter(qn("w:t")))


@cache
def _behind_headings() -> re.Pattern[str]:
    sections = {section.rpartition("(")[2].rstrip(")") for section in _in_all_languages(_SECTIONS)}
    heads = {section.rpartition(" (")[0] for section in _in_all_languages(_SECTIONS)}
    said = "|".join(map(re.escape, sorted(_in_all_languages((_SUGGESTION,)))))
    of_sections = (
        rf"(?<=^{re.escape(head)})\s*\((?:{'|'.join(sorted(sections))})\)" for head in sorted(heads)
    )
    return re.compile(rf"(?:{'|'.join(of_sections)}|\s*\((?:{said}),\s*{_TIME}\))\s*$")


@cache
def _behind_names() -> re.Pattern[str]:
    said = (each.removeprefix("{names}").strip() for each in _in_all_languages((_FROM_PROFILE,)))
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, sorted(said)))})\s*$")


@cache
def _in_all_languages(sentences: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        " ".join(translate(each).split())
        for translate in (translator("de"), translator("en"))
        for each in sentences
    )
