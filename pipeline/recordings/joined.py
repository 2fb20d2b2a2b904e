"""Whole recordings that lie behind each other in one file, and sound in several chunks.

Programs that append files, or radio streams that change their programme, make them. FFmpeg plays
the first, or stops where the sound changes its form; of a WAV's chunks it plays the last.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from typing import BinaryIO

from pipeline.core.recordings.truncation import ReadAt, ogg_links

_MOST = 1000
"""Recordings in a file, and chunks or boxes that are looked at, at most."""
_WAVE = 12
"""Bytes before the first chunk of a WAV. Source: EBU Tech 3285."""
_UNKNOWN = (0, 0xFFFFFFFF)
"""Lengths of a chunk that is not finished."""

Piece = tuple[int, int] | bytes
"""Begin and end of a piece of a file, or other bytes in its place."""


class Spliced:
    """Pieces of a file, one behind the other."""

    def __init__(self, file: BinaryIO, pieces: Sequence[Piece]) -> None:
        """Read the ``pieces`` of ``file`` from their start."""
        self._file, self._pieces = file, tuple(pieces)
        self._size, self._place = sum(map(_length, self._pieces)), 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        wanted = self._size - self._place if size < 0 else size
        found: list[bytes] = []
        start = 0
        for piece in self._pieces:
            length = _length(piece)
            first = self._place - start
            if wanted and 0 <= first < length:
                taken = min(wanted, length - first)
                if isinstance(piece, bytes):
                    found.append(piece[first : first + taken])
                else:
                    self._file.seek(piece[0] + first)
                    found.append(self._file.read(taken))
                wanted -= len(found[-1])
                self._place += len(found[-1])
            start += length
        return b"".join(found)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go somewhere else; before the start there is nothing."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def tell(self) -> int:
        """The place of the next byte."""
        return self._place


Readable = BinaryIO | Spliced
"""A file, or what is made of its pieces."""


def recordings_in(file: BinaryIO) -> tuple[Readable, ...]:
    """The recordings in a file: mostly one, the file itself."""
    size = file.seek(0, os.SEEK_END)

    def read(offset: int, length: int) -> bytes:
        file.seek(offset)
        return file.read(length)

    head = read(0, _WAVE)
    starts: tuple[int, ...] = ()
    if head[:4] == b"RIFF" and head[8:] == b"WAVE":
        pieces = _one_chunk(read, size)
        if pieces:
            return (Spliced(file, pieces),)
    elif head[:4] == b"OggS":
        starts = ogg_links(read, size)[:_MOST]
    elif head[4:8] == b"ftyp":
        starts = _films(read, size)
    file.seek(0)
    if len(starts) <= 1:
        return (file,)
    parts = pairwise((*starts, size))
    return tuple(Spliced(file, [part]) for part in parts)


def _length(piece: Piece) -> int:
    return len(piece) if isinstance(piece, bytes) else piece[1] - piece[0]


def _one_chunk(read: ReadAt, size: int) -> list[Piece]:
    """A WAV whose sound is one chunk, if it has several; else nothing."""
    offset, sound = _WAVE, list[tuple[int, int]]()
    for _ in range(_MOST):
        head = read(offset, 8)
        length = int.from_bytes(head[4:], "little")
        begin = offset + len(head)
        whole = head[:4].isalnum() or head[3:4] == b" "
        if len(head) < 8 or not whole or begin + length > size:  # noqa: PLR2004 - name and length
            break
        if head[:4] == b"data":
            if length in _UNKNOWN:
                return []
            sound.append((begin, begin + length))
        elif head[:4] == b"fmt " and sound:
            break  # what follows has another form
        offset = begin + length + length % 2
    total = sum(map(_length, sound))
    if len(sound) <= 1 or total > _UNKNOWN[1]:
        return []
    return [(0, sound[0][0] - 4), total.to_bytes(4, "little"), *sound]


def _films(read: ReadAt, size: int) -> tuple[int, ...]:
    """Where MP4 files begin that are whole by themselves; fragments belong together."""
    starts, names, offset = [0], set[bytes](), 0
    for _ in range(_MOST):
        head = read(offset, 16)
        name, length = head[4:8], int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:], "big")
        if name == b"moof":
            return ()
        if name == b"ftyp" and {b"moov", b"mdat"} <= names:
            starts.append(offset)
            names.clear()
        names.add(name)
        if length < 8 or offset + length >= size:  # noqa: PLR2004 - a box is at least its header
            break
        offset += length
    return tuple(starts)
