"""What a round does for the office's folders, beside the work itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, tzinfo

from pipeline.core.office.intake import IN_WORK
from pipeline.core.office.tallies import TallyRow
from pipeline.errors import Unavailable
from pipeline.i18n import Language
from pipeline.isolate import Isolated
from pipeline.jobs import Office
from pipeline.office.corrections.learning import settle
from pipeline.office.corrections.monthly import write_sheets
from pipeline.office.head import Head, cut_error, write_head
from pipeline.office.late_changes import LateChanges
from pipeline.office.markers import mark_folders
from pipeline.office.messages import explained
from pipeline.office.profiles.confined import ConfinedReader
from pipeline.ports import Clock
from pipeline.process import write_sheet

log = logging.getLogger(__name__)

_HEAD_EVERY = 3
"""Seconds between two notes of the journal's newest event in the inbox."""

_ORIGINALS_EVERY = 2
"""Seconds between two looks at the originals that were published last."""

_LESSONS_EVERY = 3
"""Seconds until what a folder could not learn is tried again."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """The time of day, steady seconds, and the users' time zone."""

    now: Clock
    monotonic: Callable[[], float]
    zone: tzinfo


class Upkeep:
    """Looks after journal, inbox and outbox between two looks at the inbox."""

    def __init__(self, office: Office, clocks: Clocks) -> None:
        """Look after the folders of this office; nothing is touched yet."""
        self._office = office
        self._clocks = clocks
        self._head: Head | None = None
        self._head_due = self._originals_due = self._markers_due = 0.0
        self._sheets_of: date | None = None
        self._rules = ConfinedReader()
        self._taught: Head | None = None
        self._lessons_due = 0.0
        self._originals = LateChanges(
            office.journal,
            office.claims,
            office.attention,
            office.publisher.outbox,
            settle=office.settings.inbox.settle,
        )

    def do(self) -> None:
        """Do what is due.

        Raises:
            Unavailable: what keeps all work waiting, though the inbox can be looked at.
        """
        journal, now = self._office.journal, self._clocks.monotonic()
        if journal.database.refusal is not None:
            raise journal.database.refusal
        try:
            self._office.publisher.marker.check()
            self._office.claims.marker.check()
        except Unavailable:
            if now < self._markers_due:
                raise
            self._markers_due = now + _HEAD_EVERY
            # A marker was lost, or a person has permitted the folder that is there now.
            mark_folders(self._office.claims.inbox, self._office.publisher.outbox, journal)
        if now >= self._head_due:
            self._head_due = now + _HEAD_EVERY
            with suppress(Unavailable):  # the look at the inbox says what is in the way
                self._write_head()
        if now >= self._originals_due:
            self._originals_due = now + _ORIGINALS_EVERY
            for job_id in self._originals.look(now=self._clocks.now(), monotonic=now):
                log.warning("original.changed", extra={"job": job_id})
        self.teach()
        self._write_sheets()

    def teach(self) -> None:
        """Have folders learn what was released or taken back; never raises.

        What is still in the way, such as a mistake in their file, is looked at again.
        """
        journal, settings, now = (
            self._office.journal,
            self._office.settings,
            self._clocks.monotonic(),
        )
        if journal.head() == self._taught and now < self._lessons_due:
            return
        self._lessons_due = now + _LESSONS_EVERY
        with suppress(Unavailable):  # the look at the inbox says what is in the way
            inbox = settings.folders.inbox
            settle(journal, settings, lambda folder: self._rules.read(inbox, folder).learned)
        self._rules.rest()
        self._taught = journal.head()

    def _write_sheets(self) -> None:
        """Bring the monthly sheets up to date, in the first round of each day."""
        office, zone = self._office, self._clocks.zone
        today = self._clocks.now().astimezone(zone).date()
        if self._sheets_of == today or not office.settings.reports.monthly:
            return
        seconds, language = office.settings.limits.document_seconds, office.settings.language

        def write(month: date, rows: Sequence[TallyRow]) -> bytes:
            return child.run(write_sheet, seconds, month, rows, language)

        memory = round(office.settings.limits.memory_gb * 2**30)
        child = Isolated(object, processes=1, memory_bytes=memory, writable=())
        try:
            for path in write_sheets(office.journal, office.publisher.outbox, today, zone, write):
                log.info("report.written", extra={"path": path})
        finally:
            child.close()  # an idle office has no children
        self._sheets_of = today

    def end(self) -> None:
        """Leave the folders as the next start should find them."""
        with suppress(Unavailable):
            self._write_head()

    def told(self, language: Language) -> Iterator[str]:
        """What a person has to know until it is taken note of."""
        gap = self._office.journal.gap
        if gap is not None:
            error = cut_error(self._office.settings.state, gap)
            yield " ".join(explained(type(error).__name__, error.details, language))

    def _write_head(self) -> None:
        head = self._office.journal.head()
        if head != self._head:
            self._office.claims.marker.check()
            write_head(self._office.claims.inbox / IN_WORK, head)
            self._head = head
