"""The report: what became of each file, for scripts.

One item per file, paths relative to inbox and outbox.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.core.drafts.conformance import NOT_ARCHIVABLE, SIGNED
from pipeline.core.naming import steers
from pipeline.core.office.intake import Waiting
from pipeline.core.office.records import JobRecord, State
from pipeline.core.scans.digital.digital_words import own_text_sentences
from pipeline.errors import ProfileWrong, Unavailable
from pipeline.explained_error import SchreibstubeError
from pipeline.i18n import N_, Language
from pipeline.office.corrections.sentences import correction_sentences, draft_path
from pipeline.office.messages import alarms, explained, oddities, waiting_for
from pipeline.translations import translator
from workers.walk import LyingFiles
from workers.watch import Look

LATEST = 100
"""Ended jobs of each state that ``status --json`` lists."""

PROBLEMS = N_("Pages or passages that could not be read: {number}")
"""What report and terminal say where parts of a document failed."""
_UNCOMMON = re.compile(r"[^\n -~]")
"""All but ASCII: few in a long report, so that each can be asked about."""


def report(
    records: Iterable[JobRecord], look: Look, *, language: Language
) -> dict[str, list[dict[str, Any]]]:
    """Every job handled, every file that waits, every file ignored.

    Times are ISO 8601 in UTC; what is not known is null.
    """
    items = [
        _job(record, language, trouble=look.trouble)
        for record in records
        if record.state is not State.RETURNED
    ]
    items += [
        _item(source, State.WAITING.value, waiting_for(reason, language))
        for source, reason in look.waiting
    ]
    items += [_item(source, "ignored", None) for source in look.ignored]
    return {"items": sorted(items, key=lambda item: (item["source"], item["started"] or ""))}


def as_json(content: object) -> str:
    """The report as text for a file or a terminal.

    What would steer a terminal is escaped, and reads back as it was.
    """
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    return _UNCOMMON.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1] if steers(found[0]) else found[0]


def status_as_json(
    records: Sequence[JobRecord],
    lying: LyingFiles,
    *,
    counts: Mapping[State, int],
    problems: Iterable[SchreibstubeError],
    language: Language,
) -> dict[str, Any]:
    """What ``status --json`` tells of these jobs.

    ``counts`` are those of all jobs, ``left_out`` is how many are not listed.
    """
    held = (status_of_held(*each, language) for each in lying.held)
    return {
        "jobs": [*(status_of(record, language) for record in records), *held],
        "inbox": lying.fresh,
        "counts": {state.value: number for state, number in counts.items()},
        "left_out": sum(counts.values()) - len(records),
        "problems": [
            " ".join(explained(type(error).__name__, error.details, language)) for error in problems
        ],
    }


def status_of(record: JobRecord, language: Language) -> dict[str, Any]:
    """One job for ``status --json``: its report, id and progress."""
    progress = record.progress
    far = (
        {"done": progress.done, "total": progress.total, "unit": progress.unit}
        if progress
        else None
    )
    return {"job": record.id, **_job(record, language), "progress": far}


def status_of_held(source: str, why: ProfileWrong | Waiting, language: Language) -> dict[str, Any]:
    """What waits in the inbox for a person: a job without an id yet."""
    return {
        "job": None,
        **_item(source, State.WAITING.value, waiting_for(why, language)),
        "progress": None,
    }


def _job(
    record: JobRecord, language: Language, *, trouble: Unavailable | None = None
) -> dict[str, Any]:
    return _item(record.source, record.state.value, _reason(record, language, trouble)) | {
        "outputs": [output.path for output in record.outputs],
        "kind": record.kind,
        "pages": record.facts.pages,
        "blank_pages_left_out": record.facts.left_out,
        "audio_seconds": record.facts.audio_seconds,
        "language": record.facts.language,
        "pdfa": record.facts.pdfa,
        "correction": _correction(record),
        "remarks": list(_remarks(record, language)),
        "started": record.started.isoformat(),
        "finished": record.finished.isoformat() if record.finished else None,
    }


def _item(source: str, status: str, reason: str | None) -> dict[str, Any]:
    return {
        "source": os.fsencode(source).decode(errors="replace"),
        "status": status,
        "reason": reason,
        "outputs": [],
        "kind": None,
        "pages": None,
        "blank_pages_left_out": None,
        "audio_seconds": None,
        "language": None,
        "pdfa": None,
        "correction": None,
        "remarks": [],
        "started": None,
        "finished": None,
    }


def _correction(record: JobRecord) -> dict[str, Any] | None:
    """The draft and the figures of a corrected draft."""
    facts = record.facts.correction
    if facts is None:
        return None
    return {
        "draft": draft_path(record) or None,
        "draft_job": facts.draft or None,
        "words": facts.words,
        "corrected": facts.corrected,
        "inserted": facts.inserted,
        "deleted": facts.deleted,
        "moved": facts.moved,
        "marked": facts.marked,
        "marked_wrong": facts.marked_wrong,
        "unmarked_wrong": facts.unmarked_wrong,
        "guessed": facts.guessed,
        "contradictions": facts.contradictions,
        "open_fields": facts.open_fields,
        "recognised_again": facts.again,
        "withdrawn": record.withdrawn,
    }


def _remarks(record: JobRecord, language: Language) -> Iterator[str]:
    """What is unexpected in a published document, though nothing failed."""
    _ = translator(language)
    if record.facts.obstacle is not None:
        why = _(NOT_ARCHIVABLE).format(reason=_(record.facts.obstacle))
        yield f"{_(N_('Searchable PDF'))}: {why}"
    if record.facts.signed:
        yield _(SIGNED)
    yield from correction_sentences(record, language)
    yield from oddities(record.facts, language, usual=True)
    yield from alarms(record.facts, language)
    facts = record.facts
    yield from own_text_sentences(
        _,
        covered=facts.covered,
        unseen=facts.unseen,
        replaced=facts.replaced,
        renewed=facts.renewed,
    )


def _reason(record: JobRecord, language: Language, trouble: Unavailable | None) -> str | None:
    if record.reason is not None:
        return " ".join(explained(record.reason, record.details, language))
    _ = translator(language)
    if record.state.open and trouble is not None:
        return " ".join(explained(type(trouble).__name__, trouble.details, language))
    if record.state.open:
        return _(N_("Work on it was interrupted and goes on at the next start."))
    problems = (_(PROBLEMS).format(number=record.facts.problems),) if record.facts.problems else ()
    return " ".join((*problems, *oddities(record.facts, language, usual=False))) or None
