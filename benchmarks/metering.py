"""What a process and everything it started costs."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY = 0.1  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU and wall time in seconds, and how the command ended.

    ``peak_bytes`` is the most memory that the whole tree held at once.
    """

    cpu: float
    wall: float
    peak_bytes: int
    exit_code: int


def measure(arguments: Sequence[str], *, log: Path | None = None) -> Cost:
    """Run a command to its end and measure it and its children.

    What it says goes into ``log``, if there is one. CPU comes from ``getrusage(RUSAGE_CHILDREN)``,
    so it is exact for every child that its parent waited for. Memory is the largest sum seen of the
    tree's proportional set sizes (shared pages count once), looked at ten times a second.
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
    """The ids of process ``root`` and of all its running descendants."""
    try:
        descendants = psutil.Process(root).children(recursive=True)
    except psutil.NoSuchProcess:
        descendants = []
    return (root, *(process.pid for process in descendants))


def cpu_seconds(pids: Iterable[int]) -> float:
    """CPU time so far of these processes and their ended children."""
    seconds = 0.0
    for pid in pids:
        with contextlib.suppress(psutil.Error):  # It ended meanwhile.
            used = psutil.Process(pid).cpu_times()
            seconds += used.user + used.system + used.children_user + used.children_system
    return seconds


def memory_bytes(pids: Iterable[int]) -> int:
    """Sum of the proportional set sizes; an ended process counts 0."""
    held = 0
    for pid in pids:
        with contextlib.suppress(psutil.Error):  # It ended meanwhile.
            held += psutil.Process(pid).memory_full_info().pss
    return held


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def machine() -> str:
    """The processor and the number of cores, to show beside a table."""
    # psutil does not know the processor's name.
    info = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in info if line.startswith("model name"))
    return f"{next(names, os.uname().machine)}, {os.cpu_count()} cores"
