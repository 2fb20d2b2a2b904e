"""``schreibstube withdraw``: taking a release back, and saying so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from pipeline.core.naming import readable
from pipeline.core.office.records import JobRecord
from pipeline.errors import Unavailable
from pipeline.i18n import N_
from pipeline.office.corrections.learning import settle
from pipeline.office.corrections.sentences import owed_sentences
from pipeline.office.corrections.withdrawal import withdraw
from pipeline.office.journal import Journal
from pipeline.office.profiles.corrections_file import corrections_of
from pipeline.settings import Settings
from pipeline.translations import translator


def withdraw_job(record: JobRecord, journal: Journal, settings: Settings) -> Iterator[str]:
    """Take a release back; the sentences say what became of each final.

    Raises:
        NotReleased: the job has no finals.
        DiskFull, FolderUnreachable: the outbox refuses; the same call may be repeated.
    """
    _, job_id = translator(settings.language), record.id
    done = withdraw(record, journal, settings.folders.outbox)
    with suppress(Unavailable):  # it is owed, and the next round settles it
        settle(journal, settings, partial(corrections_of, settings.folders.inbox))
    if done.before:
        yield _(N_("The release of {name} was taken back before.")).format(
            name=readable(record.source)
        )
        yield from owed_sentences(journal.job(job_id), settings.language)
        return
    yield _(N_("The release of {name} was taken back; its finals were moved:")).format(
        name=readable(record.source)
    )
    for path in done.moved:
        edited = f" ({_(N_('changed since it was published'))})" if path in done.edited else ""
        yield f"    {readable(path)}{edited}"
    for path in done.missing:
        yield _(N_("{path} was not there any more; somebody moved or deleted it.")).format(
            path=readable(path)
        )
    yield _(
        N_(
            "The draft stays as it is. To release it again, save it anew with the box ticked, or "
            "drop the corrected Word file into the inbox."
        )
    )
    yield from owed_sentences(journal.job(job_id), settings.language)
