"""The door of the office: inbox → journal. Look, let settle, claim, hash, admit.

The scan of the folders is the truth; events only shorten the wait between two looks, since they get
lost in floods, on network shares and when a share is remounted.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline import files
from pipeline.core.completeness import Ending, ending
from pipeline.core.filetypes import HEAD, kind_of
from pipeline.core.model import Job, Kind
from pipeline.core.naming import portable_folder, readable
from pipeline.core.office import intake
from pipeline.core.office.intake import IN_WORK, Sighting, Waiting, Watched
from pipeline.errors import (
    AlreadyDone,
    AlreadyRunning,
    EmptyFile,
    FoldersNested,
    InboxMissing,
    ProfileWrong,
    Unavailable,
    UnsupportedType,
)
from pipeline.files import reaching
from pipeline.office.journal import JobRecord, Journal, State
from pipeline.office.profiles.reading import glossary_of, profile_of, template_of
from pipeline.office.profiles.schema import Profile
from pipeline.office.publishing import Publisher
from workers.events import BREATH, InboxEvents

log = logging.getLogger(__name__)

_LONGEST_LOOK = 2.0
"""Seconds after the first claim at which a look ends, so that a flood neither holds up the engine nor the end of the day.

Only what is claimed shortens the next look. Time spent on the walk and on files that cannot be taken must not count:
they stand first again in every look, and on a slow share whatever stands behind them would never be reached."""


@contextmanager
def only_instance(state: Path, inbox: Path) -> Iterator[None]:
    """Hold the state folder and the inbox for this process; the system lets go when the process dies.

    Raises:
        AlreadyRunning: another process holds one of them.
        DiskFull, FolderUnreachable: a lock cannot be written.
    """
    with reaching(state):
        state.mkdir(parents=True, exist_ok=True)
    with reaching(inbox):
        (inbox / IN_WORK).mkdir(exist_ok=True)
    with ExitStack() as held:
        for lock in (state / "lock", inbox / IN_WORK / ".lock"):
            with reaching(lock.parent):
                try:
                    held.enter_context(FileLock(lock, blocking=False))
                except Timeout as error:
                    raise AlreadyRunning(folder=readable(str(lock.parent))) from error
        yield


def check_folders(inbox: Path, outbox: Path, state: Path) -> None:
    """Refuse folders in which the office would eat its own results, or cannot write.

    A missing outbox is created where its parent exists, a missing state folder with its parents. The
    inbox never is: behind a missing one there may be a share that is not mounted. Whatever is
    refused, nothing new stays behind.

    Raises:
        FoldersNested: one folder lies inside another, or is the same.
        InboxMissing: there is no inbox.
        FolderUnreachable: one of them may not be written or created.
        DiskFull: there is no room for a single byte.
    """
    roots = [folder.resolve() for folder in (inbox, outbox, state)]
    for one in range(len(roots)):
        for other in range(len(roots)):
            if one != other and roots[one].is_relative_to(roots[other]):
                raise FoldersNested(
                    inner=readable(str(roots[one])), outer=readable(str(roots[other]))
                )
    with reaching(inbox):
        if not inbox.is_dir():
            raise InboxMissing(folder=readable(str(inbox)))
    with ExitStack() as created:
        for folder, path in (
            (inbox, ()),
            (outbox, (outbox,)),
            (state, (*reversed(state.parents), state)),
        ):
            with reaching(folder):
                for missing in path:
                    if not missing.is_dir():
                        missing.mkdir()
                        created.callback(files.remove_empty, missing, up_to=missing.parent)
                _probe(folder)
        created.pop_all()


def _probe(folder: Path) -> None:
    probe = folder / f"{files.TEMPORARY}probe.part"
    try:
        probe.write_bytes(b".")
    finally:
        probe.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the inbox brought; ``sources`` as in ``Job``.

    ``trouble`` says why the look could not be finished; everything not mentioned is as it was.
    """

    claimed: tuple[Job, ...] = ()
    waiting: tuple[tuple[str, Waiting | ProfileWrong], ...] = ()
    parked: tuple[JobRecord, ...] = ()
    duplicates: tuple[JobRecord, ...] = ()
    ignored: tuple[str, ...] = ()
    trouble: Unavailable | None = None


@dataclass(slots=True)
class _Finds:
    """What a walk through the inbox has seen so far."""

    sightings: list[Sighting] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def held_by_profiles(inbox: Path) -> tuple[tuple[str, ProfileWrong], ...]:
    """The files in the inbox that wait for somebody to correct a profile, for those who only want to know.

    Raises:
        FolderUnreachable: the inbox cannot be walked.
    """
    finds, profiles = _Finds(), _Profiles(inbox)
    with reaching(inbox):
        _walk(inbox, "", finds)
    held = [(sighting.source, profiles.of(sighting.source)) for sighting in finds.sightings]
    return tuple((source, mistake) for source, mistake in held if isinstance(mistake, ProfileWrong))


class _Profiles:
    """The profiles of an inbox during one look: each folder's is read once."""

    def __init__(self, inbox: Path) -> None:
        self._inbox = inbox
        self._known: dict[str, Profile | ProfileWrong] = {}

    def of(self, source: str) -> Profile | ProfileWrong:
        """The profile that is in force for a file, or what is wrong with it."""
        folder = source.rpartition("/")[0]
        if folder not in self._known:
            try:
                self._known[folder] = profile_of(self._inbox, folder)
                glossary_of(
                    self._inbox, folder
                )  # whoever wrote it learns of its mistakes before anything is heard
            except ProfileWrong as error:
                self._known[folder] = error
        return self._known[folder]

    def templates(self, sightings: Iterable[Sighting]) -> frozenset[str]:
        """Which of the files are the Word templates that profiles name: nobody dropped them to be processed."""
        found = set()
        for source in (sighting.source for sighting in sightings):
            if source.lower().endswith((".dotx", ".docx")) and isinstance(self.of(source), Profile):
                with suppress(ProfileWrong):
                    found.add(template_of(self._inbox, source.rpartition("/")[0]))
        return frozenset(place for place in found if place is not None)

    def two_files(self, source: str) -> bool:
        """Whether front and back sides come in two files where this one comes from."""
        profile = self.of(source)
        return isinstance(profile, Profile) and profile.paper.double_sided == "two-files"


class Doorway:
    """Watches one inbox and takes in what has arrived. Used by one thread; ``wake`` by any.

    ``settle`` and ``patience`` are seconds on the clock ``monotonic``; see ``core.office.intake``.
    """

    def __init__(
        self,
        journal: Journal,
        publisher: Publisher,
        *,
        settle: float,
        patience: float,
        monotonic: Callable[[], float],
    ) -> None:
        """Stand at the publisher's inbox; nothing is touched before the first look."""
        self._journal = journal
        self._publisher = publisher
        self._inbox = publisher.inbox
        self._settle = settle
        self._patience = patience
        self._monotonic = monotonic
        self._watching: dict[str, Watched] = {}
        self._first_claim: float | None = None
        self._waiting: dict[str, Waiting | ProfileWrong] = {}
        self._profiles = _Profiles(self._inbox)
        self._owing: set[int] = set()
        self._arrival = journal.last_arrival()
        self._trouble: Unavailable | None = None
        self._news = InboxEvents(self._inbox)
        self._woken = False

    def recover(self) -> tuple[Job, ...]:
        """End what a crash interrupted; returns every open job, for the engine to go on with.

        To be called before the first look, and again if it raises. A file that was claimed but not
        yet journalled is adopted under the number it had.

        Raises:
            DiskFull, FolderUnreachable: the system refuses; nothing is lost.
        """
        self._publisher.roll_forward()
        with reaching(self._inbox):
            boxes = [
                int(name) for name in files.names_in(self._inbox / IN_WORK) if name.isdecimal()
            ]
            self._arrival = max(self._journal.last_arrival(), *boxes, 0)
            for arrival in boxes:
                if self._journal.by_arrival(arrival) is None:
                    self._take_in(arrival, None)
        for record in self._journal.open_jobs():
            if record.intent is None:
                self._admit(record)
        return tuple(record.job for record in self._journal.open_jobs())

    def look(self) -> Look:
        """Compare the inbox with the look before, and take in what has settled, the urgent first.

        Never raises for what the system refuses; ``Look.trouble`` says so, and a later look goes on.
        """
        now = self._monotonic()
        self._trouble, self._waiting, self._profiles = None, {}, _Profiles(self._inbox)
        self._first_claim = None
        records = [
            record for arrival in sorted(self._owing) if (record := self._taken_in(arrival, None))
        ]
        finds = _Finds()
        try:
            with reaching(self._inbox):
                _walk(self._inbox, "", finds)
            templates = self._profiles.templates(finds.sightings)
        except Unavailable as error:
            self._trouble = error
        else:
            self._waiting.update(dict.fromkeys(finds.unreadable, Waiting.UNREADABLE))
            dropped = [sighting for sighting in finds.sightings if sighting.source not in templates]
            self._watching = intake.compare(self._watching, dropped, now=now)
            for sighting in self._arrived(now):
                arrival = self._claimed(sighting)
                if arrival is not None and (record := self._taken_in(arrival, sighting)):
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
        """Sleep until there may be something to see, at most ``timeout`` seconds.

        Wakes for events in the inbox, when a file may have settled, and at a call of ``wake``.
        """
        if Waiting.NEXT not in self._waiting.values():
            due = intake.next_look(
                self._watching.values(), now=self._monotonic(), settle=self._settle
            )
            self._news.wait(timeout if due is None else min(timeout, max(due, BREATH / 10)))
        self._woken = False

    def wake(self) -> None:
        """End a ``wait``, from another thread or a signal handler; a ``look`` ends early and claims nothing more.

        Harmless after ``close``.
        """
        self._woken = True
        self._news.wake()

    def close(self) -> None:
        """Stop listening for events."""
        self._news.close()

    def _arrived(self, now: float) -> Iterator[Sighting]:
        """The files to take into work now, in order; why the others wait is noted.

        Where front and back sides come in two files, one waits for the other in the inbox, where people
        can see it and take it back; then they are taken one after the other.
        """
        lone: dict[str, Sighting] = {}
        for watched in sorted(self._watching.values(), key=_urgent_first):
            sighting, folder = watched.sighting, watched.sighting.source.rpartition("/")[0]
            if not self._ready(watched, now):
                continue
            if not self._lacks_other_side(sighting):
                yield sighting
            elif folder not in lone:
                lone[folder] = sighting
                self._waiting[sighting.source] = Waiting.OTHER_SIDE
            else:
                fronts = lone.pop(folder)
                del self._waiting[fronts.source]
                yield fronts
                if self._lacks_other_side(
                    sighting
                ):  # the front sides were refused, or could not be taken
                    lone[folder] = sighting
                    self._waiting[sighting.source] = Waiting.OTHER_SIDE
                else:
                    yield sighting

    def _ready(self, watched: Watched, now: float) -> bool:
        """Whether the file may be taken; if it waits, the reason is noted."""
        source = watched.sighting.source
        flooded = (
            self._first_claim is not None and self._monotonic() - self._first_claim > _LONGEST_LOOK
        )
        if self._woken or flooded:
            self._waiting[source] = Waiting.NEXT
            return False
        try:
            reason = self._waits(watched, now)
        except FileNotFoundError:
            return False
        except OSError:
            reason = Waiting.UNREADABLE
        except Unavailable as error:
            self._trouble = error
            return False
        if reason is not None:
            self._waiting[source] = reason
        return reason is None

    def _lacks_other_side(self, sighting: Sighting) -> bool:
        """Whether the file is a scan of one side of its sheets, and nothing of the other side is in work."""
        if not self._profiles.two_files(sighting.source):
            return False
        with suppress(OSError), (self._inbox / sighting.source).open("rb") as stream:
            if kind_of(stream.read(HEAD), sighting.source) is not Kind.SCAN:
                return False
        return self._journal.lone_fronts(sighting.source.rpartition("/")[0]) is None

    def _claimed(self, sighting: Sighting) -> int | None:
        """The number of a file that is now in work; None if it is gone or in use, or the system refused."""
        try:
            return self._claim(sighting)
        except Unavailable as error:
            self._trouble = error
            return None

    def _waits(self, watched: Watched, now: float) -> Waiting | ProfileWrong | None:
        """Why the file waits, or None once it may be taken; OSError if it cannot be read."""
        quiet = intake.settled(watched, now=now, settle=self._settle)
        profile = self._profiles.of(watched.sighting.source) if quiet else None
        if isinstance(profile, ProfileWrong):
            return profile
        end = self._ending(watched.sighting) if quiet else Ending.UNKNOWN
        return intake.waits(watched, end, now=now, settle=self._settle, patience=self._patience)

    def _taken_in(self, arrival: int, sighting: Sighting | None) -> JobRecord | None:
        """``_take_in``; where the system refuses, the file stays in work and the next look tries again."""
        try:
            return self._take_in(arrival, sighting)
        except Unavailable as error:
            self._trouble = error
            return None

    def _ending(self, sighting: Sighting) -> Ending:
        with (self._inbox / sighting.source).open("rb") as stream:

            def read(offset: int, length: int) -> bytes:
                stream.seek(offset)
                return stream.read(length)

            return ending(read, sighting.size)

    def _claim(self, sighting: Sighting) -> int | None:
        """Take a file into work by one rename, and return its number; None if it was gone or is in use."""
        self._arrival += 1
        box = self._box(self._arrival)
        target = box / sighting.source
        with reaching(self._inbox):
            target.parent.mkdir(parents=True)
            try:
                (self._inbox / sighting.source).rename(target)
            except OSError as error:
                files.remove_empty(target.parent, up_to=box.parent)
                if not isinstance(error, FileNotFoundError):
                    self._waiting[sighting.source] = Waiting.IN_USE
                return None
        self._watching.pop(sighting.source)
        self._owing.add(self._arrival)
        if self._first_claim is None:
            self._first_claim = self._monotonic()
        return self._arrival

    def _take_in(self, arrival: int, sighting: Sighting | None) -> JobRecord | None:
        """Journal and admit a file in work; None if it has to go back to settle.

        Without ``sighting`` it was claimed before and is adopted as it is.
        """
        record = self._journal.by_arrival(arrival)
        if record is None:
            with reaching(self._inbox):
                record = self._journalled(arrival, sighting or self._orphan(arrival))
        if record is not None:
            record = self._admit(record)
        self._owing.discard(arrival)
        return record

    def _journalled(self, arrival: int, sighting: Sighting | None) -> JobRecord | None:
        box = self._box(arrival)
        if sighting is None:
            self._publisher.give_back(box)
            return None
        file = box / sighting.source
        with file.open("rb") as stream:
            kind = kind_of(stream.read(HEAD), sighting.source)
        sha256 = self._sha256_of(file)
        if sha256 is None:
            self._publisher.give_back(box)
            self._waiting[sighting.source] = Waiting.NEXT
            return None
        now = file.stat()
        if (now.st_size, now.st_mtime_ns) != (sighting.size, sighting.modified_ns):
            # Somebody still writes: it goes back, and settles anew.
            self._publisher.give_back(box)
            self._waiting[sighting.source] = Waiting.CHANGING
            return None
        job_id = f"{arrival:06d}-{sha256[:12]}"
        fronts = None
        if kind is Kind.SCAN and self._profiles.two_files(sighting.source):
            lone = self._journal.lone_fronts(sighting.source.rpartition("/")[0])
            fronts = lone.id if lone else job_id
        self._journal.claimed(job_id, kind, sighting, sha256=sha256, fronts=fronts)
        return self._journal.job(job_id)

    def _sha256_of(self, file: Path) -> str | None:
        """As ``files.sha256_of``, but None as soon as ``wake`` is called: a recording of a day takes minutes."""
        digest = hashlib.sha256()
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                if self._woken:
                    return None
                digest.update(block)
        return digest.hexdigest()

    def _orphan(self, arrival: int) -> Sighting | None:
        """The one file of a claim that was cut short; None if it is not one, or was on its way back."""
        box = self._box(arrival)
        box.parent.stat()  # nothing in it means nothing while the share is away
        found = [Path(folder) / name for folder, _, names in os.walk(box) for name in names]
        if len(found) != 1:
            return None
        twin = self._inbox / found[0].relative_to(box)
        if twin.exists() and twin.samefile(found[0]):
            return None
        seen = found[0].stat()
        return Sighting(found[0].relative_to(box).as_posix(), seen.st_size, seen.st_mtime_ns)

    def _admit(self, record: JobRecord) -> JobRecord:
        """Refuse what cannot be worked on or has been here before; the record as it is then."""
        self._publisher.forget_note(record.sha256)
        if not record.state.open:
            self._publisher.park(record.id)
        elif record.size == 0:
            self._publisher.reject(record.id, EmptyFile())
        elif record.kind in {None, Kind.CORRECTION}:  # corrected drafts: not yet
            self._publisher.reject(record.id, UnsupportedType())
        elif record.fronts != record.id:  # front sides are judged together with their back sides
            earlier = next(filter(self._still_here, self._earlier(record)), None)
            if earlier is not None:
                shown = ", ".join(output.path for output in earlier.outputs) or readable(
                    earlier.source
                )
                for same in filter(None, (record.fronts, record.id)):
                    self._publisher.refuse_duplicate(
                        same, AlreadyDone(earlier=shown), of=earlier.id
                    )
        return self._journal.job(record.id)

    def _earlier(self, record: JobRecord) -> Iterator[JobRecord]:
        """Earlier arrivals of the same bytes (of both sides) for the same results folder, the latest first."""
        for other in reversed(self._journal.by_sha(record.sha256)):
            same_folder = portable_folder(other.folder) == portable_folder(record.folder)
            same_fronts = self._fronts_sha(other) == self._fronts_sha(record)
            if other.arrival < record.arrival and same_folder and same_fronts and not other.redone:
                yield other

    def _fronts_sha(self, record: JobRecord) -> str | None:
        return self._journal.job(record.fronts).sha256 if record.fronts else None

    def _still_here(self, earlier: JobRecord) -> bool:
        if earlier.state is State.PUBLISHED:
            return all(
                (self._publisher.outbox / output.path).is_file() for output in earlier.outputs
            )
        return earlier.state.open

    def _box(self, arrival: int) -> Path:
        return self._inbox / IN_WORK / f"{arrival:06d}"


def _walk(folder: Path, inside: str, finds: _Finds) -> None:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            source = inside + entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    if not intake.ignored_folder(entry.name):
                        _walk(folder / entry.name, f"{source}/", finds)
                    continue
                seen = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            except PermissionError:
                finds.unreadable.append(source)
                continue
            # A link could point anywhere, and a pipe never ends.
            if intake.ignored_file(entry.name) or not stat.S_ISREG(seen.st_mode):
                if not intake.steering_file(entry.name):
                    finds.ignored.append(source)
            else:
                finds.sightings.append(Sighting(source, seen.st_size, seen.st_mtime_ns))


def _urgent_first(watched: Watched) -> tuple[bool, float, int, str]:
    """Files that were found by the same look stand in the order in which they were written."""
    sighting = watched.sighting
    return not intake.urgent(sighting.source), watched.since, sighting.modified_ns, sighting.source
