"""What releases teach their folders, and that it is taken back with them.

It is a help for later drafts: whatever goes wrong with it stops no publication. What a release
teaches is kept in the state folder before it is published; the journal knows which folders have
still to be told. So neither a crash nor a broken ``corrections.toml`` loses a lesson.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import reduce
from operator import add
from pathlib import Path

from filelock import FileLock
from pydantic import TypeAdapter, ValidationError

from pipeline import files
from pipeline.core.corrections.learned import LearnedPair, Lesson, Source, verdicts
from pipeline.core.office.records import JobRecord, OwedLesson
from pipeline.core.office.releases import is_superseded, owed_drafts, releases_in_force
from pipeline.errors import Unavailable
from pipeline.files import reaching
from pipeline.office.journal import Journal
from pipeline.office.markers import inbox_marker
from pipeline.office.profiles.corrections_file import forget, remember
from pipeline.settings import Settings

log = logging.getLogger(__name__)

Read = Callable[[str], tuple[LearnedPair, ...]]
"""What a folder of the inbox knows: ``corrections_of``, or in a child process."""

_LESSONS = TypeAdapter(Lesson)


def keep(state: Path, job_id: str, lesson: Lesson | None) -> None:
    """Keep what a correction teaches, before it is published.

    The same job may be kept again.

    Raises:
        DiskFull, FolderUnreachable: the state folder refuses.
    """
    file = _file(state, job_id)
    if lesson is not None:
        with reaching(state):
            file.parent.mkdir(exist_ok=True)
            files.replace(file, _LESSONS.dump_json(lesson))


def settle(journal: Journal, settings: Settings, read: Read) -> None:
    """Tell folders what releases teach them, and what no longer.

    May be called at any time, by several processes. What cannot be told is noted with its reason,
    and tried again by the next call.

    Raises:
        Unavailable: the inbox is away, or the state folder refuses.
    """
    if not owed_drafts(journal.jobs()):
        return
    inbox_marker(settings.folders.inbox, journal).check()
    with reaching(settings.state), FileLock(settings.state / "lessons.lock"):
        for draft, owed in owed_drafts(journal.jobs()).items():
            _settle(draft, owed, journal, settings, read)


def _settle(
    draft: str, owed: Sequence[JobRecord], journal: Journal, settings: Settings, read: Read
) -> None:
    """Bring what a folder knows from one draft up to date."""
    in_force = releases_in_force(journal.jobs(), draft)
    refusal = None
    if not all(is_superseded(record, in_force) for record in owed):
        try:
            _tell(journal.job(draft), in_force, settings, read)
        except Unavailable as error:
            refusal = OwedLesson(type(error).__name__, error.details)
    for record in owed:
        if refusal is None:
            journal.append(record.id, "taught", {})
        elif record.owed != refusal:
            journal.append(record.id, "taught", asdict(refusal))
            log.warning("corrections.owed", extra={"job": record.id, "reason": refusal.reason})
        if refusal is None and record.withdrawn:
            _file(settings.state, record.id).unlink(missing_ok=True)


def _tell(draft: JobRecord, in_force: Sequence[JobRecord], settings: Settings, read: Read) -> None:
    """Tell a draft's folder what its releases teach, if it is still there."""
    folder, language = settings.folders.inbox / draft.folder, settings.language
    if not folder.is_dir():
        return
    known = read(draft.folder)
    lessons = [
        lesson for lesson in (_kept(settings.state, record.id) for record in in_force) if lesson
    ]
    if not lessons:
        forget(folder, draft.id, language, read=lambda _: known)
        return
    lesson = reduce(add, lessons)
    judged = verdicts(lesson.proposed, known, lesson.draft, lesson.final)
    source = Source(max(record.started.date() for record in in_force), draft.id)
    remember(folder, (lesson.pairs, judged), source, language, read=lambda _: known)


def _kept(state: Path, job_id: str) -> Lesson | None:
    """What a release teaches; None if somebody deleted or damaged it."""
    try:
        return _LESSONS.validate_json(_file(state, job_id).read_bytes())
    except (FileNotFoundError, ValidationError) as error:
        log.warning("corrections.lesson_lost", extra={"job": job_id}, exc_info=error)
        return None


def _file(state: Path, job_id: str) -> Path:
    return state / "lessons" / f"{job_id}.json"
