"""What arrived, what became of it, and the proof that nobody rewrote the story afterwards.

One append-only table of events, each carrying the SHA-256 of the one before. Everything else about
a job is folded from its events, so there is no second truth that could differ. Progress and
attempts come and go; they stand in tables of their own that prove nothing.

Several threads and processes may use the same journal; SQLite lets one write at a time. It belongs
on a local disk, never on a share.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import RLock
from typing import Any

from pipeline.core.model import Job, Kind
from pipeline.core.naming import readable
from pipeline.core.office.intake import Sighting
from pipeline.errors import (
    DiskFull,
    FolderUnreachable,
    JournalAltered,
    JournalDamaged,
    JournalElsewhere,
    Rejected,
    SchreibstubeError,
    Unavailable,
)
from pipeline.ports import Clock

FILE = "journal.sqlite3"
"""The journal's name in the state folder."""

_ORIGIN = "0" * 64
"""What the first event's ``prev`` holds."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS event (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, job TEXT NOT NULL, what TEXT NOT NULL,
    detail TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS event_stays BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER IF NOT EXISTS event_remains BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
CREATE TABLE IF NOT EXISTS progress (
    job TEXT PRIMARY KEY, done INTEGER NOT NULL, total INTEGER NOT NULL, unit TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS attempt (
    job TEXT NOT NULL, unit TEXT NOT NULL, started INTEGER NOT NULL, failed INTEGER NOT NULL, reason TEXT,
    PRIMARY KEY (job, unit)
) STRICT;
"""


class State(StrEnum):
    """Where a job stands; the words of the report."""

    WORKING = "working"
    WAITING = "waiting"
    PUBLISHED = "published"
    NEEDS_ATTENTION = "needs-attention"
    DUPLICATE = "duplicate"
    RETURNED = "returned"

    @property
    def open(self) -> bool:
        """Whether work on it goes on."""
        return self in {State.WORKING, State.WAITING}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report says about a finished document.

    ``problems`` counts pages or passages that failed, ``left_out`` blank pages that were left out on
    request; ``oddities`` (``core.scans.arrangement.Oddity``) are why a folder's habits could not be followed.
    ``backs`` is the SHA-256 of the file whose pages are in it as back sides. ``pdfa`` and
    ``obstacle``: as in ``core.drafts.assembly.Archived``. ``signed``: the original is digitally signed, and the
    published PDF no longer.
    """

    pages: int | None = None
    audio_seconds: float | None = None
    language: str | None = None
    problems: int = 0
    pdfa: str | None = None
    obstacle: str | None = None
    signed: bool = False
    left_out: int = 0
    oddities: tuple[str, ...] = ()
    backs: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """A published file: path relative to the outbox, and the SHA-256 of what we published."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Intent:
    """A publication that was begun: temporary names (in the outputs' folder), the outputs they become, the facts."""

    temporaries: tuple[str, ...]
    outputs: tuple[Output, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file was put for a person: ``path`` and ``note`` relative to ``_needs-attention``."""

    path: str
    note: str
    note_sha256: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far recognition is: ``unit`` is ``"page"`` or ``"second"``."""

    done: int
    total: int
    unit: str


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often a unit of work was begun and how often it failed for a reason of its own; and the last reason."""

    started: int = 0
    failed: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class JobRecord:
    """Everything the journal knows about one arrival.

    ``kind`` is None for what we cannot process. ``reason`` names an error class and ``details``
    fill its message. ``original`` is relative to the outbox. ``redone`` arrivals no longer make a
    later one a duplicate. ``fronts`` is None unless front and back sides arrive in two files: then it
    is the job of the front sides, this one or the one that these back sides belong to. Times are UTC.
    """

    id: str
    source: str
    sha256: str
    kind: Kind | None
    size: int
    modified_ns: int
    started: datetime
    state: State = State.WORKING
    finished: datetime | None = None
    reason: str | None = None
    details: Mapping[str, str | int] = field(default_factory=dict)
    intent: Intent | None = None
    outputs: tuple[Output, ...] = ()
    facts: Facts = Facts()
    original: str | None = None
    parked: Place | None = None
    redone: bool = False
    fronts: str | None = None
    progress: Progress | None = None

    @property
    def arrival(self) -> int:
        """Its number, counted from 1."""
        return int(self.id.partition("-")[0])

    @property
    def folder(self) -> str:
        """Sub-folder below the inbox; empty for the inbox itself."""
        return self.source.rpartition("/")[0]

    @property
    def name(self) -> str:
        """File name without folders."""
        return self.source.rpartition("/")[2]

    @property
    def backs(self) -> bool:
        """Whether these are back sides, which are published with their front sides."""
        return self.fronts not in {None, self.id}

    @property
    def job(self) -> Job:
        """The job to work on.

        Raises:
            ValueError: it is of no kind that we process.
        """
        if self.kind is None:
            msg = f"{self.id} is of no kind that we process"
            raise ValueError(msg)
        return Job(self.id, self.kind, self.source, self.sha256)


class Journal:
    """The journal of one state folder; see the module. Safe to share between threads."""

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        """Open it, or begin it where there is none.

        Raises:
            JournalDamaged: the file is damaged, or no journal.
            JournalAltered: an event says what none of ours could.
            DiskFull, FolderUnreachable: the state folder refuses.
        """
        self.folder = folder
        self._clock = clock
        self._lock = RLock()
        self._records: dict[str, JobRecord] = {}
        self._by_sha: dict[str, list[str]] = {}
        self._by_arrival: dict[int, str] = {}
        self._inbox: str | None = None
        self._seen = 0
        with self._asking():
            folder.mkdir(parents=True, exist_ok=True)
            # Threads take turns by our lock; SQLite need not check.
            self._db = sqlite3.connect(
                folder / FILE, timeout=30, isolation_level=None, check_same_thread=False
            )
        try:
            with self._asking():
                self._db.execute("PRAGMA journal_mode=WAL")
                # An intent that is lost in a power cut would publish twice: every event reaches the disk.
                self._db.execute("PRAGMA synchronous=FULL")
                self._db.executescript(_SCHEMA)
                self._catch_up()
        except SchreibstubeError:
            self._db.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    # What happened. Each returns when it is on the disk.

    def bind(self, inbox: Path) -> None:
        """Make this the journal of ``inbox``, for good.

        Raises:
            JournalElsewhere: it is the journal of another inbox.
        """
        with self._lock:
            self._catch_up()
            if self._inbox is None:
                self._append("", "bound", {"inbox": str(inbox)})
            elif self._inbox != str(inbox):
                bound, wanted = readable(self._inbox), readable(str(inbox))
                raise JournalElsewhere(folder=readable(str(self.folder)), bound=bound, inbox=wanted)

    def claimed(
        self,
        job_id: str,
        kind: Kind | None,
        sighting: Sighting,
        *,
        sha256: str,
        fronts: str | None = None,
    ) -> None:
        """A file was taken into work, as it was seen.

        ``kind`` is None for what we cannot process, ``fronts`` as in ``JobRecord``.
        """
        seen = {
            "source": sighting.source,
            "size": sighting.size,
            "modified_ns": sighting.modified_ns,
        }
        sides = {} if fronts is None else {"fronts": fronts}
        self._append(job_id, "claimed", {"kind": kind, "sha256": sha256, **seen, **sides})

    def publishing(self, job_id: str, intent: Intent) -> None:
        """Its results are about to appear."""
        self._append(job_id, "publishing", _plain_intent(intent))

    def published(self, job_id: str) -> None:
        """Its results are in the outbox, all that the last intent names."""
        self._append(job_id, "published", {})

    def joined(self, job_id: str) -> None:
        """The results of its front sides, which are published, are its own."""
        with self._lock:
            fronts = self.job(self.job(job_id).fronts or job_id)
            self._append(job_id, "joined", {"outputs": _plain_outputs(fronts.outputs)})

    def keeping(self, job_id: str, original: str) -> None:
        """The original is about to be moved to this path in the outbox."""
        self._append(job_id, "keeping", {"original": original})

    def rejected(self, job_id: str, error: Rejected) -> None:
        """It will never work; a person has to look at it."""
        self._append(job_id, "rejected", {"reason": type(error).__name__, "details": error.details})

    def duplicate(self, job_id: str, error: Rejected, *, of: str) -> None:
        """The same bytes have been here before, as the job ``of``."""
        self._append(
            job_id,
            "duplicate",
            {"reason": type(error).__name__, "details": error.details, "of": of},
        )

    def parking(self, job_id: str, place: Place) -> None:
        """The file and its note are about to be moved there."""
        self._append(
            job_id,
            "parking",
            {"path": place.path, "note": place.note, "note_sha256": place.note_sha256},
        )

    def postponed(self, job_id: str, error: Unavailable) -> None:
        """This machine is in the way; said once as long as the reason stays the same."""
        with self._lock:
            record = self.job(job_id)
            if (record.state, record.reason, record.details) != (
                State.WAITING,
                type(error).__name__,
                error.details,
            ):
                self._append(
                    job_id, "postponed", {"reason": type(error).__name__, "details": error.details}
                )

    def resumed(self, job_id: str) -> None:
        """What was in the way is gone; nothing to say if nothing was."""
        with self._lock:
            if self.job(job_id).state is State.WAITING:
                self._append(job_id, "resumed", {})

    def returned(self, job_id: str) -> None:
        """It was not finished after all and goes back into the inbox, to arrive again."""
        self._append(job_id, "returned", {})

    def redone(self, job_id: str) -> None:
        """Somebody wants it done anew: it no longer makes a later arrival a duplicate."""
        self._append(job_id, "redone", {})

    def set_aside(self, damaged: str) -> None:
        """An earlier journal was damaged and lies in the state folder under this name."""
        self._append("", "set aside", {"damaged": damaged})

    # What is known.

    def jobs(self) -> tuple[JobRecord, ...]:
        """All jobs in the order of arrival, with their progress."""
        with self._lock:
            self._catch_up()
            with self._asking():
                rows = self._db.execute("SELECT job, done, total, unit FROM progress").fetchall()
            progress = {job: Progress(done, total, unit) for job, done, total, unit in rows}
            return tuple(
                replace(record, progress=progress.get(record.id)) if record.state.open else record
                for record in self._records.values()
            )

    def open_jobs(self) -> tuple[JobRecord, ...]:
        """Those on which work goes on, in the order of arrival."""
        return tuple(record for record in self.jobs() if record.state.open)

    def job(self, job_id: str) -> JobRecord:
        """One job, without its progress.

        Raises:
            KeyError: there is none of that id.
        """
        with self._lock:
            self._catch_up()
            return self._records[job_id]

    def by_sha(self, sha256: str) -> tuple[JobRecord, ...]:
        """All arrivals of these bytes, oldest first."""
        with self._lock:
            self._catch_up()
            return tuple(self._records[job_id] for job_id in self._by_sha.get(sha256, ()))

    def by_arrival(self, arrival: int) -> JobRecord | None:
        """The job of that number, or None."""
        with self._lock:
            self._catch_up()
            job_id = self._by_arrival.get(arrival)
            return None if job_id is None else self._records[job_id]

    def lone_fronts(self, folder: str) -> JobRecord | None:
        """The open job of front sides from this folder that has no back sides yet; None if there is none."""
        lone = (
            record
            for record in self.open_jobs()
            if record.fronts == record.id and record.folder == folder
        )
        return next((record for record in lone if self.backs_of(record.id) is None), None)

    def backs_of(self, job_id: str) -> JobRecord | None:
        """The job of the back sides that belong to these front sides, unless it went back or was here before."""
        with self._lock:
            self._catch_up()
            backs = (record for record in reversed(self._records.values()) if record.backs)
            paired = (record for record in backs if record.fronts == job_id)
            gone = {State.RETURNED, State.DUPLICATE}
            return next((record for record in paired if record.state not in gone), None)

    def last_arrival(self) -> int:
        """The highest number given so far; 0 before the first."""
        with self._lock:
            self._catch_up()
            return max(self._by_arrival, default=0)

    def verify(self) -> int | None:
        """The number of the first event that is not as it was written, or None if all are."""
        with self._lock, self._asking():
            before = _ORIGIN
            for number, row in enumerate(
                self._db.execute("SELECT * FROM event ORDER BY seq"), start=1
            ):
                *event, stored = row
                if event[0] != number or event[-1] != before or _hash(event) != stored:
                    return number
                before = stored
            return None

    # What comes and goes.

    def progress(self, job_id: str, done: int, total: int, *, unit: str) -> None:
        """How far recognition is."""
        with self._asking():
            self._db.execute(
                "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?)", (job_id, done, total, unit)
            )

    def begin(self, job_id: str, unit: str) -> Attempts:
        """Count an attempt before it starts, so that one that kills us is counted too."""
        return self._count(job_id, unit, started=1)

    def undo(self, job_id: str, unit: str) -> Attempts:
        """Take the attempt back: it was ended by us or by this machine, not by the document."""
        return self._count(job_id, unit, started=-1)

    def failed(self, job_id: str, unit: str, reason: str) -> Attempts:
        """The attempt that was begun failed for a reason of its own."""
        return self._count(job_id, unit, failed=1, reason=reason)

    def attempts(self, job_id: str, unit: str) -> Attempts:
        """The counters of a unit of work."""
        return self._count(job_id, unit)

    def _count(
        self,
        job_id: str,
        unit: str,
        *,
        started: int = 0,
        failed: int = 0,
        reason: str | None = None,
    ) -> Attempts:
        with self._asking():
            row = self._db.execute(
                """INSERT INTO attempt VALUES (?1, ?2, MAX(0, ?3), ?4, ?5)
                   ON CONFLICT DO UPDATE SET started = MAX(0, started + ?3), failed = failed + ?4,
                                             reason = COALESCE(?5, reason)
                   RETURNING started, failed, reason""",
                (job_id, unit, started, failed, reason),
            ).fetchone()
            return Attempts(*row)

    def _append(self, job_id: str, what: str, detail: Mapping[str, Any]) -> None:
        at = self._clock().astimezone(UTC).isoformat()
        # ASCII with escapes: file names may hold bytes that no encoding knows, and SQLite refuses those.
        text = json.dumps(detail, sort_keys=True)
        with self._asking():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                last = self._db.execute(
                    "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1"
                ).fetchone()
                number, before = last or (0, _ORIGIN)
                event = [number + 1, at, job_id, what, text, before]
                self._db.execute(
                    "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", (*event, _hash(event))
                )
                self._db.execute("COMMIT")
            except sqlite3.Error:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._catch_up()

    def _catch_up(self) -> None:
        """Fold in what this process has not seen yet, whoever wrote it."""
        with self._asking():
            rows = self._db.execute(
                "SELECT seq, at, job, what, detail FROM event WHERE seq > ? ORDER BY seq",
                (self._seen,),
            ).fetchall()
        for number, at, job_id, what, detail in rows:
            try:
                self._fold(job_id, what, datetime.fromisoformat(at), json.loads(detail))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise JournalAltered(folder=readable(str(self.folder)), number=number) from error
            self._seen = number

    def _fold(self, job_id: str, what: str, at: datetime, detail: dict[str, Any]) -> None:
        if what == "bound":
            self._inbox = detail["inbox"]
        elif what == "claimed":
            kind = Kind(detail["kind"]) if detail["kind"] else None
            record = JobRecord(id=job_id, started=at, **{**detail, "kind": kind})
            self._records[job_id] = record
            self._by_sha.setdefault(record.sha256, []).append(job_id)
            self._by_arrival[record.arrival] = job_id
        elif job_id in self._records:
            self._records[job_id] = _after(self._records[job_id], what, at, detail)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """One thread at a time, and SQLite's complaints as ours."""
        with self._lock:
            try:
                yield
            except sqlite3.OperationalError as error:
                full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
                raise (DiskFull if full else FolderUnreachable)(
                    folder=readable(str(self.folder))
                ) from error
            except sqlite3.ProgrammingError:
                raise
            except sqlite3.DatabaseError as error:
                raise JournalDamaged(
                    file=readable(str(self.folder / FILE)), reason=str(error)
                ) from error
            except OSError as error:
                raise FolderUnreachable(folder=readable(str(self.folder))) from error


def open_journal(folder: Path, *, clock: Clock, inbox: Path) -> Journal:
    """The journal of ``inbox``, for the one process that works on it.

    A damaged one is set aside under another name, and a new one begins: originals and results lie
    in folders, so nothing is lost but the story.

    Raises:
        JournalElsewhere: it is the journal of another inbox.
        JournalAltered: somebody changed an event so that it says nothing any more.
        DiskFull, FolderUnreachable: the state folder refuses.
    """
    damaged = None
    if not _sound(folder / FILE):
        damaged = _set_aside(folder)
    journal = Journal(folder, clock=clock)
    try:
        if damaged is not None:
            journal.set_aside(damaged)
        journal.bind(inbox)
    except SchreibstubeError:
        journal.close()
        raise
    return journal


def _sound(file: Path) -> bool:
    if not file.exists():
        return True
    try:
        database = sqlite3.connect(file, timeout=30)
        try:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            database.close()
    except sqlite3.OperationalError:
        return True  # locked or unreachable is not damaged; opening it will say so
    except sqlite3.DatabaseError:
        return False


def _set_aside(folder: Path) -> str:
    number = 1
    while (folder / f"damaged-{number}-{FILE}").exists():
        number += 1
    for ending in ("-wal", "-shm", ""):
        part = folder / f"{FILE}{ending}"
        if part.exists():
            part.rename(folder / f"damaged-{number}-{FILE}{ending}")
    return f"damaged-{number}-{FILE}"


def _hash(event: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(event).encode()).hexdigest()


def _after(record: JobRecord, what: str, at: datetime, detail: dict[str, Any]) -> JobRecord:
    """The record after one more event; events of a later version are passed over."""
    match what:
        case "postponed":
            return replace(
                record, state=State.WAITING, reason=detail["reason"], details=detail["details"]
            )
        case "resumed":
            return replace(record, state=State.WORKING, reason=None, details={})
        case "publishing":
            return replace(
                record, state=State.WORKING, reason=None, details={}, intent=_intent(detail)
            )
        case "keeping":
            return replace(record, original=detail["original"])
        case "parking":
            return replace(record, parked=Place(**detail))
        case _:
            return _ended(record, what, at, detail)


def _ended(record: JobRecord, what: str, at: datetime, detail: dict[str, Any]) -> JobRecord:
    match what:
        case "published" if record.intent is not None:
            intent = record.intent
            return replace(
                record,
                state=State.PUBLISHED,
                finished=at,
                outputs=intent.outputs,
                facts=intent.facts,
            )
        case "joined":
            return replace(
                record, state=State.PUBLISHED, finished=at, outputs=_outputs(detail["outputs"])
            )
        case "rejected" | "duplicate":
            state = State.NEEDS_ATTENTION if what == "rejected" else State.DUPLICATE
            return replace(
                record, state=state, finished=at, reason=detail["reason"], details=detail["details"]
            )
        case "returned":
            return replace(record, state=State.RETURNED, finished=at)
        case "redone":
            return replace(record, redone=True)
        case _:
            return record


def _plain_outputs(outputs: Sequence[Output]) -> list[list[str]]:
    return [[output.path, output.sha256] for output in outputs]


def _outputs(plain: list[list[str]]) -> tuple[Output, ...]:
    return tuple(Output(path, sha256) for path, sha256 in plain)


def _plain_intent(intent: Intent) -> dict[str, Any]:
    return {
        "temporaries": list(intent.temporaries),
        "outputs": _plain_outputs(intent.outputs),
        "facts": asdict(intent.facts),
    }


def _intent(detail: dict[str, Any]) -> Intent:
    return Intent(
        temporaries=tuple(detail["temporaries"]),
        outputs=_outputs(detail["outputs"]),
        facts=Facts(**{**detail["facts"], "oddities": tuple(detail["facts"].get("oddities", ()))}),
    )
