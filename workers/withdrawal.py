"""``schreibstube withdraw``: taking a release back, and saying so."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.core.naming import readable
from pipeline.core.office.records import JobRecord
from pipeline.i18n import N_
from pipeline.office.corrections.learning import take_back
from pipeline.office.corrections.withdrawal import withdraw
from pipeline.office.journal import Journal
from pipeline.settings import Settings
from pipeline.translations import translator


def unteach(record: JobRecord, journal: Journal, settings: Settings) -> None:
    """Forget what a release that was taken back had taught its draft's folder."""
    facts = record.facts.correction
    if facts is not None and facts.draft:
        folder = journal.job(facts.draft).folder
        take_back((settings.folders.inbox / folder, folder), facts.draft, settings.language)


def withdraw_job(record: JobRecord, journal: Journal, settings: Settings) -> Iterator[str]:
    """Take a release back; the sentences say what became of each final.

    Raises:
        NotReleased: the job has no finals.
        DiskFull, FolderUnreachable: the outbox refuses; the same call may be repeated.
    """
    _ = translator(settings.language)
    done = withdraw(record, journal, settings.folders.outbox)
    unteach(record, journal, settings)
    if done.before:
        yield _(N_("The release of {name} was taken back before.")).format(
            name=readable(record.source)
        )
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
