import gc
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.core.recordings.passages import NOTHING_TOLD, RawPassage, Told
from pipeline.engines import Listening, SpeechBuilder
from pipeline.errors import ModelMissing


class Deaf:
    """A speech engine with nothing but a model."""

    version = "deaf 1"
    alive: ClassVar[weakref.WeakSet["Deaf"]] = weakref.WeakSet()

    def __init__(self, model: str, models: Path, threads: int) -> None:
        if model == "enormous":
            raise ModelMissing(model=model, command="schreibstube models add enormous")
        gc.collect()
        assert not self.alive, "two models at once"
        self.alive.add(self)
        self.told = (model, models, threads)

    def language(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        raise NotImplementedError

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,
        told: Told = NOTHING_TOLD,
        otherwise: bool = False,
    ) -> tuple[RawPassage, ...]:
        raise NotImplementedError


@pytest.fixture
def listening() -> Listening:
    builders: dict[str, SpeechBuilder] = {"deaf": Deaf}
    return Listening("deaf", Path("models"), 2, builders=builders)


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
