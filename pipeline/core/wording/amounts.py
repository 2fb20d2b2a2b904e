"""Writes numbers, amounts, times and dates as an office writes them.

German after DIN 5008: ``12.000 Euro``, ``5 %`` with a protected space, ``09:30 Uhr``,
``23.11.2026``. English as its offices write: ``12,000 euros``, ``5 percent``, ``9:30``,
``23 November 2026``. What is not plainly a number stays: "ein paar tausend Euro".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

from pipeline.core.wording.almanac import MONTH
from pipeline.core.wording.check_digits import valid_iban
from pipeline.core.wording.counts import SCALED, count_writer
from pipeline.core.wording.edits import Edit, Treatment
from pipeline.core.wording.numerals import (
    CARDINAL,
    PROTECTED_SPACE,
    cardinal,
    digit_groups,
)
from pipeline.core.wording.spoken_dates import YEAR, dates_in, year
from pipeline.core.wording.spoken_times import WritingRule, beside_another, rule, time_rules


def number_edits(text: str, language: str, day: date | None) -> tuple[Edit, ...]:
    """The edits of numbers, amounts, times and dates in ``text``.

    ``day``, that of the recording, tells the century of a short year.
    """
    claims = [(dated.start, dated.end, dated.written) for dated in dates_in(text, language, day)]
    for pattern, write in _rules(language):
        for match in pattern.finditer(text):
            start, end = match.span("all")
            # What an earlier rule has looked at is settled, even where it stays as it is.
            free = not any(
                start < other_end and other_start < end for other_start, other_end, _ in claims
            )
            if free and (written := write(match)) is not None:
                claims.append((start, end, written))
    changes = (claim for claim in sorted(claims) if claim[2] != text[claim[0] : claim[1]])
    return tuple(_edit(text, start, end, written) for start, end, written in changes)


def _edit(text: str, start: int, end: int, written: str) -> Edit:
    """The edit without its last words that stay.

    "12000 Euro" loses only its number.
    """
    said, new = text[start:end], written
    while said.rpartition(" ")[1:] == new.rpartition(" ")[1:] and said.rpartition(" ")[1]:
        said, new = said.rpartition(" ")[0], new.rpartition(" ")[0]
    return Edit(start, start + len(said), new, Treatment.NUMBER)


_MONEY = re.compile(r"euros?|eur|dollars?|franken|pounds|cents?|pence|[€$£]", re.IGNORECASE)
_DECIMAL = {"de": ",", "en": "."}
_POINT = re.compile(r" (?:Komma|point) ", re.IGNORECASE)
_HALF = re.compile(r"(?P<whole>.+?)(?:einhalb| and a half)", re.IGNORECASE)


def _amount(language: str) -> Callable[[re.Match[str]], str | None]:
    """A number before a unit, or two of them."""

    def write(match: re.Match[str]) -> str:
        parts = match.groupdict()
        if beside_another(match, language):
            return match["all"]
        money = bool(_MONEY.fullmatch(match["unit"]))
        said = [part for part in (parts.get("from"), parts["to"]) if part]
        numbers = [
            number for part in said if (number := _figure(part, language, money=money)) is not None
        ]
        if len(numbers) < len(said):
            return match["all"]
        sign = language == "de" and match["unit"] in {"%", "€"}
        if sign and match["space"] and numbers == said:
            return match["all"]  # a change of the space alone is not worth accepting
        space = PROTECTED_SPACE if sign else match["space"]
        return (parts.get("between") or "").join(numbers) + space + match["unit"]

    return write


def _with_cents(match: re.Match[str]) -> str | None:
    """``neun Euro fünfzig``."""
    euros, cents = cardinal(match["to"], "de"), cardinal(match["minor"], "de")
    if euros is None or cents is None or cents not in range(1, 100):
        return None
    return f"{digit_groups(euros, 'de')},{cents:02} {match['unit']}"


def _figure(said: str, language: str, *, money: bool) -> str | None:
    """A number in figures; None where words are better: "ein Euro"."""
    if scaled := SCALED.fullmatch(said):
        number = _figure(scaled["count"], language, money=False)
        return f"{number} {scaled['scale']}" if number else None
    if decimal := _decimal(said, language):
        return decimal
    if said[0].isdigit():
        return _with_digit_groups(said, language, money=money)
    value = cardinal(said, language)
    return None if value is None or value == 1 else digit_groups(value, language)


def _decimal(said: str, language: str) -> str | None:
    """``drei Komma fünf``, ``zweieinhalb``; None for whole numbers."""
    if said.lower() == "anderthalb":
        return "1,5"
    if half := _HALF.fullmatch(said):
        whole, decimals = cardinal(half["whole"], language), ["5"]
    else:
        before, *after = _POINT.split(said)
        whole, decimals = (
            cardinal(before, language),
            [_digits(word, language) for word in " ".join(after).lower().split()],
        )
    if whole is None or not decimals or "" in decimals:
        return None
    return f"{digit_groups(whole, language)}{_DECIMAL[language]}{''.join(decimals)}"


def _digits(said: str, language: str) -> str:
    """The digits that a word after the decimal mark means, or ""."""
    value = 0 if said == "oh" else cardinal(said, language)
    return said if said.isdigit() else "" if value is None else str(value)


_FOUR, _FIVE = 1_000, 10_000


def _with_digit_groups(said: str, language: str, *, money: bool) -> str:
    """Figures in groups: money from four figures on, all else from five."""
    if money and language == "de" and re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+", said):
        return said.replace(",", ".")  # as the English write; thousandths of a euro are not named
    if language == "de" and re.fullmatch(r"\d+\.\d\d?", said):
        said = said.replace(".", ",")  # groups have three figures: it is the English decimal mark
    whole, mark, decimals = said.partition(_DECIMAL[language])
    if not whole.isdigit() or whole.startswith("0") or int(whole) < (_FOUR if money else _FIVE):
        return said
    return digit_groups(int(whole), language) + mark + decimals


def _in_groups(language: str, *, money: bool) -> Callable[[re.Match[str]], str]:
    return lambda match: _with_digit_groups(match["all"], language, money=money)


def _year(match: re.Match[str]) -> str:
    """``in nineteen eighty nine``; "in two thousand" may be homes."""
    value = year(match["all"], "en")
    return match["all"] if value in (None, 2000) else str(value)


def _iban(match: re.Match[str]) -> str | None:
    """An IBAN in groups of four if its check digits are right.

    Source of the groups: DIN 5008.
    """
    iban = match["all"]
    return (
        " ".join(iban[at : at + 4] for at in range(0, len(iban), 4)) if valid_iban(iban) else None
    )


_UNITS_DE = (
    r"Euro|EUR|Cent|Dollar|Franken|Prozent(?:punkten?)?|Promille|Kilometern?|Quadratmetern?|"
    r"Kubikmetern?|Zentimetern?|Millimetern?|Metern?|Hektar|Kilogramm|Kilo|Gramm|Tonnen|Litern?|"
    r"Kilowattstunden|Kilowatt|Megawatt|Grad"
)
_UNITS_EN = (
    r"euros|dollars|pounds|cents|pence|percent(?:age points)?|per cent|kilomet(?:re|er)s|"
    r"square met(?:re|er)s|met(?:re|er)s|centimet(?:re|er)s|miles|acres|hectares|kilos|kilograms|"
    r"grams|tonnes|tons|lit(?:re|er)s|gallons|kilowatt hours"
)
_COUNTED = (
    "Einwohner|Teilnehmer|Mitarbeiter|Mitglieder|Besucher|Personen|Menschen|Kunden|Stimmen|Stück|"
    "Exemplare|Seiten"
)
_NOT_VAGUE = "".join(
    rf"(?<!\b{word} )"
    for word in re.findall(
        r"\w+",
        (
            "paar mehrere mehreren mehrerer einige einigen einiger viele vielen vieler wenige "
            "wenigen etliche zig"
        ),
    )
)
_DIGITS = r"\d+(?:[.,]\d+)*"


def _german() -> tuple[WritingRule, ...]:
    one = CARDINAL["de"]
    decimal = rf"(?:\d+|{one}) Komma (?:\d+|{one}(?: {one})*)"
    number = rf"(?:(?:{decimal}|{_DIGITS}|anderthalb|\w+einhalb)(?: Millionen| Milliarden)?|{one})"
    unit = rf"(?P<to>{number})(?P<space> ?)(?P<unit>{_UNITS_DE}|€|%)(?![\w-])"
    starts = rf"(?<![\w.,:-]){_NOT_VAGUE}"
    cents = (
        r"(?=$|[.;?!]|,(?!\d)| (?:bis|pro|je|für|und|oder|netto|brutto|mehr|weniger|im|in|zu)\b)"
    )
    return (
        rule(
            rf"{starts}(?<!Euro )(?P<all>(?P<from>{number})(?P<between> bis | oder ){unit})",
            _amount("de"),
        ),
        rule(rf"(?<=zwischen )(?P<all>(?P<from>{number})(?P<between> und ){unit})", _amount("de")),
        rule(rf"(?<=von )(?P<all>(?P<from>{number})(?P<between> auf ){unit})", _amount("de")),
        rule(
            (
                rf"{starts}(?P<all>(?P<to>\d+|{one}) (?P<unit>Euro|Dollar|Franken) (?P<minor>\d\d|"
                rf"{one})){cents}"
            ),
            _with_cents,
        ),
        rule(rf"{starts}(?P<all>{unit})", _amount("de")),
        rule(
            rf"{starts}(?P<all>{decimal}(?: Millionen| Milliarden)?)(?![\w-])",
            lambda match: _figure(match["all"], "de", money=False),
        ),
        rule(rf"(?<![\w.,-])(?P<all>\d{{5,}})(?= (?:{_COUNTED})\b)", _in_groups("de", money=False)),
        rule(rf"{starts}(?P<all>{one})(?!\w)", count_writer("de")),
    )


def _english() -> tuple[WritingRule, ...]:
    one = CARDINAL["en"]
    decimal = rf"(?:\d+|{one}) point (?:{one}|oh)(?: (?:{one}|oh))*"
    number = rf"(?:(?:{decimal}|{one} and a half|{_DIGITS})(?: million| billion)?|{one})"
    unit = rf"(?P<to>{number})(?P<space> )(?P<unit>{_UNITS_EN})(?![\w-])"
    starts, months = r"(?<![\w.,:$£€-])(?!two cents)", f"(?-i:{MONTH['en']})"
    return (
        rule(rf"{starts}(?P<all>(?P<from>{number})(?P<between> to | or ){unit})", _amount("en")),
        rule(rf"(?<=between )(?P<all>(?P<from>{number})(?P<between> and ){unit})", _amount("en")),
        rule(rf"{starts}(?P<all>{unit})", _amount("en")),
        rule(r"(?<=[$£€])(?P<all>\d{4,}(?:\.\d\d)?)(?![\d,])", _in_groups("en", money=True)),
        rule(
            (
                r"\b(?:in|since|until|by|year|before|after|during|(?:end|start|middle) of|"
                rf"{months}) "
                rf"(?P<all>{YEAR['en']})(?![\w-])"
            ),
            _year,
        ),
        rule(rf"{starts}(?P<all>{one})(?!\w)", count_writer("en")),
    )


_IBAN = (re.compile(r"\b(?P<all>[A-Z]{2}\d{2}[A-Z0-9]{11,30})\b"), _iban)
_RULES = {"de": _german, "en": _english}


@cache
def _rules(language: str) -> tuple[WritingRule, ...]:
    """The rules of a language.

    Kept, because making them takes half a second.
    """
    return (*time_rules(language), *_RULES[language](), _IBAN) if language in _RULES else ()
