import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import av
import pytest
from av.subtitles.subtitle import AssSubtitle
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Gap, Recording, SpokenWord, Utterance
from pipeline.errors import FolderUnreachable
from pipeline.outputs.subtitles import write_srt, write_vtt

SRT_CUE = re.compile(
    r"(\d{2,}):([0-5]\d):([0-5]\d),(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d),(\d{3})"
)
CUE = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")


def written(recording: Recording, folder: Path) -> list[list[str]]:
    """The blocks of the file, as a player parts them: by empty lines."""
    target = folder / "Sitzung.vtt"
    write_vtt(recording, target)
    text = target.read_bytes().decode()
    assert text.endswith("\n")
    return [block.splitlines() for block in text.split("\n\n")]


def srt(recording: Recording, folder: Path) -> list[list[str]]:
    """The blocks of the SRT file, which has Windows line ends and nothing else."""
    target = folder / "Sitzung.srt"
    write_srt(recording, target)
    text = target.read_bytes().decode()
    assert text.startswith("\ufeff1\r\n")
    assert text.endswith("\r\n\r\n")
    assert text.count("\r") == text.count("\n") == text.count("\r\n")
    return [block.split("\n") for block in text[1:-4].replace("\r\n", "\n").split("\n\n")]


def utterance(*texts: str, start: float = 0.0, speaker: str | None = None) -> Utterance:
    words = tuple(SpokenWord(text, start + n, start + n + 0.5, 0.9) for n, text in enumerate(texts))
    return Utterance(words, "de", speaker)


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=8))
def test_whatever_is_said_the_file_is_valid(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    recording = Recording(60, (utterance(*texts),), "de")

    head, note, *cues = written(recording, tmp_path_factory.mktemp("vtt"))

    assert head == ["WEBVTT"]
    assert note[0] == "NOTE"
    for times, *lines in cues:
        assert CUE.fullmatch(times)
        assert lines
        assert not any("-->" in line or "<" in line for line in lines)
        assert not any(re.search(r"&(?!(amp|lt|gt);)", line) for line in lines)


def test_the_note_is_in_the_language_of_the_recording(tmp_path: Path) -> None:
    _, english, *_ = written(Recording(5, (utterance("Yes."),), "en"), tmp_path)
    _, both, *_ = written(Recording(5, (utterance("Oui."),), "fr"), tmp_path)

    assert english == ["NOTE", "Draft: made by a machine, not checked by a person."]
    assert len(both) == 3


def test_silence_gives_a_file_that_says_so(tmp_path: Path) -> None:
    blocks = written(Recording(5, ()), tmp_path)

    assert blocks[0] == ["WEBVTT"]
    assert "Nobody speaks in this recording." in blocks[2]
    assert len(blocks) == 3


def test_a_failed_passage_is_not_silence(tmp_path: Path) -> None:
    blocks = written(Recording(9, (), "en", (Gap(1, 4, "NativeHang"),)), tmp_path)

    assert blocks[2:] == [["00:00:01.000 --> 00:00:04.000", "(inaudible)"]]


def test_a_speaker_is_named(tmp_path: Path) -> None:
    *_, cue = written(Recording(9, (utterance("Ja.", speaker="Müller & Söhne"),), "de"), tmp_path)

    assert cue[1] == "<v Müller &amp; Söhne>Ja."


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=8))
def test_whatever_is_said_the_srt_file_is_numbered_and_has_no_tags(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    cues = srt(Recording(60, (utterance(*texts),), "de"), tmp_path_factory.mktemp("srt"))

    for number, (first, times, *lines) in enumerate(cues, start=1):
        assert first == str(number)
        assert SRT_CUE.fullmatch(times)
        assert lines
        assert not any(set("<>{}") & set(line) for line in lines)


def test_both_kinds_hold_the_same_captions(tmp_path: Path) -> None:
    said = (
        utterance("Guten", "Morgen.", speaker="A"),
        utterance("Grüß", "Gott.", start=4.2, speaker="B"),
    )
    recording = Recording(9, said, "de", (Gap(7, 8, "NativeHang"),))

    _head, _note, *cues = written(recording, tmp_path)

    assert [[times.replace(",", "."), *lines] for _, times, *lines in srt(recording, tmp_path)] == [
        [times, *(re.sub("<[^>]*>", "", line) for line in lines)] for times, *lines in cues
    ]


def test_a_silent_recording_is_an_srt_file_that_says_so(tmp_path: Path) -> None:
    assert srt(Recording(60, ()), tmp_path) == [
        [
            "1",
            "00:00:00,000 --> 00:00:04,000",
            "[In dieser Aufnahme spricht niemand.]",
            "[Nobody speaks in this recording.]",
        ]
    ]
    assert srt(Recording(0.2, (), "en"), tmp_path) == [
        ["1", "00:00:00,000 --> 00:00:01,000", "[Nobody speaks in this recording.]"]
    ]


def test_a_failed_passage_is_not_silence_in_an_srt_file_either(tmp_path: Path) -> None:
    ((_, times, text),) = srt(Recording(9, (), "en", (Gap(1, 4, "NativeHang"),)), tmp_path)

    assert (times, text) == ("00:00:01,000 --> 00:00:04,000", "(inaudible)")


def read_by_ffmpeg(file: Path) -> list[tuple[float, float, str]]:
    """Begin and end in seconds and the text of each caption, as a player would show it."""
    with av.open(str(file)) as container:
        return [
            (packet.pts / 1000, (packet.pts + packet.duration) / 1000, shown.dialogue.decode())
            for packet in container.demux(subtitles=0)
            for shown in packet.decode()
            if isinstance(shown, AssSubtitle)
            if packet.pts is not None
            if packet.duration is not None
        ]


@pytest.mark.parametrize("suffix", ["vtt", "srt"])
def test_ffmpeg_shows_every_word_and_umlaut_at_its_time(tmp_path: Path, suffix: str) -> None:
    text = (
        "Grüß Gott & guten Morgen allerseits: Ich begrüße Sie zur öffentlichen Sitzung des "
        "Ausschusses. Jawohl!"
    )
    recording = Recording(3700, (utterance(*text.split(), start=3600.25),), "de")
    target = tmp_path / f"Sitzung.{suffix}"

    {"vtt": write_vtt, "srt": write_srt}[suffix](recording, target)
    shown = read_by_ffmpeg(target)

    assert " ".join(caption.replace("\\N", " ") for _, _, caption in shown) == text
    assert shown[0][0] == 3600.25
    assert all(before[1] < after[0] for before, after in pairwise(shown))


def test_ffmpeg_reads_what_is_said_of_a_silent_recording(tmp_path: Path) -> None:
    write_srt(Recording(60, (), "de"), tmp_path / "still.srt")

    assert read_by_ffmpeg(tmp_path / "still.srt") == [
        (0, 4, "[In dieser Aufnahme spricht niemand.]")
    ]


def test_hours_are_counted(tmp_path: Path) -> None:
    *_, cue = written(Recording(99_999, (utterance("Ja.", start=3723.456),), "de"), tmp_path)

    assert cue[0] == "01:02:03.456 --> 01:02:04.456"


@pytest.mark.parametrize("write", [write_vtt, write_srt])
def test_a_folder_that_is_gone_is_said_to_be(
    tmp_path: Path, write: Callable[[Recording, Path], None]
) -> None:
    with pytest.raises(FolderUnreachable):
        write(Recording(5, ()), tmp_path / "gone" / "x.vtt")
