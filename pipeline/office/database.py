"""The SQLite file of the state folder, for one thread at a time.

It belongs on a local disk, never on a share. Several processes may open it; SQLite lets one write
at a time.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock

from pipeline.core.naming import readable
from pipeline.errors import DiskFull, FolderUnreachable, JournalDamaged, Unavailable
from pipeline.explained_error import SchreibstubeError

FILE = "journal.sqlite3"
"""Its name in the state folder."""

ENGINE_FILE = "engine-2.db"
"""That of the engine, beside it.

It counts up when what the engine keeps changes its form. Nothing is lost with an earlier or a
damaged one: the journal names the open jobs, and what is finished of them lies among the artefacts.
"""

_PARTS = ("-wal", "-shm", "")
"""Ends of the names of a database's files; the one with its content is last."""


class Database:
    """An open database whose complaints are errors of ours.

    ``refusal`` is the last one, until something can be written again.
    """

    def __init__(self, folder: Path, schema: str) -> None:
        """Open or make the file in ``folder``; ``schema`` adds tables.

        Raises:
            JournalDamaged: the file is damaged, or no database.
            DiskFull, FolderUnreachable: the state folder refuses.
        """
        self.folder = folder
        self.refusal: Unavailable | None = None
        self._lock = RLock()
        with self._translating():
            folder.mkdir(parents=True, exist_ok=True)
            # Threads take turns by our lock; SQLite need not check.
            self._db = sqlite3.connect(
                folder / FILE, timeout=30, isolation_level=None, check_same_thread=False
            )
        try:
            with self.asking() as db:
                db.execute("PRAGMA journal_mode=WAL")
                # An intent lost in a power cut would publish twice: every event reaches the disk.
                db.execute("PRAGMA synchronous=FULL")
                db.executescript(schema)
        except SchreibstubeError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def asking(self) -> Iterator[sqlite3.Connection]:
        """The connection, for this thread alone; may be nested.

        Raises:
            JournalDamaged, DiskFull, FolderUnreachable: as SQLite complains.
        """
        with self._lock, self._translating():
            before = self._db.total_changes
            yield self._db
            if self._db.total_changes != before and not self._db.in_transaction:
                self.refusal = None

    @contextmanager
    def _translating(self) -> Iterator[None]:
        folder = readable(str(self.folder))
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            # Text that is no UTF-8 is an OperationalError, too: Python's own, without a code.
            code = getattr(error, "sqlite_errorcode", None)
            if isinstance(error, sqlite3.OperationalError) and code is not None:
                full = code == sqlite3.SQLITE_FULL
                self.refusal = (DiskFull if full else FolderUnreachable)(folder=folder)
                raise self.refusal from error
            file = readable(str(self.folder / FILE))
            raise JournalDamaged(file=file, reason=readable(str(error))) from error
        except OSError as error:
            raise FolderUnreachable(folder=folder) from error


def details_of(folder: Path, event: str) -> tuple[str, ...]:
    """What the journal in ``folder`` says of the latest events of a kind."""
    if not os.path.exists(folder / FILE):  # noqa: PTH110 - False, too, where we may not look
        return ()
    try:
        with closing(sqlite3.connect(folder / FILE, timeout=30)) as database:
            query = "SELECT detail FROM event WHERE what = ? ORDER BY seq DESC LIMIT 10"
            return tuple(detail for (detail,) in database.execute(query, (event,)))
    except sqlite3.Error:  # opening it will say what is wrong
        return ()


def sound(folder: Path, name: str = FILE) -> bool:
    """Whether the database ``name`` in ``folder`` is whole, or missing.

    One that is locked or out of reach counts as whole: opening it will say what is wrong.
    """
    if not (folder / name).exists():
        return True
    try:
        database = sqlite3.connect(folder / name, timeout=30)
        try:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        finally:
            database.close()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode != sqlite3.SQLITE_ERROR  # that is: an unknown file format
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # even its complaint may be garbled
        return False


def set_aside(folder: Path, name: str = FILE) -> str:
    """Rename the damaged database in ``folder``; the new name is returned."""
    number = 1
    while (folder / f"damaged-{number}-{name}").exists():
        number += 1
    for ending in _PARTS:
        part = folder / f"{name}{ending}"
        if part.exists():
            part.rename(folder / f"damaged-{number}-{name}{ending}")
    return f"damaged-{number}-{name}"


def remove(folder: Path, name: str) -> None:
    """Remove a database that is no longer needed, if it is there."""
    for ending in _PARTS:
        (folder / f"{name}{ending}").unlink(missing_ok=True)
