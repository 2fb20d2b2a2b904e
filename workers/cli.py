"""The command line: options in, exit codes out.

The only place that reads the clock.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.naming import readable
from pipeline.core.office.records import JobRecord
from pipeline.errors import InboxMissing, Unavailable, UsageError
from pipeline.files import reaching
from pipeline.folder_errors import AWAY
from pipeline.i18n import N_
from pipeline.office.attention import unsettled
from pipeline.office.claims import Claims
from pipeline.office.database import FILE as JOURNAL
from pipeline.office.journal import Journal
from pipeline.office.markers import acknowledge_gap, inbox_marker, outbox_marker
from pipeline.office.messages import explained
from pipeline.office.profiles.new import write_profile
from pipeline.settings import Settings, load
from pipeline.stages.artefacts import Artefacts
from pipeline.translations import translator
from workers import selftest as checks
from workers.exits import ATTENTION, exit_code
from workers.health import lost_journal, warnings
from workers.models import models
from workers.options import Config, explaining_errors, language_of_help, say
from workers.release import release_job
from workers.report import LATEST, as_json, status_as_json
from workers.session import run
from workers.status_table import print_status
from workers.streams import Streams
from workers.upkeep import Clocks
from workers.walk import LyingFiles, lying_files
from workers.withdrawal import withdraw_job

_WORKING = frozenset(("batch", "watch"))
"""Commands whose work counts, not what they print."""


_ = translator(language_of_help())

app = typer.Typer(
    help=_(
        N_(
            "The writing office in a folder: "
            "scans become searchable PDFs, recordings become drafts."
        )
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
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
    config: Config = None,
    report: _Report = None,
    settle: _Settle = None,
) -> None:
    """Work until nothing is left."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(
            config, inbox=inbox, outbox=outbox, state=state, settle=settle
        )
        raise typer.Exit(run(settings, _clocks(), watching=False, report_file=report))


@app.command(help=_(N_("Process whatever arrives in the inbox, until stopped.")))
def watch(  # noqa: PLR0913 - one parameter per option is Typer's way
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: Config = None,
    report: _Report = None,
    settle: _Settle = None,
) -> None:
    """Process whatever arrives in the inbox, until stopped."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(
            config, inbox=inbox, outbox=outbox, state=state, settle=settle
        )
        raise typer.Exit(run(settings, _clocks(), watching=True, report_file=report))


@app.command(help=_(N_("Show what is waiting, in work and done.")))
def status(  # noqa: PLR0913 - one parameter per option is Typer's way
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: Config = None,
    as_json_text: Annotated[bool, typer.Option("--json", help=_(N_("As JSON.")))] = False,
    everything: Annotated[
        bool, typer.Option("--all", help=_(N_("Every job, not only the latest.")))
    ] = False,
) -> None:
    """Show what is waiting, in work and done."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config, inbox=inbox, outbox=outbox, state=state)
        journal = _journal(settings) if _has_begun(settings) else None
        problems = list(warnings(journal, settings) if journal else lost_journal(settings))
        inbox_folder, language, lying = settings.folders.inbox, settings.language, LyingFiles()
        try:
            lying = lying_files(inbox_folder)
        except Unavailable as error:  # without its inbox the journal can still tell its story
            if journal is None:
                problems.append(InboxMissing(folder=readable(str(inbox_folder))))
            elif not any(isinstance(problem, AWAY) for problem in problems):
                problems.append(error)
        records = journal.jobs() if journal else ()
        if journal is not None and not everything:
            latest = journal.latest(LATEST) if as_json_text else records
            records = unsettled(latest, inbox_marker(inbox_folder, journal))
        if as_json_text:
            counts = journal.counts() if journal else {}
            told = status_as_json(
                records, lying, counts=counts, problems=problems, language=language
            )
            sys.stdout.write(as_json(told))
        else:
            print_status(records, lying, language, problems=problems, everything=everything)


@app.command(help=_(N_("Do a document anew, with the settings of now; JOB as `status` shows it.")))
def redo(
    job: Annotated[str, typer.Argument(metavar="JOB")],
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: Config = None,
) -> None:
    """Have a document done again, with nothing remembered."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config, inbox=inbox, outbox=outbox, state=state)
        journal, record = _record_named(job, settings)
        outbox_marker(settings.folders.outbox, journal).check()
        claims = Claims(journal, settings.folders.inbox)
        forget = Artefacts(settings.state / "artefacts").forget
        for side in journal.sides_of(record):
            claims.redo(side.id, outbox=settings.folders.outbox, forget=forget)
        done = N_("{name} is in the inbox again and is done anew with the next files.")
        say(done, settings, name=readable(record.source))
        say(
            N_(
                "Results that still lie in the outbox stay; "
                "the new ones get the next free number, as in (2)."
            ),
            settings,
        )


@app.command(help=_(N_("End the work on a document that cannot go on; a note says so.")))
def release(
    job: Annotated[str, typer.Argument(metavar="JOB")],
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: Config = None,
) -> None:
    """End a job whose file is gone, or that nobody wants to wait for."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config, inbox=inbox, outbox=outbox, state=state)
        journal, record = _record_named(job, settings)
        noted = release_job(record, journal, settings)
        done = (
            N_("The work on {name} was ended; a note in _needs-attention says so.")
            if noted
            else N_("The work on {name} was ended. The inbox is out of reach: there is no note.")
        )
        say(done, settings, name=readable(record.source))


@app.command(help=_(N_("Take a release back: the finals go to _withdrawn; nothing is deleted.")))
def withdraw(
    job: Annotated[str, typer.Argument(metavar="JOB")],
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: Config = None,
) -> None:
    """Move the finals of a corrected draft out of the way."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config, inbox=inbox, outbox=outbox, state=state)
        journal, record = _record_named(job, settings)
        for sentence in withdraw_job(record, journal, settings):
            typer.echo(sentence)


@app.command(help=_(N_("Check folders, programs, languages, models and free space.")))
def selftest(
    *,
    inbox: _Inbox = None,
    outbox: _Outbox = None,
    state: _State = None,
    config: Config = None,
    acknowledge: Annotated[
        bool,
        typer.Option("--acknowledge", help=_(N_("Take note of events that the journal has lost."))),
    ] = False,
) -> None:
    """Check that everything the work needs is here."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config, inbox=inbox, outbox=outbox, state=state)
        if acknowledge and (settings.state / JOURNAL).exists():
            acknowledge_gap(_journal(settings), settings.folders.inbox)
        translate, console, worst = translator(settings.language), Console(highlight=False), 0
        for finding in checks.findings(settings):
            mark = "!" if finding.error else "–" if finding.lacks else "✓"
            console.print(f"{mark} {translate(finding.what)}", markup=False)
            if finding.lacks is not None:
                console.print(f"    {translate(finding.lacks)}", markup=False, soft_wrap=True)
            if finding.error is not None:
                told = " ".join(
                    explained(
                        type(finding.error).__name__, finding.error.details, settings.language
                    )
                )
                console.print(f"    {told}", markup=False, soft_wrap=True)
                worst = max(worst, exit_code(finding.error))
        raise typer.Exit(worst)


@app.command(
    help=_(N_("Write a sheet to print and lay between documents that are scanned together."))
)
def separator(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf")], *, config: Config = None
) -> None:
    """Write a separator sheet."""
    from pipeline.scans.separator import write_separator  # noqa: PLC0415 - for this command alone

    with explaining_errors() as explainer:
        settings = explainer.settings = load(config)
        write_separator(file, settings.language)
        typer.echo(str(file))


@profile.command(
    "new",
    help=_(
        N_(
            "Write a profile.toml with every key into a folder: "
            "with the defaults, or for drafts of a KIND."
        )
    ),
)
def profile_new(
    where: Annotated[list[str], typer.Argument(metavar="[KIND] FOLDER")], *, config: Config = None
) -> None:
    """Write a profile.toml with every key into a folder."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config)
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
    code: object = ATTENTION
    streams = Streams()
    try:
        app()
    except SystemExit as ended:
        code = ended.code
    except Exception:  # noqa: BLE001 - the door of the house: told, and then we must really end
        traceback.print_exc()
    streams.flush()
    if code == 0 and streams.lost and not _WORKING & set(sys.argv):
        code = ATTENTION  # what was asked for is not there
    os._exit(code if isinstance(code, int) else ATTENTION)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the one place


def _has_begun(settings: Settings) -> bool:
    """Whether there is a journal: commands that only ask begin none."""
    with reaching(settings.state):  # it is closed to other accounts
        return (settings.state / JOURNAL).exists()


def _journal(settings: Settings) -> Journal:
    return Journal(settings.state, clock=_now)


def _clocks() -> Clocks:
    return Clocks(_now, time.monotonic, _now().astimezone().tzinfo or UTC)


def _record_named(job: str, settings: Settings) -> tuple[Journal, JobRecord]:
    """The journal, verified, and its job with this id or number.

    Raises:
        UsageError: there is none.
        JournalAltered: the journal is not as it was written.
    """
    if _has_begun(settings):
        journal = _journal(settings)
        journal.check()
        for record in journal.jobs():
            if record.id == job or str(record.arrival) == job.lstrip("0"):
                return journal, record
    problem = translator(settings.language)(
        N_("There is no job {job}; `schreibstube status` lists them.")
    )
    raise UsageError(problem=problem.format(job=job))
