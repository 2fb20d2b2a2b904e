"""Documents in a scan: duplex, separator sheets, blank pages.

A pure decision over what is known of each page. Every page of the scan is in exactly one document,
is a separator sheet, or is a blank page that was to be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pipeline.i18n import N_

SEPARATOR = "SCHREIBSTUBE-TRENNBLATT"
"""What the code on our separator sheets says."""

_SEPARATORS = frozenset((SEPARATOR, "PATCHT"))
"""``PATCHT`` is on sheets of paperless-ngx and of scanner makers."""

Blank = Literal["keep", "remove"]
Split = Literal["none", "sheets", "codes"]
DoubleSided = Literal["none", "stack", "two-files"]
Text = Literal["keep", "check", "new"]


@dataclass(frozen=True, slots=True)
class Habits:
    """How a folder's scans become documents; all off by default.

    ``blank``: what becomes of blank pages. ``split``: where a new document begins, at separator
    sheets (which are left out) or at pages with a code that begins like one of ``codes`` (which are
    kept). ``double_sided``: duplex by hand, all front sides, then all back sides from the last to
    the first, in one file or in two. ``text``: whether words that a PDF brings along are believed,
    compared with the picture, or read anew.
    """

    blank: Blank = "keep"
    split: Split = "none"
    codes: tuple[str, ...] = ("ASN",)
    double_sided: DoubleSided = "none"
    text: Text = "check"


NO_HABITS = Habits()
"""Every scan is published as it was scanned."""


@dataclass(frozen=True, slots=True)
class Side:
    """A page of a scan, and the texts of its barcodes and QR codes."""

    number: int
    blank: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One document: the numbers of its pages, in order.

    ``left_out`` is how many blank pages were left out of it.
    """

    numbers: tuple[int, ...]
    left_out: int = 0


class Oddity(StrEnum):
    """What a person should know: a habit not followed, something not read or left out."""

    ALL_BLANK = "all-blank"
    ONLY_SEPARATORS = "only-separators"
    UNPAIRED = "unpaired"
    UNREAD = "unread"
    COARSE = "coarse"
    CLEANED = "cleaned"
    SKIPPED = "skipped"
    UNREAD_STAMP = "unread-stamp"
    UNREAD_SIGNS = "unread-signs"
    HANDWRITING = "handwriting"
    OVERPRINT = "overprint"
    CUT_OFF = "cut-off"
    E_INVOICE = "e-invoice"

    @property
    def sentence(self) -> str:
        """A sentence for the reader, to be translated."""
        return _SENTENCES[self]

    @property
    def is_usual(self) -> bool:
        """Whether it is no fault: every letter is signed."""
        return self is Oddity.HANDWRITING


_SENTENCES = {
    Oddity.UNREAD: N_(
        "There is something that looks like text but could not be read; the draft names the pages."
    ),
    Oddity.COARSE: N_(
        "There are very large pages, read at less than the usual resolution; small print may be "
        "missing."
    ),
    Oddity.CLEANED: N_(
        "Before or behind the PDF in this file stood something else, such as the header of a mail; "
        "it was left out."
    ),
    Oddity.SKIPPED: N_("Not every picture in this file became a page; the draft says how many."),
    Oddity.ALL_BLANK: N_("All pages are blank; none was left out."),
    Oddity.ONLY_SEPARATORS: N_("There are only separator sheets in this scan; it was not divided."),
    Oddity.UNPAIRED: N_(
        "Front and back sides could not be put together, since their numbers differ: perhaps two"
        " sheets were drawn in at once. The pages stand in the order in which they were scanned."
    ),
    Oddity.E_INVOICE: N_(
        "The e-invoice data in this PDF could not be read, or say something else than its pages; "
        "the draft says what."
    ),
    Oddity.CUT_OFF: N_(
        "A part of a page is missing, because the file is cut off or damaged; the draft names the "
        "pages."
    ),
    Oddity.UNREAD_SIGNS: N_(
        "Single figures or letters could not be read; the draft names the pages."
    ),
    Oddity.HANDWRITING: N_("Handwriting or drawings were not read; the draft shows them."),
    Oddity.OVERPRINT: N_(
        "Something is printed across words; some may be missing. The draft shows the places."
    ),
    Oddity.UNREAD_STAMP: N_("A stamp or note could not be read; please look at the original."),
}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The documents in a scan: one or more, none without pages."""

    parts: tuple[Part, ...]
    oddities: tuple[Oddity, ...] = ()


def arrangement(sides: Sequence[Side], habits: Habits, *, fronts: int | None = None) -> Arrangement:
    """The documents that the pages ``sides`` make.

    ``fronts`` is how many of them came in the file of front sides. A habit that cannot be followed
    is an oddity, and the pages stay as they are.
    """
    oddities: list[Oddity] = []
    if habits.double_sided != "none":
        paired = _duplex_pairs(sides, fronts)
        if paired is None:
            oddities.append(Oddity.UNPAIRED)
        else:
            sides = paired
    groups = _documents(sides, habits)
    if not groups:
        oddities.append(Oddity.ONLY_SEPARATORS)
        groups = [list(sides)]
    parts = _parts_without_blanks(groups) if habits.blank == "remove" else _parts(groups)
    if not parts:
        oddities.append(Oddity.ALL_BLANK)
        parts = _parts(groups)
    return Arrangement(parts, tuple(oddities))


def _duplex_pairs(sides: Sequence[Side], fronts: int | None) -> list[Side] | None:
    """Each front side with its back; None if one lacks its back.

    A single page lacks nothing.
    """
    half, odd = divmod(len(sides), 2)
    if odd or fronts not in {None, half}:
        return None if len(sides) > 1 else list(sides)
    return [
        side for pair in zip(sides[:half], reversed(sides[half:]), strict=True) for side in pair
    ]


def _documents(sides: Sequence[Side], habits: Habits) -> list[list[Side]]:
    """The pages of each document; none if all are separator sheets."""
    groups: list[list[Side]] = [[]]
    for side in sides:
        separates = habits.split == "sheets" and not _SEPARATORS.isdisjoint(side.codes)
        begins = habits.split == "codes" and any(
            code.startswith(habits.codes) for code in side.codes
        )
        if separates or begins:
            groups.append([])
        if not separates:
            groups[-1].append(side)
    return [group for group in groups if group]


def _parts(groups: list[list[Side]]) -> tuple[Part, ...]:
    return tuple(Part(tuple(side.number for side in group)) for group in groups)


def _parts_without_blanks(groups: list[list[Side]]) -> tuple[Part, ...]:
    """The documents without their blank pages; wholly blank ones are gone.

    Each counts the blank pages left out since the part before it.
    """
    parts: list[Part] = []
    blank = 0
    for group in groups:
        numbers = tuple(side.number for side in group if not side.blank)
        blank += len(group) - len(numbers)
        if numbers:
            parts.append(Part(numbers, blank))
            blank = 0
    if parts and blank:
        parts[-1] = Part(parts[-1].numbers, parts[-1].left_out + blank)
    return tuple(parts)
