"""How a command ends: an exit code and a message.

Exit codes: 0 all is done; 1 something needs a person; 2 the command or the settings make no sense;
3 a component is missing, and the message names the command that installs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

import typer
from rich.console import Console

from pipeline.errors import (
    EngineMissing,
    ModelMissing,
    SettingsWrong,
    Unavailable,
    UsageError,
)
from pipeline.explained_error import SchreibstubeError
from pipeline.folder_errors import AWAY
from pipeline.i18n import Language
from pipeline.model_errors import DownloadFailed
from pipeline.office.messages import explained
from pipeline.settings import Settings

ATTENTION, USAGE, MISSING = 1, 2, 3
"""The exit codes that are no success; see the module."""


@dataclass(slots=True)
class Explainer:
    """Explains errors in the language of the settings, once read."""

    settings: Settings | None = None


@contextmanager
def explain_errors(otherwise: Callable[[], Language]) -> Iterator[Explainer]:
    """Turn errors of ours into a message and an exit code.

    ``otherwise`` says the language while there are no settings.
    """
    state = Explainer()
    try:
        yield state
    except SchreibstubeError as error:
        language = state.settings.language if state.settings else otherwise()
        _fail(error, error.language or language if isinstance(error, SettingsWrong) else language)


def exit_code(error: SchreibstubeError) -> int:
    """The exit code of a command that ended with this error."""
    if isinstance(error, (UsageError, *AWAY)):
        return USAGE
    return MISSING if isinstance(error, EngineMissing | ModelMissing) else ATTENTION


def _fail(error: SchreibstubeError, language: Language) -> NoReturn:
    happened, to_do = explained(type(error).__name__, error.details, language)
    # "Goes on by itself" is true of documents that wait, not of a command that ends.
    needs_us = isinstance(error, EngineMissing | ModelMissing | DownloadFailed)
    waits = isinstance(error, Unavailable) and not needs_us
    gap = "\n" if "\n" in happened else " "  # after a list the remedy has a line of its own
    text = happened if waits else f"{happened}{gap}{to_do}"
    Console(stderr=True, highlight=False).print(text, markup=False, soft_wrap=True)
    raise typer.Exit(exit_code(error)) from error
