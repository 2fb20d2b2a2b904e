"""Whether everything is here that the work needs.

It is asked before each start, and by ``schreibstube selftest``.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.engines.speech_models import find_model
from pipeline.errors import DiskFull, EngineMissing
from pipeline.explained_error import SchreibstubeError
from pipeline.i18n import N_
from pipeline.office.database import FILE
from pipeline.office.folders import check_folders
from pipeline.office.journal import Journal
from pipeline.settings import Settings
from workers.health import warnings

_FREE_BYTES = 1 << 30
"""Free bytes that a day's work should find.

The sound of nine hours takes a gigabyte while it is heard.
"""

_PROGRAMS = {
    "tesseract": "tesseract-ocr",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
}
"""Programs we start, and the Debian packages that bring them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its message id, and its error."""

    what: str
    error: SchreibstubeError | None


def findings(settings: Settings) -> Iterator[Finding]:
    """Everything that a start needs, one after the other."""
    folders = settings.folders
    yield _finding(
        N_("Folders"), lambda: check_folders(folders.inbox, folders.outbox, settings.state)
    )
    yield _finding(N_("Journal"), lambda: _chain(settings))
    yield from components(settings)
    yield _finding(N_("Free space"), lambda: _room(settings.state, folders.outbox))


def components(settings: Settings) -> Iterator[Finding]:
    """Programs, languages and models that every document needs."""
    yield _finding(N_("Programs"), _programs)
    yield _finding(N_("Languages for reading"), lambda: _languages(settings.ocr.languages))
    yield _finding(
        N_("Speech model"), lambda: find_model(settings.speech.model, settings.folders.models)
    )


def _finding(what: str, look: Callable[[], object]) -> Finding:
    try:
        look()
    except SchreibstubeError as error:
        return Finding(what, error)
    return Finding(what, None)


def _chain(settings: Settings) -> None:
    if (settings.state / FILE).exists():
        never = datetime.min.replace(tzinfo=UTC)  # nothing is written
        with closing(Journal(settings.state, clock=lambda: never)) as journal:
            for error in warnings(journal, settings):
                raise error


def _programs() -> None:
    for program, package in _PROGRAMS.items():
        if shutil.which(program) is None:
            raise EngineMissing(what=program, command=f"sudo apt install {package}")


def _languages(wanted: tuple[str, ...]) -> None:
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
    )
    for language in wanted:
        if language not in listed.stdout.split():
            raise EngineMissing(
                what=f"tesseract: {language}", command=f"sudo apt install tesseract-ocr-{language}"
            )


def _room(*folders: Path) -> None:
    for folder in folders:
        there = next(place for place in (folder, *folder.parents) if place.exists())
        if shutil.disk_usage(there).free < _FREE_BYTES:
            raise DiskFull(folder=str(there))
