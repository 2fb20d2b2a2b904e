"""Markers: a folder is ours if it says so, not because of its path.

Where a share is not mounted, its empty mount point stays. What was written there would be hidden
once the share is back, and what is missing there is not gone. So inbox and outbox carry a file with
the id of each journal that works with them, and the journal knows that they do.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from pipeline import files
from pipeline.core.naming import readable
from pipeline.core.office.intake import IN_WORK
from pipeline.core.office.records import JobRecord, State
from pipeline.errors import Unavailable
from pipeline.files import holds, reaching
from pipeline.folder_errors import FolderOfOthers, FolderUnmarked
from pipeline.office.database import details_of
from pipeline.office.head import read_head, write_head
from pipeline.office.journal import Journal

OUTBOX_MARKER = ".schreibstube"
"""The marker's name in the outbox."""

INBOX_MARKER = f"{IN_WORK}/.schreibstube"
"""The marker's path in the inbox."""

_LOOKED_AT = 50
"""Earlier results that are looked for where a marker is missing."""


class Marker:
    """The marker of one folder, for one journal."""

    def __init__(self, what: str, folder: Path, name: str, journal: Journal) -> None:
        """Ask for the file ``name`` in ``folder``; ``what`` it is, the journal knows."""
        self.folder = folder
        self._what = what
        self._file = folder / name
        self._path = Path(os.path.abspath(folder))  # noqa: PTH100 - a link may lead elsewhere later
        self._journal = journal

    @property
    def known(self) -> bool:
        """Whether this folder is known to carry it."""
        return self._journal.marked.get(self._what) == str(self._path)

    def check(self) -> None:
        """Make sure that the folder is the one that we know.

        Raises:
            FolderUnreachable: it is not there.
            FolderUnmarked, FolderOfOthers: another one is in its place.
        """
        if self.known:
            ours = self._ids()
            if self._journal.id not in ours:
                raise self._stranger(ours)

    def lay(self, *, proven: Callable[[], bool], ever_used: bool) -> None:
        """Mark the folder, unless it may be another one than before.

        An empty marker is a person's permission. ``proven`` says whether it holds earlier work of
        this journal, ``ever_used`` whether there was any before there were markers.

        Raises:
            FolderUnmarked, FolderOfOthers: it may be another folder.
            DiskFull: there is no room for the marker.
        """
        with reaching(self.folder):
            self.folder.stat()
            permitted = self._file.is_file() and self._file.stat().st_size == 0
        ids = self._ids()
        first = self._what not in self._journal.marked and not ever_used
        moved = self._what in self._journal.marked and not self.known
        if self._journal.id not in ids:
            if not (permitted or first or moved or proven()):
                raise self._stranger(ids)
            with reaching(self.folder):
                self._file.parent.mkdir(exist_ok=True)
                files.replace(
                    self._file, "".join(f"{i}\n" for i in (*ids, self._journal.id)).encode()
                )
        if not self.known:
            self._journal.mark(self._what, self._path)

    def _ids(self) -> tuple[str, ...]:
        """The journals that work with the folder."""
        with reaching(self.folder):
            self.folder.stat()
            try:
                return tuple(self._file.read_text(encoding="ascii", errors="replace").split())
            except (FileNotFoundError, NotADirectoryError):
                return ()

    def _stranger(self, ids: tuple[str, ...]) -> Unavailable:
        kind = FolderOfOthers if ids else FolderUnmarked
        name = self._file.relative_to(self.folder).as_posix()
        return kind(folder=readable(str(self.folder)), marker=name)


def outbox_marker(outbox: Path, journal: Journal) -> Marker:
    """The marker of the outbox."""
    return Marker("outbox", outbox, OUTBOX_MARKER, journal)


def inbox_marker(inbox: Path, journal: Journal) -> Marker:
    """The marker of the inbox."""
    return Marker("inbox", inbox, INBOX_MARKER, journal)


def knows_outbox(state: Path, outbox: Path) -> bool:
    """Whether the journal in ``state`` has worked with this outbox before.

    One of 0.2.0 does not say with which one.
    """
    marked = [
        path for said in details_of(state, "marked") if (path := json.loads(said).get("outbox"))
    ]
    if marked:
        return bool(marked[0] == os.path.abspath(outbox))  # noqa: PTH100 - as ``Marker`` does
    return bool(details_of(state, "published"))


def mark_folders(inbox: Path, outbox: Path, journal: Journal) -> None:
    """Mark both, if they are the ones that the journal knows.

    To be called at the start, and again where a marker is missing.

    Raises:
        FolderUnmarked, FolderOfOthers: one of them may be another folder.
        DiskFull: there is no room for a marker.
    """
    published = [record for record in journal.latest(_LOOKED_AT) if record.outputs]
    outbox_marker(outbox, journal).lay(
        proven=lambda: any(_lies_in(outbox, record) for record in published),
        ever_used=bool(published),
    )
    in_work = journal.open_jobs()
    marker = inbox_marker(inbox, journal)
    boxes = any((inbox / IN_WORK / f"{record.arrival:06d}").is_dir() for record in in_work)
    if marker.known or boxes or not in_work:
        marker.lay(proven=lambda: boxes or _is_known_in(inbox, journal), ever_used=False)


def compare_heads(journal: Journal, inbox: Path) -> None:
    """Note in the journal which events the inbox knows and the journal has lost."""
    gap = journal.missing(read_head(inbox / IN_WORK))
    if gap is not None:
        journal.lost(gap)
    write_head(inbox / IN_WORK, journal.head())


def acknowledge_gap(journal: Journal, inbox: Path) -> None:
    """Note that a person knows of the events that are missing."""
    compare_heads(journal, inbox)
    if journal.gap is not None:
        journal.acknowledged()
        write_head(inbox / IN_WORK, journal.head())


def _is_known_in(inbox: Path, journal: Journal) -> bool:
    head = read_head(inbox / IN_WORK)
    return head is not None and head.journal == journal.id


def _lies_in(outbox: Path, record: JobRecord) -> bool:
    """Whether the outbox holds a result of the job, or its original, as it was."""
    kept = ((record.original, record.sha256),) if record.original else ()
    published = ((output.path, output.sha256) for output in record.outputs)
    with reaching(outbox):
        return record.state is State.PUBLISHED and any(
            holds(outbox / path, sha256) for path, sha256 in (*kept, *published)
        )
