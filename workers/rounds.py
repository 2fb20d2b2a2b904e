"""Rounds: look at the inbox, hand over what arrived, show, wait.

``watch`` goes round until it is stopped, ``batch`` until nothing is left to do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.core.model import Job
from pipeline.core.naming import readable
from pipeline.core.office.intake import Waiting
from pipeline.core.office.records import JobRecord, State
from pipeline.errors import ProfileWrong, Unavailable
from pipeline.jobs import Office
from pipeline.office.attention import unsettled
from pipeline.office.messages import explained, waiting_for
from pipeline.office.status_page import SHOWN, write_status
from workers.display import Display
from workers.outbox_watch import OutboxWatcher
from workers.upkeep import Clocks, Upkeep
from workers.watch import InboxWatcher, Look

if TYPE_CHECKING:
    from workers.flows import Engine

log = logging.getLogger(__name__)

_GLANCE = 0.5
"""Seconds between two looks while there is work.

The progress that people see is this old.
"""

_REST_AFTER = 30
"""Seconds without work until the engine and its models go."""

HOPE = 60
"""Seconds a batch waits while this machine is in the way of all.

``watch`` waits for ever.
"""

_PAGE_EVERY = 3
"""Seconds between two status pages that differ in progress only."""

_TEND_EVERY = 60
"""Seconds between two checks that the engine lost no work."""

_LEAVE = 25
"""Seconds for the units in hand when we are asked to stop."""


class Rounds:
    """One process's work on one inbox.

    After ``batch`` or ``watch``, ``handled`` are the ids of all jobs that were open at the
    beginning or arrived since, and ``last`` is the last look at the inbox.
    """

    def __init__(
        self,
        office: Office,
        watcher: InboxWatcher,
        display: Display,
        *,
        engine: Callable[[], Engine],
        clocks: Clocks,
    ) -> None:
        """Stand ready; ``engine`` is called for the first job."""
        self.handled: list[str] = []
        self.last = Look()
        self._office = office
        self._watcher = watcher
        self._display = display
        self._build = engine
        self._engine: Engine | None = None
        self._page_due = self._tend_due = 0.0
        self._monotonic, self._zone = clocks.monotonic, clocks.zone
        self._upkeep = Upkeep(office, clocks)
        self._outbox = OutboxWatcher(office, clocks)
        self._stopping = False
        self._open: set[str] = set()

    def stop(self) -> None:
        """Finish what is in hand and end ``batch`` or ``watch``.

        To be called from any thread, or from a signal handler.
        """
        self._stopping = True  # a plain flag: locks do not belong in a signal handler
        self._watcher.stop()

    @property
    def stopping(self) -> bool:
        """Whether ``stop`` was called."""
        return self._stopping

    @property
    def stopped(self) -> bool:
        """Whether work was left: for ``stop``, or for this machine."""
        return self.stopping or bool(self._open)

    def batch(self) -> None:
        """Work until nothing is left that this machine can do."""
        self._recover()
        hopeful = self._monotonic()
        while not self.stopping:
            self._go_round()
            if (
                not self._open
                and self.last.trouble is None
                and not self._outbox.busy
                and not any(map(_passes, self.last.waiting))
            ):
                break
            if not self._stuck():
                hopeful = self._monotonic()
            elif self._monotonic() - hopeful > HOPE:
                break
            self._watcher.wait(_GLANCE)
        self._close()

    def watch(self, *, rescan: float) -> None:
        """Work until ``stop``; an idle look comes every ``rescan`` seconds."""
        self._recover()
        busy = self._monotonic()
        while not self.stopping:
            self._go_round()
            if self._open:
                busy = self._monotonic()
            elif self._engine is not None and self._monotonic() - busy > _REST_AFTER:
                self._engine.rest()
            self._watcher.wait(min(_GLANCE, rescan) if self._open else rescan)
        self._close()

    def _recover(self) -> None:
        """Go on where an earlier process stopped; what ends with that is told, too."""
        before = self._ended_jobs()
        left = self._watcher.recover()
        self._outbox.recover()
        ended = [job_id for job_id in self._ended_jobs() if job_id not in before]
        self._take(left)
        self.handled.extend(ended)
        self._show(ended)

    def _ended_jobs(self) -> dict[str, None]:
        """The ids of all jobs that have ended, in the order of arrival."""
        records = self._office.journal.jobs()
        return {record.id: None for record in records if not record.state.open}

    def _go_round(self) -> None:
        """Look, hand over, show.

        What this machine refuses is trouble that the next round tries again.
        """
        before, self.last = self.last, self._outbox.look(self._watcher.look())
        try:
            self._take(self.last.claimed)
            ended = [record.id for record in (*self.last.parked, *self.last.duplicates)]
            self.handled.extend(ended)
            working = bool(self._open or ended)
            if working:
                self._show(ended)
                self._tend()
            if working or self.last != before:
                self._write_page(now=not self._open)
            self._upkeep.do()
        except Unavailable as error:
            log.warning("rounds.trouble", extra={"reason": type(error).__name__})
            self.last = replace(self.last, trouble=self.last.trouble or error)
        self._display.hold(self._reasons())

    def _reasons(self) -> Iterator[str]:
        """Why something waits for a person, or for this machine.

        A profile's mistakes are told once for all its files.
        """
        language, trouble = self._office.settings.language, self.last.trouble
        if trouble is not None:
            yield " ".join(explained(type(trouble).__name__, trouble.details, language))
        yield from self._upkeep.told(language)
        yield from self._outbox.told(language)
        for source, why in self.last.waiting:
            if isinstance(why, ProfileWrong):
                yield waiting_for(why, language)
            elif not why.passes:
                yield f"{readable(source)}: {waiting_for(why, language)}"
        for record in self._office.journal.open_jobs() if self._open else ():
            if record.state is State.WAITING and record.reason:
                said = " ".join(explained(record.reason, record.details, language))
                yield f"{readable(record.source)}: {said}"

    def _take(self, jobs: tuple[Job, ...]) -> None:
        self.handled.extend(job.id for job in jobs)
        # First of all: what cannot be handed over now is tended to later.
        self._open.update(job.id for job in jobs)
        if jobs:
            self._office.expect(jobs)  # while the engine is loaded
        for job in jobs:
            self._submit(job)

    def _submit(self, job: Job) -> None:
        if self._engine is None:
            self._engine = self._build()
        self._engine.submit(job)

    def _show(self, ended: list[str]) -> None:
        """Tell the display what is in work and what has ended since."""
        journal = self._office.journal
        in_work = {record.id: record for record in journal.open_jobs()}
        ended = [*ended, *sorted(self._open - in_work.keys())]
        self._upkeep.teach()  # what is told next says whether it was in the way
        self._open &= in_work.keys()
        told = [record for record in map(journal.job, ended) if record.state is not State.RETURNED]
        self._display.show(list(in_work.values()), told)

    def _tend(self) -> None:
        """Now and then, hand over again what is open.

        What the engine dropped is begun again.
        """
        if self._monotonic() >= self._tend_due:
            self._tend_due = self._monotonic() + _TEND_EVERY
            for job_id in sorted(self._open):
                self._submit(self._office.journal.job(job_id).job)

    def _write_page(self, *, now: bool) -> None:
        """Bring the status page up to date, if the outbox can be written."""
        if now or self._monotonic() >= self._page_due:
            self._page_due = self._monotonic() + _PAGE_EVERY
            folders, language = self._office.settings.folders, self._office.settings.language
            with suppress(Unavailable):
                self._office.publisher.marker.check()
                latest = self._office.journal.latest(SHOWN)
                write_status(
                    folders.outbox,
                    unsettled(latest, self._office.claims.marker),
                    self.last.waiting,
                    language=language,
                    zone=self._zone,
                )

    def _stuck(self) -> bool:
        """Whether all open work waits for this machine or a folder."""
        if self.last.trouble is not None:
            return True
        return bool(self._open) and all(
            self._office.journal.job(job_id).state is State.WAITING for job_id in self._open
        )

    def _close(self) -> None:
        if self._engine is not None and self.stopped:
            self._engine.leave(seconds=_LEAVE)
        elif self._engine is not None:
            self._engine.finish()
        self._watcher.close()
        self._outbox.close()
        self._upkeep.end()


def _passes(waiting: tuple[str, Waiting | ProfileWrong]) -> bool:
    """Whether waiting will end without a person."""
    _source, why = waiting
    return isinstance(why, Waiting) and why.passes


def needs_a_person(record: JobRecord) -> bool:
    """Whether a job leaves something to do.

    It failed, it waits, parts of it could not be read, or its folder could not learn from it.
    """
    return (
        record.state not in {State.PUBLISHED, State.DUPLICATE, State.RETURNED}
        or record.facts.problems > 0
        or (record.owed is not None and record.owed.reason is not None)
    )
