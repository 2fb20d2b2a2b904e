"""Files of many types that are cut off: told, and whole ones not."""

from pathlib import Path

import av
import numpy as np
import pytest

from pipeline.recordings.decoding import open_recording

RATE = 48_000
TYPES = {
    ".aac": "aac",
    ".ac3": "ac3",
    ".aiff": "pcm_s16be",
    ".amr": "libopencore_amrnb",
    ".au": "pcm_s16be",
    ".caf": "pcm_s16le",
    ".eac3": "eac3",
    ".flac": "flac",
    ".flv": "libmp3lame",
    ".mka": "flac",
    ".mkv": "libopus",
    ".mp2": "mp2",
    ".mp3": "libmp3lame",
    ".mpg": "mp2",
    ".nut": "libopus",
    ".opus": "libopus",
    ".rm": "ac3",
    ".sox": "pcm_s32le",
    ".ts": "aac",
    ".voc": "pcm_u8",
    ".w64": "pcm_s16le",
    ".wav": "pcm_s16le",
    ".webm": "libopus",
    ".wma": "wmav2",
}
RATES = {".amr": 8_000, ".flv": 44_100}
"""Of codecs that do not have 48 kHz."""


def recorded(target: Path, seconds: int = 8) -> Path:
    """Noise that swells, in the type of the suffix."""
    rate = RATES.get(target.suffix, RATE)
    noise = np.random.default_rng(3).normal(0, 4000, seconds * rate)
    swelling = noise * (1 + np.sin(np.arange(noise.size) * 7 / rate))
    with av.open(str(target), "w") as container:
        stream = container.add_stream(TYPES[target.suffix], rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 12_200 if target.suffix == ".amr" else 64_000
        for start in range(0, noise.size, rate):
            frame = av.AudioFrame.from_ndarray(
                swelling[None, start : start + rate].astype(np.int16), format="s16", layout="mono"
            )
            frame.sample_rate, frame.pts = rate, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target


@pytest.mark.parametrize("suffix", TYPES)
def test_a_cut_file_is_told_and_a_whole_one_is_not(tmp_path: Path, suffix: str) -> None:
    whole, pcm = recorded(tmp_path / f"whole{suffix}"), tmp_path / "sound.pcm"
    content = whole.read_bytes()
    cut = tmp_path / f"cut{suffix}"

    told = []
    for share in (0.31, 0.6, 0.87, 0.95):
        cut.write_bytes(content[: int(len(content) * share) // 8 * 8 + 101])
        told.append(open_recording(cut, pcm).truncated)

    # up to 3 bytes of a frame do not tell that there is one: nothing is lost either
    assert told.count(True) >= (3 if suffix == ".mp3" else 4)
    assert not open_recording(whole, pcm).truncated
