"""Ending a job by hand that cannot go on."""

from __future__ import annotations

from contextlib import suppress

from pipeline.core.naming import readable
from pipeline.core.office.intake import IN_WORK
from pipeline.core.office.records import JobRecord
from pipeline.errors import Unavailable
from pipeline.folder_errors import NotInWork
from pipeline.office.attention import Attention
from pipeline.office.claims import Claims
from pipeline.office.journal import Journal
from pipeline.office.markers import inbox_marker
from pipeline.settings import Settings


def release_job(record: JobRecord, journal: Journal, settings: Settings) -> bool:
    """End a job, and its other sides; False if no note could be written.

    Whoever releases a job vouches for the inbox where it carries no marker yet.

    Raises:
        NotInWork: it has ended already.
    """
    sides = [side for side in journal.sides_of(record) if side.state.open]
    if not sides:
        raise NotInWork(name=readable(record.source), job=record.id)
    inbox = settings.folders.inbox
    marker = inbox_marker(inbox, journal)
    with suppress(Unavailable):
        if not marker.known and (inbox / IN_WORK).is_dir():
            marker.lay(proven=lambda: True, ever_used=False)
    attention = Attention(journal, Claims(journal, inbox), language=settings.language)
    noted = [attention.release(side.id) for side in sides]
    return all(noted)
