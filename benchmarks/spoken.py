"""Spoken test sets, made and heard once, then judged in seconds.

python -m benchmarks.spoken [--only dictated|meetings] [--held-out]

Sound is made from a seed (``tools.dictated``, ``tools.meetings``), heard by the default model and
kept as words with times and confidences in ``.cache/bench-spoken``, outside of the repository.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

import platformdirs

from benchmarks.pages import say
from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.recordings.passages import NOTHING_TOLD, Told
from pipeline.core.wording.dictation.examples import dictation_example
from pipeline.engines.speech_models import embedded_model
from pipeline.ports import SpeechEngine
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.hearing import hear_segment
from pipeline.recordings.sound import find_speech
from tools import batch

CACHE = batch.ROOT / ".cache" / "bench-spoken"


class Listener:
    """Hears made recordings with the default model, each once."""

    def __init__(self, folder: Path = CACHE, *, dictation: bool = False) -> None:
        """Keep what is heard in ``folder``; ``dictation`` is the manner of hearing."""
        self._folder = folder
        self._dictation = dictation
        self._engine: SpeechEngine | None = None

    def heard(
        self, name: str, truth: str, language: str, make: Callable[[Path], None]
    ) -> tuple[Utterance, ...]:
        """What is heard of a recording; ``make`` writes its sound if it is missing."""
        key = f"{name}-{zlib.crc32(truth.encode()):08x}"
        text = self._folder / f"{key}{'-dictation' * self._dictation}.json"
        if text.is_file():
            return _utterances(json.loads(text.read_text(encoding="utf-8")))
        self._folder.mkdir(parents=True, exist_ok=True)
        wav = self._folder / f"{key}.wav"
        if not wav.is_file():
            make(wav)
        found = self._listened(wav, language)
        text.write_text(
            json.dumps([asdict(each) for each in found], ensure_ascii=False), encoding="utf-8"
        )
        return found

    def _listened(self, wav: Path, language: str) -> tuple[Utterance, ...]:
        if self._engine is None:
            from pipeline.engines.faster_whisper import FasterWhisper  # noqa: PLC0415 - heavy

            model = embedded_model(platformdirs.user_cache_path("schreibstube") / "models")
            self._engine = FasterWhisper(model, threads=1)
        pcm = wav.with_suffix(".pcm")
        open_recording(wav, pcm)
        hearings = [
            hear_segment(
                self._engine,
                pcm,
                segment,
                language=language,
                told=Told(example=dictation_example(language)) if self._dictation else NOTHING_TOLD,
            )
            for segment in find_speech(pcm)
        ]
        for left in wav.parent.glob(f"{wav.stem}.*"):
            if left.suffix not in {".wav", ".json"}:
                left.unlink()
        say(wav.stem)
        return tuple(chain.from_iterable(hearing.utterances for hearing in hearings))


def _utterances(data: list[dict[str, Any]]) -> tuple[Utterance, ...]:
    return tuple(
        Utterance(
            tuple(SpokenWord(**word) for word in each["words"]), each["language"], each["speaker"]
        )
        for each in data
    )
