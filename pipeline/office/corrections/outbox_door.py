"""The doors in the outbox: ticked drafts and copies, and ``_final``.

What a person has there is copied into work and never touched. A look costs a listing of the folders
with drafts. Only a draft whose size or time differs from what was published is read, and a Word
file beside drafts that is none of our results: people save a draft under another name. Each is read
once, until it changes.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline import files
from pipeline.core.model import Kind, folder_of, name_of
from pipeline.core.office import intake
from pipeline.core.office.intake import Sighting, Waiting, WatchedFile
from pipeline.core.office.outbox_names import FINAL, is_word_file, lock_names
from pipeline.core.office.records import JobRecord, Output, State
from pipeline.errors import NativeCrash, NativeHang, Rejected
from pipeline.files import reaching
from pipeline.office.journal import Journal
from pipeline.office.markers import outbox_marker

log = logging.getLogger(__name__)

IsReleased = Callable[[Path], bool]
"""Whether a copy is a draft that is ticked; raises as ``read_return``."""

Take = Callable[[Path, Sighting], None]
"""Takes a copy into work under the path of the sighting."""

STALE = timedelta(days=1)
"""Age of a lock from which its program has probably crashed."""

_OLD = timedelta(hours=1)
"""Age of a file that has settled also at the first look."""

_LONGEST_LOOK = 2.0
"""Seconds after which a look takes no further file."""

_EVERY, _SHARE = 3.0, 20
"""Seconds between two looks, at least, and in times of the last listing."""

_COPIES = "returns"
"""The folder below the work folders where copies are looked at."""


class _Found(NamedTuple):
    """A file that may be a return, and what we published there."""

    sighting: Sighting
    published: Output | None
    lock: float | None
    """Seconds since 1970 of the lock beside it; None without one."""
    beside: bool = False
    """Whether it lies beside drafts, and may be anybody's."""

    @property
    def door(self) -> str:
        """The door that it comes by, as the log calls it."""
        if self.beside:
            return "copy"
        return FINAL if self.published is None else "box"


@dataclass(slots=True)
class DoorLook:
    """What a look left; paths are relative to the outbox."""

    waiting: dict[str, Waiting] = field(default_factory=dict)
    """Files in ``_final`` that are not taken yet."""
    stale: list[str] = field(default_factory=list)
    """Files with a lock that has outlived its program; they are taken."""
    refused: dict[str, Rejected] = field(default_factory=dict)
    """Changed drafts that cannot be read; they stay where they are."""
    busy: bool = False
    """Whether the next look has something to do in any case."""


class OutboxDoor:
    """Looks for returns in one outbox. Used by one thread."""

    def __init__(
        self, journal: Journal, outbox: Path, work: Path, *, settle: float, take: Take
    ) -> None:
        """Look in ``outbox``, with copies in ``work``; nothing is touched yet."""
        self._journal = journal
        self._outbox = outbox
        self._copies = work / _COPIES
        self._settle = settle
        self._take = take
        self._watching: dict[str, WatchedFile] = {}
        self._judged: dict[str, Sighting] = {}
        self._refused: dict[str, Rejected] = {}
        self._due = 0.0
        self._last = DoorLook()

    def look(
        self, is_released: IsReleased, *, now: datetime, monotonic: Callable[[], float]
    ) -> DoorLook:
        """Take what has been returned, every few seconds.

        Raises:
            DiskFull, FolderUnreachable: the system refuses; the next look goes on.
        """
        begun = monotonic()
        if begun < self._due and not self._last.busy:
            return self._last
        outbox_marker(self._outbox, self._journal).check()
        with reaching(self._outbox):
            found = {each.sighting.source: each for each in self._found() if not self._known(each)}
        listed = monotonic() - begun
        sightings = [each.sighting for each in found.values()]
        self._watching = intake.watched_files(self._watching, sightings, now=begun)
        self._refused = {path: why for path, why in self._refused.items() if path in self._judged}
        look = self._last = DoorLook(refused=self._refused)
        for path, watched in self._watching.items():
            if self._is_due(found[path], watched, now, begun, look):
                if monotonic() - begun > _LONGEST_LOOK:
                    look.busy = True
                    break
                self._judge(found[path], is_released, look)
        self._due = monotonic() + max(_EVERY, _SHARE * listed)
        return look

    def _is_due(
        self, found: _Found, watched: WatchedFile, now: datetime, begun: float, look: DoorLook
    ) -> bool:
        """Whether the file may be looked at; what it waits for is noted."""
        path, written = found.sighting.source, found.sighting.modified_ns / 1e9
        old = now.timestamp() - written > _OLD.total_seconds()
        settled = old or intake.settled(watched, now=begun, settle=self._settle)
        held = found.lock is not None
        if found.lock is not None and settled:
            held = now.timestamp() - found.lock <= STALE.total_seconds()
            if not held and not found.beside:
                look.stale.append(path)
        if held or not settled:
            if found.door == FINAL:
                look.waiting[path] = Waiting.IN_USE if held else Waiting.CHANGING
            look.busy |= not held
            return False
        return True

    def _judge(self, found: _Found, is_released: IsReleased, look: DoorLook) -> None:
        """Copy a file, and take the copy if it is a new return."""
        sighting = found.sighting
        self._refused.pop(sighting.source, None)
        if found.published is not None and self._is_as_published(found.published):
            self._judged[sighting.source] = sighting
            return
        shutil.rmtree(self._copies, ignore_errors=True)
        self._copies.mkdir(parents=True)
        copied = self._copies / f"copy{Path(sighting.source).suffix}"
        try:
            sha256 = self._copy(sighting, copied)
        except OSError as error:
            if error.errno in files.FULL:
                raise
            if found.door == FINAL and not isinstance(error, FileNotFoundError):
                look.waiting[sighting.source] = intake.refusal(error)
            return
        if sha256 is None:
            look.busy = True
            return
        before = any(twin.state is not State.RETURNED for twin in self._journal.by_sha(sha256))
        if not before and self._is_return(found, copied, is_released):
            self._take(copied, _as_dropped(sighting))
            log.info("outbox.returned", extra={"door": found.door})
        self._judged[sighting.source] = sighting
        shutil.rmtree(self._copies, ignore_errors=True)

    def _is_as_published(self, published: Output) -> bool:
        """Whether a draft has its first bytes, as far as it can be read."""
        try:
            return files.holds(self._outbox / published.path, published.sha256)
        except OSError:
            return False

    def _is_return(self, found: _Found, copied: Path, is_released: IsReleased) -> bool:
        """Whether a draft or a copy of one is released; in ``_final`` all are.

        What lies beside drafts and cannot be read is no matter of ours.
        """
        if found.door == FINAL:
            return True
        try:
            return is_released(copied)
        except Rejected as error:
            if not found.beside:
                self._refused[found.sighting.source] = error
        except (NativeCrash, NativeHang) as error:
            log.warning("outbox.unreadable", extra={"reason": type(error).__name__})
        return False

    def _copy(self, sighting: Sighting, target: Path) -> str | None:
        """Copy a file; its SHA-256, or None if it was written to meanwhile."""
        source = self._outbox / sighting.source
        sha256 = files.copy(source, target)
        seen = source.stat()
        same = (seen.st_size, seen.st_mtime_ns) == (sighting.size, sighting.modified_ns)
        return sha256 if same else None

    def _known(self, found: _Found) -> bool:
        """Whether the file was looked at as it is."""
        return self._judged.get(found.sighting.source) == found.sighting

    def _found(self) -> Iterator[_Found]:
        """What may be a return, in folders with drafts and in ``_final``."""
        records = self._journal.jobs()
        folders: dict[str, dict[str, tuple[Output, tuple[int, int] | None]]] = {}
        for path, output, look in _drafts(records):
            folders.setdefault(folder_of(path), {})[name_of(path)] = (output, look)
        results = _results(records)
        for folder, drafts in sorted(folders.items()):
            listed = self._listed(folder)
            for name in sorted(drafts.keys() & listed.keys()):
                output, look = drafts[name]
                if (listed[name].st_size, listed[name].st_mtime_ns) != look:
                    yield self._as_found(folder, name, listed, output)
            beside = self._word_files(folder, listed)
            strangers = (each for each in beside if each.sighting.source not in results)
            yield from (each._replace(beside=True) for each in strangers)
        if not (self._outbox / FINAL).is_symlink():
            for above, _, _ in os.walk(self._outbox / FINAL):
                yield from self._put_there(Path(above).relative_to(self._outbox).as_posix())

    def _put_there(self, folder: str) -> Iterator[_Found]:
        """What a person put into ``_final`` or a folder in it."""
        listed = self._listed(folder) if folder.count("/") <= intake.DEEPEST else {}
        yield from self._word_files(folder, listed)

    def _word_files(self, folder: str, listed: dict[str, os.stat_result]) -> Iterator[_Found]:
        """The Word files of a folder, without hidden ones and locks."""
        for name in sorted(listed):
            if is_word_file(name) and not intake.ignored_file(name):
                yield self._as_found(folder, name, listed, None)

    def _listed(self, folder: str) -> dict[str, os.stat_result]:
        """The regular files of a folder; none if it is gone."""
        try:
            with os.scandir(self._outbox / folder) as entries:
                return {
                    entry.name: entry.stat(follow_symlinks=False)
                    for entry in entries
                    if entry.is_file(follow_symlinks=False)
                }
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return {}

    @staticmethod
    def _as_found(
        folder: str, name: str, listed: dict[str, os.stat_result], published: Output | None
    ) -> _Found:
        seen, path = listed[name], "/".join(filter(None, (folder, name)))
        locks = [listed[lock].st_mtime for lock in lock_names(name) if lock in listed]
        sighting = Sighting(path, seen.st_size, seen.st_mtime_ns)
        return _Found(sighting, published, max(locks, default=None))


def _drafts(
    records: tuple[JobRecord, ...],
) -> Iterator[tuple[str, Output, tuple[int, int] | None]]:
    """Path, bytes and look of every draft that was published."""
    for record in records:
        if record.state is State.PUBLISHED and record.kind in {Kind.SCAN, Kind.RECORDING}:
            looks = record.looks or (None,) * len(record.outputs)
            for output, look in zip(record.outputs, looks, strict=True):
                if output.path.endswith(".docx"):
                    yield output.path, output, look


def _results(records: tuple[JobRecord, ...]) -> frozenset[str]:
    """The paths of all that we published, or are about to."""
    begun = (record.intent.outputs for record in records if record.intent is not None)
    outputs = chain((record.outputs for record in records), begun)
    return frozenset(output.path for output in chain.from_iterable(outputs))


def _as_dropped(sighting: Sighting) -> Sighting:
    """The sighting as if the file had been dropped into the inbox."""
    source = sighting.source.removeprefix(f"{FINAL}/")
    return Sighting(source, sighting.size, sighting.modified_ns)
