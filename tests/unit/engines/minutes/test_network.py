"""The network above the vectors, with weights made by hand."""

from __future__ import annotations

import numpy as np

from pipeline.engines.minutes.network import Layers, forward, inputs


def _layers(*wide: int) -> Layers:
    """One input and channel; the second look around sees nothing."""
    one, none = np.ones((1, 1), np.float32), np.zeros(1, np.float32)
    return Layers(
        one,
        none,
        np.array(wide, np.float32).reshape(-1, 1, 1),
        none,
        np.zeros((1, 1, 1), np.float32),
        none,
        np.array([[1], [10], [100]], np.float32),
        none,
    )


def test_a_sentence_counts_by_itself() -> None:
    seen = np.array([[1], [2], [-3]], np.float32)

    assert forward(seen, _layers(0, 0, 0)).ravel().tolist() == [1, 2, 0]


def test_neighbours_count_and_beyond_the_ends_is_nothing() -> None:
    seen = np.array([[1], [2], [3]], np.float32)

    before = forward(seen, _layers(1, 0, 0))
    after = forward(seen, _layers(0, 0, 1))

    assert before.ravel().tolist() == [1, 2 + 10, 3 + 20]
    assert after.ravel().tolist() == [1 + 20, 2 + 30, 3]


def test_a_new_topic_is_unlike_what_was_before_and_like_what_follows() -> None:
    roof, feast = np.eye(2, dtype=np.float32)
    vectors = np.array([roof, roof, roof, feast, feast, feast])

    seen = inputs(vectors, [()] * 6)

    likeness = seen[:, 2:]
    before, after = likeness[:, 0], likeness[:, 6]
    assert before[3] == 0
    assert after[3] > 0.9
    assert before[5] > 0
    assert after[5] == 0
