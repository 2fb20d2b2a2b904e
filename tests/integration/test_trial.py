"""A trial with the real engine, and what is kept of it."""

from pathlib import Path

import pytest

from pipeline.core.recordings.models.forecast import Trial, forecasts
from pipeline.engines import Listening
from pipeline.recordings.trial import machine, remember, remembered, trial


@pytest.mark.engine
def test_a_trial_hears_the_sound_and_says_how_long_it_took(speech_model: Path) -> None:
    made = trial(Listening("faster-whisper", speech_model.parent, 2), "base", 2)

    assert made.model == "base"
    assert made.seconds > 0
    assert all(each.hour for each in forecasts(machine(1), made))


def test_a_trial_is_kept_beside_the_models(tmp_path: Path) -> None:
    made = Trial("base", 2.5, busy=True)
    assert remembered(tmp_path) is None

    remember(made, tmp_path / "models")

    assert remembered(tmp_path / "models") == made


@pytest.mark.parametrize("content", ["", "[]", '[999999, {"model": "base", "seconds": 1}]'])
def test_the_trial_of_another_machine_or_a_damaged_one_is_none(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "trial.json").write_text(content)

    assert remembered(tmp_path) is None


def test_this_machine_has_cores_and_memory() -> None:
    here = machine(3)

    assert here.cores >= 1
    assert here.memory_bytes > 1 << 29
    assert here.listeners == 3
