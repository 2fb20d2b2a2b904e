"""Rarer containers: whole exactly if nothing is missing that they tell of."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.recordings.torn_containers import lies_elsewhere, torn_container


def little(number: int, digits: int = 4) -> bytes:
    return number.to_bytes(digits, "little")


def big(number: int, digits: int = 4) -> bytes:
    return number.to_bytes(digits, "big")


def flv(content: bytes) -> bytes:
    tag = b"\x08" + big(len(content), 3) + bytes(7) + content
    return b"FLV\x01\x04" + big(9) + bytes(4) + (tag + big(len(tag))) * 3


def voc(content: bytes) -> bytes:
    block = b"\x01" + little(len(content), 3) + content
    return b"Creative Voice File\x1a" + little(26, 2) + bytes(4) + block * 2 + b"\0"


def flash(content: bytes) -> bytes:
    return b"FWS\x05" + little(len(content) + 8) + content


def sox(content: bytes) -> bytes:
    content += bytes(-len(content) % 4)
    return b".SoX" + little(32) + little(len(content) // 4, 8) + bytes(16) + content


def real_media(content: bytes) -> bytes:
    head = b".RMF" + big(18) + bytes(10)
    return head + b"DATA" + big(18 + len(content)) + bytes(10) + content


def nut(content: bytes) -> bytes:
    index = bytes.fromhex("4e58dd672f23e64e") + b"\x0e\x01\x01" + big(23, 8) + bytes(4)
    return b"nut/multimedia container\0" + content + index


def is_torn(content: bytes) -> bool:
    return torn_container(lambda at, length: content[at : at + length], len(content))


@pytest.mark.parametrize("make", [flv, voc, flash, sox, real_media, nut])
@given(content=st.binary(min_size=100, max_size=600), lost=st.integers(30, 90))
def test_a_file_is_torn_exactly_if_its_end_is_missing(
    make: Callable[[bytes], bytes], content: bytes, lost: int
) -> None:
    whole = make(content)

    assert not is_torn(whole)
    assert is_torn(whole[:-lost])


def test_a_length_that_was_never_known_tears_nothing() -> None:
    assert not is_torn(b"FWS\x05" + little(0xFFFFFFFF) + bytes(500))
    assert not is_torn(b"FWS\x05" + little(100 << 20) + bytes(500))
    assert not is_torn(b".RMF" + big(18) + bytes(10) + b"DATA" + bytes(500))
    assert not is_torn(b".SoX" + little(32) + bytes(500))


def test_a_film_without_the_last_length_and_one_with_other_bytes_behind_it_are_whole() -> None:
    film = flv(b"a" * 100)

    assert not is_torn(film[:-4])
    assert not is_torn(film + b"\0" * 50)


@given(st.sampled_from([b"FLV\x01\x04\0\0\0\x09", b"Creative Voice File\x1a\x1a\0", b".RMF"]))
def test_a_bare_head_holds_nobody_up(head: bytes) -> None:
    assert isinstance(is_torn(head), bool)


@given(st.sampled_from([b"FLV", b"Creative Voice File\x1a", b".RMF", b"nut/"]), st.binary())
def test_no_bytes_hold_the_walkers_up(head: bytes, rest: bytes) -> None:
    assert isinstance(is_torn(head + rest), bool)


def test_other_files_are_no_concern_of_these() -> None:
    assert not is_torn(b"RIFF" + bytes(100))


@pytest.mark.parametrize(
    ("kind", "here", "elsewhere"),
    [(b"url ", 1, False), (b"url ", 0, True), (b"alis", 0, True), (b"alis", 1, False)],
)
def test_a_data_reference_says_whether_the_sound_is_in_this_file(
    kind: bytes,
    here: int,
    elsewhere: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    entry = big(12) + kind + big(here)
    reference = big(28) + b"dref" + big(0) + big(1) + entry
    content = big(16) + b"ftypqt  " + bytes(4) + big(36) + b"moov" + reference

    found = lies_elsewhere(lambda at, length: content[at : at + length], len(content))

    assert found is elsewhere


@given(st.binary())
def test_a_search_for_references_ends(rest: bytes) -> None:
    content = big(8) + b"ftyp" + rest

    assert isinstance(
        lies_elsewhere(lambda at, length: content[at : at + length], len(content)), bool
    )
