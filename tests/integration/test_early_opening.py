"""A short recording is opened while the office loads its engine."""

from pathlib import Path

import pytest

from pipeline import process
from pipeline.errors import NoAudio, Rejected
from pipeline.isolate import Isolated
from pipeline.recordings.early_opening import open_early, open_once
from pipeline.recordings.opening import open_spoken
from tools.samples import Sample

_GIB = 1 << 30


@pytest.fixture(params=["english_memo_mp3", "german_meeting_m4a"])
def recording(request: pytest.FixtureRequest) -> Path:
    sample: Sample = request.getfixturevalue(request.param)
    return sample.path


def made(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def folders(tmp_path: Path) -> tuple[Path, Path]:
    early, usual = tmp_path / "early", tmp_path / "usual"
    early.mkdir()
    usual.mkdir()
    return early, usual


def test_what_was_opened_early_is_the_same_and_opened_once(recording: Path, tmp_path: Path) -> None:
    early, usual = folders(tmp_path)
    expected = open_spoken(recording, usual / "sound.pcm")

    open_early(recording, early / "sound.pcm")
    (ready,) = early.iterdir()
    sound = next(ready.glob("sound.pcm")).stat().st_ino

    assert open_once(recording, early / "sound.pcm") == expected
    assert made(early) == made(usual)
    assert (early / "sound.pcm").stat().st_ino == sound
    assert not ready.exists()


def test_a_file_that_changed_meanwhile_is_opened_again(
    english_memo_mp3: Sample, german_dictation_wav: Sample, tmp_path: Path
) -> None:
    source, sound = tmp_path / "Diktat.wav", tmp_path / "sound.pcm"
    source.write_bytes(english_memo_mp3.path.read_bytes())
    open_early(source, sound)
    source.write_bytes(german_dictation_wav.path.read_bytes())

    facts, _ = open_once(source, sound)

    assert facts == open_spoken(source, tmp_path / "again.pcm")[0]


def test_what_cannot_be_opened_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    letter, sound = tmp_path / "Brief.mp3", tmp_path / "sound.pcm"
    letter.write_text("Sehr geehrte Damen und Herren,\n" * 2000)
    with pytest.raises(Rejected):
        open_early(letter, sound)

    with pytest.raises((Rejected, NoAudio)):
        open_once(letter, sound)


def test_another_process_opens_the_recording_itself(recording: Path, tmp_path: Path) -> None:
    early, usual = folders(tmp_path)
    expected = open_spoken(recording, usual / "sound.pcm")
    isolated = Isolated(object, processes=1, memory_bytes=4 * _GIB)
    isolated.run(process.open_early, 60, recording, early)

    assert open_once(recording, early / "sound.pcm") == expected
    isolated.close()
