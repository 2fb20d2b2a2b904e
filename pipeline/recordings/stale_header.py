"""Headers of uncompressed sound that were never finished.

A recorder writes the length of its sound into the header at the end. If it crashes, the header says
less, and everybody plays that much. Here it is read as it should be; the file stays as it is.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.core.recordings.truncation import ReadAt
from pipeline.recordings.joined import Readable

_LEAST = 0.1
"""Seconds of sound beyond the announced end that are worth hearing."""
_TAIL = 1 << 18
"""Last bytes in which chunks are looked for if the length is unknown."""
_CHUNKS_AT_MOST = 10_000
_TRAILERS = (
    b"LIST", b"bext", b"id3 ", b"ID3 ", b"iXML", b"cue ", b"smpl", b"fact", b"PEAK", b"_PMX",
    b"JUNK", b"junk", b"PAD ", b"FLLR", b"minf", b"elm1", b"regn", b"umid", b"DGDA", b"axml",
    b"chna", b"afsp", b"levl", b"inst", b"plst", b"labl", b"note", b"aXML", b"cart", b"SAUR",
    b"MARK", b"COMT", b"NAME", b"AUTH", b"ANNO", b"(c) ", b"APPL", b"INST", b"MIDI", b"AESD",
    b"SNDM", b"CHAN", b"basc", b"trns", b"cate", b"LGWV", b"r64m", b"info", b"free", b"edct",
    b"strg", b"uuid", b"mark", b"ovvw", b"peak", b"pakt", b"kuki", b"chan", b"MD5 ",
)  # fmt: skip
"""Chunks that follow the sound in RIFF, AIFF and CAF.

Source: EBU Tech 3285, AES46, AIFF 1.3, Apple's CAF specification, ExifTool's table of RIFF chunks.
"""
_WAVE64 = b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00"
_WAVE64_CHUNK = b"\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a"
"""Last 12 bytes of the names of Wave64's chunks. Source: Sony's specification."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says of the sound's length.

    ``unfinished``: there is more sound than it says. ``cut``: there is less. ``patches`` are bytes
    as they should be, by offset.
    """

    unfinished: bool = False
    cut: bool = False
    patches: tuple[tuple[int, bytes], ...] = ()


class Patched:
    """A file with some bytes replaced; it has no name to guess from."""

    def __init__(self, file: Readable, patches: tuple[tuple[int, bytes], ...] = ()) -> None:
        """Read ``file`` from its start."""
        self._file, self._patches = file, patches
        file.seek(0)

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if not self._patches:
            return self._file.read(size)
        start = self._file.tell()
        content = bytearray(self._file.read(size))
        for offset, wanted in self._patches:
            first, last = max(offset, start), min(offset + len(wanted), start + len(content))
            if first < last:
                content[first - start : last - start] = wanted[first - offset : last - offset]
        return bytes(content)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go somewhere else; -1 if there is no such place.

        Damaged files send FFmpeg before the beginning: that is no fault of the share.
        """
        try:
            return self._file.seek(offset, whence)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            return -1

    def tell(self) -> int:
        """The place of the next byte."""
        return self._file.tell()


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a family of formats writes its chunks."""

    begin: int
    """Offset of the first chunk."""
    name: int
    """Bytes of a name."""
    length: int
    """Bytes of a length."""
    order: Literal["little", "big"]
    """Of the bytes of numbers."""
    align: int
    """Chunks begin at multiples of so many bytes."""
    sound: bytes
    """First bytes of the name of the chunk with the sound."""
    inclusive: bool = False
    """Whether a chunk's length counts its name and length."""

    @property
    def head(self) -> int:
        """Bytes of both."""
        return self.name + self.length

    def number(self, content: bytes) -> int:
        """A length."""
        return int.from_bytes(content, self.order)

    def known(self, name: bytes) -> bool:
        """Whether a chunk's name is one that follows sound."""
        if self.inclusive:
            return name[4:] == _WAVE64_CHUNK
        return name in _TRAILERS


def sound_header(file: Readable) -> Header:
    """What the header of a WAV, AIFF, W64, RF64, CAF or AU file says.

    Nothing is wrong with any other file.
    """
    size = file.seek(0, os.SEEK_END)

    def read(offset: int, length: int) -> bytes:
        file.seek(offset)
        return file.read(length)

    head = read(0, 40)
    if head[:4] == b".snd":
        return _sun(head, size)
    layout = _layout(head)
    return _chunked(read, size, layout) if layout is not None else Header()


def _layout(head: bytes) -> _Layout | None:
    if head[:4] in {b"RIFF", b"RF64", b"BW64"} and head[8:12] == b"WAVE":
        return _Layout(12, 4, 4, "little", 2, b"data")
    if head[:4] == b"RIFX" and head[8:12] == b"WAVE":
        return _Layout(12, 4, 4, "big", 2, b"data")
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return _Layout(12, 4, 4, "big", 2, b"SSND")
    if head[:4] == b"caff":
        return _Layout(8, 4, 8, "big", 1, b"data")
    if head[:16] == _WAVE64:
        return _Layout(40, 16, 8, "little", 8, b"data", inclusive=True)
    return None


def _sun(head: bytes, size: int) -> Header:
    """AU: FFmpeg plays to the end of the file, whatever the header says."""
    begin, length = (int.from_bytes(head[at : at + 4], "big") for at in (4, 8))
    if _unknown(length, 4) or begin > size:  # FFmpeg refuses 0
        return Header(unfinished=not length, patches=((8, b"\xff" * 4),))
    rest = size - begin - length
    return Header(unfinished=rest > _slack(0), cut=rest < -_slack(0))


def _slack(rate: int) -> int:
    return max(512, round(rate * _LEAST))


def _unknown(length: int, digits: int) -> bool:
    """Whether a length is one that is written before the real one is known."""
    top = 1 << 8 * digits
    near = 1 << 16  # the sizes of the headers are taken off, or added
    return length == 0 or min(abs(length - top), abs(length - top // 2)) < near


def _chunked(read: ReadAt, size: int, layout: _Layout) -> Header:
    chunks = {name: (at, length) for name, at, length in _chunks(read, size, layout)}
    if layout.sound not in chunks:
        return Header()
    begin, length = chunks[layout.sound]
    rate = layout.number(read(chunks[b"fmt "][0] + 8, 4)) if b"fmt " in chunks else 0
    field = (begin - layout.length, layout.length)
    if b"ds64" in chunks and length == 0xFFFFFFFF:  # noqa: PLR2004 - it stands in ds64
        field = (chunks[b"ds64"][0] + 8, 8)
        length = int.from_bytes(read(*field), "little")
    return _judged(read, size, layout, (begin, length, rate), field)


def _chunks(read: ReadAt, size: int, layout: _Layout) -> Iterator[tuple[bytes, int, int]]:
    """Each chunk's name, place and length, up to the sound."""
    offset = layout.begin
    for _ in range(_CHUNKS_AT_MOST):
        head = read(offset, layout.head)
        length = layout.number(head[layout.name :]) - (layout.head if layout.inclusive else 0)
        if len(head) == layout.head:
            yield head[:4], offset + layout.head, length
        offset = _next(offset + layout.head + length, layout)
        if head[:4] == layout.sound or length < 0 or offset >= size:
            return


def _judged(
    read: ReadAt,
    size: int,
    layout: _Layout,
    sound: tuple[int, int, int],
    field: tuple[int, int],
) -> Header:
    """The verdict on a sound chunk: its begin, length and bytes a second.

    ``field`` is where its length is written, and in how many bytes.
    """
    begin, length, rate = sound
    place, digits = field
    slack = _slack(rate)
    if begin >= size:
        return Header()
    unknown = length <= 0 or _unknown(length, digits)
    if not unknown:
        end = begin + length
        if end >= size or size - end < slack:
            return Header(cut=end > size + slack)
        if any(_chain(read, size, layout, start) for start in {end, _next(end, layout)}):
            return Header()
        if not any(read(end, 1 << 16)) and not any(read(max(end, size - (1 << 16)), 1 << 16)):
            return Header()  # padded with zeros
    end = _first_trailer(read, size, layout, begin)
    # FFmpeg takes 0 for unknown; one byte is no sample
    wanted = max(1, end - begin) + (layout.head if layout.inclusive else 0)
    wanted = wanted if wanted < 1 << 8 * digits else 0
    return Header(
        unfinished=not (unknown and length > 0),
        patches=((place, wanted.to_bytes(digits, layout.order)),),
    )


def _next(offset: int, layout: _Layout) -> int:
    return -(-offset // layout.align) * layout.align


def _chain(read: ReadAt, size: int, layout: _Layout, start: int) -> bool:
    """Whether chunks follow at ``start``: a known one, or strange ones that fill the file."""
    offset, known = start, False
    for _ in range(_CHUNKS_AT_MOST):
        head = read(offset, layout.head)
        if len(head) < layout.head or not any(head):
            return offset > start
        name, length = head[: layout.name], layout.number(head[layout.name :])
        following = offset + length + (0 if layout.inclusive else layout.head)
        if not _may_follow(name, layout) or following <= offset:
            return known
        known |= layout.known(name)
        if following > size + layout.align:
            return known
        offset = _next(following, layout)
    return known


def _may_follow(name: bytes, layout: _Layout) -> bool:
    """Whether a name is that of a chunk: of letters, but no new file."""
    if layout.known(name):
        return True
    printable = all(0x20 <= byte < 0x7F for byte in name)  # noqa: PLR2004 - ASCII
    return printable and name[:4] not in {b"RIFF", b"FORM", b"caff"} and name[:1].isalpha()


def _first_trailer(read: ReadAt, size: int, layout: _Layout, begin: int) -> int:
    """The end of the sound: where known chunks fill the rest of the file."""
    first = max(begin, size - _TAIL)
    tail = read(first, _TAIL)
    names = [_WAVE64_CHUNK] if layout.inclusive else list(_TRAILERS)
    places = set[int]()
    for name in names:
        at = tail.find(name)
        while at >= 0:
            places.add(first + at - (4 if layout.inclusive else 0))
            at = tail.find(name, at + 1)
    for place in sorted(places):
        if place >= begin and _reaches_end(read, size, layout, place):
            return place
    return size


def _reaches_end(read: ReadAt, size: int, layout: _Layout, start: int) -> bool:
    """Whether known chunks, and nothing else, lead from ``start`` to the end."""
    offset = start
    while offset < size:
        head = read(offset, layout.head)
        if len(head) < layout.head:
            return offset > start and not any(head)
        name, length = head[: layout.name], layout.number(head[layout.name :])
        if not layout.known(name):
            return False
        following = offset + length + (0 if layout.inclusive else layout.head)
        if following <= offset or following > size + layout.align:
            return False
        offset = _next(following, layout)
    return True
