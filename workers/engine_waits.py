"""A full or refusing disk makes the engine wait; it drops no work.

DBOS waits for Postgres as long as it takes, but of SQLite's complaints only for "database is
locked". With any other, the thread of a document ends, its end cannot be noted either, and the
document stays "in work" until the next start. So what a disk may refuse for a while is told to
DBOS as a lock.
"""

from __future__ import annotations

import logging
import sqlite3
import threading

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import OperationalError

log = logging.getLogger(__name__)

_REFUSALS = frozenset(
    (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
)
"""Primary result codes that may be gone at the next attempt (sqlite.org/rescode.html)."""

_RETRIED = "database is locked"
"""What DBOS looks for in the text of an error: ``dbos._utils.retriable_sqlite_exception``."""


def wait_for_disks() -> None:
    """Have every engine of SQLAlchemy's in this process do so: DBOS's is the only one."""
    if not event.contains(Engine, "handle_error", _wait):
        event.listen(Engine, "handle_error", _wait)


def _wait(context: ExceptionContext) -> BaseException | None:
    """The error in DBOS's own threads as one that it waits for; None leaves it as it is.

    The main thread hands documents over: it must get the error, and does so again later.
    """
    error = context.original_exception
    code = getattr(error, "sqlite_errorcode", None)
    if code is None or code & 0xFF not in _REFUSALS:
        return None
    if threading.current_thread() is threading.main_thread():
        return None
    log.warning("engine.waits", extra={"reason": str(error)})
    # The file may be another one when the disk is back: the next attempt opens it anew.
    context.is_disconnect = True
    told = sqlite3.OperationalError(f"{_RETRIED}: {error}")
    return OperationalError(context.statement, context.parameters, told)
