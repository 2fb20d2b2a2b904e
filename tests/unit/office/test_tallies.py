"""Figures of corrected drafts, added up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from pipeline.core.model import Kind
from pipeline.core.office.records import CorrectionFacts, Facts, JobRecord, State
from pipeline.core.office.tallies import Tally, TallyRow, tallies

FACTS = CorrectionFacts(kind="scan", words=100, corrected=6, marked=10, marked_wrong=4, wrong=5)
RECORD = JobRecord(
    "000002-x",
    "Akte/Brief.docx",
    "s",
    Kind.CORRECTION,
    1,
    1,
    datetime(2026, 11, 30, 23, tzinfo=UTC),
    state=State.PUBLISHED,
    finished=datetime(2026, 11, 30, 23, 30, tzinfo=UTC),
    facts=Facts(correction=FACTS),
)
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def test_documents_of_a_folder_and_kind_are_added_up() -> None:
    other = replace(RECORD, facts=Facts(correction=replace(FACTS, kind="recording")))

    rows = tallies((RECORD, RECORD, other), NOVEMBER, UTC)

    once, twice = Tally(1, 100, 6, 10, 4, 5), Tally(2, 200, 12, 20, 8, 10)
    assert rows == (TallyRow("Akte", "recording", once), TallyRow("Akte", "scan", twice))


def test_a_draft_dropped_into_the_inbox_itself_counts_for_the_folder_of_its_finals() -> None:
    facts = Facts(correction=replace(FACTS, place="Akte/Brief"))
    dropped = replace(RECORD, source="Brief fertig.docx", facts=facts)

    (row,) = tallies((dropped,), NOVEMBER, UTC)

    assert row.folder == "Akte"


def test_of_several_releases_of_a_document_the_last_counts() -> None:
    first = replace(FACTS, draft="000001-x", part=1, place="Akte/Brief")
    last = replace(first, words=90, corrected=2)
    other = replace(first, part=2)
    again = replace(RECORD, source="anders.docx", facts=Facts(correction=last))
    records = tuple(replace(RECORD, facts=Facts(correction=each)) for each in (first, other))

    (row,) = tallies((*records, again), NOVEMBER, UTC)

    assert row == TallyRow("Akte", "scan", Tally(2, 190, 8, 20, 8, 10))


def test_a_release_that_was_taken_back_leaves_the_one_before_it() -> None:
    facts = replace(FACTS, draft="000001-x", part=1)
    kept = replace(RECORD, facts=Facts(correction=facts))
    gone = replace(kept, withdrawn=True)

    (row,) = tallies((kept, gone), NOVEMBER, UTC)

    assert row.tally.documents == 1


def test_a_document_that_is_released_in_two_months_counts_in_both() -> None:
    kept = replace(RECORD, facts=Facts(correction=replace(FACTS, draft="000001-x", part=1)))
    later = replace(kept, finished=datetime(2026, 12, 3, tzinfo=UTC))

    assert [len(tallies((kept, later), month, UTC)) for month in (NOVEMBER, DECEMBER)] == [1, 1]


def test_the_month_is_that_of_the_users_clock() -> None:
    berlin = timezone(timedelta(hours=1))

    assert tallies((RECORD,), NOVEMBER, berlin) == ()
    assert len(tallies((RECORD,), DECEMBER, berlin)) == 1


def test_what_was_taken_back_and_what_is_no_correction_does_not_count() -> None:
    records = (
        replace(RECORD, withdrawn=True),
        replace(RECORD, facts=Facts(pages=1)),
        replace(RECORD, state=State.NEEDS_ATTENTION),
    )

    assert tallies(records, NOVEMBER, UTC) == ()


def test_the_shares_say_how_good_the_marks_were() -> None:
    tally = Tally(1, 100, 6, 10, 4, 5)

    assert (tally.precision, tally.recall, tally.unmarked_wrong) == (0.4, 0.8, 1)
    assert (Tally().precision, Tally().recall) == (None, None)
