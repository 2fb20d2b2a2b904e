"""What a job's events make of its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Kind
from pipeline.core.office.events import first_record, plain_intent, plain_outputs, record_after
from pipeline.core.office.records import (
    CorrectionFacts,
    Facts,
    Intent,
    JobRecord,
    Output,
    OwedLesson,
    ParkedFile,
    State,
)

BEGUN = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = BEGUN + timedelta(minutes=3)
CLAIMED = {
    "source": "Rat/Brief.pdf",
    "sha256": "ab" * 32,
    "kind": "scan",
    "size": 12,
    "modified_ns": 34,
}
FULL = {"reason": "DiskFull", "details": {"folder": "/outbox"}}
INTENT = Intent(
    (".part-1", ".part-2"),
    (Output("Rat/Brief.pdf", "cd" * 32), Output("Rat/Brief.docx", "ef" * 32)),
    Facts(pages=2, language="de", oddities=("unpaired",)),
)


def folded(*events: tuple[str, dict[str, Any]]) -> JobRecord:
    record = first_record("000007-abababababab", BEGUN, CLAIMED)
    for what, detail in events:
        record = record_after(record, what, LATER, detail)
    return record


def test_a_claim_begins_a_record() -> None:
    record = folded()

    assert (record.kind, record.state, record.started) == (Kind.SCAN, State.WORKING, BEGUN)
    assert (record.arrival, record.folder, record.name) == (7, "Rat", "Brief.pdf")
    assert record.job.sha256 == "ab" * 32


def test_what_we_cannot_process_has_no_job() -> None:
    record = first_record("000007-abababababab", BEGUN, {**CLAIMED, "kind": None})

    with pytest.raises(ValueError, match="no kind that we process"):
        _ = record.job


def test_a_machine_in_the_way_is_waited_for_and_then_forgotten() -> None:
    waiting = folded(("postponed", FULL))

    assert (waiting.state, waiting.reason) == (State.WAITING, "DiskFull")
    assert folded(("postponed", FULL), ("resumed", {})) == folded()


def test_a_publication_is_what_its_intent_says() -> None:
    record = folded(("postponed", FULL), ("publishing", plain_intent(INTENT)), ("published", {}))

    assert (record.state, record.reason, record.finished) == (State.PUBLISHED, None, LATER)
    assert (record.intent, record.outputs, record.facts) == (INTENT, INTENT.outputs, INTENT.facts)


def test_a_publication_without_an_intent_is_none() -> None:
    assert folded(("published", {})) == folded()


def test_back_sides_have_the_results_of_their_front_sides() -> None:
    record = folded(("joined", {"outputs": plain_outputs(INTENT.outputs)}))

    assert (record.state, record.outputs) == (State.PUBLISHED, INTENT.outputs)


@pytest.mark.parametrize(
    ("what", "state"), [("rejected", State.NEEDS_ATTENTION), ("duplicate", State.DUPLICATE)]
)
def test_a_refusal_ends_the_job_with_its_reason(what: str, state: State) -> None:
    record = folded((what, {"reason": "NoPages", "details": {}}))

    assert (record.state, record.reason, record.finished) == (state, "NoPages", LATER)
    assert not record.state.open


def test_a_file_that_was_not_finished_goes_back_and_is_no_longer_open() -> None:
    record = folded(("returned", {}))

    assert (record.state, record.finished) == (State.RETURNED, LATER)


def test_where_files_go_is_noted_and_changes_no_state() -> None:
    place = ParkedFile("Rat/Brief.pdf", "Rat/Brief.pdf - note.txt", "12" * 32)
    detail = {"path": place.path, "note": place.note, "note_sha256": place.note_sha256}

    record = folded(
        ("parking", detail), ("keeping", {"original": "_originals/Brief.pdf"}), ("redone", {})
    )

    original = "_originals/Brief.pdf"
    assert record == replace(folded(), parked=place, original=original, redone=True)


@given(st.text(min_size=1).filter(lambda what: not what.isascii()))
def test_events_of_a_later_version_change_nothing(what: str) -> None:
    assert folded((what, {"new": 1})) == folded()


def test_what_a_person_changed_is_told_with_the_publication() -> None:
    said = {"draft": "000001-x", "words": 840, "corrected": 12, "of a later version": 1}

    record = folded(("corrects", said), ("publishing", plain_intent(INTENT)), ("published", {}))

    assert record.facts.correction == CorrectionFacts(draft="000001-x", words=840, corrected=12)
    assert record.facts.pages == INTENT.facts.pages


def test_an_intent_names_nothing_that_0_4_0_would_refuse() -> None:
    facts = replace(INTENT.facts, correction=CorrectionFacts(words=1))

    assert "correction" not in plain_intent(replace(INTENT, facts=facts))["facts"]


def test_how_the_results_looked_is_kept_and_may_be_unknown() -> None:
    intent = ("publishing", plain_intent(INTENT))

    assert folded(intent, ("published", {"looks": [[12, 34], None]})).looks == ((12, 34), None)
    assert folded(intent, ("published", {})).looks == ()


def test_finals_that_are_taken_back_lie_elsewhere_and_the_job_stays_published() -> None:
    move = {"path": "Rat/Brief.pdf", "target": "_withdrawn/Rat/Brief.pdf"}
    second = {**move, "target": "_withdrawn/Rat/Brief (2).pdf"}
    intent = ("publishing", plain_intent(INTENT))
    begun = folded(intent, ("published", {}), ("withdrawing", move), ("withdrawing", second))

    ended = record_after(
        begun, "withdrawn", LATER, {"moved": [["Rat/Brief.pdf", second["target"]]]}
    )

    assert begun.moves == (("Rat/Brief.pdf", "_withdrawn/Rat/Brief (2).pdf"),)
    assert not begun.withdrawn
    assert (ended.withdrawn, ended.state) == (True, State.PUBLISHED)
    assert [output.path for output in ended.outputs] == [second["target"], "Rat/Brief.docx"]


CORRECTED = {"draft": "000001-abababababab", "words": 12}
PUBLISHED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("corrects", CORRECTED),
    ("publishing", plain_intent(INTENT)),
    ("published", {}),
)


def test_a_release_owes_its_folder_a_lesson_until_it_was_told() -> None:
    assert folded(*PUBLISHED).owed == OwedLesson()
    assert folded(*PUBLISHED, ("taught", {})).owed is None


def test_what_kept_a_folder_from_learning_stays_known() -> None:
    wrong = {"reason": "CorrectionsWrong", "details": {"file": "Rat/corrections.toml"}}

    owed = folded(*PUBLISHED, ("taught", wrong)).owed

    assert owed == OwedLesson("CorrectionsWrong", {"file": "Rat/corrections.toml"})


def test_what_was_taken_back_is_owed_again() -> None:
    record = folded(*PUBLISHED, ("taught", {}), ("withdrawn", {"moved": []}))

    assert (record.withdrawn, record.owed) == (True, OwedLesson())


def test_what_has_no_known_draft_owes_nothing() -> None:
    unknown = (("corrects", {**CORRECTED, "draft": ""}), *PUBLISHED[1:])

    assert folded(*unknown).owed is None
    assert folded(*PUBLISHED[1:]).owed is None
