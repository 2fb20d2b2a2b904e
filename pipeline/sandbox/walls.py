"""Which walls hold on this machine: a child tries them."""

from __future__ import annotations

import ctypes
import errno
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.sandbox.limits import MOST_PROCESSES
from pipeline.sandbox.rights import NEW_NETWORK


@dataclass(frozen=True, slots=True)
class Walls:
    """Which walls hold for a child, each as it was tried out."""

    offline: bool
    """It reaches no listener on this very machine, so none elsewhere."""
    unprivileged: bool
    """It gains no rights by starting a program, and has none to leave its box."""
    confined: bool
    """It writes nothing outside of its folders."""
    limited: bool
    """Memory, CPU time and the size of files end."""
    few: bool
    """The number of its processes ends."""


def walls(port: int, elsewhere: Path) -> Walls:
    """Try out, in a child, what it must not be able to do.

    ``port``: of a listener on 127.0.0.1. ``elsewhere``: a folder that is not its own.
    """
    return Walls(
        offline=not _connects(port),
        unprivileged=_status_of("NoNewPrivs") == "1" and not _leaves_box(),
        confined=not _writes(elsewhere),
        limited=_is_limited(),
        few=_few_processes(),
    )


def _connects(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


def _leaves_box() -> bool:
    """Whether it could go back to the network of its parent."""
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        theirs = os.open(f"/proc/{os.getppid()}/ns/net", os.O_RDONLY)
    except OSError:
        return False
    try:
        return bool(libc.setns(theirs, NEW_NETWORK) == 0)
    finally:
        os.close(theirs)


def _writes(folder: Path) -> bool:
    place = folder / f".schreibstube-{os.getpid()}"
    try:
        place.touch(exist_ok=False)
    except OSError as error:
        return error.errno not in {errno.EACCES, errno.EPERM, errno.EROFS}
    place.unlink()
    return True


def _is_limited() -> bool:
    import resource  # noqa: PLC0415 - POSIX only

    names = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)
    return all(resource.getrlimit(name)[0] != resource.RLIM_INFINITY for name in names)


def _few_processes() -> bool:
    import resource  # noqa: PLC0415 - POSIX only

    most, _ = resource.getrlimit(resource.RLIMIT_NPROC)
    return 0 <= most <= MOST_PROCESSES and os.geteuid() != 0


def _status_of(key: str) -> str:
    """A value from the kernel's description of this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next((line.split()[1] for line in lines if line.startswith(f"{key}:")), "")
