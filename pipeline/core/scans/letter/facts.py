"""What was found on a letter, as facts of its draft."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.core.scans.letter import Letter
from pipeline.core.wording.formatting import date_text
from pipeline.i18n import Language, Translate


def letter_facts(letter: Letter, language: Language, _: Translate) -> Iterator[tuple[str, str]]:
    """What a letter plainly says of itself, as far as it was found."""
    day = letter.day
    for label, value in (
        (_("Sender"), letter.sender),
        (_("Recipient"), letter.recipient),
        (_("Date"), day and date_text(day, language)),
        (_("Subject"), letter.subject),
        (_("Invoice number"), letter.invoice),
        (_("Reference"), letter.reference),
    ):
        if value:
            yield label, value
