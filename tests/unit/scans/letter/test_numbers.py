from __future__ import annotations

from datetime import date

import pytest

from tests.letters import (
    ADDRESS,
    BODY,
    RETURN_ADDRESS,
    SALUTATION,
    SUBJECT,
    letter_on,
)


def test_an_invoice_needs_no_salutation() -> None:
    letter = letter_on(
        RETURN_ADDRESS, *ADDRESS, ("Rechnung Nr. RE-2026/17 vom 23.11.2026", 25, 103, 11), *BODY
    )

    assert (letter.subject, letter.invoice, letter.day) == (
        "Rechnung Nr. RE-2026/17 vom 23.11.2026",
        "RE-2026/17",
        date(2026, 11, 23),
    )


@pytest.mark.parametrize(
    ("line", "reference", "invoice"),
    [
        ("Unser Zeichen: PT/17-26", "PT/17-26", None),
        ("Our ref: HF/1234", "HF/1234", None),
        ("Rechnungsnummer: 4711", None, "4711"),
        ("Ihr Zeichen: ab-12", None, None),
        ("Unser Zeichen: ab", None, None),
    ],
)
def test_numbers_are_told_by_their_labels(
    line: str, reference: str | None, invoice: str | None
) -> None:
    letter = letter_on((line, 125, 60, 9), SUBJECT, SALUTATION, *BODY)

    assert (letter.reference, letter.invoice) == (reference, invoice)
