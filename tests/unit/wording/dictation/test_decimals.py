"""Decimals that are said digit by digit."""

from __future__ import annotations

import pytest

from tests.spoken_words import dictated


@pytest.mark.parametrize(
    ("said", "language", "made"),
    [
        ("Es sind drei Komma fünf Prozent", "de", "Es sind 3,5 Prozent"),
        ("Es sind dreihundertfünfundzwanzig Komma null sieben.", "de", "Es sind 325,07."),
        ("Es sind hundert Komma vierzehn", "de", "Es sind 100,14"),
        ("Es sind 1.200 Komma 50 Euro", "de", "Es sind 1.200,50 Euro"),
        ("Es sind drei Komma fünf drei zwanzig", "de", "Es sind 3,53 zwanzig"),
        ("We are at twenty five point two", "en", "We are at 25.2"),
        ("We are at sixty-five point two", "en", "We are at 65.2"),
        ("This is the point", "en", "This is the point"),
    ],
)
def test_a_number_with_its_decimals_is_written_in_digits(
    said: str, language: str, made: str
) -> None:
    assert dictated(said, language) == made


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Es sind 3 | Komma | 5", "de"),
        ("Die Seiten 3 Komma 5", "de"),
        ("Es sind 3 Komma 5 Komma 7", "de"),
        ("Es sind drei hundert Komma fünf", "de"),
        ("Es sind zwei drei Komma fünf", "de"),
        ("We have one hundred five point two", "en"),
        ("Es sind hundertviele Komma fünf | Sachen", "de"),
    ],
)
def test_what_may_be_two_numbers_is_marked(said: str, language: str) -> None:
    assert dictated(said, language).startswith(" ".join(said.replace("|", "").split()) + " {")
