"""Adapters to the programs that read pages and hear speech; each is built inside a child process.

This door is cheap to open: an engine is imported when it is built.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import RLock

from pipeline.ports import OcrEngine, SpeechEngine


def _tesserocr() -> OcrEngine:
    from pipeline.engines.tesseract_inprocess import TesseractInProcess

    return TesseractInProcess()


def _pytesseract() -> OcrEngine:
    from pipeline.engines.tesseract_cli import TesseractCli

    return TesseractCli()


def _faster_whisper(model: str, models: Path, threads: int) -> SpeechEngine:
    from pipeline.engines.faster_whisper import FasterWhisper
    from pipeline.models import find_model

    _use_a_lock_of_our_own()
    return FasterWhisper(find_model(model, models), threads=threads)


def _openai_whisper(model: str, models: Path, threads: int) -> SpeechEngine:
    from pipeline.engines.openai_whisper import OpenAIWhisper
    from pipeline.models import find_model

    _use_a_lock_of_our_own()
    return OpenAIWhisper(find_model(model, models), threads=threads)


def _use_a_lock_of_our_own() -> None:
    """Both speech engines bring tqdm, whose own lock is a semaphore that outlives a killed child and is complained of."""
    from tqdm import tqdm

    tqdm.set_lock(RLock())


OCR: dict[str, Callable[[], OcrEngine]] = {"tesserocr": _tesserocr, "pytesseract": _pytesseract}
"""How to build each reader, by the name that the settings use."""
SPEECH: dict[str, Callable[[str, Path, int], SpeechEngine]] = {
    "faster-whisper": _faster_whisper,
    "openai-whisper": _openai_whisper,
}
"""The same for each listener: from the model's name, the folder of models, and the number of threads."""
