"""Whether the bytes of an arrival were here before."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.core.naming import portable_folder
from pipeline.core.office.records import JobRecord, State
from pipeline.office.journal import Journal
from pipeline.office.publishing import Publisher


def same_bytes_before(
    record: JobRecord, journal: Journal, publisher: Publisher
) -> JobRecord | None:
    """The latest earlier arrival of the same bytes in this folder.

    Only one whose results are still there, or will be.

    Raises:
        FolderUnreachable: nobody knows while the outbox is away.
    """
    earlier = _earlier(record, journal)
    return next((other for other in earlier if _still_here(other, publisher)), None)


def _earlier(record: JobRecord, journal: Journal) -> Iterator[JobRecord]:
    """Earlier arrivals of the same bytes in this folder, latest first.

    Of back sides, the front sides must have the same bytes, too.
    """
    for other in reversed(journal.by_sha(record.sha256)):
        same_folder = portable_folder(other.folder) == portable_folder(record.folder)
        same_fronts = _fronts_sha(other, journal) == _fronts_sha(record, journal)
        void = other.redone or other.withdrawn
        if other.arrival < record.arrival and same_folder and same_fronts and not void:
            yield other


def _fronts_sha(record: JobRecord, journal: Journal) -> str | None:
    return journal.job(record.fronts).sha256 if record.fronts else None


def _still_here(earlier: JobRecord, publisher: Publisher) -> bool:
    if earlier.state is State.PUBLISHED:
        publisher.marker.check()
        return all((publisher.outbox / output.path).is_file() for output in earlier.outputs)
    return earlier.state.open
