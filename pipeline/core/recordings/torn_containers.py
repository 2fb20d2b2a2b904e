"""Truncation of rarer containers, by the lengths that they tell.

FLV, VOC, SWF, SoX, RealMedia and NUT: none of them ends where the last of its parts is said to go
on.
"""

from __future__ import annotations

from typing import Literal

from pipeline.core.recordings.truncation import ReadAt

_UNKNOWN_SIZES = frozenset({0, 0xFFFFFFFF, 100 << 20})
"""What is written before the size is known; FFmpeg leaves 100 MB in SWF files without pictures."""
_REAL_MEDIA_HEAD = 18
"""Bytes before the packets of RealMedia: FFmpeg counts some of them twice."""
_TAGS = frozenset({8, 9, 18})
"""Tags of FLV: sound, pictures, data."""
_TAG_HEAD, _BACK_POINTER = 11, 4
"""Bytes before a tag's content, and of its length behind it.

Source: Adobe, Video File Format Specification 10.1, annex E.
"""
_VOC_HEADER, _VOC_BLOCK = b"Creative Voice File\x1a", 4
_NUT, _NUT_INDEX = b"nut/multimedia container\0", bytes.fromhex("4e58dd672f23e64e")
"""First bytes of NUT, and of its index, which ends a file.

Source: the NUT open container format, "index".
"""
_REFERENCES = frozenset({b"url ", b"urn ", b"alis", b"rsrc"})
"""Data references; their flag 1 means: in this file.

Source: ISO/IEC 14496-12, 8.7.2; Apple's QuickTime File Format.
"""
_SOX: dict[bytes, Literal["little", "big"]] = {b".SoX": "little", b"XoS.": "big"}

_TRANSPORT = ((188, 0), (192, 4))
"""Bytes of an MPEG transport packet, and offset of its sync byte.

Broadcasts have the first, camcorders the second.
"""


def torn_container(read: ReadAt, size: int) -> bool:
    """Whether a file of one of these types breaks off; False for others.

    A NUT file that was written into a pipe has no index either: it is told, too.
    """
    head = read(0, 32)
    if head[:3] == b"FLV":
        return _torn_flv(read, size, int.from_bytes(head[5:9], "big"))
    if head.startswith(_VOC_HEADER):
        return _torn_voc(read, size, int.from_bytes(head[20:22], "little"))
    if head[:3] == b"FWS":
        told = int.from_bytes(head[4:8], "little")
        return told not in _UNKNOWN_SIZES and told > size
    if head[:4] == b".RMF":
        return _torn_real_media(read, size)
    if head[:4] in _SOX:
        begin, samples = (
            int.from_bytes(field, _SOX[head[:4]]) for field in (head[4:8], head[8:16])
        )
        return begin + samples * 4 > size
    return head.startswith(_NUT) and not _has_nut_index(read, size)


def lies_elsewhere(read: ReadAt, size: int) -> bool:
    """Whether the sound of an MP4 or QuickTime file is in another file, which is never opened.

    FFmpeg takes the bytes of this file for it.
    """
    offset = 0
    while offset < size:
        head = read(offset, 16)
        length = int.from_bytes(head[:4], "big")
        length = int.from_bytes(head[8:16], "big") if length == 1 else length
        if head[4:8] == b"moov":
            return _refers(read(offset, length))
        if length < 8:  # noqa: PLR2004 - length and name
            return False
        offset += length
    return False


def _refers(index: bytes) -> bool:
    """Whether a data reference is to something else than this file."""
    at = index.find(b"dref")
    while at >= 0:
        kind, flags = index[at + 16 : at + 20], index[at + 20 : at + 24]
        if kind in _REFERENCES and not flags[3:] > b"\0":
            return True
        at = index.find(b"dref", at + 4)
    return False


def _torn_flv(read: ReadAt, size: int, begin: int) -> bool:
    """The last tag's length stands behind it; else all are counted through."""
    last = int.from_bytes(read(size - _BACK_POINTER, _BACK_POINTER), "big")
    if last > _TAG_HEAD and begin + _BACK_POINTER + last + _BACK_POINTER <= size:
        head = read(size - _BACK_POINTER - last, _TAG_HEAD)
        if head[0] in _TAGS and int.from_bytes(head[1:4], "big") == last - _TAG_HEAD:
            return False
    offset = begin + _BACK_POINTER
    while offset < size:
        head = read(offset, _TAG_HEAD)
        if head[0] not in _TAGS:  # other bytes after the film
            return False
        offset += _TAG_HEAD + int.from_bytes(head[1:4], "big")
        if len(head) < _TAG_HEAD or offset > size:
            return True
        offset += _BACK_POINTER
    return False


def _torn_voc(read: ReadAt, size: int, begin: int) -> bool:
    offset = begin
    while offset < size:
        head = read(offset, _VOC_BLOCK)
        if head[0] == 0:  # the terminator
            return False
        offset += _VOC_BLOCK + int.from_bytes(head[1:], "little")
        if len(head) < _VOC_BLOCK or offset > size:
            return True
    return False


def _torn_real_media(read: ReadAt, size: int) -> bool:
    """Chunks: a name, and a length that counts both."""
    offset = 0
    while offset < size:
        head = read(offset, 8)
        length = int.from_bytes(head[4:], "big")
        if not head[:4].strip(b".").isalnum() or length in _UNKNOWN_SIZES:
            return False
        if len(head) < 8 or length < 8:  # noqa: PLR2004 - name and length
            return True
        if offset + length > size + _REAL_MEDIA_HEAD:
            return True
        offset += length
    return False


def _has_nut_index(read: ReadAt, size: int) -> bool:
    """Whether the index's own length, before its checksum, leads back to its name."""
    length = int.from_bytes(read(max(0, size - 12), 8), "big")
    return 12 < length <= size and read(size - length, 8) == _NUT_INDEX  # noqa: PLR2004 - see above


def torn_transport(head: bytes, size: int) -> bool:
    """Whether an MPEG transport stream ends amid a packet.

    ``head`` are its first 1000 bytes.
    """
    for length, sign in _TRANSPORT:
        if len(head) > 4 * length and set(head[sign : 4 * length : length]) == {0x47}:
            return size % length > 0
    return False
