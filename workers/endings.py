"""Tells who waits for a piece of work that it has ended, without asking the engine's database."""

from __future__ import annotations

import threading


class Endings:
    """The pieces of work that have ended in this process and are still waited for."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._ended: set[str] = set()

    def tell(self, workflow_id: str) -> None:
        """Say that a piece has ended, well or not."""
        with self._changed:
            self._ended.add(workflow_id)
            self._changed.notify_all()

    def wait(self, workflow_id: str, *, seconds: float) -> bool:
        """Wait up to ``seconds`` until a piece ends; whether it has. It is told once."""
        with self._changed:
            if not self._changed.wait_for(lambda: workflow_id in self._ended, timeout=seconds):
                return False
            self._ended.discard(workflow_id)
            return True
