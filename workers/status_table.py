"""The table that ``schreibstube status`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.core.naming import readable
from pipeline.core.office.records import JobRecord, State
from pipeline.explained_error import SchreibstubeError
from pipeline.i18n import N_, Language
from pipeline.office.corrections.sentences import (
    correction_sentences,
    draft_path,
    ended_text,
    needs_comparing,
)
from pipeline.office.messages import explained, progress_text, state_name, waiting_for
from pipeline.translations import translator
from workers.report import status_of
from workers.walk import LyingFiles

_FRESH = N_(
    "Files in the inbox that are not in work yet: {number}. `schreibstube watch` or `batch` takes "
    "them."
)
"""What is said of files that nobody has taken."""

_RECENT = 15
"""Finished jobs that are shown."""


def print_status(
    records: Sequence[JobRecord],
    lying: LyingFiles,
    language: Language,
    *,
    problems: Iterable[SchreibstubeError] = (),
    everything: bool = False,
) -> None:
    """Print open jobs, those that wait for a person, and the latest ended.

    ``problems`` are told first, then what lies in the inbox.
    """
    translate, console = translator(language), Console(highlight=False)
    for error in problems:
        told = " ".join(explained(type(error).__name__, error.details, language))
        console.print(f"! {told}", markup=False, soft_wrap=True)
    if lying.fresh:
        console.print(translate(_FRESH).format(number=lying.fresh), markup=False, soft_wrap=True)
    if not records and not lying.held:
        console.print(translate(N_("Nothing has been processed yet.")))
        return
    table = Table(box=None, pad_edge=False)
    for heading in (N_("Job"), N_("File"), N_("State"), N_("Results")):
        table.add_column(translate(heading), overflow="fold")
    for record in records if everything else _shown(records):
        item = status_of(record, language)
        outputs = ", ".join(item["outputs"]) or item["reason"] or ""
        if draft := draft_path(record):
            told = " ".join(correction_sentences(record, language))
            outputs = f"{draft} → {outputs}\n{told}"
        done = f" {progress_text(record.progress, language)}" if record.progress else ""
        state = f"{_mark(record)}{ended_text(record, language)}{done}"
        table.add_row(record.id, escape(readable(record.source)), state, escape(outputs))
    waiting = state_name(State.WAITING, language)
    for source, why in lying.held:
        table.add_row("", escape(readable(source)), waiting, escape(waiting_for(why, language)))
    console.print(table)


def _mark(record: JobRecord) -> str:
    """The mark that the terminal's line has for it."""
    return "! " if needs_comparing(record) else ""


def _shown(records: Sequence[JobRecord]) -> list[JobRecord]:
    urgent, ended = [], []
    for record in records:
        if record.state.open or record.state is State.NEEDS_ATTENTION:
            urgent.append(record)
        elif record.state is not State.RETURNED:
            ended.append(record)
    return sorted((*urgent, *ended[-_RECENT:]), key=lambda record: record.id)
