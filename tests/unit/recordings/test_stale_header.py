"""Headers that were never finished, and chunks after the sound that are none."""

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recordings.stale_header import Header, Patched, sound_header

SOUND = bytes(range(1, 201)) * 200
"""No part of it is the name of a chunk."""
FMT = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16_000, 2, 16)
LIST = b"LIST\x0a\0\0\0INFOabcdef"
W64 = b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0"
W64_TAIL = b"\xf3\xac\xd3\x11\x8c\xd1\0\xc0\x4f\x8e\xdb\x8a"


def wav(length: int, *, riff: int = 36, sound: bytes = SOUND, after: bytes = b"") -> bytes:
    head = b"RIFF" + struct.pack("<I", riff) + b"WAVE" + FMT
    return head + b"data" + struct.pack("<I", length) + sound + after


def aiff(length: int, after: bytes = b"") -> bytes:
    common = b"COMM" + struct.pack(">IHIH", 18, 1, 5, 16) + b"\x40\x0b\xfa" + bytes(7)
    sound = b"SSND" + struct.pack(">III", length, 0, 0) + SOUND
    return b"FORM\0\0\0\x10AIFF" + common + sound + after


def w64(length: int) -> bytes:
    fmt = b"fmt " + W64_TAIL + struct.pack("<Q", 40) + FMT[8:]
    return (
        W64
        + bytes(8)
        + b"wave"
        + W64_TAIL
        + fmt
        + b"data"
        + W64_TAIL
        + struct.pack("<Q", length)
        + SOUND
    )


def rf64(length: int) -> bytes:
    wide = b"ds64" + struct.pack("<IQQQI", 28, 0, length, 0, 0)
    head = b"RF64\xff\xff\xff\xffWAVE" + wide + FMT
    return head + b"data\xff\xff\xff\xff" + SOUND


def caf(length: int) -> bytes:
    desc = b"desc" + struct.pack(">Q", 32) + bytes(32)
    return b"caff\0\x01\0\0" + desc + b"data" + struct.pack(">q", length) + bytes(4) + SOUND


def au(length: int) -> bytes:
    return b".snd" + struct.pack(">IIIII", 24, length, 3, 8000, 1) + SOUND


def header(content: bytes) -> Header:
    return sound_header(io.BytesIO(content))


def told(content: bytes) -> int:
    """The length of the sound in the patched header."""
    ((_, patch),) = header(content).patches
    return int.from_bytes(patch, "little" if content[:4] != b"FORM" else "big")


@pytest.mark.parametrize(
    "content",
    [
        wav(len(SOUND)),
        wav(len(SOUND), after=LIST),
        wav(len(SOUND), after=b"id3 \x04\0\0\0abcd" + LIST),
        wav(len(SOUND), after=b"Xyz1\x04\0\0\0abcd"),
        wav(len(SOUND), after=bytes(4096)),
        wav(len(SOUND) - 1, after=LIST),
        aiff(len(SOUND) + 8, after=b"NAME\0\0\0\x04Jahn"),
        w64(len(SOUND) + 24),
        rf64(len(SOUND)),
        caf(len(SOUND) + 4),
        au(len(SOUND)),
        b"OggS" + SOUND,
        b"",
    ],
)
def test_a_right_header_stays_as_it_is(content: bytes) -> None:
    assert header(content) == Header()


@pytest.mark.parametrize(
    "content",
    [wav(9000), wav(0), aiff(9000), aiff(0), w64(9000), w64(0), rf64(0), rf64(90), au(99), au(0)],
)
def test_a_header_that_was_not_finished_is_told(content: bytes) -> None:
    assert header(content).unfinished
    assert not header(content).cut


def test_what_is_there_is_heard_and_chunks_after_it_are_not() -> None:
    assert told(wav(9000)) == len(SOUND)
    assert told(wav(0, after=LIST)) == len(SOUND)
    assert told(wav(9000, after=b"bext\x04\0\0\0abcd" + LIST)) == len(SOUND)
    assert told(aiff(0, after=b"ANNO\0\0\0\x02ab")) == len(SOUND) + 8
    assert told(w64(0)) == len(SOUND) + 24
    assert told(rf64(0)) == len(SOUND)


@pytest.mark.parametrize("content", [caf(-1), au(0xFFFFFFFF)])
def test_an_unknown_length_is_no_fault(content: bytes) -> None:
    assert not header(content).unfinished
    assert not header(content).cut


@given(st.binary(max_size=200), st.sampled_from((wav(9), aiff(9), w64(9), rf64(9), caf(9), au(9))))
def test_no_header_holds_anything_up(content: bytes, form: bytes) -> None:
    for length in (12, 40, 60):
        file = Patched(io.BytesIO(form[:length] + content), header(form[:length] + content).patches)
        assert len(file.read()) == length + len(content)


@pytest.mark.parametrize("unknown", [0xFFFFFFFF, 0x7FFFF000, 0x80000000, 0xFFFFFFDB])
def test_a_program_that_streams_finished_its_recording(unknown: int) -> None:
    found = header(wav(unknown, riff=unknown, after=LIST))

    assert not found.unfinished
    assert not found.cut
    assert told(wav(unknown, riff=unknown, after=LIST)) == len(SOUND)


def test_a_second_file_appended_to_the_first_is_heard_too() -> None:
    assert told(wav(len(SOUND), after=wav(len(SOUND)))) == 2 * len(SOUND) + 44


@pytest.mark.parametrize("content", [wav(60_000), aiff(60_000), w64(60_000), rf64(60_000)])
def test_a_file_that_is_shorter_than_its_header_says_is_cut(content: bytes) -> None:
    assert header(content).cut


def test_a_recording_without_sound_does_not_sound_of_its_tags() -> None:
    assert told(wav(0, sound=b"", after=LIST)) == 1


def test_a_patched_file_reads_as_it_should_be_in_any_pieces() -> None:
    file = Patched(io.BytesIO(b"0123456789"), ((3, b"abc"), (9, b"z")))

    pieces = [file.read(2), file.read(3), file.read()]

    assert b"".join(pieces) == b"012abc678z"
    assert (file.seek(4), file.read(1), file.tell()) == (4, b"b", 5)


def test_a_place_before_the_beginning_is_none() -> None:
    class Broken(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            if offset < 0:
                raise OSError(22, "Invalid argument")
            return super().seek(offset, whence)

    assert Patched(Broken(b"abc")).seek(-5) == -1
