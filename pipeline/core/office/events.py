"""The journal's events, as JSON holds them, and the record that they fold into.

Pure: no SQL and no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from pipeline.core.model import Kind
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


def first_record(job_id: str, at: datetime, detail: dict[str, Any]) -> JobRecord:
    """The record of a job after its first event."""
    kind = Kind(detail["kind"]) if detail["kind"] else None
    return JobRecord(id=job_id, started=at, **{**detail, "kind": kind})


def record_after(record: JobRecord, what: str, at: datetime, detail: dict[str, Any]) -> JobRecord:
    """The record after one more event.

    An event that only a later version knows changes nothing, and nothing opens a job that has
    ended.
    """
    match what:
        case "postponed" | "resumed" | "publishing" | "corrects" if not record.state.open:
            return record
        case "corrects":
            return replace(record, correction=_correction(detail))
        case "postponed":
            return replace(
                record, state=State.WAITING, reason=detail["reason"], details=detail["details"]
            )
        case "resumed":
            return replace(record, state=State.WORKING, reason=None, details={})
        case "publishing":
            return replace(
                record, state=State.WORKING, reason=None, details={}, intent=_intent(detail)
            )
        case _:
            return _ended(record, what, at, detail)


def _put_away(record: JobRecord, what: str, detail: dict[str, Any]) -> JobRecord:
    match what:
        case "keeping":
            return replace(record, original=detail["original"])
        case "parking":
            return replace(record, parked=ParkedFile(**detail))
        case "redone":
            return replace(record, redone=True)
        case "changed":
            return replace(record, changed=detail["sha256"])
        case "withdrawing" | "withdrawn" | "taught":
            return _of_release(record, what, detail)
        case _:
            return record


def _ended(record: JobRecord, what: str, at: datetime, detail: dict[str, Any]) -> JobRecord:
    match what:
        case "published" if record.intent is not None:
            intent = record.intent
            return replace(
                record,
                state=State.PUBLISHED,
                finished=at,
                outputs=intent.outputs,
                facts=replace(intent.facts, correction=record.correction),
                looks=tuple(tuple(look) if look else None for look in detail.get("looks", ())),
                owed=_owed(record),
            )
        case "joined":
            return replace(
                record, state=State.PUBLISHED, finished=at, outputs=_outputs(detail["outputs"])
            )
        case "rejected" | "duplicate":
            state = State.NEEDS_ATTENTION if what == "rejected" else State.DUPLICATE
            return replace(
                record, state=state, finished=at, reason=detail["reason"], details=detail["details"]
            )
        case "returned":
            return replace(record, state=State.RETURNED, finished=at)
        case _:
            return _put_away(record, what, detail)


def _of_release(record: JobRecord, what: str, detail: dict[str, Any]) -> JobRecord:
    """The record as its folder learns from it, or its finals are taken back."""
    if what == "taught":
        return replace(record, owed=OwedLesson(**detail) if detail else None)
    if what == "withdrawing":
        others = tuple(move for move in record.moves if move[0] != detail["path"])
        return replace(record, moves=(*others, (detail["path"], detail["target"])))
    targets = dict(detail["moved"])
    outputs = tuple(
        replace(output, path=targets.get(output.path, output.path)) for output in record.outputs
    )
    return replace(record, outputs=outputs, withdrawn=True, owed=_owed(record))


def _owed(record: JobRecord) -> OwedLesson | None:
    """What a release owes its folder, if its draft is known."""
    facts = record.correction
    return OwedLesson() if facts is not None and facts.draft else None


def _correction(detail: dict[str, Any]) -> CorrectionFacts:
    """What a person changed, without what only a later version counts."""
    known = {each.name for each in fields(CorrectionFacts)}
    return CorrectionFacts(**{key: value for key, value in detail.items() if key in known})


def plain_outputs(outputs: Sequence[Output]) -> list[list[str]]:
    """The outputs as JSON holds them."""
    return [[output.path, output.sha256] for output in outputs]


def _outputs(plain: list[list[str]]) -> tuple[Output, ...]:
    return tuple(Output(path, sha256) for path, sha256 in plain)


def plain_intent(intent: Intent) -> dict[str, Any]:
    """The intent as JSON holds it.

    What a person changed is an event of its own: 0.4.0 refuses facts that it does not know.
    """
    facts = asdict(intent.facts)
    del facts["correction"]
    return {
        "temporaries": list(intent.temporaries),
        "outputs": plain_outputs(intent.outputs),
        "facts": facts,
    }


def _facts(detail: dict[str, Any]) -> Facts:
    lists = {key: tuple(detail.get(key, ())) for key in ("oddities", "alarms")}
    return Facts(**{**detail, **lists})


def _intent(detail: dict[str, Any]) -> Intent:
    return Intent(
        temporaries=tuple(detail["temporaries"]),
        outputs=_outputs(detail["outputs"]),
        facts=_facts(detail["facts"]),
    )
