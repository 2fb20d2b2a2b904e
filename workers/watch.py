"""The watcher of the inbox: look, let settle, hand over.

The scan of the folders is the truth; events only shorten the wait between two looks, since they get
lost in floods, on network shares and when a share is remounted.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
from pipeline.office.profiles.by_folder import FolderProfiles
from pipeline.office.profiles.confined import ConfinedReader
from workers.events import BREATH, InboxEvents

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


@dataclass(slots=True)
class _Finds:
    """What a walk through the inbox has seen so far."""

    sightings: list[Sighting] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    unreadable: dict[str, Waiting] = field(default_factory=dict)


def held_by_profiles(inbox: Path) -> tuple[tuple[str, ProfileWrong], ...]:
    """The files in the inbox that wait for a profile's correction.

    Raises:
        FolderUnreachable: the inbox cannot be walked.
    """
    finds, rules = _Finds(), ConfinedReader()
    profiles = FolderProfiles(inbox, rules.read)
    with reaching(inbox):
        _walk(inbox, finds)
    held = [(sighting.source, profiles.of(sighting.source)) for sighting in finds.sightings]
    rules.rest()
    return tuple((source, mistake) for source, mistake in held if isinstance(mistake, ProfileWrong))


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
        finds = _Finds()
        try:
            with reaching(self._inbox):
                _walk(self._inbox, finds)
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
            if sighting is not None:
                self._waiting[sighting.source] = taken
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


def _walk(inbox: Path, finds: _Finds) -> None:
    """Look at every file once; what cannot be read holds up nothing else.

    Raises:
        OSError: the inbox itself is out of reach.
    """
    _walk_folder(inbox, "", finds)
    if finds.unreadable:
        # Where the share went away in the middle, nothing in it can be read: ask for the inbox.
        os.scandir(inbox).close()


def _walk_folder(folder: Path, inside: str, finds: _Finds) -> None:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            source = inside + entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    if intake.ignored_folder(entry.name):
                        pass
                    elif inside.count("/") < intake.DEEPEST:
                        _walk_folder(folder / entry.name, f"{source}/", finds)
                    else:
                        finds.unreadable[source] = Waiting.TOO_DEEP
                    continue
                seen = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            except OSError as error:
                finds.unreadable[source] = intake.refusal(error)
                continue
            _note(entry.name, source, seen, finds)


def _note(name: str, source: str, seen: os.stat_result, finds: _Finds) -> None:
    # A link could point anywhere, and a pipe never ends.
    if not intake.ignored_file(name) and stat.S_ISREG(seen.st_mode):
        finds.sightings.append(Sighting(source, seen.st_size, seen.st_mtime_ns))
    elif not intake.steering_file(name):
        finds.ignored.append(source)


def _urgent_first(watched: WatchedFile) -> tuple[bool, float, int, str]:
    """The order of claims: urgent, found first, written first."""
    sighting = watched.sighting
    return not intake.urgent(sighting.source), watched.since, sighting.modified_ns, sighting.source
