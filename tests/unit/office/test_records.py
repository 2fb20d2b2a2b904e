"""What a job's record says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.core.model import Kind
from pipeline.core.office.records import JobRecord, State

SCAN = JobRecord(
    id="000007-abababababab",
    source="Rat/Brief.pdf",
    sha256="ab" * 32,
    kind=Kind.SCAN,
    size=12,
    modified_ns=34,
    started=datetime(2026, 11, 23, 8, tzinfo=UTC),
)


def test_number_folder_and_name_are_those_of_the_arrival() -> None:
    assert (SCAN.arrival, SCAN.folder, SCAN.name) == (7, "Rat", "Brief.pdf")
    assert SCAN.job.source == "Rat/Brief.pdf"


def test_what_we_cannot_process_has_no_job() -> None:
    with pytest.raises(ValueError, match="no kind that we process"):
        _ = replace(SCAN, kind=None).job


def test_work_goes_on_with_what_waits_and_with_nothing_that_ended() -> None:
    assert [state for state in State if state.open] == [State.WORKING, State.WAITING]


def test_back_sides_name_another_job_than_their_own_as_front_sides() -> None:
    assert not SCAN.backs
    assert not replace(SCAN, fronts="000007-abababababab").backs
    assert replace(SCAN, fronts="000006-cdcdcdcdcdcd").backs
