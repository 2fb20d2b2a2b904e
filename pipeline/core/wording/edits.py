"""Edits of spoken words, each as small as it can be.

The words of a stretch stand side by side with one space between them; an edit replaces some of
these characters. Which edits to make is decided elsewhere; here they are merged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Treatment(StrEnum):
    """The reason for an edit."""

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
    TERM = "term"
    """A word of the glossary that was nearly heard."""
    LEARNED = "learned"
    """A word that people corrected like this before."""


@dataclass(frozen=True, slots=True)
class Edit:
    r"""The characters from ``start`` up to ``end`` become ``text``.

    "\n" in ``text`` begins a line, "\n\n" a paragraph. Positions count the characters of the words,
    joined by single spaces. An edit that is not ``decided`` changes nothing: the words are marked,
    and ``text`` is what they may have been meant to be.
    """

    start: int
    end: int
    text: str
    treatment: Treatment
    decided: bool = True

    def __post_init__(self) -> None:
        """Refuse an edit that runs backwards or changes nothing."""
        if not 0 <= self.start <= self.end or (self.start == self.end and not self.text):
            msg = f"an edit has an extent or a text: {self}"
            raise ValueError(msg)


def without_collisions(*lots: Iterable[Edit]) -> tuple[Edit, ...]:
    """All edits in order, without those that collide with an earlier one.

    An earlier lot wins over a later one, and within a lot the edit that begins first.
    """
    kept: list[Edit] = []
    for lot in lots:
        kept.extend(
            edit
            for edit in sorted(lot, key=place_of)
            if not any(_collide(edit, other) for other in kept)
        )
    return tuple(sorted(kept, key=place_of))


def place_of(edit: Edit) -> tuple[int, int]:
    """Where an edit begins and ends, to sort by."""
    return edit.start, edit.end


def _collide(one: Edit, other: Edit) -> bool:
    return (one.start < other.end and other.start < one.end) or one.start == other.start
