"""The log: one line of JSON per event, without texts or names."""

from __future__ import annotations

import json
import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path

from pipeline.files import reaching

FILE = "schreibstube.log"
"""The log's name in the state folder."""

log = logging.getLogger(__name__)

_BYTES, _KEPT = 5_000_000, 4
_ORDINARY = frozenset(vars(logging.makeLogRecord({})))


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        event = {
            "at": round(record.created, 3),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        event |= {name: value for name, value in vars(record).items() if name not in _ORDINARY}
        if record.exc_info:
            event["error"] = self.formatException(record.exc_info)
        return json.dumps(event, default=str)


class _Log(RotatingFileHandler):
    """A log that is silent while its disk is full or away: work goes on."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Let the line go; the terminal says what is in the way."""


def log_to(state: Path) -> None:
    """Log into ``state``: ours from INFO, other packages' from WARNING.

    The terminal is for people: nothing that a library reports, warns of or fails with gets there.

    Raises:
        DiskFull, FolderUnreachable: the state folder refuses.
    """
    with reaching(state):
        handler = _Log(state / FILE, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(_Lines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for ours in ("pipeline", "workers"):
        logging.getLogger(ours).setLevel(logging.INFO)
    # DBOS makes itself a handler that writes to the terminal, unless it has one.
    logging.getLogger("dbos").addHandler(logging.NullHandler())
    logging.captureWarnings(capture=True)
    threading.excepthook = _thread_failed
    sys.unraisablehook = _unraisable


def _thread_failed(failure: threading.ExceptHookArgs) -> None:
    """Log what ended a thread, as Python would print it."""
    if failure.exc_value is not None and failure.exc_type is not SystemExit:
        log.error("thread.failed", exc_info=failure.exc_value)


def _unraisable(failure: sys.UnraisableHookArgs) -> None:
    """Log what nobody can catch, such as an error while something is cleared away."""
    if failure.exc_value is not None:
        log.error("unraisable", exc_info=failure.exc_value)
