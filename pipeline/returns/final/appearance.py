"""What a final shows its reader, as a checksum.

Two that show the same need not both be made.

A program that saves a file again parts its runs anew, and writes other numbers into fields. None of
that is seen, and none of it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_PARAGRAPH, _CELL, _ROW, _RUN, _TEXT = map(qn, ("w:p", "w:tc", "w:tr", "w:r", "w:t"))
_FIELD, _SIMPLE_FIELD = map(qn, ("w:fldChar", "w:fldSimple"))
_SIGNS = {
    **dict.fromkeys(map(qn, ("w:tab", "w:br", "w:cr", "w:ptab")), " "),
    **dict.fromkeys(map(qn, ("w:drawing", "w:pict")), "\N{OBJECT REPLACEMENT CHARACTER}"),
    qn("w:noBreakHyphen"): "-",
    _PARAGRAPH: "\n",
    _CELL: "\n|",
    _ROW: "\n_",
}
_LOOKS = tuple(map(qn, ("w:b", "w:i", "w:u", "w:strike", "w:dstrike", "w:vertAlign")))
_OFF = frozenset(("0", "false", "off", "none", "baseline"))


def appearance(
    text: Iterable[BaseOxmlElement], margins: Iterable[BaseOxmlElement], pictures: Iterable[bytes]
) -> str:
    """The SHA-256 of what is seen.

    Words, paragraphs, cells, emphasis, pictures; no fonts or sizes.

    ``text``: trees of the body and its notes. ``margins``: those of headers and footers, where the
    numbers of pages are passed over, as programs write them anew.
    """
    digest = sha256()
    for trees, numbered in ((text, False), (margins, True)):
        for tree in trees:
            seen = "".join(_seen(tree, without_fields=numbered))
            lines = (" ".join(line.split()) for line in seen.split("\n"))
            digest.update("\n".join(filter(None, lines)).encode(errors="replace") + b"\0")
    for each in sorted(sha256(picture).digest() for picture in pictures):
        digest.update(each)
    return digest.hexdigest()


def _seen(root: BaseOxmlElement, *, without_fields: bool) -> Iterator[str]:
    """Text in the order of the tree; where emphasis changes, a mark."""
    before, look = "", ""
    fields = _in_fields(root) if without_fields else frozenset()
    for each in root.iter():
        if each.tag == _RUN:
            look = _look(each)
        elif each.tag == _TEXT and each not in fields:
            text = each.text or ""
            if look != before and text.strip():
                yield f"\1{look}\2"
                before = look
            yield text
        elif each.tag == qn("w:sym"):
            yield str(each.get(qn("w:char")))
        else:
            yield _SIGNS.get(each.tag, "")


def _in_fields(root: BaseOxmlElement) -> frozenset[BaseOxmlElement]:
    """The texts that are results of fields."""
    found = {text for field in root.iter(_SIMPLE_FIELD) for text in field.iter(_TEXT)}
    depth = 0
    for each in root.iter(_FIELD, _TEXT):
        if each.tag == _FIELD:
            depth += {"begin": 1, "end": -1}.get(str(each.get(qn("w:fldCharType"))), 0)
        elif depth > 0:
            found.add(each)
    return frozenset(found)


def _look(run: BaseOxmlElement) -> str:
    """What emphasis a run has of its own."""
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return ""
    return " ".join(
        each.tag.rpartition("}")[2]
        for each in properties
        if each.tag in _LOOKS and str(each.get(qn("w:val"), "1")) not in _OFF
    )
