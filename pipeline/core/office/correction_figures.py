"""Figures of corrected drafts, added up: how many words, how good the marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo

from pipeline.core.office.records import CorrectionFacts, JobRecord, State


@dataclass(frozen=True, slots=True)
class Tally:
    """Released documents and their words, added up."""

    documents: int = 0
    words: int = 0
    corrected: int = 0
    """Words that were changed, left out or moved."""
    marked: int = 0
    marked_wrong: int = 0
    wrong: int = 0
    """Marked or not."""

    @property
    def unmarked_wrong(self) -> int:
        """Wrong words that nothing marked."""
        return max(0, self.wrong - self.marked_wrong)

    @property
    def precision(self) -> float | None:
        """Share of the marked words that were wrong; None without marks."""
        return self.marked_wrong / self.marked if self.marked else None

    @property
    def recall(self) -> float | None:
        """Share of the wrong words that were marked; None if none was wrong."""
        return self.marked_wrong / self.wrong if self.wrong else None

    def plus(self, facts: CorrectionFacts) -> Tally:
        """The sums with one more document."""
        return Tally(
            self.documents + 1,
            self.words + facts.words,
            self.corrected + facts.corrected,
            self.marked + facts.marked,
            self.marked_wrong + facts.marked_wrong,
            self.wrong + facts.wrong,
        )


@dataclass(frozen=True, slots=True)
class TallyRow:
    """The sums of one folder and kind in a month."""

    folder: str
    """Below the inbox; "" for the inbox itself."""
    kind: str
    """What the drafts were made from: the value of a ``Kind``."""
    tally: Tally


def month_of(record: JobRecord, zone: tzinfo) -> date | None:
    """The first day of the month in which finals were published, in ``zone``.

    None for what is no corrected draft, and for what was taken back.
    """
    released = record.state is State.PUBLISHED and record.facts.correction is not None
    if not released or record.withdrawn or record.finished is None:
        return None
    return record.finished.astimezone(zone).date().replace(day=1)


def tallies(records: Iterable[JobRecord], month: date, zone: tzinfo) -> tuple[TallyRow, ...]:
    """The rows of a month, by folder and kind."""
    sums: dict[tuple[str, str], Tally] = {}
    for record in records:
        facts = record.facts.correction
        if facts is not None and month_of(record, zone) == month:
            where = record.folder, facts.kind
            sums[where] = sums.get(where, Tally()).plus(facts)
    return tuple(TallyRow(folder, kind, tally) for (folder, kind), tally in sorted(sums.items()))
