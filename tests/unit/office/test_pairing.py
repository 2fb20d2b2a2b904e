"""Front and back sides in two files: who belongs together, and how backs end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting
from pipeline.core.office.pairing import (
    EndOfBacks,
    backs_of,
    claim_order,
    end_of_backs,
    lone_fronts,
)
from pipeline.core.office.records import Facts, JobRecord, State

FRONTS = "000001-aaaaaaaaaaaa"
BACKS = "000002-bbbbbbbbbbbb"


def record(
    job_id: str,
    *,
    fronts: str | None = FRONTS,
    state: State = State.WORKING,
    folder: str = "Rat",
    holds_backs: str | None = None,
) -> JobRecord:
    """A scan of one side; ``holds_backs`` are the bytes of the backs that were read with it."""
    return JobRecord(
        job_id,
        f"{folder}/{job_id}.pdf",
        job_id[-1] * 64,
        Kind.SCAN,
        1,
        1,
        datetime(2026, 11, 23, tzinfo=UTC),
        state=state,
        fronts=fronts,
        facts=Facts(backs=holds_backs),
    )


def test_front_sides_wait_for_back_sides_of_their_own_folder() -> None:
    fronts = record(FRONTS)

    assert lone_fronts([fronts], "Rat") == fronts
    assert lone_fronts([fronts], "Bau") is None
    assert lone_fronts([record(FRONTS, fronts=None)], "Rat") is None


def test_front_sides_with_back_sides_or_at_their_end_wait_no_more() -> None:
    assert lone_fronts([record(FRONTS), record(BACKS)], "Rat") is None
    assert lone_fronts([record(FRONTS, state=State.PUBLISHED)], "Rat") is None


@pytest.mark.parametrize("gone", [State.RETURNED, State.DUPLICATE])
def test_back_sides_that_are_gone_belong_to_no_front_sides(gone: State) -> None:
    jobs = [record(FRONTS), record(BACKS, state=gone)]

    assert backs_of(jobs, FRONTS) is None
    assert lone_fronts(jobs, "Rat") == jobs[0]


def test_the_latest_back_sides_count() -> None:
    later = record("000003-cccccccccccc")

    assert backs_of([later, record(FRONTS), record(BACKS)], FRONTS) == later


@pytest.mark.parametrize(
    ("backs", "fronts", "holds_backs", "end"),
    [
        (State.PUBLISHED, State.PUBLISHED, "b" * 64, EndOfBacks.KEEP_ORIGINAL),
        (State.WORKING, State.WORKING, None, EndOfBacks.NONE_YET),
        (State.WORKING, State.WAITING, None, EndOfBacks.NONE_YET),
        (State.NEEDS_ATTENTION, State.NEEDS_ATTENTION, None, EndOfBacks.NONE_YET),
        (State.WORKING, State.PUBLISHED, "b" * 64, EndOfBacks.JOIN),
        (State.WORKING, State.PUBLISHED, None, EndOfBacks.PUT_BACK),
        (State.WORKING, State.PUBLISHED, "c" * 64, EndOfBacks.PUT_BACK),
        (State.WAITING, State.NEEDS_ATTENTION, None, EndOfBacks.REFUSE),
        (State.WORKING, State.RETURNED, None, EndOfBacks.PUT_BACK),
        (State.WORKING, State.DUPLICATE, None, EndOfBacks.PUT_BACK),
    ],
)
def test_back_sides_end_as_their_front_sides_did(
    backs: State, fronts: State, holds_backs: str | None, end: EndOfBacks
) -> None:
    ended = record(FRONTS, state=fronts, holds_backs=holds_backs)

    assert end_of_backs(record(BACKS, state=backs), ended) is end


def claimed(*names: str, alone: dict[str, Sighting], lone: set[str]) -> list[str]:
    """What is claimed of files that settled in this order; ``lone`` lack their other side."""

    def lacks(sighting: Sighting) -> bool:
        return sighting.source in lone

    settled = (Sighting(name, 1, 1) for name in names)
    taken = []
    for sighting in claim_order(settled, lacks_other_side=lacks, alone=alone):
        taken.append(sighting.source)
        lone.clear()  # the front sides are in work: what follows has its other side
    return taken


def test_a_single_side_waits_and_two_of_a_folder_are_claimed_together() -> None:
    alone: dict[str, Sighting] = {}

    assert claimed("Rat/1.pdf", alone=alone, lone={"Rat/1.pdf"}) == []
    assert list(alone) == ["Rat"]
    both = {"Rat/1.pdf", "Rat/2.pdf"}
    assert claimed("Rat/1.pdf", "Rat/2.pdf", alone={}, lone=both) == ["Rat/1.pdf", "Rat/2.pdf"]


def test_sides_of_different_folders_do_not_pair_and_hold_up_nothing_else() -> None:
    alone: dict[str, Sighting] = {}
    lone = {"Rat/1.pdf", "Bau/2.pdf"}

    assert claimed("Rat/1.pdf", "Bau/2.pdf", "Brief.pdf", alone=alone, lone=lone) == ["Brief.pdf"]
    assert list(alone) == ["Rat", "Bau"]


def test_if_the_first_is_refused_after_its_claim_the_second_waits_in_its_place() -> None:
    alone: dict[str, Sighting] = {}
    settled = (Sighting(name, 1, 1) for name in ("Rat/1.pdf", "Rat/2.pdf"))

    taken = list(claim_order(settled, lacks_other_side=lambda _: True, alone=alone))

    assert [sighting.source for sighting in taken] == ["Rat/1.pdf"]
    assert alone["Rat"].source == "Rat/2.pdf"
