"""The durable engine: every document is a workflow, every page and every segment a step of its own.

The only module that knows DBOS. The engine is open while there is work and closed when there is
none, so that an idle office costs nothing. Stopping is crash-only: finish what is in hand, then
leave as a power cut would; whatever was not finished goes on at the next start. So there is one way
to recover, and it is used every day.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar

from dbos import DBOS, DBOSClient, DBOSConfig, SetEnqueueOptions, SetWorkflowID
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from pipeline.app import Office
from pipeline.core.model import Job, Kind
from pipeline.core.office.intake import priority
from pipeline.core.office.retrying import Again, Failure, GiveUp, after, exhausted
from pipeline.errors import (
    DamagedFile,
    FolderUnreachable,
    GivenUp,
    NativeCrash,
    NativeHang,
    Rejected,
    Unavailable,
)
from pipeline.recipe import Unit

log = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")

_NAME = "schreibstube"
_VERSION = "1"
"""Pinned: DBOS's default is a hash of the code, which would strand work in hand at every upgrade."""

_DOCUMENTS = {Kind.SCAN: "scans", Kind.RECORDING: "recordings"}
_UNITS = {Kind.SCAN: "pages", Kind.RECORDING: "segments"}
"""Separate queues: a letter never waits behind long recordings, nor a page behind documents that wait for theirs."""

_ALIVE = frozenset(("PENDING", "ENQUEUED", "DELAYED"))
"""Workflows on which DBOS goes on by itself. Source: dbos ``WorkflowStatusString``."""

_RECORDS_SECONDS = 3
"""How long the last notes of the engine may take when it closes; whatever is missing then is done again at the next start."""
_RECORDS_GLANCE = 0.05

_DOCUMENTS_AT_ONCE = 8
_UNITS_AHEAD = 8
"""More than there are processes: the next unit is at hand when one is done; no polling in between."""

_POLLING_SECONDS = {"scans": 0.25, "pages": 0.25, "recordings": 0.5, "segments": 1.0}
"""How long something in a queue may wait to be noticed: pages take a second, segments several. Every look costs a few
milliseconds of CPU, and each queue has a looker of its own."""

_FAREWELL_SECONDS = 0.25
"""How often DBOS looks for messages between workflows. We send none, but it closes only after the next look."""


class _Shift:
    """What is in hand now, and whether we are leaving."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._in_hand = 0
        self._leaving = False

    @contextmanager
    def in_hand(self, room: AbstractContextManager[object]) -> Iterator[None]:
        """Work that is finished before we leave, begun when there is ``room``; blocks for ever once we are leaving."""
        with room:
            with self._changed:
                self._stay()
                self._in_hand += 1
            try:
                yield
            finally:
                with self._changed:
                    self._in_hand -= 1
                    self._changed.notify_all()

    def leave(self, seconds: float) -> None:
        """Begin nothing more, and wait for what is in hand, at most ``seconds``."""
        with self._changed:
            self._leaving = True
            self._changed.notify_all()
        self.settle(seconds)

    def settle(self, seconds: float | None) -> None:
        """Wait until nothing is in hand."""
        with self._changed:
            self._changed.wait_for(lambda: self._in_hand == 0, timeout=seconds)

    def pause(self, seconds: float) -> None:
        """Wait before the next attempt; for ever once we are leaving."""
        with self._changed:
            self._changed.wait_for(lambda: self._leaving, timeout=seconds)
            self._stay()

    @property
    def leaving(self) -> bool:
        """Whether we are on our way out."""
        with self._changed:
            return self._leaving

    def _stay(self) -> None:
        while self._leaving:
            self._changed.wait()


class Engine:
    """Takes jobs and sees them through to the end, whatever crashes in between."""

    def __init__(self, office: Office, *, ended: Callable[[], None]) -> None:
        """Remember the office; nothing is started yet. ``ended`` is called, in any thread, when a document has ended."""
        self._office = office
        self._ended = ended
        self._open = False

    def submit(self, job: Job) -> None:
        """Have ``job`` done, urgent ones first; a job that is known goes on where it stopped.

        May be called again at any time for a job that is open in the journal: what is alive stays as
        it is, and what the engine itself dropped (its database was out of reach) is begun anew.

        Raises:
            FolderUnreachable: the engine's database cannot be read or written.
        """
        state = self._office.settings.state
        try:
            self._start(state / "engine.db")
            with SetWorkflowID(_living(job.id)), SetEnqueueOptions(priority=_place(job)):
                DBOS.enqueue_workflow(_DOCUMENTS[job.kind], document, job.id)
        except (sqlite3.Error, SQLAlchemyError) as error:
            raise FolderUnreachable(folder=str(state)) from error

    def finish(self) -> None:
        """End with nothing left to do, all of it noted; the caller must exit without joining threads."""
        if self._open:
            _running.shift.settle(
                None
            )  # the journal says "done" a little before the last file is in its place
            self._await_records()
            self._office.close()

    def rest(self) -> None:
        """Close down until the next job: no threads, no child processes, no models in memory."""
        if self._open:
            self.finish()
            DBOS.destroy()
            self._open = False

    def leave(self, *, seconds: float) -> None:
        """Finish the pages and segments in hand, but take no longer than ``seconds``.

        Workflows stay where they are, as after a crash; the caller must exit without joining threads.
        """
        if self._open:
            _running.shift.leave(seconds)
            self._office.close()
            _running.shift.settle(_RECORDS_SECONDS)  # what was cut short takes its attempts back

    def _await_records(self) -> None:
        """Give DBOS the moment it needs to note the end of the last workflows."""
        for _ in range(round(_RECORDS_SECONDS / _RECORDS_GLANCE)):
            if not DBOS.list_workflows(
                status=sorted(_ALIVE), limit=1, load_input=False, load_output=False
            ):
                return
            time.sleep(_RECORDS_GLANCE)

    def _start(self, database: Path) -> None:
        if self._open:
            return
        _running.office, _running.shift, _running.ended = self._office, _Shift(), self._ended
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
                executor_id="office",  # one process per state folder: the lock in workers/watch.py sees to it
                log_level="ERROR",  # it advertises a console at launch
                notification_listener_polling_interval_sec=_FAREWELL_SECONDS,
            )
        )
        DBOS.launch()
        self._open = True

    def _register_queues(self, url: str) -> None:
        """Before launch: DBOS looks for new queues once a second only."""
        limits = dict.fromkeys(_DOCUMENTS.values(), _DOCUMENTS_AT_ONCE) | {
            _UNITS[Kind.SCAN]: self._office.desk.processes + _UNITS_AHEAD,
            _UNITS[Kind.RECORDING]: self._office.booth.processes + _UNITS_AHEAD,
        }
        client = DBOSClient(system_database_url=url, application_name=_NAME)
        for queue, at_once in limits.items():
            client.register_queue(
                queue, worker_concurrency=at_once, polling_interval_sec=_POLLING_SECONDS[queue]
            )
        client.destroy()


def _place(job: Job) -> int:
    """The job's place in every queue: urgent ones sooner, documents and pages alike."""
    return priority(job.source, int(job.id.partition("-")[0]))


def _living(job_id: str) -> str:
    """The id of the job's workflow, or of its successor where that one has ended without ending the job."""
    for run in count(1):
        workflow_id = job_id if run == 1 else f"{job_id}.{run}"
        status = DBOS.get_workflow_status(workflow_id)
        if status is None or status.status in _ALIVE:
            return workflow_id
    raise AssertionError  # pragma: no cover - count() never ends


class _Running:
    """The office that this process works for: DBOS calls plain functions, so it stands here."""

    office: Office
    shift: _Shift
    ended: Callable[[], None]


_running = _Running()


@DBOS.workflow(max_recovery_attempts=None)  # we keep our own count of what kills us
def document(job_id: str) -> None:
    """One document: open it, recognise its units, publish its results; every outcome is in the journal."""
    units = _opened(job_id)
    if units is not None:
        if (
            len(units) == 1
        ):  # a letter or a memo shares nothing out, so that it need not queue a second time
            _recognised(job_id, units[0])
        else:
            _share_out(job_id, units)
        _published(job_id)
    _running.ended()


def _share_out(job_id: str, units: tuple[Unit, ...]) -> None:
    """Have the units recognised by whoever is free, each as a workflow of its own."""
    journal, total = _running.office.journal, sum(unit.amount for unit in units)
    job = journal.job(job_id).job
    measure = "second" if job.kind is Kind.RECORDING else "page"
    handles = []
    for unit in units:
        with (
            SetWorkflowID(f"{DBOS.workflow_id}:{unit.name}"),
            SetEnqueueOptions(priority=_place(job)),
        ):
            handles.append(DBOS.enqueue_workflow(_UNITS[job.kind], recognition, job_id, unit))
    done = 0.0
    for unit, handle in zip(units, handles, strict=True):
        handle.get_result(polling_interval_sec=_POLLING_SECONDS[_UNITS[job.kind]])
        done += unit.amount
        with suppress(Unavailable):  # a full disk must not end the workflow
            journal.progress(job_id, round(done), round(total), unit=measure)


@DBOS.workflow(max_recovery_attempts=None)
def recognition(job_id: str, unit: Unit) -> None:
    """One unit of a document: a few pages, one segment, or who speaks."""
    _recognised(job_id, unit)


@DBOS.step()
def _opened(job_id: str) -> tuple[Unit, ...] | None:
    """The units of a document, or None if it ended here, rejected."""
    office = _running.office
    record = office.journal.job(job_id)
    job = record.job
    if not record.state.open:
        office.tidy(job)
        return None
    try:
        return _persistently(job, "open", lambda: office.prepare(job), room=office.desk.free)
    except Rejected as error:
        _park(job, error)
    except (NativeCrash, NativeHang):
        _park(job, DamagedFile())
    return None


@DBOS.step()
def _recognised(job_id: str, unit: Unit) -> None:
    """A unit's words are among the artefacts, or the reason why there are none."""
    _recognise(_running.office.journal.job(job_id).job, unit)


def _recognise(job: Job, unit: Unit) -> None:
    """Several pages that fail together are tried one by one, so that only the faulty one is marked."""
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
                job, lambda: _persistently(job, f"mark {unit.name}", mark, room=office.desk.free)
            )


@DBOS.step()
def _published(job_id: str) -> None:
    """The results are in the outbox, or a note says why there are none."""
    office = _running.office
    job = office.journal.job(job_id).job
    _parking_on_failure(
        job,
        lambda: _persistently(job, "publish", lambda: office.publish(job), room=office.desk.free),
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
    """The original and a note lie where people look; waits for the machine like any other work."""
    office = _running.office
    _persistently(job, "park", lambda: office.publisher.reject(job.id, error), room=nullcontext())
    office.tidy(job)


def _persistently(
    job: Job, piece: str, work: Callable[[], ResultT], *, room: AbstractContextManager[object]
) -> ResultT:
    """Do ``work`` until it succeeds or nothing more can be hoped for; wait for the machine as long as it takes.

    ``room`` is entered first: a start counts, and we wait for it when we leave, only once a process is free.

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
            except Exception as error:  # noqa: BLE001 - the one place: a fault of ours must not end the engine
                failure = error
            if (
                shift.leaving
            ):  # we ended its child ourselves on the way out: no fault of the document's
                with suppress(Unavailable):
                    _running.office.journal.undo(job.id, piece)
        if shift.leaving:
            shift.pause(0)
        _wait_or_raise(job, piece, failure, attempt)
    raise AssertionError  # pragma: no cover - count() never ends


def _attempt(job: Job, piece: str, work: Callable[[], ResultT]) -> ResultT:
    """One attempt, counted before it begins: what kills us is counted too."""
    journal = _running.office.journal
    begun = journal.begin(job.id, piece)
    if exhausted(unfinished_starts=begun.started - begun.failed - 1):
        raise GivenUp(job=job.id)
    try:
        result = work()
    except Rejected:
        journal.undo(job.id, piece)
        raise
    journal.undo(job.id, piece)
    journal.resumed(job.id)
    return result


def _wait_or_raise(job: Job, piece: str, failure: Exception, attempt: int) -> None:
    """After a failure: return when it is time to try again, or raise what to tell about it."""
    kind, failures = Failure.MACHINE, attempt
    with suppress(Unavailable):  # a journal that cannot be written is one more reason to wait
        kind, failures = _counted(job, piece, failure, attempt)
    match after(kind, attempt=failures):
        case Again(wait):
            log.warning(
                "job.again", extra={"job": job.id, "piece": piece, "seconds": wait.total_seconds()}
            )
            _running.shift.pause(wait.total_seconds())
        case GiveUp() if kind is Failure.NATIVE:
            raise failure
        case GiveUp():
            raise GivenUp(job=job.id) from failure


def _counted(job: Job, piece: str, failure: Exception, attempt: int) -> tuple[Failure, int]:
    """Whose turn it is after the failure, and how often that has happened; both in the journal."""
    journal, reason = _running.office.journal, type(failure).__name__
    native = (
        isinstance(failure, NativeCrash | NativeHang) and _running.office.sound()
    )  # else nothing could run here
    if isinstance(failure, Unavailable) and not native:
        journal.undo(job.id, piece)
        journal.postponed(job.id, failure)
        return Failure.MACHINE, attempt
    log.error(
        "job.failed", extra={"job": job.id, "piece": piece, "reason": reason}, exc_info=failure
    )
    failures = journal.failed(job.id, piece, reason).failed
    return Failure.NATIVE if native else Failure.FAULT, failures
