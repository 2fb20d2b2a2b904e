"""What a process and everything it started costs, read from Linux's /proc."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY = 0.1  # seconds between two looks at the memory

# Source: proc_pid_stat(5), counted from the field after the command's name, which is number 3 there.
_PARENT, _USER, _CHILDREN_SYSTEM = 1, 11, 14


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall time in seconds, the peak of the whole tree's memory in bytes, and how the command ended."""

    cpu: float
    wall: float
    peak_bytes: int
    exit_code: int


def measure(arguments: Sequence[str], *, log: Path | None = None) -> Cost:
    """Run a command to its end, and say what it and its children cost; what it says goes into ``log``, if there is one.

    CPU comes from ``getrusage(RUSAGE_CHILDREN)``, so it is exact for every child that its parent waited
    for. Memory is the largest sum seen of the tree's proportional set sizes (shared pages count once),
    looked at ten times a second.
    """
    before, began = _children_cpu(), time.perf_counter()
    peak = 0
    with contextlib.ExitStack() as stack:
        output = stack.enter_context(log.open("wb")) if log else None
        process = stack.enter_context(subprocess.Popen(arguments, stdout=output, stderr=output))
        while process.poll() is None:
            peak = max(peak, memory_bytes(tree(process.pid)))
            time.sleep(_EVERY)
    return Cost(_children_cpu() - before, time.perf_counter() - began, peak, process.returncode)


def tree(root: int) -> tuple[int, ...]:
    """The ids of process ``root`` and of all that it started, directly or not, and that still run."""
    children: dict[int, list[int]] = {}
    for pid, fields in _processes():
        children.setdefault(int(fields[_PARENT]), []).append(pid)
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return tuple(found)


def cpu_seconds(pids: Iterable[int]) -> float:
    """CPU time that these processes, and the children they have waited for, have used so far."""
    wanted = set(pids)
    ticks = (fields[_USER : _CHILDREN_SYSTEM + 1] for pid, fields in _processes() if pid in wanted)
    return sum(sum(map(int, used)) for used in ticks) / _TICKS


def memory_bytes(pids: Iterable[int]) -> int:
    """Proportional set size of these processes together; those that have ended count nothing."""
    return sum(_proportional(pid) for pid in pids)


def _proportional(pid: int) -> int:
    try:
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass  # It ended meanwhile.
    return 0


def _processes() -> Iterator[tuple[int, list[str]]]:
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                # The name in brackets may itself hold brackets and spaces.
                yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # It ended meanwhile.


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def machine() -> str:
    """The processor and the number of cores, for the reader of a table."""
    info = (_PROC / "cpuinfo").read_text().splitlines()
    name = next((line.partition(":")[2].strip() for line in info if line.startswith("model name")), os.uname().machine)
    return f"{name}, {os.cpu_count()} cores"
