"""What a child process may do: read, compute, and write where it works.

A parser with a hole runs as whatever opened the file wants. So it has no network, gains no rights,
writes nowhere but in its own folders, and has limits. Each wall stands where the system allows it;
``walls`` finds out which of them do here. The programs that a child starts are behind the same
walls.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.sandbox.landlock import confine
from pipeline.sandbox.limits import LEAST_BYTES, ram_bytes, set_limits
from pipeline.sandbox.rights import gain_nothing, give_up_capabilities, leave_network


def enter(memory_bytes: int, writable: Sequence[Path] | None) -> None:
    """Put up the walls around this process, for good.

    It must have one thread only. ``writable`` are the folders in which it may write; None for all.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        alone = leave_network(libc)
        set_limits(min(memory_bytes, max(LEAST_BYTES, ram_bytes())), alone=alone)
        gain_nothing(libc)
        confine(libc, writable)
        give_up_capabilities(libc, alone=alone)
        if writable:
            os.environ["TMPDIR"] = str(writable[0])  # noqa: TID251 - libraries read it here only
