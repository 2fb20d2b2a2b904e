"""Other finals of a corrected draft: whether it has anything new, and which one it follows."""

from __future__ import annotations

from pipeline.core.office.records import CorrectionFacts, JobRecord, State
from pipeline.office.journal import Journal
from pipeline.office.publishing import Publisher


def same_release(
    job_id: str, facts: CorrectionFacts, journal: Journal, publisher: Publisher
) -> JobRecord | None:
    """The release in force of the draft, if its final shows the same.

    In force is the latest that was not taken back. Its files must still be there as they were
    published: of a final that somebody edited or removed another is made.

    Raises:
        FolderUnreachable: nobody knows while the outbox is away.
    """
    if not (facts.shows and facts.draft):
        return None
    other = _in_force(job_id, facts, journal)
    if other is None or other.facts.correction is None:
        return None
    same = other.facts.correction.shows == facts.shows and publisher.holds_outputs(other)
    return other if same else None


def earlier_final(job_id: str, facts: CorrectionFacts, journal: Journal) -> str:
    """The path of the draft's final in force, which another one follows; "" if this is the first.

    Two people may have corrected copies of one draft: neither final has what only the other has.
    """
    other = _in_force(job_id, facts, journal) if facts.draft else None
    outputs = other.outputs if other is not None else ()
    return next((each.path for each in outputs if each.path.endswith(".docx")), "")


def _in_force(job_id: str, facts: CorrectionFacts, journal: Journal) -> JobRecord | None:
    """The latest release of the same document that was not taken back."""
    for other in reversed(journal.jobs()):
        found = other.facts.correction
        if (
            found is not None
            and (found.draft, found.part) == (facts.draft, facts.part)
            and other.id != job_id
            and other.state is State.PUBLISHED
            and not other.withdrawn
        ):
            return other
    return None
