"""What a folder's paper needs: habits of the people who scan there, as its profile tells them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Blank = Literal["keep", "remove"]
Split = Literal["none", "sheets", "codes"]
DoubleSided = Literal["none", "stack", "two-files"]


@dataclass(frozen=True, slots=True)
class Habits:
    """How the sheets of a folder's scans become documents; all off by default.

    ``blank``: what becomes of blank pages. ``split``: where a new document begins, at separator sheets
    (which are left out) or at pages with a code that begins like one of ``codes`` (which are kept).
    ``double_sided``: all front sides, then all back sides from the last to the first, in one file or in two.
    """

    blank: Blank = "keep"
    split: Split = "none"
    codes: tuple[str, ...] = ("ASN",)
    double_sided: DoubleSided = "none"


NO_HABITS = Habits()
"""Every scan is published as it was scanned."""
