"""Taking a release back: finals go to ``_withdrawn``, and nothing is deleted.

Each address is journalled before a file moves there, so a second call ends what the first began.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import files
from pipeline.core.model import Kind, folder_of, name_of
from pipeline.core.naming import readable
from pipeline.core.office.outbox_names import WITHDRAWN
from pipeline.core.office.records import JobRecord, Output, State
from pipeline.files import reaching
from pipeline.folder_errors import NotReleased
from pipeline.office.claims import free_addresses
from pipeline.office.journal import Journal
from pipeline.office.markers import outbox_marker


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What became of the finals; paths are relative to the outbox."""

    moved: tuple[str, ...] = ()
    """Where they are now."""
    edited: tuple[str, ...] = ()
    """Those that somebody had changed since; they were moved as they are."""
    missing: tuple[str, ...] = ()
    """Those that were not where we put them."""
    before: bool = False
    """Whether the release had been taken back already."""


def withdraw(record: JobRecord, journal: Journal, outbox: Path) -> Withdrawal:
    """Move the finals of a corrected draft to ``_withdrawn``.

    Raises:
        NotReleased: it has no finals.
        DiskFull, FolderUnreachable: the outbox refuses; the same call may be repeated.
    """
    if record.kind is not Kind.CORRECTION or record.state is not State.PUBLISHED:
        raise NotReleased(job=record.id, name=readable(record.source))
    if record.withdrawn:
        return Withdrawal(tuple(output.path for output in record.outputs), before=True)
    moved: list[tuple[str, str]] = []
    edited, missing, planned = [], [], dict(record.moves)
    with reaching(outbox):
        outbox_marker(outbox, journal).check()
        for output in record.outputs:
            target = _moved(output, planned.get(output.path), record.id, journal, outbox)
            if target is None:
                missing.append(output.path)
                continue
            moved.append((output.path, target))
            if not files.holds(outbox / target, output.sha256):
                edited.append(target)
    journal.withdrawn(record.id, moved)
    targets = tuple(target for _, target in moved)
    return Withdrawal(targets, tuple(edited), tuple(missing))


def finish_withdrawals(journal: Journal, outbox: Path) -> tuple[str, ...]:
    """End what a crash interrupted; the jobs are returned."""
    begun = [record for record in journal.jobs() if record.moves and not record.withdrawn]
    for record in begun:
        withdraw(record, journal, outbox)
    return tuple(record.id for record in begun)


def _moved(
    output: Output, planned: str | None, job_id: str, journal: Journal, outbox: Path
) -> str | None:
    """Where a final is now; None if it is neither there nor where it was."""
    source = outbox / output.path
    if not source.is_file() or source.is_symlink():
        return planned if planned is not None and (outbox / planned).is_file() else None
    folder = "/".join(filter(None, (WITHDRAWN, folder_of(output.path))))
    for target in free_addresses(outbox, folder, name_of(output.path), known=planned):
        if target != planned:
            journal.withdrawing(job_id, output.path, target)
        try:
            files.move(source, outbox / target)
        except FileExistsError:
            continue
        files.sync_folder(source.parent)
        return target
    raise AssertionError  # pragma: no cover - free_addresses does not end
