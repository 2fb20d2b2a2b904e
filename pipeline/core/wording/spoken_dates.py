"""Dates as they are said and as an office writes them.

German: in figures as DIN 5008 has them (``23.11.2026``) if the month was said as a number or if day
and year were words, else with the month's name (``23. November``), which DIN 5008 allows as well:
an allowed form stays. English: ``23 November 2026`` or ``November 23, 2026``, in the order in which
it was said. "nächsten Freitag" has no month and is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipeline.core.wording.almanac import MONTH, month, real_day
from pipeline.core.wording.numerals import CARDINAL, ORDINAL, cardinal, ordinal

_CENTURY = 100
_TWO_FIGURES = range(10, _CENTURY)
_BELIEVED = range(1900, 2100)
_NEAR = 20
"""Years around the recording's in which a short year is believed."""


@dataclass(frozen=True, slots=True)
class SpokenDate:
    """A date from ``start`` up to ``end`` of a text, as an office writes it."""

    start: int
    end: int
    written: str


def dates_in(text: str, language: str, day: date | None) -> tuple[SpokenDate, ...]:
    """The dates in ``text``, in order.

    ``day`` is that of the recording, if known. What cannot be a date, such as 31 February, is none.
    """
    found: list[SpokenDate] = []
    for pattern in _patterns(language):
        for match in pattern.finditer(text):
            dated = _spoken_date(match, language, day)
            if dated and _ANOTHER[language].search(text[: dated.start]):
                dated = replace(dated, written=text[dated.start : dated.end])
            if dated and not any(
                dated.start < other.end and other.start < dated.end for other in found
            ):
                found.append(dated)
    return tuple(sorted(found, key=lambda dated: dated.start))


YEAR = {
    "de": r"(?:(?:19|20)\d\d|(?:neunzehnhundert|zweitausend)\w*)",
    "en": (
        rf"(?:(?:19|20)\d\d|(?:nineteen|twenty)[ -](?:oh[ -]\w+|{CARDINAL['en']})|"
        rf"two thousand(?:(?: and)? {CARDINAL['en']})?)"
    ),
}
"""By language, a pattern of the years that offices speak of.

In figures and words; ``year`` gives the number.
"""


def year(said: str, language: str) -> int | None:
    """The year in figures or words, from 1900 to 2099, or None."""
    value = cardinal(said, language)
    if value is None and language == "en":
        century, _, rest = said.lower().replace("-", " ").partition(" ")
        of_century = cardinal(rest.removeprefix("oh "), language)
        if of_century is not None and (rest.startswith("oh ") or of_century in _TWO_FIGURES):
            value = (cardinal(century, language) or 0) * _CENTURY + of_century
    return value if value in _BELIEVED else None


def _german() -> Iterator[str]:
    name = f"(?P<name>{MONTH['de']})"
    day, month = (rf"(?P<{which}>(?i:{ORDINAL['de']})|\d\d?\.)" for which in ("day", "month"))
    said = rf"(?P<year>(?i:{YEAR['de']}))"
    yield rf"\b(?P<date>{day} ?{name}(?: {said})?)"
    yield rf"(?<![\w.])(?P<date>{day} ?{month} ?{said})"
    # Without a year only after such a word, and if nothing follows that an ordinal may belong to.
    short = rf"(?P<short>(?i:{CARDINAL['de']})|\d\d)"
    alone = rf"(?! ?[A-ZÄÖÜ\d]| (?:und|oder|bis) (?i:{ORDINAL['de']}))"
    yield rf"\b(?i:am|zum|vom|dem|den) (?P<date>{day} ?{month}(?: ?{short})?){alone}"


def _english() -> Iterator[str]:
    name, said = f"(?P<name>{MONTH['en']})", rf"(?P<year>(?i:{YEAR['en']}))"
    day = rf"(?P<day>(?i:{ORDINAL['en']})|\d\d?(?:st|nd|rd|th)?)"
    yield rf"\b(?P<date>(?:[Tt]he )?{day} of {name}(?:,? {said})?)"
    yield rf"\b(?P<date>{day} {name},? {said})"
    yield rf"\b(?P<date>(?P<day>\d\d?(?:st|nd|rd|th)?) {name})"
    yield rf"\b(?P<date>{name} (?:the )?{day},? {said})"
    yield (
        rf"\b(?i:on|by|until|till|before|after|from|since|to|is|was|due|for) "
        rf"(?P<date>{name} (?:the )?{day})"
    )


_SAID = {"de": _german, "en": _english}


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a language.

    Kept, because making them takes a tenth of a second.
    """
    return (
        tuple(re.compile(pattern + r"(?![\w-]|\.\d)") for pattern in _SAID[language]())
        if language in _SAID
        else ()
    )


_ANOTHER = {
    "de": re.compile(
        rf"\b(?:{ORDINAL['de']}|{CARDINAL['de']}) (?:und|oder|bis|zum|bis zum) $", re.IGNORECASE
    ),
    "en": re.compile(rf"\b{ORDINAL['en']} (?:and|or|to) $", re.IGNORECASE),
}
"""Another day in words before a date: both stay in words.

As in "vom fünften zum sechsten November".
"""


def _spoken_date(match: re.Match[str], language: str, today: date | None) -> SpokenDate | None:
    """The date that the match names, or None if there is no such day."""
    parts = match.groupdict()
    day, of = _place(parts["day"], language), _month(parts, language)
    said = _year(parts, language, today)
    if day is None or of is None or said is _NO_YEAR or real_day(said, of, day) is None:
        return None
    written = (_in_german if language == "de" else _in_english)(match, day, of, said)
    return SpokenDate(match.start("date"), match.end("date"), written)


_NO_YEAR = -1


def _year(parts: dict[str, str | None], language: str, today: date | None) -> int | None:
    """The year, None if none was said, ``_NO_YEAR`` if it cannot be one."""
    if said := parts.get("year"):
        return year(said, language) or _NO_YEAR
    if not (short := parts.get("short")):
        return None
    of_century = cardinal(short, language)
    if today is None or of_century is None or of_century >= _CENTURY:
        return _NO_YEAR
    full = today.year - today.year % _CENTURY + of_century
    return full if abs(full - today.year) <= _NEAR else _NO_YEAR


def _place(said: str | None, language: str) -> int | None:
    digits = re.match(r"\d+", said or "")
    return int(digits[0]) if digits else ordinal(said or "", language)


def _month(parts: dict[str, str | None], language: str) -> int | None:
    name = parts.get("name")
    return month(name) if name else _place(parts.get("month"), language)


def _in_german(match: re.Match[str], day: int, month: int, said: int | None) -> str:
    parts = match.groupdict()
    figures = f"{day:02}.{month:02}.{said or ''}"
    if not (name := parts.get("name")):
        return figures
    if parts["day"][0].isdigit():
        return _with_year(match, said)
    return f"{day}. {name}" if said is None else figures


def _in_english(match: re.Match[str], day: int, _month: int, said: int | None) -> str:
    name = match["name"]
    if match["day"][0].isdigit():
        return _with_year(match, said)
    if match.start("day") < match.start("name"):
        return f"{day} {name}" if said is None else f"{day} {name} {said}"
    return f"{name} {day}" if said is None else f"{name} {day}, {said}"


def _with_year(match: re.Match[str], said: int | None) -> str:
    """The date as it stands, with the year in figures."""
    if said is None:
        return match["date"]
    return match["date"][: match.start("year") - match.start("date")] + str(said)
