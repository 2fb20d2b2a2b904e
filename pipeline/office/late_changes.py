"""Originals to which somebody goes on writing after publication.

A scanner that feeds page by page may pause longer than the settle time. What it writes then lands
in the kept original, since an open file goes with its name. Once that is quiet it is offered again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from pipeline import files
from pipeline.core.office.records import JobRecord, State
from pipeline.files import reaching
from pipeline.office.attention import Attention
from pipeline.office.claims import Claims
from pipeline.office.journal import Journal
from pipeline.office.markers import outbox_marker

_RECENT = timedelta(hours=1)
"""How long after publication an original is looked at: later, a person works on it."""

_COARSE_NS = 2 * 10**9
"""File systems that keep times coarsely: FAT's are even seconds."""

_LATEST = 100
"""Originals that are looked at, at most."""


class LateChanges:
    """Looks whether kept originals stay as they were. Used by one thread."""

    def __init__(
        self, journal: Journal, claims: Claims, attention: Attention, outbox: Path, *, settle: float
    ) -> None:
        """Look in ``outbox``; an original is quiet after ``settle`` seconds."""
        self._journal = journal
        self._claims = claims
        self._attention = attention
        self._outbox = outbox
        self._settle = settle
        self._seen: dict[str, tuple[tuple[int, int], float]] = {}

    def look(self, *, now: datetime, monotonic: float) -> tuple[str, ...]:
        """Offer changed originals of the last hour again; their jobs are returned.

        Raises:
            DiskFull, FolderUnreachable: the system refuses; the next look goes on.
        """
        with reaching(self._outbox):
            outbox_marker(self._outbox, self._journal).check()
            changed = [
                (record, kept)
                for record, kept in self._originals(now)
                if self._quiet(record, kept, monotonic)
            ]
            return tuple(record.id for record, kept in changed if self._offer(record, kept))

    def _originals(self, now: datetime) -> Iterator[tuple[JobRecord, Path]]:
        for record in self._journal.latest(_LATEST):
            recent = record.finished is not None and now - record.finished < _RECENT
            if record.state is State.PUBLISHED and record.original and recent:
                yield record, self._outbox / record.original

    def _quiet(self, record: JobRecord, kept: Path, monotonic: float) -> bool:
        """Whether an original has another size or time than it had, and keeps them."""
        try:
            found = kept.stat()
        except FileNotFoundError:
            return False
        looks = (found.st_size, found.st_mtime_ns)
        moved = abs(found.st_mtime_ns - record.modified_ns) > _COARSE_NS
        if found.st_size == record.size and not moved:
            return False
        before, since = self._seen.setdefault(record.id, (looks, monotonic))
        if before != looks:
            self._seen[record.id] = (looks, monotonic)
            return False
        return since >= 0 and monotonic - since >= self._settle

    def _offer(self, record: JobRecord, kept: Path) -> bool:
        """Put the original into the inbox again if its bytes are others."""
        looks, _since = self._seen[record.id]
        self._seen[record.id] = (looks, -1)  # judged, until it changes once more
        sha256 = files.sha256_of(kept)
        if sha256 in {record.sha256, record.changed}:
            return False
        self._claims.offer(kept, record)
        self._journal.changed(record.id, sha256)
        self._attention.note_change(record.id)
        return True
