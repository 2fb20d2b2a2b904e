"""A recording's draft as plain text.

For people without Word, and for programs that analyse interviews.

UTF-8 with a byte order mark and Windows line ends. Notepad before Windows 10 (2018) shows text
without these line ends as one line, and takes text without the mark for the system's old code
page, as other programs of that age do; newer ones, and those of other systems, read it as well.

A paragraph begins with its speaker and a colon, as MAXQDA expects it of the transcripts of groups.
It takes what stands before a colon at a paragraph's beginning for a speaker; so nothing of ours
has one. Source: MAXQDA manual, "Importing focus group transcripts".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import starmap
from pathlib import Path
from typing import assert_never

from pipeline.core.drafts.draft import (
    Block,
    Change,
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
from pipeline.core.wording.formatting import time_mark
from pipeline.files import reaching, replace
from pipeline.i18n import N_
from pipeline.translations import translator

_UNCHECKED = N_("Draft – machine-made, unchecked")


def write_txt(draft: Draft, target: Path, *, checked: bool = False) -> None:
    """Write a recording's draft: a head, then a paragraph a turn.

    Gaps have paragraphs, too. Doubtful words have no marks: they would be taken for text.
    ``checked``: a person released the text, which does not say then that it is a draft.

    Raises:
        ValueError: it is the draft of a scan.
        DiskFull: no room beside ``target``.
        FolderUnreachable: its folder is gone or may not be written.
    """
    text = "\n\n".join((*_head(draft, checked=checked), *map(_paragraph, draft.blocks)))
    with reaching(target.parent):
        replace(target, f"\ufeff{text}\n".replace("\n", "\r\n").encode(errors="replace"))


def _head(draft: Draft, *, checked: bool) -> Iterator[str]:
    unchecked = "" if checked else f"\n{translator(draft.language)(_UNCHECKED)}"
    yield _ours(f"{draft.headline}{unchecked}")
    yield from map(_ours, draft.notices)


def _paragraph(block: Block) -> str:
    if not isinstance(block, Turn):
        return _ours("\n".join(_lines(block)))
    speaker = f"{block.speaker}: " if block.speaker else ""
    return f"{speaker}{_accepted(block.runs)}{f' {time_mark(block.end)}' if block.timed else ''}"


def _lines(
    block: PageMark | Heading | Paragraph | Table | Remark | Fields | Checklist,
) -> Iterator[str]:
    match block:
        case Heading(runs=runs):
            yield _accepted(runs)
        case Paragraph(lines=lines):
            yield from map(_accepted, lines)
        case Table(rows=rows):
            yield from map(_row, rows)
        case Remark(text=text):
            yield text
        case Fields(rows=labelled):
            yield from starmap("{} – {}".format, labelled)
        case Checklist(title=title, items=items):
            yield from (title, *map("☐ {}".format, items))
        case PageMark():
            msg = "plain text is written of recordings"
            raise ValueError(msg)
        case _:
            assert_never(block)


def _row(cells: tuple[TableCell, ...]) -> str:
    return "\t".join(" ".join(map(_accepted, cell.paragraphs)) for cell in cells)


def _accepted(runs: Iterable[Run]) -> str:
    """The words with changes accepted and spaces single."""
    kept = (run for run in runs if run.change is not Change.DELETED)
    text = "".join(
        run.text if run.change else "".join(" " if sign.isspace() else sign for sign in run.text)
        for run in kept
    )
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))


def _ours(text: str) -> str:
    """A sentence of ours without colons: times as ``00.12.31``."""
    return text.replace(": ", " – ").replace(":", ".")
