"""CTranslate2's Whisper files as weights of OpenAI's model.

One set of weights serves both engines: faster-whisper opens the folder, and this module takes the
same ``model.bin`` apart for openai-whisper. Pure numpy; neither ctranslate2 nor torch is needed.

The two differ in four ways. CTranslate2 fuses query, key and value into one matrix (key and value
only, where the decoder looks at the sound); it gives the key a bias of zeros that OpenAI's model
does not have; it stores the output projection a second time; and it may quantise to 8 bits.

Source: CTranslate2, ``python/ctranslate2/specs/model_spec.py`` (``_save_model_spec``) for the file
and ``converters/transformers.py`` (``WhisperLoader``) for the names.
"""

from __future__ import annotations

import base64
import gzip
import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_VERSIONS = range(4, 7)
"""Versions of the file format that can be read."""
_TYPES: Mapping[int, np.dtype[Any]] = {
    0: np.dtype("<f4"),
    1: np.dtype("i1"),
    2: np.dtype("<i2"),
    3: np.dtype("<i4"),
    4: np.dtype("<f2"),
}
_BFLOAT16 = 5
_HEAD = 64
"""Width of an attention head in every Whisper model.

Source: openai-whisper, ``model-card.md``.
"""


@dataclass(frozen=True, slots=True)
class Weights:
    """openai-whisper's ``ModelDimensions``, and its state."""

    dimensions: Mapping[str, int]
    state: Mapping[str, Array]


def read_weights(folder: Path) -> Weights:
    """The weights in a CTranslate2 folder.

    They are mapped from the disk rather than copied where possible.

    Raises:
        ValueError: ``model.bin`` is not a whole Whisper model of a known version.
        OSError: it cannot be read.
    """
    variables = _variables(folder / "model.bin")
    try:
        state = dict(_state(variables))
    except KeyError as error:
        msg = f"not a whole Whisper model: {error} is missing"
        raise ValueError(msg) from error
    return Weights(_dimensions(state), state)


def alignment_heads(folder: Path, dimensions: Mapping[str, int]) -> bytes | None:
    """The alignment heads, for ``Whisper.set_alignment_heads``.

    They follow the sound; without them the times of words shift.

    None where ``config.json`` does not name them.
    """
    config = folder / "config.json"
    heads = (
        json.loads(config.read_text("utf-8")).get("alignment_heads") if config.is_file() else None
    )
    if not heads:
        return None
    mask = np.zeros((dimensions["n_text_layer"], dimensions["n_text_head"]), bool)
    mask[tuple(zip(*heads, strict=True))] = True
    return base64.b85encode(gzip.compress(mask.tobytes(), mtime=0))


def _variables(file: Path) -> dict[str, Array]:
    """All arrays by CTranslate2's names, dequantised."""
    reader = _Reader(np.memmap(file, np.uint8, mode="r"))
    try:
        version, spec, _revision = reader.number("I"), reader.text(), reader.number("I")
        if version not in _VERSIONS or spec != "WhisperSpec":
            msg = f"not a Whisper model of a known version: {spec} {version}"
            raise ValueError(msg)
        found = {reader.text(): reader.array() for _ in range(reader.number("I"))}
        for _ in range(reader.number("I")):
            alias, name = reader.text(), reader.text()
            found[alias] = found[name]
    except (struct.error, KeyError) as error:
        msg = "the file is cut off or damaged"
        raise ValueError(msg) from error
    return {
        name: _dequantised(name, array, found)
        for name, array in found.items()
        if not name.endswith("_scale")
    }


def _dequantised(name: str, array: Array, found: Mapping[str, Array]) -> Array:
    scale = found.get(f"{name}_scale")
    if scale is None or array.dtype != np.int8:
        return array
    return array.astype(np.float32) / scale.reshape(-1, *[1] * (array.ndim - 1))


@dataclass(slots=True)
class _Reader:
    """Reads the file front to back; numbers are little-endian."""

    data: NDArray[np.uint8]
    place: int = 0

    def number(self, kind: str) -> int:
        """The next unsigned number: ``struct``'s ``B``, ``H`` or ``I``."""
        (value,) = struct.unpack(f"<{kind}", self._take(struct.calcsize(f"<{kind}")).tobytes())
        return int(value)

    def text(self) -> str:
        """The next string: its length, then bytes ending in NUL."""
        return self._take(self.number("H")).tobytes().rstrip(b"\0").decode()

    def array(self) -> Array:
        """The next array: rank, shape, type, bytes."""
        shape = tuple(self.number("I") for _ in range(self.number("B")))
        kind, size = self.number("B"), self.number("I")
        raw = self._take(size)
        if kind == _BFLOAT16:
            return (raw.view("<u2").astype(np.uint32) << 16).view(np.float32).reshape(shape)
        array: Array = raw.view(_TYPES[kind])
        return array.reshape(shape)

    def _take(self, size: int) -> NDArray[np.uint8]:
        raw = self.data[self.place : self.place + size]
        if len(raw) != size:
            msg = "the file is cut off"
            raise ValueError(msg)
        self.place += size
        return raw


def _dimensions(state: Mapping[str, Array]) -> dict[str, int]:
    vocabulary, width = state["decoder.token_embedding.weight"].shape
    return {
        "n_mels": state["encoder.conv1.weight"].shape[1],
        "n_audio_ctx": len(state["encoder.positional_embedding"]),
        "n_audio_state": width,
        "n_audio_head": width // _HEAD,
        "n_audio_layer": sum(
            name.startswith("encoder.") and name.endswith(".attn.key.weight") for name in state
        ),
        "n_vocab": vocabulary,
        "n_text_ctx": len(state["decoder.positional_embedding"]),
        "n_text_state": width,
        "n_text_head": width // _HEAD,
        "n_text_layer": sum(name.endswith(".cross_attn.key.weight") for name in state),
    }


def _state(found: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    """OpenAI's names with their arrays."""
    yield from _linear(found, "encoder/conv1", "encoder.conv1")
    yield from _linear(found, "encoder/conv2", "encoder.conv2")
    yield "encoder.positional_embedding", found["encoder/position_encodings/encodings"]
    yield from _norm(found, "encoder/layer_norm", "encoder.ln_post")
    yield "decoder.token_embedding.weight", found["decoder/embeddings/weight"]
    yield "decoder.positional_embedding", found["decoder/position_encodings/encodings"]
    yield from _norm(found, "decoder/layer_norm", "decoder.ln")
    for side in ("encoder", "decoder"):
        for layer in range(sum(_is_layer(name, side) for name in found)):
            yield from _layer(found, f"{side}/layer_{layer}", f"{side}.blocks.{layer}")


def _is_layer(name: str, side: str) -> bool:
    return name.startswith(f"{side}/layer_") and name.endswith("/self_attention/linear_0/weight")


def _layer(found: Mapping[str, Array], theirs: str, ours: str) -> Iterator[tuple[str, Array]]:
    """A block: self-attention, in the decoder cross-attention, MLP."""
    yield from _fused(
        found, f"{theirs}/self_attention/linear_0", ours, ("attn.query", "attn.key", "attn.value")
    )
    yield from _linear(found, f"{theirs}/self_attention/linear_1", f"{ours}.attn.out")
    yield from _norm(found, f"{theirs}/self_attention/layer_norm", f"{ours}.attn_ln")
    if ours.startswith("decoder"):
        yield from _linear(found, f"{theirs}/attention/linear_0", f"{ours}.cross_attn.query")
        yield from _fused(
            found, f"{theirs}/attention/linear_1", ours, ("cross_attn.key", "cross_attn.value")
        )
        yield from _linear(found, f"{theirs}/attention/linear_2", f"{ours}.cross_attn.out")
        yield from _norm(found, f"{theirs}/attention/layer_norm", f"{ours}.cross_attn_ln")
    yield from _linear(found, f"{theirs}/ffn/linear_0", f"{ours}.mlp.0")
    yield from _linear(found, f"{theirs}/ffn/linear_1", f"{ours}.mlp.2")
    yield from _norm(found, f"{theirs}/ffn/layer_norm", f"{ours}.mlp_ln")


def _linear(found: Mapping[str, Array], theirs: str, ours: str) -> Iterator[tuple[str, Array]]:
    yield f"{ours}.weight", found[f"{theirs}/weight"]
    yield f"{ours}.bias", found[f"{theirs}/bias"]


def _norm(found: Mapping[str, Array], theirs: str, ours: str) -> Iterator[tuple[str, Array]]:
    yield f"{ours}.weight", found[f"{theirs}/gamma"]
    yield f"{ours}.bias", found[f"{theirs}/beta"]


def _fused(
    found: Mapping[str, Array], theirs: str, ours: str, names: tuple[str, ...]
) -> Iterator[tuple[str, Array]]:
    """The parts of a fused matrix.

    OpenAI's key has no bias, so CTranslate2's must be zero.
    """
    weights = np.split(found[f"{theirs}/weight"], len(names))
    biases = np.split(found[f"{theirs}/bias"], len(names))
    for name, weight, bias in zip(names, weights, biases, strict=True):
        yield f"{ours}.{name}.weight", weight
        if not name.endswith("key"):
            yield f"{ours}.{name}.bias", bias
        elif bias.any():
            msg = f"the bias of {theirs}'s key is not zero: not a Whisper model"
            raise ValueError(msg)
