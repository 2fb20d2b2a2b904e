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


@pytest.mark.parametrize(
    "heading",
    [
        "Betriebskostenabrechnung 2025",
        "Verdienstabrechnung Nr. 4711",
        "Rechnung 2025",
        "Rechnung: 2025",
        "Rechnung 03/2026",
        "Rechnung Q1/2026",
        "Rechnung KW12/2026",
        "Jahresrechnung 2025/26",
        "Rechnung 2025/2026",
        "Rechnung 03.05.2026",
        "Invoice 2026-05-03",
        "Rechnung 485.50",
    ],
)
def test_a_year_a_period_a_day_and_an_amount_are_no_invoice_number(heading: str) -> None:
    letter = letter_on(RETURN_ADDRESS, *ADDRESS, (heading, 25, 103, 11), SALUTATION, *BODY)

    assert letter.invoice is None


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("Rechnung Nr. 2025", "2025"),
        ("Rechnung 4711", "4711"),
        ("Rechnung 2026/17", "2026/17"),
        ("Rechnung 17/2026", "17/2026"),
        ("Rechnung RE-2026-03", "RE-2026-03"),
        ("Stromrechnung 20260315", "20260315"),
    ],
)
def test_numbers_that_hold_a_year_are_invoice_numbers(heading: str, number: str) -> None:
    letter = letter_on(RETURN_ADDRESS, *ADDRESS, (heading, 25, 103, 11), SALUTATION, *BODY)

    assert letter.invoice == number


@pytest.mark.parametrize("label", ["Rechnungsnummer:", "Unser Zeichen:"])
def test_a_day_is_no_number_whatever_label_stands_above_it(label: str) -> None:
    letter = letter_on((label, 125, 60, 9), ("03.05.2026", 125, 64, 9), SUBJECT, SALUTATION, *BODY)

    assert (letter.reference, letter.invoice) == (None, None)
