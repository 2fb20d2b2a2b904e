"""Retries: when failed work is tried again, and when it is given up.

A machine in the way is waited for as long as it takes; a crash, a hang or a fault of ours gets
three attempts. A rejected document (``pipeline.errors``) is never tried again and does not come
here. What hung once may hang again: it waits until other documents are done, and its first attempt
lasts only as long as such work ever needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import Self, assert_never

ATTEMPTS = 3
"""Failures of one piece of work before it is given up."""

STARTS = 12
"""Starts without an end before a piece of work is given up.

More than ``ATTEMPTS``: a start without an end is mostly a power cut or a stopped program and no
fault of the document; a document that takes the whole machine down must still end some day.
"""

_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_WAIT = timedelta(minutes=5)


_SHORTEST = 5.0
"""Seconds of CPU of the shortest time limit of a first attempt.

Measured: a letter of one page takes 2.25, all starts included (docs/benchmarks/ocr-missed.md).
"""

_STRETCHED = 4
"""So much longer may it take on the clock: other programs want the cores, too."""

_BYTES_PER_SECOND = 32 << 10
"""Of a file that is opened for the first time.

Measured: 300 pages of digital text, 0.1 MB, take 5.5 s of CPU.
"""


class BusySeconds(float):
    """A time limit that a busy machine stretches: seconds of CPU.

    ``most`` is the limit on the clock, which also ends what only waits.
    """

    most: float

    def __new__(cls, seconds: float, *, most: float) -> Self:
        """A limit of ``seconds`` of CPU, and ``most`` on the clock."""
        limit = super().__new__(cls, seconds)
        limit.most = most
        return limit


class Patience(Enum):
    """How long an attempt may last."""

    FIRST = auto()
    """As long as such work ever needed: most hangs end here, and soon."""
    FULL = auto()
    """As long as the settings say."""
    LESS = auto()
    """It hung that long before: half of it."""

    def seconds(self, limit: float, *, usual: float) -> float:
        """The time limit, perhaps ``BusySeconds``; ``limit`` is that of the settings.

        ``usual`` is the share of it that such work needs.
        """
        match self:
            case Patience.FIRST:
                seconds = min(limit, max(_SHORTEST, limit * usual))
                return BusySeconds(seconds, most=min(limit, seconds * _STRETCHED))
            case Patience.FULL:
                return limit
            case Patience.LESS:
                return limit / 2
            case _:
                assert_never(self)


def patience(*, failed: int) -> Patience:
    """How long the next attempt may last, after so many failures."""
    return (Patience.FIRST, Patience.FULL, Patience.LESS)[min(failed, 2)]


def usual_share(size_bytes: int, *, limit: float) -> float:
    """The share of the limit that opening a file of this size needs."""
    return 0.01 + size_bytes / _BYTES_PER_SECOND / limit


class Failure(Enum):
    """Why work failed, as far as it decides what to do next."""

    MACHINE = auto()
    """This machine is in the way: ``errors.Unavailable``."""
    NATIVE = auto()
    """A child process crashed or hung."""
    FAULT = auto()
    """A fault of ours."""


@dataclass(frozen=True, slots=True)
class Again:
    """Try again after ``wait``."""

    wait: timedelta


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Do not try again."""


def next_attempt(failure: Failure, *, attempt: int) -> Again | GiveUp:
    """What to do after a failure; ``attempt`` counts from 1.

    Waits double from two seconds to five minutes.
    """
    match failure:
        case Failure.NATIVE | Failure.FAULT if attempt >= ATTEMPTS:
            return GiveUp()
        case Failure.MACHINE | Failure.NATIVE | Failure.FAULT:
            return Again(min(_FIRST_WAIT * 2 ** min(attempt - 1, 16), _LONGEST_WAIT))
        case _:
            assert_never(failure)


def exhausted(*, unfinished_starts: int) -> bool:
    """Whether work is given up after these starts without an end."""
    return unfinished_starts >= STARTS
