"""The durable engine: a document is a workflow, a page a step of it.

The only module that knows DBOS. The engine is open while there is work and closed when there is
none, so that an idle office costs nothing. Stopping is crash-only: finish what is in hand, then
leave as a power cut would; whatever was not finished goes on at the next start. So there is one way
to recover, and it is used every day.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, nullcontext, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar

from dbos import DBOS, DBOSClient, DBOSConfig, SetEnqueueOptions, SetWorkflowID
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from pipeline.core.model import Job
from pipeline.core.office.intake import priority
from pipeline.core.office.retries import Again, Failure, GiveUp, exhausted, next_attempt
from pipeline.errors import (
    DamagedFile,
    FolderUnreachable,
    GivenUp,
    NativeCrash,
    NativeHang,
    Rejected,
    Unavailable,
)
from pipeline.jobs import Office
from pipeline.office.database import ENGINE_FILE, remove, set_aside, sound
from pipeline.recipe import Unit
from workers.lanes import RECORDINGS, SCANS, lane_of
from workers.shift import Shift

log = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")
_Plain = tuple[list[int], float]
"""A ``Unit`` as the engine keeps it: numbers and amount."""

_NAME = "schreibstube"
_VERSION = "1"
"""Pinned, so that work in hand survives an upgrade.

DBOS's default is a hash of the code.
"""

_OUTGROWN = ("engine.db",)
"""Files of earlier versions in the state folder."""

_ALIVE = frozenset(("PENDING", "ENQUEUED", "DELAYED"))
"""Workflows on which DBOS goes on by itself.

Source: dbos ``WorkflowStatusString``.
"""

_RECORDS_SECONDS = 3
"""Seconds for the last notes of the engine when it closes.

What is missing then is done again at the next start.
"""
_RECORDS_GLANCE = 0.05

_DOCUMENTS_AT_ONCE = 8
_UNITS_AHEAD = 8
"""Units handed out beyond the processes.

The next one is at hand when one is done, without polling.
"""

_FAREWELL_SECONDS = 0.25
"""How often DBOS looks for messages between workflows.

We send none, but it closes only after the next look.
"""


class Engine:
    """Sees jobs through to the end, across crashes."""

    def __init__(self, office: Office, *, ended: Callable[[], None]) -> None:
        """Remember the office; nothing is started yet.

        ``ended`` is called, in any thread, when a document has ended.
        """
        self._office = office
        self._ended = ended
        self._open = False

    def submit(self, job: Job) -> None:
        """Have a job done, or go on with it where it stopped.

        May be called again at any time for a job that is open in the journal: what is alive stays
        as it is, and what the engine itself dropped (its database was out of reach) is begun again.

        Raises:
            FolderUnreachable: the engine's database cannot be read or written.
        """
        state = self._office.settings.state
        try:
            self._start(state)
            with SetWorkflowID(_living(job.id)), SetEnqueueOptions(priority=_place(job)):
                DBOS.enqueue_workflow(lane_of(job.kind).documents, document, job.id)
        except (sqlite3.Error, SQLAlchemyError) as error:
            raise FolderUnreachable(folder=str(state)) from error

    def finish(self) -> None:
        """End with nothing left to do, all of it noted.

        The caller must exit without joining threads.
        """
        if self._open:
            # The journal says "done" a little before the last file is in its place.
            _running.shift.settle(None)
            self._await_records()
            self._office.close()

    def rest(self) -> None:
        """Close down until the next job.

        No threads, child processes or models stay.
        """
        if self._open:
            self.finish()
            DBOS.destroy()
            self._open = False

    def leave(self, *, seconds: float) -> None:
        """Finish the units in hand, within ``seconds``.

        Workflows stay where they are, as after a crash; the caller must exit without joining
        threads.
        """
        if self._open:
            _running.shift.leave(seconds)
            self._office.close()
            _running.shift.settle(_RECORDS_SECONDS)  # what was cut short takes its attempts back

    def _await_records(self) -> None:
        """Let DBOS note the end of the last workflows."""
        for _ in range(round(_RECORDS_SECONDS / _RECORDS_GLANCE)):
            if not DBOS.list_workflows(
                status=sorted(_ALIVE), limit=1, load_input=False, load_output=False
            ):
                return
            time.sleep(_RECORDS_GLANCE)

    def _start(self, state: Path) -> None:
        if self._open:
            return
        database = state / ENGINE_FILE
        for outgrown in _OUTGROWN:
            remove(state, outgrown)
        if not sound(state, ENGINE_FILE):
            log.error("engine.set_aside", extra={"file": set_aside(state, ENGINE_FILE)})
        _running.office, _running.shift, _running.ended = self._office, Shift(), self._ended
        self._office.sweep()
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        url = URL.create("sqlite", database=str(database)).render_as_string()
        DBOS.migrate(url)
        self._register_queues(url)
        DBOS(
            config=DBOSConfig(
                name=_NAME,
                system_database_url=url,
                application_version=_VERSION,
                executor_id="office",  # one process per state folder: office/folders.py
                log_level="ERROR",  # it advertises a console at launch
                notification_listener_polling_interval_sec=_FAREWELL_SECONDS,
            )
        )
        DBOS.launch()
        self._open = True

    def _register_queues(self, url: str) -> None:
        """Before launch: DBOS looks for new queues once a second only."""
        office = self._office
        ahead = {
            SCANS: office.readers.processes,
            RECORDINGS: office.listeners.processes,
        }
        client = DBOSClient(system_database_url=url, application_name=_NAME)
        for lane, processes in ahead.items():
            for queue, at_once, seconds in (
                (lane.documents, _DOCUMENTS_AT_ONCE, lane.documents_seconds),
                (lane.units, processes + _UNITS_AHEAD, lane.units_seconds),
            ):
                client.register_queue(
                    queue, worker_concurrency=at_once, polling_interval_sec=seconds
                )
        client.destroy()


def _place(job: Job) -> int:
    """The job's place in every queue: urgent ones sooner."""
    return priority(job.source, int(job.id.partition("-")[0]))


def _living(job_id: str) -> str:
    """The id of the job's workflow, or of its successor.

    One that has ended without ending the job has a successor.
    """
    for run in count(1):
        workflow_id = job_id if run == 1 else f"{job_id}.{run}"
        status = DBOS.get_workflow_status(workflow_id)
        if status is None or status.status in _ALIVE:
            return workflow_id
    raise AssertionError  # pragma: no cover - count() never ends


class _Running:
    """The office of this process: DBOS calls plain functions."""

    office: Office
    shift: Shift
    ended: Callable[[], None]


_running = _Running()

# The names of workflows and steps are in the engine's database: with other names, work that an
# earlier version left would not go on.


@DBOS.workflow(max_recovery_attempts=None)  # we keep our own count of what kills us
def document(job_id: str) -> None:
    """One document: open it, recognise its units, publish its results."""
    plain = _opened(job_id)
    if plain is not None:
        if len(plain) == 1:  # a letter or a memo shares nothing out: it need not queue twice
            _recognised(job_id, plain[0])
        else:
            _share_out(job_id, plain)
        _published(job_id)
    _running.ended()


def _share_out(job_id: str, plain: list[_Plain]) -> None:
    """Have the units recognised, each as a workflow of its own."""
    journal, total = _running.office.journal, sum(amount for _, amount in plain)
    job = journal.job(job_id).job
    lane = lane_of(job.kind)
    handles = []
    for numbers, amount in plain:
        workflow_id = f"{DBOS.workflow_id}:{Unit(tuple(numbers), amount).name}"
        with SetWorkflowID(workflow_id), SetEnqueueOptions(priority=_place(job)):
            handles.append(DBOS.enqueue_workflow(lane.units, recognition, job_id, numbers, amount))
    done = 0.0
    for (_, amount), handle in zip(plain, handles, strict=True):
        handle.get_result(polling_interval_sec=lane.units_seconds)
        done += amount
        with suppress(Unavailable):  # a full disk must not end the workflow
            journal.attempts.advance(job_id, round(done), round(total), unit=lane.measure)


@DBOS.workflow(max_recovery_attempts=None)
def recognition(job_id: str, numbers: list[int], amount: float) -> None:
    """One unit: a few pages, one segment, or who speaks.

    ``numbers`` and ``amount`` are those of ``Unit``; the engine keeps no types of ours, so that an
    upgrade may move them.
    """
    _recognised(job_id, (numbers, amount))


@DBOS.step()
def _opened(job_id: str) -> list[_Plain] | None:
    """The units of a document, or None if it ended here, rejected."""
    office = _running.office
    record = office.journal.job(job_id)
    job = record.job
    if not record.state.open:
        office.tidy(job)
        return None
    try:
        units = _persistently(job, "open", lambda: office.prepare(job), room=office.readers.free)
        return [(list(unit.numbers), unit.amount) for unit in units]
    except Rejected as error:
        _park(job, error)
    except (NativeCrash, NativeHang):
        _park(job, DamagedFile())
    return None


@DBOS.step()
def _recognised(job_id: str, plain: _Plain) -> None:
    """A unit's words, or the problem in their place, are artefacts."""
    numbers, amount = plain
    _recognise(_running.office.journal.job(job_id).job, Unit(tuple(numbers), amount))


def _recognise(job: Job, unit: Unit) -> None:
    """Recognise a unit; pages that fail together are tried one by one.

    So only the faulty one is marked.
    """
    office = _running.office
    try:
        _persistently(
            job, unit.name, lambda: office.recognise(job, unit), room=office.room(job, unit)
        )
    except (Rejected, NativeCrash, NativeHang) as error:
        reason = type(error).__name__
        if len(unit.numbers) > 1:
            for part in unit.parts:
                _recognise(job, part)
        else:
            mark = partial(office.mark_unreadable, job, unit, reason)
            _parking_on_failure(
                job, lambda: _persistently(job, f"mark {unit.name}", mark, room=office.readers.free)
            )


@DBOS.step()
def _published(job_id: str) -> None:
    """The results are in the outbox, or a note says why not."""
    office = _running.office
    job = office.journal.job(job_id).job
    _parking_on_failure(
        job,
        lambda: _persistently(
            job, "publish", lambda: office.publish(job), room=office.readers.free
        ),
    )


def _parking_on_failure(job: Job, work: Callable[[], None]) -> None:
    """Work without which the document cannot be finished."""
    try:
        work()
    except Rejected as error:
        _park(job, error)
    except (NativeCrash, NativeHang):
        _park(job, GivenUp(job=job.id))


def _park(job: Job, error: Rejected) -> None:
    """The original and a note lie where people look."""
    office = _running.office
    _persistently(job, "park", lambda: office.attention.reject(job.id, error), room=nullcontext())
    office.tidy(job)


def _persistently(
    job: Job, piece: str, work: Callable[[], ResultT], *, room: AbstractContextManager[object]
) -> ResultT:
    """Do ``work`` until it succeeds, or fails for good.

    This machine is waited for as long as it takes.

    ``room`` is entered first: a start counts, and we wait for it when we leave, only once a process
    is free.

    Raises:
        Rejected: the document is at fault, or (``GivenUp``) we are.
        NativeCrash, NativeHang: the same piece took down its process again and again.
    """
    shift = _running.shift
    for attempt in count(1):
        with shift.in_hand(room):
            try:
                return _attempt(job, piece, work)
            except Rejected:
                raise
            # The one place: no fault of ours ends the engine.
            except Exception as error:  # noqa: BLE001 - see above
                failure = error
            if shift.leaving:
                # We ended its child ourselves on the way out: no fault of the document's.
                with suppress(Unavailable):
                    _running.office.journal.attempts.undo(job.id, piece)
        if shift.leaving:
            shift.pause(0)
        _wait_or_raise(job, piece, failure, attempt)
    raise AssertionError  # pragma: no cover - count() never ends


def _attempt(job: Job, piece: str, work: Callable[[], ResultT]) -> ResultT:
    """One attempt, counted before it begins: it may kill us."""
    journal = _running.office.journal
    begun = journal.attempts.begin(job.id, piece)
    if exhausted(unfinished_starts=begun.started - begun.failed - 1):
        raise GivenUp(job=job.id)
    try:
        result = work()
    except Rejected:
        journal.attempts.undo(job.id, piece)
        raise
    journal.attempts.undo(job.id, piece)
    journal.resumed(job.id)
    return result


def _wait_or_raise(job: Job, piece: str, failure: Exception, attempt: int) -> None:
    """Return when it is time to try again, or raise what to tell."""
    kind, failures = Failure.MACHINE, attempt
    with suppress(Unavailable):  # a journal that cannot be written is one more reason to wait
        kind, failures = _count_failure(job, piece, failure, attempt)
    match next_attempt(kind, attempt=failures):
        case Again(wait):
            log.warning(
                "job.again", extra={"job": job.id, "piece": piece, "seconds": wait.total_seconds()}
            )
            _running.shift.pause(wait.total_seconds())
        case GiveUp() if kind is Failure.NATIVE:
            raise failure
        case GiveUp():
            raise GivenUp(job=job.id) from failure


def _count_failure(job: Job, piece: str, failure: Exception, attempt: int) -> tuple[Failure, int]:
    """Whose fault a failure was, and how often; both are noted."""
    journal, reason = _running.office.journal, type(failure).__name__
    # Without a sound office nothing could run here: that is no fault of the document's.
    native = isinstance(failure, NativeCrash | NativeHang) and _running.office.can_work()
    if isinstance(failure, Unavailable) and not native:
        journal.attempts.undo(job.id, piece)
        journal.postponed(job.id, failure)
        return Failure.MACHINE, attempt
    log.error(
        "job.failed", extra={"job": job.id, "piece": piece, "reason": reason}, exc_info=failure
    )
    failures = journal.attempts.fail(job.id, piece, reason).failed
    return Failure.NATIVE if native else Failure.FAULT, failures
