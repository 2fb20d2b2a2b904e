"""Truncation: whether the end of a sound stream is missing.

Formats without a table of contents (MP3, AAC, AMR, Ogg) say nowhere how long they are; a copy that
broke off plays without complaint to where it ends. But it ends in the middle of a frame or page.
"""

from __future__ import annotations

OGG_PAGE = 27 + 255 + 255 * 255
"""Bytes of the longest Ogg page. Source: RFC 3533, section 6."""

_OGG_HEADER, _OGG_LAST = 27, 0x04
"""Bytes before an Ogg page's segments; flag of the last page.

Source: RFC 3533, section 6.
"""

_TRANSPORT = ((188, 0), (192, 4))
"""Bytes of an MPEG transport packet, and offset of its sync byte.

Broadcasts have the first, camcorders the second.
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


def torn_transport(head: bytes, size: int) -> bool:
    """Whether an MPEG transport stream ends amid a packet.

    ``head`` are its first 1000 bytes.
    """
    for length, sign in _TRANSPORT:
        if len(head) > 4 * length and set(head[sign : 4 * length : length]) == {0x47}:
            return size % length > 0
    return False


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


def _amr_length(frame: bytes, lengths: tuple[int, ...]) -> int:
    kind = frame[0] >> 3 & 0xF if frame else len(lengths)
    return lengths[kind] if kind < len(lengths) else 0
