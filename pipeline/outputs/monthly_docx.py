"""The monthly sheet as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.model import Kind
from pipeline.core.naming import readable
from pipeline.core.office.tallies import Tally, TallyRow
from pipeline.i18n import N_, Language
from pipeline.outputs.draft_docx import package_bytes
from pipeline.outputs.wordml.elements import (
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
    (N_("Folder"), 0.18),
    (N_("Kind"), 0.12),
    (N_("Documents"), 0.11),
    (N_("Words"), 0.08),
    (N_("Corrected"), 0.1),
    (N_("Marked"), 0.09),
    (N_("Marked and wrong"), 0.1),
    (N_("Wrong, not marked"), 0.1),
    (N_("Hits"), 0.06),
    (N_("Found"), 0.06),
)
"""The headings, and their shares of the width."""

_KINDS = {Kind.SCAN.value: N_("Scan"), Kind.RECORDING.value: N_("Recording")}
_EXPLAINED = N_(
    "Hits: the share of the marked words that were wrong. Found: the share of the wrong words that "
    "were marked. Counted are corrected drafts that were released in this month and not taken back."
)


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
    widths = [round(stationery.width * share) for _name, share in _COLUMNS]
    made = table("SchreibstubeTable", widths, table_look(first_row=True), title)
    headings = [_(name) for name, _share in _COLUMNS]
    made.append(table_row(_cells(headings, widths, language), header=True))
    for texts in _rows(rows, language):
        made.append(table_row(_cells(texts, widths, language)))
    for each in (
        paragraph("Title", run(title, language)),
        made,
        paragraph("SchreibstubeSmall", run(_(_EXPLAINED), language)),
    ):
        section.addprevious(each)
    return package_bytes(document)


def _rows(rows: Sequence[TallyRow], language: Language) -> Iterator[list[str]]:
    """The texts of each row, and of the sum."""
    _ = translator(language)
    total = Tally()
    for row in rows:
        total = total.with_tally(row.tally)
        kind = _(_KINDS[row.kind]) if row.kind in _KINDS else row.kind
        yield [readable(row.folder) or "–", kind, *_figures(row.tally)]
    yield [_(N_("All")), "", *_figures(total)]


def _figures(tally: Tally) -> list[str]:
    counts = (
        *(tally.documents, tally.words, tally.corrected, tally.marked),
        *(tally.marked_wrong, tally.unmarked_wrong),
    )
    shares = (tally.precision, tally.recall)
    return [*map(str, counts), *("–" if share is None else f"{share:.0%}" for share in shares)]


def _cells(
    texts: Sequence[str], widths: Sequence[int], language: Language
) -> Iterator[BaseOxmlElement]:
    for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
        made = paragraph("SchreibstubeCell", run(text, language))
        if number > 1:
            right = OxmlElement("w:jc", {qn("w:val"): "right"})
            made.get_or_add_pPr().append(right)
        yield table_cell(width, made)
