from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tools import sounds
from tools.samples import RATE, Sample


def heard(sample: Sample) -> np.ndarray:
    with wave.open(str(sample.path)) as sound:
        return np.frombuffer(sound.readframes(sound.getnframes()), "<i2")


def loudness(samples: np.ndarray) -> float:
    return float(np.sqrt(np.mean(samples.astype(float) ** 2)))


@pytest.mark.parametrize("kind", ["German numbers", "German minutes, four voices"])
def test_a_recording_says_its_sentences_when_its_turns_say(kind: str, tmp_path: Path) -> None:
    sample = sounds.speech(kind, tmp_path / "a.wav", seconds=12)

    sound = heard(sample)
    assert 12 <= sound.size / RATE < 25
    assert sample.text == " ".join(turn.text for turn in sample.turns)
    for before, after in pairwise(sample.turns):
        assert loudness(sound[round(before.start * RATE) : round(before.end * RATE)]) > 300
        assert loudness(sound[round(before.end * RATE) : round(after.start * RATE)]) < 20


def test_the_same_seed_says_the_same_and_voices_take_turns(tmp_path: Path) -> None:
    once, again, other = (
        sounds.speech(
            "German minutes, four voices", tmp_path / f"{number}.wav", seconds=55, seed=seed
        )
        for number, seed in enumerate((3, 3, 4))
    )

    assert once.path.read_bytes() == again.path.read_bytes() != other.path.read_bytes()
    assert {turn.voice for turn in once.turns} == set(sounds.FOUR_VOICES)


def test_half_of_a_half_silent_meeting_is_silence(tmp_path: Path) -> None:
    sample = sounds.half_silent(tmp_path / "a.wav", minutes=3)

    spoken = sum(turn.end - turn.start for turn in sample.turns)
    assert spoken / (heard(sample).size / RATE) == pytest.approx(0.45, abs=0.1)
    assert max(after.start - before.end for before, after in pairwise(sample.turns)) > 10


def test_a_recorder_that_ran_for_hours_says_the_same_again_and_again(tmp_path: Path) -> None:
    sample = sounds.mostly_silent(tmp_path / "a.wav", hours=0.75)

    assert heard(sample).size / RATE == pytest.approx(45 * 60, abs=120)
    texts = [turn.text for turn in sample.turns]
    assert texts[30:] == texts[: len(texts) - 30] != []


@pytest.mark.parametrize("kind", sounds.NOISES)
def test_noise_has_its_length_no_words_and_is_not_clipped(kind: str, tmp_path: Path) -> None:
    sample = sounds.noise(kind, tmp_path / "a.wav", seconds=6)

    sound = heard(sample)
    assert (sound.size, sample.text) == (6 * RATE, "")
    assert np.abs(sound.astype(int)).max() < 32_767
    assert (loudness(sound) < 20) == (kind == "silence")
