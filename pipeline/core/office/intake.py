"""Which files in the inbox have arrived, and which are left alone.

One look at the inbox is compared with the looks before it.

Events are never trusted, only sizes and times that stay equal. Modification times are compared for
equality alone, since other machines' clocks are wrong; how long is measured by our own monotonic
clock.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from pipeline.core.completeness import Ending
from pipeline.core.naming import comparison_key
from pipeline.core.office.ignored_names import foreign_file, foreign_folder

IN_WORK = ".in-work"
"""Claimed originals.

Inside the inbox, so that claiming is one rename on one file system.
"""

NEEDS_ATTENTION = "_needs-attention"
"""Files that a person has to look at, each with its note.

Inside the inbox, where people look.
"""

NOTE_ENDINGS = (" - note.txt", " - Hinweis.txt")
"""How our notes' names end, English and German."""

PROFILE = "profile.toml"
"""A folder's profile; see ``pipeline.office.profiles``."""

GLOSSARY = "glossary.txt"
"""Names and terms to expect in recordings, beside it or alone."""

CORRECTIONS = "corrections.toml"
"""What corrected drafts taught about the folder's words."""

_STEERING = frozenset((PROFILE, GLOSSARY, CORRECTIONS))
_OURS = frozenset(map(comparison_key, ("README.md", "LIESMICH.md", "status.html"))) | _STEERING
DEEPEST = 100
"""Folders in folders that are entered.

Deeper ones are somebody's mistake, such as a copy of a folder into itself, and Python's own calls
for folders cannot go deeper than some hundreds.
"""

_URGENT_NAMES = ("!", "eilt_", "urgent_")
_URGENT_FOLDERS = frozenset(("_eilt", "_urgent"))
_HEAD_START = 50
"""Earlier arrivals that an urgent one overtakes.

More would let a busy day starve ordinary work.
"""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A regular file as one look found it.

    ``source`` is as in ``Job``; ``modified_ns`` is by the file server's clock.
    """

    source: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A file under observation.

    It has looked like this since ``since`` (monotonic seconds), on ``looks`` looks.
    """

    sighting: Sighting
    since: float
    looks: int = 1


class Waiting(StrEnum):
    """Why a file stays in the inbox for now."""

    CHANGING = "changing"
    """It was written to just now."""
    NEXT = "next"
    """It has arrived and is taken into work at the next look."""
    EMPTY = "empty"
    """It holds nothing yet."""
    UNFINISHED = "unfinished"
    """The end that its type demands is missing."""
    IN_USE = "in-use"
    """Another program holds it."""
    READ_ONLY = "read-only"
    """Its folder is another file system on which we may not write."""
    UNREADABLE = "unreadable"
    """We may not read it."""
    TOO_DEEP = "too-deep"
    """It lies in too many folders, or its path is too long."""
    OUT_OF_REACH = "out-of-reach"
    """The system cannot read it at the moment."""
    LINK = "link"
    """It points to a file or folder elsewhere, which may be anybody's."""
    SPECIAL = "special"
    """It is a pipe, a socket or a device."""
    OTHER_SIDE = "other-side"
    """The file with the other sides of its sheets is missing."""

    @property
    def passes(self) -> bool:
        """Whether waiting helps; the others need a person."""
        match self:
            case Waiting.CHANGING | Waiting.NEXT | Waiting.EMPTY | Waiting.UNFINISHED:
                return True
            case Waiting.IN_USE | Waiting.UNREADABLE | Waiting.OTHER_SIDE:
                return False
            case Waiting.READ_ONLY | Waiting.TOO_DEEP | Waiting.OUT_OF_REACH:
                return False
            case Waiting.LINK | Waiting.SPECIAL:
                return False
            case _:
                assert_never(self)


def refusal(error: OSError) -> Waiting:
    """Why a file or folder waits that the system does not let us read."""
    if isinstance(error, PermissionError):
        return Waiting.UNREADABLE
    return Waiting.TOO_DEEP if error.errno == errno.ENAMETOOLONG else Waiting.OUT_OF_REACH


def watched_files(
    before: Mapping[str, WatchedFile], sightings: Iterable[Sighting], *, now: float
) -> dict[str, WatchedFile]:
    """What is under observation after a look.

    Changed and new files start again, missing ones are forgotten.
    """
    watched: dict[str, WatchedFile] = {}
    for sighting in sightings:
        known = before.get(sighting.source)
        same = known is not None and known.sighting == sighting
        watched[sighting.source] = (
            WatchedFile(sighting, known.since, known.looks + 1)
            if known is not None and same
            else WatchedFile(sighting, now)
        )
    return watched


def settled(watched: WatchedFile, *, now: float, settle: float) -> bool:
    """Whether it stayed equal on two looks and for ``settle`` seconds."""
    return watched.looks > 1 and now - watched.since >= settle


def waits(
    watched: WatchedFile, end: Ending, *, now: float, settle: float, patience: float
) -> Waiting | None:
    """Why the file waits, or None once it has arrived.

    An empty file and a missing end lengthen the wait to ``patience`` seconds without a change; then
    the file is taken as it is, since much can be salvaged.
    """
    if not settled(watched, now=now, settle=settle):
        return Waiting.CHANGING
    if now - watched.since >= patience:
        return None
    if watched.sighting.size == 0:
        return Waiting.EMPTY
    return Waiting.UNFINISHED if end is Ending.INCOMPLETE else None


def next_look(watching: Iterable[WatchedFile], *, now: float, settle: float) -> float | None:
    """Seconds until the next file can have settled; None without one."""
    dues = [
        watched.since + settle - now
        for watched in watching
        if not settled(watched, now=now, settle=settle)
    ]
    return max(0.0, min(dues)) if dues else None


def ignored_folder(name: str) -> bool:
    """Whether a folder is hidden, the system's or our own, by its name."""
    return foreign_folder(name) or comparison_key(name) == NEEDS_ATTENTION


def ignored_file(name: str) -> bool:
    """Whether a file of this name is never claimed.

    It is hidden, unfinished, made by a system, or one of our own texts.
    """
    plain = comparison_key(name)
    return (
        foreign_file(name)
        or plain.endswith(tuple(map(comparison_key, NOTE_ENDINGS)))
        or plain in _OURS
    )


def steering_file(name: str) -> bool:
    """Whether a file of this name says how to work in its folder."""
    return comparison_key(name) in _STEERING


def urgent(source: str) -> bool:
    """Whether the name or a folder asks for haste.

    ``!Brief.pdf``, ``EILT_Brief.pdf``, ``_urgent/Brief.pdf``.
    """
    *folders, name = source.casefold().split("/")
    return name.startswith(_URGENT_NAMES) or not _URGENT_FOLDERS.isdisjoint(folders)


def priority(source: str, arrival: int) -> int:
    """The place in the queue, from 1; the smallest is next.

    An urgent file overtakes the last fifty arrivals, never all.
    """
    return arrival if urgent(source) else arrival + _HEAD_START
