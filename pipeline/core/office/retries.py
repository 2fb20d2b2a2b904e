"""Retries: when failed work is tried again, and when it is given up.

A machine in the way is waited for as long as it takes; a crash, a hang or a fault of ours gets
three attempts. A rejected document (``pipeline.errors``) is never tried again and does not come
here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from typing import assert_never

ATTEMPTS = 3
"""Failures of one piece of work before it is given up."""

STARTS = 12
"""Starts without an end before a piece of work is given up.

More than ``ATTEMPTS``: a start without an end is mostly a power cut or a stopped program and no
fault of the document; a document that takes the whole machine down must still end some day.
"""

_FIRST_WAIT = timedelta(seconds=2)
_LONGEST_WAIT = timedelta(minutes=5)


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
