"""Takes out of a Word file what only a draft has: notices, facts, lists to tick, the sheet."""

from __future__ import annotations

from functools import cache

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.returns.final.accepting import remove_paragraph
from pipeline.returns.our_words import RELEASED, Parted, is_page_mark, without_box
from pipeline.returns.release_line import says_nothing
from pipeline.returns.resolved.visible_text import VisibleParagraph
from pipeline.translations import translator

_OURS = frozenset(f"schreibstube {name}" for name in ("notice", "fact", "small", "check"))
"""Styles of paragraphs that only a draft has, outside of tables."""

_HEADINGS = ("Check and release", "Release", "Check sheet")
_ITEMS = (
    *("Text compared with the recording", "Marked words checked"),
    *("Changes accepted or rejected", "Speakers given their names"),
    *("Items, decisions and tasks checked; dates, too", "Fields marked “…” filled in or deleted"),
)
_SENTENCES = ("Type a name once: in the table or in the text. It changes everywhere.",)
_BEGINNINGS = ("Please note:",)
_TABLES = ("Source", "Speaker")
"""First cells of the tables that only a draft has: facts, and names to type."""
_ROWS = ("To check",)
"""First cells of such rows in tables that stay."""
_UNCHECKED = ("Draft – machine-made, unchecked",)


def remove_our_frame(body: BaseOxmlElement, parts: Parted, *, released: bool) -> None:
    """Take out of a body what only a draft has; fields, remarks and signatures stay.

    ``parts`` are its paragraphs. ``released``: the line that says who released the text stays, too,
    if it says who or when.
    """
    for each in parts.sheet:
        if each.element is not None:
            _remove_whole(each.element)
    rows: set[tuple[int, int]] = set()
    for each in parts.ours:
        if each.cell is not None:
            place = each.cell.table, each.cell.row
            if place not in rows:
                _remove_if_ours(each, is_first=each.cell.row == 0)
            rows.add(place)
        elif each.element is not None and _is_only_of_drafts(each, released=released):
            remove_paragraph(each.element)
    _mend(body)


def remove_draft_line(margin: BaseOxmlElement) -> None:
    """Take the line out of a header that says that this is a draft."""
    lines = _in_all_languages(_UNCHECKED)
    for each in list(margin.iter(qn("w:p"))):
        if " ".join(_text(each).split()) in lines:
            remove_paragraph(each)


def _is_only_of_drafts(each: VisibleParagraph, *, released: bool) -> bool:
    text = " ".join(each.text.split())
    line = without_box(text)
    if RELEASED.match(line) and line not in _in_all_languages(_HEADINGS):
        return not released or says_nothing(line)
    return (
        each.style in _OURS
        or any(piece.ties.page_mark for piece in each.pieces)
        or is_page_mark(each)  # also where a program lost its bookmark
        or text in _in_all_languages((*_HEADINGS, *_SENTENCES))
        or line in _in_all_languages(_ITEMS)
        or text.startswith(tuple(_in_all_languages(_BEGINNINGS)))
    )


def _remove_if_ours(first: VisibleParagraph, *, is_first: bool) -> None:
    """Remove the table or the row that begins with this paragraph, if only drafts have it."""
    element, text = first.element, " ".join(first.text.split())
    if element is None:
        return
    if is_first and text in _in_all_languages(_TABLES):
        _remove(next(element.iterancestors(qn("w:tbl")), None))
    elif text in _in_all_languages(_ROWS):
        _remove(next(element.iterancestors(qn("w:tr")), None))


def _remove(element: BaseOxmlElement | None) -> None:
    if element is not None and element.getparent() is not None:
        element.getparent().remove(element)


def _remove_whole(element: BaseOxmlElement) -> None:
    """Remove a paragraph of the check sheet, with the table in which it stands."""
    table = None
    for above in element.iterancestors(qn("w:tbl")):
        table = above
    if table is not None:
        _remove(table)
    elif element.getparent() is not None:
        remove_paragraph(element)


def _mend(body: BaseOxmlElement) -> None:
    """Keep tables apart, and drop the empty paragraphs that did so before.

    Word makes one table of two that follow each other, and wants a paragraph after the last.
    """
    for each in body.findall(qn("w:p")):
        before, style = each.getprevious(), each.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        named = "" if style is None else str(style.get(qn("w:val")))
        apart = before is not None and before.tag == qn("w:tbl")
        if named == "SchreibstubeCell" and not apart and not len(each) - 1:
            remove_paragraph(each)
    for table in body.findall(qn("w:tbl")):
        after = table.getnext()
        if after is None or after.tag in (qn("w:tbl"), qn("w:sectPr")):
            table.addnext(body.makeelement(qn("w:p")))


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


@cache
def _in_all_languages(sentences: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        " ".join(translate(each).split())
        for translate in (translator("de"), translator("en"))
        for each in sentences
    )
