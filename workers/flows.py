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
from contextlib import closing, nullcontext, suppress
from itertools import count
from pathlib import Path
from typing import TypeVar

from dbos import (
    DBOS,
    DBOSClient,
    DBOSConfig,
    SetEnqueueOptions,
    SetWorkflowID,
    WorkflowHandle,
)
from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from pipeline.core.model import Job
from pipeline.core.office.intake import priority
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
from workers.endings import Endings
from workers.engine_waits import wait_for_disks
from workers.lanes import RECORDINGS, SCANS, SUSPECTS, Lane, lane_of
from workers.shift import Shift
from workers.tries import Suspected, Tries

log = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")
_Plain = tuple[list[int], float]
"""A ``Unit`` as the engine keeps it: numbers and amount."""

_NAME = "schreibstube"
_LATER = "later"
"""What a step returns whose document hung: it goes on among the suspects."""

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

_UNTOLD_SECONDS = 60.0
"""How long a document waits for word of a unit's end before it asks the engine's database."""

_DOCUMENTS_AT_ONCE = 8
_UNITS_AHEAD = 8
"""Units handed out beyond the processes.

The next one is at hand when one is done, without polling.
"""

_ASLEEP = 2.0
"""Seconds between two looks at the queues of a lane without a document; each costs 5 ms of CPU."""

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
        self._awake: set[Lane] = set()

    def submit(self, job: Job) -> None:
        """Have a job done, or go on with it where it stopped.

        May be called again at any time for a job that is open in the journal: what is alive stays
        as it is, and what the engine itself dropped (its database was out of reach) is begun again.

        Raises:
            FolderUnreachable: the engine's database cannot be read or written.
        """
        state = self._office.settings.state
        try:
            self._start(state, lane_of(job.kind))
            self._wake(lane_of(job.kind))
            with SetWorkflowID(_living(job.id)), SetEnqueueOptions(priority=_place(job)):
                lane = SUSPECTS if _running.tries.suspect(job) else lane_of(job.kind)
                DBOS.enqueue_workflow(lane.documents, document, job.id)
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

    def _start(self, state: Path, first: Lane) -> None:
        if self._open:
            return
        self._awake = {first}
        database = state / ENGINE_FILE
        for outgrown in _OUTGROWN:
            remove(state, outgrown)
        if not sound(state, ENGINE_FILE):
            log.error("engine.set_aside", extra={"file": set_aside(state, ENGINE_FILE)})
        _running.office, _running.shift, _running.ended = self._office, Shift(), self._ended
        _running.tries = Tries(self._office, _running.shift)
        _running.endings = Endings()
        self._office.sweep()
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        wait_for_disks()
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
        self._tell_of_earlier_units()

    def _tell_of_earlier_units(self) -> None:
        """Tell the documents in work of their units that ended before this process began."""
        for job in self._office.journal.open_jobs():
            for unit in DBOS.list_workflows(
                workflow_id_prefix=job.id, load_input=False, load_output=False
            ):
                if unit.status not in _ALIVE:
                    _running.endings.tell(unit.workflow_id)

    def _register_queues(self, url: str) -> None:
        """Before launch: DBOS looks for new queues once a second only."""
        office = self._office
        ahead = {
            SCANS: office.readers.processes,
            RECORDINGS: office.listeners.processes,
            SUSPECTS: office.readers.processes,
        }
        client = DBOSClient(system_database_url=url, application_name=_NAME)
        for lane, processes in ahead.items():
            most = (_DOCUMENTS_AT_ONCE, processes + _UNITS_AHEAD)
            for (queue, seconds), at_once in zip(lane.looks, most, strict=True):
                pause = seconds if lane in self._awake else max(seconds, _ASLEEP)
                client.register_queue(queue, worker_concurrency=at_once, polling_interval_sec=pause)
        client.destroy()

    def _wake(self, lane: Lane) -> None:
        """Look at a lane's queues as often as it wants, from its first document on."""
        for name, seconds in () if lane in self._awake else lane.looks:
            if queue := DBOS.retrieve_queue(name):
                queue.set_polling_interval_sec(seconds)
        self._awake.add(lane)


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
    tries: Tries
    endings: Endings
    ended: Callable[[], None]


_running = _Running()

# The names of workflows and steps are in the engine's database: with other names, work that an
# earlier version left would not go on.


@DBOS.workflow(max_recovery_attempts=None)  # we keep our own count of what kills us
def document(job_id: str) -> None:
    """One document: open it, recognise its units, publish its results."""
    if _done(job_id) == _LATER:
        _go_on_later(job_id)
    else:
        _running.ended()


def _done(job_id: str) -> str | None:
    """Have the document's steps done, one after the other."""
    plain = _opened(job_id)
    if not isinstance(plain, list):
        return plain
    # A letter or a memo shares nothing out: it need not queue twice.
    read = _recognised(job_id, plain[0]) if len(plain) == 1 else _share_out(job_id, plain)
    return read or _published(job_id)


def _go_on_later(job_id: str) -> None:
    """Give the document a successor among the suspects: its place is free for others.

    What is finished of it lies among the artefacts.
    """
    _, _, run = str(DBOS.workflow_id).partition(".")
    job = _running.office.journal.job(job_id).job
    successor = f"{job_id}.{int(run or 1) + 1}"
    with SetWorkflowID(successor), SetEnqueueOptions(priority=_place(job)):
        DBOS.enqueue_workflow(SUSPECTS.documents, document, job_id)


def _share_out(job_id: str, plain: list[_Plain]) -> str | None:
    """Have the units recognised, each as a workflow of its own."""
    journal, total = _running.office.journal, sum(amount for _, amount in plain)
    job = journal.job(job_id).job
    lane, measure = lane_of(job.kind), lane_of(job.kind).measure
    if _running.tries.suspect(job):
        lane = SUSPECTS
    handles: list[WorkflowHandle[str | None]] = []
    later = None
    for numbers, amount in plain:
        workflow_id = f"{DBOS.workflow_id}:{Unit(tuple(numbers), amount).name}"
        with SetWorkflowID(workflow_id):
            if not handles and lane is not SUSPECTS:  # the queue is looked at now and then only
                handles.append(DBOS.start_workflow(recognition, job_id, numbers, amount))
                continue
            with SetEnqueueOptions(priority=_place(job)):
                queued = DBOS.enqueue_workflow(lane.units, recognition, job_id, numbers, amount)
            handles.append(queued)
    done = 0.0
    for (_, amount), handle in zip(plain, handles, strict=True):
        told = _running.endings.wait(handle.workflow_id, seconds=_UNTOLD_SECONDS)
        glance = _RECORDS_GLANCE if told else lane.units_seconds
        later = handle.get_result(polling_interval_sec=glance) or later
        done += amount
        with suppress(Unavailable):  # a full disk must not end the workflow
            journal.attempts.advance(job_id, round(done), round(total), unit=measure)
    return later


@DBOS.workflow(max_recovery_attempts=None)
def recognition(job_id: str, numbers: list[int], amount: float) -> str | None:
    """One unit: a few pages, one segment, or who speaks.

    ``numbers`` and ``amount`` are those of ``Unit``; the engine keeps no types of ours, so that an
    upgrade may move them.
    """
    try:
        return _recognised(job_id, (numbers, amount))
    finally:
        _running.endings.tell(str(DBOS.workflow_id))


@DBOS.step()
def _opened(job_id: str) -> list[_Plain] | str | None:
    """The units of a document, or None if it ended here, rejected."""
    office = _running.office
    record = office.journal.job(job_id)
    job = record.job
    if not record.state.open:
        office.tidy(job)
        return None
    try:
        units = _running.tries.persistently(
            job, "open", lambda patience: office.prepare(job, patience), room=office.readers.free
        )
        return [(list(unit.numbers), unit.amount) for unit in units]
    except Rejected as error:
        _park(job, error)
    except (NativeCrash, NativeHang):
        _park(job, DamagedFile())
    except Suspected:
        return _LATER
    return None


@DBOS.step()
def _recognised(job_id: str, plain: _Plain) -> str | None:
    """A unit's words, or the problem in their place, are artefacts."""
    numbers, amount = plain
    record = _running.office.journal.job(job_id)
    if not record.state.open:
        return None
    try:
        _recognise(record.job, Unit(tuple(numbers), amount))
    except Suspected:
        return _LATER
    return None


def _recognise(job: Job, unit: Unit) -> None:
    """Recognise a unit; pages that fail together are tried one by one.

    So only the faulty one is marked.
    """
    office, tries = _running.office, _running.tries
    try:
        tries.persistently(
            job,
            unit.name,
            lambda patience: office.recognise(job, unit, patience),
            room=office.room(job, unit),
        )
    except (Rejected, NativeCrash, NativeHang) as error:
        reason = type(error).__name__
        if len(unit.numbers) > 1:
            for part in unit.parts:
                _recognise(job, part)
        else:
            _parking_on_failure(
                job,
                lambda: tries.persistently(
                    job,
                    f"mark {unit.name}",
                    lambda _: office.mark_unreadable(job, unit, reason),
                    room=office.readers.free,
                ),
            )


@DBOS.step()
def _published(job_id: str) -> str | None:
    """The results are in the outbox, or a note says why not."""
    office = _running.office
    job = office.journal.job(job_id).job

    def publish() -> None:
        _running.tries.persistently(
            job, "publish", lambda patience: office.publish(job, patience), room=office.readers.free
        )

    try:
        _parking_on_failure(job, publish)
    except Suspected:
        return _LATER
    return None


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
    _running.tries.persistently(
        job, "park", lambda _: office.attention.reject(job.id, error), room=nullcontext()
    )
    office.tidy(job)
