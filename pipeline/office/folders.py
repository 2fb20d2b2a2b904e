"""The office's folders: fit to work in, held by one process."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline import files
from pipeline.core.naming import readable
from pipeline.core.office.intake import IN_WORK
from pipeline.errors import AlreadyRunning, FoldersNested, InboxMissing, JournalElsewhere
from pipeline.files import reaching
from pipeline.folder_errors import FolderUnmarked
from pipeline.office.database import details_of
from pipeline.office.markers import INBOX_MARKER, knows_outbox

_PRIVATE = 0o700
"""Mode of the state folder: the texts of all documents lie in it, of every folder."""


@contextmanager
def only_instance(state: Path, inbox: Path) -> Iterator[None]:
    """Hold the state folder and the inbox for this process.

    The system lets go when the process dies. The inbox's folder for files in work is made only for
    a new office: where an earlier one is gone, it may be the share.

    Raises:
        AlreadyRunning: another process holds one of them.
        JournalElsewhere: the state folder belongs to another inbox; nothing was made in this one.
        DiskFull, FolderUnreachable: a lock cannot be written, or this is not the inbox we know.
    """
    with reaching(state):
        state.mkdir(parents=True, exist_ok=True)
        _close_to_others(state)
    with ExitStack() as held:
        held.enter_context(_lock(state / "lock"))
        bound = inbox_of(state)
        if bound not in {None, str(inbox)}:
            folders = {"folder": state, "bound": bound, "inbox": inbox}
            raise JournalElsewhere(**{name: readable(str(is_)) for name, is_ in folders.items()})
        with reaching(inbox):
            if not (inbox / IN_WORK).is_dir():
                if details_of(state, "claimed"):
                    raise FolderUnmarked(folder=readable(str(inbox)), marker=INBOX_MARKER)
                (inbox / IN_WORK).mkdir(exist_ok=True)
        held.enter_context(_lock(inbox / IN_WORK / ".lock"))
        yield


def inbox_of(state: Path) -> str | None:
    """The inbox that the journal in ``state`` belongs to, if it has one."""
    said = details_of(state, "bound")
    return str(json.loads(said[0]).get("inbox")) if said else None


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    with ExitStack() as held:
        with reaching(file.parent):
            try:
                held.enter_context(FileLock(file, blocking=False))
            except Timeout as error:
                raise AlreadyRunning(folder=readable(str(file.parent))) from error
        yield


def check_folders(inbox: Path, outbox: Path, state: Path) -> None:
    """Refuse folders that are nested or cannot be written.

    The outbox of a new office is created where its parent exists, a missing state folder with its
    parents. The inbox never is, nor an outbox that was there before: there may be a share that is
    not mounted. Whatever is refused, nothing new stays behind. The state folder is closed to all
    but its owner.

    Raises:
        FoldersNested: one folder lies inside another, or is the same.
        InboxMissing: there is no inbox.
        FolderUnreachable: one of them may not be written or created.
        DiskFull: there is no room for a single byte.
    """
    roots = [folder.resolve() for folder in (inbox, outbox, state)]
    for one in range(len(roots)):
        for other in range(len(roots)):
            if one != other and roots[one].is_relative_to(roots[other]):
                raise FoldersNested(
                    inner=readable(str(roots[one])), outer=readable(str(roots[other]))
                )
    with reaching(inbox):
        if not inbox.is_dir():
            raise InboxMissing(folder=readable(str(inbox)))
    new_outbox = () if knows_outbox(state, outbox) else (outbox,)
    with ExitStack() as created:
        for folder, path in (
            (inbox, ()),
            (outbox, new_outbox),
            (state, (*reversed(state.parents), state)),
        ):
            with reaching(folder):
                for missing in path:
                    if not missing.is_dir():
                        missing.mkdir()
                        created.callback(files.remove_empty, missing, up_to=missing.parent)
                _probe(folder)
        with reaching(state):
            _close_to_others(state)
        created.pop_all()


def _close_to_others(state: Path) -> None:
    """Let only its owner into the state folder, a new or an existing one.

    What lies in it keeps its mode: nobody else gets as far as that.
    """
    if stat.S_IMODE(state.stat().st_mode) != _PRIVATE:
        with suppress(PermissionError):  # another account's, or a file system without modes
            state.chmod(_PRIVATE)


def _probe(folder: Path) -> None:
    probe = folder / f"{files.TEMPORARY}probe.part"
    try:
        probe.write_bytes(b".")
    finally:
        probe.unlink(missing_ok=True)
