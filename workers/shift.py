"""Work in hand, which is finished before the process ends.

Suspects, documents that hung before, give way: while another waits for the same processes, none of
them begins, and more than one at a time only where nobody else works.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

_QUIET_SECONDS = 1.0
"""How long a room must be without others before a second suspect begins.

Between two pieces of a document there is a moment without work.
"""

_PATIENT_SECONDS = 600.0
"""How long a suspect gives way: an office that is never idle must end it some day."""


@dataclass(slots=True)
class _Room:
    """Who wants, and who has, the processes of one sort."""

    waiting: int = 0
    """Documents that are no suspects, and wait."""
    working: int = 0
    """Those that are in hand."""
    suspects: int = 0
    """Suspects that are in hand, or next."""


class Shift:
    """What is in hand now, and whether we are leaving."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._in_hand = 0
        self._leaving = False
        self._rooms: defaultdict[int, _Room] = defaultdict(_Room)

    @contextmanager
    def in_hand(
        self, room: AbstractContextManager[object], *, suspect: bool = False
    ) -> Iterator[None]:
        """Work that begins in a free ``room`` and ends before we leave.

        Blocks for ever once we are leaving. A ``suspect`` lets others go first.
        """
        state = self._rooms[id(room)]
        self._queue(state, suspect=suspect)
        try:
            with room:
                with self._changed:
                    state.waiting -= not suspect
                    state.working += not suspect
                    self._changed.notify_all()
                    self._stay()
                    self._in_hand += 1
                try:
                    yield
                finally:
                    with self._changed:
                        self._in_hand -= 1
                        state.working -= not suspect
        finally:
            with self._changed:
                state.suspects -= suspect
                self._changed.notify_all()

    def leave(self, seconds: float) -> None:
        """Begin nothing more; wait ``seconds`` for what is in hand."""
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

    def _queue(self, room: _Room, *, suspect: bool) -> None:
        """Wait to be next, as a suspect; others are counted and wait at the room."""
        with self._changed:
            if not suspect:
                room.waiting += 1
                return
            self._changed.wait_for(
                lambda: not (room.waiting or room.suspects), timeout=_QUIET_SECONDS
            )
            waited = _QUIET_SECONDS
            while room.waiting or (room.suspects and room.working):
                if waited > _PATIENT_SECONDS and not room.suspects:
                    break
                self._changed.wait(_QUIET_SECONDS)
                waited += _QUIET_SECONDS
            room.suspects += 1

    def _stay(self) -> None:
        while self._leaving:
            self._changed.wait()
