"""What an equation of figures is: right, or one that ought to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Values = Mapping[int, int]
"""Values of figures that are taken instead of those read, by number."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A sum, product or share: the numbers of its figures; the last is the result."""

    figures: tuple[int, ...]
    kind: str
    proved: tuple[int, ...] = ()
    """Those of which another last digit would make it wrong; all if it is a sum."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An equation that ought to be right."""

    figures: tuple[int, ...]
    """Of all its figures."""
    wanted: tuple[tuple[int, int], ...]
    """Figures with the value that makes it right, one at a time."""
    certain: bool
    """Whether its labels and neighbours leave no doubt that it should be right."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What adds up and what does not, for certain values."""

    held: frozenset[Equation]
    broken: tuple[Broken, ...]
