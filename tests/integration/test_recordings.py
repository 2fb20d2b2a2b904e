"""Real files, made here: every container, every kind of damage, and what is no recording at all."""

import errno
import os
import resource
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from fractions import Fraction
from io import FileIO
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.core.recordings.segments import RATE
from pipeline.engines.silero import speech_odds
from pipeline.errors import (
    DamagedFile,
    DictationNotSupported,
    EmptyFile,
    FolderUnreachable,
    NoAudio,
    OriginalGone,
    TooLarge,
)
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.opening import open_spoken
from pipeline.recordings.sound import find_speech, voice_activity
from tools.samples import Sample

Samples = NDArray[np.int16]
CODECS = {
    ".wav": "pcm_s16le",
    ".aiff": "pcm_s16be",
    ".mp3": "libmp3lame",
    ".m4a": "aac",
    ".mov": "aac",
    ".ogg": "libopus",
    ".opus": "libopus",
    ".webm": "libopus",
    ".flac": "flac",
    ".wma": "wmav2",
    ".avi": "libmp3lame",
    ".mka": "ac3",
    ".aac": "aac",
    ".amr": "libopencore_amrnb",
    ".caf": "pcm_s16le",
    ".mp2": "mp2",
    ".ts": "aac",
}


def encoded(
    samples: Samples, target: Path, *, rate: int = 48_000, layout: str = "mono", movflags: str = ""
) -> Path:
    rate = 8000 if target.suffix == ".amr" else rate
    with av.open(
        str(target), "w", container_options={"movflags": movflags} if movflags else {}
    ) as container:
        stream = container.add_stream(CODECS[target.suffix], rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 12_200 if target.suffix == ".amr" else 64_000
        for start in range(0, samples.size, RATE):
            frame = av.AudioFrame.from_ndarray(
                samples[None, start : start + RATE], format="s16", layout="mono"
            )
            frame.sample_rate, frame.pts = RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target


@contextmanager
def files_up_to(size_bytes: int) -> Iterator[None]:
    """No file can grow beyond this size, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def written(samples: Samples, folder: Path) -> Path:
    """The samples as ``open_recording`` leaves them."""
    pcm = folder / "sound.pcm"
    pcm.write_bytes(samples.astype("<i2").tobytes())
    return pcm


def cut_at(file: Path, share: float) -> Path:
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    return file


@pytest.fixture(scope="module")
def speech(german_meeting_wav: Sample) -> Samples:
    """About 20 seconds of German."""
    with av.open(str(german_meeting_wav.path)) as container:
        parts = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    return np.concatenate(parts).astype(np.int16)


@pytest.fixture
def pcm(tmp_path: Path) -> Path:
    return tmp_path / "sound.pcm"


def test_a_path_that_is_no_utf_8_is_heard(speech: Samples, tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"B\xfcro")
    folder.mkdir()
    source = encoded(speech, tmp_path / "a.m4a").rename(folder / os.fsdecode(b"M\xfcller.m4a"))

    facts = open_recording(source, folder / os.fsdecode(b"\xfc.pcm"))

    assert facts.duration == pytest.approx(speech.size / RATE, abs=0.15)


@pytest.mark.parametrize("suffix", CODECS)
def test_every_container_gives_the_same_sound(
    speech: Samples, tmp_path: Path, pcm: Path, suffix: str
) -> None:
    source = encoded(speech, tmp_path / f"Sitzung{suffix}")

    facts = open_recording(source, pcm)

    assert facts.duration == pytest.approx(speech.size / RATE, abs=0.15)
    assert facts.duration == pcm.stat().st_size / 2 / RATE
    assert not facts.truncated
    loud = np.abs(np.fromfile(pcm, "<i2").astype(float)).mean()
    assert loud == pytest.approx(np.abs(speech.astype(float)).mean(), rel=0.15)


def test_the_suffix_does_not_matter(speech: Samples, tmp_path: Path, pcm: Path) -> None:
    source = encoded(speech, tmp_path / "a.ogg").rename(tmp_path / "a.mp3")

    assert not open_recording(source, pcm).truncated


def test_stereo_and_telephone_sound_become_one_channel(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    for rate, layout in ((44_100, "stereo"), (48_000, "5.1"), (8000, "mono")):
        facts = open_recording(encoded(speech, tmp_path / "a.wav", rate=rate, layout=layout), pcm)

        assert facts.duration == pytest.approx(speech.size / RATE, abs=0.05)


def test_sound_that_changes_its_form_midway_is_heard_to_the_end(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    first = encoded(speech, tmp_path / "a.mp3").read_bytes()
    second = encoded(speech, tmp_path / "b.mp3", rate=32_000, layout="stereo").read_bytes()
    (tmp_path / "both.mp3").write_bytes(first + second)

    facts = open_recording(tmp_path / "both.mp3", pcm)

    assert facts.duration == pytest.approx(2 * speech.size / RATE, abs=0.3)


@pytest.mark.parametrize(
    ("suffix", "form"),
    [
        (".ogg", ("mono", RATE)),
        (".ogg", ("stereo", 24_000)),
        (".m4a", ("mono", RATE)),
        (".m4a", ("stereo", 44_100)),
        (".mov", ("mono", RATE)),
    ],
)
def test_recordings_that_were_appended_to_each_other_are_all_heard(
    speech: Samples, tmp_path: Path, pcm: Path, suffix: str, form: tuple[str, int]
) -> None:
    first = encoded(speech, tmp_path / f"a{suffix}").read_bytes()
    layout, rate = form
    second = encoded(speech, tmp_path / f"b{suffix}", layout=layout, rate=rate).read_bytes()
    (tmp_path / f"both{suffix}").write_bytes(first + second + first)

    facts = open_recording(tmp_path / f"both{suffix}", pcm)

    assert facts.duration == pytest.approx(3 * speech.size / RATE, abs=0.4)
    assert not facts.truncated
    assert not facts.damaged
    *_, last = np.array_split(np.abs(np.fromfile(pcm, "<i2").astype(float)), 3)
    assert last.mean() == pytest.approx(np.abs(speech.astype(float)).mean(), rel=0.15)


def test_speech_behind_half_a_minute_of_tones_is_heard_from_its_first_word(
    speech: Samples, tmp_path: Path
) -> None:
    times = np.arange(24 * RATE) / RATE
    swell = 0.1 + 0.9 * np.abs(np.sin(2 * np.pi * 3 * times))
    tones = (9000 * swell * np.sin(2 * np.pi * 440 * times)).astype(np.int16)

    alone = find_speech(written(speech, tmp_path))[0].regions[0]
    behind = find_speech(written(np.concatenate((tones, speech)), tmp_path))[0].regions[0]

    assert behind.start - tones.size == pytest.approx(alone.start, abs=RATE // 2)


def test_a_recording_behind_another_that_cannot_be_heard_is_told(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    source = encoded(speech, tmp_path / "a.m4a")
    source.write_bytes(source.read_bytes() + b"\0\0\0\x10ftypM4A \0\0\0\0")

    facts = open_recording(source, pcm)

    assert facts.duration == pytest.approx(speech.size / RATE, abs=0.15)
    assert facts.damaged


@pytest.mark.parametrize("odd", [0, 1])
def test_all_chunks_of_a_wav_are_heard(
    speech: Samples, tmp_path: Path, pcm: Path, odd: int
) -> None:
    content = speech.astype("<i2").tobytes()
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    note = struct.pack("<4sI", b"note", 3 + odd) + b"abcd"
    chunks = [
        struct.pack("<4sI", b"data", len(piece)) + piece
        for piece in (content[: RATE * 8], content[RATE * 8 :])
    ]
    body = b"WAVE" + form + note.join(chunks)
    source = tmp_path / "a.wav"
    source.write_bytes(struct.pack("<4sI", b"RIFF", len(body)) + body)

    facts = open_recording(source, pcm)

    assert facts.duration == pytest.approx(speech.size / RATE, abs=0.01)
    assert not facts.truncated
    assert not facts.unfinished
    assert not facts.damaged


@pytest.mark.parametrize(
    ("suffix", "movflags"),
    [
        *((suffix, "") for suffix in CODECS if suffix not in {".m4a", ".mov"}),
        *(
            (suffix, flag)
            for suffix in (".m4a", ".mov")
            for flag in ("+faststart", "+frag_keyframe")
        ),
    ],
)
def test_a_file_that_is_cut_off_is_salvaged_with_a_notice(
    speech: Samples, tmp_path: Path, pcm: Path, suffix: str, movflags: str
) -> None:
    source = cut_at(encoded(speech, tmp_path / f"a{suffix}", movflags=movflags), 0.6007)

    facts = open_recording(source, pcm)

    assert facts.truncated
    assert 0.4 < facts.duration / (speech.size / RATE) < 0.8


@pytest.mark.parametrize("suffix", [".aiff", ".caf", ".wav", ".mp3", ".ogg", ".amr"])
def test_even_a_missing_half_second_is_noticed_where_the_format_tells(
    speech: Samples, tmp_path: Path, pcm: Path, suffix: str
) -> None:
    source = encoded(speech, tmp_path / f"a{suffix}")

    assert open_recording(cut_at(source, 0.9703), pcm).truncated


def stereo(left: Samples, right: Samples, target: Path) -> Path:
    with av.open(str(target), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=RATE, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        both = np.stack((left, right), axis=1).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(both, format="s16", layout="stereo")
        frame.sample_rate, frame.pts = RATE, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target


def test_a_channel_that_is_wired_the_wrong_way_round_does_not_cancel_the_other(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    open_recording(stereo(speech, np.maximum(speech, -32_767) * -1, tmp_path / "a.wav"), pcm)

    spoken = slice(speech.size - 3 * RATE)  # the pause after it is raised
    assert np.allclose(np.fromfile(pcm, "<i2")[spoken], speech[spoken], atol=1)


def test_a_silent_channel_leaves_the_other_to_be_heard(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    for pair in ((speech, 0 * speech), (0 * speech, speech)):
        open_recording(stereo(*pair, tmp_path / "a.wav"), pcm)

        assert find_speech(pcm)
        heard = np.fromfile(pcm, "<i2").astype(float)
        assert np.corrcoef(heard, speech.astype(float))[0, 1] > 0.95


def seconds_of_speech(sound: NDArray[np.float64], folder: Path) -> float:
    source = encoded(
        np.clip(np.rint(sound), -32_768, 32_767).astype(np.int16), folder / "a.wav", rate=RATE
    )
    open_recording(source, folder / "sound.pcm")
    return sum(segment.duration for segment in find_speech(folder / "sound.pcm"))


def test_a_voice_far_from_the_microphone_is_heard_beside_a_near_one(
    speech: Samples, tmp_path: Path
) -> None:
    near = speech.astype(float)
    room = np.random.default_rng(1).normal(0, 3, 3 * near.size)

    alone = seconds_of_speech(near, tmp_path)

    uneven = np.concatenate((near, near / 100, near)) + room
    assert seconds_of_speech(uneven, tmp_path) == pytest.approx(3 * alone, rel=0.1)


def test_very_quiet_and_overdriven_speech_is_found(speech: Samples, tmp_path: Path) -> None:
    sound = speech.astype(float)
    usual = seconds_of_speech(sound, tmp_path)

    for factor in (0.1, 0.01, 0.003, 10):
        assert seconds_of_speech(sound * factor, tmp_path) == pytest.approx(usual, rel=0.15)


def test_speech_that_is_loud_enough_stays_as_it_is_sample_by_sample(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    open_recording(encoded(speech, tmp_path / "a.wav", rate=RATE), pcm)

    spoken = slice(speech.size - 3 * RATE)  # the pause after it is raised
    assert np.array_equal(np.fromfile(pcm, "<i2")[spoken], speech[spoken])


def test_nothing_is_made_of_quiet_noise_and_hum(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    seconds = np.arange(20 * RATE) / RATE
    hum = 20 * np.sin(2 * np.pi * 50 * seconds) + 5 * np.sin(2 * np.pi * 150 * seconds)
    for sound in (
        np.zeros(seconds.size),
        chance.normal(0, 10, seconds.size),
        hum + chance.normal(0, 2, seconds.size),
    ):
        assert seconds_of_speech(sound, tmp_path) == 0


def test_a_film_with_pictures_at_odd_times_is_heard_to_the_end(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    with av.open(str(tmp_path / "film.mp4"), "w") as container:
        pictures = container.add_stream("mpeg4", rate=Fraction(30))
        sound = container.add_stream("aac", rate=RATE, layout="mono")
        assert isinstance(pictures, av.VideoStream)
        assert isinstance(sound, av.AudioStream)
        pictures.width = pictures.height = 64
        for tick in (0, 1, 40, 41, 300, 302, 590):
            picture = av.VideoFrame(64, 64)
            picture.pts = tick
            container.mux(pictures.encode(picture))
        frame = av.AudioFrame.from_ndarray(speech[None], format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE, 0
        container.mux(sound.encode(frame))
        container.mux([*pictures.encode(None), *sound.encode(None)])

    facts = open_recording(tmp_path / "film.mp4", pcm)

    assert facts.duration == pytest.approx(speech.size / RATE, abs=0.15)
    assert not facts.truncated


def test_an_mp3_with_a_picture_and_old_and_new_tags_is_whole(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    plain = encoded(speech, tmp_path / "a.mp3").read_bytes()
    picture = b"image/jpeg\0\x03\0" + b"\xff\xd8\xff\xe0" + bytes(50_000) + b"\xff\xd9"
    block = b"APIC" + (len(picture) + 1).to_bytes(4, "big") + b"\0\0\0" + picture
    size = bytes(len(block) >> shift & 0x7F for shift in (21, 14, 7, 0))
    (tmp_path / "b.mp3").write_bytes(
        b"ID3\x03\0\0" + size + block + plain + b"TAG".ljust(128, b"\0")
    )

    facts = open_recording(tmp_path / "b.mp3", pcm)

    assert not facts.truncated
    assert facts.duration == pytest.approx(speech.size / RATE, abs=0.15)


def test_a_dictation_in_a_secret_format_is_named(tmp_path: Path, pcm: Path) -> None:
    (tmp_path / "a.ds2").write_bytes(b"\x03ds2".ljust(4096, b"\x55"))

    with pytest.raises(DictationNotSupported) as caught:
        open_spoken(tmp_path / "a.ds2", pcm)

    assert caught.value.details == {"format": "DS2"}


def test_a_dss_dictation_is_heard(tmp_path: Path, pcm: Path) -> None:
    """No program writes DSS: random frames make noise of the right length.

    42 bytes are 24 ms at 11 kHz.
    """
    chance = np.random.default_rng(1)
    blocks = [bytes((0, 0, 12, 0, 0, 0)) + chance.bytes(506) for _ in range(40)]
    head = (b"\x02dss".ljust(0x26, b"\0") + b"261123090000" * 2).ljust(1024, b"\0")
    (tmp_path / "a.dss").write_bytes(head + b"".join(blocks))

    assert open_recording(tmp_path / "a.dss", pcm).duration == pytest.approx(
        40 * 506 / 42 * 0.024, rel=0.05
    )


def test_damage_in_the_middle_leaves_later_times_right(
    speech: Samples, tmp_path: Path, pcm: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = encoded(speech, tmp_path / "a.webm")
    content = bytearray(source.read_bytes())
    hole = slice(int(len(content) * 0.4), int(len(content) * 0.6))
    content[hole] = np.random.default_rng(1).bytes(hole.stop - hole.start)
    source.write_bytes(content)

    facts = open_recording(source, pcm)

    assert facts.damaged
    assert not facts.truncated
    assert facts.duration == pytest.approx(speech.size / RATE, abs=0.3)
    assert capfd.readouterr() == ("", "")


def test_an_m4a_without_its_index_is_beyond_salvage(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    source = cut_at(encoded(speech, tmp_path / "a.m4a"), 0.6)

    with pytest.raises(DamagedFile):
        open_recording(source, pcm)

    assert not pcm.exists()


def test_a_recording_without_samples_has_no_sound(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    source = encoded(speech, tmp_path / "a.wav")
    header, _, _ = source.read_bytes().partition(b"data")
    source.write_bytes(header + b"data\0\0\0\0")

    with pytest.raises(NoAudio):
        open_recording(source, pcm)

    assert list(tmp_path.iterdir()) == [source]


def test_a_film_without_sound_has_no_sound(tmp_path: Path, pcm: Path) -> None:
    with av.open(str(tmp_path / "film.mp4"), "w") as container:
        stream = container.add_stream("mpeg4", rate=Fraction(25))
        assert isinstance(stream, av.VideoStream)
        stream.width = stream.height = 64
        container.mux(stream.encode(av.VideoFrame(64, 64)))
        container.mux(stream.encode(None))

    with pytest.raises(NoAudio):
        open_recording(tmp_path / "film.mp4", pcm)


@pytest.mark.parametrize(
    "content",
    [
        b"just a letter\n" * 99,
        bytes(5000),
        b"%PDF-1.7\n",
        b"RIFF\0\0\0\0WAVE",
        # A codec that there is not.
        (
            b"RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\x77\x77\1\0"
            b"\x80>\0\0\0}\0\0\2\0\x10\0data\x08\0\0\0abcdefgh"
        ),
    ],
)
def test_what_is_no_recording_is_refused(tmp_path: Path, pcm: Path, content: bytes) -> None:
    (tmp_path / "a.mp3").write_bytes(content)

    with pytest.raises((DamagedFile, NoAudio)):
        open_recording(tmp_path / "a.mp3", pcm)


def test_a_playlist_cannot_reach_for_other_files(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    other = encoded(speech, tmp_path / "other.mp3")
    (tmp_path / "list.m3u8").write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXTINF:20,\n{other}\n#EXT-X-ENDLIST\n"
    )
    (tmp_path / "list.txt").write_text(f"ffconcat version 1.0\nfile '{other}'\n")

    for playlist in ("list.m3u8", "list.txt"):
        with pytest.raises((DamagedFile, NoAudio)):
            open_recording(tmp_path / playlist, pcm)


def test_an_empty_file_is_empty_and_a_missing_one_gone(tmp_path: Path, pcm: Path) -> None:
    (tmp_path / "empty.wav").touch()

    with pytest.raises(EmptyFile):
        open_recording(tmp_path / "empty.wav", pcm)
    with pytest.raises(OriginalGone):
        open_recording(tmp_path / "gone.wav", pcm)


def test_a_recording_whose_folder_is_gone_too_is_on_a_share_that_is_away(
    tmp_path: Path, pcm: Path
) -> None:
    with pytest.raises(FolderUnreachable, match="away"):
        open_recording(tmp_path / "away" / "gone.wav", pcm)


def test_a_share_that_fails_while_the_recording_is_read_is_named(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    source = encoded(speech, share / "a.wav")

    class GoesAway(FileIO):
        """Its share goes away while sound is read; opening and looking at its end is fine."""

        def read(self, size: int | None = -1) -> bytes:
            if size and size > 1 and self.tell() > 1_000_000:
                share.rename(tmp_path / "away")
                raise OSError(errno.EIO, "the share")
            return super().read(-1 if size is None else size)

    with pytest.raises(FolderUnreachable) as caught:
        open_recording(source, pcm, open_file=GoesAway)

    assert not share.exists()
    assert caught.value.details == {"folder": str(share)}
    assert not pcm.exists()


def test_folders_that_are_in_the_way_are_named(speech: Samples, tmp_path: Path) -> None:
    source = encoded(speech, tmp_path / "a.wav")

    with pytest.raises(FolderUnreachable):
        open_recording(source, tmp_path / "gone" / "sound.pcm")
    with pytest.raises(FolderUnreachable):
        open_recording(tmp_path, tmp_path / "sound.pcm")


def test_a_recording_that_never_ends_is_too_large(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    with pytest.raises(TooLarge):
        open_recording(encoded(speech, tmp_path / "a.wav"), pcm, longest=5)

    assert not pcm.exists()


def test_a_gap_of_a_year_is_too_large_before_it_is_filled(
    speech: Samples, tmp_path: Path, pcm: Path
) -> None:
    with av.open(str(tmp_path / "a.mka"), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=RATE, layout="mono")
        assert isinstance(stream, av.AudioStream)
        for begin in (0, 365 * 86_400 * RATE):
            frame = av.AudioFrame.from_ndarray(speech[None, :RATE], format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, begin, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))

    with files_up_to(1_000_000), pytest.raises(TooLarge):
        open_recording(tmp_path / "a.mka", pcm)

    assert (tmp_path / "a.mka").stat().st_size < 200_000
    assert not pcm.exists()


@pytest.mark.parametrize(
    ("key", "said", "meant"),
    [
        ("creation_time", "2026-03-12T09:00:00.000000Z", datetime(2026, 3, 12, 9, tzinfo=UTC)),
        ("date", "2026-03-12", datetime(2026, 3, 12, tzinfo=UTC)),
        ("date", "2026", None),
        ("date", "1970-01-01", None),
        ("date", "last week", None),
    ],
)
def test_the_date_of_the_recording_is_found(
    speech: Samples, tmp_path: Path, key: str, said: str, meant: datetime | None
) -> None:
    with (
        av.open(str(encoded(speech, tmp_path / "a.flac"))) as plain,
        av.open(str(tmp_path / "b.mka"), "w") as dated,
    ):
        dated.metadata[key] = said
        stream = dated.add_stream_from_template(plain.streams.audio[0])
        for packet in plain.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                dated.mux(packet)

    assert open_recording(tmp_path / "b.mka", tmp_path / "sound.pcm").recorded == meant


def test_speech_is_found_where_it_is_and_silence_left_out(speech: Samples, tmp_path: Path) -> None:
    silence = np.zeros(60 * RATE, np.int16)

    segments = find_speech(written(np.concatenate((silence, speech, silence, speech)), tmp_path))

    regions = [region for segment in segments for region in segment.regions]
    heard = sum(region.samples for region in regions)
    assert 0.7 * 2 * speech.size < heard <= 2 * speech.size + RATE
    assert regions[0].start > 59 * RATE
    assert not any(
        region.start < 60 * RATE + speech.size + 30 * RATE < region.end for region in regions
    )


def test_nobody_speaks_in_silence_noise_and_tones(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    seconds = np.arange(20 * RATE) / RATE
    tone = 8000 * np.sin(2 * np.pi * 440 * seconds) * (seconds % 5 < 1)
    for sound in (
        np.zeros(20 * RATE),
        chance.normal(0, 300, 20 * RATE),
        chance.normal(0, 5000, 20 * RATE),
        tone,
    ):
        assert find_speech(written(sound.astype(np.int16), tmp_path)) == ()
    assert find_speech(written(np.zeros(0, np.int16), tmp_path)) == ()


def test_how_probable_a_voice_is_is_remembered_and_found_anew_where_it_is_lost(
    speech: Samples, tmp_path: Path
) -> None:
    pcm = written(speech, tmp_path)
    segment, *_ = find_speech(pcm)

    remembered = voice_activity(pcm, segment)
    pcm.with_suffix(".voice").unlink()

    assert voice_activity(pcm, segment) == remembered
    assert remembered.seconds(0, segment.duration) > segment.duration / 2


def test_looking_block_by_block_finds_what_one_look_at_the_whole_finds(
    speech: Samples, tmp_path: Path
) -> None:
    from faster_whisper.vad import get_vad_model  # noqa: PLC0415 - the reference, needed here alone

    whole = speech[: speech.size // 512 * 512]

    odds = speech_odds(written(whole, tmp_path))

    reference = get_vad_model()(whole.astype(np.float32) / np.float32(32_768)).ravel()
    assert np.allclose(
        odds[:-1], reference[:-1], atol=1e-3
    )  # the reference silences the end of its last window


def test_speech_in_a_telephones_band_is_no_silence(speech: Samples, tmp_path: Path) -> None:
    spectrum = np.fft.rfft(speech)
    hertz = np.fft.rfftfreq(speech.size, 1 / RATE)
    spectrum[(hertz < 300) | (hertz > 3_400)] = 0
    narrow = np.fft.irfft(spectrum, speech.size).astype(np.int16)

    heard = [
        sum(segment.duration for segment in find_speech(written(samples, tmp_path)))
        for samples in (speech, narrow)
    ]

    assert heard[1] > 0.95 * heard[0]


@pytest.mark.slow
@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="reads the peak where Linux writes it"
)
def test_memory_does_not_grow_with_the_length(speech: Samples, tmp_path: Path) -> None:
    minute = np.concatenate((speech, np.zeros(60 * RATE - speech.size, np.int16)))
    program = (
        "import re, sys; from pathlib import Path;"
        "from pipeline.recordings.decoding import open_recording;"
        "from pipeline.recordings.sound import find_speech;"
        "open_recording(Path(sys.argv[1]), Path(sys.argv[2])); find_speech(Path(sys.argv[2]));"
        "print(re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1])"
    )

    peaks = []
    for minutes in (10, 120):
        source = encoded(np.tile(minute, minutes), tmp_path / f"{minutes}.flac", rate=RATE)
        command = (sys.executable, "-c", program, str(source), str(tmp_path / "sound.pcm"))
        peaks.append(
            int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        )

    assert peaks[1] <= 1.1 * peaks[0]
