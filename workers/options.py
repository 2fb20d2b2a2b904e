"""What the commands share: the language of help, options, errors that are explained."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.i18n import N_, Language
from pipeline.settings import Settings
from pipeline.translations import translator
from workers.exits import Explainer, explain_errors


def language_of_help() -> Language:
    """The language of help, which is printed before the settings are read.

    The environment decides; German where it says nothing.
    """
    environment = os.environ  # noqa: TID251 - see above
    said = (environment.get(name, "") for name in ("SCHREIBSTUBE_LANGUAGE", "LANG"))
    wanted = next((each for each in said if each[:2] in {"de", "en"}), "de")
    return "en" if wanted.startswith("en") else "de"


_ = translator(language_of_help())

Config = Annotated[Path | None, typer.Option("--config", metavar="F", help=_(N_("Settings file.")))]
"""The option that every command has."""


def explaining_errors() -> AbstractContextManager[Explainer]:
    """Turns errors of ours into a message and an exit code."""
    return explain_errors(language_of_help)


def say(sentence: str, settings: Settings, **values: str | int) -> None:
    """Print a message in the reader's language."""
    said = translator(settings.language)(sentence).format(**values)
    Console(highlight=False).print(said, markup=False, soft_wrap=True)
