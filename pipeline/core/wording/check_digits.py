"""Numbers that carry their own proof: IBAN and VAT."""

from __future__ import annotations

LENGTHS = {
    "AT": 20,
    "BE": 16,
    "CH": 21,
    "CZ": 24,
    "DE": 22,
    "DK": 18,
    "ES": 24,
    "FR": 27,
    "GB": 22,
    "IE": 22,
    "IT": 27,
}


def valid_iban(text: str) -> bool:
    """Whether an IBAN without spaces has its country's length and its check digits. Source: ISO 13616, mod 97."""
    if len(text) != LENGTHS.get(text[:2], len(text)) or not text.isascii() or not text.isalnum():
        return False
    return int("".join(str(int(character, 36)) for character in text[4:] + text[:4])) % 97 == 1


def valid_vat(digits: str) -> bool:
    """Whether the nine digits of a German VAT number are right. Source: ISO 7064, MOD 11,10."""
    product = 10
    for digit in digits[:8]:
        product = 2 * ((int(digit) + product) % 10 or 10) % 11
    return (11 - product) % 10 == int(digits[8])
