"""Whisper on CTranslate2: a few times quicker than the original, the same weights."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# Before the library is loaded: with fewer OpenMP threads than it was told to use, CTranslate2 leaves part of the work
# undone and hears garbage or nothing. The limit is often set for Tesseract, for a whole machine.
os.environ.pop("OMP_THREAD_LIMIT", None)  # noqa: TID251 - a switch of OpenMP, which reads it nowhere else

import ctranslate2  # the switch above has to come first
import faster_whisper
import numpy as np
from numpy.typing import NDArray

from pipeline.core.hearing import Heard, utterances
from pipeline.core.model import Utterance
from pipeline.core.segments import RATE
from pipeline.errors import ModelMissing

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Files that must lie in the folder; for a missing tokenizer faster-whisper would go to the internet."""


class FasterWhisper:
    """A ``SpeechEngine``: 8-bit integers on the processor, half precision on an Nvidia card where there is one."""

    def __init__(self, model: Path, *, threads: int) -> None:
        """Load the CTranslate2 folder ``model``, to be run by ``threads`` threads; nothing is ever downloaded.

        Raises:
            ModelMissing: the folder is not there, not whole or not a Whisper model.
        """
        if not all((model / name).is_file() for name in _NEEDED):
            raise ModelMissing(model=str(model), command="schreibstube models add FOLDER")
        on_card = ctranslate2.get_cuda_device_count() > 0
        device, precision = ("cuda", "float16") if on_card else ("cpu", "int8")
        try:
            self._model = faster_whisper.WhisperModel(
                str(model), device=device, compute_type=precision, cpu_threads=threads, local_files_only=True
            )
        except (RuntimeError, ValueError) as error:
            raise ModelMissing(model=str(model), command="schreibstube models add FOLDER") from error
        self.version = f"faster-whisper {faster_whisper.__version__} {model.name} {precision}"

    def language(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        """Probabilities of all languages in the first 30 s; a model that knows only English says English."""
        if not self._model.model.is_multilingual:
            return {"en": 1.0}
        _, _, odds = self._model.detect_language(samples)
        return dict(odds)

    def transcribe(self, samples: NDArray[np.float32], *, language: str) -> tuple[Utterance, ...]:
        """What is said, by beam search of width 5.

        The text before is not used as a prompt, since one slip would then be repeated for ever; and
        chance, which decides where beam search is unsure of itself, is the same every time.
        """
        spoken = language if self._model.model.is_multilingual else "en"
        ctranslate2.set_random_seed(0)
        segments, _ = self._model.transcribe(
            samples,
            language=spoken,
            beam_size=5,
            word_timestamps=True,
            condition_on_previous_text=False,
            vad_filter=False,
        )
        return utterances(map(_heard, segments), language=spoken, duration=len(samples) / RATE)


def _heard(segment: faster_whisper.transcribe.Segment) -> tuple[Heard, ...]:
    return tuple(
        Heard(word.word, float(word.start), float(word.end), float(word.probability)) for word in segment.words or ()
    )
