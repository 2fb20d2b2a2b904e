"""What a letter says of itself at its head: who writes to whom, when and about what.

Only what stands there plainly is told, by the rules of German letters (DIN 5008: return address above the
address, information block, date line, subject above the salutation) and of English ones (letterhead, date,
address, "Re:"). What is missing, badly read or could be two things is None: a title that is wrong is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from pipeline.core.model import Page, Scan
from pipeline.core.scans.lines import Line, level, line_of, lines_of, pieces
from pipeline.core.wording.printed_days import day_of


@dataclass(frozen=True, slots=True)
class Letter:
    """What is plainly found on a letter, as it is printed; None for all else.

    ``sender`` and ``recipient`` are names without address, ``reference`` is the sender's sign or file
    number, ``invoice`` the number of an invoice, ``salutation`` the line it stands in.
    """

    sender: str | None = None
    recipient: str | None = None
    day: date | None = None
    subject: str | None = None
    reference: str | None = None
    invoice: str | None = None
    salutation: str | None = None


NOTHING_FOUND = Letter()


def letter_of(scan: Scan) -> Letter:
    """What the first page with words plainly says of itself, if it is a letter or an invoice."""
    page = next((page for page in scan.pages if page.words), None)
    return NOTHING_FOUND if page is None else _letter(_Head.of(page))


_TITLE = 120
"""Letters of a title, at most: programs show it in one line."""


def title_of(letter: Letter) -> str | None:
    """Sender, subject and day as the title of a document; None where too little is known to tell it from others.

    The day stands last and as ISO 8601 has it, which DIN 5008 allows: titles of a sender sort by subject, then day.
    """
    named = [part for part in (letter.sender, letter.subject) if part is not None]
    if not named or (letter.subject is None and letter.day is None):
        return None
    told = letter.day is None or letter.day in _days_in(letter.subject or "")
    day = "" if told else f" – {letter.day}"
    words = " – ".join(named)
    room = _TITLE - len(day)
    return (words if len(words) <= room else words[: room - 1].rsplit(" ", 1)[0].rstrip(" –,;:") + " …") + day


def _days_in(text: str) -> Iterator[date]:
    words = text.split()
    spans = (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + 4))
    return (day for span in spans if (day := day_of(span)) is not None)


# What is looked at

_SURE = 0.8
"""Words of which an engine is less sure are not repeated as facts. Measured in ``docs/drafts.md``."""

_HEAD = 0.5
"""Of the page: where a letter without salutation may say what it is about."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The strips of a page, that is its lines cut at wide gaps, from top to bottom.

    ``salutation`` is one of them; ``strips`` are those not below it. ``type_size`` is the one most words have, ``right``
    how far text reaches; all in pixels of ``page``.
    """

    page: Page
    strips: tuple[Line, ...]
    below: tuple[Line, ...]
    salutation: Line | None
    type_size: float
    right: float

    @classmethod
    def of(cls, page: Page) -> _Head:
        lines = lines_of(page)
        size = median(line.size for line in lines for _ in line.words)
        strips = sorted((strip for line in lines for strip in pieces(line)), key=lambda strip: strip.box.top)
        opening = salutation_in(strips, height=page.height)
        end = _HEAD * page.height if opening is None else opening.box.bottom
        above = tuple(strip for strip in strips if strip.box.top < end and strip != opening)
        below = tuple(strip for strip in strips if strip.box.top >= end)
        # A margin note reaches further than the text: nine lines of ten end at or before its edge.
        ends = sorted(line.box.right for line in lines)
        return cls(page, above, below, opening, size, ends[len(ends) * 9 // 10])


def _text(strips: Line | Iterable[Line]) -> str:
    some = [strips] if isinstance(strips, Line) else strips
    return " ".join(word.text for strip in some for word in strip.words)


def _sure(*strips: Line) -> bool:
    return all(word.confidence >= _SURE for strip in strips for word in strip.words)


_PITCH = 2.1
"""Type sizes from line to line inside an address or a subject, at most."""

_EDGE = 1.0
"""Type sizes by which left edges that were meant to be the same may differ: scans are skewed."""


def _follows(below: Line, above: Line) -> bool:
    """Whether ``below`` is the next line after ``above``, with no blank line between."""
    return 0 < below.box.bottom - above.box.bottom <= _PITCH * max(above.size, below.size)


def _aligned(one: Line, other: Line) -> bool:
    return abs(one.box.left - other.box.left) <= _EDGE * max(one.size, other.size)


# The letter


def _letter(head: _Head) -> Letter:
    address = _address(head)
    heading = _document(head)
    if head.salutation is None and heading is None and not address:
        return NOTHING_FOUND
    subject = _subject(head, address) or (_text(heading.strip) if heading else None)
    letter = Letter(
        sender=_sender(head, address),
        recipient=_name(head, address),
        day=_day(head, heading),
        subject=subject,
        reference=_labelled(head, _REFERENCE),
        invoice=(heading.invoice if heading else None) or _labelled(head, _INVOICE),
        salutation=_text(head.salutation) if head.salutation and _sure(head.salutation) else None,
    )
    alone = head.salutation is None and heading is None and (letter.day is None or letter.sender is None)
    return NOTHING_FOUND if alone else letter


# Salutation

_SALUTATION = 0.75
"""Of the page: a salutation stands above it."""

_TWO_PEOPLE = 12
"""Words of a salutation, at most."""

_GREETING = re.compile(
    r"(?:Sehr (?:geehrt|verehrt)er?|Liebe[rs]?|Werter?|Guten (?:Tag|Morgen)|Hallo|Hello|Dear|To [Ww]hom|Ladies)\b.{,70}[,:!.]"
    r"|Gentlemen[,:]|(?:Sehr geehrter?|Dear)(?: \S+){1,5}"  # a comma is easily lost
)


def salutation_in(lines: Iterable[Line], *, height: float) -> Line | None:
    """The highest of ``lines``, or part of one, that is a greeting and no more, on a page of ``height`` pixels."""
    greetings = (
        strip
        for line in lines
        for strip in pieces(line)
        if strip.box.top <= _SALUTATION * height
        and len(strip.words) <= _TWO_PEOPLE
        and _GREETING.fullmatch(_text(strip)) is not None
    )
    return min(greetings, key=lambda strip: strip.box.top, default=None)


# Addresses

_TOWN = re.compile(
    r"(?:(?:D|DE|A|AT|CH)[ -–])?\d{4,5} [A-ZÄÖÜ][\w.\-/ ()]+"  # 99084 Erfurt
    r"|[A-Z][\w.,' ]+,? (?:[A-Z]{2}|[A-Z][a-z]{1,}\.?|[A-Z][a-z]+ [A-Z][a-z]+),? +\d{5}(?:-\d{4})?"  # Las Vegas, NV 89103
    r"|(?:[A-Z][\w.,' -]+ )?[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}"  # York YO1 9RZ
    r"|[A-Z][\w.' -]+, [A-Z]{2} \w{3} \w{3}"  # Treesville, ON M1N 2P3
)
_STREET = re.compile(
    r".*(?:stra(?:ß|ss)e|str\.|weg|allee|platz|gasse|ufer|ring|damm|chaussee|berg|markt|graben) \d+ ?[a-z]?"
    r"|(?:Am|An|Auf|Im|In|Zum|Zur|Unter) .* \d+ ?[a-z]?|Postfach [\d ]+|P\.? ?O\.? Box.*"
    r"|\d+[A-Z]?,? (?:\w\.? )?[A-Z][\w.' -]+",
    re.IGNORECASE,
)
_ADDRESS_TOP = 0.12
"""Of the page: above is the letterhead. Source: DIN 5008, forms A and B: no address begins above 44 mm."""

_HONORIFIC = re.compile(r"(?:Herrn?|Frau|Firma|Familie|Eheleute|An|An (?:den|die|das)|Mr\.?|Mrs\.?|Ms\.?|To)[:,]?")
_REMARK = re.compile(
    r"\W*(?:Einschreiben.*|Einwurf.*|Persönlich.*|Vertraulich.*|Per (?:E-?Mail|Fax|Telefax|Post|Bote).*|Vorab per.*"
    r"|(?:By|Via) .*|Private.*|Personal.*|Confidential.*|Nicht nachsenden.*|Registered.*|Eilig.*|Urgent.*)",
    re.IGNORECASE,
)
_LEAST, _MOST = 3, 8
"""Lines of an address with its remarks and country."""


def _address(head: _Head) -> tuple[Line, ...]:
    """The recipient's address from its first line to its town, if it is plain which one that is."""
    found = [block for block in _addresses(head.strips) if block[0].box.top >= _ADDRESS_TOP * head.page.height]
    for block in found:
        if _return_line(head, block) is not None:
            return block
    if head.salutation is not None:
        found = [block for block in found if _aligned(block[0], head.salutation)]
    else:
        found = [block for block in found if block[0].box.left < head.page.width / 3]
    return found[0] if len(found) == 1 else ()


def _addresses(strips: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Strips below one another at the same edge that end with a town."""
    for town in strips:
        if _TOWN.fullmatch(_text(town)) is None:
            continue
        block = [town]
        for strip in reversed(strips):
            if len(block) < _MOST and _follows(block[0], strip) and _aligned(strip, block[0]) and _alike(strip, town):
                block.insert(0, strip)
        if len(block) >= _LEAST and any(_STREET.fullmatch(_text(strip)) for strip in block[1:-1]):
            yield tuple(block)


_ALIKE = 1.3
"""How much larger one of two lines in the same type may seem: of few letters the type size is not well known."""


def _alike(one: Line, other: Line) -> bool:
    """Whether they are set in the same type, as far as single words tell."""
    return max(one.size, other.size) <= _ALIKE * min(one.size, other.size)


def _name(head: _Head, address: Sequence[Line]) -> str | None:
    """The first line of an address that is a name, with the "Herrn" above it; None where something was read twice."""
    lines = [strip for strip in address if _REMARK.fullmatch(_text(strip)) is None]
    honorific = len(lines) > _LEAST and _HONORIFIC.fullmatch(_text(lines[0])) is not None
    name = lines[: 1 + honorific]
    twice = any(
        level(strip, line) and _across(strip, line) and strip is not line for strip in head.strips for line in name
    )
    return _text(name) if len(lines) >= _LEAST and _sure(*name) and not twice else None


def _across(one: Line, other: Line) -> bool:
    """Whether one stands above the other, or on it."""
    return one.box.left < other.box.right and one.box.right > other.box.left


# Sender

_PARTS = re.compile(r"\s*[,·•●∙|;]\s*|\s+[^\w\s&]\s+")
"""What stands between the parts of an address in one line; small dots are read as many signs."""

_SMALL = 0.87
"""Of the usual type: a return address is smaller. Source: DIN 5008: 8 points at most, beside 10 to 12."""

_ABOVE = 9.0
"""Type sizes from a return address to the address below it, at most: remarks may stand between."""


def _return_line(head: _Head, address: Sequence[Line]) -> Line | None:
    """The line in small type above an address that says where it goes if it cannot be delivered."""
    first = address[0]
    for strip in reversed(head.strips):
        below = 0 < first.box.top - strip.box.bottom <= _ABOVE * first.size
        near = abs(strip.box.left - first.box.left) <= 2 * _EDGE * first.size
        if below and near and strip.size < _SMALL * head.type_size and _sender_in(strip) is not None:
            return strip
    return None


_SPECKS = " .,_\N{SINGLE LOW-9 QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}'`|·-—"
"""What specks at the ends of a line are read as."""


def _sender_in(strip: Line) -> str | None:
    name, *others = _PARTS.split(_text(strip).strip(_SPECKS))
    place = any(_TOWN.fullmatch(part) or _STREET.fullmatch(part) for part in others)
    return name if len(others) >= 2 and place and _is_name(name) else None  # noqa: PLR2004 - street and town


def _is_name(text: str) -> bool:
    """Whether it reads like a whole name: "Verkäufer:" is a label, "School of" goes on somewhere."""
    return re.search(r"[^\W\d_]{3}", text) is not None and not re.search(
        r"\d|@|www|://|:$|^[&+]|\b(?:of|and|und|für|der)$", text, re.IGNORECASE
    )


_LARGE = 1.25
"""Of the usual type: a letterhead's name."""

_TOP = 0.25
"""Of the page: letterheads stand above it."""

_BODY = re.compile(
    r"\b(?:GmbH|AG|KG|OHG|UG|eG|e\. ?V\.|mbB|GbR|SE|Inc|Ltd|LLC|LLP|PLC|plc|Corp|Corporation|Company|Companies"
    r"|University|Universität|Church|Kanzlei|Rechtsanwälte|Stadtverwaltung|Finanzamt|Amtsgericht|Landratsamt)\b"
)
"""What only the names of firms, offices and other bodies have in them."""


def _sender(head: _Head, address: Sequence[Line]) -> str | None:
    """The name in the return address, else in the letterhead, else above the first address if another follows.

    Where return address and letterhead have the same name, the larger print has been read better.
    """
    small = _return_line(head, address) if address else None
    heads = _letterheads(head, address)
    if small is not None:
        name = _sender_in(small) or ""
        same = [larger for larger in heads if _same(larger, name)]
        words = len(name.split())
        return same[0] if same else name if _sure(line_of(small.words[:words])) else None
    return heads[0] or None if len(heads) == 1 else None


def _same(one: str, other: str) -> bool:
    """Whether they are one name, of which at most every tenth letter was read otherwise."""
    one, other = (re.sub(r"\W", "", text).lower() for text in (one, other))
    differing = sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return 10 * differing <= max(len(one), len(other))


def _letterheads(head: _Head, address: Sequence[Line]) -> list[str]:
    """The names that stand at the top as the sender's do: above an address of its own, or large, or a body's."""
    taken = {id(strip) for strip in address}
    top = [
        strip
        for strip in head.strips
        if strip.box.bottom <= _TOP * head.page.height and id(strip) not in taken and _legible(strip)
    ]
    found = [_Lettering.of(block, head.type_size) for block in _blocks(top)]
    placed = [block.name for block in found if block.name and block.placed]
    if placed:
        return placed
    # What is too bad to be read may still be the name: then smaller print is not taken for it.
    largest = max((block.size for block in found), default=0.0)
    return [block.name or "" for block in found if block.size * _ALIKE > largest and (block.large or block.body)]


_PLAIN = re.compile(r"\d|@|www|://|^(?:Tel|Fax|Phone|E-?Mail)", re.IGNORECASE)
"""What a name does not have in it."""


@dataclass(frozen=True, slots=True)
class _Lettering:
    """Lines at the top that hang together: the name they begin with, if it is one and was read well.

    ``size`` in usual type sizes; ``placed``: a street or a town follows.
    """

    name: str | None
    size: float
    placed: bool

    @classmethod
    def of(cls, block: Sequence[Line], type_size: float) -> _Lettering:
        plain = [_PLAIN.search(_text(strip)) is None for strip in block]
        lines = block[: plain.index(False)] if False in plain else block
        text = _text(lines)
        named = 0 < len(lines) <= 2 and _sure(*lines) and _is_name(text) and len(text.split()) > 1  # noqa: PLR2004 - longer is a list
        size = max((strip.size for strip in lines), default=0.0) / type_size
        return cls(text if named else None, size, any(_place_in(strip) for strip in block[len(lines) :]))

    @property
    def large(self) -> bool:
        return self.size >= _LARGE

    @property
    def body(self) -> bool:
        return self.name is not None and _BODY.search(self.name) is not None


def _legible(strip: Line) -> bool:
    """Whether most of it is read well: logos and scribbles are not, and come in among the lines."""
    unsure = sum(word.confidence < _SURE for word in strip.words)
    return 2 * unsure < len(strip.words) and not _is_dated(strip)


def _place_in(strip: Line) -> bool:
    """Whether it is a town or a street, alone or with a telephone number after it, or in one line with them."""
    parts = [part for part in _PARTS.split(_text(strip)) if part]
    text = re.sub(r"\s*(?:Tel\b|Phone|\(\d{3}\)).*", "", _text(strip))
    return any(_TOWN.fullmatch(part) or _STREET.fullmatch(part) for part in (*parts, text))


def _blocks(strips: Iterable[Line]) -> list[list[Line]]:
    """Strips below one another at the same left edge, right edge or middle, and nearly without change of size."""
    blocks: list[list[Line]] = []
    for strip in strips:
        for block in blocks:
            last = block[-1]
            if _follows(strip, last) and _in_line(strip, last) and _alike(strip, last):
                block.append(strip)
                break
        else:
            blocks.append([strip])
    return blocks


def _in_line(one: Line, other: Line) -> bool:
    slack = 1.5 * _EDGE * max(one.size, other.size)
    a, b = one.box, other.box
    middles = abs(a.left + a.right - b.left - b.right) / 2
    return min(abs(a.left - b.left), abs(a.right - b.right), middles) <= slack


# Day

_DATED = re.compile(r"(?:(?:Rechnungs|Brief|Ausstellungs)?datum|(?:Invoice |Letter )?date)\s*[:.]?", re.IGNORECASE)
"""The label of the day on which a letter was written, and of none else."""

_LABEL = re.compile(
    r".*:|(?:Ihre?|Unsere?|Your|Our|Bearbeite[rt]|Telefon|Tele[fp].*|E-?Mail|.*datum|.* date|.* vom|.* am|.*nummer)\b.*"
)


def _day(head: _Head, heading: _Document | None) -> date | None:
    """The day that is labelled so, else the one after a place, else the one that stands alone, else an invoice's own."""
    ranks = (
        [day for strip in head.strips if (day := _labelled_day(head, strip)) is not None],
        [day for strip in head.strips if _sure(strip) and (day := _placed_day(_text(strip))) is not None],
        [
            day
            for strip in head.strips
            if _sure(strip) and (day := day_of(_text(strip))) is not None and _label_of(head, strip) is None
        ],
        [heading.day] if heading and heading.day else [],
    )
    days = next((days for days in ranks if days), [])
    return days[0] if len(set(days)) == 1 else None


def _is_dated(strip: Line) -> bool:
    return day_of(_text(strip)) is not None or _placed_day(_text(strip)) is not None


_PLACE = re.compile(r"(?P<place>[A-ZÄÖÜ][^\d,:]{1,30}),\s(?P<day>.*\d.*)")


def _placed_day(text: str) -> date | None:
    """The day in "Erfurt, den 23. November 2026"; "Monday, 23 November 2026" has no place."""
    found = _PLACE.fullmatch(text)
    return day_of(found["day"]) if found and day_of(text) is None else None


def _labelled_day(head: _Head, strip: Line) -> date | None:
    """The day after "Datum:" in the same strip, beside it or below it."""
    label = _DATED.match(_text(strip))
    if label is None:
        return None
    rest = _text(strip)[label.end() :].strip()
    if rest:
        return day_of(rest) if _sure(strip) else None
    values = [other for other in head.strips if _label_of(head, other) is strip and _sure(other)]
    return next((day for other in values if (day := day_of(_text(other))) is not None), None)


def _label_of(head: _Head, strip: Line) -> Line | None:
    """The label that stands on the left of a value, or above it as in a row of references."""
    left = [other for other in head.strips if level(other, strip) and other.box.right <= strip.box.left]
    nearest = max(left, key=lambda other: other.box.right, default=None)
    if nearest is not None and _text(nearest).endswith(":"):
        return nearest
    above = [other for other in head.strips if _follows(strip, other) and _across(other, strip)]
    heading = max(above, key=lambda other: other.box.top, default=None)
    if heading is not None and _LABEL.fullmatch(_text(heading)) and not day_of(_text(heading).rpartition(":")[2]):
        return heading
    return nearest if nearest is not None and _DATED.fullmatch(_text(nearest)) else None


# Subject

_ABOUT = re.compile(r"(?:Betreff|Betr\.|Betr|Betrifft|Subject|Re|RE|Regarding|In re)\s?[:.]\s*(?P<value>.*)|Betreff")
_MOST_SUBJECT = 3
"""Lines of a subject, at most."""

_GAP = 1.5
"""Type sizes from a subject to the salutation below it, at least: a blank line stands between."""


def _subject(head: _Head, address: Sequence[Line]) -> str | None:
    strips = (*head.strips, *head.below[:_MOST_SUBJECT]) if head.salutation else head.strips
    for strip in strips:
        label = _ABOUT.fullmatch(_text(strip))
        if label is not None and strip.box.left < head.page.width / 2:
            return _named(head, strip, label["value"] or "")
    if head.salutation is None:
        return None
    return _above(head, head.salutation, address) or _after(head, head.salutation)


def _named(head: _Head, label: Line, value: str) -> str | None:
    """What follows "Betreff:", with the lines that go on at its edge or at that of its value."""
    beside = [s for s in head.strips if level(s, label) and s.box.left >= label.box.right]
    first = label if value else min(beside, key=lambda strip: strip.box.left, default=None)
    if first is None:
        return None
    words = len(value.split())
    edge = line_of(first.words[-words:] if words else first.words)
    lines = [edge]
    last = first
    for strip in head.strips:
        below = _follows(strip, last) and (_aligned(strip, edge) or _aligned(strip, label))
        if below and len(lines) < _MOST_SUBJECT and not _breaks(strip):
            lines.append(strip)
            last = strip
    return _text(lines) if _sure(*lines) else None


_APART = re.compile(
    r"@|www\.|://|\b(?:Tel|Fax|Telefax|Mobil|Phone)\w*\b|^(?:Seite|Page|Blatt) \d|^\S+(?:nummer|-?[Nn]r\.?) [\w/.\-]+$"
)
"""What stands among the lines at the head and is neither an address nor a subject."""


def _breaks(strip: Line) -> bool:
    """Whether it cannot be part of a subject: a day, a label with its value, an address, a remark."""
    text = _text(strip)
    return (
        _is_dated(strip)
        or re.match(r"[^\W\d]+(?: [^\W\d]+){0,2}\s?:", text) is not None
        or _TOWN.fullmatch(text) is not None
        or _REMARK.fullmatch(text) is not None
        or _APART.search(text) is not None
        or text.endswith((",", ":"))
    )


def _above(head: _Head, salutation: Line, address: Sequence[Line]) -> str | None:
    """The line above the salutation, at its edge and between blank lines; more of them if each is full."""
    taken = {id(strip) for strip in address}
    edge = [strip for strip in head.strips if _aligned(strip, salutation) and strip.box.bottom <= salutation.box.top]
    lines: list[Line] = []
    for strip in reversed(edge):
        if lines and not _follows(lines[0], strip):
            break
        lines.insert(0, strip)
    if not lines or len(lines) > _MOST_SUBJECT or any(id(strip) in taken or _breaks(strip) for strip in lines):
        return None
    gap = salutation.box.bottom - lines[-1].box.bottom
    alone = _GAP * salutation.size < gap <= 6 * salutation.size
    neighbours = any(level(other, strip) and other is not strip for strip in lines for other in head.strips)
    full = all(below.words[0].box.width > head.right - above.box.right for above, below in pairwise(lines))
    begins = lines[0].words[0].text[0]
    worded = any(re.search(r"[^\W\d_]{3}", word.text) for strip in lines for word in strip.words)
    plain = alone and full and worded and not neighbours and not begins.islower()
    return _text(lines) if plain and _sure(*lines) else None


def _after(head: _Head, salutation: Line) -> str | None:
    """The line below an English salutation that stands by itself: "Lease of the office at 5 Quay Street"."""
    if head.page.language == "de" or len(head.below) < 2:  # noqa: PLR2004 - the line and the text after it
        return None
    line, text = head.below[:2]
    alone = not _follows(line, salutation) and not _follows(text, line)
    short = head.right - line.box.right > 5 * line.size and line.words[-1].text[-1].isalnum()
    plain = alone and short and len(line.words) > 1 and line.words[0].text[0].isupper() and not _breaks(line)
    return _text(line) if plain and _sure(line) and len(text.words) > len(line.words) else None


# Invoices and their like

_KIND = (
    r"(?:(?:\w+-?)?[Rr]echnung|Rechnungskorrektur|Gutschrift|Angebot|Auftragsbestätigung|Lieferschein|Bestellung|Mahnung"
    r"|Zahlungserinnerung|Kostenvoranschlag|(?:Tax |Sales )?[Ii]nvoice|Credit [Nn]ote|Quotation|Purchase [Oo]rder)"
)
_DOCUMENT = re.compile(
    rf"{_KIND}(?: \([\w ]+\))*\s?(?:Nr\.?|No\.?|[Nn]ummer|[Nn]umber|#|:)*\s?(?P<number>[A-Z0-9][\w/.\-]*\d[\w/.\-]*|\d)"
    r"(?:,? (?:vom|of|dated|issued (?:at|on)) (?P<day>.+))?"
)
_BILLED = re.compile(r"\S*[Rr]echnung|\S* ?[Ii]nvoice")


@dataclass(frozen=True, slots=True)
class _Document:
    """A line that says which invoice, offer or order a page is; ``invoice`` is its number if it is an invoice's."""

    strip: Line
    invoice: str | None = None
    day: date | None = None


def _document(head: _Head) -> _Document | None:
    """The only line that names an invoice, or the like, with its number and nothing else; or in large type its kind."""
    found = [_numbered(strip, match) for strip in head.strips if (match := _DOCUMENT.fullmatch(_text(strip)))]
    if not found:
        large = (strip for strip in head.strips if strip.size >= _LARGE * head.type_size)
        found = [_Document(strip) for strip in large if re.fullmatch(_KIND, _text(strip), re.IGNORECASE)]
    return found[0] if len(found) == 1 and _sure(found[0].strip) else None


def _numbered(strip: Line, match: re.Match[str]) -> _Document:
    billed = _BILLED.match(_text(strip)) is not None
    return _Document(strip, match["number"].rstrip(".") if billed else None, day_of(match["day"] or ""))


_REFERENCE = re.compile(
    r"(?:Unser(?:e)? Zeichen|Aktenzeichen|Geschäftszeichen|Unser Az\.?|Az\.|Our [Rr]ef(?:erence|\.)?|Our Ref)\s?[:.]?\s*",
)
_INVOICE = re.compile(
    r"(?:Rechnungsnummer|Rechnungs-?[Nn]r\.?|Rechnung Nr\.?|[Ii]nvoice (?:[Nn]umber|[Nn]o\.?|#))\s?[:.]?\s*"
)
_VALUE = re.compile(r"(?=.*\d)\w[\w/.\-]*(?: [\d/.\-]+)*")


def _labelled(head: _Head, label: re.Pattern[str]) -> str | None:
    """The value of a label: in its strip, beside it or below it; None if there are several."""
    values: list[str] = []
    for strip in head.strips:
        found = label.match(_text(strip))
        if found is None:
            continue
        rest = _text(strip)[found.end() :]
        owned = [strip] if rest else [other for other in head.strips if _label_of(head, other) is strip]
        values += [value for value in (rest, *map(_text, owned)) if _VALUE.fullmatch(value) and _sure(*owned)]
    return values[0] if len(set(values)) == 1 else None
