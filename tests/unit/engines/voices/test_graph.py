from __future__ import annotations

import numpy as np

from pipeline.engines.voices.graph import Graph


def test_a_network_does_what_its_operators_say() -> None:
    graph = Graph()
    x = graph.add("Mul", "sound", graph.array(np.full((1, 300), 2, np.float32)))
    x = graph.add("LeakyRelu", x, alpha=0.5)
    x = graph.add("ReduceSum", x, graph.array((1,)), keepdims=0)
    sound = np.linspace(-1, 1, 600, dtype=np.float32).reshape(2, 300)

    (found,) = graph.session(given="sound", rank=2, made=x).run(None, {"sound": sound})

    assert np.allclose(found, np.where(sound < 0, sound, 2 * sound).sum(axis=1), atol=1e-3)


def test_negative_numbers_and_words_reach_the_operators() -> None:
    graph = Graph()
    x = graph.add("Reshape", "sound", graph.array((3, -1)))
    x = graph.add("Pad", x, graph.array((0, 1, 0, 0)), mode="edge")
    made = graph.add("Softmax", x, axis=-1)

    (found,) = graph.session(given="sound", rank=1, made=made).run(
        None, {"sound": np.zeros(6, np.float32)}
    )

    assert np.allclose(found, np.full((3, 3), 1 / 3))
