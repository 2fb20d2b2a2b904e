"""The journal: what arrived, what became of it, and proof of both.

One append-only table of events, each carrying the SHA-256 of the one before. Everything else about
a job is folded from its events (``core.office.records``), so there is no second truth that could
differ. Several threads and processes may use the same journal.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline.core.model import Kind
from pipeline.core.naming import readable
from pipeline.core.office import events, pairing
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import Intent, JobRecord, ParkedFile, State
from pipeline.errors import JournalAltered, JournalElsewhere, Rejected, Unavailable
from pipeline.explained_error import SchreibstubeError
from pipeline.office import attempts, database
from pipeline.office.attempts import Attempts
from pipeline.office.database import Database
from pipeline.office.head import Gap, Head
from pipeline.ports import Clock

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
"""


class Journal:
    """The journal of a state folder; safe to share between threads.

    ``database`` is its file; ``attempts`` counts there what comes and goes. ``id`` is the hash of
    its first event, ``marked`` are the folders that carry it, ``reports`` what was written last for
    a month, and ``gap`` says which events are known to be missing, until a person has noted it.
    """

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        """Open it, or begin it where there is none.

        Raises:
            JournalDamaged: the file is damaged, or no journal.
            JournalAltered: an event says what none of ours could.
            DiskFull, FolderUnreachable: the state folder refuses.
        """
        self.folder = folder
        self._clock = clock
        self._records: dict[str, JobRecord] = {}
        self._by_sha: dict[str, list[str]] = {}
        self._by_arrival: dict[int, str] = {}
        self._by_state: dict[State, dict[str, None]] = {state: {} for state in State}
        self._backs: dict[str, list[str]] = {}
        self._inbox: str | None = None
        self.marked: dict[str, str] = {}
        self.gap: Gap | None = None
        self.reports: dict[str, dict[str, str]] = {}
        self.id = ""
        self._seen, self._newest = 0, _ORIGIN
        self.database = Database(folder, _SCHEMA + attempts.SCHEMA)
        self.attempts = Attempts(self.database)
        try:
            with self.database.asking() as db:
                self._catch_up(db)
        except SchreibstubeError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    # What happened. Each returns when it is on the disk.

    def bind(self, inbox: Path) -> None:
        """Make this the journal of ``inbox``, for good.

        Raises:
            JournalElsewhere: it is the journal of another inbox.
        """
        with self.database.asking() as db:
            self._catch_up(db)
            if self._inbox is None:
                self.append("", "bound", {"inbox": str(inbox)})
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
        self.append(job_id, "claimed", {"kind": kind, "sha256": sha256, **seen, **sides})

    def publishing(self, job_id: str, intent: Intent) -> None:
        """Its results are about to appear; what a person changed is told first."""
        correction = intent.facts.correction
        if correction is not None and self.job(job_id).correction != correction:
            self.append(job_id, "corrects", asdict(correction))
        self.append(job_id, "publishing", events.plain_intent(intent))

    def published(self, job_id: str, looks: Sequence[tuple[int, int] | None] = ()) -> None:
        """All results that the last intent names are in the outbox.

        ``looks`` as in ``JobRecord``.
        """
        self.append(job_id, "published", {"looks": looks} if looks else {})

    def withdrawing(self, job_id: str, path: str, target: str) -> None:
        """A final is about to be taken back: moved within the outbox."""
        self.append(job_id, "withdrawing", {"path": path, "target": target})

    def withdrawn(self, job_id: str, moved: Sequence[tuple[str, str]]) -> None:
        """Its finals were taken back; ``moved`` are those that were there."""
        self.append(job_id, "withdrawn", {"moved": moved})

    def joined(self, job_id: str) -> None:
        """The published results of its front sides are its own."""
        with self.database.asking():
            fronts = self.job(self.job(job_id).fronts or job_id)
            self.append(job_id, "joined", {"outputs": events.plain_outputs(fronts.outputs)})

    def keeping(self, job_id: str, original: str) -> None:
        """The original is about to be moved there in the outbox."""
        self.append(job_id, "keeping", {"original": original})

    def rejected(self, job_id: str, error: Rejected) -> None:
        """It will never work; a person has to look at it."""
        self.append(job_id, "rejected", {"reason": type(error).__name__, "details": error.details})

    def duplicate(self, job_id: str, error: Rejected, *, of: str) -> None:
        """The same bytes have been here before, as the job ``of``."""
        reason = {"reason": type(error).__name__, "details": error.details}
        self.append(job_id, "duplicate", {**reason, "of": of})

    def parking(self, job_id: str, place: ParkedFile) -> None:
        """The file and its note are about to be moved there."""
        self.append(job_id, "parking", asdict(place))

    def postponed(self, job_id: str, error: Unavailable) -> None:
        """This machine is in the way; said once for the same reason."""
        with self.database.asking():
            record = self.job(job_id)
            if record.state.open and (record.state, record.reason, record.details) != (
                State.WAITING,
                type(error).__name__,
                error.details,
            ):
                self.append(
                    job_id, "postponed", {"reason": type(error).__name__, "details": error.details}
                )

    def resumed(self, job_id: str) -> None:
        """What was in the way is gone; nothing to say if nothing was."""
        with self.database.asking():
            if self.job(job_id).state is State.WAITING:
                self.append(job_id, "resumed", {})

    def returned(self, job_id: str) -> None:
        """It was not finished and goes back into the inbox."""
        self.append(job_id, "returned", {})

    def changed(self, job_id: str, sha256: str) -> None:
        """Somebody went on writing to its original, which is offered again."""
        self.append(job_id, "changed", {"sha256": sha256})

    def redone(self, job_id: str) -> None:
        """It is to be done again: it makes no later arrival a duplicate."""
        self.append(job_id, "redone", {})

    def set_aside(self, damaged: str) -> None:
        """A damaged journal lies in the state folder under this name."""
        self.append("", "set aside", {"damaged": damaged})

    # What is known.

    def jobs(self) -> tuple[JobRecord, ...]:
        """All jobs in the order of arrival, with their progress."""
        in_work = {record.id: record for record in self.open_jobs()}
        return tuple(in_work.get(record.id, record) for record in self._all())

    def open_jobs(self) -> tuple[JobRecord, ...]:
        """Those on which work goes on, in the order of arrival, with their progress."""
        with self.database.asking() as db:
            self._catch_up(db)
            ids = sorted(
                job_id for state in State if state.open for job_id in self._by_state[state]
            )
            return tuple(
                replace(self._records[job_id], progress=self.attempts.progress(job_id))
                for job_id in ids
            )

    def latest(self, number: int) -> tuple[JobRecord, ...]:
        """The open jobs, and of each other state the last ``number`` that ended."""
        in_work = self.open_jobs()
        with self.database.asking():
            ended = [
                self._records[job_id]
                for state in State
                if not state.open
                for job_id in islice(reversed(self._by_state[state]), number)
            ]
        return tuple(sorted((*in_work, *ended), key=lambda record: record.id))

    def counts(self) -> dict[State, int]:
        """How many jobs are in each state."""
        with self.database.asking() as db:
            self._catch_up(db)
            return {state: len(ids) for state, ids in self._by_state.items()}

    def job(self, job_id: str) -> JobRecord:
        """One job, without its progress.

        Raises:
            KeyError: there is none of that id.
        """
        with self.database.asking() as db:
            self._catch_up(db)
            return self._records[job_id]

    def by_sha(self, sha256: str) -> tuple[JobRecord, ...]:
        """All arrivals of these bytes, oldest first."""
        with self.database.asking() as db:
            self._catch_up(db)
            return tuple(self._records[job_id] for job_id in self._by_sha.get(sha256, ()))

    def by_arrival(self, arrival: int) -> JobRecord | None:
        """The job of that number, or None."""
        with self.database.asking() as db:
            self._catch_up(db)
            job_id = self._by_arrival.get(arrival)
            return None if job_id is None else self._records[job_id]

    def lone_fronts(self, folder: str) -> JobRecord | None:
        """As ``core.office.pairing.lone_fronts``."""
        fronts = [record for record in self.open_jobs() if record.fronts == record.id]
        backs = [back for record in fronts for back in self._backs_of(record.id)]
        return pairing.lone_fronts((*fronts, *backs), folder)

    def backs_of(self, job_id: str) -> JobRecord | None:
        """The job of the back sides that belong to these front sides."""
        return pairing.backs_of(self._backs_of(job_id), job_id)

    def sides_of(self, record: JobRecord) -> tuple[JobRecord, ...]:
        """A job; its front sides first if they came in a file of their own."""
        if record.fronts is None:
            return (record,)
        return tuple(filter(None, (self.job(record.fronts), self.backs_of(record.fronts))))

    def last_arrival(self) -> int:
        """The highest number given so far; 0 before the first."""
        with self.database.asking() as db:
            self._catch_up(db)
            return max(self._by_arrival, default=0)

    def head(self) -> Head:
        """The newest event, to be known in a second place."""
        with self.database.asking() as db:
            self._catch_up(db)
            return Head(self.id, self._seen, self._newest)

    def missing(self, known: Head | None) -> Gap | None:
        """The events that ``known`` proves and that are not here."""
        head = self.head()
        if known is None:
            return None
        with self.database.asking() as db:
            row = db.execute("SELECT hash FROM event WHERE seq = ?", (known.count,)).fetchone()
        if known.journal == head.journal and row == (known.hash,):
            return None
        first = min(head.count + 1, known.count) if known.journal == head.journal else 1
        return Gap(first, known.count)

    def lost(self, gap: Gap) -> None:
        """Events were cut off, or another journal was put in the place of this one."""
        self.append("", "lost", {"first": gap.first, "last": gap.last})

    def acknowledged(self) -> None:
        """A person has taken note of the missing events."""
        self.append("", "acknowledged", {})

    def mark(self, what: str, folder: Path) -> None:
        """The folder, ``inbox`` or ``outbox``, carries the marker of this journal."""
        self.append("", "marked", {what: str(folder)})

    def check(self) -> None:
        """Make sure that all events are as written.

        Raises:
            JournalAltered: one is not.
        """
        altered = self.verify()
        if altered is not None:
            raise JournalAltered(folder=readable(str(self.folder)), number=altered)

    def verify(self) -> int | None:
        """The first event that was altered; None if all are as written."""
        with self.database.asking() as db:
            before = _ORIGIN
            rows = db.execute("SELECT * FROM event ORDER BY seq")
            for number, row in enumerate(rows, start=1):
                *event, stored = row
                if event[0] != number or event[-1] != before or _hash(event) != stored:
                    return number
                before = stored
            return None

    # How it is kept.

    def append(self, job_id: str, what: str, detail: Mapping[str, Any]) -> None:
        """Add an event; the methods above say which ones there are.

        ``detail`` is what JSON can hold.
        """
        at = self._clock().astimezone(UTC).isoformat()
        # ASCII with escapes: file names may hold bytes that no encoding knows, and SQLite
        # refuses those.
        text = json.dumps(detail, sort_keys=True)
        with self.database.asking() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                newest = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1"
                number, before = db.execute(newest).fetchone() or (0, _ORIGIN)
                event = [number + 1, at, job_id, what, text, before]
                db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", (*event, _hash(event)))
                db.execute("COMMIT")
            except sqlite3.Error:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise
            self._catch_up(db)

    def _all(self) -> tuple[JobRecord, ...]:
        """All jobs in the order of arrival, without their progress."""
        with self.database.asking() as db:
            self._catch_up(db)
            return tuple(self._records.values())

    def _catch_up(self, db: sqlite3.Connection) -> None:
        """Fold in the events that this process has not seen yet."""
        rows = db.execute(
            "SELECT seq, at, job, what, detail, hash FROM event WHERE seq > ? ORDER BY seq",
            (self._seen,),
        ).fetchall()
        for number, at, job_id, what, detail, proof in rows:
            try:
                self._fold(job_id, what, datetime.fromisoformat(at), json.loads(detail))
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise JournalAltered(folder=readable(str(self.folder)), number=number) from error
            self._seen, self._newest = number, proof
            self.id = self.id or proof

    def _fold(self, job_id: str, what: str, at: datetime, detail: dict[str, Any]) -> None:
        if what == "claimed":
            record = events.first_record(job_id, at, detail)
            self._by_sha.setdefault(record.sha256, []).append(job_id)
            self._by_arrival[record.arrival] = job_id
            if record.backs:
                self._backs.setdefault(record.fronts or "", []).append(job_id)
            self._keep(record)
        elif job_id in self._records:
            self._keep(events.record_after(self._records[job_id], what, at, detail))
        elif what == "bound":
            self._inbox = detail["inbox"]
        elif what == "marked":
            self.marked |= detail
        elif what == "reported":
            self.reports[detail["month"]] = detail
        elif what in {"lost", "acknowledged"}:
            self.gap = Gap(**detail) if detail else None

    def _keep(self, record: JobRecord) -> None:
        """Remember a record as it is now, and under which state it is found."""
        before = self._records.get(record.id)
        if before is None or before.state is not record.state:
            if before is not None:
                self._by_state[before.state].pop(record.id, None)
            self._by_state[record.state][record.id] = None
        self._records[record.id] = record

    def _backs_of(self, job_id: str) -> tuple[JobRecord, ...]:
        with self.database.asking() as db:
            self._catch_up(db)
            return tuple(self._records[back] for back in self._backs.get(job_id, ()))


def open_journal(folder: Path, *, clock: Clock, inbox: Path) -> Journal:
    """The journal of ``inbox``, for the process that works on it.

    A damaged one is set aside under another name, and a new one begins: originals and results lie
    in folders, so nothing is lost but the story.

    Raises:
        JournalElsewhere: it is the journal of another inbox.
        JournalAltered: somebody changed an event so that it says nothing any more.
        DiskFull, FolderUnreachable: the state folder refuses.
    """
    damaged = None
    if not database.sound(folder):
        damaged = database.set_aside(folder)
    journal = Journal(folder, clock=clock)
    try:
        if damaged is not None:
            journal.set_aside(damaged)
        journal.bind(inbox)
    except SchreibstubeError:
        journal.close()
        raise
    return journal


def _hash(event: Sequence[Any]) -> str:
    return hashlib.sha256(json.dumps(event).encode()).hexdigest()
