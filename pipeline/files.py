"""Files appear whole or not at all, and none takes the place of another unnoticed."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.core.naming import readable
from pipeline.errors import DiskFull, FolderUnreachable

TEMPORARY = ".schreibstube-"
"""How every temporary file of ours begins, in whatever folder it stands."""

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_NO_LINKS = frozenset(
    (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
)
"""What ``link`` answers where hard links do not exist (FAT, many shares) or are not allowed for this file."""


@contextmanager
def reaching(folder: Path) -> Iterator[None]:
    """Says whose turn it is when the system refuses something in ``folder``.

    Raises:
        DiskFull: no room, no inodes, or over quota.
        FolderUnreachable: anything else that the system refuses.
    """
    try:
        yield
    except OSError as error:
        kind = DiskFull if error.errno in _FULL else FolderUnreachable
        raise kind(folder=readable(str(folder))) from error


def sha256_of(file: Path) -> str:
    """The SHA-256 of its bytes, in hexadecimal; reads in blocks."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def holds(file: Path, sha256: str) -> bool:
    """Whether a regular file stands there with exactly these bytes."""
    return file.is_file() and not file.is_symlink() and sha256_of(file) == sha256


def copy(source: Path, target: Path) -> str:
    """A synced copy under a name that must be new; returns the SHA-256 of what was read.

    Raises:
        FileExistsError: ``target`` exists.
    """
    digest = hashlib.sha256()
    with source.open("rb") as reading, target.open("xb") as writing:
        while block := reading.read(1 << 20):
            digest.update(block)
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def write_new(target: Path, content: bytes) -> None:
    """A synced file under a name that must be new: nobody sees it half written.

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
    """Remove what a ``write_new`` that was cut short after its last step left beside ``target``."""
    _temporary_beside(target).unlink(missing_ok=True)


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """A file to fill that becomes ``target`` when the block ends well, and nothing when it does not.

    For our own files: an earlier ``target`` gives way, and a reader sees the old one or the new one.
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
    """Our own file with new content, whole."""
    with written_whole(target) as file:
        file.write(content)


def place(temporary: Path, target: Path) -> None:
    """Give a finished file its final name on the same file system; ``temporary`` may or may not remain.

    Where hard links do not exist, an empty placeholder holds the name until the file replaces it.

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


def move(source: Path, target: Path) -> None:
    """Move a file to a name that must be new, across file systems too; equal content there counts as moved.

    A crash leaves the file under at least one of the names, and a second call ends what the first began.

    Raises:
        FileExistsError: something else stands at ``target``.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _link_or_copy(source, target)
    except FileExistsError:
        if not (target.is_file() and (target.samefile(source) or holds(target, sha256_of(source)))):
            raise
    sync_folder(target.parent)
    source.unlink(missing_ok=True)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        _link_or_rename(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_over(source, target)


def _link_or_rename(source: Path, target: Path) -> None:
    """For folders in which only we write: a look before the rename is enough, and no placeholder can stay behind."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        source.rename(target)


def _copy_over(source: Path, target: Path) -> None:
    temporary = _temporary_beside(target)
    temporary.unlink(missing_ok=True)
    copied = copy(source, temporary)
    shutil.copystat(source, temporary)
    if not holds(temporary, copied):
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(temporary))
    try:
        _link_or_rename(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the folder's names durable; file systems that cannot sync folders are left alone."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)


def names_in(folder: Path) -> list[str]:
    """The names in a folder, sorted; none if it does not exist."""
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        return []


def remove_empty(folder: Path, *, up_to: Path) -> None:
    """Remove the folder and those above it, below ``up_to``, as far as they are empty."""
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
    """A hidden name that depends only on the target's, so that a second try finds what the first left."""
    mark = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]
    return target.with_name(f"{TEMPORARY}{mark}.part")


def _write(file: Path, content: bytes) -> None:
    file.unlink(missing_ok=True)
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
