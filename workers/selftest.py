"""Whether everything is here that the work needs.

It is asked before each start, and by ``schreibstube selftest``.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from pipeline.app import listeners_of
from pipeline.core.naming import readable
from pipeline.core.recordings.models.forecast import advice, advice_text
from pipeline.engines.pp_ocr_network import pp_ocr_network
from pipeline.engines.speech_models import find_model
from pipeline.errors import DiskFull, EngineMissing, JournalDamaged, Unavailable
from pipeline.explained_error import SchreibstubeError
from pipeline.folder_errors import AWAY
from pipeline.i18n import N_
from pipeline.isolate import Isolated
from pipeline.office.database import ENGINE_FILE, FILE, sound
from pipeline.office.folders import check_folders
from pipeline.office.journal import Journal
from pipeline.recordings.trial import machine, remembered
from pipeline.sandbox.walls import Walls, walls
from pipeline.settings import Settings
from pipeline.translations import translator
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


_WALLS = {
    "offline": N_("Child processes have no network"),
    "unprivileged": N_("Child processes gain no rights"),
    "confined": N_("Child processes write in their own folders only"),
    "limited": N_("Child processes have limits: memory, CPU time, size of files"),
    "few": N_("The number of child processes has a limit"),
}
"""What a wall is for, by its name in ``Walls``."""

_NO_WALLS = {
    "offline": N_("Child processes can reach the network"),
    "unprivileged": N_("Child processes could gain rights"),
    "confined": N_("Child processes could write in other folders than their own"),
    "limited": N_("Child processes lack limits of memory, CPU time or size of files"),
    "few": N_("The number of child processes has no limit"),
}
"""What is the case without the wall."""

_OPEN = N_(
    "This system offers no protection from it. Everything works without; "
    "see docs/operations.md, Box."
)

_NO_SECOND_READER = N_(
    "It is not installed. Everything works without; see docs/operations.md, Second reader."
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its message id, and its error."""

    what: str
    error: SchreibstubeError | None
    lacks: str | None = None
    """What is not there, and we can do without."""


def findings(settings: Settings) -> Iterator[Finding]:
    """Everything that a start needs, one after the other."""
    folders = settings.folders
    yield _finding(N_("Folders"), lambda: _folders(settings))
    yield _finding(N_("Journal"), lambda: _chain(settings))
    yield _finding(N_("The engine's database"), lambda: _engine(settings.state))
    yield from components(settings)
    yield from _better_model(settings)
    yield _finding(N_("Free space"), lambda: _room(settings.state, folders.outbox))
    yield from _box(settings)


def components(settings: Settings) -> Iterator[Finding]:
    """Programs, languages and models that every document needs."""
    yield _finding(N_("Programs"), _programs)
    yield _finding(N_("Languages for reading"), lambda: _languages(settings.ocr.languages))
    if settings.ocr.second_reader == "auto":
        lacks = None if pp_ocr_network() else _NO_SECOND_READER
        yield Finding(N_("Second reader for doubtful words and figures"), None, lacks)
    yield _finding(
        N_("Speech model"), lambda: find_model(settings.speech.model, settings.folders.models)
    )


def _better_model(settings: Settings) -> Iterator[Finding]:
    """That a more accurate speech model would do on this machine."""
    processes, _threads = listeners_of(settings)
    made, current = remembered(settings.folders.models), settings.speech.model
    better = advice(machine(processes), made, current=current)
    if better is not None:
        said = advice_text(current, better, translator(settings.language))
        yield Finding(N_("Accuracy of recordings"), None, said)


def _finding(what: str, look: Callable[[], object]) -> Finding:
    try:
        look()
    except SchreibstubeError as error:
        return Finding(what, error)
    return Finding(what, None)


def _folders(settings: Settings) -> None:
    folders = settings.folders
    check_folders(folders.inbox, folders.outbox, settings.state)
    with suppress(JournalDamaged):  # told as such
        for error in _warnings(settings):
            if isinstance(error, AWAY):
                raise error


def _chain(settings: Settings) -> None:
    for error in _warnings(settings):
        if not isinstance(error, AWAY):
            raise error


def _warnings(settings: Settings) -> tuple[SchreibstubeError, ...]:
    """What is wrong with journal, inbox and outbox, once there is a journal."""
    if not (settings.state / FILE).exists():
        return ()
    never = datetime.min.replace(tzinfo=UTC)  # nothing is written
    with closing(Journal(settings.state, clock=lambda: never)) as journal:
        return tuple(warnings(journal, settings))


def _engine(state: Path) -> None:
    if not sound(state, ENGINE_FILE):
        file = readable(str(state / ENGINE_FILE))
        raise JournalDamaged(file=file, reason="PRAGMA quick_check")


def _box(settings: Settings) -> Iterator[Finding]:
    """Which walls hold around the child processes, as one of them tries."""
    child = Isolated(object, processes=1, memory_bytes=1 << 30, writable=())
    try:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            held = child.run(walls, settings.limits.page_seconds, port, settings.state)
    except (Unavailable, OSError):
        held = Walls(*(False for _ in fields(Walls)))
    finally:
        child.close()
    for wall in fields(Walls):
        if getattr(held, wall.name):
            yield Finding(_WALLS[wall.name], None)
        else:
            yield Finding(_NO_WALLS[wall.name], None, _OPEN)


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
