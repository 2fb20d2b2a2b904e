"""Spoken test sets, made and heard once, then judged in seconds.

python -m benchmarks.spoken [--only dictated|meetings] [--held-out]

Sound is made from a seed (``tools.dictated``, ``tools.meetings``), heard by the default model and
kept as words with times and confidences in ``.cache/bench-spoken``, outside of the repository.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

import platformdirs

from benchmarks.pages import say
from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.recordings.passages import Told
from pipeline.core.wording.dictation.examples import dictation_example
from pipeline.engines.speech_models import embedded_model
from pipeline.ports import SpeechEngine
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.hearing import hear_segment
from pipeline.recordings.sound import find_speech
from tools import batch
from tools.spoken_sentences import Spoken

CACHE = batch.ROOT / ".cache" / "bench-spoken"


class Listener:
    """Hears made recordings with the default model, each once."""

    def __init__(self, folder: Path = CACHE, *, dictation: bool = False) -> None:
        """Keep what is heard in ``folder``; ``dictation`` is the manner of hearing."""
        self._folder = folder
        self._dictation = dictation
        self._engine: SpeechEngine | None = None

    def heard(
        self,
        name: str,
        truth: str,
        language: str,
        make: Callable[[Path], None],
        *,
        terms: tuple[str, ...] = (),
    ) -> tuple[Utterance, ...]:
        """What is heard of a recording; ``make`` writes its sound if it is missing.

        ``terms`` are the office's, which the engine is told.
        """
        key = f"{name}-{zlib.crc32(truth.encode()):08x}"
        told = f"-{zlib.crc32('; '.join(terms).encode()):08x}" if terms else ""
        text = self._folder / f"{key}{told}{'-dictation' * self._dictation}.json"
        if text.is_file():
            return _utterances(json.loads(text.read_text(encoding="utf-8")))
        self._folder.mkdir(parents=True, exist_ok=True)
        wav = self._folder / f"{key}.wav"
        if not wav.is_file():
            make(wav)
        found = self._listened(wav, language, terms)
        text.write_text(
            json.dumps([asdict(each) for each in found], ensure_ascii=False), encoding="utf-8"
        )
        return found

    def _listened(self, wav: Path, language: str, terms: tuple[str, ...]) -> tuple[Utterance, ...]:
        example = dictation_example(language) if self._dictation else ""
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
                told=Told(terms, example),
            )
            for segment in find_speech(pcm)
        ]
        for left in wav.parent.glob(f"{wav.stem}.*"):
            if left.suffix not in {".wav", ".json"}:
                left.unlink()
        say(wav.stem)
        return tuple(chain.from_iterable(hearing.utterances for hearing in hearings))


def by_sentence(
    utterances: Iterable[Utterance], times: Sequence[Spoken]
) -> tuple[tuple[SpokenWord, ...], ...]:
    """The words of each sentence; what is between goes to the nearest."""
    found: list[list[SpokenWord]] = [[] for _ in times]
    for word in chain.from_iterable(utterance.words for utterance in utterances):
        middle = (word.start + word.end) / 2
        found[
            min(
                range(len(times)),
                key=lambda at: max(times[at].start - middle, middle - times[at].end),
            )
        ].append(word)
    return tuple(map(tuple, found))


def _utterances(data: list[dict[str, Any]]) -> tuple[Utterance, ...]:
    return tuple(
        Utterance(
            tuple(SpokenWord(**word) for word in each["words"]), each["language"], each["speaker"]
        )
        for each in data
    )
