"""From finished work to the folders that people see: whole or not at all, and never over anything else.

The invariant that makes crashes harmless: **an arrival's folder in** ``inbox/.in-work`` **exists exactly
as long as something is owed to it.** Each address is journalled before the file moves there, so
``roll_forward`` reads the journal, sees what is still in work, and ends what was begun.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from pathlib import Path
from threading import Lock

from pipeline import files
from pipeline.core.naming import (
    beside,
    endings,
    free_name,
    free_stem,
    portable_folder,
    readable,
    stem_of,
)
from pipeline.core.office.intake import IN_WORK, NEEDS_ATTENTION
from pipeline.errors import FolderUnreachable, OriginalGone, OriginalMoved, Rejected, StillInWork
from pipeline.files import reaching
from pipeline.i18n import Language
from pipeline.office.journal import Facts, Intent, JobRecord, Journal, Output, Place, State
from pipeline.office.messages import note, note_ending
from pipeline.outputs.formats import check_whole

ORIGINALS = "_originals"
"""Untouched originals of published results, inside the outbox, by year and month of arrival (UTC)."""

_TRIES = 100
"""Names that may be snatched away under our eyes before we call the folder unusable."""


class Publisher:
    """Takes a claimed file to its end: published, beside its note, or back in the inbox.

    Every method may be called again after a crash or a refusal and ends what the first call began.
    Safe to share between threads. All methods raise ``DiskFull`` or ``FolderUnreachable`` where the
    system refuses; the file is then still in work.
    """

    def __init__(self, journal: Journal, inbox: Path, outbox: Path, *, language: Language) -> None:
        """Work between these two folders; notes are written in ``language``."""
        self.inbox = inbox
        self.outbox = outbox
        self._journal = journal
        self._language = language
        self._naming = Lock()

    def original(self, job_id: str) -> Path:
        """The claimed file.

        Raises:
            OriginalGone: somebody took it away. Its folder is still there, so no share is missing.
        """
        record = self._journal.job(job_id)
        file = self._box(record) / record.source
        if not self._in_work(record):
            raise OriginalGone
        return file

    def changed(self, job_id: str) -> bool:
        """Whether somebody still wrote into the claimed file: then it was no whole document and goes back.

        Raises:
            OriginalGone: somebody took it away.
        """
        record = self._journal.job(job_id)
        with reaching(self.inbox):
            now = self.original(job_id).stat()
        return (now.st_size, now.st_mtime_ns) != (record.size, record.modified_ns)

    def publish(self, job_id: str, results: Sequence[Path], *, facts: Facts) -> tuple[Output, ...]:
        """Put the results into the outbox as one set under one free name, and keep the original.

        ``results`` are finished files, whose suffixes the published ones keep. Where a suffix comes several
        times, the document has several parts: they are numbered, and appear together like any other set.
        What is published already stays as it is, whatever is passed.

        Raises:
            ValueError: a result is not what its suffix says; nothing appeared.
        """
        with reaching(self.outbox):
            record = self._journal.job(job_id)
            if record.state is not State.PUBLISHED and not self._completed(record):
                self._publish_anew(record, results, facts)
        self.keep_original(job_id)
        return self._journal.job(job_id).outputs

    def join(self, job_id: str) -> None:
        """Say that these back sides are published with their front sides, which they are, and keep their original, too."""
        self._journal.joined(job_id)
        self.keep_original(job_id)

    def keep_original(self, job_id: str) -> None:
        """Move the original of a published job to the outbox's ``_originals``; nothing to do if it is there."""
        record = self._journal.job(job_id)
        source = self._box(record) / record.source
        if self._in_box(record) and self._in_work(record):
            month = f"{ORIGINALS}/{record.started:%Y/%m}"
            folder = "/".join(filter(None, (month, portable_folder(record.folder))))
            with reaching(self.outbox):
                for target in _addresses(self.outbox, folder, record.name, known=record.original):
                    self._journal.keeping(job_id, target)
                    if _moved(source, self.outbox / target):
                        break
        with reaching(self.outbox):
            self._sweep(record)
        self._clear(record)

    def reject(self, job_id: str, error: Rejected) -> None:
        """Say that the job will never work, and put the file and a note where people look."""
        record = self._journal.job(job_id)
        if record.state is not State.NEEDS_ATTENTION:
            self._in_work(
                record
            )  # what cannot be reached must wait, whatever it looks like from here
            self._journal.rejected(job_id, error)
        self.park(job_id)

    def refuse_duplicate(self, job_id: str, error: Rejected, *, of: str) -> None:
        """Say that the job ``of`` had the same bytes, and put the file and a note where people look."""
        record = self._journal.job(job_id)
        if record.state is not State.DUPLICATE:
            self._in_work(record)
            self._journal.duplicate(job_id, error, of=of)
        self.park(job_id)

    def park(self, job_id: str) -> None:
        """Move a rejected file to ``_needs-attention``, its note first; nothing to do if it is there."""
        record = self._journal.job(job_id)
        source, root = self._box(record) / record.source, self.inbox / NEEDS_ATTENTION
        if record.parked is not None and not self._in_box(record):
            return
        with reaching(self.inbox):
            here = self._in_work(record)
            moved = (
                not here
                and record.parked is not None
                and files.holds(root / record.parked.path, record.sha256)
            )
            for _ in range(0 if moved else _TRIES):
                place = self._noted(record, root, file_is_here=here)
                if not here or _moved(source, root / place.path):
                    break
                (root / place.note).unlink(missing_ok=True)
        self._clear(record)

    def put_back(self, job_id: str) -> None:
        """Give a claimed file back to the inbox, to settle and arrive again."""
        record = self._journal.job(job_id)
        if record.state is not State.RETURNED:
            self._journal.returned(job_id)
        self._clear(record)

    def give_back(self, box: Path) -> None:
        """Put every file of an arrival's folder to where it was in the inbox, and remove the folder."""
        with reaching(self.inbox):
            for folder, _, names in os.walk(box, topdown=False):
                for name in names:
                    file = Path(folder) / name
                    self._return(file, file.relative_to(box).as_posix())
                Path(folder).rmdir()

    def redo(self, job_id: str, *, forget: Callable[[str], None] | None = None) -> None:
        """Put a published original or a parked file into the inbox again, to be done anew as a new arrival.

        ``forget`` is called with its SHA-256 before anybody can find the file there, unless work on
        the same bytes goes on.

        Raises:
            StillInWork: the job is open.
            OriginalMoved: neither the original nor the parked file is where we put it.
        """
        record = self._journal.job(job_id)
        if record.state.open:
            raise StillInWork(name=readable(record.source))
        kept = self.outbox / record.original if record.original else None
        parked = self.inbox / NEEDS_ATTENTION / record.parked.path if record.parked else None
        with reaching(self.inbox):
            source = next(
                (file for file in (parked, kept) if file and files.holds(file, record.sha256)), None
            )
            if source is None:
                raise OriginalMoved(name=readable(record.source))
            twins = self._journal.by_sha(record.sha256)
            if forget is not None and not any(twin.state.open for twin in twins):
                forget(record.sha256)
            for same in twins:
                if same.folder == record.folder and not same.redone:
                    self._journal.redone(same.id)
            if source == parked:
                self._return(source, record.source)
                return
            # Copied where no look sees it half written; the number of no arrival.
            copied = self.inbox / IN_WORK / f"redo-{job_id}"
            copied.unlink(missing_ok=True)
            files.copy(source, copied)
            self._return(copied, record.source)

    def forget_note(self, sha256: str) -> None:
        """Remove our notes on these bytes where the file has left them and nobody changed them."""
        root = self.inbox / NEEDS_ATTENTION
        with reaching(root):
            for place in (record.parked for record in self._journal.by_sha(sha256)):
                if place is None or (root / place.path).exists():
                    continue
                if files.holds(root / place.note, place.note_sha256):
                    (root / place.note).unlink()
                    files.remove_empty((root / place.note).parent, up_to=root)

    def roll_forward(self) -> None:
        """End whatever a crash interrupted, for every arrival that is still in work."""
        with reaching(self.inbox):
            for left in (self.inbox / IN_WORK).glob("redo-*"):
                left.unlink()
            boxes = [name for name in files.names_in(self.inbox / IN_WORK) if name.isdecimal()]
        for name in boxes:
            record = self._journal.by_arrival(int(name))
            if record is not None:
                self._forward(record)

    def _forward(self, record: JobRecord) -> None:
        if record.state.open:
            with reaching(self.outbox):
                if not self._completed(record):
                    self._sweep(record)
            record = self._journal.job(record.id)
        match record.state:
            case State.PUBLISHED:
                self.keep_original(record.id)
            case State.NEEDS_ATTENTION | State.DUPLICATE:
                self.park(record.id)
            case State.RETURNED:
                self._clear(record)
            case State.WORKING | State.WAITING:
                pass  # the engine goes on with it

    def _publish_anew(self, record: JobRecord, results: Sequence[Path], facts: Facts) -> None:
        for result in results:
            check_whole(result)
        folder = portable_folder(record.folder)
        shown = self.outbox / folder
        shown.mkdir(parents=True, exist_ok=True)
        self._sweep(record)
        prepared = []
        ends = endings([result.suffix for result in results])
        for result, end in zip(results, ends, strict=True):
            temporary = f"{files.TEMPORARY}{record.id}{end}"
            sha256 = files.copy(result, shown / temporary)
            if not files.holds(shown / temporary, sha256):
                msg = f"what was written to the outbox reads differently: {end}"
                raise ValueError(msg)
            prepared.append((temporary, sha256, end))
        with self._naming:
            for _ in range(_TRIES):
                stem = free_stem(stem_of(record.name), files.names_in(shown), ends)
                outputs = tuple(
                    Output("/".join(filter(None, (folder, stem + end))), sha)
                    for _, sha, end in prepared
                )
                intent = Intent(tuple(temporary for temporary, _, _ in prepared), outputs, facts)
                self._journal.publishing(record.id, intent)
                if self._completed(self._journal.job(record.id)):
                    return
        raise FileExistsError(str(shown))

    def _completed(self, record: JobRecord) -> bool:
        """Try to end the publication that the last intent describes; False if it has to begin anew."""
        if record.intent is None:
            return False
        pieces = [
            (
                self.outbox / Path(output.path).parent / temporary,
                self.outbox / output.path,
                output.sha256,
            )
            for temporary, output in zip(
                record.intent.temporaries, record.intent.outputs, strict=True
            )
        ]
        found = [_Piece.found(*piece) for piece in pieces]
        # One of ours is visible: the set was published under this name, and what differs was edited since.
        if _Piece.PLACED not in found and set(found) != {_Piece.READY}:
            return False
        ready = [piece for piece, state in zip(pieces, found, strict=True) if state is _Piece.READY]
        if not _all_placed([(temporary, final) for temporary, final, _ in ready]):
            return False
        for folder in sorted({final.parent for _, final, _ in pieces}):
            files.sync_folder(folder)
        self._journal.published(record.id)
        return True

    def _noted(self, record: JobRecord, root: Path, *, file_is_here: bool) -> Place:
        """The address in ``_needs-attention``, journalled, with the note already there."""
        text = note(
            record.name,
            record.reason or "",
            record.details,
            language=self._language,
            file_is_here=file_is_here,
        )
        place = record.parked
        if place is not None and files.holds(root / place.note, place.note_sha256):
            files.finish_writing(root / place.note)
            if place.note_sha256 == hashlib.sha256(text).hexdigest():
                return place
            (root / place.note).unlink()  # the file was taken away after this was written
        for _ in range(_TRIES):
            ending = note_ending(self._language)
            name = free_name(record.name, files.names_in(root / record.folder), partner=ending)
            path, beside_it = (
                "/".join(filter(None, (record.folder, part)))
                for part in (name, beside(name, ending))
            )
            place = Place(path, beside_it, hashlib.sha256(text).hexdigest())
            (root / place.note).parent.mkdir(parents=True, exist_ok=True)
            self._journal.parking(record.id, place)
            try:
                files.write_new(root / place.note, text)
            except FileExistsError:
                continue
            return place
        raise FileExistsError(str(root / record.folder))

    def _return(self, file: Path, source: str) -> None:
        folder, _, name = source.rpartition("/")
        for target in _addresses(self.inbox, folder, name, known=source):
            if _moved(file, self.inbox / target):
                return

    def _clear(self, record: JobRecord) -> None:
        """Nothing is owed to this arrival any more."""
        self.give_back(self._box(record))

    def _sweep(self, record: JobRecord) -> None:
        """Remove the temporary files that this job may have left in its outbox folder."""
        folder = self.outbox / portable_folder(record.folder)
        for name in files.names_in(folder):
            if name.startswith(f"{files.TEMPORARY}{record.id}"):
                (folder / name).unlink(missing_ok=True)

    def _in_work(self, record: JobRecord) -> bool:
        """Whether the claimed file is in its folder; False only if somebody took it away.

        Raises:
            FolderUnreachable: the folder is not there either, so it is the share that went away.
        """
        with reaching(self.inbox):
            here = (self._box(record) / record.source).is_file()
        # The folder is asked for last: it cannot have gone between the two questions.
        if not here and not self._in_box(record):
            raise FolderUnreachable(folder=readable(str(self._box(record))))
        return here

    def _in_box(self, record: JobRecord) -> bool:
        """Whether the arrival's folder is there.

        Raises:
            FolderUnreachable: nothing that is in work can be reached.
        """
        with reaching(self.inbox):
            there = self._box(record).is_dir()
            (self.inbox / IN_WORK).stat()
        return there

    def _box(self, record: JobRecord) -> Path:
        return self.inbox / IN_WORK / f"{record.arrival:06d}"


class _Piece(Enum):
    """How far one file of a publication is."""

    READY = "the temporary file waits, and the name is free or held by our placeholder"
    PLACED = "the result stands under its name"
    TAKEN = "something else stands there, or neither file does"

    @classmethod
    def found(cls, temporary: Path, final: Path, sha256: str) -> _Piece:
        prepared = files.holds(temporary, sha256)
        if not os.path.lexists(final):
            return cls.READY if prepared else cls.TAKEN
        if files.holds(final, sha256) or (
            temporary.exists() and final.is_file() and final.samefile(temporary)
        ):
            return cls.PLACED
        return (
            cls.READY if prepared and final.is_file() and final.stat().st_size == 0 else cls.TAKEN
        )


def _all_placed(pairs: Sequence[tuple[Path, Path]]) -> bool:
    """Place all or none; False if somebody took a name in the meantime."""
    placed: list[tuple[Path, Path]] = []
    for temporary, final in pairs:
        try:
            if final.is_file() and final.stat().st_size == 0:
                temporary.replace(final)  # the placeholder of a ``place`` that was interrupted
            else:
                files.place(temporary, final)
        except FileExistsError:
            for earlier, visible in placed:
                if earlier.exists():
                    visible.unlink()
                else:
                    visible.rename(earlier)
            return False
        placed.append((temporary, final))
    return True


def _addresses(root: Path, folder: str, name: str, *, known: str | None) -> Iterator[str]:
    """Where below ``root`` a file may go: first where it was going before, then under names that are free."""
    if known is not None:
        yield known
    for _ in range(_TRIES):
        yield "/".join(filter(None, (folder, free_name(name, files.names_in(root / folder)))))
    raise FileExistsError(str(root / folder))


def _moved(source: Path, target: Path) -> bool:
    try:
        files.move(source, target)
    except FileExistsError:
        return False
    return True
