"""Numbers in words: what belongs together, and what it is worth."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_to_num import text2num

from pipeline.core.wording.numerals import COUNT, PLACE, cardinal, digit_groups, ordinal, value_of

SMALL = {
    "de": (
        "null ein zwei drei vier fünf sechs sieben acht neun "
        "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn"
    ),
    "en": (
        "zero one two three four five six seven eight nine "
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    ),
}
TENS = {
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}


def _spelt(value: int, language: str) -> str:
    """How a number up to 999,999 is said."""
    return _german(value) if language == "de" else _english(value)


def _german(value: int) -> str:
    small, tens = SMALL["de"].split(), TENS["de"].split()
    if value >= 1000:
        return f"{_german(value // 1000)}tausend{_german(value % 1000) if value % 1000 else ''}"
    if value >= 100:
        return f"{small[value // 100]}hundert{_german(value % 100) if value % 100 else ''}"
    if value < 20:
        return small[value]
    return f"{small[value % 10]}und{tens[value // 10 - 2]}" if value % 10 else tens[value // 10 - 2]


def _english(value: int) -> str:
    small, tens = SMALL["en"].split(), TENS["en"].split()
    if value >= 1000:
        return (
            f"{_english(value // 1000)} "
            f"thousand{' ' + _english(value % 1000) if value % 1000 else ''}"
        )
    if value >= 100:
        return (
            f"{small[value // 100]} hundred{' and ' + _english(value % 100) if value % 100 else ''}"
        )
    if value < 20:
        return small[value]
    return f"{tens[value // 10 - 2]}-{small[value % 10]}" if value % 10 else tens[value // 10 - 2]


@given(st.integers(0, 999_999), st.sampled_from(["de", "en"]))
def test_every_number_that_is_said_is_worth_what_it_says(value: int, language: str) -> None:
    assert cardinal(_spelt(value, language), language) == value


@given(st.integers(2, 999_999), st.sampled_from(["de", "en"]))
def test_another_library_reads_the_same_numbers(value: int, language: str) -> None:
    said = _spelt(value, language)

    assert cardinal(said, language) == text2num(said, language)


@pytest.mark.parametrize(
    ("said", "language", "value"),
    [
        ("neunzehnhundertneunundachtzig", "de", 1989),
        ("Zweitausendsechsundzwanzig", "de", 2026),
        ("zwölf tausend dreihundert", "de", 12_300),
        ("zwei Millionen dreihunderttausend", "de", 2_300_000),
        ("dreissig", "de", 30),
        ("zwo", "de", 2),
        ("hundert", "de", 100),
        ("twenty five", "en", 25),
        ("a hundred and fifty", "en", 150),
        ("fifteen hundred", "en", 1500),
        ("two million three hundred thousand", "en", 2_300_000),
    ],
)
def test_numbers_as_they_are_said(said: str, language: str, value: int) -> None:
    assert cardinal(said, language) == value


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Haus", "de"),
        ("eine", "de"),
        ("hundert zwei", "de"),
        ("hunderte", "de"),
        ("", "de"),
        ("zwei", "en"),
        ("two", "fr"),
    ],
)
def test_what_is_no_number_or_two_is_worth_nothing(said: str, language: str) -> None:
    assert cardinal(said, language) is None


@pytest.mark.parametrize(
    ("said", "language", "place"),
    [
        ("ersten", "de", 1),
        ("Dritter", "de", 3),
        ("siebente", "de", 7),
        ("sechzehnten", "de", 16),
        ("dreiundzwanzigster", "de", 23),
        ("twenty-third", "en", 23),
        ("thirtieth", "en", 30),
        ("drei", "de", None),
        ("acht", "de", None),
        ("third", "fr", None),
    ],
)
def test_ordinals_name_places(said: str, language: str, place: int | None) -> None:
    assert ordinal(said, language) == place


def test_figures_stand_in_groups_of_three() -> None:
    assert (digit_groups(12_000, "de"), digit_groups(1_234_567, "en"), digit_groups(999, "de")) == (
        "12.000",
        "1,234,567",
        "999",
    )


@pytest.mark.parametrize(
    ("said", "language", "value"),
    [
        ("14", "de", 14),
        ("eine", "de", 1),
        ("Keine", "de", 0),
        ("zwoundzwanzig", "de", 22),
        ("3.", "de", 3),
        ("dritten", "de", 3),
        ("no", "en", 0),
        ("twenty-one", "en", 21),
        ("1st", "en", 1),
        ("twenty first", "en", 21),
        ("gut", "de", None),
    ],
)
def test_counts_and_places_are_worth_what_they_say(
    said: str, language: str, value: int | None
) -> None:
    found = re.fullmatch(f"{COUNT[language]}|{PLACE[language]}", said, re.IGNORECASE)

    assert value_of(said, language) == value
    assert (found is None) == (value is None)


def test_a_count_before_mal_is_found_without_it() -> None:
    found = re.search(COUNT["de"], "zweimal Nein")

    assert found is not None
    assert found[0] == "zwei"
