"""Whether a corrected draft came back with nothing new in it."""

from __future__ import annotations

from pipeline.core.office.records import CorrectionFacts, JobRecord, State
from pipeline.office.journal import Journal
from pipeline.office.publishing import Publisher


def same_release(
    job_id: str, facts: CorrectionFacts, journal: Journal, publisher: Publisher
) -> JobRecord | None:
    """The release in force of the same draft, if it shows the same.

    In force is the latest that was not taken back. Its files must still be there as they were
    published: of a final that somebody edited or removed another is made.

    Raises:
        FolderUnreachable: nobody knows while the outbox is away.
    """
    if not (facts.shows and facts.draft):
        return None
    for other in reversed(journal.jobs()):
        found = other.facts.correction
        if (
            found is not None
            and (found.draft, found.part) == (facts.draft, facts.part)
            and other.id != job_id
            and other.state is State.PUBLISHED
            and not other.withdrawn
        ):
            same = found.shows == facts.shows and publisher.holds_outputs(other)
            return other if same else None
    return None
