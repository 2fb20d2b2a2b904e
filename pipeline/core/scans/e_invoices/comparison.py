"""The data of an e-invoice compared with what its pages show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.core.model import Page
from pipeline.core.scans.e_invoices import EInvoice
from pipeline.core.scans.letter import NOTHING_FOUND, Letter
from pipeline.core.scans.lines import lines_of
from pipeline.core.scans.sums.figures import UNIT, figure_rows
from pipeline.core.wording.printed_days import day_of

_WORDS = 4
"""Words of a day: "3. November 2026,"."""
_LONG = 4
"""Signs of a number that no other text holds by chance."""
_DUE = re.compile(r"(?i)fällig|zahlbar|zahlungsziel|zahlen sie|überweisen|due date|pay by|payable")


class Told(StrEnum):
    """What the data of an e-invoice tell."""

    NUMBER = "number"
    DAY = "day"
    DUE = "due"
    NET = "net"
    TAX = "tax"
    GROSS = "gross"
    PAYABLE = "payable"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in the data that no page shows; ``printed`` is what stands there, if known."""

    what: Told
    told: str | date | Decimal
    printed: str | date | None = None


@dataclass(frozen=True, slots=True)
class ComparedData:
    """The data of an e-invoice, and what of it no page shows."""

    data: EInvoice
    differences: tuple[Difference, ...] = ()
    carried: bool = True
    """Whether the published PDF carries them as the original does; one of some pages does not."""
    unplaced: bool = False
    """Whether none of the documents in the original shows their number."""

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at them."""
        return self.data.broken or self.unplaced or bool(self.differences)


def part_of(data: EInvoice, parts: Sequence[Sequence[Page]]) -> int | None:
    """Which of the documents in a file its data belong to; None if none shows their number.

    A single one has them in any case; of several it is the one with fewest differences.
    """
    if len(parts) == 1:
        return 0
    showing = [
        at for at, pages in enumerate(parts) if data.number and _is_printed(data.number, pages)
    ]
    found = {at: len(compared(data, parts[at], NOTHING_FOUND).differences) for at in showing}
    return min(found, key=found.__getitem__, default=None)


def compared(data: EInvoice, pages: Sequence[Page], letter: Letter) -> ComparedData:
    """The data with what no page shows; ``letter`` is what was found on the pages."""
    return ComparedData(data, tuple(_differences(data, pages, letter)))


def _differences(data: EInvoice, pages: Sequence[Page], letter: Letter) -> Iterator[Difference]:
    if data.number and not _is_printed(data.number, pages):
        yield Difference(Told.NUMBER, data.number, letter.invoice)
    days = _days(word.text for page in pages for word in page.words)
    if data.day and data.day not in days:
        yield Difference(Told.DAY, data.day, letter.day)
    if data.due and data.due not in days:
        # Pages mostly say "within 30 days": only another day is a difference.
        other = min(_printed_due(pages), default=None)
        yield from () if other is None else (Difference(Told.DUE, data.due, other),)
    amounts = _printed_amounts(pages)
    for what, amount in (
        (Told.NET, data.net),
        (Told.TAX, data.tax),
        (Told.GROSS, data.gross),
        (Told.PAYABLE, data.payable),
    ):
        if amount and abs(int(amount * UNIT)) not in amounts:
            yield Difference(what, amount)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _is_printed(number: str, pages: Sequence[Page]) -> bool:
    """Whether a number stands on a page, whatever spaces and signs are in it."""
    words = [_plain(word.text) for page in pages for word in page.words]
    wanted = _plain(number)
    return wanted in words or (len(wanted) >= _LONG and wanted in "".join(words))


def _days(texts: Iterable[str]) -> frozenset[date]:
    words = list(texts)
    found = set()
    for at, word in enumerate(words):
        if any(map(str.isdigit, word)) or word[:1].isupper():
            for end in range(at + 1, at + 1 + _WORDS):
                found.add(day_of(" ".join(words[at:end]).strip("()")))
    return frozenset(day for day in found if day is not None)


def _printed_due(pages: Sequence[Page]) -> Iterator[date]:
    """Days in lines that say until when to pay."""
    for page in pages:
        for line in lines_of(page):
            texts = [word.text for word in line.words]
            if _DUE.search(" ".join(texts)):
                yield from _days(texts)


def _printed_amounts(pages: Sequence[Page]) -> frozenset[int]:
    """All figures of the pages without their signs, in parts of ``UNIT``."""
    return frozenset(
        abs(value) for row in figure_rows(pages) for each in row.figures for value in each.values
    )
