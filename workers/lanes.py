"""Lanes: the queues of scans and those of recordings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from pipeline.core.model import Kind


@dataclass(frozen=True, slots=True)
class Lane:
    """The queues of one kind of document, and their polling.

    A letter never waits behind long recordings, nor a page behind documents that wait for theirs.
    Pages take a second, segments several. Every look costs a few milliseconds of CPU.
    """

    documents: str
    units: str
    measure: str
    """What progress counts, as in ``Progress``."""
    documents_seconds: float
    """Longest time until a new document is noticed."""
    units_seconds: float
    """Longest time until a new unit is noticed."""

    @property
    def looks(self) -> tuple[tuple[str, float], ...]:
        """The queues of documents and units, with the longest seconds between two looks."""
        return (self.documents, self.documents_seconds), (self.units, self.units_seconds)


SCANS = Lane("scans", "pages", "page", 0.25, 0.25)
SUSPECTS = Lane("suspects", "suspect-units", "", 2.0, 2.0)
"""Documents of all kinds that hung once: they wait for nobody's place but their own."""
RECORDINGS = Lane("recordings", "segments", "second", 0.5, 1.0)


def lane_of(kind: Kind) -> Lane:
    """The lane of a kind of document; corrections are short, as letters."""
    match kind:
        case Kind.SCAN | Kind.CORRECTION:
            return SCANS
        case Kind.RECORDING:
            return RECORDINGS
        case _:
            assert_never(kind)
