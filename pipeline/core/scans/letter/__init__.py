"""Facts at a letter's head: sender, recipient, day and subject.

Only what is plainly there is found, by the rules of German letters (DIN 5008: return address
above the address, information block, date line, subject above the salutation) and of English ones
(letterhead, date, address, "Re:"). What is missing, badly read or could be two things is None: a
title that is wrong is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.core.model import Scan
from pipeline.core.scans.letter.address import recipient_address, recipient_name
from pipeline.core.scans.letter.day import letter_day
from pipeline.core.scans.letter.head import Head, printed_text, reliable
from pipeline.core.scans.letter.numbers import INVOICE, REFERENCE, document_line, labelled_value
from pipeline.core.scans.letter.sender import sender_of
from pipeline.core.scans.letter.subject import subject_of
from pipeline.core.wording.printed_days import day_of


@dataclass(frozen=True, slots=True)
class Letter:
    """What is plainly found on a letter, as printed, or None."""

    sender: str | None = None
    """The name, without address."""
    recipient: str | None = None
    """The name, without address."""
    day: date | None = None
    """The day on which it was written."""
    subject: str | None = None
    """Its lines joined."""
    reference: str | None = None
    """The sender's sign or file number."""
    invoice: str | None = None
    """The number of an invoice."""
    salutation: str | None = None
    """The line that it stands in."""


NOTHING_FOUND = Letter()


def letter_of(scan: Scan) -> Letter:
    """The letter or invoice on the first page with words, if any."""
    page = next((page for page in scan.pages if page.words), None)
    return NOTHING_FOUND if page is None else _letter(Head.of(page))


_TITLE = 120
"""Letters of a title, at most: programs show it in one line."""


def title_of(letter: Letter) -> str | None:
    """A document's title: sender, subject, day; None if too little.

    The day stands last and as ISO 8601 has it, which DIN 5008 allows: titles of a sender sort by
    subject, then day.
    """
    named = [part for part in (letter.sender, letter.subject) if part is not None]
    if not named or (letter.subject is None and letter.day is None):
        return None
    known = letter.day is None or letter.day in _days_in(letter.subject or "")
    day = "" if known else f" – {letter.day}"
    words = " – ".join(named)
    room = _TITLE - len(day)
    if len(words) > room:
        words = words[: room - 1].rsplit(" ", 1)[0].rstrip(" –,;:") + " …"
    return words + day


def _days_in(text: str) -> Iterator[date]:
    words = text.split()
    spans = (
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, start + 4)
    )
    return (day for span in spans if (day := day_of(span)) is not None)


def _letter(head: Head) -> Letter:
    address = recipient_address(head)
    heading = document_line(head)
    if head.salutation is None and heading is None and not address:
        return NOTHING_FOUND
    subject = subject_of(head, address) or (printed_text(heading.strip) if heading else None)
    letter = Letter(
        sender=sender_of(head, address),
        recipient=recipient_name(head, address),
        day=letter_day(head, heading),
        subject=subject,
        reference=labelled_value(head, REFERENCE),
        invoice=(heading.invoice if heading else None) or labelled_value(head, INVOICE),
        salutation=printed_text(head.salutation)
        if head.salutation and reliable(head.salutation)
        else None,
    )
    alone = (
        head.salutation is None
        and heading is None
        and (letter.day is None or letter.sender is None)
    )
    return NOTHING_FOUND if alone else letter
