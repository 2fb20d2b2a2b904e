"""Claims: a file is in work from its rename, or copy, until it is put away.

The invariant that makes crashes harmless: **an arrival's folder in** ``inbox/.in-work`` **exists
exactly as long as something is owed to it.**
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline import files
from pipeline.core.naming import free_name, portable_folder, readable
from pipeline.core.office.intake import IN_WORK, NEEDS_ATTENTION, Sighting, Waiting
from pipeline.core.office.outbox_names import ORIGINALS
from pipeline.core.office.records import JobRecord, State
from pipeline.errors import FolderUnreachable, OriginalGone, OriginalMoved, StillInWork
from pipeline.files import reaching
from pipeline.office.copied_claims import CopiedClaims
from pipeline.office.journal import Journal
from pipeline.office.markers import inbox_marker

TRIES = 100
"""Names that may be taken before a folder counts as unusable."""

_REDO = "redo-"
"""Start of the names of copies on their way back into the inbox."""

Move = Callable[[Path, Path], None]
"""``files.move``, or what a test puts in its place."""


class Claims:
    """The files in work: claimed from one inbox, handed back or put away.

    Every method may be called again after a crash or a refusal and ends what the first call began.
    Safe to share between threads, but for ``claim`` and ``recount``, which are one thread's. All
    methods raise ``DiskFull`` or ``FolderUnreachable`` where the system refuses; the file is then
    still in work.
    """

    def __init__(self, journal: Journal, inbox: Path, *, move: Move = files.move) -> None:
        """Work in this inbox; nothing is touched yet."""
        self.inbox = inbox
        self._journal = journal
        self._move = move
        self.marker = inbox_marker(inbox, journal)
        self._last = journal.last_arrival()
        self.by_copy = CopiedClaims(inbox, self.box)

    # Into work.

    def claim(self, sighting: Sighting, copy_of: Path | None = None) -> int | Waiting | None:
        """Take a file into work by one rename, and return its number.

        From a file system that is mounted inside the inbox it is copied, and so is ``copy_of``,
        which stays where it is. Returns why it waits where it cannot be taken, and None if it is
        gone.
        """
        self.marker.check()
        self._last += 1
        if copy_of is not None:
            with reaching(self.inbox):
                return self.by_copy.take(copy_of, sighting.source, self._last)
        box = self.box(self._last)
        target = box / sighting.source
        with reaching(self.inbox):
            try:
                target.parent.mkdir(parents=True)
            except OSError as error:
                if error.errno != errno.ENAMETOOLONG:
                    raise
                return Waiting.TOO_DEEP
            try:
                (self.inbox / sighting.source).rename(target)
            except OSError as error:
                files.remove_empty(target.parent, up_to=box.parent)
                if error.errno != errno.EXDEV:
                    return _why_not_moved(error)
                return self.by_copy.claim(sighting, self._last)
        return self._last

    def recount(self) -> tuple[int, ...]:
        """The arrivals in work; new ones get higher numbers.

        Copies that a crash left on their way back into the inbox are removed, and claims by copy
        that it interrupted are ended.
        """
        with reaching(self.inbox):
            self.by_copy.end_interrupted()
            for left in (self.inbox / IN_WORK).glob(f"{_REDO}*"):
                left.unlink()
            names = files.names_in(self.inbox / IN_WORK)
        arrivals = tuple(int(name) for name in names if name.isdecimal())
        self._last = max(self._journal.last_arrival(), *arrivals, 0)
        return arrivals

    def box(self, arrival: int) -> Path:
        """The folder of an arrival while it is in work."""
        return self.inbox / IN_WORK / f"{arrival:06d}"

    def file(self, record: JobRecord) -> Path:
        """Where the claimed file lies while it is in work."""
        return self.box(record.arrival) / record.source

    def original(self, job_id: str) -> Path:
        """The claimed file.

        Raises:
            OriginalGone: somebody took it away. Its folder is still there, so no share is missing.
        """
        record = self._journal.job(job_id)
        file = self.file(record)
        if not self.in_work(record):
            raise OriginalGone
        return file

    def changed(self, job_id: str) -> bool:
        """Whether the claimed file was written to after its claim.

        Then it was no whole document yet, and goes back.

        Raises:
            OriginalGone: somebody took it away.
        """
        record = self._journal.job(job_id)
        with reaching(self.inbox):
            now = self.original(job_id).stat()
        return (now.st_size, now.st_mtime_ns) != (record.size, record.modified_ns)

    def in_work(self, record: JobRecord) -> bool:
        """Whether the claimed file is still there.

        Raises:
            FolderUnreachable: its folder is not there either, and nothing proves that this is our
                inbox: it is the share that went away.
        """
        with reaching(self.inbox):
            here = self.file(record).is_file()
        # The folder is asked for last: it cannot have gone between the two questions.
        if here or self.in_box(record):
            return here
        if not self.marker.known:
            raise FolderUnreachable(folder=readable(str(self.box(record.arrival))))
        self.marker.check()
        with reaching(self.inbox):  # the share may have come back meanwhile
            return self.file(record).is_file()

    def in_box(self, record: JobRecord) -> bool:
        """Whether the arrival's folder is there.

        Raises:
            FolderUnreachable: nothing that is in work can be reached.
        """
        with reaching(self.inbox):
            there = self.box(record.arrival).is_dir()
            (self.inbox / IN_WORK).stat()
        return there

    # Out of work.

    def clear(self, record: JobRecord) -> None:
        """Nothing is owed to this arrival any more."""
        self.give_back(record.arrival)

    def put_back(self, job_id: str) -> None:
        """Give a claimed file back to the inbox, to arrive again."""
        record = self._journal.job(job_id)
        if record.state is not State.RETURNED:
            self._journal.returned(job_id)
        self.clear(record)

    def give_back(self, arrival: int) -> None:
        """Put an arrival's files back where they were."""
        box = self.box(arrival)
        with reaching(self.inbox):
            for folder, _, names in os.walk(box, topdown=False):
                for name in names:
                    file = Path(folder) / name
                    self._return(file, file.relative_to(box).as_posix())
                Path(folder).rmdir()

    def redo(
        self, job_id: str, *, outbox: Path, forget: Callable[[str], None] | None = None
    ) -> None:
        """Put an original or a parked file into the inbox again.

        ``forget`` is called with its SHA-256 before anybody can find the file there, unless work on
        the same bytes goes on.

        Raises:
            StillInWork: the job is open.
            OriginalMoved: neither the original nor the parked file is where we put it.
        """
        record = self._journal.job(job_id)
        if record.state.open:
            raise StillInWork(name=readable(record.source))
        with reaching(self.inbox):
            source = self._for_redo(record, outbox)
            twins = self._journal.by_sha(record.sha256)
            if forget is not None and not any(twin.state.open for twin in twins):
                forget(record.sha256)
            for same in twins:
                if same.folder == record.folder and not same.redone:
                    self._journal.redone(same.id)
            if source.is_relative_to(self.inbox):
                self._return(source, record.source)
            else:
                self.offer(source, record)

    def _for_redo(self, record: JobRecord, outbox: Path) -> Path:
        """A parked file, or the original in the outbox, also one that was changed since.

        Where the journal is an older copy it does not know the place.
        """
        root = self.inbox / NEEDS_ATTENTION
        if record.parked and files.holds(root / record.parked.path, record.sha256):
            return root / record.parked.path
        if record.original and (outbox / record.original).is_file():
            return outbox / record.original
        for folder in (outbox / originals_of(record), root / record.folder):
            found = _with_bytes_of(record, folder)
            if found is not None:
                return found
        raise OriginalMoved(name=readable(record.source))

    def offer(self, original: Path, record: JobRecord) -> str:
        """Put a copy of an original into the inbox; its SHA-256 is returned."""
        with reaching(self.inbox):
            # Copied where no look sees it half written.
            copied = self.inbox / IN_WORK / f"{_REDO}{record.id}"
            copied.unlink(missing_ok=True)
            sha256 = files.copy(original, copied)
            self._return(copied, record.source)
        return sha256

    def move(self, source: Path, target: Path) -> bool:
        """Move a file to a free name; False if it is taken."""
        try:
            self._move(source, target)
        except FileExistsError:
            return False
        return True

    def _return(self, file: Path, source: str) -> None:
        folder, _, name = source.rpartition("/")
        for target in free_addresses(self.inbox, folder, name, known=source):
            if self.move(file, self.inbox / target):
                return


def originals_of(record: JobRecord) -> str:
    """The folder of the outbox where the original of a job is kept."""
    month = f"{ORIGINALS}/{record.started:%Y/%m}"
    return "/".join(filter(None, (month, portable_folder(record.folder))))


def _with_bytes_of(record: JobRecord, folder: Path) -> Path | None:
    """The file in a folder that has exactly the bytes of a job's original."""
    found = (folder / name for name in files.names_in(folder))
    alike = (file for file in found if file.is_file() and file.stat().st_size == record.size)
    return next((file for file in alike if files.holds(file, record.sha256)), None)


def _why_not_moved(error: OSError) -> Waiting | None:
    match error.errno:
        case errno.ENOENT:
            return None
        case errno.EROFS:
            return Waiting.READ_ONLY
        case errno.ENAMETOOLONG:
            return Waiting.TOO_DEEP
        case _:  # Windows and shares refuse in many ways what another program holds
            return Waiting.IN_USE


def free_addresses(root: Path, folder: str, name: str, *, known: str | None) -> Iterator[str]:
    """Where a file may go below ``root``, one address after another.

    First ``known``, then free names in ``folder``.

    Raises:
        FileExistsError: the names are taken under our eyes, again and again.
    """
    if known is not None:
        yield known
    for _ in range(TRIES):
        yield "/".join(filter(None, (folder, free_name(name, files.names_in(root / folder)))))
    raise FileExistsError(str(root / folder))
