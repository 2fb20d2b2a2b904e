"""Duplex in two files: which sides belong together, and how they end.

A scanner without a duplex unit gives a stack twice: all front sides, then all back sides. The
second file waits for the first, is claimed right after it, and ends as it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from enum import Enum, auto

from pipeline.core.model import folder_of
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import JobRecord, State


class EndOfBacks(Enum):
    """What becomes of back sides after their front sides."""

    KEEP_ORIGINAL = auto()
    """They are published already; their original is put away."""
    NONE_YET = auto()
    """The front sides are in work, or the back sides have ended."""
    JOIN = auto()
    """The front sides' results hold them."""
    REFUSE = auto()
    """The front sides were refused."""
    PUT_BACK = auto()
    """The front sides ended without them: they arrive again."""


def lone_fronts(jobs: Iterable[JobRecord], folder: str) -> JobRecord | None:
    """The open front sides from ``folder`` without back sides.

    ``jobs`` are all jobs.
    """
    jobs = tuple(jobs)
    return next(
        (
            job
            for job in jobs
            if job.state.open
            and job.fronts == job.id
            and job.folder == folder
            and backs_of(jobs, job.id) is None
        ),
        None,
    )


def backs_of(jobs: Iterable[JobRecord], fronts_id: str) -> JobRecord | None:
    """The latest back sides that belong to these front sides.

    Back sides that went back to the inbox, or were here before, do not count.
    """
    gone = {State.RETURNED, State.DUPLICATE}
    paired = (job for job in jobs if job.backs and job.fronts == fronts_id)
    return max(
        (job for job in paired if job.state not in gone),
        key=lambda job: job.arrival,
        default=None,
    )


def end_of_backs(backs: JobRecord, fronts: JobRecord) -> EndOfBacks:
    """How back sides end: as their front sides did.

    Left alone, they would be paired with the front sides of the next document.
    """
    if backs.state is State.PUBLISHED:
        return EndOfBacks.KEEP_ORIGINAL
    if fronts.state.open or not backs.state.open:
        return EndOfBacks.NONE_YET
    if fronts.state is State.PUBLISHED and fronts.facts.backs == backs.sha256:
        return EndOfBacks.JOIN
    return EndOfBacks.REFUSE if fronts.state is State.NEEDS_ATTENTION else EndOfBacks.PUT_BACK


def claim_order(
    settled: Iterable[Sighting],
    *,
    lacks_other_side: Callable[[Sighting], bool],
    alone: MutableMapping[str, Sighting],
) -> Iterator[Sighting]:
    """The settled files in the order to claim them: fronts before backs.

    A file that lacks its other side waits in ``alone``, by folder, for one of the same folder.
    Where the first of two was refused after it was claimed, the second waits in its place.
    """
    for sighting in settled:
        folder = folder_of(sighting.source)
        if not lacks_other_side(sighting):
            yield sighting
        elif folder not in alone:
            alone[folder] = sighting
        else:
            yield alone.pop(folder)
            if lacks_other_side(sighting):
                alone[folder] = sighting
            else:
                yield sighting
