"""The watcher of the inbox: look, let settle, hand over.

The scan of the folders is the truth; events only shorten the wait between two looks, since they get
lost in floods, on network shares and when a share is remounted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.core.completeness import Ending, ending
from pipeline.core.model import Job
from pipeline.core.office import intake
from pipeline.core.office.intake import Sighting, Waiting, WatchedFile
from pipeline.core.office.pairing import claim_order
from pipeline.core.office.records import JobRecord, State
from pipeline.errors import ProfileWrong, Unavailable
from pipeline.files import reaching
from pipeline.office.arrivals import Arrivals
from workers.events import BREATH, InboxEvents
from workers.walk import Finds, walk

_LONGEST_LOOK = 2.0
"""Seconds from the first claim to the end of a look.

A flood then holds up neither the engine nor the end of the day. Only what is claimed shortens the
next look. Time spent on the walk and on files that cannot be taken does not count: these stand
first again in every look, and on a slow share what stands behind them would never be reached.
"""

ReadEnding = Callable[[Path, Sighting], Ending]
"""``ending_of``, or what a test puts in its place."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the inbox brought; sources as in ``Job``."""

    claimed: tuple[Job, ...] = ()
    """New jobs to work on."""
    waiting: tuple[tuple[str, Waiting | ProfileWrong], ...] = ()
    """Files that stay in the inbox, and why."""
    parked: tuple[JobRecord, ...] = ()
    """Files that were refused."""
    duplicates: tuple[JobRecord, ...] = ()
    """Files whose bytes were here before."""
    ignored: tuple[str, ...] = ()
    """Files that are never claimed."""
    trouble: Unavailable | None = None
    """Why the look was not finished; what it does not name is as it was."""


class InboxWatcher:
    """Watches one inbox and takes in what has arrived.

    Used by one thread; ``wake`` by any.

    ``settle`` and ``patience`` are seconds on the clock ``monotonic``; see ``core.office.intake``.
    """

    def __init__(
        self,
        arrivals: Arrivals,
        *,
        settle: float,
        patience: float,
        monotonic: Callable[[], float],
        read_ending: ReadEnding | None = None,
    ) -> None:
        """Stand at the inbox of ``arrivals``; nothing is touched yet."""
        self._arrivals = arrivals
        self._inbox = arrivals.inbox
        self._settle = settle
        self._patience = patience
        self._monotonic = monotonic
        self._ending = read_ending or ending_of
        self._watching: dict[str, WatchedFile] = {}
        self._first_claim: float | None = None
        self._waiting: dict[str, Waiting | ProfileWrong] = {}
        self._trouble: Unavailable | None = None
        self._events = InboxEvents(self._inbox)

    def recover(self) -> tuple[Job, ...]:
        """As ``Arrivals.recover``: first of all, and again if it raises.

        Raises:
            DiskFull, FolderUnreachable: the system refuses; nothing is lost.
        """
        return self._arrivals.recover()

    def look(self) -> Look:
        """Take in what has settled since the look before, urgent first.

        Never raises for what the system refuses; ``Look.trouble`` says so, and a later look goes
        on.
        """
        now = self._monotonic()
        self._trouble, self._waiting, self._first_claim = None, {}, None
        self._arrivals.read_profiles_again()
        owing = self._arrivals.owing
        records = [record for arrival in owing if (record := self._take_in(arrival, None))]
        finds = Finds()
        try:
            with reaching(self._inbox):
                walk(self._inbox, finds)
            templates = self._arrivals.profiles.templates(finds.sightings)
        except Unavailable as error:
            self._trouble = error
        else:
            self._waiting.update(finds.unreadable)
            dropped = [sighting for sighting in finds.sightings if sighting.source not in templates]
            self._watching = intake.watched_files(self._watching, dropped, now=now)
            for sighting in self._ready_sightings(now):
                arrival = self._claim(sighting)
                if arrival is not None and (record := self._take_in(arrival, sighting)):
                    records.append(record)
        return Look(
            claimed=tuple(record.job for record in records if record.state is State.WORKING),
            waiting=tuple(self._waiting.items()),
            parked=tuple(record for record in records if record.state is State.NEEDS_ATTENTION),
            duplicates=tuple(record for record in records if record.state is State.DUPLICATE),
            ignored=tuple(finds.ignored),
            trouble=self._trouble,
        )

    def wait(self, timeout: float) -> None:
        """Sleep until there may be something to see, up to ``timeout`` s.

        Wakes for events in the inbox, when a file may have settled, and at a call of ``wake``.
        """
        if Waiting.NEXT not in self._waiting.values():
            due = intake.next_look(
                self._watching.values(), now=self._monotonic(), settle=self._settle
            )
            self._events.wait(timeout if due is None else min(timeout, max(due, BREATH / 10)))
        self._arrivals.go_on()

    def wake(self) -> None:
        """End a ``wait``, from another thread or a signal handler.

        A ``look`` ends early and claims nothing more. Harmless after ``close``.
        """
        self._arrivals.interrupt()
        self._events.wake()

    def stop(self) -> None:
        """``wake``, before leaving: a copy from another file system ends, too."""
        self._arrivals.stop()
        self._events.wake()

    def close(self) -> None:
        """Stop listening for events."""
        self._events.close()

    def _ready_sightings(self, now: float) -> Iterator[Sighting]:
        """The files to take into work now; why others wait is noted."""
        alone: dict[str, Sighting] = {}
        ordered = sorted(self._watching.values(), key=_urgent_first)
        settled = (watched.sighting for watched in ordered if self._ready(watched, now))
        lacks = self._arrivals.lacks_other_side
        yield from claim_order(settled, lacks_other_side=lacks, alone=alone)
        lone = (sighting.source for sighting in alone.values())
        self._waiting.update(dict.fromkeys(lone, Waiting.OTHER_SIDE))

    def _ready(self, watched: WatchedFile, now: float) -> bool:
        """Whether the file may be taken; if not, the reason is noted."""
        source = watched.sighting.source
        flooded = (
            self._first_claim is not None and self._monotonic() - self._first_claim > _LONGEST_LOOK
        )
        if self._arrivals.interrupted or flooded:
            self._waiting[source] = Waiting.NEXT
            return False
        try:
            reason = self._waits(watched, now)
        except FileNotFoundError:
            return False
        except OSError as error:
            reason = intake.refusal(error)
        except Unavailable as error:
            self._trouble = error
            return False
        if reason is not None:
            self._waiting[source] = reason
        return reason is None

    def _claim(self, sighting: Sighting) -> int | None:
        """The number of a file that is now in work.

        None if it is gone or in use, or if the system refused.
        """
        try:
            claimed = self._arrivals.claim(sighting)
        except Unavailable as error:
            self._trouble = error
            return None
        match claimed:
            case int(arrival):
                self._watching.pop(sighting.source)
                if self._first_claim is None:
                    self._first_claim = self._monotonic()
                return arrival
            case Waiting() as why:
                self._waiting[sighting.source] = why
                return None
            case None:
                return None

    def _waits(self, watched: WatchedFile, now: float) -> Waiting | ProfileWrong | None:
        """Why the file waits, or None once it may be taken.

        Raises OSError if it cannot be read.
        """
        quiet = intake.settled(watched, now=now, settle=self._settle)
        profile = self._arrivals.profiles.of(watched.sighting.source) if quiet else None
        if isinstance(profile, ProfileWrong):
            return profile
        end = self._ending(self._inbox, watched.sighting) if quiet else Ending.UNKNOWN
        return intake.waits(watched, end, now=now, settle=self._settle, patience=self._patience)

    def _take_in(self, arrival: int, sighting: Sighting | None) -> JobRecord | None:
        """The record of a file in work; None if it went back or was refused.

        What was refused stays in work, and the next look tries again.
        """
        try:
            taken = self._arrivals.take_in(arrival, sighting)
        except Unavailable as error:
            self._trouble = error
            return None
        if isinstance(taken, Waiting):
            source = sighting.source if sighting else self._arrivals.source_owed(arrival)
            if source is not None:
                self._waiting[source] = taken
            return None
        return taken


def ending_of(inbox: Path, sighting: Sighting) -> Ending:
    """Whether the end of a file is there; see ``core.filetypes``.

    Raises:
        OSError: it cannot be read.
    """
    with (inbox / sighting.source).open("rb") as stream:

        def read(offset: int, length: int) -> bytes:
            stream.seek(offset)
            return stream.read(length)

        return ending(read, sighting.size)


def _urgent_first(watched: WatchedFile) -> tuple[bool, float, int, str]:
    """The order of claims: urgent, found first, written first."""
    sighting = watched.sighting
    return not intake.urgent(sighting.source), watched.since, sighting.modified_ns, sighting.source
