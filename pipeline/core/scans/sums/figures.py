"""The figures of a document: amounts, quantities and rates, row by row.

Both ways of writing are understood, 1.234,56 and 1,234.56, also in one document. What may have two
meanings (1.000) has both values. Days, times and keys are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.core.model import Page, Word
from pipeline.core.scans.lines import lines_of, strips_of
from pipeline.core.scans.table_rows import Row, rows_of

UNIT = 10_000
"""Values are whole numbers of this part of one: prices may have four decimals."""

CENT = UNIT // 100

_DECIMALS = 4
"""Decimals of a price, at most."""
_GROUP = 3
"""Digits between two grouping marks."""
_LONGEST = 9
"""Digits before the decimal mark, at most: more are a key."""

_LOOKALIKES = str.maketrans("OoQDlI|i!SBZ", "000011111582")
"""Digits for the letters that engines read in their place."""

_MINUS = "\N{MINUS SIGN}\N{EM DASH}\N{EN DASH}-"
_BEFORE = r"(?P<before>[(\[]?(?:€|\$|£|EUR|CHF|USD|GBP)?)"
_CORE = r"(?P<core>[0-9OoQDlI|i!SBZ](?:[0-9OoQDlI|i!SBZ.,'’]*[0-9OoQDlI|i!SBZ])?)"
_AFTER = r"(?P<whole>,[-–—]{1,2})?(?P<after>[-–]?(?:€|\$|£|EUR|CHF|%)?[)\]]?[.,;:*]?)"
_FIGURE = re.compile(
    rf"{_BEFORE}(?P<minus>[+{_MINUS}]?){_BEFORE.replace('before', 'again')}{_CORE}{_AFTER}"
)
_QUANTITY = re.compile(r"(?P<core>\d{1,5}(?:[.,]\d{1,3})?)(?P<unit>[xX×]|[A-Za-zäöüß²³]{1,4}\.?)")
_LITRES = re.compile(r"\d{1,5}(?:[.,]\d)?l")
"""A quantity, although its last letter looks like a digit."""
_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?[.,;:)]?")
_NO_FIGURES = re.compile(
    r"\b(?:[A-Z]{2}\d{2}(?: \d{4})+|\d{4}(?: \d{4}){2,})(?: \d{1,4}\b[.,;]?)?(?![.,]\d)"
    r"|\b\d{1,2}\. [A-ZÄÖÜ][a-zäöü]+\.? (?:19|20)\d\d\b"
    r"|\b[A-Z][a-z]+ \d{1,2}, (?:19|20)\d\d\b"
)
"""IBANs in groups, also what of one stands on the next line; days with their months' names."""
_PERCENT = frozenset(("%", "v.H.", "vH", "Prozent"))

_NEAR = 0.5
"""Type sizes between the parts of one figure ("1 234,56"), at most."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure and what it may mean."""

    at: int
    """Its number in the document."""
    word: Word
    """The word that holds it, or its last part."""
    lead: Word | None
    """The word with the figure's first group, if a space parts it from the rest."""
    page: int
    row: int
    """Number of its row in the document."""
    left: float
    """Its left edge, as a share of the page's width."""
    right: float
    """The same for its right edge."""
    core: str
    """Its digits and marks, with letters in place of digits as they were read."""
    values: tuple[int, ...]
    """What it may mean, the likeliest first, in parts of ``UNIT``."""
    places: int
    """Decimals; 2 for amounts."""
    percent: bool
    """Whether it is a rate."""
    decimal: str
    """The decimal mark of its page: a point or a comma."""
    clean: bool
    """Whether it is written as figures are, without letters and odd marks."""

    @property
    def value(self) -> int:
        """What it most likely means."""
        return self.values[0]

    @property
    def is_amount(self) -> bool:
        """Whether it has cents."""
        return self.places == 2 and not self.percent  # noqa: PLR2004 - cents


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of print: its words in small letters, and its figures."""

    label: str
    figures: tuple[Figure, ...]
    page: int
    top: float
    """In type sizes of the row."""


def figure_rows(pages: Sequence[Page]) -> tuple[FigureRow, ...]:
    """All rows of the pages, from top to bottom, also those without figures."""
    made: list[FigureRow] = []
    count = 0
    for page in pages:
        decimal = _decimal_mark(page)
        level = tuple(strip for line in lines_of(page) for strip in strips_of(line))
        for row in rows_of(line for line in level if not any(word.tilt for word in line.words)):
            found = tuple(_figures(row, page, len(made), count, decimal))
            count += len(found)
            label = " ".join(word.text for word in row.words).lower()
            made.append(FigureRow(label, found, page.number, row.box.top / row.size))
    return tuple(made)


def decimal_of(core: str) -> str:
    """The decimal mark of a figure with cents, or ""."""
    return core[-3] if len(core) > _GROUP and core[-3] in ".," else ""


def digits_of(core: str) -> str:
    """The core with digits for the letters that engines read in their place."""
    return core.translate(_LOOKALIKES)


def _decimal_mark(page: Page) -> str:
    """The sign before the cents in most amounts; a comma if none is."""
    ends = [word.text.rstrip("€$£.,;:")[-3:-2] for word in page.words]
    return "." if ends.count(".") > ends.count(",") else ","


def _figures(row: Row, page: Page, number: int, first: int, decimal: str) -> Iterator[Figure]:
    """The figures of a row, with percent signs and first groups beside them."""
    words, keys = row.words, _keys(row)
    lead: Word | None = None
    for at, word in enumerate(words):
        if at in keys:
            continue
        after = words[at + 1] if at + 1 < len(words) else None
        start = lead if lead is not None and _is_rest(lead, word, row.size) else None
        lead = word if re.fullmatch(rf"[{_MINUS}]?\d{{1,3}}", word.text) else None
        if after is not None and lead is not None and _is_rest(lead, after, row.size):
            continue
        text = f"{start.text}{word.text}" if start is not None else word.text
        read = _read(text, decimal)
        if read is None:
            continue
        core, values, places, clean = read
        behind = after.text.rstrip(":,") if after is not None else ""
        if behind in _MINUS and behind and at + 2 == len(words):
            values = tuple(-abs(value) for value in values)
        yield Figure(
            first, word, start, page.number, number, (start or word).box.left / page.width,
            word.box.right / page.width, core, values, places,
            "%" in text or behind in _PERCENT, decimal, clean,
        )  # fmt: skip
        first += 1


def _keys(row: Row) -> frozenset[int]:
    """The positions of words in IBANs and days, whose digits are no figures."""
    starts = list(accumulate((len(word.text) + 1 for word in row.words), initial=0))
    text = " ".join(word.text for word in row.words)
    spans = [found.span() for found in _NO_FIGURES.finditer(text)]
    return frozenset(
        at
        for at, start in enumerate(starts[:-1])
        if any(first <= start < last for first, last in spans)
    )


def _is_rest(lead: Word, word: Word, size: float) -> bool:
    """Whether a word goes on with the figure that begins in ``lead``."""
    near = 0 <= word.box.left - lead.box.right < _NEAR * size
    return near and re.fullmatch(r"\d{3}[.,]\d{2}[€$£]?", word.text) is not None


def _read(text: str, decimal: str) -> tuple[str, tuple[int, ...], int, bool] | None:
    """Digits and marks, possible values, decimals, and whether it is well written."""
    if _DAY.fullmatch(text):
        return None
    counted = _QUANTITY.fullmatch(text)
    found = _FIGURE.fullmatch(text)
    if found is None or (counted is not None and _LITRES.fullmatch(text)):
        if counted is None:
            return None
        read = _values(counted["core"], decimal)
        return None if read is None else (counted["core"], *read)
    core = found["core"]
    digits = digits_of(core)
    letters = sum(one != other for one, other in zip(core, digits, strict=True))
    if 2 * letters > sum(map(str.isdigit, digits)):
        return None
    read = _values(digits, decimal)
    if read is None:
        return None
    values, places, clean = read
    if found["whole"]:
        places = 2 if places == 0 else places
    minus = found["minus"] not in ("", "+") or found["after"][:1] in ("-", "–")
    negative = minus or ("(" in found["before"] and ")" in found["after"])
    values = tuple(-value for value in values) if negative else values
    return core, values, places, clean and letters == 0


def _values(digits: str, decimal: str) -> tuple[tuple[int, ...], int, bool] | None:
    """The values of digits with marks, decimals, and whether all marks stand in their places."""
    plain = digits.replace("'", "").replace("’", "")
    head, mark, tail = _parted(plain)
    if not mark:
        return ((int(plain) * UNIT,), 0, True) if len(plain) <= _LONGEST else None
    groups = re.split(r"[.,]", head)
    clean = all(len(group) == _GROUP for group in groups[1:]) and (
        len(groups) == 1 or (len(groups[0]) <= _GROUP and mark not in head)
    )
    whole = "".join(groups)
    if len(whole) > _LONGEST or not whole or "" in groups:
        return None
    if len(tail) == _GROUP and (len(groups) == 1 or mark in head):
        as_group, as_decimal = int(whole + tail) * UNIT, int(whole + tail) * UNIT // 1000
        if len(groups) > 1 or len(whole) > _GROUP:
            return ((as_group,), 0, True) if len(groups) > 1 else ((as_decimal,), 3, True)
        values = (as_decimal, as_group) if mark == decimal else (as_group, as_decimal)
        return values, 3 if mark == decimal else 0, True
    if len(tail) > _DECIMALS or (len(tail) != 2 and len(groups) > 1):  # noqa: PLR2004 - cents
        return None
    return (int(whole + tail) * UNIT // 10 ** len(tail),), len(tail), clean


def _parted(plain: str) -> tuple[str, str, str]:
    """What stands before the last mark, that mark, and what follows it."""
    at = max(plain.rfind("."), plain.rfind(","))
    return (plain, "", "") if at < 0 else (plain[:at], plain[at], plain[at + 1 :])
