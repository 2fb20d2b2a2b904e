"""Tries: a piece of work is done until it succeeds, or fails for good.

An attempt is counted before it begins, in the journal's folder: it may take the whole program down.
Knows nothing of the engine.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from itertools import count
from typing import TypeVar

from pipeline.core.model import Job
from pipeline.core.office.retries import (
    Again,
    Failure,
    GiveUp,
    Patience,
    exhausted,
    next_attempt,
    patience,
)
from pipeline.errors import GivenUp, NativeCrash, NativeHang, Rejected, Unavailable
from pipeline.jobs import Office
from workers.shift import Shift

log = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")

HANG = NativeHang.__name__
"""How the attempts call it."""


class Suspected(Exception):
    """The document has hung for the first time: it goes on among the suspects."""


class Tries:
    """The tries of one run of the engine; safe for threads."""

    def __init__(self, office: Office, shift: Shift) -> None:
        self._office = office
        self._shift = shift

    def suspect(self, job: Job) -> bool:
        """Whether a piece of the document hung before, also in an earlier run."""
        with suppress(Unavailable):
            return self._office.journal.attempts.any_failed(job.id, HANG)
        return False

    def persistently(
        self,
        job: Job,
        piece: str,
        work: Callable[[Patience], ResultT],
        *,
        room: AbstractContextManager[object],
    ) -> ResultT:
        """Do ``work`` until it succeeds, or fails for good.

        This machine is waited for as long as it takes.

        ``room`` is entered first: a start counts, and we wait for it when we leave, only once a
        process is free.

        Raises:
            Rejected: the document is at fault, or (``GivenUp``) we are.
            NativeCrash, NativeHang: the same piece took down its process again and again.
            Suspected: the document hung, for the first time.
        """
        shift = self._shift
        for attempt in count(1):
            suspect = self.suspect(job)
            with shift.in_hand(room, suspect=suspect):
                try:
                    return self._attempt(job, piece, work)
                except Rejected:
                    raise
                # The one place: no fault of ours ends the engine.
                except Exception as error:  # noqa: BLE001 - see above
                    failure = error
                if shift.leaving:
                    # We ended its child ourselves on the way out: no fault of the document's.
                    with suppress(Unavailable):
                        self._office.journal.attempts.undo(job.id, piece)
            if shift.leaving:
                shift.pause(0)
            self._wait_or_raise(job, piece, failure, attempt)
            if not suspect and self.suspect(job):
                raise Suspected
        raise AssertionError  # pragma: no cover - count() never ends

    def _attempt(self, job: Job, piece: str, work: Callable[[Patience], ResultT]) -> ResultT:
        """One attempt, counted before it begins: it may kill us."""
        journal = self._office.journal
        begun = journal.attempts.begin(job.id, piece)
        if exhausted(unfinished_starts=begun.started - begun.failed - 1):
            raise GivenUp(job=job.id)
        try:
            result = work(patience(failed=begun.failed))
        except Rejected:
            journal.attempts.undo(job.id, piece)
            raise
        journal.attempts.undo(job.id, piece)
        journal.resumed(job.id)
        return result

    def _wait_or_raise(self, job: Job, piece: str, failure: Exception, attempt: int) -> None:
        """Return when it is time to try again, or raise what to tell."""
        kind, failures = Failure.MACHINE, attempt
        with suppress(Unavailable):  # a journal that cannot be written is one more reason to wait
            kind, failures = self._count_failure(job, piece, failure, attempt)
        match next_attempt(kind, attempt=failures):
            case Again(wait):
                log.warning(
                    "job.again",
                    extra={"job": job.id, "piece": piece, "seconds": wait.total_seconds()},
                )
                self._shift.pause(wait.total_seconds())
            case GiveUp() if kind is Failure.NATIVE:
                raise failure
            case GiveUp():
                raise GivenUp(job=job.id) from failure

    def _count_failure(
        self, job: Job, piece: str, failure: Exception, attempt: int
    ) -> tuple[Failure, int]:
        """Whose fault a failure was, and how often; both are noted."""
        journal, reason = self._office.journal, type(failure).__name__
        # Without a sound office nothing could run here: that is no fault of the document's.
        native = isinstance(failure, NativeCrash | NativeHang) and self._office.can_work()
        if isinstance(failure, Unavailable) and not native:
            journal.attempts.undo(job.id, piece)
            journal.postponed(job.id, failure)
            return Failure.MACHINE, attempt
        log.error(
            "job.failed", extra={"job": job.id, "piece": piece, "reason": reason}, exc_info=failure
        )
        failures = journal.attempts.fail(job.id, piece, reason).failed
        return Failure.NATIVE if native else Failure.FAULT, failures
