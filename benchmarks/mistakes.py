"""Labelled sentences that come out wrong, as a text to compare.

Today's lists are in ``tests/golden/wrong``. The benchmarks that know of such sentences print theirs
with ``--wrong``.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_HEAD = (
    "# Sentences that come out wrong. ⍽ is a protected space.\n"
    "# A held-out one is a digest only: rules are not tuned by it. Renewed by: make golden\n"
)
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Mistake:
    """A sentence that comes out wrong."""

    label: str
    """Language and part of the sentence, and its kind or mistake."""
    said: str
    expected: str
    made: str
    held_out: bool = False
    """The text is not shown, since rules must not be tuned by it."""

    def __str__(self) -> str:
        """The label, and below it the three texts or their digest."""
        texts = f"  said      {self.said}\n  expected  {self.expected}\n  made      {self.made}\n"
        if self.held_out:
            texts = f"  digest    {hashlib.sha256(texts.encode()).hexdigest()[:_DIGITS]}\n"
        return f"{self.label}\n{texts}".replace("\u00a0", "⍽")


def listing(mistakes: Iterable[Mistake]) -> str:
    """The mistakes in their order, a blank line before each."""
    return "\n".join([_HEAD, *map(str, mistakes)])


def print_figures(section: Callable[[], str], mistakes: Callable[[], Iterable[Mistake]]) -> None:
    """Print the section, or the list of mistakes with ``--wrong``."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--wrong", action="store_true", help="list what comes out wrong")
    options = parser.parse_args()
    print(listing(mistakes()) if options.wrong else section(), end="")
