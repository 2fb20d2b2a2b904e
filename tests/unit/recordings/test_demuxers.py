"""Which demuxers are tried, and for what."""

import pytest

from pipeline.recordings.demuxers import allowed_demuxers, raw_format


@pytest.mark.parametrize(
    "name", ["concat", "hls", "dash", "image2", "lavfi", "webvtt", "gsm", "rtsp"]
)
def test_what_opens_other_things_or_guesses_is_not_tried(name: str) -> None:
    assert name not in allowed_demuxers().split(",")


@pytest.mark.parametrize("name", ["wav", "ac3", "nut", "voc", "flv", "matroska,webm", "w64"])
def test_what_holds_sound_is_tried(name: str) -> None:
    assert f",{name}," in f",{allowed_demuxers()},"


def test_a_suffix_counts_only_if_the_bytes_are_of_no_known_kind() -> None:
    assert raw_format(b"\x01\x02\x03\x04" * 8, "Anruf.GSM") == ("gsm", {})
    assert raw_format(b"RIFF\x24\0\0\0WAVEfmt ", "Anruf.gsm") is None
    assert raw_format(b"\x01\x02\x03\x04" * 8, "Anruf.wav") is None
