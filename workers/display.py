"""What a person at the terminal sees: bars where it is a terminal, plain lines where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from pipeline.core.naming import readable
from pipeline.i18n import N_, Language, translator
from pipeline.journal import JobRecord, State
from pipeline.notes import explained

_UNITS = {"page": N_("pages"), "second": N_("seconds")}
_PLAIN_EVERY = 10
"""Per cent between two plain lines about the same document."""


class Display:
    """Progress of each document in work and of all together, and a line for each that has ended."""

    def __init__(self, console: Console, language: Language) -> None:
        """Write to ``console`` in ``language``."""
        self._console = console
        self._language = language
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}
        self._told: dict[str, int] = {}
        self._overall: TaskID | None = None
        self._ended = 0
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Begin to draw, where there is a terminal."""
        if self._console.is_terminal:
            self._stack.enter_context(self._bars)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the bars; the lines stay."""
        self._stack.close()

    def show(self, in_work: Sequence[JobRecord], ended: Sequence[JobRecord]) -> None:
        """Bring the display up to date; each record of ``ended`` is shown once."""
        for record in ended:
            self._ended += 1
            self._console.print(self._line(record), soft_wrap=True)
        if self._console.is_terminal:
            self._draw(in_work)
        else:
            self._tell(in_work)

    def _draw(self, in_work: Sequence[JobRecord]) -> None:
        _ = translator(self._language)
        for job_id in self._tasks.keys() - {record.id for record in in_work}:
            self._bars.remove_task(self._tasks.pop(job_id))
        if self._overall is None:
            self._overall = self._bars.add_task(_("All documents"), unit="")
        self._bars.update(self._overall, completed=self._ended, total=self._ended + len(in_work))
        for record in in_work:
            if record.id not in self._tasks:
                self._tasks[record.id] = self._bars.add_task(escape(readable(record.source)), total=None, unit="")
            if record.progress is not None:
                done = record.progress
                self._bars.update(
                    self._tasks[record.id], completed=done.done, total=done.total, unit=_(_UNITS[done.unit])
                )

    def _tell(self, in_work: Sequence[JobRecord]) -> None:
        _ = translator(self._language)
        for record in in_work:
            if record.progress is None or not record.progress.total:
                continue
            share = 100 * record.progress.done // record.progress.total
            if share - self._told.get(record.id, 0) >= _PLAIN_EVERY:
                self._told[record.id] = share
                unit = _(_UNITS[record.progress.unit])
                self._console.print(
                    f"{readable(record.source)}: {record.progress.done}/{record.progress.total} {unit}", markup=False
                )

    def _line(self, record: JobRecord) -> str:
        name, outputs = escape(readable(record.source)), ", ".join(escape(output.path) for output in record.outputs)
        if record.state is State.PUBLISHED:
            return f"[green]✓[/green] {name} → {outputs}{self._problems(record)}"
        happened, _to_do = explained(record.reason or "", record.details, self._language)
        mark = "[yellow]=[/yellow]" if record.state is State.DUPLICATE else "[red]![/red]"
        return f"{mark} {name}: {escape(happened)}"

    def _problems(self, record: JobRecord) -> str:
        if not record.facts.problems:
            return ""
        text = translator(self._language)(N_("{number} pages or passages could not be read"))
        return f" [red]({text.format(number=record.facts.problems)})[/red]"
