"""Files that appear whole and never replace another unnoticed."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.core.naming import readable
from pipeline.errors import DiskFull, FolderUnreachable

TEMPORARY = ".schreibstube-"
"""The beginning of every temporary file's name, in any folder."""

FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""Errors of a disk without room."""
_NO_LINKS = frozenset(
    (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
)
"""Errors of ``link`` where there are no hard links.

FAT and many shares have none; some files may not be linked.
"""


_SYNCED = 64
"""Blocks of 1 MiB after which a copy is synced: so the last sync is short, too."""


class Stopped(Exception):
    """A file was not read to its end, since somebody asked to stop."""


def _never() -> bool:
    return False


@contextmanager
def reaching(folder: Path) -> Iterator[None]:
    """Turn what the system refuses in ``folder`` into our errors.

    Raises:
        DiskFull: no room, no inodes, or over quota.
        FolderUnreachable: anything else that the system refuses.
    """
    try:
        yield
    except OSError as error:
        kind = DiskFull if error.errno in FULL else FolderUnreachable
        raise kind(folder=readable(str(folder))) from error


def sha256_of(file: Path, *, stop: Callable[[], bool] = _never) -> str:
    """The SHA-256 of the file's bytes, in hexadecimal.

    Raises:
        Stopped: ``stop`` became true.
    """
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        for block in _blocks(stream, stop):
            digest.update(block)
    return digest.hexdigest()


def _blocks(stream: BinaryIO, stop: Callable[[], bool]) -> Iterator[bytes]:
    """What is left of a file, in blocks of 1 MiB."""
    while block := stream.read(1 << 20):
        if stop():
            raise Stopped
        yield block


def holds(file: Path, sha256: str, *, stop: Callable[[], bool] = _never) -> bool:
    """Whether a regular file is there with exactly these bytes.

    Raises:
        Stopped: ``stop`` became true.
    """
    return file.is_file() and not file.is_symlink() and sha256_of(file, stop=stop) == sha256


def copy(source: Path, target: Path, *, stop: Callable[[], bool] = _never) -> str:
    """Copy to a new name, synced; return its SHA-256.

    Raises:
        FileExistsError: ``target`` exists.
        Stopped: ``stop`` became true; a part of the copy is there.
    """
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("xb") as writing:
        for number, block in enumerate(_blocks(reading, stop), start=1):
            digest.update(block)
            writing.write(block)
            if number % _SYNCED == 0:
                os.fsync(writing.fileno())
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def write_new(target: Path, content: bytes) -> None:
    """Write a file under a new name, synced; it appears whole.

    Raises:
        FileExistsError: ``target`` exists.
    """
    temporary = _temporary_beside(target)
    _write(temporary, content)
    try:
        _link_or_rename(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


def finish_writing(target: Path) -> None:
    """Remove what an interrupted ``write_new`` left."""
    _temporary_beside(target).unlink(missing_ok=True)


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """A file to fill; becomes ``target`` if the block ends well.

    For our own files: it replaces an earlier ``target``, and a reader sees the old or the new one.
    """
    temporary = _temporary_beside(target)
    try:
        with temporary.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


def replace(target: Path, content: bytes) -> None:
    """Write a file of ours, whole; it may be there already."""
    with written_whole(target) as file:
        file.write(content)


def place(temporary: Path, target: Path) -> None:
    """Give a finished file its final name on the same file system.

    ``temporary`` may or may not remain. Where hard links do not exist, an empty placeholder holds
    the name until the file replaces it.

    Raises:
        FileExistsError: ``target`` exists.
    """
    try:
        os.link(temporary, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        temporary.replace(target)


def move(source: Path, target: Path, *, reads_back: Callable[[Path, str], bool] = holds) -> None:
    """Move a file to a new name, across file systems too.

    A crash leaves the file under at least one of the names, and a second call ends what the first
    began: the same content at ``target`` counts as moved. On another file system the source goes
    only after the copy ``reads_back`` with its SHA-256.

    Raises:
        FileExistsError: something else is at ``target``.
        OSError: the copy does not read back, or the system refuses.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _link_or_copy(source, target, reads_back)
    except FileExistsError:
        if not (target.is_file() and (target.samefile(source) or holds(target, sha256_of(source)))):
            raise
    sync_folder(target.parent)
    source.unlink(missing_ok=True)


def _link_or_copy(source: Path, target: Path, reads_back: Callable[[Path, str], bool]) -> None:
    try:
        _link_or_rename(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy_whole(source, target, reads_back=reads_back)


def _link_or_rename(source: Path, target: Path) -> None:
    """Give a file a new name in a folder where only we write.

    A look before the rename is enough there, and no placeholder can be left.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        source.rename(target)


def copy_whole(
    source: Path,
    target: Path,
    *,
    reads_back: Callable[[Path, str], bool] = holds,
    stop: Callable[[], bool] = _never,
) -> None:
    """Copy a file with its times to a new name, synced; it appears whole.

    Raises:
        FileExistsError: ``target`` exists.
        Stopped: ``stop`` became true; a part may lie beside ``target``.
        OSError: the copy does not read back, or the system refuses.
    """
    temporary = _temporary_beside(target)
    temporary.unlink(missing_ok=True)
    copied = copy(source, temporary, stop=stop)
    shutil.copystat(source, temporary)
    if not reads_back(temporary, copied):
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(temporary))
    try:
        _link_or_rename(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the folder's names durable, where the file system can."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)


def names_in(folder: Path) -> list[str]:
    """The names in a folder, sorted; none if there is no folder."""
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        return []


def remove_empty(folder: Path, *, up_to: Path) -> None:
    """Remove the folder and those above it while they are empty.

    ``up_to`` stays.
    """
    while folder != up_to:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
            return
        folder = folder.parent


def _temporary_beside(target: Path) -> Path:
    """A hidden name that depends on the target's alone.

    So a second try finds what the first left.
    """
    mark = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]
    return target.with_name(f"{TEMPORARY}{mark}.part")


def _write(file: Path, content: bytes) -> None:
    file.unlink(missing_ok=True)
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
