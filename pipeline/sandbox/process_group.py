"""A child and all that it starts: one group, which ends together."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from multiprocessing import parent_process
from pathlib import Path
from select import select

_F_SETSIG = 10
"""Source: fcntl(2); Python's ``fcntl`` does not name it before 3.13."""


def die_together() -> None:
    """Lead a group that the system kills when the parent is gone.

    The programs that this process starts belong to the group. Python gives a child a pipe whose
    other end only the parent holds; when it closes, the system itself sends SIGKILL to the group,
    whatever each of it does. (PDEATHSIG would end this process alone.)
    """
    parent = parent_process()
    if sys.platform == "linux" and parent is not None:
        import fcntl  # noqa: PLC0415 - POSIX only

        os.setsid()
        watched = parent.sentinel
        fcntl.fcntl(watched, fcntl.F_SETOWN, -os.getpid())
        fcntl.fcntl(watched, _F_SETSIG, signal.SIGKILL)
        flags = fcntl.fcntl(watched, fcntl.F_GETFL)
        fcntl.fcntl(watched, fcntl.F_SETFL, flags | os.O_ASYNC)
        if select([watched], [], [], 0)[0]:  # it closed before we could ask
            os._exit(1)


def cpu_seconds(leader: int, *, alone: bool = False) -> float:
    """The CPU time of a group so far; 0 where the system does not say.

    ``alone``: of its leader only, which is quickly asked for.
    """
    ticks = 0
    with suppress(OSError):
        processes = Path("/proc").glob(str(leader) if alone else "[0-9]*")
        for process in processes:
            with suppress(OSError):
                ticks += _ticks(process, leader)
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(process: Path, leader: int) -> int:
    """Its CPU time and that of its children which have ended.

    Source: proc(5), ``/proc/pid/stat``: fields 5, and 14 to 17.
    """
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) if int(fields[2]) == leader else 0


def kill_group(leader: int) -> None:
    """End a child and all that it started, whatever they do.

    To be called before the leader is waited for: until then its number is taken.
    """
    if sys.platform == "linux":
        with suppress(ProcessLookupError, PermissionError):  # not yet a leader
            os.killpg(leader, signal.SIGKILL)
