"""Which IBANs, VAT numbers and BICs can be right."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.check_digits import (
    VAT_COUNTRIES,
    iban_length,
    valid_article,
    valid_bic,
    valid_book,
    valid_creditor,
    valid_iban,
    valid_tax_id,
    valid_vat,
)

_VAT_NUMBERS = (
    "ATU13585627",
    "BE0403019261",
    "BG175074752",
    "CY10259033P",
    "CZ25123891",
    "DE136695976",
    "DK13585628",
    "EE100931558",
    "EL094259216",
    "ESB58378431",
    "FI20774740",
    "FR40303265045",
    "HR33392005961",
    "HU12892312",
    "IE6433435F",
    "IT00743110157",
    "LT119511515",
    "LU15027442",
    "LV40003521600",
    "MT11679112",
    "NL004495445B01",
    "PL8567346215",
    "PT501964843",
    "RO18547290",
    "SE123456789701",
    "SI50223054",
    "SK2022749619",
    "XI980780684",
)


@given(st.text(string.digits, min_size=18, max_size=18), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_never_leaves_an_iban_right(account: str, at: int, more: int) -> None:
    check = 98 - int(account + "131400") % 97
    other = account[:at] + str((int(account[at]) + more) % 10) + account[at + 1 :]

    assert valid_iban(f"DE{check:02}{account}")
    assert not valid_iban(f"DE{check:02}{other}")


@pytest.mark.parametrize(
    ("country", "length"),
    [("DE", 22), ("NO", 15), ("MT", 31), ("GR", 27), ("US", None), ("", None)],
)
def test_a_country_has_ibans_of_one_length_or_none(country: str, length: int | None) -> None:
    assert iban_length(country) == length


def test_an_iban_has_the_form_of_its_country() -> None:
    assert valid_iban("GB82WEST12345698765432")
    assert not valid_iban("DE89370400440532013")
    assert not valid_iban("GB11123412345698765432")
    assert not valid_iban("US64SVBKUS6S3300958879")


@given(st.text(string.digits, min_size=8, max_size=8))
def test_every_german_vat_number_has_one_check_digit(digits: str) -> None:
    found = [valid_vat(f"DE{digits}{digit}") for digit in string.digits]

    assert found.count(True) <= 1
    assert None not in found or digits.startswith("0")


def test_vat_numbers_of_all_member_states_are_known() -> None:
    assert {number[:2] for number in _VAT_NUMBERS} == VAT_COUNTRIES
    assert [number for number in _VAT_NUMBERS if not valid_vat(number)] == []


@pytest.mark.parametrize("number", ["DE12345678", "AT12345678", "NL00333599698", "CH123456789", ""])
def test_what_has_not_the_form_of_a_vat_number_is_none(number: str) -> None:
    assert valid_vat(number) is None


def test_a_bic_has_letters_and_a_country_in_their_places() -> None:
    assert valid_bic("COBADEFFXXX")
    assert valid_bic("GENODEF1S02")
    assert not valid_bic("C0BADEFF")
    assert not valid_bic("COBAOEFF")
    assert not valid_bic("COBADEF")


@given(st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_never_leaves_a_tax_id_right(at: int, more: int) -> None:
    right = "86095742719"
    other = right[:at] + str((int(right[at]) + more) % 10) + right[at + 1 :]

    assert valid_tax_id(right)
    assert not valid_tax_id(other)


def test_articles_books_and_creditors_are_told_by_their_check_digits() -> None:
    assert valid_article("4006381333931")
    assert not valid_article("4006381333937")
    assert valid_book("316148410X")
    assert not valid_book("3161484101")
    assert valid_creditor("DE98ZZZ09999999999")
    assert not valid_creditor("DE89ZZZ09999999999")
