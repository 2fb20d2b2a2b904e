"""Whether the end of a file has arrived, judged by its bytes.

Nothing here opens a file: callers pass a function that reads some bytes. The sources of what each
type demands are those of ``core.filetypes``.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from enum import Enum

from pipeline.core.filetypes import HEAD_BYTES, PDF_HEADER, PDF_PREAMBLE

ReadAt = Callable[[int, int], bytes]
"""Reads from an offset a number of bytes, or fewer at the file's end."""


_ZEROS = 4096
"""Zeros at the end of a file without an end to look for: room not filled yet.

Silence in MP3, AAC, AMR, FLAC or Matroska is no run of zeros, since each frame has a header.
"""
_LONG_SILENCE = 1 << 20
"""Zeros at the end of samples that may be room, though the header is whole.

That is half a minute of silence at 16 kHz; a recording that ends so is only taken later.
"""
_SAMPLES = (
    b"RIFF", b"caff", b".snd", b"riff", b".SoX", b"XoS.", b"Crea", b"NIST", b"\x7f\xfe\x80\x01",
)  # fmt: skip
"""Formats that may end with samples as they are, or with filling: there silence is zeros.

WAV of unknown length, CAF, AU, Wave64, SoX, VOC, SPHERE, DTS.
"""
_FILLED = 64
"""So many zeros at a PDF's end only fill it up."""
_WEB_PDF = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)")
"""A PDF that is written for the web, and its length. Source: ISO 32000-1 annex F."""


class Ending(Enum):
    """Whether a file has the end that its type demands."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"
    """The type has no end to look for."""


def ending(read: ReadAt, size: int) -> Ending:
    """Whether a file of ``size`` bytes ends as its type demands.

    ``read`` gives its bytes. Incomplete is a reason to wait, not a verdict: many readers open what
    this calls unfinished. A file that begins with zeros alone is so: copying programs reserve the
    room first, then write into it (ngx#14219, MidnightCommander/mc#2755). So is one that ends in
    zeros where its type has no other end.
    """
    head = read(0, 32)
    if head and not any(head) and not any(read(0, HEAD_BYTES)):
        return Ending.INCOMPLETE
    found = next(
        (
            judge(read, size)
            for magics, judge in _ENDINGS
            if any(head.startswith(magic, offset) for offset, magic in magics)
        ),
        None,
    )
    if found is None:
        found = _late_pdf_ending(read, size)
    reserved = found is Ending.UNKNOWN and not head.startswith(_SAMPLES)
    return Ending.INCOMPLETE if reserved and _ends_in_zeros(read, size) else found


def _ends_in_zeros(read: ReadAt, size: int) -> bool:
    return size > _ZEROS and not any(_tail(read, size, _ZEROS))


def _is(complete: bool) -> Ending:  # noqa: FBT001 - a conversion of the truth value itself
    return Ending.COMPLETE if complete else Ending.INCOMPLETE


def _tail(read: ReadAt, size: int, length: int) -> bytes:
    return read(max(0, size - length), length)


def _pdf(read: ReadAt, size: int) -> Ending:
    """An end mark near the end, or just before the zeros that fill it up.

    Room that is reserved and being filled ends in zeros, too. So the mark must be the very last
    there, and a PDF for the web, which has another mark near its beginning, as long as it says.
    """
    tail = _tail(read, size, 1024)
    if any(tail[-_FILLED:]):
        return _is(b"%%EOF" in tail or b"startxref" in tail)
    filled = _without_zeros(read, size)
    web = _WEB_PDF.search(read(0, 1024))
    whole = web is None or int(web[1]) <= filled + 1
    return _is(whole and _tail(read, filled, 16).rstrip().endswith(b"%%EOF"))


def _without_zeros(read: ReadAt, size: int) -> int:
    """The size without the zeros at the end."""
    step = 1 << 20
    while size > 0:
        start = max(0, size - step)
        piece = read(start, size - start).rstrip(b"\0")
        if piece:
            return start + len(piece)
        size = start
    return 0


def _late_pdf_ending(read: ReadAt, size: int) -> Ending:
    head = read(0, HEAD_BYTES)
    late = b"%PDF-" in head[:PDF_PREAMBLE] or PDF_HEADER.search(head)
    return _pdf(read, size) if late else Ending.UNKNOWN


def _png(read: ReadAt, size: int) -> Ending:
    return _is(b"IEND\xaeB`\x82" in _tail(read, size, 1024))


def _code_stream(read: ReadAt, size: int) -> Ending:
    """JPEG 2000 without a file around it."""
    return _is(_tail(read, size, 64).rstrip(b"\0").endswith(b"\xff\xd9"))


def _gif(read: ReadAt, size: int) -> Ending:
    return _is(_tail(read, size, 64).rstrip(b"\0").endswith(b";"))


def _jpeg(read: ReadAt, size: int) -> Ending:
    """The end marker after the first scan.

    The thumbnail in the header has one of its own. It is searched to the end, since phones append
    films and notes after the picture.
    """
    offset = 2
    while True:
        marker = read(offset, 4)
        # A segment begins with FF, its type and its length in two bytes.
        if len(marker) < 4 or marker[0] != 0xFF:  # noqa: PLR2004 - see above
            return Ending.INCOMPLETE
        offset += 2 + int.from_bytes(marker[2:4], "big")
        if marker[1] == 0xDA:  # noqa: PLR2004 - start of scan: from here on no segment lengths
            return _is(_contains(read, b"\xff\xd9", offset, size))


def _contains(read: ReadAt, wanted: bytes, start: int, size: int) -> bool:
    step = 1 << 20
    return any(
        wanted in read(offset, step + len(wanted) - 1) for offset in range(start, size, step)
    )


def _tiff(read: ReadAt, size: int) -> Ending:
    """All directories and their picture data lie in the file."""
    order = "<" if read(0, 2) == b"II" else ">"
    (offset,) = struct.unpack(order + "I", read(4, 4).rjust(4, b"\xff"))
    seen: set[int] = set()
    while offset:
        count = read(offset, 2)
        if offset in seen or len(count) < 2:  # noqa: PLR2004 - two bytes of entry count
            return Ending.INCOMPLETE
        seen.add(offset)
        length = 12 * struct.unpack(order + "H", count)[0]
        table = read(offset + 2, length)
        link = read(offset + 2 + length, 4)
        if len(table) < length or not _strips_inside(read, size, table, order):
            return Ending.INCOMPLETE
        # Some writers leave the last link, an offset of 32 bits, out.
        whole = len(link) == struct.calcsize("I")
        (offset,) = struct.unpack(order + "I", link) if whole else (0,)
    return _is(bool(seen))


def _strips_inside(read: ReadAt, size: int, table: bytes, order: str) -> bool:
    """Whether the strips or tiles of a directory lie in the file.

    Source: TIFF 6.0, tags 273/279 (strips) and 324/325 (tiles); types 3 (16 bits) and 4 (32 bits).
    """
    numbers: dict[int, tuple[int, ...]] = {}
    for tag, kind, count, value in struct.iter_unpack(order + "HHI4s", table):
        code = {3: "H", 4: "I"}.get(kind)
        if tag not in {273, 279, 324, 325} or code is None:
            continue
        length = count * struct.calcsize(code)
        (offset,) = struct.unpack(order + "I", value)
        if length > size:
            return False
        data = value[:length] if length <= len(value) else read(offset, length)
        if len(data) < length:
            return False
        numbers[tag] = struct.unpack(f"{order}{count}{code}", data)
    pairs = ((273, 279), (324, 325))
    return all(
        start + length <= size
        for starts, lengths in pairs
        for start, length in zip(numbers.get(starts, ()), numbers.get(lengths, ()), strict=False)
    )


def _riff(read: ReadAt, size: int) -> Ending:
    length = int.from_bytes(read(4, 4), "little")
    if _is_room(read, size):
        return Ending.INCOMPLETE
    return (
        Ending.UNKNOWN if length in {0, 0xFFFFFFFF} else _is(8 + length <= size + 1)
    )  # a last pad byte may lack


def _is_room(read: ReadAt, size: int) -> bool:
    """Whether the second half of a sound, or a long piece of it, is zeros."""
    length = min(_LONG_SILENCE, size // 2)
    return _ends_in_zeros(read, size) and not any(_tail(read, size, length))


def _form(read: ReadAt, size: int) -> Ending:
    if _is_room(read, size):
        return Ending.INCOMPLETE
    return _is(8 + int.from_bytes(read(4, 4), "big") <= size + 1)


def _bmp(read: ReadAt, size: int) -> Ending:
    length = int.from_bytes(read(2, 4), "little")
    return _is(length <= size) if length else Ending.UNKNOWN


def _boxes(read: ReadAt, size: int) -> Ending:
    """MP4 and relatives: the outermost boxes are whole, one is the index."""
    offset, names, last = 0, set[bytes](), b""
    while offset < size:
        box = read(offset, 16)
        length = int.from_bytes(box[:4], "big")
        if length == 1:
            length = int.from_bytes(box[8:16], "big")
        elif length == 0:
            length = size - offset
        if length < 8 or offset + length > size:  # noqa: PLR2004 - a box is at least its own header
            return Ending.INCOMPLETE
        names.add(box[4:8])
        last = box[4:8]
        offset += length
    if last == b"mdat" and _ends_in_zeros(read, size):
        return Ending.INCOMPLETE
    return _is(bool(names & {b"moov", b"moof", b"meta", b"jp2c"}))


def _ogg(read: ReadAt, size: int) -> Ending:
    """The last page says that it is the last.

    Some recorders never write it, so its absence proves nothing.
    """
    tail = _tail(read, size, HEAD_BYTES)
    last = tail.rfind(b"OggS")
    return Ending.COMPLETE if last >= 0 and tail[last + 5 : last + 6] > b"\x03" else Ending.UNKNOWN


def _zip(read: ReadAt, size: int) -> Ending:
    return _is(b"PK\x05\x06" in _tail(read, size, HEAD_BYTES))


_ENDINGS: tuple[tuple[tuple[tuple[int, bytes], ...], Callable[[ReadAt, int], Ending]], ...] = (
    (((0, b"%PDF-"),), _pdf),
    (((0, b"\x89PNG"),), _png),
    (((0, b"GIF8"),), _gif),
    (((0, b"\xff\xd8\xff"),), _jpeg),
    (((0, b"\xff\x4f\xff\x51"),), _code_stream),
    (((0, b"II*\0"), (0, b"MM\0*")), _tiff),
    (((0, b"RIFF"),), _riff),
    (((0, b"FORM"),), _form),
    (((0, b"BM"),), _bmp),
    (((4, b"ftyp"), (4, b"moov"), (4, b"mdat"), (4, b"wide"), (4, b"jP  ")), _boxes),
    (((0, b"OggS"),), _ogg),
    (((0, b"PK\x03\x04"),), _zip),
)
