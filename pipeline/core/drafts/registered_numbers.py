"""Numbers whose check digits are wrong: IBANs, VAT numbers, tax IDs, EANs.

Their check digits tell a wrong one from a right one. What only looks like such a number is left
alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

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

_DIGIT_FOR_LETTER = str.maketrans(
    {
        "O": "0",
        "o": "0",
        "Q": "0",
        "l": "1",
        "I": "1",
        "|": "1",
        "i": "1",
        "S": "5",
        "B": "8",
        "Z": "2",
    }
)
"""Letters that engines read where a digit stands."""

_DIGIT = "[0-9OQlISBZ]"
"""A digit, or a letter that engines read for one."""

_NOTHING = range(0)

_IBAN = re.compile(rf"[A-Z]{{2}}{_DIGIT}{{2}}")
_IBAN_GROUP = re.compile(r"[0-9A-Za-z|]{1,4}")
_GROUP = 4
"""Characters of a printed group; a lost space makes one of eight."""

_VAT_LABEL = re.compile(
    r"(?i)(?:ust|umsatzsteuer|mwst|vat|tva|btw|uid|moms|p\.?iva|iva|nif)[\w./()-]*"
)
_REST_OF_LABEL = re.compile(r"(?i)(?:id|ident|reg|registration|code|nr|no|num|number|n°)[\w./-]*")
"""What may stand between a label and its number.

"VAT Reg. No.", "BTW nummer", "SWIFT Code".
"""

_PLAINLY_VAT = re.compile(rf"DE(?:{_DIGIT}{{1,9}})?|ATU{_DIGIT}{{8}}|NL{_DIGIT}{{9}}B{_DIGIT}{{2}}")
"""Forms that need no label, as no order number looks like them.

The German one may come in groups.
"""

_VAT_START = re.compile(r"ATU|[A-Z]{2}(?:[0-9A-Za-z]*\d[0-9A-Za-z]*)?")
_VAT_GROUP = re.compile(r"[0-9A-Za-z]*\d[0-9A-Za-z]*|[OQISBZ]{2,3}|[A-Z]")
_VAT_LENGTHS = range(8, 15)
"""Characters of a VAT number, of which Romania's may have few.

Source: the EU's VIES, by country.
"""

_BIC_LABEL = re.compile(r"(?i)(?:bic|swift)[\w./()-]*")
_BIC = re.compile(r"[0-9A-Z]{8}(?:[0-9A-Z]{3})?")

_LABELLED: tuple[tuple[re.Pattern[str], frozenset[int], Callable[[str], bool]], ...] = (
    (
        re.compile(
            r"(?i)(?:steuer-?id(?:nr|-nr)?|steuer-?identifikationsnummer|idnr"
            r"|steuerliche identifikationsnummer)[.:]*"
        ),
        frozenset((11,)),
        valid_tax_id,
    ),
    (
        re.compile(r"(?i)(?:ean|gtin|gln)(?:-?(?:nr|code|nummer|8|13|14))?[.:]*"),
        frozenset((8, 12, 13, 14)),
        valid_article,
    ),
    (re.compile(r"(?i)isbn(?:-1[03])?:*"), frozenset((10, 13)), valid_book),
)
"""Labels, how many characters their numbers have, and whether one can be right."""
_PART = re.compile(r"[\dOolIX|-]+")
"""A group of such a number."""
_CREDITOR = re.compile(rf"[A-Z]{{2}}{_DIGIT}{{2}}[A-Z0-9]{{3}}{_DIGIT}{{11}}")
"""A German creditor identifier; no label is needed."""


def as_digits(text: str) -> str:
    """The text with digits for the letters that look like them."""
    return text.translate(_DIGIT_FOR_LETTER)


def wrong_numbers(words: Sequence[str], bare: Sequence[str], at: int) -> tuple[range, ...]:
    """The places of wrong numbers that begin with the word ``at``.

    A range is empty where there is no such number, or a right one. ``bare`` are the ``words``
    without the marks around them.
    """
    return (
        _wrong_iban(bare, at),
        _wrong_vat(bare, at),
        _wrong_bic(words, bare, at),
        _wrong_creditor(bare, at),
        _wrong_labelled(bare, at),
    )


def right_numbers(bare: Sequence[str]) -> frozenset[int]:
    """The places of the words of IBANs and VAT numbers whose check digits are right."""
    found: set[int] = set()
    for at in range(len(bare)):
        found.update(_right_iban(bare, at))
        if _PLAINLY_VAT.fullmatch(bare[at]) and valid_vat(bare[at]):
            found.add(at)
    return frozenset(found)


def _right_iban(bare: Sequence[str], at: int) -> range:
    """An IBAN in groups or in one word, with right check digits."""
    length = iban_length(bare[at][:2]) if _IBAN.match(bare[at]) else None
    joined, end = bare[at], at + 1
    while length is not None and len(joined) < length and end < len(bare):
        joined, end = joined + bare[end], end + 1
    return range(at, end) if len(joined) == length and valid_iban(joined) else _NOTHING


def _wrong_iban(bare: Sequence[str], at: int) -> range:
    """An IBAN with wrong check digits.

    It stands after that word, or has its length in groups of four or in one word.
    """
    first = bare[at]
    length = iban_length(first[:2]) if _IBAN.match(first) else None
    # Another number may begin like that, too: a key with dots (NL8152.54.295.B01), a VAT number.
    if length is None or not first.replace("|", "1").isalnum() or valid_vat(first) is not None:
        return _NOTHING
    labelled = at > 0 and bare[at - 1].upper().startswith("IBAN")
    joined, end = first, at + 1
    if labelled or len(first) % _GROUP == 0:
        while end < len(bare) and len(joined) < length and _is_iban_group(bare[end]):
            joined, end = joined + bare[end], end + 1
    complete = length - 2 <= len(joined) <= length + 1 and not first[2:4].isalpha()
    return range(at, end) if (labelled or complete) and not valid_iban(joined) else _NOTHING


def _is_iban_group(word: str) -> bool:
    """Whether it is a group of an IBAN and no word of the text.

    A group has up to four characters, with a digit or in capitals.
    """
    return _IBAN_GROUP.fullmatch(word) is not None and (
        word.isupper() or any(map(str.isdigit, word))
    )


def _wrong_vat(bare: Sequence[str], at: int) -> range:
    """A VAT number with a wrong check digit, also in groups.

    ``DE123456789``, ``DE 123 456 789``; most need a label before them.
    """
    first = bare[at]
    if first[:2] not in VAT_COUNTRIES or not _VAT_START.fullmatch(first):
        return _NOTHING
    if not _PLAINLY_VAT.fullmatch(first) and not _follows(_VAT_LABEL, bare, at):
        return _NOTHING
    joined, end, wrong = first, at + 1, _NOTHING
    while len(joined) < _VAT_LENGTHS.stop:
        right = _vat_as_read(joined)
        if right:
            return _NOTHING
        if right is False:
            wrong = range(at, end)
        if end == len(bare) or not _VAT_GROUP.fullmatch(bare[end]):
            break
        joined, end = joined + bare[end], end + 1
    return wrong


def _vat_as_read(number: str) -> bool | None:
    """Whether a VAT number is right as it was read.

    None if it is none, even with digits for the letters read in their place.
    """
    if len(number) not in _VAT_LENGTHS:
        return None
    right = valid_vat(number)
    if right is None and valid_vat(number[:2] + as_digits(number[2:])) is not None:
        return False
    return right


def _wrong_bic(words: Sequence[str], bare: Sequence[str], at: int) -> range:
    """A BIC after its label that lacks a BIC's form or country."""
    code = bare[at]
    if not _BIC.fullmatch(code) or not _follows(_BIC_LABEL, bare, at):
        return _NOTHING
    # Letters alone may be the next label ("BIC CURRENCY"), unless a colon or the ending says more.
    plainly = not code.isalpha() or code.endswith("XXX") or words[at - 1].endswith(":")
    return range(at, at + 1) if plainly and not valid_bic(code) else _NOTHING


def _wrong_creditor(bare: Sequence[str], at: int) -> range:
    """A German creditor identifier (DE98ZZZ09999999999) with wrong check digits."""
    code = bare[at]
    plain = code.startswith("DE") and _CREDITOR.fullmatch(code) is not None
    return range(at, at + 1) if plain and not valid_creditor(code) else _NOTHING


def _wrong_labelled(bare: Sequence[str], at: int) -> range:
    """A tax ID, an EAN or an ISBN behind its label, also in groups."""
    for label, lengths, valid in _LABELLED:
        if label.fullmatch(bare[at]) is None:
            continue
        parts = list(takewhile(_PART.fullmatch, bare[at + 1 :]))
        found = [
            (end, "".join(parts[:end]).replace("-", ""))
            for end in range(1, len(parts) + 1)
            if len("".join(parts[:end]).replace("-", "")) in lengths
        ]
        if found and not any(valid(number) for _end, number in found):
            return range(at + 1, at + 1 + found[-1][0])
    return _NOTHING


def _follows(label: re.Pattern[str], bare: Sequence[str], at: int) -> bool:
    """Whether the word stands after such a label."""
    before = at - 1
    while before > 0 and _REST_OF_LABEL.fullmatch(bare[before]):
        before -= 1
    return before >= 0 and label.fullmatch(bare[before]) is not None
