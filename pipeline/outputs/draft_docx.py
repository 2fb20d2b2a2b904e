"""The draft as a Word document: real styles, marks where to check, and nothing that hides.

The look is all in our template (``tools/make_template.py``); here text is only given its style, its
proofing language and its marks. Changes are tracked from the first keystroke on, so that nobody has
to remember which words were the machine's.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from typing import assert_never

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline import files
from pipeline.core.draft import (
    Checklist,
    Draft,
    Fields,
    Heading,
    PageMark,
    Paragraph,
    Remark,
    Run,
    Table,
    TableCell,
    Turn,
)
from pipeline.core.drafting import time_mark
from pipeline.i18n import translator

TEMPLATE = Path(__file__).with_name("draft.docx")

_TEXT_WIDTH = 9355
"""Twentieths of a point, as in the template."""

_FACT_WIDTHS = (2552, _TEXT_WIDTH - 2552)

_REGIONS = {"de": "de-DE", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "it": "it-IT", "nl": "nl-NL", "pl": "pl-PL"}
"""Word checks spelling by region. Others are given as they are; Word then knows the language and checks nothing."""

_ILLEGAL = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold: control characters from damaged text layers, halves of surrogate pairs from file names."""


def write_docx(draft: Draft, target: Path) -> None:
    """Write ``draft`` as a Word document, whole or not at all; equal drafts give equal bytes."""
    document = Document(str(TEMPLATE))
    _set_properties(document, draft)
    _write_margins(document, draft)
    body = document.element.body
    end = body.sectPr  # what is added stands before the section's properties
    for element in _parted((*_front(draft), *_blocks(draft))):
        end.addprevious(element)
    files.replace(target, _packed(document))


def _packed(document: DocumentType) -> bytes:
    """The file's bytes, with fixed dates: python-docx enters the time of saving."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)  # dated 1980
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, source.read(name))
    return packed.getvalue()


# The frame


def _set_properties(document: DocumentType, draft: Draft) -> None:
    properties = document.core_properties
    properties.title = _legal(draft.title)
    properties.language = _region(draft.language)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), _region(draft.language))


def _write_margins(document: DocumentType, draft: Draft) -> None:
    """Running head and foot: what this is, and which page of how many."""
    _ = translator(draft.language)
    section = document.sections[0]
    head = section.header.paragraphs[0]._p  # noqa: SLF001 - python-docx has no public door to its elements
    head.append(_run(_("Draft – machine-made, unchecked"), draft.language))
    foot = section.footer.paragraphs[0]._p  # noqa: SLF001 - as above
    foot.append(_run(draft.title, draft.language))
    tab = OxmlElement("w:r")
    tab.append(OxmlElement("w:tab"))
    foot.append(tab)
    for part in re.split(r"(\{\w+\})", _("Page {page} of {pages}")):
        field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        foot.append(_field(field, draft.language) if field else _run(part, draft.language))


def _field(instruction: str, language: str) -> BaseOxmlElement:
    field = OxmlElement("w:fldSimple", {qn("w:instr"): instruction})
    field.append(_run("1", language))
    return field


def _front(draft: Draft) -> Iterable[BaseOxmlElement]:
    _ = translator(draft.language)
    yield _paragraph("Title", _run(" – ".join(filter(None, (draft.heading, draft.title))), draft.language))
    for notice in draft.notices:
        label = _run(_("Please note:") + " ", draft.language, style="SchreibstubeLabel")
        yield _paragraph("SchreibstubeNotice", label, _run(notice, draft.language))
    if draft.facts:
        yield _labelled(_("About this draft"), draft.facts, draft.language, header=True)


def _labelled(caption: str, rows: Iterable[tuple[str, str]], frame: str, *, header: bool) -> BaseOxmlElement:
    """Labels and values; ``header``: the first row heads the column that describes it."""
    val, first = ("00A0", "1") if header else ("0080", "0")
    look = OxmlElement("w:tblLook", {qn("w:val"): val, qn("w:firstRow"): first, qn("w:firstColumn"): "1"})
    table = _empty_table("SchreibstubeFacts", _FACT_WIDTHS, look, OxmlElement("w:tblCaption", {qn("w:val"): caption}))
    for number, row in enumerate(rows):
        cells = (
            _table_cell(width, _paragraph("SchreibstubeFact", _run(text, frame)))
            for text, width in zip(row, _FACT_WIDTHS, strict=True)
        )
        table.append(_table_row(cells, header=header and number == 0))
    return table


# The text


def _blocks(draft: Draft) -> Iterable[BaseOxmlElement]:
    for number, block in enumerate(draft.blocks):
        if isinstance(block, Checklist):
            yield from _checklist(block, draft.language)
        elif isinstance(block, Fields):
            yield _labelled(block.title, block.rows, draft.language, header=False)
        else:
            yield _block(block, draft.language, number)


def _parted(elements: Iterable[BaseOxmlElement]) -> Iterable[BaseOxmlElement]:
    """The same with an empty paragraph after a table where no other follows: Word would make one table of two."""
    after_table = False
    for element in elements:
        is_table = element.tag == qn("w:tbl")
        if after_table and is_table:
            yield _paragraph("SchreibstubeCell")
        yield element
        after_table = is_table
    if after_table:
        yield _paragraph("SchreibstubeCell")


def _checklist(checklist: Checklist, frame: str) -> Iterable[BaseOxmlElement]:
    yield _paragraph("Heading1", _run(checklist.title, frame))
    for item in checklist.items:
        yield _paragraph("SchreibstubeItem", _run(f"☐\t{item}", frame))


def _block(block: PageMark | Heading | Paragraph | Table | Turn | Remark, frame: str, number: int) -> BaseOxmlElement:
    match block:
        case PageMark():
            return _page_mark(block, frame, number)
        case Heading():
            return _paragraph(f"Heading{block.level}", *_runs(block.runs))
        case Paragraph():
            return _lines(block)
        case Table():
            return _table(block)
        case Turn():
            return _turn(block, frame)
        case Remark():
            return _paragraph("SchreibstubeRemark", _run(block.text, frame))
        case _:
            assert_never(block)


def _page_mark(mark: PageMark, frame: str, number: int) -> BaseOxmlElement:
    """A hairline with the page's number, and a bookmark; Word hides bookmarks that begin with an underscore."""
    start = OxmlElement("w:bookmarkStart", {qn("w:id"): str(number), qn("w:name"): f"_page_{mark.number}"})
    end = OxmlElement("w:bookmarkEnd", {qn("w:id"): str(number)})
    return _paragraph("SchreibstubePage", start, _run(mark.text, frame, proof=False), end)


def _lines(paragraph: Paragraph) -> BaseOxmlElement:
    first, *others = paragraph.lines
    if paragraph.item:
        return _paragraph("SchreibstubeItem", *_runs(_tabbed(first)))
    elements = [*_runs(first)]
    for line in others:
        elements.append(_with("w:r", OxmlElement("w:br")))
        elements.extend(_runs(line))
    close = others or any("\t" in run.text for run in first)
    return _paragraph("SchreibstubeLines" if close else "Normal", *elements)


def _table(table: Table) -> BaseOxmlElement:
    edges = [round(_TEXT_WIDTH * share) for share in accumulate((column.share for column in table.columns), initial=0)]
    val, first = ("0020", "1") if table.header else ("0000", "0")
    look = OxmlElement("w:tblLook", {qn("w:val"): val, qn("w:firstRow"): first})
    element = _empty_table("SchreibstubeTable", [right - left for left, right in pairwise(edges)], look)
    for number, row in enumerate(table.rows):
        ends = [0, *accumulate(cell.span for cell in row)]
        cells = (
            _table_cell(
                edges[end] - edges[start],
                *_cell_paragraphs(cell, flush_right=table.columns[end - 1].flush_right),
                span=cell.span,
            )
            for cell, (start, end) in zip(row, pairwise(ends), strict=True)
        )
        element.append(_table_row(cells, header=table.header and number == 0))
    return element


def _cell_paragraphs(cell: TableCell, *, flush_right: bool) -> Iterable[BaseOxmlElement]:
    """At least one paragraph: the schema demands it."""
    for runs in cell.paragraphs or ((),):
        paragraph = _paragraph("SchreibstubeCell", *_runs(runs))
        if flush_right and cell.span == 1:
            paragraph.pPr.append(OxmlElement("w:jc", {qn("w:val"): "right"}))
        yield paragraph


def _turn(turn: Turn, frame: str) -> BaseOxmlElement:
    """Speaker, words, and the time where they end, as transcription programs expect it."""
    speaker = (_run(f"{turn.speaker}: ", frame, style="SchreibstubeLabel", proof=False),) if turn.speaker else ()
    mark = (_run(f" {time_mark(turn.end)}", frame, style="SchreibstubeTime", proof=False),) if turn.timed else ()
    return _paragraph("SchreibstubeTurn", *speaker, *_runs(turn.runs), *mark)


def _tabbed(runs: tuple[Run, ...]) -> Iterable[Run]:
    """The same with a tab in place of the first space: behind a list item's sign or number."""
    waiting = True
    for run in runs:
        text = run.text.replace(" ", "\t", 1) if waiting else run.text
        waiting = waiting and " " not in run.text
        yield replace(run, text=text)


# Elements, in the order that the schema demands


def _runs(runs: Iterable[Run]) -> Iterable[BaseOxmlElement]:
    return (_run(run.text, run.language, doubtful=run.doubt is not None) for run in runs)


def _paragraph(style: str, *content: BaseOxmlElement) -> BaseOxmlElement:
    paragraph = OxmlElement("w:p")
    if style != "Normal":
        paragraph.append(_with("w:pPr", OxmlElement("w:pStyle", {qn("w:val"): style})))
    paragraph.extend(content)
    return paragraph


def _empty_table(style: str, widths: Iterable[int], look: BaseOxmlElement, *more: BaseOxmlElement) -> BaseOxmlElement:
    """A table without rows over the whole text width; ``more`` of its properties follow ``look``."""
    properties = _with(
        "w:tblPr",
        OxmlElement("w:tblStyle", {qn("w:val"): style}),
        OxmlElement("w:tblW", {qn("w:w"): str(_TEXT_WIDTH), qn("w:type"): "dxa"}),
        OxmlElement("w:tblLayout", {qn("w:type"): "fixed"}),
        look,
        *more,
    )
    grid = _with("w:tblGrid", *(OxmlElement("w:gridCol", {qn("w:w"): str(width)}) for width in widths))
    return _with("w:tbl", properties, grid)


def _table_row(cells: Iterable[BaseOxmlElement], *, header: bool) -> BaseOxmlElement:
    """A row that no page break cuts; a header is repeated on each page."""
    marks = [OxmlElement("w:cantSplit")] + ([OxmlElement("w:tblHeader")] if header else [])
    return _with("w:tr", _with("w:trPr", *marks), *cells)


def _table_cell(width: int, *paragraphs: BaseOxmlElement, span: int = 1) -> BaseOxmlElement:
    properties = _with("w:tcPr", OxmlElement("w:tcW", {qn("w:w"): str(width), qn("w:type"): "dxa"}))
    if span > 1:
        properties.append(OxmlElement("w:gridSpan", {qn("w:val"): str(span)}))
    return _with("w:tc", properties, *paragraphs)


def _run(
    text: str, language: str, *, style: str | None = None, doubtful: bool = False, proof: bool = True
) -> BaseOxmlElement:
    properties = OxmlElement("w:rPr")
    if style:
        properties.append(OxmlElement("w:rStyle", {qn("w:val"): style}))
    if not proof:
        properties.append(OxmlElement("w:noProof"))
    if doubtful:
        properties.append(OxmlElement("w:highlight", {qn("w:val"): "yellow"}))
    properties.append(OxmlElement("w:lang", {qn("w:val"): _region(language)}))
    run = _with("w:r", properties)
    for number, part in enumerate(_legal(text).split("\t")):
        if number:
            run.append(OxmlElement("w:tab"))
        if part:
            words = OxmlElement("w:t", {qn("xml:space"): "preserve"})
            words.text = part
            run.append(words)
    return run


def _with(tag: str, *content: BaseOxmlElement) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.extend(content)
    return element


def _region(language: str) -> str:
    return _REGIONS.get(language, language)


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
