"""Signs that were misread: § as 8 or $, raised digits, commas, lost spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.core.drafts.draft import Reason
from pipeline.core.model import Word
from pipeline.core.scans.languages.office_words import is_law_word
from pipeline.core.scans.lines import Line
from pipeline.core.scans.paragraph_signs import SIGN, suspects

_RAISED_UNIT = re.compile(r"((?:\d+)?[ckdm]?m)[?'’*\"”°]([.,;:)]*)")
"""Units of area and volume whose raised digit was misread."""

_WITH_COMMA = re.compile(r"\D?\d{1,3}(?:\.?\d{3})*,\d{1,2}\D{0,2}")
"""An amount as German pages have it."""
_WITH_STOP = re.compile(r"([^\w.]?(?:\d{1,3}(?:\.\d{3})+|\d{3,6}|\d\d))\.(\d\d[^\w]{0,2})")
"""An amount with a stop before its cents, or a day, a time or a number of another kind."""
_HOUSE_AND_POSTCODE = re.compile(r"(\d{1,3}[a-z]?,)(\d{5})")
"""The number of a house and a postcode: "Am Güterbahnhof 4,87435 Kempten"."""
_GLUED = re.compile(r"(\d{1,4}[a-z]?)([A-Za-z]{2,})([.,;:)]*)")
"""A number and a law or an abbreviation: "§ 3SGB X", "3Nr."."""
_DOUBLED_PERCENT, _ONE_SIGN = re.compile(r"\d{1,2}(%[.,;:)]?)"), 1.2
"""A percent sign read as a figure and itself: its width in heights, at most."""
_SUM_WITH_STOP = re.compile(r"([^\w.]?(?:\d{1,3}(?:\.\d{3})+|\d+))\.(\d\d?)")
_BEHIND_SUMS = re.compile(r"(?:€|EUR|Euro|%)[.,;:)]*")
"""The same before one of these signs, where it is nothing else."""
_MANY_AMOUNTS = 3
"""Amounts with a comma from which a page writes them so."""
_SIGN_IN_WORD = re.compile(r"((?:.*[\w-])?)\$([a-zäöüß]{2}.*)")
"""A word with a dollar for its S: "Elektro-$trom"."""
_QUANTITY, _BAR = re.compile(r"\d{1,5}(?:[.,]\d{1,2})?"), "|"
_BAR_HIGH, _BAR_NEAR = 0.85, 1.0
"""Type sizes that a bar read for an l is high and off its figure, at most: rules are higher."""
_TORN_DAY = re.compile(r"(\d\d) (\d\d\.(?:19|20)\d\d\D?)")
"""A day that lost its first stop, as two words."""
_DAYS, _MONTHS, _HOURS = 31, 12, 24


class Misread(NamedTuple):
    """A word that was misread, with its other readings."""

    word: Word
    line: Line
    reason: Reason
    as_grave_as: Reason
    """The reason by whose gravity it is ranked."""
    others: tuple[str, ...]


def misread_signs(lines: Sequence[Line], *, german: bool) -> Iterator[Misread]:
    """The words of a page that stand for other signs, those of the file left out.

    ``german``: in other languages, nothing is taken for a paragraph sign.
    """
    kinds = _ALL + _GERMAN if german else _ALL
    for found in (each for kind in kinds for each in kind(lines)):
        if not found.word.digital:
            yield found


def _followed(lines: Sequence[Line]) -> Iterator[tuple[Word, Line, Word]]:
    """Each word with its line and the word after it; the last one is followed by itself."""
    placed = [(word, line) for line in lines for word in line.words]
    for (word, line), (after, _) in pairwise((*placed, *placed[-1:])):
        yield word, line, after


def _paragraph_signs(lines: Sequence[Line]) -> Iterator[Misread]:
    """What stands where only a paragraph sign makes sense."""
    placed = [(word, line) for line in lines for word in line.words]
    for each in suspects([word.text for word, _ in placed]):
        word, line = placed[each.at]
        if each.cited:
            others = (f"{each.before}{SIGN * each.signs}{' ' * bool(each.number)}{each.number}",)
            yield Misread(word, line, Reason.IMPLAUSIBLE, Reason.IMPLAUSIBLE, others)


def _raised_digits(lines: Sequence[Line]) -> Iterator[Misread]:
    """Raised digits read as other signs: "m?", "die Gebühr? wird"."""
    for word, line, after in _followed(lines):
        unit = _RAISED_UNIT.fullmatch(word.text)
        if not (unit or _is_note_mark(word.text, after.text)):
            continue
        others = (f"{unit[1]}²{unit[2]}", f"{unit[1]}³{unit[2]}") if unit else ()
        yield Misread(word, line, Reason.UNSURE, Reason.UNKNOWN, others)


def _is_note_mark(text: str, after: str) -> bool:
    """Whether a question mark inside a sentence or after it is the number of a note."""
    return text.endswith((".?", ",?")) or (
        len(text) > 1 and text[:-1].isalpha() and text[-1] == "?" and after[0].islower()
    )


def _lost_commas(lines: Sequence[Line]) -> Iterator[Misread]:
    """Amounts with a stop for a comma, as worn print has it: "538.311.82", "233.92"."""
    words = (word for line in lines for word in line.words)
    usual = sum(_WITH_COMMA.fullmatch(word.text) is not None for word in words)
    for word, line, after in _followed(lines):
        amount = _SUM_WITH_STOP.fullmatch(word.text)
        if amount is None or not _BEHIND_SUMS.fullmatch(after.text):
            amount = _WITH_STOP.fullmatch(word.text) if usual >= _MANY_AMOUNTS else None
            if amount is None or _is_day_or_time(amount[1], amount[2]):
                continue
        yield Misread(word, line, Reason.UNSURE, Reason.IMPLAUSIBLE, (f"{amount[1]},{amount[2]}",))


def _lost_spaces(lines: Sequence[Line]) -> Iterator[Misread]:
    """Numbers that no space parts from what follows."""
    for word, line, after in _followed(lines):
        address = _HOUSE_AND_POSTCODE.fullmatch(word.text)
        glued = _GLUED.fullmatch(word.text)
        if address and after.text[0].isupper():
            other = f"{address[1]} {address[2]}"
        elif glued and is_law_word(glued[2]):
            other = f"{glued[1]} {glued[2]}{glued[3]}"
        else:
            continue
        yield Misread(word, line, Reason.UNSURE, Reason.IMPLAUSIBLE, (other,))


def _doubled_percents(lines: Sequence[Line]) -> Iterator[Misread]:
    """Percent signs that were read as figures, too: "3 3%"."""
    for line in lines:
        for before, word in pairwise(line.words):
            percent = _DOUBLED_PERCENT.fullmatch(word.text)
            narrow = word.box.width < _ONE_SIGN * word.box.height
            if percent and narrow and before.text[-1].isdigit():
                yield Misread(word, line, Reason.UNSURE, Reason.IMPLAUSIBLE, (percent[1],))


def _dollars_in_words(lines: Sequence[Line]) -> Iterator[Misread]:
    """Words with a dollar in them: "Elektro-$trom"."""
    for line in lines:
        for word in line.words:
            torn = _SIGN_IN_WORD.fullmatch(word.text)
            if torn is not None:
                other = f"{torn[1]}S{torn[2]}"
                yield Misread(word, line, Reason.UNSURE, Reason.UNKNOWN, (other,))


def _litres(lines: Sequence[Line]) -> Iterator[Misread]:
    """Bars behind a figure that are no higher than a letter: "2 | Milch"."""
    for line in lines:
        for before, word in pairwise(line.words):
            beside = 0 < word.box.left - before.box.right <= _BAR_NEAR * line.size
            low = word.box.height <= _BAR_HIGH * line.size
            figure = _QUANTITY.fullmatch(before.text)
            if word.text == _BAR and figure and beside and low:
                yield Misread(word, line, Reason.UNSURE, Reason.UNKNOWN, ("l",))


def _torn_days(lines: Sequence[Line]) -> Iterator[Misread]:
    """Both parts of a day that was read as two words: "04 07.2024"."""
    for line in lines:
        for one, other in pairwise(line.words):
            day = _TORN_DAY.fullmatch(f"{one.text} {other.text}")
            if day is not None and not (one.digital or other.digital):
                for word in (one, other):
                    whole = (f"{day[1]}.{day[2]}",)
                    yield Misread(word, line, Reason.UNSURE, Reason.IMPLAUSIBLE, whole)


def _is_day_or_time(first: str, second: str) -> bool:
    """Whether it may be "24.12" or "18.30"."""
    if not first.isdecimal() or len(first) > len("31"):
        return False
    month = 0 < int(second[:2]) <= _MONTHS
    return int(first) <= _HOURS or (int(first) <= _DAYS and month)


_ALL = _raised_digits, _doubled_percents, _dollars_in_words, _litres
_GERMAN = _lost_spaces, _paragraph_signs, _lost_commas, _torn_days
"""What is looked for in any language, and in German."""
