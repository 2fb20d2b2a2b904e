from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.model import Scan
from pipeline.core.scans.letter import letter_of
from tests.letters import (
    BODY,
    SALUTATION,
    TEXT,
    letter_on,
    printed_page,
)


@pytest.mark.parametrize("label", ["Betreff:", "Betr.:", "Subject:", "Re:", "RE:"])
def test_a_label_is_not_part_of_the_subject(label: str) -> None:
    assert letter_on((f"{label} Kündigung", 25, 103, 11), SALUTATION, *BODY).subject == "Kündigung"


def test_a_subject_beside_its_label_goes_on_below_itself() -> None:
    letter = letter_on(
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
        letter_on(full, ("Bleichgasse", 25, 103, 11), SALUTATION, *BODY).subject
        == f"{full[0]} Bleichgasse"
    )
    assert (
        letter_on(("Herr Meier", 25, 98, 11), ("Vorstand", 25, 103, 11), SALUTATION, *BODY).subject
        is None
    )


@pytest.mark.parametrize(
    "line",
    [
        "Ihr Zeichen: ab-12", "Kundennummer 4711", "Telefon 0361 12345", "post@loewe.example",
        "Seite 1 von 2",
        "23. November 2026", "Einschreiben", "Vorab per Fax", "99084 Erfurt", "wie besprochen",
    ],
)  # fmt: skip
def test_what_else_stands_above_a_salutation_is_no_subject(line: str) -> None:
    assert letter_on((line, 25, 103, 11), SALUTATION, *BODY).subject is None


def test_a_line_right_above_the_salutation_is_no_subject() -> None:
    assert letter_on(("Angebot", 25, 111, 11), SALUTATION, *BODY).subject is None


def test_an_english_subject_may_stand_below_the_salutation() -> None:
    page = printed_page(("Dear Mr Grant,", 25, 90, 11), ("Lease of the office", 25, 100, 11), *BODY)

    assert letter_of(Scan((replace(page, language="en"),))).subject == "Lease of the office"
    assert letter_of(Scan((page,))).subject is None


def test_a_label_with_nothing_beside_it_names_no_subject() -> None:
    assert letter_on(("Betreff:", 25, 103, 11), SALUTATION, *BODY).subject is None
