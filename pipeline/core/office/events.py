"""The journal's events, as JSON holds them, and the record that they fold into.

Pure: no SQL and no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pipeline.core.model import Kind
from pipeline.core.office.records import Facts, Intent, JobRecord, Output, ParkedFile, State


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
        case "postponed" | "resumed" | "publishing" if not record.state.open:
            return record
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
                facts=intent.facts,
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


def plain_outputs(outputs: Sequence[Output]) -> list[list[str]]:
    """The outputs as JSON holds them."""
    return [[output.path, output.sha256] for output in outputs]


def _outputs(plain: list[list[str]]) -> tuple[Output, ...]:
    return tuple(Output(path, sha256) for path, sha256 in plain)


def plain_intent(intent: Intent) -> dict[str, Any]:
    """The intent as JSON holds it."""
    return {
        "temporaries": list(intent.temporaries),
        "outputs": plain_outputs(intent.outputs),
        "facts": asdict(intent.facts),
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
