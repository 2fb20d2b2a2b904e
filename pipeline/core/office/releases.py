"""Releases of a draft that are in force, and those its folder has not heard of."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.core.office.records import JobRecord, State


def owed_drafts(records: Iterable[JobRecord]) -> dict[str, tuple[JobRecord, ...]]:
    """The releases that owe their folder something, by the job of their draft."""
    found: dict[str, tuple[JobRecord, ...]] = {}
    for record in records:
        facts = record.facts.correction
        if facts is not None and facts.draft and record.owed is not None:
            found[facts.draft] = (*found.get(facts.draft, ()), record)
    return found


def releases_in_force(records: Iterable[JobRecord], draft: str) -> tuple[JobRecord, ...]:
    """The newest release of each document of a draft that was not taken back.

    ``records`` are in the order of arrival.
    """
    newest: dict[int, JobRecord] = {}
    for record in records:
        facts = record.facts.correction
        released = record.state is State.PUBLISHED and not record.withdrawn
        if facts is not None and facts.draft == draft and released:
            newest[facts.part] = record
    return tuple(newest[part] for part in sorted(newest))


def is_superseded(record: JobRecord, in_force: Iterable[JobRecord]) -> bool:
    """Whether a newer release of the same document counts instead."""
    return any(
        other.arrival > record.arrival and _part(other) == _part(record) for other in in_force
    )


def _part(record: JobRecord) -> int:
    facts = record.facts.correction
    return 0 if facts is None else facts.part
