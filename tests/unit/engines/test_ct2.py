"""The file is written here by hand, as CTranslate2's own converter writes it."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.engines.ct2 import alignment_heads, read_weights

WIDTH, VOCABULARY = 64, 11
TYPES = {np.dtype("f4"): 0, np.dtype("i1"): 1, np.dtype("f2"): 4, np.dtype("u2"): 5}

Variables = dict[str, NDArray[Any]]


def text(value: str) -> bytes:
    return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"


def written(
    folder: Path,
    variables: Mapping[str, NDArray[Any]],
    *,
    spec: str = "WhisperSpec",
    version: int = 6,
) -> Path:
    parts = [struct.pack("<I", version), text(spec), struct.pack("<II", 3, len(variables))]
    for name, array in variables.items():
        parts += [text(name), struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)]
        parts += [struct.pack("<BI", TYPES[array.dtype], array.nbytes), array.tobytes()]
    parts += [
        struct.pack("<I", 1),
        text("decoder/projection/weight"),
        text("decoder/embeddings/weight"),
    ]
    (folder / "model.bin").write_bytes(b"".join(parts))
    return folder


def attention(name: str, fused: tuple[int, ...]) -> Variables:
    chance = np.random.default_rng(len(name))
    made: Variables = {}
    for number, parts in enumerate(fused):
        made[f"{name}/linear_{number}/weight"] = chance.random((parts * WIDTH, WIDTH), np.float32)
        made[f"{name}/linear_{number}/bias"] = chance.random(parts * WIDTH, np.float32)
    made[f"{name}/layer_norm/gamma"] = np.ones(WIDTH, np.float32)
    made[f"{name}/layer_norm/beta"] = np.zeros(WIDTH, np.float32)
    return made


@pytest.fixture
def variables() -> Variables:
    """A Whisper model with one block on each side."""
    made: Variables = {
        "encoder/position_encodings/encodings": np.ones((15, WIDTH), np.float16),
        "decoder/position_encodings/encodings": np.ones((7, WIDTH), np.float16),
        "decoder/embeddings/weight": np.ones((VOCABULARY, WIDTH), np.float16),
    }
    for number, bands in ((1, 80), (2, WIDTH)):
        made[f"encoder/conv{number}/weight"] = np.ones((WIDTH, bands, 3), np.float32)
        made[f"encoder/conv{number}/bias"] = np.ones(WIDTH, np.float32)
    for side in ("encoder", "decoder"):
        layer = f"{side}/layer_0"
        made |= attention(f"{layer}/self_attention", (3, 1))
        made[f"{layer}/self_attention/linear_0/bias"][WIDTH : 2 * WIDTH] = 0
        for number in range(2):
            made[f"{layer}/ffn/linear_{number}/weight"] = np.ones((WIDTH, WIDTH), np.float32)
            made[f"{layer}/ffn/linear_{number}/bias"] = np.ones(WIDTH, np.float32)
        for norm in (f"{layer}/ffn/layer_norm", f"{side}/layer_norm"):
            made[f"{norm}/gamma"] = np.ones(WIDTH, np.float32)
            made[f"{norm}/beta"] = np.zeros(WIDTH, np.float32)
    made |= attention("decoder/layer_0/attention", (1, 2, 1))
    made["decoder/layer_0/attention/linear_1/bias"][:WIDTH] = 0
    return made


def test_the_fused_matrices_come_apart(tmp_path: Path, variables: Variables) -> None:
    state = read_weights(written(tmp_path, variables)).state

    fused = variables["decoder/layer_0/self_attention/linear_0/weight"]
    assert np.array_equal(state["decoder.blocks.0.attn.query.weight"], fused[:WIDTH])
    assert np.array_equal(state["decoder.blocks.0.attn.key.weight"], fused[WIDTH : 2 * WIDTH])
    assert np.array_equal(state["decoder.blocks.0.attn.value.weight"], fused[2 * WIDTH :])
    looks = variables["decoder/layer_0/attention/linear_1/weight"]
    assert np.array_equal(state["decoder.blocks.0.cross_attn.key.weight"], looks[:WIDTH])
    assert np.array_equal(state["decoder.blocks.0.cross_attn.value.weight"], looks[WIDTH:])
    assert "decoder.blocks.0.attn.key.bias" not in state


def test_the_dimensions_are_read_from_the_shapes(tmp_path: Path, variables: Variables) -> None:
    dimensions = read_weights(written(tmp_path, variables)).dimensions

    assert dimensions == {
        "n_mels": 80,
        "n_audio_ctx": 15,
        "n_audio_state": WIDTH,
        "n_audio_head": 1,
        "n_audio_layer": 1,
        "n_vocab": VOCABULARY,
        "n_text_ctx": 7,
        "n_text_state": WIDTH,
        "n_text_head": 1,
        "n_text_layer": 1,
    }


def test_eight_bit_weights_are_multiplied_out(tmp_path: Path, variables: Variables) -> None:
    variables["decoder/embeddings/weight"] = np.full((VOCABULARY, WIDTH), 64, np.int8)
    variables["decoder/embeddings/weight_scale"] = np.full(VOCABULARY, 128, np.float32)

    state = read_weights(written(tmp_path, variables)).state

    assert np.array_equal(
        state["decoder.token_embedding.weight"], np.full((VOCABULARY, WIDTH), 0.5, np.float32)
    )


def test_bfloat16_weights_are_understood(tmp_path: Path, variables: Variables) -> None:
    variables["decoder/embeddings/weight"] = np.full((VOCABULARY, WIDTH), 0x3FC0, np.uint16)

    state = read_weights(written(tmp_path, variables)).state

    assert np.array_equal(
        state["decoder.token_embedding.weight"], np.full((VOCABULARY, WIDTH), 1.5, np.float32)
    )


@pytest.mark.parametrize("lost", [1, 40, 5000])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, variables: Variables, lost: int) -> None:
    file = written(tmp_path, variables) / "model.bin"
    file.write_bytes(file.read_bytes()[:-lost])

    with pytest.raises(ValueError, match="cut off"):
        read_weights(tmp_path)


def test_other_models_are_refused(tmp_path: Path, variables: Variables) -> None:
    with pytest.raises(ValueError, match="not a Whisper model of a known version"):
        read_weights(written(tmp_path, variables, spec="TransformerSpec"))
    with pytest.raises(ValueError, match="not a Whisper model of a known version"):
        read_weights(written(tmp_path, variables, version=3))


def test_a_key_with_a_bias_is_refused(tmp_path: Path, variables: Variables) -> None:
    variables["encoder/layer_0/self_attention/linear_0/bias"][WIDTH] = 0.1

    with pytest.raises(ValueError, match="key is not zero"):
        read_weights(written(tmp_path, variables))


def test_a_model_with_a_missing_part_is_refused(tmp_path: Path, variables: Variables) -> None:
    del variables["encoder/conv2/bias"]

    with pytest.raises(ValueError, match="encoder/conv2/bias"):
        read_weights(written(tmp_path, variables))


def test_the_alignment_heads_are_those_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"alignment_heads": [[1, 0], [2, 3]]}))

    heads = alignment_heads(tmp_path, {"n_text_layer": 3, "n_text_head": 4})

    assert heads == alignment_heads(tmp_path, {"n_text_layer": 3, "n_text_head": 4})
    assert heads is not None


def test_a_folder_may_not_name_its_alignment_heads(tmp_path: Path) -> None:
    assert alignment_heads(tmp_path, {}) is None

    (tmp_path / "config.json").write_text("{}")
    assert alignment_heads(tmp_path, {}) is None
