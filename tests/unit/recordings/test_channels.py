"""How loud each channel was."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np

from pipeline.recordings.channels import Levels, levels_beside


def test_what_many_short_frames_leave_is_no_more_than_their_levels() -> None:
    frame = np.ones((320, 2), np.int16)  # 20 ms, as telephones and Opus have them
    levels = Levels()
    levels.add(frame)

    tracemalloc.start()
    for _ in range(15_000):  # 5 minutes
        levels.add(frame)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert held < 300 * 3 * 40 * 1.5


def test_levels_are_the_same_however_long_the_frames_are(tmp_path: Path) -> None:
    sound = np.random.default_rng(7).integers(-9000, 9000, (48_000, 2)).astype(np.int16)
    whole, pieces = Levels(), Levels()

    whole.add(sound)
    for start in range(0, len(sound), 320):
        pieces.add(sound[start : start + 320])
    for name, levels in (("whole", whole), ("pieces", pieces)):
        levels.silence(16_000)
        levels.add(sound[:, :1])
        levels.save(tmp_path / name)

    one, other = (levels_beside(tmp_path / name) for name in ("whole", "pieces"))
    assert one is not None
    assert other is not None
    assert one.shape == other.shape
    assert np.allclose(one, other)
    assert one[:, 1].any()
