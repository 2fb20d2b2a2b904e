"""Whether the end of a file has arrived."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.completeness import Ending, ending
from pipeline.core.filetypes import HEAD_BYTES
from tests.file_bytes import DATA, JPEG, PDF, PNG, big_box, box, docx, real_files, riff, tiff


def end_of(content: bytes) -> Ending:
    return ending(lambda offset, length: content[offset : offset + length], len(content))


@given(st.binary(max_size=400))
def test_bytes_of_no_known_type_have_no_end_to_look_for(content: bytes) -> None:
    assert end_of(b"text " + content.replace(b"%PDF-", b"")) is Ending.UNKNOWN


@given(
    st.sampled_from(
        [
            b"%PDF-",
            b"II*\0\x08\0\0\0",
            b"MM\0*\0\0\0\x08",
            b"\xff\xd8\xff",
            b"RIFF",
            b"OggS",
            b"\0\0\0\x08ftyp",
            b"BM",
            b"PK\x03\x04",
        ]
    ),
    st.binary(max_size=300),
)
def test_any_wreck_of_a_known_type_gets_an_answer(magic: bytes, content: bytes) -> None:
    assert end_of(magic + content) in Ending


@given(st.sampled_from((PNG, JPEG, tiff("<"), tiff(">", many=True))), st.data())
def test_no_beginning_of_a_file_is_complete(whole: bytes, data: st.DataObject) -> None:
    length = data.draw(st.integers(8, len(whole) - 6))

    assert end_of(whole[:length]) is Ending.INCOMPLETE


@pytest.mark.parametrize("size", [1, 31, 741, HEAD_BYTES, HEAD_BYTES + 5])
def test_room_that_was_reserved_and_not_written_yet_is_unfinished(size: int) -> None:
    assert end_of(bytes(size)) is Ending.INCOMPLETE


def test_zeros_before_the_first_byte_that_counts_are_no_reserved_room() -> None:
    assert end_of(bytes(700) + PDF) is Ending.COMPLETE
    assert end_of(bytes(700) + b"\xff\xfb sound") is Ending.UNKNOWN


@pytest.mark.parametrize(
    "whole",
    [
        PDF,
        PDF.replace(b"%%EOF", b""),
        b"junk before " + PDF,
        b"HTTP/1.1 200 OK\n" * 200 + PDF,
        PDF + bytes(6000),
        b"%PDF-1.7\n1 0 obj\n<</Linearized 1 /L 60>>" + b" " * 20 + b"%%EOF" + bytes(900),
        box(b"jP  ", b"\r\n\x87\n") + box(b"jp2c", b"picture"),
        b"\xff\x4f\xff\x51 picture \xff\xd9",
        JPEG,
        JPEG + b"a film appended by a phone" * 100,
        PNG,
        b"GIF89a...;",
        b"GIF89a...;\0\0",
        tiff("<"),
        tiff(">"),
        tiff(many=True),
        tiff()[:-4],
        riff(b"WAVE"),
        riff(b"WAVE", b"odd")[: 8 + 4 + 3],
        b"FORM\0\0\0\x04AIFF",
        box(b"ftyp", b"M4A ") + box(b"mdat", b"sound") + box(b"moov"),
        box(b"ftyp", b"heic") + box(b"meta") + big_box(b"mdat", b"picture"),
        box(b"ftyp", b"M4A ") + box(b"moov") + b"\0\0\0\0mdat to the end",
        b"BM" + struct.pack("<I", 20) + b"\0" * 14,
        b"OggS\0\x02" + b"sound" + b"OggS\0\x04",
        docx(),
    ],
)
def test_a_whole_file_is_complete(whole: bytes) -> None:
    assert end_of(whole) is Ending.COMPLETE


@pytest.mark.parametrize(
    "cut",
    [
        b"%PDF-1.7\n1 0 obj",
        JPEG[:-3],
        JPEG[:8],
        b"\xff\xd8\xff\xe1\x00",
        PNG[:-5],
        b"GIF89a..",
        tiff()[:20],
        tiff()[:30],
        tiff(strip=(8, 9999)),
        tiff(many=True, strip=(9000, 4)),
        b"II*\0",
        b"II*\0\0\0\0\0",
        b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 273, 4, 2, 9000) + b"\0\0\0\0",
        b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 273, 4, 1 << 30, 8) + b"\0\0\0\0",
        b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
        riff(b"WAVE", b"sound" * 5)[:-4],
        box(b"ftyp", b"M4A ") + box(b"mdat", b"sound"),
        box(b"ftyp", b"M4A ") + box(b"mdat", b"sound")[:-1],
        box(b"ftyp", b"M4A ") + b"\0\0\0\x04mdat",
        b"BM" + struct.pack("<I", 999) + b"\0" * 14,
        docx()[:-30],
    ],
)
def test_a_file_without_its_end_is_incomplete(cut: bytes) -> None:
    assert end_of(cut) is Ending.INCOMPLETE


@pytest.mark.parametrize("sound", [b"", b"\1\2" * 4000])
@pytest.mark.parametrize("kind", ["RIFF", "FORM"])
def test_samples_that_are_zero_so_far_may_be_room_for_a_copy(kind: str, sound: bytes) -> None:
    samples = sound + bytes(200_000)
    length = struct.pack("<I" if kind == "RIFF" else ">I", 4 + len(samples))
    begun = kind.encode() + length + b"WAVE" + samples

    assert end_of(begun) is Ending.INCOMPLETE
    assert end_of(begun[: 12 + len(sound)] + b"\1" * 200_000) is Ending.COMPLETE


def test_a_short_silence_at_the_end_of_a_recording_is_part_of_it() -> None:
    samples = b"\1\2" * 20_000 + bytes(30_000)

    assert end_of(riff(b"WAVE", samples)) is Ending.COMPLETE


@pytest.mark.parametrize(
    "open_end", [b"fLaC", b"OggS\0\x02sound", b"RIFF\0\0\0\0WAVE", b"BM\0\0\0\0", b"", b"text"]
)
def test_types_without_an_end_are_unknown(open_end: bytes) -> None:
    assert end_of(open_end) is Ending.UNKNOWN


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not on this machine")
def test_every_real_file_is_whole() -> None:
    cut = [file.name for file in real_files() if end_of(file.read_bytes()) is Ending.INCOMPLETE]

    assert cut == ["docling_silent_1s.wav"]  # zeros, which may be room


@pytest.mark.parametrize(
    "head", [b"ID3\4", b"\xff\xfb\x90", b"fLaC", b"#!AMR\n", b"\x1a\x45\xdf\xa3", b"OggS\0\2"]
)
def test_a_recording_whose_end_is_reserved_and_not_written_yet_is_unfinished(head: bytes) -> None:
    sound = head + bytes(range(1, 256)) * 40

    assert end_of(sound + bytes(5000)) is Ending.INCOMPLETE
    assert end_of(sound + bytes(100)) is Ending.UNKNOWN  # padding


def test_a_film_whose_index_came_first_is_unfinished_while_its_end_is_zeros() -> None:
    written, index = bytes(range(1, 256)) * 40, box(b"ftyp", b"M4A ") + box(b"moov", b"index")

    assert end_of(index + box(b"mdat", written + bytes(5000))) is Ending.INCOMPLETE
    assert end_of(index + box(b"mdat", bytes(5000) + written)) is Ending.COMPLETE
    assert end_of(index + box(b"mdat", written) + box(b"free", bytes(5000))) is Ending.COMPLETE


def test_silence_in_samples_as_they_are_is_no_reserved_room() -> None:
    for head in (b".snd", b"riff", b".SoX", b"Creative Voice File", b"\x7f\xfe\x80\x01"):
        assert end_of(head + bytes(range(1, 256)) + bytes(9000)) is Ending.UNKNOWN
