"""Whether a value was written as it was meant."""

from __future__ import annotations

import pytest

from benchmarks.spoken_values import belongs_to_value, is_written
from tools.spoken_values import Value


@pytest.mark.parametrize(
    ("kind", "true", "text", "language"),
    [
        ("date", "2026-03-12", "12.03.2026", "de"),
        ("date", "2026-03-12", "12. März 2026", "de"),
        ("date", "2026-03-12", "March 12, 2026", "en"),
        ("date", "2026-03-12", "the 12th of March 2026", "en"),
        ("sum", "1240.50", "1.240,50 Euro", "de"),
        ("sum", "1240.50", "1240 Euro und 50 Cent", "de"),
        ("sum", "1240.50", "1,240 euros 50", "en"),
        ("sum", "1240.00", "€1,240", "en"),
        ("percent", "12.5", "12,5 %", "de"),
        ("count", "25", "fünfundzwanzig", "de"),
        ("law", "573/2", "§ 573 Absatz 2", "de"),
        ("law", "573/2", "section 573 paragraph two", "en"),
        ("file", "12O345/25", "12 O 345/25", "de"),
        ("iban", "DE89370400440532013000", "DE89 3704 0044 0532 0130 00", "de"),
    ],
)
def test_all_usual_ways_of_writing_are_right(
    kind: str, true: str, text: str, language: str
) -> None:
    assert is_written(Value(kind, "", true), text, language)


@pytest.mark.parametrize(
    ("kind", "true", "text"),
    [
        ("date", "2026-03-12", "12. März 2020"),
        ("date", "2026-03-12", "im März"),
        ("sum", "1240.50", "1.240 Euro"),
        ("sum", "1240.50", "2.000 in 133 Euro"),
        ("count", "25", "52"),
        ("law", "573/2", "§ 573\n\n2"),
        ("file", "12O345/25", "12.345/25"),
    ],
)
def test_others_are_wrong(kind: str, true: str, text: str) -> None:
    assert not is_written(Value(kind, "", true), text, "de")


def test_numbers_units_and_months_belong_to_values() -> None:
    assert all(belongs_to_value(token, "de") for token in ("12", "Euro", "März", "O", "dritten"))
    assert not belongs_to_value("Haus", "de")
