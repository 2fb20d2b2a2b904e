"""Our styles in the office's template: found, or added.

Names are English in every Word; ids follow its language ("berschrift1").
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

StyleIds = dict[tuple[str, str], str]
"""A style's id in another document, by kind and id in ours.

Kinds: paragraph, character, table.
"""

_STYLED = {qn("w:pStyle"): "paragraph", qn("w:rStyle"): "character", qn("w:tblStyle"): "table"}
_REFERRING = ("w:basedOn", "w:next")


def add_styles(template: DocumentType, ours: DocumentType) -> StyleIds:
    """Give ``template`` our styles; the ids of all of them there.

    Those that it has are found by name.
    """
    theirs = template.styles.element
    known = {
        (_kind(style), _name(style).lower()): _id(style) for style in theirs.findall(qn("w:style"))
    }
    defaults = {
        _kind(style): _id(style) for style in theirs.findall(qn("w:style")) if _is_default(style)
    }
    taken, ids, added = {*known.values()}, StyleIds(), []
    for style in ours.styles.element.findall(qn("w:style")):
        kind, name = _kind(style), _name(style).lower()
        found = (defaults.get(kind) if _is_default(style) else None) or known.get((kind, name))
        if found is None:
            found = next(free for free in _candidates(_id(style)) if free not in taken)
            taken.add(found)
            added.append(style)
        ids[kind, _id(style)] = found
    for style in added:
        copy = deepcopy(style)
        copy.set(qn("w:styleId"), ids[_kind(style), _id(style)])
        for reference in copy.iter(*map(qn, _REFERRING)):
            reference.set(qn("w:val"), ids[_kind(style), reference.get(qn("w:val"))])
        if _kind(style) in defaults:  # there is one already
            copy.attrib.pop(qn("w:default"), None)
        theirs.append(copy)
    return ids


def translate_styles(content: BaseOxmlElement, ids: StyleIds) -> None:
    """Name all styles in ``content``, which is ours, by ``ids``."""
    for reference in content.iter(*_STYLED):
        key = _STYLED[reference.tag], reference.get(qn("w:val"))
        reference.set(qn("w:val"), ids[key])


def _candidates(wanted: str) -> Iterator[str]:
    """Ids for a style, the nicest first."""
    yield wanted
    yield from (f"Schreibstube{wanted}{number}" for number in range(1, 1000))


def _kind(style: BaseOxmlElement) -> str:
    return str(style.get(qn("w:type")) or "paragraph")


def _id(style: BaseOxmlElement) -> str:
    return str(style.get(qn("w:styleId")))


def _name(style: BaseOxmlElement) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"))) if name is not None else ""


def _is_default(style: BaseOxmlElement) -> bool:
    return style.get(qn("w:default")) in {"1", "true", "on"}
