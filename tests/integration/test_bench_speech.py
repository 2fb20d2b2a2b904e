"""The comparison with Whisper's own programs: all three for real, on seconds of speech."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path

import pytest
import whisper

from benchmarks import speech, speech_faster_whisper
from benchmarks.speech_figures import Word
from benchmarks.speech_sides import checkpoint, read_ours, read_segments
from benchmarks.speech_speakers import spans_of
from pipeline.engines.ct2 import read_weights
from pipeline.engines.speech_models import EMBEDDED, find_model
from pipeline.settings import Folders
from tools import batch, sounds

_FFMPEG = """#!{python}
import sys
import av

with av.open(sys.argv[sys.argv.index("-i") + 1]) as container:
    resampler = av.AudioResampler("s16", "mono", 16_000)
    for frame in container.decode(audio=0):
        for heard in resampler.resample(frame):
            sys.stdout.buffer.write(heard.to_ndarray().tobytes())
"""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with a program that does of ffmpeg what openai-whisper asks of it."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (folder / "ffmpeg").write_text(_FFMPEG.format(python=sys.executable))
    (folder / "ffmpeg").chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def weights() -> Path:
    return find_model(EMBEDDED, Folders().models)


@pytest.mark.engine
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_quick_comparison_scores_all_sides_on_the_same_speech(
    programs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ["--quick", "--only", "accuracy", "--kinds", "English numbers", "--threads", "1"]

    code = speech.main([*chosen, "--ffmpeg", str(programs), "--data", str(tmp_path)])

    page = capsys.readouterr().out
    assert code == 0
    assert "| English, made: wrong words, against the better |" in page
    assert "| passages dropped | 0.00" in page
    (row,) = [line for line in page.splitlines() if line.startswith("| English numbers (1)")]
    rates = [float(cell) for cell in row.split("|")[3:6]]
    assert all(rate < 60 for rate in rates)
    assert "Everybody heard every recording." in page


def test_a_side_that_fails_ends_the_comparison(
    programs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = shlex.join((sys.executable, "-c", "raise SystemExit('nothing works')"))

    code = speech.main(
        ["--quick", "--only", "memory", "--ffmpeg", str(programs), "--command", broken]
    )

    said = capsys.readouterr()
    assert code == 1
    assert "recorder-0.033.wav: exit code 1" in said.err
    assert "nothing works" in said.err
    assert said.out == ""


@pytest.mark.engine
def test_openai_whisper_loads_the_checkpoint_with_the_very_weights(
    weights: Path, tmp_path: Path
) -> None:
    made = checkpoint(weights, tmp_path)
    stamp = made.stat().st_mtime_ns

    model = whisper.load_model(str(made), device="cpu")

    assert vars(model.dims) == dict(read_weights(weights).dimensions)
    assert checkpoint(weights, tmp_path).stat().st_mtime_ns == stamp


@pytest.mark.engine
def test_faster_whisper_tells_its_words_as_the_other_command_does(
    weights: Path, tmp_path: Path
) -> None:
    sample = sounds.speech("German minutes, two voices", tmp_path / "a.wav", seconds=3)
    options = (
        "--model",
        str(weights),
        "--language",
        "de",
        "--threads",
        "1",
        "--output_dir",
        str(tmp_path),
    )

    speech_faster_whisper.main([*options, str(sample.path)])

    words = read_segments(tmp_path / "a.json").words
    assert len(words) >= 3
    assert all(word.exact and 0 <= word.start <= word.end <= 12 for word in words)


def test_segments_without_words_are_spread_over_their_time(tmp_path: Path) -> None:
    told = {"language": "de", "segments": [{"start": 1.0, "end": 3.0, "text": " Guten Tag."}]}
    (tmp_path / "a.json").write_text(json.dumps(told))

    first, second = read_segments(tmp_path / "a.json").words

    assert (first.text, first.start, first.exact) == ("Guten", 1.0, True)
    assert (second.text, second.end, second.exact) == ("Tag.", 3.0, False)


def test_our_words_are_those_of_the_json(tmp_path: Path) -> None:
    office = batch.Office(tmp_path)
    utterance = {"speaker": "Anna", "words": [{"text": "Guten", "start": 1.2, "end": 1.5}]}
    (office.outbox / "a.json").write_text(json.dumps({"utterances": [utterance]}))

    found = read_ours(
        office, batch.Item("a.mp3", "published", outputs=("a.docx", "a.json"), language="de")
    )
    refused = read_ours(office, batch.Item("a.mp3", "needs-attention"))

    assert (found.words, found.language) == ((Word("Guten", 1.2, 1.5, speaker="Anna"),), "de")
    assert refused.words == ()


def test_who_speaks_when_is_told_by_the_words() -> None:
    words = [
        Word("a", 0, 1, speaker="A"),
        Word("b", 1.2, 2, speaker="A"),
        Word("c", 2, 3, speaker="B"),
    ]
    words += [Word("d", 3, 4), Word("e", 9, 10, speaker="B")]

    assert list(spans_of(words)) == [(0, 2, "A"), (2, 3, "B"), (9, 10, "B")]
