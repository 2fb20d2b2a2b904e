"""The subject: after its label, above the salutation or after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.core.scans.letter.address import REMARK, TOWN
from pipeline.core.scans.letter.head import Head, aligned, follows, printed_text, reliable
from pipeline.core.scans.letter.labels import is_dated
from pipeline.core.scans.lines import Line, is_level, line_of

_ABOUT = re.compile(
    r"(?:Betreff|Betr\.|Betr|Betrifft|Subject|Re|RE|Regarding|In re)\s?[:.]\s*(?P<value>.*)|Betreff"
)

_MOST_SUBJECT = 3
"""Lines of a subject, at most."""

_GAP = 1.5
"""Type sizes from a subject to the salutation, at least.

A blank line stands between.
"""


def subject_of(head: Head, address: Sequence[Line]) -> str | None:
    """The subject as printed, its lines joined, if it is plain."""
    strips = (*head.strips, *head.below[:_MOST_SUBJECT]) if head.salutation else head.strips
    for strip in strips:
        label = _ABOUT.fullmatch(printed_text(strip))
        if label is not None and strip.box.left < head.page.width / 2:
            return _labelled_subject(head, strip, label["value"] or "")
    if head.salutation is None:
        return None
    return _subject_above(head, head.salutation, address) or _subject_after(head, head.salutation)


def _labelled_subject(head: Head, label: Line, value: str) -> str | None:
    """What follows "Betreff:", with the lines below at either edge."""
    beside = [s for s in head.strips if is_level(s, label) and s.box.left >= label.box.right]
    first = label if value else min(beside, key=lambda strip: strip.box.left, default=None)
    if first is None:
        return None
    words = len(value.split())
    edge = line_of(first.words[-words:] if words else first.words)
    lines = [edge]
    last = first
    for strip in head.strips:
        below = follows(strip, last) and (aligned(strip, edge) or aligned(strip, label))
        if below and len(lines) < _MOST_SUBJECT and not _no_subject(strip):
            lines.append(strip)
            last = strip
    return printed_text(lines) if reliable(*lines) else None


_APART = re.compile(
    r"@|www\.|://|\b(?:Tel|Fax|Telefax|Mobil|Phone)\w*\b"
    r"|^(?:Seite|Page|Blatt) \d|^\S+(?:nummer|-?[Nn]r\.?) [\w/.\-]+$"
)
"""Lines at the head that are neither an address nor a subject."""


def _no_subject(strip: Line) -> bool:
    """Whether it is a day, a label, an address or a remark."""
    text = printed_text(strip)
    return (
        is_dated(strip)
        or re.match(r"[^\W\d]+(?: [^\W\d]+){0,2}\s?:", text) is not None
        or TOWN.fullmatch(text) is not None
        or REMARK.fullmatch(text) is not None
        or _APART.search(text) is not None
        or text.endswith((",", ":"))
    )


def _subject_above(head: Head, salutation: Line, address: Sequence[Line]) -> str | None:
    """The line above the salutation, at its edge, between blank lines.

    Several lines only if all but the last are full.
    """
    taken = {id(strip) for strip in address}
    edge = [
        strip
        for strip in head.strips
        if aligned(strip, salutation) and strip.box.bottom <= salutation.box.top
    ]
    lines: list[Line] = []
    for strip in reversed(edge):
        if lines and not follows(lines[0], strip):
            break
        lines.insert(0, strip)
    if (
        not lines
        or len(lines) > _MOST_SUBJECT
        or any(id(strip) in taken or _no_subject(strip) for strip in lines)
    ):
        return None
    gap = salutation.box.bottom - lines[-1].box.bottom
    alone = _GAP * salutation.size < gap <= 6 * salutation.size
    neighbours = any(
        is_level(other, strip) and other is not strip for strip in lines for other in head.strips
    )
    full = all(
        below.words[0].box.width > head.right - above.box.right for above, below in pairwise(lines)
    )
    begins = lines[0].words[0].text[0]
    worded = any(re.search(r"[^\W\d_]{3}", word.text) for strip in lines for word in strip.words)
    plain = alone and full and worded and not neighbours and not begins.islower()
    return printed_text(lines) if plain and reliable(*lines) else None


def _subject_after(head: Head, salutation: Line) -> str | None:
    """The short line by itself below an English salutation.

    For example "Lease of the office at 5 Quay Street".
    """
    if head.page.language == "de" or not head.below[1:]:
        return None
    line, text = head.below[:2]
    alone = not follows(line, salutation) and not follows(text, line)
    short = head.right - line.box.right > 5 * line.size and line.words[-1].text[-1].isalnum()
    plain = (
        alone
        and short
        and len(line.words) > 1
        and line.words[0].text[0].isupper()
        and not _no_subject(line)
    )
    return (
        printed_text(line)
        if plain and reliable(line) and len(text.words) > len(line.words)
        else None
    )
