"""The commands about speech models: ``schreibstube models``."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.app import listeners_of, listening_of
from pipeline.core.naming import readable
from pipeline.core.recordings.models.forecast import (
    COSTS,
    Advice,
    Forecast,
    Trial,
    advice,
    advice_text,
    forecasts,
    rounded_time,
)
from pipeline.engines.model_download import HUB, Line, Progress, is_address
from pipeline.engines.official_models import OFFICIAL
from pipeline.engines.speech_models import (
    EMBEDDED,
    add_model,
    find_model,
    list_models,
    verify_model,
)
from pipeline.errors import UsageError
from pipeline.i18n import N_
from pipeline.isolate import Isolated
from pipeline.recordings.trial import machine, remember, trial
from pipeline.settings import Settings, load
from pipeline.translations import translator
from workers.options import Config, explaining_errors, language_of_help, say

_PLAIN_EVERY = 10
"""Per cent between two plain lines of progress."""

_ = translator(language_of_help())

models = typer.Typer(
    help=_(N_("Speech models: list, recommend, add, verify.")), no_args_is_help=True
)


@models.command("list", help=_(N_("Show the speech models on this machine.")))
def models_list(*, config: Config = None) -> None:
    """Show the speech models on this machine."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config)
        for model in list_models(settings.folders.models):
            mark = "*" if model.name == settings.speech.model else " "
            state = (
                "" if model.whole else translator(settings.language)(N_("damaged or incomplete"))
            )
            size = f"{model.size_bytes / 1e6:>6.0f} MB"
            line = f"{mark} {model.name:<24} {size}  {model.folder or ''}  {state}"
            typer.echo(line.rstrip())


@models.command("add", help=_(N_("Add a model by its official name or from a folder or .pt file.")))
def models_add(
    model: Annotated[str, typer.Argument(metavar="NAME|FOLDER")],
    *,
    source: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="ADDRESS|FOLDER",
            envvar="HF_ENDPOINT",
            help=_(N_("Where NAME comes from: a mirror's address, a folder or a USB stick.")),
        ),
    ] = HUB.address,
    config: Config = None,
) -> None:
    """Add a model by name, or from a folder or .pt file."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config)
        place = _place(source, settings)
        with _progress(settings) as told:
            folder = add_model(model, settings.folders.models, source=place, progress=told)
        typer.echo(str(folder))
        name = folder.stem if folder.suffix == ".pt" else folder.name
        if name != settings.speech.model:
            typer.echo(translator(settings.language)(_TO_USE).format(model=name), err=True)


@models.command("verify", help=_(N_("Check every byte of a model, or of all.")))
def models_verify(
    model: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None, *, config: Config = None
) -> None:
    """Check every byte of a model, or of all."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config)
        for name in (
            [model] if model else [known.name for known in list_models(settings.folders.models)]
        ):
            verify_model(name, settings.folders.models)
            typer.echo(f"✓ {name}")


@models.command(
    "recommend", help=_(N_("Say which model this machine bears, after a trial of some seconds."))
)
def models_recommend(
    *,
    brief: Annotated[
        bool, typer.Option("--brief", help=_(N_("Only the advice, in a line.")))
    ] = False,
    config: Config = None,
) -> None:
    """Say which model this machine bears, after a trial of some seconds."""
    with explaining_errors() as explainer:
        settings = explainer.settings = load(config)
        processes, _threads = listeners_of(settings)
        made, here = _trial(settings), machine(processes)
        current = settings.speech.model
        better = advice(here, made, current=current)
        if brief:
            if better is not None:
                typer.echo(advice_text(current, better, translator(settings.language)))
            return
        say(
            N_("This machine: {cores} cores, {memory} GB of memory, {card}."),
            settings,
            cores=here.cores,
            memory=_gigabytes(here.memory_bytes),
            card=translator(settings.language)(_CARD if made.on_card else _NO_CARD),
        )
        said = (
            N_(
                "Trial: {model} hears 20 seconds of speech in {seconds} seconds, computed from the "
                "time of the cores, since other programs were at work."
            )
            if made.busy
            else N_("Trial: {model} hears 20 seconds of speech in {seconds} seconds.")
        )
        say(said, settings, model=made.model, seconds=f"{made.seconds:.1f}")
        here_already = {model.name for model in list_models(settings.folders.models) if model.whole}
        for forecast in forecasts(here, made):
            _tell(forecast, settings, is_here=forecast.model in here_already)
        say(_ESTIMATED, settings)
        _advise(better, settings, is_here=better is not None and better.model in here_already)


def _place(source: str, settings: Settings) -> Line | Path:
    if is_address(source):
        return replace(HUB, address=source, pause=time.sleep)
    if not Path(source).expanduser().is_dir():
        problem = translator(settings.language)(N_("There is no folder {folder}."))
        raise UsageError(problem=problem.format(folder=readable(source)))
    return Path(source).expanduser()


@contextmanager
def _progress(settings: Settings) -> Iterator[Progress]:
    """Shows how much of a model is here: a bar, or plain lines."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield _Lines(console, settings).tell
        return
    from rich.progress import (  # noqa: PLC0415 - 0.01 s that only a download needs
        BarColumn,
        DownloadColumn,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.progress import Progress as Bars  # noqa: PLC0415 - as above

    columns = BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()
    with Bars(TextColumn("{task.description}"), *columns, console=console, transient=True) as bars:
        task = bars.add_task("", total=None)
        yield lambda done, whole: bars.update(task, completed=done, total=whole)


class _Lines:
    """A line for every tenth of a model."""

    def __init__(self, console: Console, settings: Settings) -> None:
        self._console, self._language = console, settings.language
        self._told = 0

    def tell(self, done: int, whole: int) -> None:
        """Print if another tenth is here."""
        share = 100 * done // whole
        if share - self._told >= _PLAIN_EVERY:
            self._told = share
            said = translator(self._language)(N_("{done} of {whole} MB"))
            filled = said.format(done=done // 1_000_000, whole=whole // 1_000_000)
            self._console.print(filled, markup=False)


def _trial(settings: Settings) -> Trial:
    """A trial with the model in use, or the built-in one if nothing is known of that."""
    model = settings.speech.model if settings.speech.model in COSTS else EMBEDDED
    find_model(model, settings.folders.models)
    _processes, threads = listeners_of(settings)
    memory = round(settings.limits.memory_gb * 2**30)
    child = Isolated(listening_of(settings, threads), processes=1, memory_bytes=memory)
    with closing(child):
        made = child.call(trial, settings.limits.segment_seconds, model, threads)
    remember(made, settings.folders.models)
    return made


def _tell(forecast: Forecast, settings: Settings, *, is_here: bool) -> None:
    """A line about a model."""
    translate, notes = translator(settings.language), list[str]()
    mark = "*" if forecast.model == settings.speech.model else " "
    if is_here:
        notes.append(translate(N_("is here")))
    if not forecast.fits:
        notes.append(translate(N_("too little memory")))
    elif not forecast.bearable:
        notes.append(translate(N_("slower than the recording")))
    official = OFFICIAL.get(forecast.model)
    size = f"{official.size_bytes / 1e6:>5.0f} MB" if official else " " * 8
    took = "–" if forecast.hour is None else rounded_time(forecast.hour)
    memory = f"{_gigabytes(forecast.needs_bytes)} GB"
    typer.echo(
        f"{mark} {forecast.model:<16}{size}  {memory:>7}  {took:>11}  {', '.join(notes)}".rstrip()
    )


def _advise(better: Advice | None, settings: Settings, *, is_here: bool) -> None:
    current = settings.speech.model
    if better is None:
        known = current in COSTS
        say(_STAY if known else _UNKNOWN, settings, model=current)
        return
    say(
        N_("{better} would be more accurate than {model}."),
        settings,
        better=better.model,
        model=current,
    )
    if not is_here:
        size = f"{OFFICIAL[better.model].size_bytes / 1e6:.0f}"
        said = N_("To add it: schreibstube models add {model} ({size} MB)")
        say(said, settings, model=better.model, size=size)
    say(_TO_USE, settings, model=better.model)


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f}"


_CARD = N_("with an Nvidia card that hears")
_NO_CARD = N_("no Nvidia card that could hear")
_TO_USE = N_('To use it, in schreibstube.toml under [speech]: model = "{model}"')
_ESTIMATED = N_(
    "Columns: download, memory with all that works at once, time for an hour of speech. The times "
    "are estimates: the trial, times what is known of the models. Pauses take no time; telling "
    "speakers apart is not in it."
)
_STAY = N_(
    "{model} is right for this machine: no more accurate model that we advise fits into its memory "
    "and keeps pace with the recordings."
)
_UNKNOWN = N_("{model} is a model of your own: we know neither its accuracy nor its cost.")
