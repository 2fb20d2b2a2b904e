"""What an e-invoice says of itself in its data: facts that need no reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipeline.core.scans.letter import Letter


@dataclass(frozen=True, slots=True)
class EInvoice:
    """The data of an invoice that are attached to its PDF; None is what they lack."""

    standard: str
    """What the data follow: "Factur-X/ZUGFeRD 2 EN 16931", "XRechnung (UBL)"."""
    number: str | None = None
    sender: str | None = None
    """The seller's name."""
    recipient: str | None = None
    """The buyer's name."""
    day: date | None = None
    """When it was issued."""
    due: date | None = None
    """Until when it is to be paid."""
    net: Decimal | None = None
    """Without tax, after all discounts and charges."""
    tax: Decimal | None = None
    """All taxes together."""
    gross: Decimal | None = None
    """With taxes."""
    payable: Decimal | None = None
    """What is left to pay."""
    currency: str = ""
    """ISO 4217; "" if it is not told."""
    broken: bool = False
    """Whether there are data that cannot be read; then nothing else is known."""


UNREADABLE = EInvoice("", broken=True)


def with_data(letter: Letter, data: EInvoice) -> Letter:
    """The letter with what the data say in place of what was read."""
    return replace(
        letter,
        sender=data.sender or letter.sender,
        recipient=data.recipient or letter.recipient,
        day=data.day or letter.day,
        invoice=data.number or letter.invoice,
    )
