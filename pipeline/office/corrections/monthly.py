"""``_reports``: a sheet for each month, renewed until somebody edits it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, timedelta, tzinfo
from pathlib import Path

from pipeline import files
from pipeline.core.naming import free_name
from pipeline.core.office.outbox_names import REPORTS
from pipeline.core.office.tallies import TallyRow, tallies
from pipeline.files import reaching
from pipeline.office.journal import Journal
from pipeline.office.markers import outbox_marker

Write = Callable[[date, Sequence[TallyRow]], bytes]
"""The bytes of a month's sheet."""


def write_sheets(
    journal: Journal, outbox: Path, today: date, zone: tzinfo, write: Write
) -> tuple[str, ...]:
    """Bring the sheets of this month and the last up to date.

    The paths of those that were written are returned, relative to the outbox. One that somebody has
    edited stays, and the new one gets the next number.

    Raises:
        DiskFull, FolderUnreachable: the outbox refuses; the next call goes on.
    """
    this = today.replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    records = journal.jobs()
    written = []
    for month in (last, this):
        rows = tallies(records, month, zone)
        if rows or f"{month:%Y-%m}" in journal.reports:
            written.append(_write(month, rows, journal, outbox, write))
    return tuple(filter(None, written))


def _write(
    month: date, rows: Sequence[TallyRow], journal: Journal, outbox: Path, write: Write
) -> str | None:
    """Write a sheet; None if the one that is there says the same."""
    figures = hashlib.sha256(json.dumps([asdict(row) for row in rows]).encode()).hexdigest()
    known = journal.reports.get(f"{month:%Y-%m}", {})
    path, same = known.get("path", ""), known.get("figures") == figures
    with reaching(outbox):
        outbox_marker(outbox, journal).check()
        there = path != "" and (outbox / path).exists()
        ours = there and any(
            files.holds(outbox / path, known[sha]) for sha in ("sha256", "before") if known[sha]
        )
        if same and there and (not ours or files.holds(outbox / path, known["sha256"])):
            return None
        folder = outbox / REPORTS
        folder.mkdir(exist_ok=True)
        before = files.sha256_of(outbox / path) if ours else ""
        if not ours:
            path = f"{REPORTS}/{free_name(f'{month:%Y-%m}.docx', files.names_in(folder))}"
        content = write(month, rows)
        sha256 = hashlib.sha256(content).hexdigest()
        said = {"month": f"{month:%Y-%m}", "path": path, "figures": figures, "before": before}
        journal.append("", "reported", {**said, "sha256": sha256})
        if ours:
            files.replace(outbox / path, content)
        else:
            files.write_new(outbox / path, content)
    return path
