from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given

from pipeline.core.model import Page, Scan
from pipeline.core.scans.letter import NOTHING_FOUND, Letter, letter_of, title_of
from tests.letters import (
    ADDRESS,
    BODY,
    DATED,
    RETURN_ADDRESS,
    SALUTATION,
    SUBJECT,
    letter_on,
    printed_page,
)
from tests.pages import pages


def test_a_german_letter_says_who_writes_to_whom_when_and_about_what() -> None:
    letter = letter_on(RETURN_ADDRESS, *ADDRESS, DATED, SUBJECT, SALUTATION, *BODY)

    assert letter == Letter(
        sender="Löwe GmbH",
        recipient="Frau Elke Sommerfeld",
        day=date(2026, 11, 23),
        subject="Angebot über drei Bürostühle",
        salutation="Sehr geehrte Frau Sommerfeld,",
    )


def test_an_english_letter_has_its_letterhead_and_says_re() -> None:
    letter = letter_on(
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
        letter_on(("Niederschrift", 25, 25, 18), ("23. November 2026", 25, 40, 11), *BODY)
        == NOTHING_FOUND
    )
    assert letter_of(Scan((Page(1, 100, 100, 300),))) == NOTHING_FOUND


def test_the_first_page_with_words_counts() -> None:
    first, second = (
        Page(1, 100, 100, 300),
        replace(printed_page(SUBJECT, SALUTATION, *BODY), number=2),
    )

    assert letter_of(Scan((first, second))).subject == SUBJECT[0]


@pytest.mark.parametrize(
    "kept", ["Angebot über drei Bürostühle", "Erfurt, 23. November 2026", "Elke Sommerfeld"]
)
def test_what_was_read_badly_is_not_repeated(kept: str) -> None:
    lines = (RETURN_ADDRESS, *ADDRESS, DATED, SUBJECT, SALUTATION, *BODY)
    whole, letter = letter_on(*lines), letter_on(*lines, unsure=kept)

    missing = [
        field.name
        for field in fields(Letter)
        if getattr(whole, field.name) != getattr(letter, field.name)
    ]
    assert len(missing) == 1
    assert getattr(letter, missing[0]) is None


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
