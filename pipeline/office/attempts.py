"""What comes and goes during a job: its progress and its attempts.

These tables prove nothing, so they stand beside the journal's chain of events, not in it.
"""

from __future__ import annotations

from pipeline.core.office.records import AttemptCount, Progress
from pipeline.office.database import Database

SCHEMA = """
CREATE TABLE IF NOT EXISTS progress (
    job TEXT PRIMARY KEY, done INTEGER NOT NULL, total INTEGER NOT NULL, unit TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS attempt (
    job TEXT NOT NULL, unit TEXT NOT NULL, started INTEGER NOT NULL, failed INTEGER NOT NULL,
    reason TEXT, PRIMARY KEY (job, unit)
) STRICT;
"""


class Attempts:
    """The counters of all jobs; safe for threads and processes.

    Every method raises ``DiskFull`` or ``FolderUnreachable`` where the state folder refuses.
    """

    def __init__(self, database: Database) -> None:
        """Count in ``database``, which was opened with ``SCHEMA``."""
        self._database = database

    def advance(self, job_id: str, done: int, total: int, *, unit: str) -> None:
        """Note how far recognition is, as in ``Progress``."""
        with self._database.asking() as db:
            db.execute(
                "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?)", (job_id, done, total, unit)
            )

    def progress(self, job_id: str) -> Progress | None:
        """How far a job is; None before its first unit."""
        with self._database.asking() as db:
            row = db.execute(
                "SELECT done, total, unit FROM progress WHERE job = ?", (job_id,)
            ).fetchone()
        return Progress(*row) if row else None

    def begin(self, job_id: str, unit: str) -> AttemptCount:
        """Count an attempt before it starts: one may kill us."""
        return self._count(job_id, unit, started=1)

    def undo(self, job_id: str, unit: str) -> AttemptCount:
        """Take an attempt back that was no fault of the document's."""
        return self._count(job_id, unit, started=-1)

    def fail(self, job_id: str, unit: str, reason: str) -> AttemptCount:
        """Count a failed attempt; ``reason`` names an error class."""
        return self._count(job_id, unit, failed=1, reason=reason)

    def count(self, job_id: str, unit: str) -> AttemptCount:
        """The counters of a unit of work."""
        with self._database.asking() as db:
            row = db.execute(
                "SELECT started, failed, reason FROM attempt WHERE job = ? AND unit = ?",
                (job_id, unit),
            ).fetchone()
        return AttemptCount(*row) if row else AttemptCount()

    def any_failed(self, job_id: str, reason: str) -> bool:
        """Whether a unit of the job failed for this ``reason`` last."""
        with self._database.asking() as db:
            row = db.execute(
                "SELECT 1 FROM attempt WHERE job = ? AND reason = ?", (job_id, reason)
            ).fetchone()
        return row is not None

    def _count(
        self,
        job_id: str,
        unit: str,
        *,
        started: int = 0,
        failed: int = 0,
        reason: str | None = None,
    ) -> AttemptCount:
        with self._database.asking() as db:
            row = db.execute(
                """INSERT INTO attempt VALUES (?1, ?2, MAX(0, ?3), ?4, ?5)
                   ON CONFLICT DO UPDATE SET
                       started = MAX(0, started + ?3), failed = failed + ?4,
                       reason = COALESCE(?5, reason)
                   RETURNING started, failed, reason""",
                (job_id, unit, started, failed, reason),
            ).fetchone()
            return AttemptCount(*row)
