"""The command line: options in, exit codes out. The only place that reads the clock.

Exit codes: 0 all is done; 1 something needs a person; 2 the command or the settings make no sense;
3 a component is missing, and the message names the command that installs it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from pipeline import files
from pipeline.app import Office, open_office
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.naming import readable
from pipeline.engines.speech_models import add_model, list_models, verify_model
from pipeline.errors import (
    DownloadFailed,
    EngineMissing,
    FolderUnreachable,
    ModelMissing,
    SchreibstubeError,
    Unavailable,
    UsageError,
)
from pipeline.i18n import N_, Language
from pipeline.office.journal import FILE as JOURNAL
from pipeline.office.journal import JobRecord, Journal, State, open_journal
from pipeline.office.messages import explained
from pipeline.office.profiles.new import write_profile
from pipeline.office.publishing import Publisher
from pipeline.settings import Settings, load
from pipeline.stages.artefacts import Artefacts
from pipeline.translations import translator
from workers import selftest as checks
from workers.display import Display, far
from workers.logs import log_to
from workers.report import as_json, report, status_of, status_of_held
from workers.rounds import Clocks, Rounds, needs_a_person
from workers.watch import Doorway, check_folders, held_by_profiles, only_instance

if TYPE_CHECKING:
    from workers.flows import Engine

_ATTENTION, _USAGE, _MISSING = 1, 2, 3

_BATCH_PATIENCE = 3
"""A batch lets an empty or unfinished file lie for so many settle times; ``watch`` has the patience of the settings."""

_RECENT = 15
"""Finished jobs that ``status`` shows."""


def _language_of_help() -> Language:
    """Help is printed before the settings are read: the environment decides, German where it says nothing."""
    wanted = os.environ.get("SCHREIBSTUBE_LANGUAGE") or os.environ.get("LANG", "")  # noqa: TID251 - see above
    return "en" if wanted.startswith("en") else "de"


_ = translator(_language_of_help())

app = typer.Typer(
    help=_(
        N_(
            "The writing office in a folder: scans become searchable PDFs, recordings become drafts."
        )
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
models = typer.Typer(help=_(N_("Speech models: list, add, verify.")), no_args_is_help=True)
app.add_typer(models, name="models")
profile = typer.Typer(
    help=_(N_("Profiles: what is special about a folder of the inbox.")), no_args_is_help=True
)
app.add_typer(profile, name="profile")

_Inbox = Annotated[
    Path | None, typer.Option("--inbox", metavar="D", help=_(N_("Folder where files are dropped.")))
]
_Outbox = Annotated[
    Path | None, typer.Option("--outbox", metavar="D", help=_(N_("Folder where results appear.")))
]
_State = Annotated[
    Path | None,
    typer.Option(
        "--state", metavar="D", help=_(N_("Folder for journal and work files; on a local disk."))
    ),
]
_Config = Annotated[
    Path | None, typer.Option("--config", metavar="F", help=_(N_("Settings file.")))
]
_Report = Annotated[
    Path | None,
    typer.Option("--report", metavar="F", help=_(N_("Write what became of each file, as JSON."))),
]
_Settle = Annotated[
    float | None,
    typer.Option(
        "--settle",
        metavar="SECONDS",
        min=0,
        help=_(N_("How long a file must stay unchanged before it is taken.")),
    ),
]


@app.command(help=_(N_("Process everything in the inbox until nothing is left, then stop.")))
def batch(  # noqa: PLR0913 - one parameter per option is Typer's way
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: _Config = None,
    report: _Report = None,
    settle: _Settle = None,
) -> None:
    """Process everything in the inbox until nothing is left, then stop."""
    with _explaining() as speech:
        settings = speech.settings = load(
            config, inbox=inbox, outbox=outbox, state=state, settle=settle
        )
        _run(settings, watching=False, report_file=report)


@app.command(help=_(N_("Process whatever arrives in the inbox, until stopped.")))
def watch(  # noqa: PLR0913 - one parameter per option is Typer's way
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: _Config = None,
    report: _Report = None,
    settle: _Settle = None,
) -> None:
    """Process whatever arrives in the inbox, until stopped."""
    with _explaining() as speech:
        settings = speech.settings = load(
            config, inbox=inbox, outbox=outbox, state=state, settle=settle
        )
        _run(settings, watching=True, report_file=report)


@app.command(help=_(N_("Show what is waiting, in work and done.")))
def status(
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: _Config = None,
    as_json_text: Annotated[bool, typer.Option("--json", help=_(N_("As JSON.")))] = False,
) -> None:
    """Show what is waiting, in work and done; the outbox only lets the folders of ``batch`` be given unchanged."""
    with _explaining() as speech:
        settings = speech.settings = load(config, inbox=inbox, outbox=outbox, state=state)
        records = _journal(settings).jobs() if (settings.state / JOURNAL).exists() else ()
        held: list[dict[str, Any]] = []
        with suppress(Unavailable):  # without its inbox the journal can still tell its story
            mistakes = held_by_profiles(settings.folders.inbox)
            held = [status_of_held(*mistake, settings.language) for mistake in mistakes]
        if as_json_text:
            sys.stdout.write(
                as_json(
                    {"jobs": [*(status_of(record, settings.language) for record in records), *held]}
                )
            )
        else:
            _print_status(records, held, settings.language)


@app.command(help=_(N_("Do a document anew, with the settings of now; JOB as `status` shows it.")))
def redo(
    job: Annotated[str, typer.Argument(metavar="JOB")],
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: _Config = None,
) -> None:
    """Put a document into the inbox again and forget what was recognised."""
    with _explaining() as speech:
        settings = speech.settings = load(config, inbox=inbox, outbox=outbox, state=state)
        journal = _journal(settings)
        found = [
            record
            for record in journal.jobs()
            if record.id == job or str(record.arrival) == job.lstrip("0")
        ]
        if not found:
            problem = translator(settings.language)(
                N_("There is no job {job}; `schreibstube status` lists them.")
            )
            raise UsageError(problem=problem.format(job=job))
        record = found[0]
        folders = settings.folders
        publisher = Publisher(journal, folders.inbox, folders.outbox, language=settings.language)
        sides = (
            (journal.job(record.fronts), journal.backs_of(record.fronts))
            if record.fronts
            else (record,)
        )
        for side in filter(None, sides):  # front sides first, as they were scanned
            publisher.redo(side.id, forget=Artefacts(settings.state / "artefacts").forget)
        translate, console = translator(settings.language), Console(highlight=False)
        done = translate(N_("{name} is in the inbox again and is done anew with the next files."))
        console.print(done.format(name=readable(record.source)), markup=False)
        console.print(
            translate(
                N_(
                    "Results that still lie in the outbox stay; the new ones get the next free number, as in (2)."
                )
            )
        )


@app.command(help=_(N_("Check folders, programs, languages, models and free space.")))
def selftest(
    *, inbox: _Inbox = None, outbox: _Outbox = None, state: _State = None, config: _Config = None
) -> None:
    """Check that everything the work needs is here."""
    with _explaining() as speech:
        settings = speech.settings = load(config, inbox=inbox, outbox=outbox, state=state)
        translate, console, worst = translator(settings.language), Console(highlight=False), 0
        for finding in checks.findings(settings):
            console.print(
                f"{'!' if finding.error else '✓'} {translate(finding.what)}", markup=False
            )
            if finding.error is not None:
                told = " ".join(
                    explained(
                        type(finding.error).__name__, finding.error.details, settings.language
                    )
                )
                console.print(f"    {told}", markup=False, soft_wrap=True)
                worst = max(worst, _code(finding.error))
        raise typer.Exit(worst)


@app.command(
    help=_(N_("Write a sheet to print and lay between documents that are scanned together."))
)
def separator(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf")], *, config: _Config = None
) -> None:
    """Write a sheet to print and lay between documents that are scanned together."""
    from pipeline.scans.separator import write_separator  # noqa: PLC0415 - for this command alone

    with _explaining() as speech:
        settings = speech.settings = load(config)
        write_separator(file, settings.language)
        typer.echo(str(file))


@models.command("list", help=_(N_("Show the speech models on this machine.")))
def models_list(*, config: _Config = None) -> None:
    """Show the speech models on this machine."""
    with _explaining() as speech:
        settings = speech.settings = load(config)
        for model in list_models(settings.folders.models):
            mark = "*" if model.name == settings.speech.model else " "
            state = (
                "" if model.whole else translator(settings.language)(N_("damaged or incomplete"))
            )
            typer.echo(
                f"{mark} {model.name:<24} {model.size_bytes / 1e6:>6.0f} MB  {model.folder or ''}  {state}".rstrip()
            )


@models.command("add", help=_(N_("Add a model by its official name or from a folder or .pt file.")))
def models_add(
    model: Annotated[str, typer.Argument(metavar="NAME|FOLDER")], *, config: _Config = None
) -> None:
    """Add a model by its official name or from a folder or .pt file."""
    with _explaining() as speech:
        settings = speech.settings = load(config)
        typer.echo(str(add_model(model, settings.folders.models)))


@models.command("verify", help=_(N_("Check every byte of a model, or of all.")))
def models_verify(
    model: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None, *, config: _Config = None
) -> None:
    """Check every byte of a model, or of all."""
    with _explaining() as speech:
        settings = speech.settings = load(config)
        for name in (
            [model] if model else [known.name for known in list_models(settings.folders.models)]
        ):
            verify_model(name, settings.folders.models)
            typer.echo(f"✓ {name}")


@profile.command(
    "new",
    help=_(
        N_(
            "Write a profile.toml with every key into a folder: with the defaults, or for drafts of a KIND."
        )
    ),
)
def profile_new(
    where: Annotated[list[str], typer.Argument(metavar="[KIND] FOLDER")], *, config: _Config = None
) -> None:
    """Write a profile.toml with every key into a folder: with the defaults, or for drafts of a KIND."""
    with _explaining() as speech:
        settings = speech.settings = load(config)
        *kinds, folder = where
        known, translate, there = (
            tuple(DraftKind),
            translator(settings.language),
            Path(folder).is_dir(),
        )
        if (
            len(kinds) > 1
            or not set(kinds) <= set(known)
            or (not kinds and folder in known and not there)
        ):
            problem = translate(N_("KIND is one of these, and one FOLDER follows: {kinds}."))
            raise UsageError(problem=problem.format(kinds=", ".join(known)))
        if not there:
            raise UsageError(
                problem=translate(N_("There is no folder {folder}.")).format(folder=folder)
            )
        kind = DraftKind(kinds[0]) if kinds else None
        typer.echo(str(write_profile(Path(folder), settings.language, kind)))


def main() -> NoReturn:
    """The ``schreibstube`` command.

    Leaves without the interpreter's farewell, which would wait for ever for threads of unfinished
    workflows; whatever they did is safe, as after a crash.
    """
    code: object = _ATTENTION
    try:
        app()
    except SystemExit as ended:
        code = ended.code
    except Exception:  # noqa: BLE001 - the door of the house: told, and then we must really end
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else _ATTENTION)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the one place


def _run(settings: Settings, *, watching: bool, report_file: Path | None) -> None:
    """One run of ``batch`` or ``watch``; ends the process with its exit code."""
    if report_file is not None and not report_file.absolute().parent.is_dir():
        problem = translator(settings.language)(
            N_("The folder for the report does not exist: {folder}")
        )
        raise UsageError(problem=problem.format(folder=report_file.absolute().parent))
    with _rounds(settings, watching=watching) as (rounds, office):
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
        code = 0 if watching else _outcome(records, rounds)
    raise typer.Exit(code)


def _stop(rounds: Rounds) -> None:
    """Leave in order at the first signal, at once at the second: both are safe."""
    if rounds.stopping:
        os._exit(_ATTENTION)
    rounds.stop()


@contextmanager
def _rounds(settings: Settings, *, watching: bool) -> Iterator[tuple[Rounds, Office]]:
    folders, language = settings.folders, settings.language
    check_folders(folders.inbox, folders.outbox, settings.state)
    for finding in checks.components(settings):
        if finding.error is not None:
            raise finding.error
    patience = settings.inbox.patience if watching else _BATCH_PATIENCE * settings.inbox.settle
    with (
        only_instance(settings.state, folders.inbox),
        Display(Console(highlight=False), language) as display,
    ):
        log_to(settings.state)
        office = open_office(
            settings, open_journal(settings.state, clock=_now, inbox=folders.inbox)
        )
        doorway = Doorway(
            office.journal,
            office.publisher,
            settle=settings.inbox.settle,
            patience=patience,
            monotonic=time.monotonic,
        )

        def engine() -> Engine:
            from workers.flows import Engine  # noqa: PLC0415 - a third of a second of imports, only for who has work

            return Engine(office, ended=doorway.wake)

        clocks = Clocks(time.monotonic, _now().astimezone().tzinfo or UTC)
        yield Rounds(office, doorway, display, engine=engine, clocks=clocks), office


def _outcome(records: list[JobRecord], rounds: Rounds) -> int:
    """The exit code of a batch."""
    if any(record.reason in {EngineMissing.__name__, ModelMissing.__name__} for record in records):
        return _MISSING
    left = rounds.last.waiting or rounds.last.trouble or rounds.stopped
    return _ATTENTION if left or any(needs_a_person(record) for record in records) else 0


def _journal(settings: Settings) -> Journal:
    return Journal(settings.state, clock=_now)


@dataclass(slots=True)
class _Speech:
    """Which settings to explain errors with, once they are read."""

    settings: Settings | None = None


@contextmanager
def _explaining() -> Iterator[_Speech]:
    """Errors of ours become a message in the user's language and an exit code."""
    speech = _Speech()
    try:
        yield speech
    except SchreibstubeError as error:
        language = speech.settings.language if speech.settings else _language_of_help()
        _fail(error, language)


def _fail(error: SchreibstubeError, language: Language) -> NoReturn:
    happened, to_do = explained(type(error).__name__, error.details, language)
    # "Goes on by itself" is true of documents that wait, not of a command that ends.
    waits = isinstance(error, Unavailable) and not isinstance(
        error, EngineMissing | ModelMissing | DownloadFailed
    )
    text = happened if waits else f"{happened} {to_do}"
    Console(stderr=True, highlight=False).print(text, markup=False, soft_wrap=True)
    raise typer.Exit(_code(error)) from error


def _code(error: SchreibstubeError) -> int:
    if isinstance(error, UsageError | FolderUnreachable):
        return _USAGE
    return _MISSING if isinstance(error, EngineMissing | ModelMissing) else _ATTENTION


def _print_status(
    records: tuple[JobRecord, ...], held: list[dict[str, Any]], language: Language
) -> None:
    translate, console = translator(language), Console(highlight=False)
    shown = [
        record for record in records if record.state.open or record.state is State.NEEDS_ATTENTION
    ]
    recent = [
        record for record in records if record not in shown and record.state is not State.RETURNED
    ][-_RECENT:]
    if not records and not held:
        console.print(translate(N_("Nothing has been processed yet.")))
        return
    table = Table(box=None, pad_edge=False)
    for heading in (N_("Job"), N_("File"), N_("State"), N_("Results")):
        table.add_column(translate(heading), overflow="fold")
    for record in sorted((*shown, *recent), key=lambda record: record.id):
        item = status_of(record, language)
        outputs = ", ".join(item["outputs"]) or item["reason"] or ""
        done = f" {far(record.progress, language)}" if record.progress else ""
        table.add_row(
            record.id, readable(record.source), translate(_STATES[record.state]) + done, outputs
        )
    for item in held:
        table.add_row("", item["source"], translate(_STATES[State.WAITING]), item["reason"])
    console.print(table)


_STATES = {
    State.WORKING: N_("in work"),
    State.WAITING: N_("waiting"),
    State.PUBLISHED: N_("done"),
    State.NEEDS_ATTENTION: N_("needs attention"),
    State.DUPLICATE: N_("duplicate"),
    State.RETURNED: N_("back in the inbox"),
}
