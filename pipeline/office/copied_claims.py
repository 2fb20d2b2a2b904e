"""Claims by copy, from a file system that is mounted inside the inbox.

A file is copied, read back and synced in a folder that is no claim yet; then the source goes, and
last that folder becomes the claim. After a crash, and after a stop, the next start goes on from
there.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from pipeline import files
from pipeline.core.office.intake import IN_WORK, Sighting, Waiting

_COPY = "copy-"
"""Start of the names of folders with a claim from another file system."""


class CopiedClaims:
    """The claims by copy of one inbox. Used by one thread, but for ``stop``.

    Its methods raise OSError where the inbox refuses.
    """

    def __init__(self, inbox: Path, box: Callable[[int], Path]) -> None:
        """``box`` says the folder of an arrival in work; nothing is touched yet."""
        self._inbox = inbox
        self._box = box
        self._copied: set[int] = set()
        self._stopping = False

    def stop(self) -> None:
        """End a copy at its next block, for good.

        To be called from any thread, or from a signal handler.
        """
        self._stopping = True

    def holds(self, arrival: int) -> bool:
        """Whether a claim of this process is a copy.

        Its times are then its own: not every file system keeps nanoseconds.
        """
        return arrival in self._copied

    def claim(self, sighting: Sighting, arrival: int) -> int | Waiting | None:
        """Claim a file, as ``Claims.claim``; after ``stop`` it stays where it is."""
        source, staging = self._inbox / sighting.source, self._staging(arrival)
        if not os.access(source.parent, os.W_OK):
            return Waiting.READ_ONLY
        copied = staging / sighting.source
        copied.parent.mkdir(parents=True)
        try:
            files.copy_whole(source, copied, reads_back=self._reads_back, stop=self._asked)
            _sync_folders(copied.parent, up_to=staging.parent)
            seen = source.stat()
            if (seen.st_size, seen.st_mtime_ns) != (sighting.size, sighting.modified_ns):
                shutil.rmtree(staging)
                return Waiting.CHANGING
            source.unlink()
        except files.Stopped:
            shutil.rmtree(staging)
            return Waiting.NEXT
        except OSError as error:
            shutil.rmtree(staging)
            if error.errno in files.FULL:
                raise
            return _why_not_copied(error)
        staging.rename(self._box(arrival))
        self._copied.add(arrival)
        return arrival

    def take(self, file: Path, source: str, arrival: int) -> int | Waiting:
        """Take a copy of a file from elsewhere into work as ``source``."""
        staging = self._staging(arrival)
        copied = staging / source
        copied.parent.mkdir(parents=True)
        try:
            files.copy_whole(file, copied, reads_back=self._reads_back, stop=self._asked)
            _sync_folders(copied.parent, up_to=staging.parent)
        except files.Stopped:
            shutil.rmtree(staging)
            return Waiting.NEXT
        except OSError:
            shutil.rmtree(staging)
            raise
        staging.rename(self._box(arrival))
        self._copied.add(arrival)
        return arrival

    def end_interrupted(self) -> None:
        """End the claims by copy that a crash interrupted.

        While the source is there, it is the truth; else the copy is whole and becomes the claim. So
        does a whole copy of a file from elsewhere.
        """
        for staging in (self._inbox / IN_WORK).glob(f"{_COPY}*"):
            try:
                whole = self._is_whole(staging)
            except files.Stopped:
                return
            if whole:
                for left in staging.rglob(f"{files.TEMPORARY}*"):
                    left.unlink()
                staging.rename(self._box(int(staging.name.removeprefix(_COPY))))
            else:
                shutil.rmtree(staging)

    def _is_whole(self, staging: Path) -> bool:
        """Whether a copy is whole and its source gone."""
        whole = [
            Path(folder) / name
            for folder, _, names in os.walk(staging)
            for name in names
            if not name.startswith(files.TEMPORARY)
        ]
        if not whole:
            return False
        sha256 = files.sha256_of(whole[0], stop=self._asked)
        source = self._inbox / whole[0].relative_to(staging)
        return not files.holds(source, sha256, stop=self._asked)

    def _reads_back(self, file: Path, sha256: str) -> bool:
        return files.holds(file, sha256, stop=self._asked)

    def _asked(self) -> bool:
        return self._stopping

    def _staging(self, arrival: int) -> Path:
        return self._inbox / IN_WORK / f"{_COPY}{arrival:06d}"


def _why_not_copied(error: OSError) -> Waiting | None:
    match error.errno:
        case errno.ENOENT:
            return None
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return Waiting.READ_ONLY
        case _:
            return Waiting.OUT_OF_REACH


def _sync_folders(folder: Path, *, up_to: Path) -> None:
    """Make the names of a folder and of those above it durable."""
    files.sync_folder(folder)
    while folder != up_to:
        folder = folder.parent
        files.sync_folder(folder)
