"""Which releases of a draft are in force, and which owe their folder something."""

from dataclasses import replace
from datetime import UTC, datetime

from pipeline.core.model import Kind
from pipeline.core.office.records import CorrectionFacts, Facts, JobRecord, OwedLesson, State
from pipeline.core.office.releases import is_superseded, owed_drafts, releases_in_force

DRAFT = "000001-a"
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def release(arrival: int, *, part: int = 1, draft: str = DRAFT) -> JobRecord:
    facts = Facts(correction=CorrectionFacts(draft=draft, part=part))
    record = JobRecord(f"{arrival:06d}-b", "Brief.docx", "s", Kind.CORRECTION, 1, 1, NOON)
    return replace(record, state=State.PUBLISHED, facts=facts)


def test_the_newest_release_of_each_document_is_in_force() -> None:
    first, second, other = release(2), release(3), release(4, part=2)

    assert releases_in_force((first, second, other), DRAFT) == (second, other)


def test_what_was_taken_back_or_never_published_is_not_in_force() -> None:
    records = (
        release(2),
        replace(release(3), withdrawn=True),
        replace(release(4), state=State.NEEDS_ATTENTION),
        release(5, draft="000009-z"),
        replace(release(6), facts=Facts(pages=1)),
    )

    assert releases_in_force(records, DRAFT) == records[:1]


def test_a_newer_release_of_the_same_document_counts_instead() -> None:
    in_force = release(3), release(4, part=2)

    assert is_superseded(release(2), in_force)
    assert not is_superseded(release(3), in_force)
    assert not is_superseded(release(5, part=2), in_force)
    assert not is_superseded(release(2, part=3), in_force)


def test_releases_that_owe_something_are_found_by_their_draft() -> None:
    owing = replace(release(2), owed=OwedLesson())
    others = release(3), replace(release(4, draft=""), owed=OwedLesson())

    assert owed_drafts((owing, *others, replace(owing, id="000005-b"))) == {
        DRAFT: (owing, replace(owing, id="000005-b"))
    }
