"""The runs of a draft: made of words with their doubts, and found in its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple, assert_never

from pipeline.core.drafts.draft import (
    Block,
    Checklist,
    Doubt,
    Fields,
    Heading,
    PageMark,
    Paragraph,
    Remark,
    Run,
    Table,
    Turn,
)


class MarkedWord(NamedTuple):
    """A word for a draft, with its doubt and its anchor.

    ``apart``: whether a wide gap stands before it.
    """

    text: str
    doubt: Doubt | None
    anchor: str
    apart: bool = False


def runs_of(words: Iterable[MarkedWord], language: str) -> tuple[Run, ...]:
    """Words and what stands between them, in the fewest runs."""
    runs: list[Run] = []
    for word in words:
        between = "" if not runs else "\t" if word.apart else " "
        for run in (
            Run(between, language, anchor=word.anchor),
            Run(word.text, language, word.doubt, anchor=word.anchor),
        ):
            if runs and replace(runs[-1], text=run.text) == run:
                runs[-1] = replace(run, text=runs[-1].text + run.text)
            elif run.text:
                runs.append(run)
    return tuple(runs)


def texts_of(block: Block) -> Iterator[tuple[Run, ...]]:
    """The runs of each line, cell or turn."""
    match block:
        case Heading(runs=runs) | Turn(runs=runs):
            yield runs
        case Paragraph(lines=lines):
            yield from lines
        case Table(rows=rows):
            yield from (runs for row in rows for cell in row for runs in cell.paragraphs)
        case PageMark() | Remark() | Fields() | Checklist():
            pass
        case _:
            assert_never(block)
