"""The draft as a Word document: real styles, nothing hidden.

The look is all in our template (``tools/make_template.py``) or in the office's own; here text is
only given its style, its proofing language and its marks. Changes are tracked from the first
keystroke on, so that it stays visible which words were the machine's. Its parts are made in
``outputs/wordml``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from typing import assert_never

from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.drafts.draft import (
    Block,
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
from pipeline.core.drafts.frames import release_line
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.drafts.runs import texts_of
from pipeline.core.wording.formatting import time_mark
from pipeline.files import reaching
from pipeline.files import replace as replace_file
from pipeline.i18n import Language
from pipeline.outputs.wordml.check_sheet import check_sheet
from pipeline.outputs.wordml.comments import add_comments, comments
from pipeline.outputs.wordml.drawings import Drawings, Pictures, remark_paragraphs
from pipeline.outputs.wordml.elements import (
    paragraph,
    run,
    table,
    table_cell,
    table_look,
    table_row,
)
from pipeline.outputs.wordml.markup import Markup
from pipeline.outputs.wordml.properties import add_properties, job_bookmark
from pipeline.outputs.wordml.speaker_controls import SpeakerControls
from pipeline.outputs.wordml.stationery import Stationery
from pipeline.translations import translator

_LABELS = 0.27
"""Share of the table of facts that the labels have."""


def write_docx(
    draft: Draft,
    target: Path,
    *,
    pictures: Pictures | None = None,
    template: Path | bytes | None = None,
) -> None:
    """Write ``draft`` as a Word document, whole or not at all.

    ``pictures`` shows places of the original. ``template`` is the office's own, with its
    letterhead, margins and styles; without one, ours is taken. Equal drafts give equal bytes.

    Raises:
        TemplateWrong: ``template`` cannot be used.
        DiskFull: no room beside ``target``.
        FolderUnreachable: its folder is gone or may not be written.
    """
    stationery = Stationery.of(template)
    document, width, language = stationery.document, stationery.width, draft.language
    markup = Markup(text for block in draft.blocks for text in _texts(block))
    plain = draft.kind is DraftKind.PLAIN  # programs for interviews drop controls and pictures
    turns = (block for block in draft.blocks if isinstance(block, Turn) and not plain)
    speakers = SpeakerControls.of(turns, draft.participants)
    typist = _Typist(language, width, markup, speakers, Drawings(document, pictures, width))
    # The fields of a frame stand before the speakers' names.
    framed = bool(draft.blocks) and isinstance(draft.blocks[0], Fields)
    blocks = *draft.blocks[framed:], *release_line(draft, translator(language))
    elements = [
        *typist.front(draft),
        *(made for block in blocks for made in typist.block(block)),
        *(() if plain else check_sheet(document, markup, draft, width=width, pictures=pictures)),
    ]
    end = document.element.body.sectPr  # what is added stands before the section's properties
    for each in stationery.dress(_tables_apart(elements)):
        end.addprevious(each)
    add_comments(document, stationery.dress(comments(markup.checked, language)))
    speakers.store(document)
    add_properties(document, draft)
    stationery.frame(draft)
    with reaching(target.parent):
        replace_file(target, package_bytes(document))


def package_bytes(document: DocumentType) -> bytes:
    """The file's bytes with fixed dates.

    python-docx enters the time of saving.
    """
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)  # dated 1980
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, source.read(name))
    return packed.getvalue()


def _tables_apart(elements: Iterable[BaseOxmlElement]) -> Iterable[BaseOxmlElement]:
    """The elements, with an empty paragraph between tables and after a last one.

    Word would make one table of two.
    """
    after_table = False
    for each in elements:
        is_table = each.tag == qn("w:tbl")
        if after_table and is_table:
            yield paragraph("SchreibstubeCell")
        yield each
        after_table = is_table
    if after_table:
        yield paragraph("SchreibstubeCell")


def _texts(block: Block) -> Iterable[tuple[Run, ...]]:
    """The runs of each paragraph, as they are written."""
    return (_lines(block),) if isinstance(block, Paragraph) else texts_of(block)


def _lines(block: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph with line breaks between its lines."""
    if block.item:
        return tuple(_with_tab(block.lines[0]))
    first, *others = block.lines
    return (*first, *(one for line in others for one in (Run("\n", line[0].language), *line)))


def _with_tab(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs of an item with a tab behind its sign or number."""
    waiting = True
    for one in runs:
        text = one.text.replace(" ", "\t", 1) if waiting else one.text
        waiting = waiting and " " not in one.text
        yield replace(one, text=text)


@dataclass(frozen=True, slots=True)
class _Typist:
    """Makes elements of a draft's blocks."""

    language: Language
    """Of the frame."""
    width: int
    """Width of the text in twentieths of a point."""
    markup: Markup
    """For the words of the document."""
    speakers: SpeakerControls
    """For the labels of turns."""
    drawings: Drawings
    """For remarks."""

    def front(self, draft: Draft) -> Iterator[BaseOxmlElement]:
        """Title, notices, facts, a frame's fields, speakers' names."""
        _ = translator(self.language)
        title = run(draft.headline, self.language)
        yield paragraph("Title", *self.markup.around(job_bookmark(draft), title))
        for notice in draft.notices:
            label = run(_("Please note:") + " ", self.language, style="SchreibstubeLabel")
            yield paragraph("SchreibstubeNotice", label, run(notice, self.language))
        if draft.facts:
            yield self._facts(_("About this draft"), draft.facts)
        if draft.blocks and isinstance(draft.blocks[0], Fields):
            yield self._facts(draft.blocks[0].title, draft.blocks[0].rows)
        yield from self.speakers.table(self.language, self.width)

    def _facts(self, caption: str, rows: Sequence[tuple[str, str]]) -> BaseOxmlElement:
        """A table of labels and values, on one page."""
        labels = round(self.width * _LABELS)
        widths = labels, self.width - labels
        look = table_look(first_row=False, first_column=True)
        made = table("SchreibstubeFacts", widths, look, caption)
        for number, row in enumerate(rows):
            last = number == len(rows) - 1
            cells = (
                table_cell(
                    width,
                    paragraph(
                        "SchreibstubeFact",
                        run(text, self.language),
                        layout=_keep_with_next(last=last),
                    ),
                )
                for text, width in zip(row, widths, strict=True)
            )
            made.append(table_row(cells))
        return made

    def _frame(self, block: Fields | Checklist) -> Iterator[BaseOxmlElement]:
        """Fields or a list to tick, with a heading, on one page."""
        yield paragraph("Heading1", run(block.title, self.language))
        if isinstance(block, Fields):
            yield self._facts(block.title, block.rows)
            return
        for number, item in enumerate(block.items):
            layout = _keep_with_next(last=number == len(block.items) - 1)
            yield paragraph("SchreibstubeItem", run(f"☐\t{item}", self.language), layout=layout)

    def block(self, block: Block) -> Iterator[BaseOxmlElement]:
        """The paragraphs or the table of a block."""
        match block:
            case PageMark():
                yield self._page(block)
            case Heading():
                yield from self.markup.paragraphs(f"Heading{block.level}", block.runs)
            case Paragraph():
                yield from self.markup.paragraphs(_style(block), _lines(block))
            case Table():
                yield self._table(block)
            case Turn():
                yield from self._turn(block)
            case Remark():
                yield from remark_paragraphs(block, self.drawings, self.language)
            case Fields() | Checklist():
                yield from self._frame(block)
            case _:
                assert_never(block)

    def _page(self, mark: PageMark) -> BaseOxmlElement:
        """A hairline with the page's number, and a bookmark."""
        start, end = self.markup.bookmark(f"_page_{mark.number}")
        return paragraph("SchreibstubePage", start, run(mark.text, self.language, proof=False), end)

    def _table(self, block: Table) -> BaseOxmlElement:
        """A table; cells may span columns."""
        shares = accumulate((column.share for column in block.columns), initial=0)
        edges = [round(self.width * share) for share in shares]
        widths = (right - left for left, right in pairwise(edges))
        made = table("SchreibstubeTable", widths, table_look(first_row=block.header))
        for number, row in enumerate(block.rows):
            ends = [0, *accumulate(cell.span for cell in row)]
            cells = (
                table_cell(
                    edges[end] - edges[start],
                    *self._cell(cell, flush_right=block.columns[end - 1].flush_right),
                    span=cell.span,
                )
                for cell, (start, end) in zip(row, pairwise(ends), strict=True)
            )
            made.append(table_row(cells, header=block.header and number == 0))
        return made

    def _cell(self, cell: TableCell, *, flush_right: bool) -> Iterator[BaseOxmlElement]:
        """At least one paragraph: the schema demands it."""
        if not cell.paragraphs:
            yield paragraph("SchreibstubeCell")
        for runs in cell.paragraphs:
            yield from self.markup.paragraphs(
                "SchreibstubeCell", runs, flush_right=flush_right and cell.span == 1
            )

    def _turn(self, turn: Turn) -> Iterator[BaseOxmlElement]:
        """Speaker, words, and the time where they end.

        Transcription programs want it in this order.
        """
        speaker = self.speakers.label(turn.speaker, self.language) if turn.speaker else ()
        time = run(f" {time_mark(turn.end)}", self.language, style="SchreibstubeTime", proof=False)
        after = (time,) if turn.timed else ()
        return self.markup.paragraphs("SchreibstubeTurn", turn.runs, before=speaker, after=after)


def _keep_with_next(*, last: bool) -> tuple[BaseOxmlElement, ...]:
    """What keeps a line, but not the last, on the next one's page."""
    return () if last else (OxmlElement("w:keepNext"),)


def _style(block: Paragraph) -> str:
    """The style for a page's margin, an item, close lines, or body text."""
    if block.margin or block.item:
        return "SchreibstubeMargin" if block.margin else "SchreibstubeItem"
    close = len(block.lines) > 1 or any("\t" in one.text for one in block.lines[0])
    return "SchreibstubeLines" if close else "Normal"
