"""QuickTime and MP4: edit lists as players show them, and sound that lies in other files."""

import struct
from collections.abc import Callable, Sequence
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.core.recordings.segments import RATE
from pipeline.errors import DamagedFile
from pipeline.recordings.decoding import open_recording

BRANCHES = ("moov", "trak", "edts", "mdia", "minf", "dinf")
MOVIE_TICKS = 1000
"""Of a second, in the films that FFmpeg writes."""


def tones(*hertz: int) -> NDArray[np.int16]:
    """A second of each."""
    time = np.arange(RATE) / RATE
    waves = [np.sin(2 * np.pi * each * time) * 12_000 for each in hertz]
    return np.concatenate(waves).astype(np.int16)


def film(samples: NDArray[np.int16], target: Path, codec: str = "pcm_s16le") -> bytes:
    """A QuickTime or MP4 file of it; its index stands at the end."""
    with av.open(str(target), "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target.read_bytes()


def box(name: str, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), name.encode()) + content


def with_box(content: bytes, name: str, new: bytes) -> bytes:
    """The boxes, with another one in place of that of a name."""
    found, offset = b"", 0
    while offset < len(content):
        size, kind = struct.unpack(">I4s", content[offset : offset + 8])
        inner = content[offset + 8 : offset + size]
        if kind.decode() == name:
            found += new
        elif kind.decode() in BRANCHES:
            found += box(kind.decode(), with_box(inner, name, new))
        else:
            found += content[offset : offset + size]
        offset += size
    return found


def edit_list(*edits: tuple[float, float]) -> bytes:
    """Seconds that each lasts, and where in the sound it begins; -1: nothing is played."""
    entries = b"".join(
        struct.pack(
            ">IiI", round(lasts * MOVIE_TICKS), round(begin * RATE) if begin >= 0 else -1, 1 << 16
        )
        for lasts, begin in edits
    )
    return box("elst", struct.pack(">II", 0, len(edits)) + entries)


def heard(pcm: Path) -> list[int]:
    """The tone in the middle of each second; 0 is silence."""
    samples = np.fromfile(pcm, "<i2").astype(np.float64)
    found = []
    for second in range(round(samples.size / RATE)):
        part = samples[second * RATE + RATE // 4 : second * RATE + RATE * 3 // 4]
        power = np.abs(np.fft.rfft(part))
        found.append(round(int(power.argmax()) * RATE / part.size) if power.max() > 1e4 else 0)
    return found


@pytest.mark.parametrize(("name", "codec"), [("a.mov", "pcm_s16le"), ("a.mp4", "aac")])
@pytest.mark.parametrize(
    ("edits", "played"),
    [
        ([(4, 0)], [400, 600, 800, 1000]),
        ([(3, -1), (4, 0)], [0, 0, 0, 400, 600, 800, 1000]),
        ([(2, 2)], [800, 1000]),
        ([(1, -1), (2, 1)], [0, 600, 800]),
    ],
)
def test_sound_is_where_the_edit_list_puts_it(
    tmp_path: Path, name: str, codec: str, edits: Sequence[tuple[float, float]], played: list[int]
) -> None:
    source, pcm = tmp_path / name, tmp_path / "sound.pcm"
    whole = film(tones(400, 600, 800, 1000), source, codec)
    source.write_bytes(with_box(whole, "elst", edit_list(*edits)))

    facts = open_recording(source, pcm)

    assert heard(pcm) == pytest.approx(played, abs=4)
    assert facts.duration == pytest.approx(len(played), abs=0.15)
    assert (facts.truncated, facts.damaged) == (False, False)


def by_url(other: Path) -> bytes:
    return box("url ", bytes(4) + other.as_uri().encode() + b"\0")


def by_alias(other: Path) -> bytes:
    """An alias record of the Mac OS with the absolute path, and one to the file beside."""
    name, path = other.name.encode(), str(other).encode()
    record = bytes(4) + struct.pack(">HH", 150, 2) + bytes([0, 4]) + b"disk".ljust(27, b"\0")
    record += bytes(4) + b"H+\0\0" + bytes(4)
    record += bytes([len(name)]) + name.ljust(63, b"\0") + bytes(16)
    record += struct.pack(">hh", -1, -1) + bytes(16)
    for kind, text in ((2, path), (18, path), (19, b"/")):
        record += struct.pack(">HH", kind, len(text)) + text + b"\0" * (len(text) % 2)
    record += struct.pack(">hH", -1, 0)
    return box("alis", bytes(4) + record)


@pytest.mark.parametrize("reference", [by_url, by_alias])
@pytest.mark.parametrize("beside", [True, False])
def test_sound_that_lies_in_another_file_is_not_fetched(
    tmp_path: Path,
    reference: Callable[[Path], bytes],
    beside: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    folder = tmp_path if beside else tmp_path / "private"
    folder.mkdir(exist_ok=True)
    other, source, pcm = folder / "other.mov", tmp_path / "letter.mov", tmp_path / "sound.pcm"
    whole = film(tones(400, 600), other)
    entry = reference(other)
    index = whole[whole.index(b"moov") - 4 :]
    pointer = with_box(index, "dref", box("dref", struct.pack(">II", 0, 1) + entry))
    source.write_bytes(whole[:20] + pointer)

    try:
        facts = open_recording(source, pcm)
    except DamagedFile:
        assert not pcm.exists()
    else:
        assert facts.truncated
        assert facts.duration < 0.1
