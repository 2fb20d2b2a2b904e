from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import DamagedFile, DictationNotSupported, EmptyFile, OriginalGone
from pipeline.recordings.container import breaks_off, check_readable, open_container, recorded_at

SOURCE = Path("a.wav")


def riff(announced: int, length: int) -> bytes:
    return (b"RIFF" + announced.to_bytes(4, "little") + b"WAVE").ljust(length, b"\0")


def is_broken(content: bytes) -> bool:
    return breaks_off(SOURCE, open_file=lambda _path: BytesIO(content))


def test_a_riff_file_that_is_shorter_than_it_says_breaks_off() -> None:
    assert is_broken(riff(20_000, 10_000))
    assert not is_broken(riff(10_000, 10_000))


@pytest.mark.parametrize("unknown", [0, 0xFFFFFFFF])
def test_a_program_that_streams_does_not_know_the_length(unknown: int) -> None:
    assert not is_broken(riff(unknown, 10_000))


def test_an_ogg_file_without_a_last_page_breaks_off() -> None:
    first, last = (b"OggS\0" + bytes([flag]) + bytes(20) + b"\x01\x02ab" for flag in (2, 4))

    assert is_broken(first)
    assert is_broken(first + last[:-1])
    assert not is_broken(first + last)


def test_the_most_exact_date_of_recording_counts() -> None:
    metadata = {
        "date": "2026-03-11",
        "CREATION_TIME": "2026-03-12T09:00:00Z",
        "com.apple.quicktime.creationdate": "2026-03-12T10:00:00+01:00",
    }

    assert recorded_at(metadata) == datetime(2026, 3, 12, 9, tzinfo=UTC)
    assert str(recorded_at(metadata)) == "2026-03-12 10:00:00+01:00"


def test_a_clock_that_was_never_set_is_passed_over() -> None:
    metadata = {"creation_time": "1904-01-01T00:00:00Z", "date": "2026-03-11"}

    assert recorded_at(metadata) == datetime(2026, 3, 11, tzinfo=UTC)
    assert recorded_at({"date": "1904-01-01"}) is None


def test_an_empty_file_is_told_from_one_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()

    with pytest.raises(EmptyFile):
        check_readable(tmp_path / "empty.wav")
    with pytest.raises(OriginalGone):
        check_readable(tmp_path / "gone.wav")


def test_a_secret_format_is_told_from_a_damaged_file() -> None:
    with pytest.raises(DictationNotSupported):
        open_container(BytesIO(b"\x03ds2" + bytes(600)))
    with pytest.raises(DamagedFile):
        open_container(BytesIO(b"no media" * 100))
