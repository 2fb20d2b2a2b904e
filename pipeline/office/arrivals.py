"""Arrivals: a file is hashed, journalled, and admitted or refused.

The watcher of the inbox is its first caller. It knows nothing of watching, so that other ways in
can hand files over just so.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import assert_never

from pipeline.core.filetypes import HEAD_BYTES, kind_of
from pipeline.core.model import Job, Kind, folder_of
from pipeline.core.naming import readable
from pipeline.core.office.intake import Sighting, Waiting
from pipeline.core.office.records import JobRecord, State
from pipeline.errors import (
    AlreadyDone,
    EmptyFile,
    NativeCrash,
    NativeHang,
    OriginalGone,
    Unavailable,
    UnsupportedType,
)
from pipeline.files import reaching
from pipeline.office.attention import Attention
from pipeline.office.claims import Claims
from pipeline.office.earlier_arrivals import same_bytes_before
from pipeline.office.journal import Journal
from pipeline.office.profiles.by_folder import FolderProfiles
from pipeline.office.profiles.confined import ConfinedReader
from pipeline.office.publishing import Publisher

ReadBlocks = Callable[[Path], Iterator[bytes]]
"""``blocks``, or what a test puts in its place."""

AskForSound = Callable[[Path], bool]
"""Whether a file of an unknown type is a recording."""


def never_sound(file: Path) -> bool:  # noqa: ARG001 - an ``AskForSound``
    """No unknown file is a recording."""
    return False


def blocks(file: Path) -> Iterator[bytes]:
    """The bytes of a file in blocks of 1 MiB."""
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            yield block


class Arrivals:
    """Takes files into work. Used by one thread.

    All methods raise ``DiskFull`` or ``FolderUnreachable`` where the system refuses; nothing is
    lost, and the same call may be repeated.
    """

    def __init__(
        self,
        journal: Journal,
        claims: Claims,
        attention: Attention,
        publisher: Publisher,
        *,
        read: ReadBlocks = blocks,
    ) -> None:
        """Take in what ``claims`` has claimed; nothing is touched yet."""
        self.inbox = claims.inbox
        self._rules = ConfinedReader()
        self.profiles = FolderProfiles(claims.inbox, self._rules.read)
        self._journal = journal
        self._claims = claims
        self._attention = attention
        self._publisher = publisher
        self._read = read
        self.has_sound: AskForSound = never_sound
        self.interrupted = False
        self._owing: set[int] = set()

    def read_profiles_again(self) -> None:
        """Look again whether profiles have changed: people edit them."""
        self._rules.rest()
        self.profiles = FolderProfiles(self.inbox, self._rules.read)

    def interrupt(self) -> None:
        """End the hashing of a long file until ``go_on``.

        To be called from any thread, or from a signal handler.
        """
        self.interrupted = True

    def go_on(self) -> None:
        """End an interruption."""
        self.interrupted = False

    def stop(self) -> None:
        """Interrupt for good: a copy from another file system ends, too.

        To be called from any thread, or from a signal handler.
        """
        self._claims.by_copy.stop()
        self.interrupt()

    @property
    def owing(self) -> tuple[int, ...]:
        """Arrivals that were claimed and could not be taken in yet."""
        return tuple(sorted(self._owing))

    def source_owed(self, arrival: int) -> str | None:
        """The path of a file in work that was not taken in yet; None if unknown."""
        with suppress(OSError):
            found = self._orphan(arrival)
            return found.source if found else None
        return None

    def claim(self, sighting: Sighting, copy_of: Path | None = None) -> int | Waiting | None:
        """As ``Claims.claim``; a number is owed a ``take_in``."""
        claimed = self._claims.claim(sighting, copy_of)
        if isinstance(claimed, int):
            self._owing.add(claimed)
        return claimed

    def lacks_other_side(self, sighting: Sighting) -> bool:
        """Whether a file holds one side of its sheets, and the other is missing."""
        if not self.profiles.two_files(sighting.source):
            return False
        with suppress(OSError), (self.inbox / sighting.source).open("rb") as stream:
            if kind_of(stream.read(HEAD_BYTES), sighting.source) is not Kind.SCAN:
                return False
        return self._journal.lone_fronts(folder_of(sighting.source)) is None

    def recover(self) -> tuple[Job, ...]:
        """End what a crash interrupted, and return every open job.

        To be called first, and again if it raises. A file that was claimed but not yet journalled
        is adopted under the number it had.
        """
        arrivals = self._claims.recount()
        for record in filter(None, map(self._journal.by_arrival, arrivals)):
            self._end(record)
        for arrival in arrivals:
            if self._journal.by_arrival(arrival) is None:
                self.take_in(arrival, None)
        for record in self._journal.open_jobs():
            if not self._claims.in_box(record):
                self._end_without_file(record)
            elif record.intent is None:
                self._admit(record)
        return tuple(record.job for record in self._journal.open_jobs())

    def take_in(self, arrival: int, sighting: Sighting | None) -> JobRecord | Waiting | None:
        """Journal and admit a file in work.

        Without ``sighting`` it was claimed before and is adopted as it is. A file that went back to
        settle waits, and what was no whole claim is None. Interrupted, a file that was copied or
        adopted is still owed: its way back may be a copy, too, and take as long.
        """
        record = self._journal.by_arrival(arrival)
        found: JobRecord | Waiting | None = record
        if record is None:
            with reaching(self._claims.inbox):
                stays = sighting is None or self._claims.by_copy.holds(arrival)
                if stays:
                    sighting = self._orphan(arrival)
                found = self._write_to_journal(arrival, sighting, stays=stays)
            if stays and found is Waiting.NEXT:
                self._owing.add(arrival)
                return found
        if isinstance(found, JobRecord):
            found = self._admit(found)
        self._owing.discard(arrival)
        return found

    def _end_without_file(self, record: JobRecord) -> None:
        """End an open job whose folder in the inbox is gone, if that is certain.

        Its results may be published all the same, where the journal is an older copy.
        """
        if record.intent is not None:
            self._publisher.resume(record)
        with suppress(Unavailable):  # the share went away, and the engine waits for it
            if self._journal.job(record.id).state.open and not self._claims.in_work(record):
                self._attention.reject(record.id, OriginalGone())

    def _end(self, record: JobRecord) -> None:
        """End what was begun with a file in work."""
        if record.state.open:
            self._publisher.resume(record)
            record = self._journal.job(record.id)
        match record.state:
            case State.PUBLISHED:
                self._publisher.keep_original(record.id)
            case State.NEEDS_ATTENTION | State.DUPLICATE:
                self._attention.park(record.id)
            case State.RETURNED:
                self._claims.clear(record)
            case State.WORKING | State.WAITING:
                pass  # the engine goes on with it

    def _write_to_journal(
        self, arrival: int, sighting: Sighting | None, *, stays: bool
    ) -> JobRecord | Waiting | None:
        """Journal a file in work; ``stays``: also if its hashing is interrupted."""
        if sighting is None:
            self._claims.give_back(arrival)
            return None
        file = self._claims.box(arrival) / sighting.source
        with file.open("rb") as stream:
            kind = kind_of(stream.read(HEAD_BYTES), sighting.source)
        sha256 = self._sha256_of(file)
        if sha256 is None:
            if not stays:
                self._claims.give_back(arrival)
            return Waiting.NEXT
        if kind is None and sighting.size and self._is_sound(file):
            kind = Kind.RECORDING
        now = file.stat()
        if (now.st_size, now.st_mtime_ns) != (sighting.size, sighting.modified_ns):
            # Somebody still writes: it goes back, and settles again.
            self._claims.give_back(arrival)
            return Waiting.CHANGING
        job_id = f"{arrival:06d}-{sha256[:12]}"
        fronts = None
        if kind is Kind.SCAN and self.profiles.two_files(sighting.source):
            lone = self._journal.lone_fronts(folder_of(sighting.source))
            fronts = lone.id if lone else job_id
        self._journal.claimed(job_id, kind, sighting, sha256=sha256, fronts=fronts)
        return self._journal.job(job_id)

    def _is_sound(self, file: Path) -> bool:
        """Whether an unknown file is a recording; a file that ends its reader is none."""
        try:
            return self.has_sound(file)
        except (NativeCrash, NativeHang):
            return False

    def _sha256_of(self, file: Path) -> str | None:
        """The SHA-256 of a file; None once interrupted.

        A recording of a day takes minutes.
        """
        digest = hashlib.sha256()
        for block in self._read(file):
            if self.interrupted:
                return None
            digest.update(block)
        return digest.hexdigest()

    def _orphan(self, arrival: int) -> Sighting | None:
        """The one file of a claim that was cut short.

        None if it is not one, or was on its way back.
        """
        box = self._claims.box(arrival)
        box.parent.stat()  # nothing in it means nothing while the share is away
        found = [Path(folder) / name for folder, _, names in os.walk(box) for name in names]
        if len(found) != 1:
            return None
        twin = self._claims.inbox / found[0].relative_to(box)
        if twin.exists() and twin.samefile(found[0]):
            return None
        seen = found[0].stat()
        return Sighting(found[0].relative_to(box).as_posix(), seen.st_size, seen.st_mtime_ns)

    def _admit(self, record: JobRecord) -> JobRecord:
        """Refuse what cannot be worked on or was here before.

        Returns the record as it is then.
        """
        self._attention.forget_note(record.sha256)
        if not record.state.open:
            self._attention.park(record.id)
        elif record.size == 0:
            self._attention.reject(record.id, EmptyFile())
        else:
            match record.kind:
                case None:
                    self._attention.reject(record.id, UnsupportedType())
                case Kind.SCAN | Kind.RECORDING | Kind.CORRECTION:
                    if record.fronts != record.id:  # judged together with their back sides
                        self._refuse_duplicate(record)
                case _:
                    assert_never(record.kind)
        return self._journal.job(record.id)

    def _refuse_duplicate(self, record: JobRecord) -> None:
        """Refuse a job and its front sides if the bytes were here before."""
        earlier = same_bytes_before(record, self._journal, self._publisher)
        if earlier is None:
            return
        shown = ", ".join(output.path for output in earlier.outputs) or readable(earlier.source)
        for same in filter(None, (record.fronts, record.id)):
            self._attention.refuse_duplicate(same, AlreadyDone(earlier=shown), of=earlier.id)
