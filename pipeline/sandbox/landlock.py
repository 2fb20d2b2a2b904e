"""Landlock: where a process may write, with whom it may speak.

The kernel has it since 5.13, without any rights, also in containers; see landlock(7).
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""The same numbers on all processors. Source: landlock(7)."""

_WRITE, _REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_FILE = (1 << bit for bit in (1, 4, 5, 7, 8))
_MAKE_SOCKET = 1 << 9
"""In its own folders; LibreOffice makes one, and it reaches no further than a file does."""
_OTHERS = sum(1 << bit for bit in (6, 10, 11, 12))
"""Devices, pipes and links, which no child of ours makes."""
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


def confine(libc: ctypes.CDLL, writable: Sequence[Path] | None) -> None:
    """Write in these folders only, and open no TCP, where Landlock is there."""
    version = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return
    rights = _WRITE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_FILE
    rights |= _MAKE_SOCKET
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
