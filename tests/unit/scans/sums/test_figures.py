"""What figures on a page mean."""

from __future__ import annotations

import pytest

from pipeline.core.scans.sums.figures import UNIT, Figure, figure_rows
from tests.layouts import typed_page


def _figures(text: str, *others: str) -> list[Figure]:
    rows = figure_rows([typed_page(text, *others)])
    return list(rows[0].figures)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", 1234.56),
        ("1,234.56", 1234.56),
        ("12,50", 12.5),
        ("12,50€", 12.5),
        ("€12.50", 12.5),
        ("12.50", 12.5),
        ("1234,5", 1234.5),
        ("1'234.50", 1234.5),
        ("1.234.567,89", 1234567.89),
        ("-12,50", -12.5),
        ("\N{MINUS SIGN}12,50", -12.5),
        ("12,50-", -12.5),
        ("(12,50)", -12.5),
        ("EUR12,50", 12.5),
        ("0,0250", 0.025),
        ("45,-", 45),
        ("45,--", 45),
        ("7", 7),
        ("2026", 2026),
        ("3x", 3),
        ("2,5kg", 2.5),
        ("1,0l", 1),
        ("12,5O", 12.5),
        ("l2,50", 12.5),
        ("1.23,50", 123.5),
    ],
)
def test_a_figure_has_a_value(text: str, value: float) -> None:
    (figure,) = _figures(text)

    assert figure.value == round(value * UNIT)


@pytest.mark.parametrize(
    "text",
    ["03.11.2026", "3.11.", "12:30", "RE-2026", "A4", "Haus", "1.2.3", "ll,OO", "1234567890",
     "12..345,00", "1234567890,12", "12,34567", "1.2,3", ".,1", "1.234.56789"],
)  # fmt: skip
def test_days_times_and_keys_are_no_figures(text: str) -> None:
    assert _figures(text) == []


@pytest.mark.parametrize("text", ["12,5O", "l2,50", "1.23,50", "1,234,56"])
def test_letters_and_odd_marks_are_noted(text: str) -> None:
    assert not _figures(text)[0].clean


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Betrag bis Mittwoch, 15. Mai 2024 auf das Konto DE54 2333", []),
        ("auf DE54 2333 5879 4661 3931 15. in 14 Tagen", [14]),
        ("5879 4661 3931 15. Danke", []),
        ("Payment of 1,250.00 due by May 15, 2024", [1250]),
        ("DE54 2333 5879 4661 3931 15 12,50", [12.5]),
        ("Sitz 3 Preis 2024", [3, 2024]),
    ],
)
def test_days_and_ibans_among_words_are_no_figures(text: str, values: list[float]) -> None:
    assert [figure.value / UNIT for figure in _figures(text)] == values


def test_a_thousand_may_be_one() -> None:
    assert _figures("1.000", "2,50")[0].values == (1000 * UNIT, UNIT)
    assert _figures("1,000", "2,50")[0].values == (UNIT, 1000 * UNIT)
    assert _figures("1,000", "2.50 3.75")[0].values == (1000 * UNIT, UNIT)
    assert _figures("1234,500")[0].values == (1234_5000,)
    assert _figures("1.000.000")[0].values == (1_000_000 * UNIT,)


def test_a_space_may_part_groups() -> None:
    (figure,) = _figures("1 234,56")

    assert figure.value == round(1234.56 * UNIT)
    assert figure.lead is not None
    assert len(_figures("1  234,56")) == 2


def test_rates_have_a_percent_sign_in_or_behind_them() -> None:
    assert [each.percent for each in _figures("19% 19 % 19 Stück")] == [True, True, False]


def test_a_minus_behind_the_last_amount_is_its_sign() -> None:
    assert [each.value for each in _figures("12,50 -")] == [-125000]
    assert [each.value for each in _figures("12,50 - 13,50")] == [125000, 135000]
    assert [each.value for each in _figures("12,50 +")] == [125000]


def test_rows_say_what_is_in_them() -> None:
    (row,) = figure_rows([typed_page("Summe  12,50")])

    assert row.label == "summe 12,50"
    assert row.figures[0].is_amount
