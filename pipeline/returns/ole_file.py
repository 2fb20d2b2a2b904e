"""OLE files: the containers of ``.doc`` and of a .docx with a password.

Source: [MS-CFB] 2.2 (header), 2.6 (directory); [MS-DOC] 2.5.1 (FibBase).
"""

from __future__ import annotations

import struct
from mmap import ACCESS_READ, mmap
from pathlib import Path

from pipeline.returns.return_errors import (
    MacrosInReturn,
    NotOurDraft,
    ReturnDamaged,
    ReturnLocked,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an OLE file begins."""

_HEADER, _ENTRY = 512, 128
"""Bytes of the header, which is as long as the smallest sector, and of an entry."""
_SHIFT_AT, _TABLES_AT, _DIRECTORY_AT, _PLACES_AT = 30, 44, 48, 76
_LARGEST_SHIFT = 12
_MOST_PLACES = 109
"""Places of tables that the header names itself."""
_PLACE, _FREE = 4, b"\xff"
"""Bytes in a table for each sector, all of them ff where that is free."""
_START_AT = 116
"""Where an entry of the directory names the first sector of its stream."""

_WORD = "WordDocument".encode("utf-16-le")
_FLAGS_AT, _ENCRYPTED = 10, 0x0100


def refuse_ole(file: Path) -> None:
    """Refuse an OLE file that is no Word document to be opened.

    Raises:
        ReturnLocked, MacrosInReturn, ReturnDamaged, NotOurDraft: as they say.
    """
    with file.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise ReturnLocked
        if _is_cut(content):
            raise ReturnDamaged
        if content.find("_VBA_PROJECT".encode("utf-16-le")) >= 0:
            raise MacrosInReturn
        entry = content.find(_WORD + bytes(2))
        if entry < 0:
            # The directory may lack its last entries: the file has whole sectors.
            raise ReturnDamaged if len(content) % _HEADER else NotOurDraft
        if _is_encrypted(content, entry):
            raise ReturnLocked


def _is_cut(content: mmap) -> bool:
    """Whether sectors of it lie behind the end.

    Asked for are its directory and those that its tables count as used.
    """
    if len(content) < _HEADER:
        return True
    tables, directory = struct.unpack_from("<II", content, _TABLES_AT)
    places = struct.unpack_from(f"<{min(tables, _MOST_PLACES)}I", content, _PLACES_AT)
    ends = [_offset(content, sector) for sector in (directory, *places)]
    size = _offset(content, 0)
    for number, start in enumerate(ends[1:]):
        used = content[start : start + size].rstrip(_FREE)
        ends.append(_offset(content, (number * size + len(used) - 1) // _PLACE))
    return any(end >= len(content) for end in ends)


def _is_encrypted(content: mmap, entry: int) -> bool:
    """Whether the text, whose entry in the directory this is, needs a password."""
    if entry + _ENTRY > len(content):
        return False
    (sector,) = struct.unpack_from("<I", content, entry + _START_AT)
    at = _offset(content, sector) + _FLAGS_AT
    if at + 2 > len(content):
        return False
    (flags,) = struct.unpack_from("<H", content, at)
    return bool(flags & _ENCRYPTED)


def _offset(content: mmap, sector: int) -> int:
    """Where a sector begins; behind the end for none."""
    shift: int = struct.unpack_from("<H", content, _SHIFT_AT)[0]
    return (sector + 1) << min(shift, _LARGEST_SHIFT)
