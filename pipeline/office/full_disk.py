"""A full disk, told as what it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import files
from pipeline.core.naming import readable
from pipeline.errors import DiskFull

_ROOM_BYTES = 1 << 16
"""Free bytes below which whatever fails, fails for want of room."""


@contextmanager
def telling_a_full_disk(state: Path) -> Iterator[None]:
    """Call it a full disk where a library in a child had no room to write.

    Raises:
        DiskFull: the disk of the state folder is full: no fault of the document's.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        full = isinstance(error, OSError) and error.errno in files.FULL
        if full or shutil.disk_usage(state).free < _ROOM_BYTES:
            raise DiskFull(folder=readable(str(state))) from error
        raise
