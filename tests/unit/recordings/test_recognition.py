"""Whether unknown bytes are a recording: FFmpeg is asked, and not believed too easily."""

from pathlib import Path

import av
import numpy as np
import pytest

from pipeline.recordings.recognition import is_recording

RATE = 16_000


def sounding(target: Path, codec: str, form: str) -> Path:
    """Three seconds of a tone, in a file whose name says nothing."""
    tone = (8000 * np.sin(np.arange(3 * RATE) / 9)).astype(np.int16)
    with av.open(str(target), "w", format=form) as container:
        stream = container.add_stream(codec, rate=RATE, layout="mono")
        assert isinstance(stream, av.AudioStream)
        for start in range(0, tone.size, 1024):
            frame = av.AudioFrame.from_ndarray(
                tone[None, start : start + 1024], format="s16", layout="mono"
            )
            frame.sample_rate, frame.pts = RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target


@pytest.mark.parametrize(
    ("codec", "form"),
    [
        ("pcm_s16le", "w64"), ("aac", "flv"), ("pcm_s16le", "voc"), ("pcm_s32le", "sox"),
        ("pcm_s16le", "ircam"), ("adpcm_adx", "adx"), ("aac", "latm"), ("wavpack", "wv"),
        ("tta", "tta"), ("flac", "nut"), ("mp2", "vob"), ("libmp3lame", "mp3"),
    ],
)  # fmt: skip
def test_sound_of_every_sort_is_recognised(tmp_path: Path, codec: str, form: str) -> None:
    assert is_recording(sounding(tmp_path / "Diktat", codec, form))


@pytest.mark.parametrize(
    "content",
    [
        b"", b"Sehr geehrte Damen und Herren,\n" * 400, bytes(40_000),
        b"<html>" + b"<p>a</p>" * 999,
        b"PK\x03\x04 xl/workbook.xml" + b"a;b\n" * 999, b"\x7fELF" + bytes(range(256)) * 99,
        b"WEBVTT\n\n00:00.000 --> 00:01.000\na\n", b"[Script Info]\nTitle: a\n",
        b"%!PS-Adobe-3.0\n" * 90, b"{\\rtf1 Brief}" * 99,
    ],
)  # fmt: skip
def test_what_is_no_sound_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.bin").write_bytes(content)

    assert not is_recording(tmp_path / "a.bin")


def test_chance_is_no_sound(tmp_path: Path) -> None:
    chance = np.random.default_rng(11)

    for size in (500, 20_000, 300_000):
        (tmp_path / "a.bin").write_bytes(chance.bytes(size))
        assert not is_recording(tmp_path / "a.bin")


def test_no_list_of_other_files_is_followed(tmp_path: Path) -> None:
    secret = sounding(tmp_path / "secret.wav", "pcm_s16le", "wav")
    lists = {
        "a.m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:3,\n{secret}\n#EXT-X-ENDLIST\n",
        "a.ffconcat": f"ffconcat version 1.0\nfile '{secret}'\n",
        "a.mpd": (
            '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
            'mediaPresentationDuration="PT3S"><Period><AdaptationSet mimeType="audio/wav">'
            f'<Representation id="1" bandwidth="1"><BaseURL>file://{secret}</BaseURL>'
            "</Representation></AdaptationSet></Period></MPD>"
        ),
        "a.sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
        "a.pls": f"[playlist]\nFile1={secret}\n",
    }

    for name, content in lists.items():
        (tmp_path / name).write_text(content)
        assert not is_recording(tmp_path / name), name
