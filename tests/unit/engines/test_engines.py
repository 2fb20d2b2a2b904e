import gc
import weakref
from pathlib import Path
from typing import ClassVar

import pytest

from pipeline import engines
from pipeline.engines import Listening
from pipeline.errors import ModelMissing


class Deaf:
    """A speech engine with nothing but a model."""

    alive: ClassVar[weakref.WeakSet["Deaf"]] = weakref.WeakSet()

    def __init__(self, model: str, models: Path, threads: int) -> None:
        if model == "enormous":
            raise ModelMissing(model=model, command="schreibstube models add enormous")
        gc.collect()
        assert not self.alive, "two models at once"
        self.alive.add(self)
        self.told = (model, models, threads)


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Listening:
    monkeypatch.setitem(engines.SPEECH, "deaf", Deaf)
    return Listening("deaf", Path("models"), 2)


def test_a_model_is_loaded_once_and_makes_room_for_the_next(listening: Listening) -> None:
    first = listening.engine("base")
    assert listening.engine("base") is first
    assert vars(first)["told"] == ("base", Path("models"), 2)
    del first

    assert vars(listening.engine("small"))["told"][0] == "small"
    assert len(Deaf.alive) == 1


def test_a_missing_model_leaves_room_for_the_one_before(listening: Listening) -> None:
    listening.engine("base")

    with pytest.raises(ModelMissing):
        listening.engine("enormous")

    assert vars(listening.engine("base"))["told"][0] == "base"
