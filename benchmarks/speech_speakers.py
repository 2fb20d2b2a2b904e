"""Our command's speakers, scored by ``benchmarks.diarization``."""

from __future__ import annotations

import wave
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.pages import say
from benchmarks.speech_figures import Results, Speakers, Word
from benchmarks.speech_sides import Bench
from pipeline.core.recordings.segments import RATE
from pipeline.settings import Speech

_SCORER = "benchmarks.diarization"
_RAW = ".s16"
"""Mono 16 kHz samples and nothing else: spliced from single voices."""
_PAUSE = 0.5
"""Seconds between two words of a speaker that are a pause."""


def speakers(bench: Bench, audio: Path) -> Results:
    """Speaker errors on made, spliced and real conversations.

    Real ones are in ``audio``; a note if speakers are not told apart.

    Raises:
        Failed: a recording was not published.
    """
    if find_spec(_SCORER) is None or "diarizer" not in Speech.model_fields:
        return Results(notes=("Who speaks is not measured: this version does not say it.",))
    scorer = import_module(_SCORER)
    return Results(
        speakers=tuple(
            _speaker_errors(bench, scorer, case) for case in scorer.cases(bench.folder, audio)
        )
    )


def spans_of(words: Iterable[Word]) -> Iterator[tuple[float, float, str]]:
    """The stretches of each speaker, by the words.

    Words without a named speaker make stretches of their own.
    """
    current: tuple[float, float, str] | None = None
    for word in words:
        if current and word.speaker == current[2] and word.start - current[1] <= _PAUSE:
            current = (current[0], max(current[1], word.end), current[2])
            continue
        if current:
            yield current
        current = (
            (word.start, word.end, word.speaker) if word.speaker and word.end > word.start else None
        )
    if current:
        yield current


# ``scorer`` is a module that may not be there, ``case`` its Case.
def _speaker_errors(bench: Bench, scorer: Any, case: Any) -> Speakers:  # noqa: ANN401
    _, transcript = bench.ours(_playable(case.file), speakers=True)
    spans = list(spans_of(transcript.words))
    numbers = {who: number for number, who in enumerate(dict.fromkeys(who for _, _, who in spans))}
    found = [scorer.SpeakerTurn(start, end, numbers[who]) for start, end, who in spans]
    rate = float(scorer.diarization_error(case.turns, found).rate)
    say(f"{case.name}: DER {rate:.1%}")
    there = len({turn.speaker for turn in case.turns})
    return Speakers(case.name, rate, len(numbers), there, spliced=case.file.suffix == _RAW)


def _playable(file: Path) -> Path:
    if file.suffix != _RAW:
        return file
    target = file.with_suffix(".wav")
    with wave.open(str(target), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(file.read_bytes())
    return target
