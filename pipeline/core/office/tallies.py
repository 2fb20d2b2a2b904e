"""Figures of corrected drafts, added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from pipeline.core.office.records import CorrectionFacts, JobRecord, State


@dataclass(frozen=True, slots=True)
class Tally:
    """Released documents and their words, added up."""

    documents: int = 0
    words: int = 0
    corrected: int = 0
    """Words in whose place others stand."""
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

    def with_tally(self, other: Tally) -> Tally:
        """The sums of both."""
        return Tally(
            self.documents + other.documents,
            self.words + other.words,
            self.corrected + other.corrected,
            self.marked + other.marked,
            self.marked_wrong + other.marked_wrong,
            self.wrong + other.wrong,
        )

    def plus(self, facts: CorrectionFacts) -> Tally:
        """The sums with one more document."""
        wrong = facts.marked, facts.marked_wrong, facts.wrong
        return self.with_tally(Tally(1, facts.words, facts.corrected, *wrong))


@dataclass(frozen=True, slots=True)
class TallyRow:
    """The sums of one folder and kind in a month."""

    folder: str
    """Where the finals lie, below the outbox; "" for the outbox itself."""
    kind: str
    """What the drafts were made from: the value of a ``Kind``."""
    tally: Tally


def month_of(record: JobRecord, zone: tzinfo) -> date | None:
    """The first day of the month of a release, in ``zone``.

    None for what is no corrected draft, and for what was taken back.
    """
    released = record.state is State.PUBLISHED and record.facts.correction is not None
    if not released or record.withdrawn or record.finished is None:
        return None
    return record.finished.astimezone(zone).date().replace(day=1)


def tallies(records: Iterable[JobRecord], month: date, zone: tzinfo) -> tuple[TallyRow, ...]:
    """The rows of a month, by folder and kind.

    The folder is that of the finals: people drop a draft of any folder into the inbox itself. Of
    several releases of one document in the month, the last counts; ``records`` are in the order of
    arrival.
    """
    newest: dict[tuple[str, int], CorrectionFacts] = {}
    sums: dict[tuple[str, str], Tally] = {}
    for number, record in enumerate(records):
        facts = record.facts.correction
        if facts is not None and month_of(record, zone) == month:
            place = facts.place or f"{record.folder}/"
            document = (facts.draft, facts.part) if facts.draft else ("", number)
            newest.pop(document, None)
            newest[document] = replace(facts, place=place)
    for facts in newest.values():
        where = facts.place.rpartition("/")[0], facts.kind
        sums[where] = sums.get(where, Tally()).plus(facts)
    return tuple(TallyRow(folder, kind, tally) for (folder, kind), tally in sorted(sums.items()))
