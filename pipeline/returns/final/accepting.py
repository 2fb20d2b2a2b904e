"""Accepts all tracked changes in a tree of WordprocessingML."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_GONE = tuple(map(qn, ("w:del", "w:moveFrom")))
_THERE = tuple(map(qn, ("w:ins", "w:moveTo")))
_PROPERTIES = frozenset(map(qn, ("w:rPr", "w:trPr", "w:tcPr", "w:numPr")))
"""Elements in which a change is a property, and holds no text."""
_NOTES = (
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
    *("trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellMerge"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart"),
    *("customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
    *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
)
_BOOKMARKS = tuple(map(qn, ("w:bookmarkStart", "w:bookmarkEnd")))


def accept_changes(root: BaseOxmlElement) -> None:
    """Keep what was inserted, drop what was deleted, forget both.

    A paragraph whose end was deleted goes on in the next one.
    """
    for each in list(root.iter(*(qn(f"w:{name}") for name in _NOTES))):
        each.getparent().remove(each)
    _drop_rows_and_cells(root)
    ends = [
        mark.getparent().getparent().getparent()
        for mark in root.iter(*_GONE)
        if mark.getparent().tag == qn("w:rPr") and mark.getparent().getparent().tag == qn("w:pPr")
    ]
    for each in list(root.iter(*_GONE)):
        if each.getparent() is not None:
            _drop(each)
    for each in list(root.iter(*_THERE)):
        unwrap(each)
    for paragraph in ends:
        _join_with_next(paragraph)


def unwrap(element: BaseOxmlElement) -> None:
    """Put the children of an element in its place."""
    for child in list(element):
        element.addprevious(child)  # its place among 100,000 siblings would be counted each time
    element.getparent().remove(element)


def remove_paragraph(paragraph: BaseOxmlElement) -> None:
    """Take a paragraph out, or empty it where the schema or a section needs one."""
    parent = paragraph.getparent()
    has_section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
    if has_section or _is_needed(parent, paragraph):
        for child in [each for each in paragraph if each.tag != qn("w:pPr")]:
            paragraph.remove(child)
        return
    for mark in list(paragraph.iter(*_BOOKMARKS)):
        paragraph.addprevious(mark)  # another's bookmark may begin or end here
    parent.remove(paragraph)


def _is_needed(parent: BaseOxmlElement, paragraph: BaseOxmlElement) -> bool:
    """Whether a cell, note or margin would be left without a paragraph."""
    if parent.tag == qn("w:body"):  # looking through all of a long document would take long
        return False
    return all(each is paragraph for each in parent.iterchildren(qn("w:p")))


def _drop(change: BaseOxmlElement) -> None:
    """Take out what was deleted; bookmarks that begin or end in it stay."""
    if change.getparent().tag not in _PROPERTIES:
        for mark in list(change.iter(*_BOOKMARKS)):
            change.addprevious(mark)
    change.getparent().remove(change)


def _drop_rows_and_cells(root: BaseOxmlElement) -> None:
    for name, mark in (("w:tr", "w:trPr/w:del"), ("w:tc", "w:tcPr/w:cellDel")):
        path = "/".join(map(qn, mark.split("/")))
        for each in [one for one in root.iter(qn(name)) if one.find(path) is not None]:
            holder = each.getparent()
            holder.remove(each)
            if not holder.findall(qn(name)):
                holder.getparent().remove(holder)


def _join_with_next(paragraph: BaseOxmlElement) -> None:
    """Put the content of a paragraph before that of the next."""
    following = paragraph.getnext()
    while following is not None and following.tag in _BOOKMARKS:
        following = following.getnext()
    content = [each for each in paragraph if each.tag != qn("w:pPr")]
    if following is None or following.tag != qn("w:p"):
        if not any(each.tag not in _BOOKMARKS for each in content):
            remove_paragraph(paragraph)
        return
    properties = following.find(qn("w:pPr"))
    at = 0 if properties is None else following.index(properties) + 1
    for child in reversed(content):
        following.insert(at, child)
    paragraph.getparent().remove(paragraph)
