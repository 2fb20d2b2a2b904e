"""Elements of WordprocessingML in the order of the schema.

Word calls a file damaged that has another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.drafts.draft import Change

AUTHOR = "Schreibstube"
"""The author of tracked changes and comments.

They carry no date: equal drafts give equal bytes, and Word shows none where there is none.
"""

_REGIONS = {
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "it": "it-IT",
    "nl": "nl-NL",
    "pl": "pl-PL",
}
"""Regions, by which Word checks spelling.

Other languages are given as they are; Word then knows the language and checks nothing.
"""

_ILLEGAL = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold.

Control characters come from damaged text layers, halves of surrogate pairs from file names.
"""

_TAGS = {Change.INSERTED: "w:ins", Change.DELETED: "w:del"}


def region(language: str) -> str:
    """The language as Word names it: ``de`` is ``de-DE``."""
    return _REGIONS.get(language, language)


def legal(text: str) -> str:
    """The text with U+FFFD for characters that XML cannot hold."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def element(tag: str, *content: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """An element with children and attributes of namespace ``w``."""
    made = OxmlElement(
        tag, {qn(f"w:{name}"): legal(str(value)) for name, value in attributes.items()}
    )
    made.extend(content)
    return made


def paragraph(
    style: str,
    *content: BaseOxmlElement,
    layout: Iterable[BaseOxmlElement] = (),
    mark: BaseOxmlElement | None = None,
) -> BaseOxmlElement:
    """A paragraph in ``style``.

    ``layout``: properties of its own. ``mark``: the tracked change of its end.
    """
    properties = [] if style == "Normal" else [element("w:pStyle", val=style)]
    properties += layout
    if mark is not None:
        properties.append(element("w:rPr", mark))
    start = [element("w:pPr", *properties)] if properties else []
    return element("w:p", *start, *content)


def run(  # noqa: PLR0913 - what Word knows of a run
    text: str,
    language: str,
    *,
    style: str | None = None,
    doubtful: bool = False,
    proof: bool = True,
    deleted: bool = False,
) -> BaseOxmlElement:
    """Words in ``language``, with their tabs and line breaks.

    ``proof``: whether Word checks their spelling.
    """
    properties = []
    if style:
        properties.append(element("w:rStyle", val=style))
    if not proof:
        properties.append(element("w:noProof"))
    if doubtful:
        properties.append(element("w:highlight", val="yellow"))
    properties.append(element("w:lang", val=region(language)))
    made = element("w:r", element("w:rPr", *properties))
    made.extend(_characters(legal(text), "w:delText" if deleted else "w:t"))
    return made


def _characters(text: str, tag: str) -> Iterator[BaseOxmlElement]:
    """The text as elements, tabs and line breaks as theirs."""
    for part in re.split("([\t\n])", text):
        if part in {"\t", "\n"}:
            yield OxmlElement("w:tab" if part == "\t" else "w:br")
        elif part:
            words = OxmlElement(tag, {qn("xml:space"): "preserve"})
            words.text = part
            yield words


def tracked(change: Change, number: int, *content: BaseOxmlElement) -> BaseOxmlElement:
    """A change to accept or reject; without content, a mark's."""
    return element(_TAGS[change], *content, id=number, author=AUTHOR)


def bookmark(name: str, number: int) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    """Start and end of a bookmark; Word hides those with ``_``."""
    return element("w:bookmarkStart", id=number, name=name), element("w:bookmarkEnd", id=number)


def link(target: str, *content: BaseOxmlElement) -> BaseOxmlElement:
    """A link to the bookmark ``target``."""
    return element("w:hyperlink", *content, anchor=target, history=1)


def field(instruction: str, language: str) -> BaseOxmlElement:
    """A field that Word fills in: ``PAGE``, ``NUMPAGES``."""
    return element("w:fldSimple", run("1", language), instr=instruction)


def table(
    style: str, widths: Iterable[int], look: BaseOxmlElement, caption: str = ""
) -> BaseOxmlElement:
    """A table without rows.

    ``widths`` of its columns in twentieths of a point; ``caption`` for readers who hear the
    document.
    """
    columns = list(widths)
    properties = element(
        "w:tblPr",
        element("w:tblStyle", val=style),
        element("w:tblW", w=sum(columns), type="dxa"),
        element("w:tblLayout", type="fixed"),
        look,
        *([element("w:tblCaption", val=caption)] if caption else []),
    )
    return element(
        "w:tbl",
        properties,
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in columns)),
    )


def table_look(*, first_row: bool, first_column: bool = False) -> BaseOxmlElement:
    """The parts of a table that its style sets off."""
    bits = 0x20 * first_row + 0x80 * first_column
    return element(
        "w:tblLook", val=f"{bits:04X}", firstRow=int(first_row), firstColumn=int(first_column)
    )


def table_row(cells: Iterable[BaseOxmlElement], *, header: bool = False) -> BaseOxmlElement:
    """A row that no page break cuts.

    A header is repeated on each page, and never stands alone at the foot of one.
    """
    marks = [element("w:cantSplit")] + ([element("w:tblHeader")] if header else [])
    made = element("w:tr", element("w:trPr", *marks), *cells)
    for each in made.iter(qn("w:p")) if header else ():
        each.get_or_add_pPr().get_or_add_keepNext()
    return made


def table_cell(width: int, *paragraphs: BaseOxmlElement, span: int = 1) -> BaseOxmlElement:
    """A cell over ``span`` columns; it has to end in a paragraph."""
    properties = [element("w:tcW", w=width, type="dxa")]
    if span > 1:
        properties.append(element("w:gridSpan", val=span))
    return element("w:tc", element("w:tcPr", *properties), *paragraphs)
