"""``_needs-attention``: files for a person, each with its note."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from threading import RLock

from pipeline import files
from pipeline.core.model import folder_of, name_of
from pipeline.core.naming import companion_name, free_name
from pipeline.core.office.intake import NEEDS_ATTENTION
from pipeline.core.office.records import JobRecord, ParkedFile, State
from pipeline.errors import OriginalGone, Rejected, Unavailable
from pipeline.files import reaching
from pipeline.folder_errors import AWAY, ChangedLater, Released
from pipeline.i18n import Language
from pipeline.office.claims import TRIES, Claims
from pipeline.office.journal import Journal
from pipeline.office.markers import Marker
from pipeline.office.messages import note, note_ending

WriteNew = Callable[[Path, bytes], None]
"""``files.write_new``, or what a test puts in its place."""


class Attention:
    """Puts what cannot be worked on where people look.

    Every method may be called again after a crash or a refusal and ends what the first call began.
    Safe to share between threads. All methods raise ``DiskFull`` or ``FolderUnreachable`` where the
    system refuses; the file is then still in work.
    """

    def __init__(
        self,
        journal: Journal,
        claims: Claims,
        *,
        language: Language,
        write_new: WriteNew = files.write_new,
    ) -> None:
        """Write notes in ``language`` into the inbox of ``claims``."""
        self._journal = journal
        self._claims = claims
        self._language = language
        self._write_new = write_new
        self._root = claims.inbox / NEEDS_ATTENTION
        self._one_note = RLock()  # pages of one document may fail at the same moment

    def reject(self, job_id: str, error: Rejected) -> None:
        """Refuse an open job for good: its file goes where people look."""
        with self._one_note:
            record = self._journal.job(job_id)
            if record.state.open:
                self._claims.in_work(record)  # raises while the share is away: then it must wait
                self._journal.rejected(job_id, error)
            elif record.state is not State.NEEDS_ATTENTION:
                return
            self.park(job_id)

    def release(self, job_id: str) -> bool:
        """End an open job by hand; False if no note could be written.

        A file that is still in work goes where people look.
        """
        try:
            here = self._claims.in_work(self._journal.job(job_id))
        except AWAY:
            self._journal.rejected(job_id, OriginalGone())
            return False
        self.reject(job_id, Released() if here else OriginalGone())
        return True

    def refuse_duplicate(self, job_id: str, error: Rejected, *, of: str) -> None:
        """Refuse a job whose bytes the job ``of`` had."""
        record = self._journal.job(job_id)
        if record.state is not State.DUPLICATE:
            self._claims.in_work(record)
            self._journal.duplicate(job_id, error, of=of)
        self.park(job_id)

    def park(self, job_id: str) -> None:
        """Move a rejected file to ``_needs-attention``, its note first."""
        with self._one_note:
            self._park(job_id)

    def _park(self, job_id: str) -> None:
        record = self._journal.job(job_id)
        source, root = self._claims.file(record), self._root
        if record.parked is not None and not self._claims.in_box(record):
            return
        with reaching(self._claims.inbox):
            here = self._claims.in_work(record)
            moved = (
                not here
                and record.parked is not None
                and files.holds(root / record.parked.path, record.sha256)
            )
            for _ in range(0 if moved else TRIES):
                place = self._write_note(record, root, file_is_here=here)
                if not here or self._claims.move(source, root / place.path):
                    break
                (root / place.note).unlink(missing_ok=True)
        self._claims.clear(record)

    def note_change(self, job_id: str) -> None:
        """Say that a document was changed after it had been taken."""
        record, root = self._journal.job(job_id), self._root
        text = note(
            record.name, ChangedLater.__name__, {}, language=self._language, file_is_here=True
        )
        with self._one_note, reaching(root):
            folder = root / record.folder
            folder.mkdir(parents=True, exist_ok=True)
            ending = note_ending(self._language)
            for _ in range(TRIES):
                name = free_name(record.name, files.names_in(folder), partner=ending)
                beside = companion_name(name, ending)
                address = "/".join(filter(None, (record.folder, beside)))
                try:
                    self._write_new(root / address, text)
                except FileExistsError:
                    continue
                return

    def forget_note(self, sha256: str) -> None:
        """Remove our unchanged notes on these bytes where the file is gone."""
        root = self._root
        with reaching(root):
            for place in (record.parked for record in self._journal.by_sha(sha256)):
                if place is None or (root / place.path).exists():
                    continue
                if files.holds(root / place.note, place.note_sha256):
                    (root / place.note).unlink()
                    files.remove_empty((root / place.note).parent, up_to=root)

    def _write_note(self, record: JobRecord, root: Path, *, file_is_here: bool) -> ParkedFile:
        """The journalled address in ``_needs-attention``; its note is there."""
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
        for _ in range(TRIES):
            ending = note_ending(self._language)
            name = free_name(record.name, files.names_in(root / record.folder), partner=ending)
            path, beside_it = (
                "/".join(filter(None, (record.folder, part)))
                for part in (name, companion_name(name, ending))
            )
            place = ParkedFile(path, beside_it, hashlib.sha256(text).hexdigest())
            (root / place.note).parent.mkdir(parents=True, exist_ok=True)
            self._journal.parking(record.id, place)
            try:
                self._write_new(root / place.note, text)
            except FileExistsError:
                continue
            return place
        raise FileExistsError(str(root / record.folder))


def unsettled(records: Iterable[JobRecord], inbox: Marker) -> tuple[JobRecord, ...]:
    """The records without refused files that a person has dealt with.

    Neither the file nor its note is there any more. While the inbox is out of reach nothing counts
    as dealt with.
    """
    records = tuple(records)
    root = inbox.folder / NEEDS_ATTENTION

    @cache
    def names(folder: str) -> frozenset[str]:
        with reaching(root):
            return frozenset(files.names_in(root / folder))

    def lies_there(path: str) -> bool:
        return name_of(path) in names(folder_of(path))

    try:
        inbox.check()
        with reaching(inbox.folder):
            inbox.folder.stat()
        return tuple(
            record
            for record in records
            if record.parked is None
            or record.state not in {State.NEEDS_ATTENTION, State.DUPLICATE}
            or lies_there(record.parked.path)
            or lies_there(record.parked.note)
        )
    except Unavailable:
        return records
