"""The runs of a draft: made of words with their doubts, changed, and found in its blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, assert_never

from pipeline.core.drafts.draft import (
    Block,
    Change,
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
from pipeline.core.wording.edits import Edit, Treatment, place_of


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


def with_edits(
    runs: Sequence[Run], edits: Iterable[Edit], doubt: Callable[[Edit], Doubt]
) -> tuple[Run, ...]:
    """The ``runs`` with what the edits delete and insert.

    Undecided words get what ``doubt`` says of them, and so does what was learned. Deleted words
    lose their doubts: who accepts the deletion need not look at them. Words and figures in their
    place inherit the worst doubt; a sign does not.
    """
    changed: list[Run] = []
    at = 0
    for edit in sorted(edits, key=place_of):
        changed += _slice(runs, at, edit.start)
        replaced = _slice(runs, edit.start, edit.end)
        at = edit.end
        if not edit.decided:
            changed += (replace(run, doubt=doubt(edit)) for run in replaced)
            continue
        changed += (replace(run, doubt=None, change=Change.DELETED) for run in replaced)
        if edit.text:
            beside = (replaced or changed or list(runs))[-1]
            changed.append(
                replace(
                    beside,
                    text=edit.text,
                    doubt=doubt(edit)
                    if edit.treatment is Treatment.LEARNED
                    else _worst_doubt(replaced, edit.text),
                    change=Change.INSERTED,
                )
            )
    changed += _slice(runs, at, sum(len(run.text) for run in runs))
    return tuple(changed)


def _worst_doubt(replaced: Iterable[Run], text: str) -> Doubt | None:
    if not any(character.isalnum() for character in text):
        return None
    return max(
        (run.doubt for run in replaced if run.doubt), key=lambda doubt: doubt.weight, default=None
    )


def _slice(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The characters from ``start`` up to ``end``, in their runs."""
    found, at = [], 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            found.append(replace(run, text=text))
        at += len(run.text)
    return found
