"""File system events: they shorten the wait between two looks."""

from __future__ import annotations

import logging
import os
import select
import warnings
from pathlib import Path
from threading import RLock

from watchdog.events import (
    DirCreatedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from pipeline.core.office.intake import IN_WORK, NEEDS_ATTENTION

log = logging.getLogger(__name__)

# It reports an error whenever an observer is stopped while it reads, which is how we stop it.
logging.getLogger("watchdog.observers.inotify").setLevel(logging.CRITICAL)

# A folder that is made while the one above it is registered is registered twice: by the walk that
# finds it, and by the event of its making. The second time replaces a callback by itself, so that
# nothing is lost.
warnings.filterwarnings(
    "ignore",
    r"Callback with id '\d+' already exists",
    RuntimeWarning,
    module=r"watchdog\.observers\.inotify$",
)

_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileClosedEvent,
    DirCreatedEvent,
    DirMovedEvent,
]
"""What may announce a file.

Not the opening of files and folders: our own looks would wake us for ever.
"""

BREATH = 0.5
"""Seconds between an event and the look it causes.

A flood of events costs two looks a second.
"""


class InboxEvents(FileSystemEventHandler):
    """Events from the inbox, as long as the system sends any."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._ours = tuple(os.fspath(root / name) + os.sep for name in (IN_WORK, NEEDS_ATTENTION))
        # A pipe, since a signal handler may write to it while we wait; an Event could lock itself
        # out.
        self._listening, self._telling = os.pipe()
        self._closing = RLock()  # a signal handler may come while we hold it
        self._closed = False
        self._pending = False
        self._observer: BaseObserver | None = None
        self._identity: tuple[int, int] | None = None

    def wait(self, timeout: float) -> None:
        """Wait for an event or ``wake``, up to ``timeout`` s."""
        self._listen()
        if self._heard(timeout) == b"e":
            self._heard(BREATH)  # let the flood pass; only ``wake`` is heard meanwhile
        self._pending = False

    def wake(self) -> None:
        """End a ``wait``; from any thread, or from a signal handler."""
        self._tell(b"w")

    def close(self) -> None:
        """Stop listening."""
        self._stop_listening()
        with self._closing:
            if not self._closed:
                self._closed = True
                os.close(self._listening)
                os.close(self._telling)

    def _tell(self, what: bytes) -> None:
        """Write to the pipe, unless we are closed.

        Its number may be another file's by then.
        """
        with self._closing:
            if not self._closed:
                os.write(self._telling, what)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog, in a thread of its own."""
        arrived = os.fsdecode(event.dest_path or event.src_path)
        if not arrived.startswith(self._ours) and not self._pending:
            self._pending = True
            self._tell(b"e")

    def _heard(self, timeout: float) -> bytes:
        waiting = select.poll()  # select.select() takes no number above 1023
        waiting.register(self._listening, select.POLLIN)
        return os.read(self._listening, 1) if waiting.poll(timeout * 1000) else b""

    def _listen(self) -> None:
        """Listen to the folder that is there now.

        After a remount the old one says nothing more.
        """
        identity = _identity(self._root)
        if identity == self._identity and self._alive():
            return
        self._stop_listening()
        self._identity = identity
        if identity is None:
            return
        observer = Observer()
        try:
            observer.schedule(self, os.fspath(self._root), recursive=True, event_filter=_EVENTS)
            observer.start()
        except (OSError, RecursionError) as error:
            # No inotify watches left, a file system without them, or a folder in folders that is
            # deeper than watchdog can walk: looking has to do.
            log.warning("inbox.no-events", extra={"reason": str(error)})
            return
        self._observer = observer

    def _alive(self) -> bool:
        """Whether events can still come.

        ``is_alive`` of the observer alone says yes after its emitter died.
        """
        if self._observer is None:
            return True  # it could not start here, and would not now
        return self._observer.is_alive() and all(
            emitter.is_alive() for emitter in self._observer.emitters
        )

    def _stop_listening(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(timeout=10)
            self._observer = None


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        seen = folder.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino
