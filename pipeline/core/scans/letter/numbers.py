"""The kind of a document, its number and its references."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.core.scans.letter.head import LARGE, Head, printed_text, reliable
from pipeline.core.scans.letter.labels import label_of
from pipeline.core.scans.lines import Line
from pipeline.core.wording.printed_days import day_of

_KIND = (
    r"(?:(?:\w+-?)?[Rr]echnung|Rechnungskorrektur|Gutschrift|Angebot|Auftragsbestätigung"
    r"|Lieferschein|Bestellung|Mahnung|Zahlungserinnerung|Kostenvoranschlag"
    r"|(?:Tax |Sales )?[Ii]nvoice|Credit [Nn]ote|Quotation|Purchase [Oo]rder)"
)

_DOCUMENT = re.compile(
    rf"{_KIND}(?: \([\w ]+\))*\s?(?P<label>(?:Nr\.?|No\.?|[Nn]ummer|[Nn]umber|#|:)*)\s?"
    r"(?P<number>[A-Z0-9][\w/.\-]*\d[\w/.\-]*|\d)"
    r"(?:,? (?:vom|of|dated|issued (?:at|on)) (?P<day>.+))?"
)

_BILLED = re.compile(r"(?!\S*(?:[Aa]b|[Bb]e)rechnung)\S*[Rr]echnung|\S* ?[Ii]nvoice")
"""An invoice. A yearly account ("Nebenkostenabrechnung") is none."""

_SHARE = r"(?:[QH][1-4]|KW\s?\d\d?|0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"(?:{_SHARE}[/.\-])?{_YEAR}|{_YEAR}[/.\-](?:{_SHARE}|{_YEAR})"
    r"|(?:19|20)(?P<year>\d\d)[/\-](?P<next>\d\d)"
)
"""A year, or a month, quarter or week of one: "2025", "03/2026", "Q1/2026", "2025/26"."""

_AMOUNT = re.compile(r"\d{1,3}(?:\.?\d{3})*\.\d\d")


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A line that says which invoice, offer or order a page is.

    ``invoice`` is its number if it is an invoice's.
    """

    strip: Line
    invoice: str | None = None
    day: date | None = None


def document_line(head: Head) -> DocumentLine | None:
    """The only line that is a kind of document with its number.

    "Rechnung Nr. 12 vom 3. Mai 2026". Without one, the only line in large type that is a kind. None
    if there are several, or if it was read badly.
    """
    found = [
        _numbered(strip, match)
        for strip in head.strips
        if (match := _DOCUMENT.fullmatch(printed_text(strip)))
    ]
    if not found:
        large = (strip for strip in head.strips if strip.size >= LARGE * head.type_size)
        found = [
            DocumentLine(strip)
            for strip in large
            if re.fullmatch(_KIND, printed_text(strip), re.IGNORECASE)
        ]
    return found[0] if len(found) == 1 and reliable(found[0].strip) else None


def _numbered(strip: Line, match: re.Match[str]) -> DocumentLine:
    billed = _BILLED.match(printed_text(strip)) is not None
    number = match["number"].rstrip(".")
    sure = billed and (match["label"].strip(":") or not _is_time_or_sum(number))
    return DocumentLine(strip, number if sure else None, day_of(match["day"] or ""))


def _is_time_or_sum(number: str) -> bool:
    """Whether an unlabelled number may be a day, a period or an amount."""
    if _AMOUNT.fullmatch(number) or day_of(number) is not None:
        return True
    period = _PERIOD.fullmatch(number)
    if period is None or period["next"] is None:
        return period is not None
    return int(period["next"]) == (int(period["year"]) + 1) % 100


REFERENCE = re.compile(
    r"(?:Unser(?:e)? Zeichen|Aktenzeichen|Geschäftszeichen|Unser Az\.?|Az\."
    r"|Our [Rr]ef(?:erence|\.)?|Our Ref)\s?[:.]?\s*",
)

INVOICE = re.compile(
    r"(?:Rechnungsnummer|Rechnungs-?[Nn]r\.?|Rechnung Nr\.?"
    r"|[Ii]nvoice (?:[Nn]umber|[Nn]o\.?|#))\s?[:.]?\s*"
)

_VALUE = re.compile(r"(?=.*\d)\w[\w/.\-]*(?: [\d/.\-]+)*")


def labelled_value(head: Head, label: re.Pattern[str]) -> str | None:
    """A label's value, in its strip, beside or below; None if several.

    A day is none: it belongs to another label.
    """
    values: list[str] = []
    for strip in head.strips:
        found = label.match(printed_text(strip))
        if found is None:
            continue
        rest = printed_text(strip)[found.end() :]
        owned = (
            [strip] if rest else [other for other in head.strips if label_of(head, other) is strip]
        )
        values += [
            value
            for value in (rest, *map(printed_text, owned))
            if _VALUE.fullmatch(value) and day_of(value) is None and reliable(*owned)
        ]
    return values[0] if len(set(values)) == 1 else None
