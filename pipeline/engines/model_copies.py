"""Copies a model from a folder: a download on another computer, a USB stick, a share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.core.naming import readable
from pipeline.engines.model_download import Progress
from pipeline.engines.official_models import OfficialModel
from pipeline.errors import DiskFull, FolderUnreachable
from pipeline.files import FULL, copy
from pipeline.model_errors import ModelAltered, ModelIncomplete

_WANTED = (
    "config.json",
    "preprocessor_config.json",
    "tokenizer.json",
    "vocabulary.txt",
    "vocabulary.json",
    "model.bin",
)
"""Files of a model. Source: faster-whisper, ``download_model``."""
_NEEDED = frozenset({"model.bin", "config.json", "tokenizer.json"})
"""What both engines need of it."""


def is_model(path: Path) -> bool:
    """Whether it is a CTranslate2 folder or a ``.pt`` file."""
    return (path / "model.bin").is_file() or (path.suffix == ".pt" and path.is_file())


def copy_own(given: Path, folder: Path) -> None:
    """Copy a person's own model into ``folder``, as it is.

    Raises:
        ModelIncomplete: a file is missing that every model has.
    """
    if given.is_file():
        _copy(given, folder)
        return
    names = [name for name in _WANTED if (given / name).is_file()]
    _refuse_missing(given, sorted(_NEEDED - set(names)))
    for name in names:
        _copy(given / name, folder)


def copy_official(
    model: str, official: OfficialModel, given: Path, folder: Path, *, progress: Progress
) -> None:
    """Copy an official model into ``folder`` if every byte is as published.

    ``given`` is its folder, or one in which it lies: under its name, its repository's name, or as
    the hub's own programs keep it.

    Raises:
        ModelIncomplete: it is not there, or a file is missing.
        ModelAltered: a file has other bytes.
        FolderUnreachable: it cannot be read, as when a stick was pulled out.
    """
    source = next(filter(is_model, _places(model, official, given)), given)
    _refuse_missing(source, [name for name in official.files if not (source / name).is_file()])
    done = 0
    for name, published in official.files.items():
        if (source / name).stat().st_size == published.size_bytes:
            digest = _copy(source / name, folder)
        else:
            digest = ""
        if digest != published.sha256:
            raise ModelAltered(file=name, folder=readable(str(source)), model=model)
        done += published.size_bytes
        progress(done, official.size_bytes)


def _places(model: str, official: OfficialModel, given: Path) -> Iterator[Path]:
    yield given
    yield given / model
    yield given / official.repository.rpartition("/")[2]
    hub = f"models--{official.repository.replace('/', '--')}"
    yield given / hub / "snapshots" / official.revision


def _refuse_missing(folder: Path, missing: Sequence[str]) -> None:
    if missing:
        raise ModelIncomplete(folder=readable(str(folder)), files=", ".join(missing))


def _copy(source: Path, folder: Path) -> str:
    """Copy a file and return its digest; what fails, reading or writing, is told."""
    try:
        return copy(source, folder / source.name)
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull(folder=readable(str(folder.parent))) from error
        at_fault = folder.parent if _reads(source) else source.parent
        raise FolderUnreachable(folder=readable(str(at_fault))) from error


def _reads(file: Path) -> bool:
    """Whether a file is still there to be read, as after a stick was pulled out it is not."""
    try:
        with file.open("rb") as stream:
            return bool(stream.read(1))
    except OSError:
        return False
