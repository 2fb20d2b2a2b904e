"""Where a PDF begins and ends in its file.

Mail programs and web servers leave their headers before it, and disks, modems and proxies fill up
what is behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO

_HEADER = re.compile(rb"%PDF-\d\.\d")
_END = b"%%EOF"
_PADDING = b"\0\xff\x1a\t\n\f\r "
"""Bytes that only fill up: NUL, an erased flash memory, the end of text in CP/M, blanks."""
_STEP = 1 << 20


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes from a PDF's header to its last end mark."""

    start: int
    end: int
    littered: bool
    """Whether anything but padding lies outside."""


def pdf_span(file: BinaryIO, *, header_within: int) -> Span | None:
    """The PDF in ``file``, if it is not all of it.

    None without a header in the first ``header_within`` bytes and an end, or if objects lie behind
    the end: those belong to it.
    """
    file.seek(0)
    header = _HEADER.search(file.read(header_within))
    size = file.seek(0, 2)
    end = _end_of_last_mark(file, size)
    if header is None or end is None or end < header.end() or end - header.start() == size:
        return None
    behind = _litter(file, end)
    if b" obj" in behind:
        return None
    return Span(header.start(), end, header.start() > 0 or bool(behind))


def _end_of_last_mark(file: BinaryIO, size: int) -> int | None:
    """Behind the last end mark and its line end."""
    stop = size
    while stop > 0:
        start = max(0, stop - _STEP)
        file.seek(start)
        piece = file.read(stop - start + len(_END) - 1)
        found = piece.rfind(_END)
        if found >= 0:
            behind = start + found + len(_END)
            file.seek(behind)
            after = file.read(2)
            return behind + (2 if after == b"\r\n" else int(after[:1] in (b"\r", b"\n")))
        stop = start
    return None


def _litter(file: BinaryIO, start: int) -> bytes:
    """A piece of what is there besides padding, one with an object if there is any."""
    file.seek(start)
    first = b""
    while piece := file.read(_STEP):
        if b" obj" in piece:
            return piece
        first = first or piece.strip(_PADDING)
    return first
