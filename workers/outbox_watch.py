"""The watcher of the outbox: takes in what is released there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from pipeline import process
from pipeline.core.naming import readable
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import JobRecord, State
from pipeline.errors import Unavailable
from pipeline.i18n import N_, Language
from pipeline.isolate import Isolated
from pipeline.jobs import Office
from pipeline.office.corrections.outbox_door import DoorLook, OutboxDoor
from pipeline.office.corrections.withdrawal import finish_withdrawals
from pipeline.office.messages import explained
from pipeline.translations import translator
from workers.upkeep import Clocks
from workers.watch import Look

_SECONDS = 60
"""Longest time for a look into a draft.

It takes a fraction of a second, with LibreOffice some seconds.
"""

_STALE = N_(
    "{name}: a program seems to have this file open for more than a day. Schreibstube takes it all "
    "the same; if the program has crashed, its hidden lock beside the file can be deleted."
)


class OutboxWatcher:
    """Takes in what is released in the outbox. Used by one thread."""

    def __init__(self, office: Office, clocks: Clocks) -> None:
        """Stand at the outbox of this office; nothing is touched yet."""
        self._office = office
        self._clocks = clocks
        self._work = office.settings.state / "work"
        memory = round(office.settings.limits.memory_gb * 2**30)
        self._child, self._converter = (
            Isolated[Any](object, processes=1, memory_bytes=memory, writable=folders)
            for folders in ((self._work,), (self._work, Path(gettempdir())))
        )
        self._asked = False
        self._taken: list[JobRecord] = []
        self._seen = DoorLook()
        self._door = OutboxDoor(
            *(office.journal, office.publisher.outbox, self._work),
            settle=office.settings.inbox.settle,
            take=self._take,
        )

    def recover(self) -> None:
        """End what a crash interrupted, unless the outbox refuses."""
        with suppress(Unavailable):
            finish_withdrawals(self._office.journal, self._office.publisher.outbox)

    def look(self, look: Look) -> Look:
        """A look at the inbox, and what the outbox adds to it.

        Never raises for what the system refuses; ``Look.trouble`` says so.
        """
        self._taken = []
        try:
            self._seen = self._door.look(
                self._is_released, now=self._clocks.now(), monotonic=self._clocks.monotonic
            )
        except Unavailable as error:
            look = replace(look, trouble=look.trouble or error)
        finally:
            if self._asked:
                self._asked = False
                self.close()  # an idle office has no children
        new = self._taken
        return replace(
            look,
            claimed=(*look.claimed, *(each.job for each in new if each.state is State.WORKING)),
            parked=(*look.parked, *(each for each in new if each.state is State.NEEDS_ATTENTION)),
            duplicates=(*look.duplicates, *(e for e in new if e.state is State.DUPLICATE)),
            waiting=(*look.waiting, *self._seen.waiting.items()),
        )

    @property
    def busy(self) -> bool:
        """Whether the next look has something to do in any case."""
        return self._seen.busy

    def told(self, language: Language) -> Iterator[str]:
        """What a person should know of files in the outbox."""
        for path in self._seen.stale:
            yield translator(language)(_STALE).format(name=readable(path))
        for path, error in self._seen.refused.items():
            said = " ".join(explained(type(error).__name__, error.details, language))
            yield f"{readable(path)}: {said}"

    def close(self) -> None:
        """End what may still run."""
        self._child.close()
        self._converter.close()

    def _is_released(self, copy: Path) -> bool:
        self._asked = True
        folder = copy.parent / "reading"
        folder.mkdir(exist_ok=True)
        reader = self._child
        if self._child.run(process.needs_libre_office, _SECONDS, copy):
            if not self._child.run(process.names_a_job, _SECONDS, copy):
                return False
            reader = self._converter  # LibreOffice makes a socket in the temporary folder
        return reader.run(process.read_return, _SECONDS, copy, folder).release.ticked

    def _take(self, copy: Path, sighting: Sighting) -> None:
        arrivals = self._office.arrivals
        claimed = arrivals.claim(sighting, copy)
        if isinstance(claimed, int):
            with suppress(Unavailable):  # it is owed, and the look at the inbox takes it in
                taken = arrivals.take_in(claimed, None)
                if isinstance(taken, JobRecord):
                    self._taken.append(taken)
