"""The sender: from the return address, or from the letterhead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.core.scans.letter.address import PARTS, STREET, TOWN, is_name, return_line, sender_in
from pipeline.core.scans.letter.head import (
    ALIKE,
    EDGE,
    LARGE,
    RELIABLE,
    Head,
    follows,
    is_of_one_size,
    printed_text,
    reliable,
)
from pipeline.core.scans.letter.labels import is_dated
from pipeline.core.scans.lines import Line, line_of

_TOP = 0.25
"""Share of the page from its top in which letterheads stand."""

_ORGANISATION = re.compile(
    r"\b(?:GmbH|AG|KG|OHG|UG|eG|e\. ?V\.|mbB|GbR|SE"
    r"|Inc|Ltd|LLC|LLP|PLC|plc|Corp|Corporation|Company|Companies"
    r"|University|Universität|Church|Kanzlei|Rechtsanwälte"
    r"|Stadtverwaltung|Finanzamt|Amtsgericht|Landratsamt)\b"
)
"""What only names of firms, offices and the like have in them."""


def sender_of(head: Head, address: Sequence[Line]) -> str | None:
    """The name in the return address, else in the letterhead.

    Where both have it, the letterhead's: larger print is read better.
    """
    small = return_line(head, address) if address else None
    heads = _letterheads(head, address)
    if small is not None:
        name = sender_in(small) or ""
        same = [larger for larger in heads if _same(larger, name)]
        words = len(name.split())
        return same[0] if same else name if reliable(line_of(small.words[:words])) else None
    return heads[0] or None if len(heads) == 1 else None


def _same(one: str, other: str) -> bool:
    """Whether they are one name: at most every tenth letter differs."""
    one, other = (re.sub(r"\W", "", text).lower() for text in (one, other))
    differing = sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))
    return 10 * differing <= max(len(one), len(other))


def _letterheads(head: Head, address: Sequence[Line]) -> list[str]:
    """Names at the top: large, of a firm, or above an address of its own."""
    taken = {id(strip) for strip in address}
    top = [
        strip
        for strip in head.strips
        if strip.box.bottom <= _TOP * head.page.height
        and id(strip) not in taken
        and _legible(strip)
    ]
    found = [_Lettering.of(block, head.type_size) for block in _blocks(top)]
    placed = [block.name for block in found if block.name and block.placed]
    if placed:
        return placed
    # What is too bad to be read may still be the name: then smaller print is not taken for it.
    largest = max((block.size for block in found), default=0.0)
    return [
        block.name or ""
        for block in found
        if block.size * ALIKE > largest and (block.large or block.organisation)
    ]


_NO_NAME = re.compile(r"\d|@|www|://|^(?:Tel|Fax|Phone|E-?Mail)", re.IGNORECASE)
"""What makes a line no name: an address, a telephone number."""


_NAME_LINES = 2
"""Lines of a name, at most; longer is a list."""


@dataclass(frozen=True, slots=True)
class _Lettering:
    """Lines at the top, and the name they begin with.

    ``name`` is None if it is none or was read badly. ``size`` in usual type sizes; ``placed``: a
    street or a town follows.
    """

    name: str | None
    size: float
    placed: bool

    @classmethod
    def of(cls, block: Sequence[Line], type_size: float) -> _Lettering:
        plain = [_NO_NAME.search(printed_text(strip)) is None for strip in block]
        lines = block[: plain.index(False)] if False in plain else block
        text = printed_text(lines)
        short = 0 < len(lines) <= _NAME_LINES
        named = short and reliable(*lines) and is_name(text) and len(text.split()) > 1
        size = max((strip.size for strip in lines), default=0.0) / type_size
        placed = any(_has_place(strip) for strip in block[len(lines) :])
        return cls(text if named else None, size, placed)

    @property
    def large(self) -> bool:
        return self.size >= LARGE

    @property
    def organisation(self) -> bool:
        return self.name is not None and _ORGANISATION.search(self.name) is not None


def _legible(strip: Line) -> bool:
    """Whether most of it is read well: logos and scribbles are not."""
    unsure = sum(word.confidence < RELIABLE for word in strip.words)
    return 2 * unsure < len(strip.words) and not is_dated(strip)


def _has_place(strip: Line) -> bool:
    """Whether a line holds a town or a street, among other things or alone."""
    parts = [part for part in PARTS.split(printed_text(strip)) if part]
    text = re.sub(r"\s*(?:Tel\b|Phone|\(\d{3}\)).*", "", printed_text(strip))
    return any(TOWN.fullmatch(part) or STREET.fullmatch(part) for part in (*parts, text))


def _blocks(strips: Iterable[Line]) -> list[list[Line]]:
    """Strips below one another with one left edge, right edge or middle.

    They are nearly of one type size.
    """
    blocks: list[list[Line]] = []
    for strip in strips:
        for block in blocks:
            last = block[-1]
            if follows(strip, last) and _in_one_line(strip, last) and is_of_one_size(strip, last):
                block.append(strip)
                break
        else:
            blocks.append([strip])
    return blocks


def _in_one_line(one: Line, other: Line) -> bool:
    slack = 1.5 * EDGE * max(one.size, other.size)
    a, b = one.box, other.box
    middles = abs(a.left + a.right - b.left - b.right) / 2
    return min(abs(a.left - b.left), abs(a.right - b.right), middles) <= slack
