"""Whisper on CTranslate2: a few times quicker, same weights."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# Before the library is loaded: with fewer OpenMP threads than it was told to use, CTranslate2
# leaves part of the work undone and hears garbage or nothing. The limit is often set for Tesseract,
# for a whole machine.
os.environ.pop("OMP_THREAD_LIMIT", None)  # noqa: TID251 - OpenMP reads it nowhere else

import ctranslate2  # the switch above has to come first
import faster_whisper
import numpy as np
from numpy.typing import NDArray

from pipeline.core.recordings.passages import NOTHING_TOLD, RawPassage, RawWord, Told
from pipeline.core.recordings.segments import RATE
from pipeline.errors import ModelMissing

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Files that must be in the folder.

For a missing tokenizer faster-whisper would go to the internet.
"""

_WORDLESS_END = 1.0
"""Seconds at the end in which no word begins.

That is 0.4 of margin around speech, and the error of words' ends. A window of its own for them
gives hallucinations, after a prompt mostly, and may cost as much as all the rest.
Measured: in the 10 segments of 49 recordings, real and made, whose last word ended 0.6 to 1.0 s
before the end, the next window never had a word.
"""


class FasterWhisper:
    """A ``SpeechEngine`` with 8-bit integers.

    On an Nvidia card it has half precision instead.
    """

    def __init__(self, model: Path, *, threads: int) -> None:
        """Load a CTranslate2 folder; nothing is ever downloaded.

        Raises:
            ModelMissing: the folder is not there, not whole or not a Whisper model.
        """
        if not all((model / name).is_file() for name in _NEEDED):
            raise ModelMissing(model=str(model), command="schreibstube models add FOLDER")
        on_card = ctranslate2.get_cuda_device_count() > 0
        device, precision = ("cuda", "float16") if on_card else ("cpu", "int8")
        try:
            self._model = _EncodesOnce(
                str(model),
                device=device,
                compute_type=precision,
                cpu_threads=threads,
                local_files_only=True,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelMissing(
                model=str(model), command="schreibstube models add FOLDER"
            ) from error
        self.version = f"faster-whisper {faster_whisper.__version__} {model.name} {precision}"

    def language(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        """Probabilities of all languages in the first 30 s.

        A model that knows only English says English.
        """
        if not self._model.model.is_multilingual:
            return {"en": 1.0}
        # the same that ``transcribe`` looks at first
        features = self._model.feature_extractor(samples)[..., :-1]
        _, _, odds = self._model.detect_language(features=features)
        return dict(odds)

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,
        told: Told = NOTHING_TOLD,
        otherwise: bool = False,
    ) -> tuple[RawPassage, ...]:
        """What is said: beam search of width 5, ``otherwise`` greedy.

        The text before is not used as a prompt, since one slip would then be repeated for ever; and
        chance, which decides where beam search is unsure of itself, is the same every time. Terms
        are an initial prompt: ``hotwords`` go before every window, and leak into short last ones.
        """
        spoken = language if self._model.model.is_multilingual else "en"
        ctranslate2.set_random_seed(0)
        segments, _ = self._model.transcribe(
            samples,
            language=spoken,
            beam_size=1 if otherwise else 5,
            word_timestamps=True,
            condition_on_previous_text=False,
            vad_filter=False,
            initial_prompt=told.prompt(self._tokens),
        )
        return tuple(_up_to(len(samples) / RATE - _WORDLESS_END, map(_passage, segments)))

    def _tokens(self, text: str) -> int:
        return len(self._model.hf_tokenizer.encode(text, add_special_tokens=False).ids)


class _EncodesOnce(faster_whisper.WhisperModel):  # type: ignore[misc]  # it comes without types
    """Cache of the last encoding: language and words need it."""

    _last: tuple[NDArray[np.float32], ctranslate2.StorageView] | None = None

    def encode(self, features: NDArray[np.float32]) -> ctranslate2.StorageView:
        """The last encoding for equal features, else a new one."""
        if self._last is None or not np.array_equal(self._last[0], features):
            self._last = features, super().encode(features)
        return self._last[1]


def _up_to(end: float, passages: Iterable[RawPassage]) -> Iterator[RawPassage]:
    """The passages up to the one that reaches ``end``.

    Each window is decoded when its first passage is asked for.
    """
    for passage in passages:
        yield passage
        if passage.words and passage.words[-1].end >= end:
            break


def _passage(segment: faster_whisper.transcribe.Segment) -> RawPassage:
    words = (
        RawWord(word.word, float(word.start), float(word.end), float(word.probability))
        for word in segment.words or ()
    )
    return RawPassage(tuple(words), no_speech=float(segment.no_speech_prob))
