"""Numbers that cannot be right: 31.02., 25:70, 2O24.

Nothing here says that a number is right, and nothing that is merely unusual counts: what has more
than one meaning (``12.30`` is a time, an amount and a section) is impossible only if it is so in
all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from pipeline.core.drafts.registered_numbers import as_digits, right_numbers, wrong_numbers
from pipeline.core.scans.lines import TICKED, UNTICKED
from pipeline.core.wording.almanac import ANY_WEEKDAY, real_day
from pipeline.core.wording.printed_days import contradicts_weekday

_ROUND, _ROUND_OR_STRAIGHT = frozenset("OoQ"), frozenset("OoQlI|i")
"""Letters that no number ends with, and that none has inside.

A number may well end with the others: 5l, 12B.
"""

_MARKS = ".,;:!?()[]{}\"'„“”’»«…*"
_CURRENCIES = frozenset({"€", "EUR", "EURO", "$", "USD", "£", "GBP", "CHF", "DM"})
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DAY = re.compile(r"(\d{2})\.(\d{2})\.")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"(\d{2}):(\d{2})(?::(\d{2}))?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)")
_TWO_SIGNS = re.compile(r"[+-]?\d[\d.,]*(?:\.[\d.]*,|,[\d,]*\.)\d+")
_COLON_IN_NUMBER = re.compile(r"\d+:(?:\d{3,}[.,]\d+|\d+\.\d{4})")
"""A stop read as a colon: 2:441,93, 03:05.2019. People do write 1:23,45."""
_PHONE = re.compile(r"(?i)(?:tel|fax|telefon|telefax|phone|telephone|mobil|mobile|handy)[.:]*")
_PHONE_PART = re.compile(r"[+(]*\d[\d()/.–-]*|[/–-]")
_ADDRESS = re.compile(r"[\w.+%-]+@(?:[\w-]+\.)+\w{2,}")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,:/]\d+)*(?:,-|,–|%|€)?")
_PLAIN = re.compile(
    rf"[+-]?(?:\d+(?:[.,:/]\d+)?|{_GROUPED.pattern}|\d{{1,2}}([./])\d{{1,2}}\1\d{{2,4}}"
    r"|\d+:\d+:\d+)(?:,-|,–|%|€)?"
)
"""A number, amount, day or time.

What has more signs may be a key of any kind.
"""
_ROMAN = re.compile(r"I{1,3}[./]\d{1,2}")
_DIGIT_IN_WORD = re.compile(r"[^\W\d_A-ZÄÖÜ]\d[^\W\d_A-ZÄÖÜ]")

_COUNTED = frozenset(
    [
        "§",
        "§§",
        "Abs",
        "Halbs",
        "Nr",
        "Nrn",
        "Satz",
        "Ziff",
        "Ziffer",
        "Pos",
        "Rn",
        "Rdnr",
        "Tz",
        "Seite",
        "Blatt",
        "No",
        "para",
        "page",
    ]
)
"""What a number follows. Not "Art." and "Teil", which people count in Roman numerals, too."""
_FOR_ONE = frozenset("Il")
_LETTERED = frozenset(["Buchst", "lit"])
"""What a letter follows."""
_BOXES = frozenset((TICKED, UNTICKED, "☑"))
"""Boxes to tick, which open letters ("36 d. A.") were taken for; not after a line's own number."""

_WEEKDAY = re.compile(rf"(?=[A-Z])(?i:{ANY_WEEKDAY})[.,]{{0,2}}")
"""A weekday or its abbreviation, with a capital."""
_ARTICLES = frozenset(("den", "dem", "the", "of"))
_DATE_WORDS = 6
"""Words of a weekday and a date: "Monday , the 3rd of November 2026"."""

_NOTHING = range(0)
_HOURS, _MINUTES = 24, 60

_PHONE_DIGITS = range(3, 16)
"""Digits of a telephone number; an extension alone has three.

Source: ITU-T E.164 allows fifteen.
"""


def implausible_words(words: Sequence[str]) -> frozenset[int]:
    """The positions of a line's words that cannot be right.

    Of an IBAN, a VAT or telephone number that is wrong somewhere, these are the words that are
    impossible by themselves, or all of them if none is.
    """
    bare = [word.strip(_MARKS) or word for word in words]
    found = {at for at, word in enumerate(words) if _impossible(word, bare[at])}
    for at in range(len(bare)):
        for group in (
            *wrong_numbers(words, bare, at),
            _wrong_phone(bare, at),
        ):
            if found.isdisjoint(group):
                found.update(group)
        found.update(_wrong_weekday(words, at))
        if (
            _wrong_amount(bare, at)
            or (at and _is_no_count(bare[at - 1], words[at], bare[at]))
            or (at > 1 and words[at] in _BOXES and bare[at - 1].isdigit())
        ):
            found.add(at)
    return frozenset(found)


def _is_no_count(before: str, word: str, bare: str) -> bool:
    """Whether a letter or a box stands where a number must, or a box for a letter."""
    if before in _COUNTED:
        return bare in _FOR_ONE or word == "i" or word in _BOXES
    return before in _LETTERED and word in _BOXES


def proven_words(words: Sequence[str]) -> frozenset[int]:
    """The positions of a line's words whose check digits say that they are right."""
    return right_numbers([word.strip(_MARKS) or word for word in words])


def digit_reading(word: str) -> tuple[str, ...]:
    """The number with digits for the letters read in their place.

    ``19,90`` for ``l9,9O``; empty if it is no number then, or has no such letters.
    """
    digits = as_digits(word)
    return (digits,) if digits != word and _NUMBER.fullmatch(digits.strip(_MARKS)) else ()


def _impossible(word: str, bare: str) -> bool:
    """Whether the word cannot be right by itself."""
    if "@" in bare.lstrip("@"):
        return (
            _ADDRESS.fullmatch(bare) is None or re.search(r"[a-zäöü-]I[a-zäöü]", bare) is not None
        )
    return (
        _impossible_day(word, bare)
        or _impossible_time(bare)
        or _letters_among_digits(bare)
        or _DIGIT_IN_WORD.search(bare) is not None
        or _COLON_IN_NUMBER.fullmatch(bare) is not None
        or (_TWO_SIGNS.fullmatch(bare) is not None and _GROUPED.fullmatch(bare) is None)
    )


def _impossible_day(word: str, bare: str) -> bool:
    if whole := _DATE.fullmatch(bare):
        day, month, year = map(int, whole.groups())
    elif whole := _ISO_DATE.fullmatch(bare):
        year, month, day = map(int, whole.groups())
    elif (whole := _DAY.fullmatch(word)) and not _on_the_clock(*whole.groups()):
        (day, month), year = map(int, whole.groups()), 0
    else:
        return False
    return real_day(year or None, month, day) is None


def _impossible_time(bare: str) -> bool:
    whole = _TIME.fullmatch(bare)
    return whole is not None and not _on_the_clock(*(part for part in whole.groups() if part))


def _on_the_clock(hour: str, *rest: str) -> bool:
    return int(hour) <= _HOURS and all(int(part) < _MINUTES for part in rest)


def _letters_among_digits(bare: str) -> bool:
    """Whether letters stand for digits: ``l9,9O``, ``2O24``.

    People do write ``5l``, ``12B``, ``B12``, ``i5``, ``B.1``, ``II.1``, ``12.I.4``.
    """
    number = _PLAIN.fullmatch(as_digits(bare)) is not None
    if (
        not number
        or bare.isdecimal()
        or not any(map(str.isdecimal, bare))
        or _ROMAN.fullmatch(bare)
    ):
        return False
    inner = bare[1:] if bare.isalnum() or bare[0] not in _ROUND_OR_STRAIGHT else bare
    inner = inner if inner[-1:] in _ROUND else inner[:-1]
    return not _ROUND_OR_STRAIGHT.isdisjoint(inner)


def _wrong_phone(bare: Sequence[str], at: int) -> range:
    """A telephone number with too few or too many digits."""
    if not _PHONE.fullmatch(bare[at]):
        return _NOTHING
    number = list(takewhile(_PHONE_PART.fullmatch, bare[at + 1 :]))
    digits = sum(map(str.isdigit, "".join(number)))
    return (
        _NOTHING if not number or digits in _PHONE_DIGITS else range(at + 1, at + 1 + len(number))
    )


def _wrong_weekday(words: Sequence[str], at: int) -> frozenset[int]:
    """A weekday and a day that fell on another: "Montag, den 4.11.2026"."""
    name = _WEEKDAY.fullmatch(words[at])
    if name is None:
        return frozenset()
    for end in range(min(at + _DATE_WORDS, len(words)), at + 1, -1):
        if contradicts_weekday(" ".join(words[at:end])):
            return frozenset(range(at, end)) - {
                place for place in range(at, end) if words[place] in _ARTICLES
            }
    return frozenset()


def _wrong_amount(bare: Sequence[str], at: int) -> bool:
    """Whether an amount has a group without three digits: ``1.23,50 EUR``."""
    beside = {word.upper() for word in (*bare[max(0, at - 1) : at], *bare[at + 1 : at + 2])}
    amount = bare[at].strip("€$£")
    if not (beside & _CURRENCIES or amount != bare[at]) or not re.fullmatch(
        r"\d+(?:[.,]\d+){2,}", amount
    ):
        return False
    return not (_GROUPED.fullmatch(amount) or _DATE.fullmatch(amount))
