"""What rows say of their amounts."""

from __future__ import annotations

import pytest

from pipeline.core.scans.sums.labels import (
    is_carried,
    is_heading,
    is_inside,
    is_minus,
    is_tax,
    is_total,
)


@pytest.mark.parametrize(
    "label", ["zwischensumme 12,00", "total due", "rechnungsbetrag", "neuer kontostand", "net"]
)
def test_sums_are_called_so(label: str) -> None:
    assert is_total(label)


@pytest.mark.parametrize("label", ["basisbetrag: -5,00", "betragsfrei", "beratung", "internet"])
def test_other_rows_are_no_sums(label: str) -> None:
    assert not is_total(label)


@pytest.mark.parametrize("label", ["zzgl. 19 % mwst.", "ust 7 %", "vat at 20%", "umsatzsteuer"])
def test_taxes_are_called_so(label: str) -> None:
    assert is_tax(label)
    assert not is_tax("industrie")


@pytest.mark.parametrize("label", ["abzüglich 5 % rabatt", "less deposit", "bereits gezahlt"])
def test_what_is_taken_away_is_called_so(label: str) -> None:
    assert is_minus(label)


def test_balances_headings_and_parts_are_told_apart() -> None:
    assert is_carried("übertrag von seite 1")
    assert is_inside("darin enthalten 19 % mwst.")
    assert is_heading("pos. menge einzelpreis betrag")
    assert not is_heading("der betrag ist fällig")
