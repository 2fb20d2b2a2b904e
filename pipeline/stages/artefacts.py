"""Intermediate results by content: nothing is recognised twice.

The key is the SHA-256 of the input, the stage, and the settings that shaped the result. Each is a
file of JSON that appears whole; one that cannot be read back is simply missing and made again.
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline import files
from pipeline.files import reaching

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


class ArtefactMissing(LookupError):
    """An intermediate result is gone, or damaged; it can be made again."""


class Artefacts:
    """The intermediate results below one folder on the local disk.

    Cheap to make; several processes may share it.
    """

    def __init__(self, root: Path) -> None:
        """Keep them below ``root``, which appears with the first one."""
        self._root = root

    def folder(self, sha256: str) -> Path:
        """The folder of all about these bytes; it is made if missing.

        Raises:
            DiskFull, FolderUnreachable: the system refuses.
        """
        folder = self._root / sha256[:2] / sha256
        with reaching(self._root):
            folder.mkdir(parents=True, exist_ok=True)
        return folder

    def load(self, sha256: str, stage: str, kind: type[T], *, settings: str) -> T | None:
        """What was saved under the key; None if nothing readable was.

        ``kind`` is a frozen dataclass, or a tuple of them; its constructor checks what was read.
        """
        from pydantic import ValidationError  # noqa: PLC0415 - heavy

        try:
            content = self._file(sha256, stage, settings).read_bytes()
            found: T = _adapter(kind).validate_json(content)
        except (OSError, ValidationError):
            return None
        return found

    def save(self, sha256: str, stage: str, value: object, *, settings: str) -> None:
        """Keep a frozen dataclass, or a tuple of them, in place of an earlier.

        Nothing is written where the same is kept already: copies of one draft that come back
        together open its scan at once, and would be in each other's way.

        Raises:
            DiskFull, FolderUnreachable: the system refuses; an earlier one is still whole.
        """
        content = _adapter(type(value)).dump_json(value)
        self.folder(sha256)
        file = self._file(sha256, stage, settings)
        with suppress(OSError):
            if file.read_bytes() == content:
                return
        with reaching(self._root):
            files.replace(file, content)

    def remove_unfinished(self, sha256: str) -> None:
        """Remove what killed processes were writing when they died.

        Most of it is written again under the same name, but not what another process finished.
        """
        with reaching(self._root):
            for file in self.folder(sha256).glob(f"{files.TEMPORARY}*"):
                file.unlink(missing_ok=True)

    def forget(self, sha256: str) -> None:
        """Remove everything about these bytes."""
        with reaching(self._root):
            try:
                shutil.rmtree(self._root / sha256[:2] / sha256)
            except FileNotFoundError:
                return

    def _file(self, sha256: str, stage: str, settings: str) -> Path:
        mark = hashlib.sha256(settings.encode()).hexdigest()[:12]
        return self._root / sha256[:2] / sha256 / f"{stage}-{mark}.json"


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """What reads and writes a kind of result.

    Measured: one for a page takes 5 ms, and every page is kept once and looked for twice.
    """
    from pydantic import TypeAdapter  # noqa: PLC0415 - heavy: only those who save or load pay

    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""Those made so far."""
