"""What a letter says of itself, on pages that are set here as DIN 5008 and English offices set them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given

from pipeline.core.model import Box, Page, Scan, Word
from pipeline.core.scans.letter import NOTHING_FOUND, Letter, letter_of, title_of
from tests.pages import pages

MM = 300 / 25.4
POINT = 300 / 72
TEXT = (
    "wir danken für Ihr Schreiben und teilen Ihnen mit, dass wir es mit Interesse gelesen haben und"
)

Printed = tuple[str, float, float, float]
"""Text, left and top in millimetres, type size in points."""

RETURN_ADDRESS: Printed = ("Löwe GmbH, Bleichgasse 8, 99084 Erfurt", 25, 50, 7)
ADDRESS: tuple[Printed, ...] = (
    ("Frau", 25, 63, 11),
    ("Elke Sommerfeld", 25, 68, 11),
    ("Ringstraße 114", 25, 73, 11),
    ("24103 Kiel", 25, 78, 11),
)
DATED: Printed = ("Erfurt, 23. November 2026", 140, 90, 11)
SUBJECT: Printed = ("Angebot über drei Bürostühle", 25, 103, 11)
SALUTATION: Printed = ("Sehr geehrte Frau Sommerfeld,", 25, 116, 11)
BODY: tuple[Printed, ...] = tuple((TEXT, 25, 125 + 5 * number, 11) for number in range(6))


def _page(*lines: Printed, unsure: str = "") -> Page:
    """A page in the engine's order; a word of the line ``unsure`` was read badly."""
    words = []
    for number, (text, left, top, points) in enumerate(lines):
        size, x, base = points * POINT, left * MM, top * MM + points * POINT
        for part in text.split():
            above = 0.53 if set(part) <= set("acemnorsuvwxz.,:;-–") else 0.72
            below = 0.21 if set(part) & set("gjpqy,;()ß") else 0
            right = x + 0.5 * size * len(part)
            confidence = 0.3 if text == unsure else 0.96
            words.append(
                Word(
                    part,
                    Box(x, base - above * size, right, base + below * size),
                    confidence,
                    number,
                    number,
                    number,
                )
            )
            x = right + 0.3 * size
    return Page(1, 2480, 3508, 300, tuple(words), language="de")


def _letter(*lines: Printed, unsure: str = "") -> Letter:
    return letter_of(Scan((_page(*lines, unsure=unsure),)))


def test_a_german_letter_says_who_writes_to_whom_when_and_about_what() -> None:
    letter = _letter(RETURN_ADDRESS, *ADDRESS, DATED, SUBJECT, SALUTATION, *BODY)

    assert letter == Letter(
        sender="Löwe GmbH",
        recipient="Frau Elke Sommerfeld",
        day=date(2026, 11, 23),
        subject="Angebot über drei Bürostühle",
        salutation="Sehr geehrte Frau Sommerfeld,",
    )


def test_an_english_letter_has_its_letterhead_and_says_re() -> None:
    letter = _letter(
        ("Northgate Property Management", 60, 14, 18),
        ("21 Quay Street, York YO1 9RZ", 70, 23, 9),
        ("November 23, 2026", 25, 50, 11),
        ("Mr Thomas Grant", 25, 62, 11),
        ("18 Victoria Road", 25, 67, 11),
        ("Norwich NR2 3TS", 25, 72, 11),
        ("Re: Lease of the office", 25, 84, 11),
        ("Dear Mr Grant,", 25, 94, 11),
        *BODY,
    )

    assert letter == Letter(
        sender="Northgate Property Management",
        recipient="Mr Thomas Grant",
        day=date(2026, 11, 23),
        subject="Lease of the office",
        salutation="Dear Mr Grant,",
    )


def test_a_page_that_is_no_letter_says_nothing() -> None:
    assert (
        _letter(("Niederschrift", 25, 25, 18), ("23. November 2026", 25, 40, 11), *BODY)
        == NOTHING_FOUND
    )
    assert letter_of(Scan((Page(1, 100, 100, 300),))) == NOTHING_FOUND


def test_the_first_page_with_words_counts() -> None:
    first, second = Page(1, 100, 100, 300), replace(_page(SUBJECT, SALUTATION, *BODY), number=2)

    assert letter_of(Scan((first, second))).subject == SUBJECT[0]


@pytest.mark.parametrize(
    "kept", ["Angebot über drei Bürostühle", "Erfurt, 23. November 2026", "Elke Sommerfeld"]
)
def test_what_was_read_badly_is_not_repeated(kept: str) -> None:
    lines = (RETURN_ADDRESS, *ADDRESS, DATED, SUBJECT, SALUTATION, *BODY)
    whole, letter = _letter(*lines), _letter(*lines, unsure=kept)

    missing = [
        field.name
        for field in fields(Letter)
        if getattr(whole, field.name) != getattr(letter, field.name)
    ]
    assert len(missing) == 1
    assert getattr(letter, missing[0]) is None


# Subject


@pytest.mark.parametrize("label", ["Betreff:", "Betr.:", "Subject:", "Re:", "RE:"])
def test_a_label_is_not_part_of_the_subject(label: str) -> None:
    assert _letter((f"{label} Kündigung", 25, 103, 11), SALUTATION, *BODY).subject == "Kündigung"


def test_a_subject_beside_its_label_goes_on_below_itself() -> None:
    letter = _letter(
        ("Betreff:", 25, 98, 11),
        ("Mietvertrag", 60, 98, 11),
        ("Hauptstraße 12", 60, 103, 11),
        SALUTATION,
        *BODY,
    )

    assert letter.subject == "Mietvertrag Hauptstraße 12"


def test_a_subject_of_two_lines_is_one_where_the_first_is_full() -> None:
    full = (TEXT.capitalize(), 25.0, 98.0, 11.0)

    assert (
        _letter(full, ("Bleichgasse", 25, 103, 11), SALUTATION, *BODY).subject
        == f"{full[0]} Bleichgasse"
    )
    assert (
        _letter(("Herr Meier", 25, 98, 11), ("Vorstand", 25, 103, 11), SALUTATION, *BODY).subject
        is None
    )


@pytest.mark.parametrize(
    "line",
    [
        "Ihr Zeichen: ab-12", "Kundennummer 4711", "Telefon 0361 12345", "post@loewe.example", "Seite 1 von 2",
        "23. November 2026", "Einschreiben", "Vorab per Fax", "99084 Erfurt", "wie besprochen",
    ],
)  # fmt: skip
def test_what_else_stands_above_a_salutation_is_no_subject(line: str) -> None:
    assert _letter((line, 25, 103, 11), SALUTATION, *BODY).subject is None


def test_a_line_right_above_the_salutation_is_no_subject() -> None:
    assert _letter(("Angebot", 25, 111, 11), SALUTATION, *BODY).subject is None


def test_an_english_subject_may_stand_below_the_salutation() -> None:
    page = _page(("Dear Mr Grant,", 25, 90, 11), ("Lease of the office", 25, 100, 11), *BODY)

    assert letter_of(Scan((replace(page, language="en"),))).subject == "Lease of the office"
    assert letter_of(Scan((page,))).subject is None


# Day


@pytest.mark.parametrize(
    "dated",
    [
        (("Datum: 23.11.2026", 125.0, 70.0, 9.0),),
        (("Datum:", 125.0, 70.0, 9.0), ("23.11.2026", 160.0, 70.0, 9.0)),
        (("Datum", 150.0, 90.0, 8.0), ("2026-11-23", 150.0, 94.0, 10.0)),
        (("Erfurt, den 23.11.2026", 140.0, 90.0, 11.0),),
        (("23. November 2026", 150.0, 90.0, 11.0),),
    ],
)
def test_the_day_is_found_where_letters_have_it(dated: tuple[Printed, ...]) -> None:
    assert _letter(*ADDRESS, *dated, SUBJECT, SALUTATION, *BODY).day == date(2026, 11, 23)


@pytest.mark.parametrize(
    "dated",
    [
        (("Ihre Nachricht vom: 23.11.2026", 125.0, 70.0, 9.0),),
        (("Ihre Nachricht vom", 80.0, 90.0, 8.0), ("23.11.2026", 80.0, 94.0, 10.0)),
        (("Lieferdatum:", 125.0, 70.0, 9.0), ("23.11.2026", 160.0, 70.0, 9.0)),
        (("23.11.2026", 150.0, 90.0, 11.0), ("24.11.2026", 150.0, 20.0, 11.0)),
    ],
)
def test_another_day_or_one_of_two_is_not_taken_for_it(dated: tuple[Printed, ...]) -> None:
    assert _letter(*ADDRESS, *dated, SUBJECT, SALUTATION, *BODY).day is None


def test_the_day_after_the_place_counts_more_than_one_in_the_letterhead() -> None:
    assert _letter(("7. März 2016", 25, 20, 11), *ADDRESS, DATED, SALUTATION, *BODY).day == date(
        2026, 11, 23
    )


# Sender and recipient


def test_large_print_of_the_same_name_is_believed_before_the_small_one() -> None:
    small = ("Lowe GmbH Erfurt, Bleichgasse 8, 99084 Erfurt", 25.0, 50.0, 7.0)

    assert (
        _letter(("Löwe GmbH Erfurt", 25, 14, 17), small, *ADDRESS, SALUTATION, *BODY).sender
        == "Löwe GmbH Erfurt"
    )


def test_a_speck_before_the_return_address_is_not_part_of_the_name() -> None:
    small = (
        "\N{SINGLE LOW-9 QUOTATION MARK}Löwe GmbH, Bleichgasse 8, 99084 Erfurt",
        25.0,
        50.0,
        7.0,
    )

    assert _letter(small, *ADDRESS, SALUTATION, *BODY).sender == "Löwe GmbH"


@pytest.mark.parametrize(
    "heads",
    [
        (("Verkäufer Nummer:", 25.0, 14.0, 17.0),),
        (("School of", 25.0, 14.0, 17.0),),
        (("Löwe Erfurt", 25.0, 14.0, 17.0), ("Gründel Partner", 120.0, 14.0, 17.0)),
        (("Wir sind für Sie da", 25.0, 20.0, 11.0),),
    ],
)
def test_labels_halves_and_one_of_two_are_no_sender(heads: tuple[Printed, ...]) -> None:
    assert _letter(*heads, *ADDRESS, SALUTATION, *BODY).sender is None


def test_without_a_return_address_the_one_address_at_the_texts_edge_is_the_recipients() -> None:
    other = (
        ("Löwe GmbH", 140.0, 63.0, 11.0),
        ("Am Ring 1", 140.0, 68.0, 11.0),
        ("99084 Erfurt", 140.0, 73.0, 11.0),
    )

    assert _letter(*ADDRESS, *other, SALUTATION, *BODY).recipient == "Frau Elke Sommerfeld"


def test_an_address_in_the_letterhead_is_not_the_recipients() -> None:
    top = (
        ("Löwe GmbH", 25.0, 14.0, 11.0),
        ("Am Ring 1", 25.0, 19.0, 11.0),
        ("99084 Erfurt", 25.0, 24.0, 11.0),
    )

    letter = _letter(*top, SALUTATION, *BODY)

    assert (letter.sender, letter.recipient) == ("Löwe GmbH", None)


def test_a_name_that_was_read_twice_is_not_repeated() -> None:
    lines = [
        RETURN_ADDRESS,
        ("Stein Co", 25.3, 62.8, 11),
        ("Stein und Co", 25, 63, 11),
        *ADDRESS[1:],
        SALUTATION,
        *BODY,
    ]

    assert _letter(*lines).recipient is None


# Numbers


def test_an_invoice_needs_no_salutation() -> None:
    letter = _letter(
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
    letter = _letter((line, 125, 60, 9), SUBJECT, SALUTATION, *BODY)

    assert (letter.reference, letter.invoice) == (reference, invoice)


# Titles

DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("letter", "title"),
    [
        (
            Letter(sender="Löwe GmbH", subject="Angebot", day=DAY),
            "Löwe GmbH – Angebot – 2026-11-03",
        ),
        (Letter(subject="Angebot", day=DAY), "Angebot – 2026-11-03"),
        (Letter(subject="Angebot"), "Angebot"),
        (Letter(sender="Löwe GmbH", day=DAY), "Löwe GmbH – 2026-11-03"),
        (
            Letter(subject="Rechnung 7 vom 3. November 2026", day=DAY),
            "Rechnung 7 vom 3. November 2026",
        ),
        (Letter(sender="Löwe GmbH"), None),
        (Letter(day=DAY), None),
        (NOTHING_FOUND, None),
    ],
)
def test_a_title_is_made_of_what_was_found(letter: Letter, title: str | None) -> None:
    assert title_of(letter) == title


def test_a_long_title_ends_between_words_and_keeps_its_day() -> None:
    title = title_of(Letter(sender="Löwe GmbH", subject="Umbau der Räume " * 20, day=DAY))

    assert title is not None
    assert len(title) <= 120
    assert title.endswith((" Räume … – 2026-11-03", " der … – 2026-11-03", " Umbau … – 2026-11-03"))


@given(pages)
def test_any_page_says_something_or_nothing(page: Page) -> None:
    letter = letter_of(Scan((page,)))

    said = " ".join(word.text for word in page.words)
    assert letter.sender is None or set(letter.sender.split()) <= set(
        said.replace(",", " ").split()
    ) | set(said.split())
