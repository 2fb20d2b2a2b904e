"""One run of ``batch`` or ``watch``, from wiring to exit code."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from pipeline import files
from pipeline.app import open_office
from pipeline.core.office.records import JobRecord
from pipeline.errors import (
    DiskFull,
    EngineMissing,
    FolderUnreachable,
    InboxMissing,
    ModelMissing,
    UsageError,
)
from pipeline.explained_error import SchreibstubeError
from pipeline.folder_errors import AWAY
from pipeline.i18n import N_
from pipeline.jobs import Office
from pipeline.office.folders import check_folders, inbox_of, only_instance
from pipeline.office.journal import Journal, open_journal
from pipeline.office.markers import compare_heads, mark_folders
from pipeline.office.messages import explained
from pipeline.settings import Settings
from pipeline.translations import translator
from workers import selftest
from workers.display import Display
from workers.exits import ATTENTION, MISSING
from workers.logs import log_to
from workers.report import as_json, report
from workers.rounds import HOPE, Rounds, needs_a_person
from workers.upkeep import Clocks
from workers.watch import InboxWatcher

if TYPE_CHECKING:
    from workers.flows import Engine

_BATCH_PATIENCE = 3
"""Settle times that a batch waits for an unfinished file.

``watch`` has the patience of the settings.
"""


_KNOCK = 1
"""Seconds between two attempts to start."""


def run(settings: Settings, clocks: Clocks, *, watching: bool, report_file: Path | None) -> int:
    """Work until nothing is left, or a signal comes; the exit code.

    The caller must exit without joining threads.

    Raises:
        UsageError, FolderUnreachable, EngineMissing, ModelMissing: it cannot start.
    """
    if report_file is not None and not report_file.absolute().parent.is_dir():
        problem = translator(settings.language)(
            N_("The folder for the report does not exist: {folder}")
        )
        raise UsageError(problem=problem.format(folder=report_file.absolute().parent))
    with _rounds(settings, clocks, watching=watching) as (rounds, office):
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: _stop(rounds))
        if watching:
            rounds.watch(rescan=settings.inbox.rescan)
        else:
            rounds.batch()
        records = [office.journal.job(job_id) for job_id in dict.fromkeys(rounds.handled)]
        if report_file is not None:
            content = as_json(report(records, rounds.last, language=settings.language))
            with files.reaching(report_file.parent):
                files.replace(report_file, content.encode())
        return 0 if watching else _outcome(records, rounds)


def _stop(rounds: Rounds) -> None:
    """Leave in order at the first signal, at once at the second."""
    if rounds.stopping:
        os._exit(ATTENTION)
    rounds.stop()


@contextmanager
def _rounds(
    settings: Settings, clocks: Clocks, *, watching: bool
) -> Iterator[tuple[Rounds, Office]]:
    settle = settings.inbox.settle
    patience = settings.inbox.patience if watching else _BATCH_PATIENCE * settle
    with (
        ExitStack() as held,
        Display(Console(highlight=False), settings.language) as display,
    ):
        journal = _opened(settings, clocks, held, display, watching=watching)
        office = open_office(settings, journal)
        watcher = InboxWatcher(
            office.arrivals, settle=settle, patience=patience, monotonic=clocks.monotonic
        )

        def engine() -> Engine:
            # A third of a second of imports: only a run that has work pays for it.
            from workers.flows import Engine  # noqa: PLC0415 - see above

            return Engine(office, ended=watcher.wake)

        yield Rounds(office, watcher, display, engine=engine, clocks=clocks), office


def _opened(
    settings: Settings, clocks: Clocks, held: ExitStack, display: Display, *, watching: bool
) -> Journal:
    """The journal, once inbox, outbox and state can be worked with.

    What is away or full at the start is waited for as in the middle of the work: ``watch`` waits
    for ever, ``batch`` for a minute.
    """
    started = clocks.monotonic()
    while True:
        try:
            return _open(settings, clocks, held)
        except (DiskFull, InboxMissing, *AWAY) as error:
            held.close()
            ours = inbox_of(settings.state) == str(settings.folders.inbox)
            mistyped = isinstance(error, InboxMissing) and not ours
            waited = clocks.monotonic() - started
            if not watching and (mistyped or waited > HOPE):
                raise
            kind = FolderUnreachable if isinstance(error, InboxMissing) else type(error)
            display.hold([" ".join(explained(kind.__name__, error.details, settings.language))])
            time.sleep(_KNOCK)


def _open(settings: Settings, clocks: Clocks, held: ExitStack) -> Journal:
    folders = settings.folders
    check_folders(folders.inbox, folders.outbox, settings.state)
    for finding in selftest.components(settings):
        if finding.error is not None:
            raise finding.error
    held.enter_context(only_instance(settings.state, folders.inbox))
    log_to(settings.state)
    journal = open_journal(settings.state, clock=clocks.now, inbox=folders.inbox)
    try:
        journal.check()
        mark_folders(folders.inbox, folders.outbox, journal)
        compare_heads(journal, folders.inbox)
    except SchreibstubeError:
        journal.close()
        raise
    return journal


def _outcome(records: list[JobRecord], rounds: Rounds) -> int:
    """The exit code of a batch."""
    if any(record.reason in {EngineMissing.__name__, ModelMissing.__name__} for record in records):
        return MISSING
    left = rounds.last.waiting or rounds.last.trouble or rounds.stopped
    return ATTENTION if left or any(needs_a_person(record) for record in records) else 0
