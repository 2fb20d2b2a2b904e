"""Which sounds are one, by levels alone."""

from pathlib import Path

import numpy as np
import pytest

from pipeline.core.recordings.segments import RATE
from pipeline.recordings.own_speech import (
    Powers,
    distinct,
    masked,
    may_overlap,
    of_length,
    overlap,
    own_speech,
    takes_part,
)


def talk(seed: int, windows: int = 300) -> Powers:
    """Levels that rise and fall as syllables do."""
    chance = np.random.default_rng(seed)
    syllables = chance.exponential(1.0, windows)
    return np.asarray(4e6 * syllables + 50)


def silent(power: Powers) -> Powers:
    return np.zeros_like(power)


ANNA, BERND, CARLA = talk(1), talk(2), talk(3)


def test_copies_and_sums_are_left_out_whatever_their_volume() -> None:
    assert distinct([ANNA, 0.01 * ANNA, BERND, silent(ANNA)]) == (0, 2)
    assert distinct([ANNA + 0.5 * BERND, ANNA, BERND]) == (1, 2)
    assert distinct([ANNA, BERND, CARLA, 0.2 * ANNA + 3 * CARLA]) == (0, 1, 2)


def test_a_word_of_ones_own_is_enough_to_be_distinct() -> None:
    almost = ANNA.copy()
    almost[100:112] = 4e6 - ANNA[100:112] / 8

    assert distinct([ANNA, almost]) == (0, 1)


@pytest.mark.parametrize("windows", [3, 12, 300])
def test_one_sound_never_overlaps_itself(windows: int) -> None:
    power = ANNA[:windows]

    assert not may_overlap(power, 0.1 * power, silent(power))
    assert not may_overlap(power, silent(power), silent(power))


def test_two_people_at_once_may_overlap_unless_the_samples_say_one_sound() -> None:
    assert may_overlap(ANNA, BERND, silent(ANNA))
    assert not may_overlap(ANNA, BERND, -0.9 * np.sqrt(ANNA * BERND))


def test_a_part_that_takes_a_moment_is_no_overlap() -> None:
    first = np.zeros(100, np.bool_)
    second = first.copy()
    first[10:60], second[55:90] = True, True

    assert not overlap(first, second)
    second[45:90] = True
    assert overlap(first, second)
    assert not takes_part(first & ~first)


def written(folder: Path, name: str, power: Powers) -> Path:
    """Noise as loud as the levels say."""
    samples = np.random.default_rng(len(name)).normal(0, 1, (len(power), RATE // 10))
    file = folder / name
    (samples * np.sqrt(power)[:, None]).clip(-32_768, 32_767).astype("<i2").tofile(file)
    return file


def test_speech_belongs_to_the_louder_of_two_microphones_and_to_both_at_once(
    tmp_path: Path,
) -> None:
    anna, bernd = ANNA.copy(), BERND.copy()
    anna[100:200], bernd[:100] = 50, 50
    left, right = anna + 0.1 * bernd, bernd + 0.1 * anna
    files = [written(tmp_path, "a", left), written(tmp_path, "bb", right)]
    speaks = np.full(300 * RATE // 10 // 512, 0.9, np.float32)

    first, second = own_speech(files, [left, right], [speaks, speaks])

    assert first[:90].mean() > 0.9
    assert second[:90].mean() < 0.3
    assert second[110:190].mean() > 0.9
    assert first[110:190].mean() < 0.3
    assert (first & second)[210:].mean() > 0.9


def test_whatever_is_said_belongs_to_a_microphone_even_if_many_are_as_loud(
    tmp_path: Path,
) -> None:
    levels = [volume * ANNA for volume in (1, 1.9, 3.5)]
    files = [written(tmp_path, name * 3, level) for name, level in zip("abc", levels, strict=True)]
    speaks = np.full(300 * RATE // 10 // 512, 0.9, np.float32)

    own = own_speech(files, levels, [speaks] * 3)

    assert np.any(own, axis=0)[:290].all()


def test_the_odds_of_somebody_elses_speech_are_nothing() -> None:
    odds = np.full(63, 0.8, np.float32)  # two seconds
    own = np.zeros(20, np.bool_)
    own[10:] = True

    kept = masked(odds, own)

    assert not kept[:28].any()
    assert (kept[32:] == np.float32(0.8)).all()
    assert len(of_length(ANNA, 500)) == 500
