"""Numbers and amounts as an office writes them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.core.wording.amounts import number_edits
from tests.spoken_words import accepted

RECORDED = date(2026, 11, 26)


def _written(said: str, language: str = "de") -> str:
    return accepted(said, number_edits(said, language, RECORDED))


@pytest.mark.parametrize(
    ("said", "language", "written"),
    [
        ("Das sind 5% mehr", "de", "Das sind 5\u00a0% mehr"),
        ("Das sind zwölf % mehr", "de", "Das sind 12\u00a0% mehr"),
        ("Das kostet 50€ mehr", "de", "Das kostet 50\u00a0€ mehr"),
        ("Das kostet fünfzig Euro mehr", "de", "Das kostet 50 Euro mehr"),
        ("Das sind 5 % mehr", "de", "Das sind 5 % mehr"),
        ("It is 5% more", "en", "It is 5% more"),
    ],
)
def test_a_german_number_and_its_sign_stay_on_one_line_and_no_change_is_invisible(
    said: str, language: str, written: str
) -> None:
    assert _written(said, language) == written


@pytest.mark.parametrize(
    ("said", "language", "smoothed"),
    [
        ("Das kostet neun Euro zwanzig Prozent mehr.", "de", "Das kostet 9 Euro 20 Prozent mehr."),
        ("Zwei Millionen Euro fehlen.", "de", "2 Millionen Euro fehlen."),
        ("Zwei Komma fünf Millionen Euro fehlen.", "de", "2,5 Millionen Euro fehlen."),
        ("Das sind 12,000 Euro.", "de", "Das sind 12.000 Euro."),
        ("Das sind 12345,5 Euro.", "de", "Das sind 12.345,5 Euro."),
        ("Das sind 2.5 Prozent.", "de", "Das sind 2,5 Prozent."),
        ("Das sind 12.50 Euro.", "de", "Das sind 12,50 Euro."),
        ("Das sind 2.500 Tonnen.", "de", "Das sind 2.500 Tonnen."),
        ("It is 2.5 percent.", "en", "It is 2.5 percent."),
        ("It ends at the end of twenty twenty-eight.", "en", "It ends at the end of 2028."),
        ("It is the end of twenty talks.", "en", "It is the end of 20 talks."),
        ("Der Schnitt ist drei Komma zwei fünf.", "de", "Der Schnitt ist 3,25."),
        ("Anderthalb Prozent fehlen.", "de", "1,5 Prozent fehlen."),
        ("Es kamen 12000 Besucher.", "de", "Es kamen 12.000 Besucher."),
        ("Das kostet neun Euro fünf pro Stück.", "de", "Das kostet 9,05 Euro pro Stück."),
        (
            "Das kostet neun Euro fünfzig bis zehn Euro zwanzig.",
            "de",
            "Das kostet 9,50 Euro bis 10,20 Euro.",
        ),
        ("Das kostet neun Euro hundert im Dutzend.", "de", "Das kostet 9 Euro hundert im Dutzend."),
        (
            "Die Quote stieg von zwei auf fünf Prozent.",
            "de",
            "Die Quote stieg von 2 auf 5 Prozent.",
        ),
        ("Das sind zwei, drei Prozent.", "de", "Das sind zwei, drei Prozent."),
        (
            "Die Kennung DE89370400440532013001 ist falsch.",
            "de",
            "Die Kennung DE89370400440532013001 ist falsch.",
        ),
        ("A hundred and fifty euros.", "en", "150 euros."),
        (
            "It costs two million three hundred thousand dollars.",
            "en",
            "It costs 2,300,000 dollars.",
        ),
        ("Das sind null Komma zwei Millionen.", "de", "Das sind 0,2 Millionen."),
        ("It began in July two thousand twelve.", "en", "It began in July 2012."),
        ("It began in October nineteen oh five.", "en", "It began in October 1905."),
        ("At nine sixty, we left.", "en", "At nine sixty, we left."),
        ("At seven twenty people arrived.", "en", "At seven twenty people arrived."),
        ("We met at nine oh five, and left.", "en", "We met at 9:05, and left."),
    ],
)
def test_numbers_are_written_as_offices_write_them(said: str, language: str, smoothed: str) -> None:
    assert _written(said, language) == smoothed
