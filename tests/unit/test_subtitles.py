import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Gap, Recording, SpokenWord, Utterance
from pipeline.errors import FolderUnreachable
from pipeline.outputs.subtitles import write_vtt

CUE = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")


def written(recording: Recording, folder: Path) -> list[list[str]]:
    """The blocks of the file, as a player parts them: by empty lines."""
    target = folder / "Sitzung.vtt"
    write_vtt(recording, target)
    text = target.read_bytes().decode()
    assert text.endswith("\n")
    return [block.splitlines() for block in text.split("\n\n")]


def utterance(*texts: str, start: float = 0.0, speaker: str | None = None) -> Utterance:
    words = tuple(SpokenWord(text, start + n, start + n + 0.5, 0.9) for n, text in enumerate(texts))
    return Utterance(words, "de", speaker)


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=8))
def test_whatever_is_said_the_file_is_valid(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
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

    assert blocks[2:] == [["00:00:01.000 --> 00:00:04.000", "[not understood]"]]


def test_a_speaker_is_named(tmp_path: Path) -> None:
    *_, cue = written(Recording(9, (utterance("Ja.", speaker="Müller & Söhne"),), "de"), tmp_path)

    assert cue[1] == "<v Müller &amp; Söhne>Ja."


def test_hours_are_counted(tmp_path: Path) -> None:
    *_, cue = written(Recording(99_999, (utterance("Ja.", start=3723.456),), "de"), tmp_path)

    assert cue[0] == "01:02:03.456 --> 01:02:04.456"


def test_a_folder_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable):
        write_vtt(Recording(5, ()), tmp_path / "gone" / "x.vtt")
