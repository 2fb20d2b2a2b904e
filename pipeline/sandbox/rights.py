"""The network and the rights of a process, given up for good."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from pathlib import Path

_KEPT = 1 << 0 | 1 << 1 | 1 << 3 | 1 << 4
"""What root keeps: the files of others, as shares have them.

CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_FOWNER, CAP_FSETID. Source: include/uapi/linux/capability.h.
"""

_PR_SET_NO_NEW_PRIVS = 38
"""Source: prctl(2)."""

_NEW_USER, NEW_NETWORK = 0x1000_0000, 0x4000_0000
"""Source: unshare(2)."""

_CAPABILITIES_3 = 0x2008_0522
"""Source: capget(2)."""


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def leave_network(libc: ctypes.CDLL) -> bool:
    """Go where no network is; whether that is a user namespace of our own.

    As root it is none: there the files of others would be out of reach.
    """
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(NEW_NETWORK) == 0 or libc.unshare(_NEW_USER | NEW_NETWORK) != 0:
        return False
    with suppress(OSError):  # without, our files belong to "nobody" as seen from here
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def gain_nothing(libc: ctypes.CDLL) -> None:
    """Let no program that is started have more rights (setuid)."""
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def give_up_capabilities(libc: ctypes.CDLL, *, alone: bool) -> None:
    """Keep no capability; as root (not ``alone``) those for files."""
    kept = 0 if alone else _KEPT
    header, data = _CapabilityHeader(_CAPABILITIES_3, 0), (_Capabilities * 2)()
    if libc.capget(ctypes.byref(header), data) == 0:
        for number, each in enumerate(data):
            left = kept >> 32 * number & each.permitted & 0xFFFF_FFFF
            each.effective = each.permitted = left
            each.inheritable = 0
        libc.capset(ctypes.byref(header), data)
