"""Work in hand, which is finished before the process ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager


class Shift:
    """What is in hand now, and whether we are leaving."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._in_hand = 0
        self._leaving = False

    @contextmanager
    def in_hand(self, room: AbstractContextManager[object]) -> Iterator[None]:
        """Work that begins in a free ``room`` and ends before we leave.

        Blocks for ever once we are leaving.
        """
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

    def _stay(self) -> None:
        while self._leaving:
            self._changed.wait()
