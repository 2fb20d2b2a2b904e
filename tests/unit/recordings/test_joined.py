"""Recordings and chunks behind each other, as one file or several."""

from __future__ import annotations

import os
import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recordings.joined import Spliced, recordings_in

CONTENT = bytes(range(100))


def page(*, first: bool = False, serial: int = 1, number: int = 0) -> bytes:
    kind = 2 if first else 0
    return (
        b"OggS\0"
        + bytes([kind])
        + bytes(8)
        + struct.pack("<IIIBB", serial, number, 0, 1, 5)
        + b"sound"
    )


def box(name: bytes, content: bytes = b"content") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def wave(*chunks: bytes) -> bytes:
    body = b"WAVE" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def contents(content: bytes) -> list[bytes]:
    return [part.read() for part in recordings_in(BytesIO(content))]


FILM = box(b"ftyp", b"M4A ") + box(b"moov") + box(b"mdat")
LATE = box(b"ftyp", b"qt  ") + box(b"mdat") + box(b"moov")
LINK = page(first=True) + page(number=1) + page(number=2)
TWO_STREAMS = page(first=True) + page(first=True, serial=2) + page(number=1) + page(serial=2)
WAVE = wave(chunk(b"fmt ", bytes(16)), chunk(b"data", b"sound"))


@pytest.mark.parametrize("parts", [(FILM, LATE, FILM), (LINK, LINK), (TWO_STREAMS, LINK)])
def test_each_recording_is_found(parts: tuple[bytes, ...]) -> None:
    assert contents(b"".join(parts)) == list(parts)


@pytest.mark.parametrize(
    "one",
    [
        FILM,
        LINK,
        TWO_STREAMS,
        WAVE,
        FILM + b"a note behind it",
        box(b"ftyp") + box(b"moov") + (box(b"moof") + box(b"mdat")) * 3 + FILM,
        wave(chunk(b"fmt ", bytes(16)), chunk(b"data", b"") + b"sound"),
        wave(chunk(b"data", b"a"), chunk(b"fmt ", bytes(16)), chunk(b"data", b"b")),
        wave(chunk(b"data", b"aa"), b"data\xff\0\0\0cut off"),
        b"ID3 something else",
        b"",
    ],
)
def test_one_recording_is_the_file_itself(one: bytes) -> None:
    assert contents(one) == [one]


def test_all_chunks_of_a_wav_become_one() -> None:
    head = chunk(b"fmt ", bytes(16))
    several = wave(head, chunk(b"data", b"one"), chunk(b"LIST", b"x"), chunk(b"data", b"second"))

    (found,) = contents(several)

    assert found[12:] == head + b"data" + struct.pack("<I", 9) + b"onesecond"


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted), max_size=5),
    st.integers(0, 120),
    st.integers(-1, 120),
)
def test_pieces_read_like_the_file_that_they_make(
    edges: list[list[int]], place: int, size: int
) -> None:
    pieces = [(start, end) for start, end in edges]
    real = BytesIO(b"new" + b"".join(CONTENT[start:end] for start, end in pieces))
    spliced = Spliced(BytesIO(CONTENT), [b"new", *pieces])

    assert spliced.seek(place) == real.seek(place)
    assert spliced.read(size) == real.read(size)
    assert spliced.seek(0, os.SEEK_END) == real.seek(0, os.SEEK_END)
    assert spliced.tell() == real.tell()
