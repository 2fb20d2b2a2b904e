"""What a file is, judged by its bytes, and whether its end has arrived.

Nothing here opens a file: callers pass the first bytes, or a function that reads some.

Sources of the signatures: the formats' own specifications (ISO 32000, TIFF 6.0, ITU T.81, PNG,
ISO/IEC 14496-12 and its registered brands, RFC 3533, RFC 9559, ETSI TS 126 101) and libmagic's tables.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from enum import Enum

from pipeline.core.model import Kind

HEAD = 65_536
"""How many first bytes ``kind_of`` wants to see."""

Reader = Callable[[int, int], bytes]
"""Bytes of a file from an offset, at most so many; fewer at the end of the file."""

_SCANS = (
    ".pdf",
    ".tif",
    ".tiff",
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".heic",
    ".heif",
    ".avif",
    ".bmp",
    ".gif",
)
_RECORDINGS = (
    *(
        ".wav",
        ".mp3",
        ".m4a",
        ".m4b",
        ".aac",
        ".ogg",
        ".oga",
        ".opus",
        ".flac",
        ".aif",
        ".aiff",
        ".aifc",
        ".caf",
    ),
    *(".au", ".amr", ".wma", ".mka", ".dss", ".ds2", ".mp2"),
    *(
        ".mp4",
        ".m4v",
        ".mov",
        ".3gp",
        ".3g2",
        ".webm",
        ".mkv",
        ".avi",
        ".wmv",
        ".mpg",
        ".mpeg",
        ".ts",
        ".mts",
    ),
)
_CORRECTIONS = (".docx",)
SUFFIXES = frozenset((*_SCANS, *_RECORDINGS, *_CORRECTIONS))
"""Suffixes that say nothing more about the content than its type, in lower case."""

_KIND_OF_SUFFIX = (
    dict.fromkeys(_SCANS, Kind.SCAN)
    | dict.fromkeys(_RECORDINGS, Kind.RECORDING)
    | dict.fromkeys(_CORRECTIONS, Kind.CORRECTION)
)

_MAGIC: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"%PDF-", Kind.SCAN),
    *((0, magic, Kind.SCAN) for magic in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    (0, b"\xff\xd8\xff", Kind.SCAN),
    (0, b"\x89PNG\r\n\x1a\n", Kind.SCAN),
    *((0, magic, Kind.SCAN) for magic in (b"GIF87a", b"GIF89a")),
    *(
        (0, magic, Kind.RECORDING)
        for magic in (b"ID3", b"OggS", b"fLaC", b"caff", b".snd", b"#!AMR")
    ),
    *(
        (0, magic, Kind.RECORDING)
        for magic in (b"\x02dss", b"\x03dss", b"\x02ds2", b"\x03ds2", b"\x03enc")
    ),
    (0, b"\x1a\x45\xdf\xa3", Kind.RECORDING),
    (0, bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), Kind.RECORDING),
    *((0, magic, Kind.RECORDING) for magic in (b"\0\0\x01\xba", b"\0\0\x01\xb3")),
    *((4, box, Kind.RECORDING) for box in (b"moov", b"mdat", b"wide", b"pnot")),
)
_RIFF = {b"WAVE": Kind.RECORDING, b"AVI ": Kind.RECORDING, b"WEBP": Kind.SCAN}
_PICTURE_BRANDS = frozenset(
    (
        b"heic",
        b"heix",
        b"hevc",
        b"hevx",
        b"heim",
        b"heis",
        b"hevm",
        b"hevs",
        b"mif1",
        b"mif2",
        b"msf1",
        b"avif",
        b"avis",
    )
)
_OTHER_BRANDS = frozenset((b"crx ", b"jp2 ", b"jpx ", b"jpm "))
_LONGEST_PREAMBLE = 1024
"""Source: ISO 32000-1 annex H.3 note 13: readers accept a PDF header within the first 1024 bytes."""
_TRANSPORT_PACKET = 188
_BMP_HEADERS = frozenset((12, 40, 52, 56, 64, 108, 124))


def kind_of(head: bytes, name: str) -> Kind | None:
    """What the file with these first bytes is, or None for what we cannot process.

    ``name`` decides only where the bytes say nothing, so that a wrecked ``Brief.pdf`` is called
    damaged rather than unknown.
    """
    for offset, magic, kind in _MAGIC:
        if head.startswith(magic, offset):
            return kind
    for judge in (_container, _brand, _word_document, _bitmap, _late_pdf, _frames):
        found = judge(head)
        if found is not None:
            return found
    return _KIND_OF_SUFFIX.get(_suffix(name))


def _suffix(name: str) -> str:
    _, dot, suffix = name.rpartition(".")
    return dot + suffix.lower()


def _container(head: bytes) -> Kind | None:
    if head[:4] in {b"RIFF", b"RF64", b"RIFX"}:
        return _RIFF.get(head[8:12])
    return Kind.RECORDING if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"} else None


def _brand(head: bytes) -> Kind | None:
    if head[4:8] != b"ftyp" or head[8:12] in _OTHER_BRANDS:
        return None
    # A phone's video may list a picture brand as compatible; the major brand speaks first.
    return Kind.SCAN if head[8:12] in _PICTURE_BRANDS else Kind.RECORDING


def _word_document(head: bytes) -> Kind | None:
    return Kind.CORRECTION if head.startswith(b"PK\x03\x04") and b"word/" in head else None


def _bitmap(head: bytes) -> Kind | None:
    """Two letters are too little to go by: the size of the second header has to be one that exists."""
    return (
        Kind.SCAN
        if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS
        else None
    )


def _late_pdf(head: bytes) -> Kind | None:
    return Kind.SCAN if b"%PDF-" in head[:_LONGEST_PREAMBLE] else None


def _frames(head: bytes) -> Kind | None:
    """MPEG audio, AAC and MPEG transport streams have no magic number, only a rhythm."""
    if len(head) > 2 * _TRANSPORT_PACKET and {head[i * _TRANSPORT_PACKET] for i in range(3)} == {
        0x47
    }:
        return Kind.RECORDING
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - the sync bits
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == 0:
        return Kind.RECORDING if head[1] & 0xF0 == 0xF0 and head[2] >> 2 & 0xF < 13 else None  # noqa: PLR2004 - ADTS: 13 sampling rates
    # Layer I is left out: nobody uses it, and UTF-16 text begins with the same bits.
    layer_one, reserved = 3, 1
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    valid = layer != layer_one and version != reserved and bitrate != 0xF and rate != 3  # noqa: PLR2004 - reserved values
    return Kind.RECORDING if valid else None


class Ending(Enum):
    """Whether the end that a type demands is there."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"
    """The type has no end to look for."""


def ending(read: Reader, size: int) -> Ending:
    """Whether a file of ``size`` bytes ends as its type demands; ``read`` gives its bytes.

    Incomplete is a reason to wait, not a verdict: many readers open what this calls unfinished.
    """
    head = read(0, 32)
    for magics, judge in _ENDINGS:
        if any(head.startswith(magic, offset) for offset, magic in magics):
            return judge(read, size)
    return _late_pdf_ending(read, size)


def _is(complete: bool) -> Ending:  # noqa: FBT001 - a conversion of the truth value itself
    return Ending.COMPLETE if complete else Ending.INCOMPLETE


def _tail(read: Reader, size: int, length: int) -> bytes:
    return read(max(0, size - length), length)


def _pdf(read: Reader, size: int) -> Ending:
    tail = _tail(read, size, 1024)
    return _is(b"%%EOF" in tail or b"startxref" in tail)


def _late_pdf_ending(read: Reader, size: int) -> Ending:
    return _pdf(read, size) if b"%PDF-" in read(0, _LONGEST_PREAMBLE) else Ending.UNKNOWN


def _png(read: Reader, size: int) -> Ending:
    return _is(b"IEND\xaeB`\x82" in _tail(read, size, 1024))


def _gif(read: Reader, size: int) -> Ending:
    return _is(_tail(read, size, 64).rstrip(b"\0").endswith(b";"))


def _jpeg(read: Reader, size: int) -> Ending:
    """The end marker after the first scan: the thumbnail in the header has one of its own.

    Searched to the end, since phones append films and notes behind the picture.
    """
    offset = 2
    while True:
        marker = read(offset, 4)
        if len(marker) < 4 or marker[0] != 0xFF:  # noqa: PLR2004 - a segment begins with FF, type and length
            return Ending.INCOMPLETE
        offset += 2 + int.from_bytes(marker[2:4], "big")
        if marker[1] == 0xDA:  # noqa: PLR2004 - start of scan: from here on no segment lengths
            return _is(_contains(read, b"\xff\xd9", offset, size))


def _contains(read: Reader, wanted: bytes, start: int, size: int) -> bool:
    step = 1 << 20
    return any(
        wanted in read(offset, step + len(wanted) - 1) for offset in range(start, size, step)
    )


def _tiff(read: Reader, size: int) -> Ending:
    """Every directory of the chain lies inside the file, with the picture data it points to, and the chain ends."""
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
        # Some writers leave the last link out.
        (offset,) = struct.unpack(order + "I", link) if len(link) == 4 else (0,)  # noqa: PLR2004 - a 32-bit offset
    return _is(bool(seen))


def _strips_inside(read: Reader, size: int, table: bytes, order: str) -> bool:
    """Source: TIFF 6.0, tags 273/279 (strips) and 324/325 (tiles); types 3 (16 bits) and 4 (32 bits)."""
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


def _riff(read: Reader, size: int) -> Ending:
    length = int.from_bytes(read(4, 4), "little")
    return (
        Ending.UNKNOWN if length in {0, 0xFFFFFFFF} else _is(8 + length <= size + 1)
    )  # a last pad byte may lack


def _form(read: Reader, size: int) -> Ending:
    return _is(8 + int.from_bytes(read(4, 4), "big") <= size + 1)


def _bmp(read: Reader, size: int) -> Ending:
    length = int.from_bytes(read(2, 4), "little")
    return _is(length <= size) if length else Ending.UNKNOWN


def _boxes(read: Reader, size: int) -> Ending:
    """MP4 and its relatives: every top-level box ends inside the file, and the index is among them."""
    offset, names = 0, set[bytes]()
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
        offset += length
    return _is(bool(names & {b"moov", b"moof", b"meta"}))


def _ogg(read: Reader, size: int) -> Ending:
    """The last page says so; some recorders never write it, so its absence proves nothing."""
    tail = _tail(read, size, HEAD)
    last = tail.rfind(b"OggS")
    return Ending.COMPLETE if last >= 0 and tail[last + 5 : last + 6] > b"\x03" else Ending.UNKNOWN


def _zip(read: Reader, size: int) -> Ending:
    return _is(b"PK\x05\x06" in _tail(read, size, HEAD))


_ENDINGS: tuple[tuple[tuple[tuple[int, bytes], ...], Callable[[Reader, int], Ending]], ...] = (
    (((0, b"%PDF-"),), _pdf),
    (((0, b"\x89PNG"),), _png),
    (((0, b"GIF8"),), _gif),
    (((0, b"\xff\xd8\xff"),), _jpeg),
    (((0, b"II*\0"), (0, b"MM\0*")), _tiff),
    (((0, b"RIFF"),), _riff),
    (((0, b"FORM"),), _form),
    (((0, b"BM"),), _bmp),
    (((4, b"ftyp"), (4, b"moov"), (4, b"mdat"), (4, b"wide")), _boxes),
    (((0, b"OggS"),), _ogg),
    (((0, b"PK\x03\x04"),), _zip),
)
