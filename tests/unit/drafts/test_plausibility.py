from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.drafts.plausibility import digit_reading, implausible_words


def _wrong(line: str) -> list[str]:
    words = line.split()
    return [words[at] for at in sorted(implausible_words(words))]


@pytest.mark.parametrize(
    "line",
    [
        "am 28.02.2026 um 14.30. Uhr, Frist 29.02.2024",
        "von 09:00 bis 24:00 Uhr, Maßstab 1:87, Spiel 3:2",
        "Lauf in 1:23,45, Sitzung von 9:30-10:15, Uhrzeit 12:30:15",
        "1.234,50 € oder 12,480.50 EUR, 0,5 %, 10% und 1/2",
        "Anna 45,00 € 03.04.2026",
        "Version 1.2.3 auf 192.168.0.1, § 12a Abs. 3, 2024/25",
        "5l Farbe, 10l Wasser, Haus 12B, Raum B12, i5, A4, CO2, H2O, 25m2",
        "BTW NL8152.54.295.B01, IBAN NL8152.54.295.B01, Az. 12.I.4, Kap. II.1 und 12.O3.1.4",
        "Artikel 0815CO-123 und 4711-A, Gleis S21, I. II. B.1",
        "Telefon: 030 23125-17 Fax: +49 (0)30 23125-18",
        "E-Mail: post@gruendel-loewe.example oder @loewe",
        "",
    ],
)
def test_what_people_write_is_plausible(line: str) -> None:
    assert _wrong(line) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("am 31.02.2026", ["31.02.2026"]),
        ("bis zum 31.02. erbeten", ["31.02."]),
        ("am 29.02.2025,", ["29.02.2025,"]),
        ("on 2026-13-01", ["2026-13-01"]),
        ("um 25:70 Uhr", ["25:70"]),
        ("zu l9,9O Euro", ["l9,9O"]),
        ("zu 1.234,5O €", ["1.234,5O"]),
        ("zu 2:441,93 EUR", ["2:441,93"]),
        ("am 03:05.2019", ["03:05.2019"]),
        ("im Jahr 2O24", ["2O24"]),
        ("am O5.03.2024", ["O5.03.2024"]),
        ("am 12.O3.24 und O4/05/2024", ["12.O3.24", "O4/05/2024"]),
        ("um 1O:15:00", ["1O:15:00"]),
        ("zu 1.2345,00 Euro", ["1.2345,00"]),
        ("zu 12.34,50 EUR", ["12.34,50"]),
        ("der Vert1ag", ["Vert1ag"]),
        ("post@gruendel-Ioewe.example", ["post@gruendel-Ioewe.example"]),
        ("post@gruendel", ["post@gruendel"]),
        ("Tel. 12 Fax", ["12"]),
    ],
)
def test_what_cannot_be_is_found(line: str, wrong: list[str]) -> None:
    assert _wrong(line) == wrong


@given(st.lists(st.text(string.ascii_letters + string.digits + ".,:-@|€", min_size=1)))
def test_any_line_can_be_judged(words: list[str]) -> None:
    assert implausible_words(words) <= set(range(len(words)))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("am Montag, den 3.11.2026 um", ["Montag,", "3.11.2026"]),
        ("Mo., 3. November 2026", ["Mo.,", "3.", "November", "2026"]),
        ("on Monday, 3 November 2026", ["Monday,", "3", "November", "2026"]),
        (
            "Friday, November 6th, 2026 and Sunday, 6 November 2026",
            ["Sunday,", "6", "November", "2026"],
        ),
        ("Sonnabend, 8.11.26", ["Sonnabend,", "8.11.26"]),
    ],
)
def test_a_day_that_was_no_such_weekday_is_impossible(line: str, wrong: list[str]) -> None:
    words = line.split()

    assert [words[at] for at in sorted(implausible_words(words))] == wrong


@pytest.mark.parametrize(
    "line",
    [
        "am Dienstag, den 3.11.2026 um",
        "Sa 7.11.26 und So 8.11.26",
        "So 2026 wird",
        "Montag, den 3. November",
        "Di bis Do, 3. bis 5.11.2026",
        "Monday, 03/04/2026",
    ],
)
def test_a_right_or_an_open_weekday_is_left_alone(line: str) -> None:
    assert implausible_words(line.split()) == frozenset()


@pytest.mark.parametrize(
    "text", ["Abs. I Satz 2", "Nr. l der Liste", "nach § I Abs. 2", "Satz i Halbsatz 2"]
)
def test_a_letter_where_a_number_is_due_is_impossible(text: str) -> None:
    words = text.split()
    (found,) = implausible_words(words)

    assert words[found] in "Ili"
    assert digit_reading(words[found]) == ("1",)


@pytest.mark.parametrize(
    "text",
    ["Art. I Abs. 2", "im 3. Satz i. V. m.", "Teil I des Vertrags", "Am I right?", "Satz Im"],
)
def test_a_roman_numeral_and_a_word_are_not(text: str) -> None:
    assert not implausible_words(text.split())


@pytest.mark.parametrize("text", ["Buchst. ☐ UStG", "Nr. ☒ der Liste"])
def test_a_box_where_a_letter_or_a_number_must_stand_is_misread(text: str) -> None:
    assert implausible_words(text.split()) == {1}


def test_a_box_after_a_number_within_a_line_is_misread() -> None:
    assert implausible_words(["Bl.", "36", "☐", "A."]) == {2}
    assert implausible_words(["1.", "☐", "Ja"]) == frozenset()


def test_a_box_before_its_label_is_right() -> None:
    assert implausible_words(["☐", "Nr.", "3", "liegt", "bei"]) == frozenset()
