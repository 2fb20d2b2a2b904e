"""Whether an IBAN, VAT number, BIC, tax or article number can be right.

python-stdnum reads its tables while it is imported, so all it needs is imported here: a call opens
no file. Nothing asks a server.
"""

from __future__ import annotations

import re
from functools import cache

from stdnum import bic, ean, get_cc_module, iban, isbn, numdb
from stdnum.de import idnr
from stdnum.eu import at_02, vat
from stdnum.exceptions import InvalidChecksum, ValidationError

for _state in vat.MEMBER_STATES:
    get_cc_module("gb" if _state == "xi" else _state, "vat")

VAT_COUNTRIES = frozenset(state.upper() for state in vat.MEMBER_STATES - {"gr"}) | {"EL"}
"""What EU VAT numbers begin with.

Greece (EL) and Northern Ireland (XI) have prefixes of their own.
"""


@cache
def iban_length(country: str) -> int | None:
    """Characters of a country's IBANs; None if it has none.

    Source: SWIFT's IBAN registry (ISO 13616).
    """
    (_country, properties), *_ = numdb.get("iban").info(country) or [("", {})]
    structure = properties.get("bban")
    if structure is None:
        return None
    return len("DE89") + sum(map(int, re.findall(r"(\d+)!", structure)))


def valid_iban(number: str) -> bool:
    """Whether an IBAN without spaces has form and check digits."""
    return iban.is_valid(number, check_country=False)


def valid_vat(number: str) -> bool | None:
    """Whether an EU VAT number has its check digit.

    None if it lacks the form of its country's numbers.
    """
    if number[:2] not in VAT_COUNTRIES:
        return None
    try:
        vat.validate(number)
    except InvalidChecksum:
        return False
    except ValidationError:
        return None
    return True


def valid_bic(code: str) -> bool:
    """Whether a BIC has 8 or 11 characters in order, and a country."""
    return bic.is_valid(code)


def valid_creditor(number: str) -> bool:
    """Whether a SEPA creditor identifier (Gläubiger-ID) has form and check digits."""
    return at_02.is_valid(number)


def valid_tax_id(number: str) -> bool:
    """Whether 11 digits are a German tax number for persons (Steuer-ID)."""
    return idnr.is_valid(number)


def valid_article(number: str) -> bool:
    """Whether an EAN, GTIN or GLN has its check digit."""
    return ean.is_valid(number)


def valid_book(number: str) -> bool:
    """Whether an ISBN of 10 or 13 characters has its check digit."""
    return isbn.is_valid(number)
