"""Which draft a corrected Word file was, and what that was made from."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline import files
from pipeline.core.corrections.model import Returned
from pipeline.core.filetypes import HEAD_BYTES, kind_of
from pipeline.core.model import Job, Kind, name_of
from pipeline.core.naming import comparison_key, readable, stem_of
from pipeline.core.office.outbox_names import ORIGINALS, results_folder
from pipeline.core.office.records import CorrectionFacts, Facts, JobRecord, Output, State
from pipeline.files import reaching
from pipeline.folder_errors import DraftOriginalGone, DraftUnknown, FinalAgain
from pipeline.office.journal import Journal
from pipeline.recipe import CorrectionOf

log = logging.getLogger(__name__)

Search = Callable[[Path, str, int | None], str | None]
"""``file_with``, in a child process."""

_DRAFT = ".docx"
_MONTHS = 3
"""Parts of an original's path before the inbox's: ``_originals/2026/11``."""


def file_with(folder: Path, sha256: str, size: int | None) -> str | None:
    """The path below a folder of a file with these bytes; None if there is none.

    Without ``size`` every file is read.
    """
    for above, _, names in os.walk(folder):
        for name in sorted(names):
            file = Path(above) / name
            if file.is_symlink() or (size is not None and file.stat().st_size != size):
                continue
            if files.holds(file, sha256):
                return file.relative_to(folder).as_posix()
    return None


def draft_of(
    record: JobRecord, returned: Returned, journal: Journal, outbox: Path, search: Search
) -> CorrectionOf:
    """The draft that a Word file in work was.

    Raises:
        FinalAgain: it is a final of ours.
        DraftUnknown: neither its job nor its original is known here.
        DraftOriginalGone: the scan that it was made from is gone.
    """
    if any(output.sha256 == record.sha256 for output in _finals(journal)):
        raise FinalAgain
    drafted = _record_of(returned, journal)
    with reaching(outbox):
        if drafted is None:
            return _unknown(record, returned, outbox, search)
        original = _original_of(drafted, outbox, search)
        if original is None and drafted.kind is Kind.SCAN:
            raise DraftOriginalGone(name=readable(drafted.name))
    part, path = _part_of(record, drafted)
    stem = stem_of(name_of(path)) if path else stem_of(record.name)
    return CorrectionOf(drafted.job, part, original, stem)


def with_draft(facts: Facts, record: JobRecord, of: CorrectionOf, journal: Journal) -> Facts:
    """The facts of a correction, with the draft and the place of its finals.

    A draft of several documents whose part only the words could tell has it in ``facts``.
    """
    said = facts.correction or CorrectionFacts()
    drafted = _known(of.draft.id, journal)
    part = of.part or said.part
    paths = _documents(drafted) if drafted else ()
    if 1 <= part <= len(paths):
        place = paths[part - 1].removesuffix(_DRAFT)
    else:
        folder = results_folder(record.folder)
        place = "/".join(filter(None, (folder, stem_of(record.name))))
    return replace(
        facts,
        correction=replace(
            said,
            draft=drafted.id if drafted else "",
            kind=of.draft.kind.value,
            place=place,
            part=part,
            newer=_newer(drafted, journal) if drafted else "",
        ),
    )


def _finals(journal: Journal) -> Iterator[Output]:
    for record in journal.jobs():
        if record.correction is not None:
            yield from record.outputs


def _known(job_id: str, journal: Journal) -> JobRecord | None:
    try:
        return journal.job(job_id)
    except KeyError:
        return None


def _record_of(returned: Returned, journal: Journal) -> JobRecord | None:
    """The job that made the draft, or the latest of the same bytes."""
    named = _known(returned.job, journal)
    alike = journal.by_sha(returned.sha256) if returned.sha256 else ()
    for found in filter(None, (named, *reversed(alike))):
        same = returned.sha256 in {"", found.sha256}
        if same and found.kind in {Kind.SCAN, Kind.RECORDING} and _documents(found):
            return found
    return None


def _documents(drafted: JobRecord) -> tuple[str, ...]:
    """The paths of a job's drafts, in the order of its parts."""
    return tuple(output.path for output in drafted.outputs if output.path.endswith(_DRAFT))


def _part_of(record: JobRecord, drafted: JobRecord) -> tuple[int, str]:
    """Which document of the draft a file is, by its name; 0 if unknown."""
    paths = _documents(drafted)
    if len(paths) == 1:
        return 1, paths[0]
    name = comparison_key(record.name)
    stems = [comparison_key(name_of(path).removesuffix(_DRAFT)) for path in paths]
    begun = [number for number, stem in enumerate(stems) if name.startswith(stem)]
    best = max(begun, key=lambda number: len(stems[number]), default=None)
    return (0, "") if best is None else (best + 1, paths[best])


def _original_of(drafted: JobRecord, outbox: Path, search: Search) -> Path | None:
    """What the draft was made from, among the originals."""
    if drafted.original is not None:
        kept = outbox / drafted.original
        if kept.is_file() and not kept.is_symlink() and kept.stat().st_size == drafted.size:
            return kept
    found = search(outbox / ORIGINALS, drafted.sha256, drafted.size)
    return None if found is None else outbox / ORIGINALS / found


def _unknown(record: JobRecord, returned: Returned, outbox: Path, search: Search) -> CorrectionOf:
    """The draft of an unknown job, by its original."""
    sha256 = returned.sha256
    log.info("draft.searched", extra={"job": record.id})
    found = search(outbox / ORIGINALS, sha256, None) if sha256 else None
    if found is None:
        raise DraftUnknown(job=readable(returned.job) or "?")
    original = outbox / ORIGINALS / found
    with original.open("rb") as stream:
        kind = kind_of(stream.read(HEAD_BYTES), original.name)
    if kind is Kind.CORRECTION:
        raise DraftUnknown(job=readable(returned.job) or "?")
    named = returned.job.endswith(f"-{sha256[:12]}")
    job_id = returned.job if named else f"000000-{sha256[:12]}"
    source = "/".join(found.split("/")[_MONTHS - 1 :]) or original.name
    # What no first bytes tell is a recording: a scan always says that it is one.
    job = Job(job_id, kind or Kind.RECORDING, source, sha256)
    return CorrectionOf(job, 1, original, stem_of(record.name))


def _newer(drafted: JobRecord, journal: Journal) -> str:
    """The path of a later draft of the same bytes in the same folder, or ""."""
    later = [
        _documents(other)[0]
        for other in journal.by_sha(drafted.sha256)
        if other.arrival > drafted.arrival
        and other.folder == drafted.folder
        and other.state is State.PUBLISHED
        and _documents(other)
    ]
    return later[-1] if later else ""
