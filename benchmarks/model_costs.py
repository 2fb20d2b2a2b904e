"""What the speech models cost on processors, without their weights.

    python -m benchmarks.model_costs [MODEL …]

A model's shape decides what it costs, not what it has learned. So each is made with random weights
in a temporary folder, loaded as Schreibstube loads it (8-bit integers, one thread), and timed in a
process of its own: the encoder for a window of 30 seconds, and a token of beam search of width 5.
Written down in ``pipeline/core/recordings/models/forecast.py``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import numpy as np
import platformdirs
from numpy.typing import NDArray

from pipeline.engines.speech_models import embedded_model

if TYPE_CHECKING:
    from ctranslate2.specs import attention_spec, transformer_spec, whisper_spec

_FEW, _MANY = 20, 120
"""Lengths of decoding; their difference is the cost of a token, without what comes before."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The dimensions of a model. Source: openai-whisper's ``ModelDimensions``."""

    mels: int
    width: int
    encoder_layers: int
    heads: int
    decoder_layers: int
    vocabulary: int = 51_865


SHAPES = {
    "tiny": Shape(80, 384, 4, 6, 4),
    "base": Shape(80, 512, 6, 8, 6),
    "small": Shape(80, 768, 12, 12, 12),
    "medium": Shape(80, 1024, 24, 16, 24),
    "large-v2": Shape(80, 1280, 32, 20, 32),
    "large-v3-turbo": Shape(128, 1280, 32, 20, 4, 51_866),
    "large-v3": Shape(128, 1280, 32, 20, 32, 51_866),
}


@dataclass(frozen=True, slots=True)
class _Weights:
    """Random weights for layers of a model so wide."""

    width: int
    chance: np.random.Generator

    def drawn(self, *dimensions: int) -> NDArray[np.float16]:
        """An array of them."""
        drawn = self.chance.standard_normal(dimensions, dtype=np.float32) * np.float32(0.02)
        return drawn.astype(np.float16)

    def fill(self, layer: object, rows: int, *rest: int) -> None:
        """Give a layer its weights, and a bias of zeros."""
        vars(layer).update(weight=self.drawn(rows, *rest), bias=np.zeros(rows, np.float16))

    def level(self, layer: object) -> None:
        """Give a norm its values."""
        ones = np.ones(self.width, np.float16)
        vars(layer).update(gamma=ones, beta=np.zeros(self.width, np.float16))

    def attend(self, layer: attention_spec.MultiHeadAttentionSpec, *rows: int) -> None:
        """Give an attention its norm and its linear layers, each so many widths high."""
        self.level(layer.layer_norm)
        for linear, number in zip(layer.linear, rows, strict=True):
            self.fill(linear, number * self.width, self.width)

    def feed_forward(self, layer: transformer_spec.FeedForwardSpec) -> None:
        """Give the two layers after an attention their weights."""
        self.level(layer.layer_norm)
        self.fill(layer.linear_0, 4 * self.width, self.width)
        self.fill(layer.linear_1, self.width, 4 * self.width)


def make(shape: Shape, base: Path, folder: Path) -> None:
    """Write a model of this shape with random weights, with the words of ``base``."""
    # torch comes with it, and is not to be measured
    from ctranslate2.specs import whisper_spec  # noqa: PLC0415

    width, weights = shape.width, _Weights(shape.width, np.random.default_rng(0))
    spec = whisper_spec.WhisperSpec(
        shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads
    )
    encoder, decoder = spec.encoder, spec.decoder
    weights.fill(encoder.conv1, width, shape.mels, 3)
    weights.fill(encoder.conv2, width, width, 3)
    encoder.position_encodings.encodings = weights.drawn(1500, width)
    decoder.position_encodings.encodings = weights.drawn(448, width)
    decoder.embeddings.weight = weights.drawn(shape.vocabulary, width)
    decoder.projection.weight = decoder.embeddings.weight
    weights.level(encoder.layer_norm)
    weights.level(decoder.layer_norm)
    for layer in (*encoder.layer, *decoder.layer):
        weights.attend(layer.self_attention, 3, 1)
        weights.feed_forward(layer.ffn)
    for layer in decoder.layer:
        weights.attend(layer.attention, 1, 2, 1)
    _describe(spec, shape, base)
    spec.validate()
    spec.save(str(folder))
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    features = {"feature_size": shape.mels, "sampling_rate": 16_000, "hop_length": 160}
    (folder / "preprocessor_config.json").write_text(
        json.dumps({**features, "chunk_length": 30, "n_fft": 400}), "utf-8"
    )


def _describe(spec: whisper_spec.WhisperSpec, shape: Shape, base: Path) -> None:
    """Give it the words and the configuration of ``base``."""
    words = json.loads((base / "tokenizer.json").read_text("utf-8"))
    names = {number: word for word, number in words["model"]["vocab"].items()}
    names |= {each["id"]: each["content"] for each in words["added_tokens"]}
    spec.register_vocabulary([names.get(at, f"<|{at}|>") for at in range(shape.vocabulary)])
    config = json.loads((base / "config.json").read_text("utf-8"))
    for key in ("suppress_ids", "suppress_ids_begin", "lang_ids"):
        setattr(spec.config, key, config[key])
    spec.config.alignment_heads = [[shape.decoder_layers - 1, 0]]


def measure(folder: Path) -> tuple[float, float, float]:
    """Core seconds of a window and of a token, and the peak of memory in MB; in this process."""
    from faster_whisper import WhisperModel  # noqa: PLC0415 - heavy, and only in the child

    from pipeline.engines import faster_whisper as _engine  # noqa: F401, PLC0415 - its switches

    model = WhisperModel(
        str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
    )
    noise = np.random.default_rng(0).standard_normal(30 * 16_000, dtype=np.float32) / 10
    features = model.feature_extractor(noise)[:, :3000]
    model.encode(features)
    begun = process_time()
    encoded = model.encode(features)
    window = process_time() - begun
    end = 50_257

    def decode(length: int) -> tuple[float, int]:
        begun = process_time()
        (made,) = model.model.generate(
            encoded,
            [[end + 1, end + 4, end + 102]],
            beam_size=5,
            max_length=length,
            suppress_tokens=[-1, end],
        )
        return process_time() - begun, len(made.sequences_ids[0])

    decode(_FEW)
    (few, first), (many, last) = decode(_FEW), decode(_MANY)
    return window, (many - few) / (last - first), _peak_megabytes()


def _peak_megabytes() -> float:
    """This process's alone; ``ru_maxrss`` would be at least that of the one that started it."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def main(arguments: Sequence[str]) -> int:
    """Print a row for each model; a folder instead is measured alone."""
    if arguments and Path(arguments[0]).is_dir():
        print("| {:.2f} | {:.4f} | {:.0f} |".format(*measure(Path(arguments[0]))), flush=True)
        return 0
    base = embedded_model(platformdirs.user_cache_path("schreibstube") / "models")
    print("| model | s for a window | s for a token | peak MB |\n|---|--:|--:|--:|")
    for name in arguments or SHAPES:
        with tempfile.TemporaryDirectory() as folder:
            make(SHAPES[name], base, Path(folder))
            print(f"| {name} ", end="", flush=True)
            command = [sys.executable, "-m", "benchmarks.model_costs", folder]
            subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
