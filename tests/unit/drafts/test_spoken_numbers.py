"""Pieces of spoken dates and amounts."""

from __future__ import annotations

import pytest

from pipeline.core.drafts.doubts.spoken_numbers import digit_strings, wrong_spoken_numbers

_PAIRS = ["three", "double"]


@pytest.mark.parametrize(
    ("said", "language", "wrong"),
    [
        ("bis zum 9. Januar 2004-20 zurück", "de", ["2004-20"]),
        ("am 8. August 2004 20, sagte", "de", ["2004", "20,"]),
        ("der 3. Mai 222 ist", "de", ["222"]),
        ("kostet 2.000 in 133 Euro.", "de", ["2.000", "in", "133"]),
        ("kostet 2000 133 Euro.", "de", ["2000", "133"]),
        ("on 9 January 2004-20 in", "en", ["2004-20"]),
        ("am 6. Januar 2020 ist", "de", ["2020"]),
        ("consisted of 60 for boxes, two", "en", ["60", "for"]),
        ("costs 2,000 133 euros", "en", ["2,000", "133"]),
        ("owes us 16,000, and 60 pounds.", "en", ["16,000,", "and", "60"]),
        ("has the number 2026,008.", "en", ["2026,008."]),
        ("number is 0,771,900,345.", "en", ["0,771,900,345."]),
        ("die Nummer 2026.008 ist", "de", ["2026.008"]),
        ("is for C200 and 11 of 2025", "en", ["C200", "and", "11"]),
        ("d " + "six five nine " * 5 + "it is", "en", ["six", "five", "nine"] * 5),
        ("T61, nine R4, " + "three double " * 6, "en", ["T61,", "nine", "R4,", *_PAIRS * 6]),
        ("in the office from 9-530", "en", ["9-530"]),
        ("bis 2000 und 28 gilt", "de", ["2000", "und", "28"]),
        ("schuldet 16.000 und 60 Euro", "de", ["16.000", "und", "60"]),
    ],
)
def test_pieces_of_a_spoken_number_are_wrong(said: str, language: str, wrong: list[str]) -> None:
    words = said.split()

    assert [words[at] for at in sorted(wrong_spoken_numbers(words, language))] == wrong


@pytest.mark.parametrize(
    "said",
    [
        "am 9. Januar 2024 um 10 Uhr",
        "zwischen 2.000 und 3.000 Euro",
        "die 3.000 Leute zahlen 133 Euro",
        "im Januar sind 12 da",
        "am 3. Mai 22",
        "Punkt 3 der Tagesordnung",
        "es sind 1.000.000 und 0,125 und 1234,567 Tonnen",
        "zwischen 200 und 50 Euro",
        "die Zimmer 200 und 211",
        "für 200 Euro und 50 Cent",
        "es waren 240 und 11",
    ],
)
def test_other_numbers_are_left_alone(said: str) -> None:
    words = said.split()

    assert wrong_spoken_numbers(words, "de") == frozenset()


def test_english_ranges_and_purposes_are_left_alone() -> None:
    for said in ("from 20 to 30 boxes", "we pay 60 for the boxes", "60 for 2 boxes"):
        assert wrong_spoken_numbers(said.split(), "en") == frozenset()


@pytest.mark.parametrize(
    ("said", "strings"),
    [
        ("unter 0851, 55510123. Die Nummer", [["0851,", "55510123."]]),
        ("unter 991, 370, 458, 2.", [["991,", "370,", "458,", "2."]]),
        ("Nummer 12345 ist vergeben", [["12345"]]),
        ("Durchwahl 815-06.", [["815-06."]]),
        ("Stand 120. 450000 fehlen", [["450000"]]),
        (
            "call six five nine, one oh four seven two.",
            [["six", "five", "nine,", "one", "oh", "four", "seven", "two."]],
        ),
        ("eins zwei drei vier", []),
        ("in den Jahren 2024, 2025 und", []),
        ("am September 12, 2020 war", []),
        ("Punkt 1, 2, 3, 4, 5, 6", []),
        ("kostet 12.500 Euro", []),
        ("", []),
    ],
)
def test_a_number_of_many_digits_is_found_in_one_word_or_several(
    said: str, strings: list[list[str]]
) -> None:
    words = said.split()

    assert [words[each.start : each.stop] for each in digit_strings(words)] == strings
