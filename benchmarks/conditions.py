"""How well quiet, overdriven or uneven recordings are heard.

The share of wrong words, also in speech without a pause.

python -m benchmarks.conditions [--audio FOLDER] [--target FILE]

Real speech with known words (``../shared/data/audio``), made quiet, overdriven and breathless, is
heard twice by the same model: in our segments, and by faster-whisper with its own voice detection.
Prints a table and writes it to docs/benchmarks/conditions.md. About fifteen minutes on one core.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.metering import machine
from pipeline.core.recordings.segments import RATE
from pipeline.engines.faster_whisper import FasterWhisper
from pipeline.engines.speech_models import embedded_model
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.hearing import hear_segment
from pipeline.recordings.opening import open_spoken
from tools import batch
from tools.compare import word_error_rate

Samples = NDArray[np.float64]

_TARGET = batch.ROOT / "docs" / "benchmarks" / "conditions.md"
_FILES = {
    "de": (
        *(
            "az_de_projekte.wav",
            "watson_de_8khz_wien.wav",
            "thorsten_sample03-gt.wav",
            "thorsten_sample01-gt.wav",
        ),
        *("pv_leichenhalle_de.wav", "pv_werbung_de.wav"),
    ),
    "en": (
        *(
            "az_en_projects.wav",
            "austen_0870.wav",
            "austen_0890.wav",
            "jfk.flac",
            "pv_quilter_en.wav",
        ),
        *("pv_platforms_en.wav", "transcribee_sample.mp3"),
    ),
}
_USUAL = -20.0
"""dBFS of the speech as it is, about."""
_BREATH = 0.03
"""Seconds that are left of every pause in breathless speech."""


def level(decibels: float) -> Callable[[Sequence[Samples]], Samples]:
    """All of it so loud, in dBFS; above 0 it is overdriven."""
    return lambda voices: np.concatenate(voices) * 10 ** ((decibels - _USUAL) / 20)


def uneven(decibels: float) -> Callable[[Sequence[Samples]], Samples]:
    """Every second voice quieter by ``decibels``, over a room's faint noise."""

    def made(voices: Sequence[Samples]) -> Samples:
        quiet = 10 ** (decibels / 20)
        speech = np.concatenate(
            [voice * (quiet if number % 2 else 1) for number, voice in enumerate(voices)]
        )
        return speech + np.random.default_rng(1).normal(0, 3, speech.size)

    return made


def breathless(voices: Sequence[Samples]) -> Samples:
    """All pauses cut out, those between words too."""
    window = RATE // 100
    speech = np.concatenate(voices)
    windows = speech[: speech.size // window * window].reshape(-1, window)
    loudness = np.sqrt(np.square(windows).mean(1))
    quiet = loudness < np.percentile(loudness, 95) * 0.02
    kept, silent = [], 0
    for number, still in enumerate(quiet):
        silent = silent + 1 if still else 0
        if silent * window <= _BREATH * RATE:
            kept.append(windows[number])
    return np.concatenate(kept)


CONDITIONS: dict[str, Callable[[Sequence[Samples]], Samples]] = {
    "as recorded, one after the other": level(_USUAL),
    "without any pause": breathless,
    "at -40 dBFS": level(-40),
    "at -50 dBFS": level(-50),
    "at -60 dBFS": level(-60),
    "overdriven by 20 dB": level(0),
    "every second voice 30 dB quieter": uneven(-30),
    "every second voice 40 dB quieter": uneven(-40),
    "every second voice 50 dB quieter": uneven(-50),
}


def rows(audio: Path, folder: Path) -> Iterator[tuple[str, str, float, float]]:
    """Condition, language, and the word error rates of ours and theirs."""
    engine = FasterWhisper(embedded_model(folder / "models"), threads=1)
    for language, names in _FILES.items():
        voices = [_decode(audio / name, folder) for name in names]
        truth = " ".join((audio / f"{name}.gt.txt").read_text(encoding="utf-8") for name in names)
        for condition, made in CONDITIONS.items():
            sound = np.clip(np.rint(made(voices)), -32_768, 32_767).astype("<i2")
            ours, theirs = _ours(engine, sound, language, folder), _theirs(engine, sound, language)
            yield condition, language, word_error_rate(truth, ours), word_error_rate(truth, theirs)


def _decode(file: Path, folder: Path) -> Samples:
    open_recording(file, folder / "voice.pcm")
    return np.fromfile(folder / "voice.pcm", "<i2").astype(np.float64)


def _ours(engine: FasterWhisper, sound: NDArray[np.int16], language: str, folder: Path) -> str:
    with wave.open(str(folder / "sound.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(sound.tobytes())
    _, segments = open_spoken(folder / "sound.wav", folder / "sound.pcm")
    heard = (
        hear_segment(engine, folder / "sound.pcm", segment, language=language)
        for segment in segments
    )
    return " ".join(utterance.text for hearing in heard for utterance in hearing.utterances)


def _theirs(engine: FasterWhisper, sound: NDArray[np.int16], language: str) -> str:
    segments, _ = engine._model.transcribe(  # noqa: SLF001 - the same weights, loaded once
        sound.astype(np.float32) / np.float32(32_768),
        language=language,
        beam_size=5,
        condition_on_previous_text=False,
        vad_filter=True,
    )
    return " ".join(segment.text for segment in segments)


def main(arguments: Sequence[str]) -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.conditions")
    parser.add_argument(
        "--audio", type=Path, default=batch.ROOT.parent / "shared" / "data" / "audio"
    )
    parser.add_argument("--target", type=Path, default=_TARGET)
    options = parser.parse_args(arguments)
    lines = [
        "| condition | language | words wrong | faster-whisper with its own VAD |",
        "|---|---|--:|--:|",
    ]
    with tempfile.TemporaryDirectory(prefix="schreibstube-conditions-") as folder:
        for condition, language, ours, theirs in rows(options.audio, Path(folder)):
            lines.append(f"| {condition} | {language} | {ours:.1%} | {theirs:.1%} |")
            print(lines[-1], flush=True)
    table = "\n".join(lines)
    options.target.write_text(
        _PAGE.format(table=table, day=time.strftime("%Y-%m-%d"), machine=machine()), "utf-8"
    )
    return 0


_PAGE = """# Quiet, loud, uneven and breathless recordings

{table}

Real speech with known words from `../shared/data/audio`, six German and seven English recordings,
66 and 82 seconds, made worse and heard twice by the same model (Whisper base, int8, beam 5). One
wrong word is 0.8 % in German and 0.5 % in English; differences of a few of them are chance.

- **Joined regions and cuts cost nothing**: what Whisper hears from us is cut at pauses and joined
  without the silence between them. Where there is no pause, the cut falls where speech is least
  probable in the last third of 28 s.
- **A quiet recording is heard like a loud one**; only a quiet voice beside a loud one was lost. So
  `core/recordings/loudness.py` raises quiet stretches, by 30 dB at most, and leaves everything from
  -30 dBFS as it is.

Measured on {day}: {machine}. Again: `python -m benchmarks.conditions`
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
