"""What the terminal shows: bars, or plain lines where it is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self, assert_never

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from pipeline.core.naming import readable
from pipeline.core.office.records import JobRecord, State
from pipeline.i18n import Language
from pipeline.office.corrections.sentences import (
    correction_remarks,
    ended_text,
    figures_text,
    needs_comparing,
)
from pipeline.office.messages import alarms, explained, oddities, progress_text
from pipeline.translations import translator
from workers.report import PROBLEMS

_PLAIN_EVERY = 10
"""Per cent between two plain lines about the same document."""


class Display:
    """Progress of every document, and a line for each that has ended."""

    def __init__(self, console: Console, language: Language) -> None:
        """Write to ``console`` in ``language``."""
        self._console = console
        self._language = language
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[progress]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._told: dict[str, int] = {}
        self._held: frozenset[str] = frozenset()
        self._overall: TaskID | None = None
        self._ended = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Begin to draw, where there is a terminal."""
        if self._console.is_terminal:
            self._stack.enter_context(self._bars)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear the bars; the lines stay."""
        self._stack.close()

    def show(self, in_work: Sequence[JobRecord], ended: Sequence[JobRecord]) -> None:
        """Bring the display up to date; ``ended`` is shown once."""
        for number, record in enumerate(ended, start=1):
            left = len(in_work) + len(ended) - number
            self._ended += 1
            count = "" if self._console.is_terminal else f" ({self._ended}/{self._ended + left})"
            self._console.print(self._line(record) + count, soft_wrap=True)
        if self._console.is_terminal:
            self._draw(in_work)
        else:
            self._tell(in_work)

    def hold(self, reasons: Iterable[str]) -> None:
        """Say why something waits for a person; each reason once.

        It is said again only if it was over in between.
        """
        held = dict.fromkeys(reasons)
        for reason in (reason for reason in held if reason not in self._held):
            self._console.print(f"[yellow]…[/yellow] {escape(reason)}", soft_wrap=True)
        self._held = frozenset(held)

    def _draw(self, in_work: Sequence[JobRecord]) -> None:
        _ = translator(self._language)
        for job_id in self._tasks.keys() - {record.id for record in in_work}:
            self._bars.remove_task(self._tasks.pop(job_id))
        if self._overall is None:
            self._overall = self._bars.add_task(_("All documents"), progress="")
        known = self._ended + len(in_work)
        self._bars.update(
            self._overall, completed=self._ended, total=known, progress=f"{self._ended}/{known}"
        )
        for record in in_work:
            if record.id not in self._tasks:
                self._tasks[record.id] = self._bars.add_task(
                    escape(readable(record.source)), total=None, progress=""
                )
            if record.progress is not None:
                done, told = record.progress, progress_text(record.progress, self._language)
                self._bars.update(
                    self._tasks[record.id], completed=done.done, total=done.total, progress=told
                )
        self._bars.refresh()

    def _tell(self, in_work: Sequence[JobRecord]) -> None:
        for record in in_work:
            if record.progress is None or not record.progress.total:
                continue
            share = 100 * record.progress.done // record.progress.total
            if share - self._told.get(record.id, 0) >= _PLAIN_EVERY:
                self._told[record.id] = share
                told = progress_text(record.progress, self._language)
                self._console.print(
                    f"{readable(record.source)}: {told}", markup=False, soft_wrap=True
                )

    def _line(self, record: JobRecord) -> str:
        name = escape(readable(record.source))
        match record.state:
            case State.PUBLISHED:
                outputs = ", ".join(escape(output.path) for output in record.outputs)
                remarks = self._problems(record) + self._oddities(record)
                told = self._correction(record)
                mark = "[yellow]![/yellow]" if needs_comparing(record) else "[green]✓[/green]"
                return f"{mark} {name} → {outputs}{told}{remarks}"
            case State.DUPLICATE:
                mark = "[yellow]=[/yellow]"
            case State.WORKING | State.WAITING | State.NEEDS_ATTENTION | State.RETURNED:
                mark = "[red]![/red]"
            case _:
                assert_never(record.state)
        happened, _to_do = explained(record.reason or "", record.details, self._language)
        return f"{mark} {name}: {escape(happened)}"

    def _correction(self, record: JobRecord) -> str:
        """What ``status`` says of a corrected draft as well; nothing of other files."""
        facts, language = record.facts.correction, self._language
        if facts is None:
            return ""
        said = (ended_text(record, language),) if needs_comparing(record) else ()
        figures = "; ".join((*said, figures_text(facts, language)))
        remarks = (
            f" [yellow]({escape(each)})[/yellow]" for each in correction_remarks(record, language)
        )
        return f" ({escape(figures)}){''.join(remarks)}"

    def _oddities(self, record: JobRecord) -> str:
        facts, language = record.facts, self._language
        told = (*oddities(facts, language), *alarms(facts, language))
        return "".join(f" [yellow]({escape(said)})[/yellow]" for said in told)

    def _problems(self, record: JobRecord) -> str:
        if not record.facts.problems:
            return ""
        text = translator(self._language)(PROBLEMS)
        return f" [red]({text.format(number=record.facts.problems)})[/red]"
