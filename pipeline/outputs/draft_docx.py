"""The draft as a Word document: real styles, marks where to check, and nothing that hides.

The look is all in our template (``tools/make_template.py``) or in the office's own; here text is only given
its style, its proofing language and its marks. Changes are tracked from the first keystroke on, so that nobody
has to remember which words were the machine's. What it is made of: ``outputs/wordml``.
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
    texts_of,
)
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.wording.formatting import time_mark
from pipeline.files import reaching
from pipeline.files import replace as replace_file
from pipeline.i18n import Language, translator
from pipeline.outputs.wordml.check_sheet import Pictures, add_comments, check_sheet, comments
from pipeline.outputs.wordml.elements import (
    paragraph,
    run,
    table,
    table_cell,
    table_look,
    table_row,
)
from pipeline.outputs.wordml.markup import Marks
from pipeline.outputs.wordml.properties import add_properties
from pipeline.outputs.wordml.speaker_controls import Speakers
from pipeline.outputs.wordml.stationery import Stationery

_LABELS = 0.27
"""The share of the facts' table that their labels have."""


def write_docx(
    draft: Draft,
    target: Path,
    *,
    pictures: Pictures | None = None,
    template: Path | bytes | None = None,
) -> None:
    """Write ``draft`` as a Word document, whole or not at all; equal drafts give equal bytes.

    ``pictures`` shows the lines in which doubtful words stand. ``template`` is the office's own, with its
    letterhead, margins and styles; without one, ours is taken.

    Raises:
        TemplateWrong: ``template`` cannot be used.
        DiskFull: no room beside ``target``.
        FolderUnreachable: its folder is gone or may not be written.
    """
    stationery = Stationery.of(template)
    document, width, language = stationery.document, stationery.width, draft.language
    marks = Marks(text for block in draft.blocks for text in _texts(block))
    plain = (
        draft.kind is DraftKind.PLAIN
    )  # programs that analyse interviews drop controls, tables and pictures
    turns = (block for block in draft.blocks if isinstance(block, Turn) and not plain)
    speakers = Speakers.of(turns, draft.participants)
    typist = _Typist(language, width, marks, speakers)
    framed = bool(draft.blocks) and isinstance(
        draft.blocks[0], Fields
    )  # its fields stand before the speakers' names
    elements = [
        *typist.front(draft),
        *(made for block in draft.blocks[framed:] for made in typist.block(block)),
        *(() if plain else check_sheet(document, marks, language, width=width, pictures=pictures)),
    ]
    end = document.element.body.sectPr  # what is added stands before the section's properties
    for each in stationery.dress(_parted(elements)):
        end.addprevious(each)
    add_comments(document, stationery.dress(comments(marks.checked, language)))
    speakers.store(document)
    add_properties(document, draft)
    stationery.frame(draft)
    with reaching(target.parent):
        replace_file(target, _packed(document))


def _packed(document: DocumentType) -> bytes:
    """The file's bytes, with fixed dates: python-docx enters the time of saving."""
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


def _parted(elements: Iterable[BaseOxmlElement]) -> Iterable[BaseOxmlElement]:
    """The same with an empty paragraph after a table where no other follows: Word would make one table of two."""
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
    """The runs of each paragraph, as they are drawn."""
    return (_lines(block),) if isinstance(block, Paragraph) else texts_of(block)


def _lines(block: Paragraph) -> tuple[Run, ...]:
    """One after the other, with a line break between two."""
    if block.item:
        return tuple(_tabbed(block.lines[0]))
    first, *others = block.lines
    return (*first, *(one for line in others for one in (Run("\n", line[0].language), *line)))


def _tabbed(runs: Sequence[Run]) -> Iterator[Run]:
    """The same with a tab in place of the first space: behind a list item's sign or number."""
    waiting = True
    for one in runs:
        text = one.text.replace(" ", "\t", 1) if waiting else one.text
        waiting = waiting and " " not in one.text
        yield replace(one, text=text)


@dataclass(frozen=True, slots=True)
class _Typist:
    """Makes elements of what a draft says, in the language of its frame and in the width of its text."""

    language: Language
    width: int
    marks: Marks
    speakers: Speakers

    def front(self, draft: Draft) -> Iterator[BaseOxmlElement]:
        """What stands before the text: title, notices, facts, a frame, and the names of the speakers."""
        _ = translator(self.language)
        yield paragraph("Title", run(draft.headline, self.language))
        for notice in draft.notices:
            label = run(_("Please note:") + " ", self.language, style="SchreibstubeLabel")
            yield paragraph("SchreibstubeNotice", label, run(notice, self.language))
        if draft.facts:
            yield self._labelled(_("About this draft"), draft.facts)
        if draft.blocks and isinstance(draft.blocks[0], Fields):
            yield self._labelled(draft.blocks[0].title, draft.blocks[0].rows)
        yield from self.speakers.table(self.language, self.width)

    def _labelled(self, caption: str, rows: Sequence[tuple[str, str]]) -> BaseOxmlElement:
        """Labels and values, on one page; the first column heads the rows."""
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
                        "SchreibstubeFact", run(text, self.language), layout=_kept(last=last)
                    ),
                )
                for text, width in zip(row, widths, strict=True)
            )
            made.append(table_row(cells))
        return made

    def _frame(self, block: Fields | Checklist) -> Iterator[BaseOxmlElement]:
        """What stands at the end, under its heading and on one page."""
        yield paragraph("Heading1", run(block.title, self.language))
        if isinstance(block, Fields):
            yield self._labelled(block.title, block.rows)
            return
        for number, item in enumerate(block.items):
            layout = _kept(last=number == len(block.items) - 1)
            yield paragraph("SchreibstubeItem", run(f"☐\t{item}", self.language), layout=layout)

    def block(self, block: Block) -> Iterator[BaseOxmlElement]:
        """A block of the text: paragraphs or a table."""
        match block:
            case PageMark():
                yield self._page(block)
            case Heading():
                yield from self.marks.paragraphs(f"Heading{block.level}", block.runs)
            case Paragraph():
                yield from self.marks.paragraphs(_style(block), _lines(block))
            case Table():
                yield self._table(block)
            case Turn():
                yield from self._turn(block)
            case Remark():
                yield paragraph("SchreibstubeRemark", run(block.text, self.language))
            case Fields() | Checklist():
                yield from self._frame(block)
            case _:
                assert_never(block)

    def _page(self, mark: PageMark) -> BaseOxmlElement:
        """A hairline with the page's number, and a bookmark."""
        start, end = self.marks.bookmark(f"_page_{mark.number}")
        return paragraph("SchreibstubePage", start, run(mark.text, self.language, proof=False), end)

    def _table(self, block: Table) -> BaseOxmlElement:
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
            yield from self.marks.paragraphs(
                "SchreibstubeCell", runs, flush_right=flush_right and cell.span == 1
            )

    def _turn(self, turn: Turn) -> Iterator[BaseOxmlElement]:
        """Speaker, words, and the time where they end, as transcription programs expect it."""
        speaker = self.speakers.label(turn.speaker, self.language) if turn.speaker else ()
        time = run(f" {time_mark(turn.end)}", self.language, style="SchreibstubeTime", proof=False)
        after = (time,) if turn.timed else ()
        return self.marks.paragraphs("SchreibstubeTurn", turn.runs, before=speaker, after=after)


def _kept(*, last: bool) -> tuple[BaseOxmlElement, ...]:
    """What keeps a line of the frame on the page of the next one."""
    return () if last else (OxmlElement("w:keepNext"),)


def _style(block: Paragraph) -> str:
    if block.item:
        return "SchreibstubeItem"
    close = len(block.lines) > 1 or any("\t" in one.text for one in block.lines[0])
    return "SchreibstubeLines" if close else "Normal"
