"""Whole picture files that lie behind each other in one.

Programs that merge pages append them: legal in PBM, wrong in all else, and viewers show the first
alone. What cameras put behind a photograph (a preview, a map for bright screens, the other eye's
view) is listed in it and no page.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from io import BytesIO

from PIL import ExifTags, Image

from pipeline.scans.image_files.limits import PILLOW_FAILS

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_END, _SCAN, _NOTES = 0xD9, 0xDA, (0xE1, 0xE2)
"""Second bytes of JPEG markers: end of the picture, start of a scan, Exif or a list.

Source: ITU T.81, table B.1.
"""
_NEXT_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_LISTED = (b"MPF\0", b"GContainer", b"GainMap", b"MotionPhoto", b"MicroVideo", b"GDepth")
"""What in a photograph's head names the pictures behind it.

Source: CIPA DC-007, Google's Ultra HDR, Motion Photo and Depth Map formats.
"""
_SMALL = 3
"""How many times a camera's picture is as large as its preview, at least."""
_NUMBER = re.compile(rb"(?:\s|#[^\n]*\n)+(\d{1,6})")
"""A number in the head of PBM, PGM or PPM, after blanks and remarks."""
_MOST = 10_000
"""Pictures of a file at most; more are no pages of a person."""
_PADDING = b"\0\r\n"
"""What may lie between two pictures."""


def joined_pictures(content: bytes) -> tuple[bytes, ...]:
    """The picture files in ``content``: mostly one, itself.

    Those behind the first are of its kind. What else lies there belongs to the last.
    """
    kind = _kind(content)
    if kind is None:
        return (content,)
    find_end, begins = kind
    found: list[bytes] = []
    start = 0
    while len(found) < _MOST:
        end = find_end(content, start)
        if end is None:
            break
        behind = end
        while behind < len(content) and content[behind] in _PADDING:
            behind += 1
        if not content.startswith(begins, behind) or _is_preview(content, start, behind):
            break
        found.append(content[start:end])
        start = behind
    return (*found, content[start:] if found else content)


def _kind(content: bytes) -> tuple[_End, bytes] | None:
    """How the end of a picture of this kind is found, and how the next one begins."""
    return next(
        ((find_end, begins) for begins, find_end in _KINDS if content.startswith(begins)), None
    )


def _jpeg_end(content: bytes, start: int) -> int | None:
    """Behind the end marker; None if cut off, or of a photograph that lists what follows."""
    offset = start + 2
    while offset + 4 <= len(content) and content[offset] == 0xFF:  # noqa: PLR2004 - a marker
        kind = content[offset + 1]
        if kind == _END:
            return offset + 2
        behind = offset + 2 + int.from_bytes(content[offset + 2 : offset + 4], "big")
        head = content[offset + 4 : behind]
        if kind in _NOTES and any(name in head for name in _LISTED):
            return None
        if kind == _SCAN:
            marker = _NEXT_MARKER.search(content, behind)
            if marker is None:
                return None
            behind = marker.end() - 2
        offset = behind
    if content[offset : offset + 2] == b"\xff\xd9":
        return offset + 2
    return None


def _is_preview(content: bytes, start: int, behind: int) -> bool:
    """Whether a JPEG is a camera's small picture of the one before."""
    if not content.startswith(_JPEG):
        return False
    try:
        with (
            Image.open(BytesIO(content[start:])) as one,
            Image.open(BytesIO(content[behind:])) as two,
        ):
            camera = ExifTags.Base.Make in one.getexif()
            return camera and two.width * two.height * _SMALL <= one.width * one.height
    except PILLOW_FAILS:
        return False


def _png_end(content: bytes, start: int) -> int | None:
    offset = start + len(_PNG)
    while offset + 12 <= len(content):
        length = int.from_bytes(content[offset : offset + 4], "big")
        name = content[offset + 4 : offset + 8]
        offset += 12 + length
        if name == b"IEND":
            return offset
    return None


def _plain_end(content: bytes, start: int) -> int | None:
    """PBM, PGM and PPM, as their size says."""
    numbers: list[int] = []
    offset = start + 2
    wanted = 2 if content[start + 1 : start + 2] == b"4" else 3
    while len(numbers) < wanted:
        found = _NUMBER.match(content, offset)
        if found is None:
            return None
        numbers.append(int(found[1]))
        offset = found.end()
    width, height, *most = numbers
    wide = 2 if most and most[0] > 255 else 1  # noqa: PLR2004 - the largest of 8 bits
    row = -(-width // 8) if not most else width * wide
    row *= 3 if content[start + 1 : start + 2] == b"6" else 1
    end = offset + 1 + row * height
    return end if end <= len(content) else None


def _bmp_end(content: bytes, start: int) -> int | None:
    length = int.from_bytes(content[start + 2 : start + 6], "little")
    return start + length if length > 26 else None  # noqa: PLR2004 - the smallest header


def _webp_end(content: bytes, start: int) -> int | None:
    length = int.from_bytes(content[start + 4 : start + 8], "little")
    return start + 8 + length + length % 2


_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of a TIFF's types of values. Source: TIFF 6.0, section 2."""
_DATA = {273: 279, 324: 325}
"""Tags of the places of strips and tiles, and of their lengths."""


def _tiff_end(content: bytes, start: int) -> int | None:
    """Behind the last byte that the directories name; None if they go in circles."""
    order = "<" if content[start : start + 2] == b"II" else ">"
    end, seen = start + 8, set[int]()
    try:
        (link,) = struct.unpack_from(order + "I", content, start + 4)
        while link:
            if link in seen:
                return None
            seen.add(link)
            (count,) = struct.unpack_from(order + "H", content, start + link)
            table = start + link + 2
            end = max(end, table + 12 * count + 4, _values_end(content, start, table, count, order))
            (link,) = struct.unpack_from(order + "I", content, table + 12 * count)
    except struct.error:
        return None
    return end


def _values_end(content: bytes, start: int, table: int, count: int, order: str) -> int:
    """Behind a directory's values and its picture's data."""
    end = 0
    numbers: dict[int, tuple[int, ...]] = {}
    for entry in range(table, table + 12 * count, 12):
        tag, kind, often = struct.unpack_from(order + "HHI", content, entry)
        length = often * _SIZES.get(kind, 1)
        place = entry + 8
        if length > 4:  # noqa: PLR2004 - else the values stand in the entry
            place = start + int(struct.unpack_from(order + "I", content, place)[0])
            end = max(end, place + length)
        code = {3: "H", 4: "I"}.get(kind)
        if code and tag in {*_DATA, *_DATA.values()} and place + length <= len(content):
            numbers[tag] = struct.unpack_from(f"{order}{often}{code}", content, place)
    for places, lengths in _DATA.items():
        for place, length in zip(numbers.get(places, ()), numbers.get(lengths, ()), strict=False):
            end = max(end, start + place + length)
    return end


_End = Callable[[bytes, int], int | None]
_KINDS: tuple[tuple[bytes, _End], ...] = (
    (_JPEG, _jpeg_end),
    (_PNG, _png_end),
    (b"P4", _plain_end),
    (b"P5", _plain_end),
    (b"P6", _plain_end),
    (b"II*\0", _tiff_end),
    (b"MM\0*", _tiff_end),
    (b"BM", _bmp_end),
    (b"RIFF", _webp_end),
)
