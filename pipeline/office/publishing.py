"""Publishing: results reach the outbox whole, and overwrite nothing.

Each address is journalled before a file moves there, so ``resume`` reads the journal and ends what
was begun.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path
from threading import Lock

from pipeline import files
from pipeline.core.model import folder_of, name_of
from pipeline.core.naming import (
    free_final,
    free_stem,
    numbered_suffixes,
    stem_of,
)
from pipeline.core.office.outbox_names import results_folder
from pipeline.core.office.records import Facts, Intent, JobRecord, Output, State
from pipeline.errors import Unavailable
from pipeline.files import reaching
from pipeline.office.claims import TRIES, Claims, free_addresses, originals_of
from pipeline.office.journal import Journal
from pipeline.office.markers import outbox_marker
from pipeline.outputs.formats import check_whole

PlaceFile = Callable[[Path, Path], None]
"""``files.place``, or what a test puts in its place."""

Holds = Callable[[Path, str], bool]
"""``files.holds``, or what a test puts in its place."""


class Publisher:
    """Brings results into the outbox and keeps their originals.

    Every method may be called again after a crash or a refusal and ends what the first call began.
    Safe to share between threads. All methods raise ``DiskFull`` or ``FolderUnreachable`` where the
    system refuses; the file is then still in work.
    """

    def __init__(
        self,
        journal: Journal,
        claims: Claims,
        outbox: Path,
        *,
        place: PlaceFile = files.place,
        holds: Holds = files.holds,
    ) -> None:
        """Publish what ``claims`` has in work into ``outbox``."""
        self.outbox = outbox
        self.marker = outbox_marker(outbox, journal)
        self._journal = journal
        self._claims = claims
        self._naming = Lock()
        self._place = place
        self._holds = holds

    def publish(self, job_id: str, results: Sequence[Path], *, facts: Facts) -> tuple[Output, ...]:
        """Put the results into the outbox as one set; keep the original.

        ``results`` are finished files, whose suffixes the published ones keep. Where a suffix comes
        several times, the document has several parts: they are numbered, and appear together like
        any other set. What is published already stays as it is, whatever is passed.

        Raises:
            ValueError: a result is not what its suffix says; nothing appeared.
        """
        with reaching(self.outbox):
            self.marker.check()
            record = self._journal.job(job_id)
            if record.state is not State.PUBLISHED and not self._complete(record):
                self._publish_anew(record, results, facts)
        self.keep_original(job_id)
        return self._journal.job(job_id).outputs

    def holds_outputs(self, record: JobRecord) -> bool:
        """Whether all that was published of a job is still there, unchanged.

        Raises:
            FolderUnreachable: nobody knows while the outbox is away.
        """
        with reaching(self.outbox):
            self.marker.check()
            found = [(self.outbox / each.path, each.sha256) for each in record.outputs]
            return all(path.is_file() and self._holds(path, sha256) for path, sha256 in found)

    def join(self, job_id: str) -> None:
        """Note that back sides are published with their front sides."""
        self._journal.joined(job_id)
        self.keep_original(job_id)

    def keep_original(self, job_id: str) -> None:
        """Move the original of a published job to ``_originals``."""
        record = self._journal.job(job_id)
        source = self._claims.file(record)
        self.marker.check()
        if self._claims.in_box(record) and self._claims.in_work(record):
            folder = originals_of(record)
            with reaching(self.outbox):
                for target in free_addresses(
                    self.outbox, folder, record.name, known=record.original
                ):
                    self._journal.keeping(job_id, target)
                    if self._claims.move(source, self.outbox / target):
                        self._check_or_undo(partial(self._fetch_back, target, source))
                        break
        with reaching(self.outbox):
            self._sweep(record)
        self._claims.clear(record)

    def resume(self, record: JobRecord) -> None:
        """End a publication that was begun, or remove its traces."""
        with reaching(self.outbox):
            self.marker.check()
            if not self._complete(record):
                self._sweep(record)

    def _publish_anew(self, record: JobRecord, results: Sequence[Path], facts: Facts) -> None:
        for result in results:
            check_whole(result)
        if facts.correction is not None:
            record = replace(record, correction=facts.correction)
        folder = _folder_of(record)
        shown = self.outbox / folder
        shown.mkdir(parents=True, exist_ok=True)
        self._sweep(record)
        prepared = []
        ends = numbered_suffixes([result.suffix for result in results])
        for result, end in zip(results, ends, strict=True):
            temporary = f"{files.TEMPORARY}{record.id}{end}"
            sha256 = files.copy(result, shown / temporary)
            if not self._holds(shown / temporary, sha256):
                msg = f"what was written to the outbox reads differently: {end}"
                raise ValueError(msg)
            prepared.append((temporary, sha256, end))
        self._check_or_undo(lambda: self._remove([shown / each for each, _, _ in prepared]))
        with self._naming:
            for _ in range(TRIES):
                stem = _free_stem(record, files.names_in(shown), ends)
                outputs = tuple(
                    Output("/".join(filter(None, (folder, stem + end))), sha)
                    for _, sha, end in prepared
                )
                intent = Intent(tuple(temporary for temporary, _, _ in prepared), outputs, facts)
                self._journal.publishing(record.id, intent)
                if self._complete(self._journal.job(record.id)):
                    return
        raise FileExistsError(str(shown))

    def _complete(self, record: JobRecord) -> bool:
        """End the publication that was begun; False if it must start over."""
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
        # One of ours is visible: the set was published under this name, and what differs was edited
        # since.
        if _Piece.PLACED not in found and set(found) != {_Piece.READY}:
            return False
        ready = [piece for piece, state in zip(pieces, found, strict=True) if state is _Piece.READY]
        if not self._place_all([(temporary, final) for temporary, final, _ in ready]):
            return False
        for folder in sorted({final.parent for _, final, _ in pieces}):
            files.sync_folder(folder)
        placed = [file for temporary, final, _ in ready for file in (temporary, final)]
        self._check_or_undo(lambda: self._remove(placed))
        self._journal.published(
            record.id,
            [
                None if state is _Piece.TAKEN else _look_of(final)
                for (_, final, _), state in zip(pieces, found, strict=True)
            ],
        )
        return True

    def _check_or_undo(self, undo: Callable[[], None]) -> None:
        """Make sure after a write that it went where it should: a share may go at any moment.

        What came to lie below the mount point is taken away again.
        """
        try:
            self.marker.check()
        except Unavailable:
            with suppress(OSError):
                undo()
            raise

    def _fetch_back(self, target: str, source: Path) -> None:
        files.move(self.outbox / target, source)
        files.remove_empty((self.outbox / target).parent, up_to=self.outbox)

    def _remove(self, placed: Sequence[Path]) -> None:
        for file in placed:
            file.unlink(missing_ok=True)
            files.remove_empty(file.parent, up_to=self.outbox)

    def _sweep(self, record: JobRecord) -> None:
        """Remove the job's temporary files from its outbox folder."""
        folder = self.outbox / _folder_of(record)
        for name in files.names_in(folder):
            if name.startswith(f"{files.TEMPORARY}{record.id}"):
                (folder / name).unlink(missing_ok=True)

    def _place_all(self, pairs: Sequence[tuple[Path, Path]]) -> bool:
        """Place all or none; False if a name was taken meanwhile."""
        placed: list[tuple[Path, Path]] = []
        for temporary, final in pairs:
            try:
                if final.is_file() and final.stat().st_size == 0:
                    temporary.replace(final)  # the placeholder of a ``place`` that was interrupted
                else:
                    self._place(temporary, final)
            except FileExistsError:
                for earlier, visible in placed:
                    if earlier.exists():
                        visible.unlink()
                    else:
                        visible.rename(earlier)
                return False
            placed.append((temporary, final))
        return True


def _folder_of(record: JobRecord) -> str:
    """The folder of the results in the outbox; finals have their draft's."""
    if record.correction is not None:
        return folder_of(record.correction.place)
    return results_folder(record.folder)


def _free_stem(record: JobRecord, taken: Sequence[str], ends: Sequence[str]) -> str:
    """What the results' names begin with; finals follow their draft's name."""
    if record.correction is not None:
        return free_final(name_of(record.correction.place), taken, ends)
    return free_stem(stem_of(record.name), taken, ends)


def _look_of(file: Path) -> tuple[int, int] | None:
    """Size and modification time; None if somebody took the file already."""
    try:
        seen = file.stat()
    except FileNotFoundError:
        return None
    return seen.st_size, seen.st_mtime_ns


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
