import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.torn_containers import torn_transport
from pipeline.core.recordings.truncation import (
    ReadAt,
    lost_ogg_pages,
    matroska_faults,
    torn_boxes,
    torn_frame,
    torn_ogg,
    torn_windows_media,
)

FRAMES = {
    "mp3 128 kbit/s 44.1 kHz": ("mp3", "fffb9064", 417),
    "mp3 the same with a padding byte": ("mp3", "fffb9264", 418),
    "mp3 64 kbit/s 22.05 kHz (MPEG-2)": ("mp3", "fff38064", 208),
    "mp3 32 kbit/s 8 kHz (MPEG-2.5)": ("mp3", "ffe34864", 288),
    "mp2 192 kbit/s 48 kHz": ("mp2", "fffda404", 576),
    "mp2 64 kbit/s 24 kHz (MPEG-2)": ("mp2", "fff58404", 384),
    "aac of 371 bytes": ("aac", "fff150802e7f", 371),
    "ac3 192 kbit/s 48 kHz": ("ac3", "0b7700001440", 768),
    "ac3 192 kbit/s 44.1 kHz": ("ac3", "0b7700005440", 834),
    "ac3 the same with a word more": ("ac3", "0b7700005540", 836),
    "ac3 96 kbit/s 32 kHz": ("ac3", "0b7700008c40", 576),
    "eac3 of 768 bytes": ("eac3", "0b77017f3f80", 768),
    "dts of 1006 bytes": ("dts", "7ffe8001fc3c3ed0", 1006),
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
        ("ac3", "0b77"), ("ac3", "0b770000d440"), ("ac3", "0b7700002e40"), ("ac3", "770b00001440"),
        ("dts", "7ffe8001"), ("dts", "fe7f0180fc3c3ed0"), ("amr_nb", ""),
        ("amr_nb", "7c"), ("opus", "f8fffe"),
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


def element(name: str, content: bytes, *, unknown: bool = False) -> bytes:
    length = b"\x01" + b"\xff" * 7 if unknown else (len(content) | 1 << 28).to_bytes(4, "big")
    return bytes.fromhex(name) + length + content


def matroska(*clusters: bytes, unknown: bool = False) -> bytes:
    return element("1a45dfa3", b"\x42\x82\x84webm") + element(
        "18538067", element("1549a966", b"abc") + b"".join(clusters), unknown=unknown
    )


def cluster(*, unknown: bool = False) -> bytes:
    return element("1f43b675", element("e7", b"\1") + element("a3", bytes(90)) * 5, unknown=unknown)


def faults(content: bytes) -> tuple[bool, bool]:
    return matroska_faults(reading(content), len(content))


def reading(content: bytes) -> ReadAt:
    return lambda offset, length: content[offset : offset + length]


@pytest.mark.parametrize("unknown", [False, True])
def test_a_matroska_file_is_whole_or_cut_amid_a_block(unknown: bool) -> None:  # noqa: FBT001
    whole = matroska(cluster(unknown=unknown), cluster(unknown=unknown), unknown=unknown)

    assert faults(whole) == (False, False)
    assert faults(whole + bytes(500)) == (False, False)
    assert faults(whole[:-50]) == (False, True)
    assert faults(whole[:-470]) == (False, True)


def test_a_matroska_file_with_a_broken_cluster_has_a_hole() -> None:
    good = cluster()
    broken = matroska(good, good[:12] + b"\x55" * (len(good) - 12), good)

    assert faults(broken) == (True, False)


def ogg_page(number: int, *, flag: int = 0, serial: bytes = b"abcd") -> bytes:
    head = b"OggS\0" + bytes([flag]) + bytes(8) + serial + number.to_bytes(4, "little") + bytes(4)
    return head + b"\x01\x05hello"


def lost(*pages: bytes) -> bool:
    return lost_ogg_pages(reading(b"".join(pages)), sum(map(len, pages)))


def test_the_numbers_of_ogg_pages_tell_that_one_is_missing() -> None:
    first, *rest = ogg_page(0, flag=2), ogg_page(1), ogg_page(2), ogg_page(3, flag=4)

    assert not lost(first, *rest)
    assert lost(first, rest[0], rest[2])
    assert lost(first, b"junk" * 20, rest[1])
    assert not lost(first, *rest, ogg_page(0, flag=2, serial=b"next"), ogg_page(1, serial=b"next"))
    assert not lost(first, *rest, first, *rest)


def test_an_mp4_whose_last_box_is_longer_than_the_file_is_torn() -> None:
    boxes = b"\0\0\0\x10ftypM4A \0\0\0\0" + b"\0\0\0\x10mdat12345678"

    assert not torn_boxes(reading(boxes), len(boxes))
    assert not torn_boxes(reading(boxes + bytes(64)), len(boxes) + 64)
    assert torn_boxes(reading(boxes[:-1]), len(boxes) - 1)


@given(st.binary(max_size=300))
def test_no_bytes_hold_the_walkers_up(content: bytes) -> None:
    for head in (b"OggS", b"\x1a\x45\xdf\xa3", b"\0\0\0\x08ftyp", cluster()):
        read, size = reading(head + content), len(head + content)
        matroska_faults(read, size)
        lost_ogg_pages(read, size)
        torn_boxes(read, size)


def test_windows_media_tells_its_size() -> None:
    guid = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
    head = bytes(30) + guid + bytes(24) + (5000).to_bytes(8, "little") + bytes(60)

    assert torn_windows_media(head, 4000)
    assert not torn_windows_media(head, 5000)
    assert not torn_windows_media(bytes(200), 200)
