import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.truncation import torn_frame, torn_ogg, torn_transport

FRAMES = {
    "mp3 128 kbit/s 44.1 kHz": ("mp3", "fffb9064", 417),
    "mp3 the same with a padding byte": ("mp3", "fffb9264", 418),
    "mp3 64 kbit/s 22.05 kHz (MPEG-2)": ("mp3", "fff38064", 208),
    "mp3 32 kbit/s 8 kHz (MPEG-2.5)": ("mp3", "ffe34864", 288),
    "mp2 192 kbit/s 48 kHz": ("mp2", "fffda404", 576),
    "mp2 64 kbit/s 24 kHz (MPEG-2)": ("mp2", "fff58404", 384),
    "aac of 371 bytes": ("aac", "fff150802e7f", 371),
    "amr 12.2 kbit/s": ("amr_nb", "3c", 32),
    "amr silence": ("amr_nb", "44", 6),
    "amr wide 12.65 kbit/s": ("amr_wb", "14", 33),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_is_torn_exactly_if_it_is_shorter_than_it_says(name: str) -> None:
    codec, head, length = FRAMES[name]
    frame = bytes.fromhex(head).ljust(length, b"\0")

    assert not torn_frame(codec, frame)
    assert torn_frame(codec, frame[:-1]) or length == 1
    assert not torn_frame(codec, frame + b"more")


@pytest.mark.parametrize(
    ("codec", "frame"),
    [
        ("mp3", ""), ("mp3", "fffb"), ("mp3", "fffb0064"), ("mp3", "fffbf064"),
        ("mp3", "fffb9c64"), ("mp3", "ffeb9064"), ("mp3", "ffff9064"), ("mp3", "54414700"),
        ("aac", "fff1"), ("aac", "21104560"), ("aac", "fffb50802e7f"),
        ("amr_nb", ""), ("amr_nb", "7c"), ("opus", "f8fffe"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_frame_tear_nothing(codec: str, frame: str) -> None:
    assert not torn_frame(codec, bytes.fromhex(frame))


def page(body: int, *, last: bool = False) -> bytes:
    """A page of an Ogg stream with so many bytes of sound."""
    table = bytes([255] * (body // 255) + [body % 255])
    return (
        b"OggS\0"
        + bytes([4 if last else 0])
        + bytes(20)
        + bytes([len(table)])
        + table
        + bytes(body)
    )


@given(st.lists(st.integers(0, 64_000), min_size=1, max_size=3), st.integers(1, 64_000))
def test_an_ogg_file_is_whole_exactly_if_its_last_page_is_and_says_so(
    bodies: list[int], missing: int
) -> None:
    content = b"".join(
        page(body, last=number == len(bodies)) for number, body in enumerate(bodies, start=1)
    )

    assert not torn_ogg(content)
    assert not torn_ogg(content + b"what some programs append")
    assert torn_ogg(content[: max(4, len(content) - missing)])


def test_a_last_page_that_does_not_say_so_is_not_the_last() -> None:
    assert torn_ogg(page(100, last=True) + page(100))
    assert not torn_ogg(b"")


@pytest.mark.parametrize(("length", "sign"), [(188, 0), (192, 4)])
def test_a_transport_stream_ends_with_a_packet(length: int, sign: int) -> None:
    packet = bytes(sign) + b"G".ljust(length - sign, b"\0")

    assert not torn_transport(packet * 6, 6 * length)
    assert torn_transport(packet * 6, 6 * length - 1)
    assert not torn_transport(packet * 2, 2 * length - 1)
    assert not torn_transport(bytes(1000), 999)
