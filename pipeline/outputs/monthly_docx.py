"""The monthly sheet as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Twips

from pipeline.core.model import Kind
from pipeline.core.naming import readable
from pipeline.core.office.tallies import Tally, TallyRow
from pipeline.i18n import N_, Language
from pipeline.outputs.draft_docx import package_bytes
from pipeline.outputs.wordml.elements import (
    element,
    legal,
    paragraph,
    region,
    run,
    table,
    table_cell,
    table_look,
    table_row,
)
from pipeline.outputs.wordml.stationery import Stationery
from pipeline.translations import translator

_COLUMNS = (
    (N_("Folder"), 0.19),
    (N_("Kind"), 0.09),
    (N_("Documents"), 0.09),
    (N_("Words"), 0.08),
    (N_("Corrected words"), 0.09),
    (N_("Marked words"), 0.09),
    (N_("Marked and wrong"), 0.09),
    (N_("Wrong, not marked"), 0.09),
    (N_("Wrong among the marked"), 0.09),
    (N_("Marked among the wrong"), 0.1),
)
"""The headings, and their shares of the width."""

_KINDS = {Kind.SCAN.value: N_("Scan"), Kind.RECORDING.value: N_("Recording")}
_EXPLAINED = N_(
    "Marked words were yellow in the draft, to be looked at. Wrong words are those that somebody "
    "corrected or deleted one by one; rewritten sentences are none. Counted are corrected drafts "
    "that were released in this month and not taken back; of several releases of one draft, the "
    "last."
)
_NO_FIGURE = "–"
_APART = 120
"""Twentieths of a point between the table and what is said of it."""


def monthly_sheet(month: date, rows: Sequence[TallyRow], language: Language) -> bytes:
    """The sheet of a month; equal figures give equal bytes."""
    _ = translator(language)
    stationery = Stationery.of(None)
    document = stationery.document
    title = _(N_("Released documents {month}")).format(month=f"{month:%m/%Y}")
    document.core_properties.title = legal(title)
    document.core_properties.language = region(language)
    section = document.element.body.sectPr
    section.remove(section.find(qn("w:lnNumType")))
    width = stationery.width + _turned(document.sections[0])
    widths = [round(width * share) for _name, share in _COLUMNS]
    made = table("SchreibstubeTable", widths, table_look(first_row=True), title)
    headings = [_(name) for name, _share in _COLUMNS]
    made.append(table_row(_cells(headings, widths, language), header=True))
    for texts in _rows(rows, language):
        made.append(table_row(_cells(texts, widths, language)))
    explained = paragraph("SchreibstubeSmall", run(_(_EXPLAINED), language))
    explained.get_or_add_pPr().append(element("w:spacing", before=_APART))
    for each in (paragraph("Title", run(title, language)), made, explained):
        section.addprevious(each)
    return package_bytes(document)


def _turned(section: Section) -> int:
    """Turn a page on its side; how much wider it is, in twentieths of a point."""
    width, height = section.page_width, section.page_height
    if width is None or height is None or width >= height:
        return 0
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = height, width
    return int(height - width) // Twips(1)


def _rows(rows: Sequence[TallyRow], language: Language) -> Iterator[list[str]]:
    """The texts of each row, and of the sum."""
    _ = translator(language)
    total = Tally()
    for row in rows:
        total = total.with_tally(row.tally)
        kind = _(_KINDS[row.kind]) if row.kind in _KINDS else row.kind
        yield [readable(row.folder) or _(N_("(no folder)")), kind, *_figures(row.tally, language)]
    yield [_(N_("All")), "", *_figures(total, language)]


def _figures(tally: Tally, language: Language) -> list[str]:
    counts = (
        *(tally.documents, tally.words, tally.corrected, tally.marked),
        *(tally.marked_wrong, tally.unmarked_wrong),
    )
    shares = (tally.precision, tally.recall)
    return [
        *(_number(count, language) for count in counts),
        *(_NO_FIGURE if share is None else _share(share, language) for share in shares),
    ]


def _number(count: int, language: Language) -> str:
    """1.234 in German, 1,234 in English."""
    return f"{count:,}".replace(",", "." if language == "de" else ",")


def _share(share: float, language: Language) -> str:
    """40 % in German, after DIN 5008; 40% in English."""
    return f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}%" if language == "de" else "%")


def _cells(
    texts: Sequence[str], widths: Sequence[int], language: Language
) -> Iterator[BaseOxmlElement]:
    for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
        made = paragraph("SchreibstubeCell", run(text, language))
        if number > 1:
            right = OxmlElement("w:jc", {qn("w:val"): "right"})
            made.get_or_add_pPr().append(right)
        yield table_cell(width, made)
