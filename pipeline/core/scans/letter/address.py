"""The recipient's address, the return address, and their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.core.scans.letter.head import (
    EDGE,
    Head,
    aligned,
    follows,
    is_of_one_size,
    overlaps_sideways,
    printed_text,
    reliable,
)
from pipeline.core.scans.lines import Line, is_level

TOWN = re.compile(
    r"(?:(?:D|DE|A|AT|CH)[ -–])?\d{4,5} [A-ZÄÖÜ][\w.\-/ ()]+"  # 99084 Erfurt
    # Las Vegas, NV 89103
    r"|[A-Z][\w.,' ]+,? (?:[A-Z]{2}|[A-Z][a-z]{1,}\.?|[A-Z][a-z]+ [A-Z][a-z]+),? +\d{5}(?:-\d{4})?"
    r"|(?:[A-Z][\w.,' -]+ )?[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}"  # York YO1 9RZ
    r"|[A-Z][\w.' -]+, [A-Z]{2} \w{3} \w{3}"  # Treesville, ON M1N 2P3
)

STREET = re.compile(
    r".*(?:stra(?:ß|ss)e|str\.|weg|allee|platz|gasse|ufer|ring|damm|chaussee|berg|markt|graben)"
    r" \d+ ?[a-z]?"
    r"|(?:Am|An|Auf|Im|In|Zum|Zur|Unter) .* \d+ ?[a-z]?|Postfach [\d ]+|P\.? ?O\.? Box.*"
    r"|\d+[A-Z]?,? (?:\w\.? )?[A-Z][\w.' -]+",
    re.IGNORECASE,
)

_ADDRESS_TOP = 0.12
"""Share of the page above which only a letterhead stands.

Source: DIN 5008, forms A and B: no address begins above 44 mm.
"""

_HONORIFIC = re.compile(
    r"(?:Herrn?|Frau|Firma|Familie|Eheleute|An|An (?:den|die|das)|Mr\.?|Mrs\.?|Ms\.?|To)[:,]?"
)

REMARK = re.compile(
    r"\W*(?:Einschreiben.*|Einwurf.*|Persönlich.*|Vertraulich.*"
    r"|Per (?:E-?Mail|Fax|Telefax|Post|Bote).*|Vorab per.*"
    r"|(?:By|Via) .*|Private.*|Personal.*|Confidential.*"
    r"|Nicht nachsenden.*|Registered.*|Eilig.*|Urgent.*)",
    re.IGNORECASE,
)

_LEAST, _MOST = 3, 8
"""Lines of an address with its remarks and country."""


def recipient_address(head: Head) -> tuple[Line, ...]:
    """The recipient's address down to the town, if it is plain."""
    found = [
        block
        for block in _addresses(head.strips)
        if block[0].box.top >= _ADDRESS_TOP * head.page.height
    ]
    for block in found:
        if return_line(head, block) is not None:
            return block
    if head.salutation is not None:
        found = [block for block in found if aligned(block[0], head.salutation)]
    else:
        found = [block for block in found if block[0].box.left < head.page.width / 3]
    return found[0] if len(found) == 1 else ()


def _addresses(strips: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Strips below one another at the same edge that end with a town."""
    for town in strips:
        if TOWN.fullmatch(printed_text(town)) is None:
            continue
        block = [town]
        for strip in reversed(strips):
            if (
                len(block) < _MOST
                and follows(block[0], strip)
                and aligned(strip, block[0])
                and is_of_one_size(strip, town)
            ):
                block.insert(0, strip)
        if len(block) >= _LEAST and any(
            STREET.fullmatch(printed_text(strip)) for strip in block[1:-1]
        ):
            yield tuple(block)


def recipient_name(head: Head, address: Sequence[Line]) -> str | None:
    """The name in an address, with the "Herrn" above it.

    None where a line was read twice.
    """
    lines = [strip for strip in address if REMARK.fullmatch(printed_text(strip)) is None]
    honorific = len(lines) > _LEAST and _HONORIFIC.fullmatch(printed_text(lines[0])) is not None
    name = lines[: 1 + honorific]
    twice = any(
        is_level(strip, line) and overlaps_sideways(strip, line) and strip is not line
        for strip in head.strips
        for line in name
    )
    return printed_text(name) if len(lines) >= _LEAST and reliable(*name) and not twice else None


PARTS = re.compile(r"\s*[,·•●∙|;]\s*|\s+[^\w\s&]\s+")
"""What stands between the parts of an address in one line.

Small dots are read as many signs.
"""

_SMALL = 0.87
"""Share of the usual type size below which a return address is.

Source: DIN 5008: 8 points at most, beside 10 to 12.
"""

_ABOVE = 9.0
"""Type sizes from a return address to the address, at most.

Remarks may stand between.
"""


def return_line(head: Head, address: Sequence[Line]) -> Line | None:
    """The return address in small type above an address."""
    first = address[0]
    for strip in reversed(head.strips):
        below = 0 < first.box.top - strip.box.bottom <= _ABOVE * first.size
        near = abs(strip.box.left - first.box.left) <= 2 * EDGE * first.size
        if below and near and strip.size < _SMALL * head.type_size and sender_in(strip) is not None:
            return strip
    return None


_SPECKS = " .,_\N{SINGLE LOW-9 QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}'`|·-—"
"""What specks at the ends of a line are read as."""


def sender_in(strip: Line) -> str | None:
    """The name in a return address; None if the line is none."""
    name, *others = PARTS.split(printed_text(strip).strip(_SPECKS))
    place = any(TOWN.fullmatch(part) or STREET.fullmatch(part) for part in others)
    complete = len(others) >= 2  # noqa: PLR2004 - street and town
    return name if complete and place and is_name(name) else None


def is_name(text: str) -> bool:
    """Whether a text reads like a whole name.

    "Verkäufer:" is a label, "School of" goes on somewhere.
    """
    return re.search(r"[^\W\d_]{3}", text) is not None and not re.search(
        r"\d|@|www|://|:$|^[&+]|\b(?:of|and|und|für|der)$", text, re.IGNORECASE
    )
