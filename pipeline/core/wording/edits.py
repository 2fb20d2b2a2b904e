"""What we would change in words that were said: as characters, so that each change is as small as it can be.

The words of a stretch stand side by side with one space between them; an edit replaces some of these
characters. Which edits to make is decided elsewhere; here they are brought together and applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.core.drafts.draft import Change, Doubt, Run


class Treatment(StrEnum):
    """For what reason something is changed."""

    COMMAND = "command"
    """A spoken command: punctuation, a new line or paragraph."""
    SPELLING = "spelling"
    """Letters that were spelt out."""
    NUMBER = "number"
    """A number, time, amount or date as DIN 5008 writes it."""
    FILLER = "filler"
    """A sound without meaning."""
    STUTTER = "stutter"
    """Words said twice, or begun and broken off."""


@dataclass(frozen=True, slots=True)
class Edit:
    r"""Characters from ``start`` up to ``end`` become ``text``; "\n" in it begins a line, "\n\n" a paragraph.

    Positions count the characters of the words, joined by single spaces. One that is not ``decided``
    changes nothing: the words are marked, ``text`` is what they may have been meant to be.
    """

    start: int
    end: int
    text: str
    treatment: Treatment
    decided: bool = True

    def __post_init__(self) -> None:
        """Refuse an edit that runs backwards or changes nothing by its look."""
        if not 0 <= self.start <= self.end or (self.start == self.end and not self.text):
            msg = f"an edit has an extent or a text: {self}"
            raise ValueError(msg)


def together(*lots: Iterable[Edit]) -> tuple[Edit, ...]:
    """All edits in order; of two that collide the one of the earlier lot, within a lot the earlier one."""
    kept: list[Edit] = []
    for lot in lots:
        kept.extend(edit for edit in sorted(lot, key=_place) if not any(_collide(edit, other) for other in kept))
    return tuple(sorted(kept, key=_place))


def applied(runs: Sequence[Run], edits: Iterable[Edit], doubt: Callable[[Edit], Doubt]) -> tuple[Run, ...]:
    """The words of ``runs`` with what the edits delete and insert; in place of undecided ones, what ``doubt`` says of them.

    Deleted words lose their doubts: whoever accepts the deletion need not look at them. Words and
    figures in their place inherit the worst, a sign does not.
    """
    changed: list[Run] = []
    at = 0
    for edit in sorted(edits, key=_place):
        changed += _cut(runs, at, edit.start)
        replaced = _cut(runs, edit.start, edit.end)
        at = edit.end
        if not edit.decided:
            changed += (replace(run, doubt=doubt(edit)) for run in replaced)
            continue
        changed += (replace(run, doubt=None, change=Change.DELETED) for run in replaced)
        if edit.text:
            beside = (replaced or changed or list(runs))[-1]
            changed.append(
                replace(beside, text=edit.text, doubt=_inherited(replaced, edit.text), change=Change.INSERTED)
            )
    changed += _cut(runs, at, sum(len(run.text) for run in runs))
    return tuple(changed)


def _inherited(replaced: Iterable[Run], text: str) -> Doubt | None:
    if not any(character.isalnum() for character in text):
        return None
    return max((run.doubt for run in replaced if run.doubt), key=lambda doubt: doubt.weight, default=None)


def _cut(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """The characters from ``start`` up to ``end``, in runs as they are."""
    found, at = [], 0
    for run in runs:
        text = run.text[max(start - at, 0) : max(end - at, 0)]
        if text:
            found.append(replace(run, text=text))
        at += len(run.text)
    return found


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _collide(one: Edit, other: Edit) -> bool:
    return (one.start < other.end and other.start < one.end) or one.start == other.start
