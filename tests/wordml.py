"""What tests ask of a Word file: is it valid, and what does it say with changes or without."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from openxml_audit import OpenXmlValidator

_NOT_NEEDED = ("relationships/fontTable", "relationships/theme")
"""Parts that Word always writes and never needs; the SDK's rules call them required."""


def findings(file: Path) -> list[str]:
    """What Microsoft's Open XML SDK finds in any part of ``file``; empty if it is valid."""
    return [
        f"{finding.part_uri} {finding.path}: {finding.description}"
        # A new one each time: it knows packages by their place in memory, and confuses them.
        for finding in OpenXmlValidator(max_errors=50).validate(str(file)).errors
        if not finding.description.endswith("is missing.")
        or not any(each in finding.description for each in _NOT_NEEDED)
    ]


def parts(file: Path) -> dict[str, bytes]:
    """The contents of the package by name."""
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(file: Path) -> BaseOxmlElement:
    """The document's text."""
    content: BaseOxmlElement = parse_xml(parts(file)["word/document.xml"])[-1]
    return content


def said(element: BaseOxmlElement, *, without: str = "") -> str:
    """The text of an element, but for that in elements named ``without``."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    texts = {qn("w:t"), qn("w:delText")}
    return "".join(
        signs.get(each.tag) or each.text or ""
        for each in element.iter(*signs, *texts)
        if each.get(qn("w:type")) != "page"
        if not without or not any(above.tag == qn(without) for above in each.iterancestors())
    )


def text(file: Path) -> str:
    """A line for each paragraph, those in tables and in the check sheet too."""
    return "\n".join(said(paragraph) for paragraph in body(file).iter(qn("w:p")))


def accepted(body: BaseOxmlElement) -> list[str]:
    """Each paragraph's text once all changes are accepted."""
    return list(_resolved(body, gone="w:del"))


def rejected(body: BaseOxmlElement) -> list[str]:
    """Each paragraph's text once all changes are rejected."""
    return list(_resolved(body, gone="w:ins"))


def _resolved(body: BaseOxmlElement, *, gone: str) -> Iterator[str]:
    joined = ""
    for paragraph in body.iter(qn("w:p")):
        joined += said(paragraph, without=gone)
        if paragraph.find(f"./{qn('w:pPr')}/{qn('w:rPr')}/{qn(gone)}") is None:
            yield joined
            joined = ""


def normalised(file: Path) -> str:
    """The document's text as XML to compare: an element a line, attributes in order."""
    return "".join(_lines(body(file), ""))


def _lines(element: BaseOxmlElement, indent: str) -> Iterator[str]:
    name = _short(element.tag)
    attributes = "".join(f' {_short(key)}="{value}"' for key, value in sorted(element.items()))
    words = element.text or ""
    if len(element):
        yield f"{indent}<{name}{attributes}>\n"
        for child in element:
            yield from _lines(child, indent + " ")
        yield f"{indent}</{name}>\n"
    else:
        yield (
            f"{indent}<{name}{attributes}>{words}</{name}>\n"
            if words
            else f"{indent}<{name}{attributes}/>\n"
        )


def _short(name: str) -> str:
    """A name with the last word of its namespace."""
    space, _, local = name.rpartition("}")
    return f"{_PREFIXES.get(space.strip('{'), '')}{local}"


_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
