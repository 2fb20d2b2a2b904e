"""Truncation: whether the end of a sound stream is missing.

Formats without a table of contents (MP3, AAC, AMR, Ogg) say nowhere how long they are; a copy that
broke off plays without complaint to where it ends. But it ends in the middle of a frame or page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

ReadAt = Callable[[int, int], bytes]
"""Reads from an offset a number of bytes, or fewer at the file's end."""

OGG_PAGE = 27 + 255 + 255 * 255
"""Bytes of the longest Ogg page. Source: RFC 3533, section 6."""

_OGG_HEADER, _OGG_LAST = 27, 0x04
"""Bytes before an Ogg page's segments; flag of the last page.

Source: RFC 3533, section 6.
"""


_MPEG_KBITS = {
    (3, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (3, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Bit rates by version (3: MPEG-1, 2: MPEG-2) and layer (2: II, 1: III).

Source: ISO 11172-3, 13818-3.
"""
_MPEG_RATES = (44_100, 48_000, 32_000)

_AC3_KBITS = (
    *(32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640),
)
_AC3_RATES = (48_000, 44_100, 32_000)
_LAST_AC3 = 10
"""Bit rates, sample rates and last version of AC-3; those above are E-AC-3.

Source: ETSI TS 102 366, table 4.13.
"""

_AMR = (13, 14, 16, 18, 20, 21, 27, 32, 6)
_AMR_WIDE = (18, 24, 33, 37, 41, 47, 51, 59, 61, 6)
"""Bytes of a frame by its type, its first byte included.

Source: RFC 4867, section 5.3, and 3GPP TS 26.101/26.201.
"""


def torn_frame(codec: str, frame: bytes) -> bool:
    """Whether the last frame is shorter than its header says.

    ``codec`` is FFmpeg's name; False for codecs whose frames do not say, and for bytes that are no
    frame.
    """
    match codec:
        case "mp3" | "mp2":
            length = _mpeg_length(frame)
        case "aac":
            length = _adts_length(frame)
        case "ac3" | "eac3":
            length = _dolby_length(frame)
        case "dts":
            length = _dts_length(frame)
        case "amr_nb":
            length = _amr_length(frame, _AMR)
        case "amr_wb":
            length = _amr_length(frame, _AMR_WIDE)
        case _:
            length = 0
    return len(frame) < length


def torn_ogg(tail: bytes) -> bool:
    """Whether an Ogg file's last page is cut, or not marked as the last.

    ``tail`` are the file's last bytes, at least twice ``OGG_PAGE`` if it has as many.
    """
    page = tail.rfind(b"OggS")
    if page < 0:
        return False
    header = tail[page : page + _OGG_HEADER]
    if len(header) < _OGG_HEADER:
        return True
    table = tail[page + _OGG_HEADER :][: header[26]]
    whole = len(tail) - page >= _OGG_HEADER + header[26] + sum(table)
    return not (whole and header[5] & _OGG_LAST)


def lost_ogg_pages(read: ReadAt, size: int) -> bool:
    """Whether pages are missing amid an Ogg file, by their numbers.

    A stream that is not numbered at all has lost none.
    """
    numbers: dict[bytes, int] = {}
    for _, serial, number, first in _ogg_pages(read, size):
        due = numbers.get(serial)
        if due is not None and not first and number not in {due, 0}:
            return True
        numbers[serial] = number + 1
    return False


def ogg_links(read: ReadAt, size: int) -> tuple[int, ...]:
    """Where the recordings of an Ogg file begin: first pages behind others.

    Source: RFC 3533, section 4, chaining.
    """
    starts: list[int] = []
    begun = False
    for offset, _, _, first in _ogg_pages(read, size):
        if first and not begun:
            starts.append(offset)
        begun = first
    return tuple(starts)


def _ogg_pages(read: ReadAt, size: int) -> Iterator[tuple[int, bytes, int, bool]]:
    """Place, serial number, number and whether it is the first, of each page."""
    offset = 0
    while offset < size:
        header = read(offset, _OGG_HEADER + 255)
        if header[:4] != b"OggS" or len(header) < _OGG_HEADER:
            found = read(offset, 2 * OGG_PAGE).find(b"OggS", 1)
            if found < 0:
                return
            offset += found
            continue
        number = int.from_bytes(header[18:22], "little")
        yield offset, header[14:18], number, bool(header[5] & 2)
        table = header[_OGG_HEADER:][: header[26]]
        offset += _OGG_HEADER + header[26] + sum(table)


def torn_windows_media(head: bytes, size: int) -> bool:
    """Whether a WMA or WMV file is shorter than its header says.

    ``head`` are its first bytes. A live stream does not know its size.
    """
    place = head.find(_FILE_PROPERTIES)
    told = int.from_bytes(head[place + 40 : place + 48], "little") if place >= 0 else 0
    live = place >= 0 and head[place + 88 : place + 89] > b"\0" and head[place + 88] & 1
    return not live and told > size


_FILE_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
"""Source: Microsoft, Advanced Systems Format specification, 3.2."""


def torn_boxes(read: ReadAt, size: int) -> bool:
    """Whether an MP4's last outermost box is longer than the file."""
    offset = 0
    while offset < size:
        head = read(offset, 16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0 or not any(head):  # to the end of the file, or padded with zeros
            return False
        if not head[4:8].isalnum():  # other bytes after the film
            return False
        if length < _BOX_HEAD or offset + length > size:
            return True
        offset += length
    return False


def matroska_faults(read: ReadAt, size: int) -> tuple[bool, bool]:
    """Whether elements amid a Matroska file are broken, and the last one is cut.

    Only clusters and their blocks are looked at.
    """
    offset, broken = 0, False
    while offset < size:
        known, skipped = _element(read(offset, 12))
        if known is None:
            if size - offset < len(_CLUSTER) + 8 or not any(read(offset, 1 << 16)):
                return broken, any(read(offset, 1 << 16))  # else padded with zeros
            offset, broken = _next_cluster(read, offset + 1, size), True
            continue
        name, length = known
        offset += skipped
        if _reaches_beyond(name, length, size - offset):
            return broken, True
        offset += 0 if name in (_SEGMENT, _CLUSTER) else length or 0
    return broken, False


def _reaches_beyond(name: bytes, length: int | None, left: int) -> bool:
    """Whether an element is longer than what is left of the file."""
    if name in (_SEGMENT, _CLUSTER):
        return name == _SEGMENT and length is not None and length > left
    return length is None or length > left


_BOX_HEAD = 8
_SEGMENT, _CLUSTER = b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"
_BLOCKS = frozenset({b"\xa3", b"\xa0", b"\xe7", b"\xa7", b"\xab", b"\xec", b"\xbf", b"\xaf"})
"""Elements inside a cluster, and two that may stand anywhere.

Source: RFC 9559, section 5, and RFC 8794, section 11.3.
"""
_TOP = frozenset(
    bytes.fromhex(name)
    for name in (
        "1a45dfa3",
        "18538067",
        "114d9b74",
        "1549a966",
        "1654ae6b",
        "1f43b675",
        "1c53bb6b",
        "1941a469",
        "1043a770",
        "1254c367",
        "5854",
    )
)
"""The outermost elements, and those right inside a segment."""
_SEARCHED = 1 << 20


def _element(head: bytes) -> tuple[tuple[bytes, int | None] | None, int]:
    """An element's name and length, and the bytes that tell them.

    None if there is no element that may stand there; a length of None is unknown.
    """
    for width in (1, 2, 4):
        name = head[:width]
        if name not in (_BLOCKS if width == 1 else _TOP) or len(head) <= width:
            continue
        digits = 9 - head[width].bit_length() if head[width] else 9
        told = head[width : width + digits]
        if digits > _WIDEST or len(told) < digits:
            return None, 0
        length = int.from_bytes(told, "big") & ((1 << 7 * digits) - 1)
        unknown = length == (1 << 7 * digits) - 1
        return (name, None if unknown else length), width + digits
    return None, 0


_WIDEST = 8


def _next_cluster(read: ReadAt, start: int, size: int) -> int:
    """Where the next cluster begins, or the end of the file."""
    for offset in range(start, size, _SEARCHED):
        found = read(offset, _SEARCHED + len(_CLUSTER)).find(_CLUSTER)
        if found >= 0:
            return offset + found
    return size


def _mpeg_length(frame: bytes) -> int:
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - sync
        return 0
    version, layer = frame[1] >> 3 & 3, frame[1] >> 1 & 3
    mpeg1 = version == 3  # noqa: PLR2004 - as the header has it
    kbits = _MPEG_KBITS.get((3, layer) if mpeg1 else (2, 2))
    step, rate = frame[2] >> 4, frame[2] >> 2 & 3
    if kbits is None or version == 1 or step >= len(kbits) or rate >= len(_MPEG_RATES):
        return 0
    hertz = _MPEG_RATES[rate] // {3: 1, 2: 2, 0: 4}[version]
    slots = 72 if not mpeg1 and layer == 1 else 144  # layer III of MPEG-2 has half a frame
    return slots * kbits[step] * 1000 // hertz + (frame[2] >> 1 & 1) if kbits[step] else 0


def _adts_length(frame: bytes) -> int:
    # the sync bits, and layer 0
    if len(frame) < 6 or frame[0] != 0xFF or frame[1] & 0xF6 != 0xF0:  # noqa: PLR2004 - as above
        return 0
    return (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5


def _dolby_length(frame: bytes) -> int:
    if len(frame) < 6 or frame[:2] != b"\x0b\x77":  # noqa: PLR2004 - as above
        return 0
    if frame[5] >> 3 > _LAST_AC3:
        return 2 * (((frame[2] & 7) << 8 | frame[3]) + 1)
    rate, code = frame[4] >> 6, frame[4] & 63
    if rate >= len(_AC3_RATES) or code // 2 >= len(_AC3_KBITS):
        return 0
    words = _AC3_KBITS[code // 2] * 96_000 // _AC3_RATES[rate]
    return 2 * (words + (code & 1 if _AC3_RATES[rate] == 44_100 else 0))  # noqa: PLR2004 - Hz


def _dts_length(frame: bytes) -> int:
    if len(frame) < 8 or frame[:4] != b"\x7f\xfe\x80\x01":  # noqa: PLR2004 - as above
        return 0
    return ((frame[5] & 3) << 12 | frame[6] << 4 | frame[7] >> 4) + 1


def _amr_length(frame: bytes, lengths: tuple[int, ...]) -> int:
    kind = frame[0] >> 3 & 0xF if frame else len(lengths)
    return lengths[kind] if kind < len(lengths) else 0
