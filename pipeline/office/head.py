"""The journal's head in a second place, so that a tail that was cut off shows.

The journal proves that no event in it was altered, but not that its last ones are still there. So
the number and the hash of its newest event are written into the inbox, too, now and then: always
after the event itself, so that a crash in between is no alarm. Nothing signs it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline import files
from pipeline.core.naming import readable
from pipeline.files import reaching
from pipeline.folder_errors import JournalCut

NAME = ".journal"
"""Its file in the inbox's folder for files in work."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest event of a journal."""

    journal: str
    """The hash of its first event: which journal it is."""
    count: int
    """How many events there are."""
    hash: str
    """The hash of the newest."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Events that were there once: from ``first`` to ``last``, counted from 1."""

    first: int
    last: int


def cut_error(state: Path, gap: Gap) -> JournalCut:
    """What is told of a gap in the journal of a state folder."""
    return JournalCut(folder=readable(str(state)), first=gap.first, last=gap.last)


def read_head(folder: Path) -> Head | None:
    """What is known in ``folder``; None if nothing readable is.

    Raises:
        FolderUnreachable: the folder is out of reach.
    """
    with reaching(folder):
        try:
            return Head(**json.loads((folder / NAME).read_bytes()))
        except FileNotFoundError:
            folder.stat()
        except (TypeError, ValueError):  # written in a hurry before a power cut, or by somebody
            pass
    return None


def write_head(folder: Path, head: Head) -> None:
    """Let ``folder`` know the newest event.

    Raises:
        DiskFull, FolderUnreachable: the folder refuses; the earlier head is still whole.
    """
    with reaching(folder):
        files.replace(folder / NAME, json.dumps(asdict(head)).encode())
