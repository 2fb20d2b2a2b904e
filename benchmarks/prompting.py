"""Whether prompted names and terms are heard only where they are said.

python -m benchmarks.prompting [--data FOLDER] [--target FILE]

Four ways with the same weights: nothing told, told as faster-whisper's ``hotwords``, told as its
``initial_prompt``, and told to Schreibstube, which weighs what it hears. Spoken by SVOX Pico:
sentences with names, sentences without. Made with NumPy: silence, noise, tones and typing, given to
the engine as if the voice detector had taken them for speech. FOLDER (../shared/data by default, if
it is there) adds its recordings. Prints a table, or writes FILE. Exit code 1 if Schreibstube heard
a term that was not said.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

from pipeline.core.recordings.passages import Told
from pipeline.core.recordings.segments import RATE, WINDOW, Region, Segment
from pipeline.engines.speech_models import embedded_model
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.hearing import hear_segment
from pipeline.recordings.sound import find_speech, samples_of
from tools import batch
from tools.samples import BRITISH, HIGH, Voice, record

_DATA = batch.ROOT.parent / "shared" / "data"
_TERMS = (
    *(
        "Gründel-Löwe",
        "Schreibstube",
        "Kowalczyk",
        "Vierneisel",
        "Wertermittlungsausschuss",
        "Lichterfelde",
    ),
    *("Schneidewind", "Obermayr", "Przybylski", "ComfyUI"),
)
_OTHERS = (
    *(
        "Zeppelinstraße",
        "Haberstroh",
        "Nachtragshaushalt",
        "Thymoglobulin",
        "Müller-Lüdenscheidt",
        "Sauerbrey",
    ),
    *("Hüttenbauer", "Feldscheune", "Yildirim", "Nguyen", "Kita Sonnenschein"),
)
"""Terms that are never said."""
_NAMED: tuple[
    tuple[Voice, str, tuple[str, ...]], ...
] = (  # as it is pronounced, and the terms in it
    (
        HIGH,
        "Frau Gründel-Löwe hat gestern in der Schreibstube angerufen.",
        ("Gründel-Löwe", "Schreibstube"),
    ),
    (
        HIGH,
        "Herr Kowaltschick vertritt die Firma Vierneisel vor dem Landgericht.",
        ("Kowalczyk", "Vierneisel"),
    ),
    (
        HIGH,
        "Der Wertermittlungsausschuss tagt am Montag in Lichterfelde.",
        ("Wertermittlungsausschuss", "Lichterfelde"),
    ),
    (
        HIGH,
        "Das Gutachten von Doktor Schneidewind liegt Frau Obermayr vor.",
        ("Schneidewind", "Obermayr"),
    ),
    (
        HIGH,
        "Bitte schicken Sie den Brief an Herrn Pschibilski und Frau Gründel-Löwe.",
        ("Przybylski", "Gründel-Löwe"),
    ),
    (
        BRITISH,
        "Please ask Mister Kovalchick about the comfy U I project.",
        ("Kowalczyk", "ComfyUI"),
    ),
    (
        BRITISH,
        "The committee in Lichterfelder met with Doctor Obermire on Monday.",
        ("Obermayr", "Lichterfelde"),
    ),
)
_UNRELATED = (
    (HIGH, "Die Heizung im zweiten Stock ist seit Dienstag ausgefallen."),
    (HIGH, "Wir treffen uns um halb neun vor dem Rathaus."),
    (BRITISH, "The train to London leaves at a quarter past seven."),
)
_REAL = (
    *(
        ("az_de_projekte.wav", "de", ()),
        ("watson_de_8khz_wien.wav", "de", ()),
        ("thorsten_sample01-gt.wav", "de", ()),
    ),
    *(
        ("sepia_easy_counting_de.ogg", "de", ()),
        ("pv_werbung_de.wav", "de", ()),
        ("austen_0870.wav", "en", ()),
    ),
    *(
        ("cv_en_651325.mp3", "en", ()),
        ("ami_dev00_60s.wav", "en", ()),
        ("fw_hotwords.mp3", "en", ("ComfyUI",)),
    ),
)


@dataclass(frozen=True, slots=True)
class Sound:
    """Raw samples in a file, where to listen, and the terms that are said."""

    pcm: Path
    segment: Segment
    language: str
    said: tuple[str, ...] = ()
    silent: bool = False


@dataclass(slots=True)
class Score:
    """Terms said and heard, terms heard in vain, words heard in silence."""

    said: int = 0
    heard: int = 0
    leaked: int = 0
    invented: int = 0


def sounds(folder: Path, data: Path) -> Iterator[Sound]:
    """Everything that is listened to."""
    spoken = [*_NAMED, *((voice, sentence, ()) for voice, sentence in _UNRELATED)]
    for number, (voice, sentence, terms) in enumerate(spoken):
        file = folder / f"{number}.wav"
        record([(voice, sentence)], file, np.random.default_rng(number))
        yield from _open_sound(file, folder / f"{number}.pcm", voice.name[:2], terms)
    for name, language, terms in _REAL:
        if (data / "audio" / name).is_file():
            yield from _open_sound(data / "audio" / name, folder / f"{name}.pcm", language, terms)
    for name, noise in _noises():
        pcm = folder / f"{name}.pcm"
        (np.clip(noise, -1, 1) * 32_767).astype("<i2").tofile(pcm)
        np.full(noise.size // WINDOW + 1, 0.9, np.float32).tofile(pcm.with_suffix(".voice"))
        for language in ("de", "en"):
            yield Sound(pcm, Segment(1, (Region(0, noise.size),)), language, silent=True)


def _open_sound(file: Path, pcm: Path, language: str, terms: tuple[str, ...]) -> Iterator[Sound]:
    open_recording(file, pcm)
    for segment in find_speech(pcm)[:1]:
        yield Sound(pcm, segment, language, terms)


def _noises() -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Ten seconds each: what microphones hear without speech."""
    chance = np.random.default_rng(1)
    count = 10 * RATE
    time_, white = np.arange(count) / RATE, chance.normal(0, 1, count)
    yield "silence", white * 1e-4
    yield "white", white * 0.1
    frequencies = np.fft.rfftfreq(count, 1 / RATE)
    pink = np.fft.irfft(np.fft.rfft(white) / np.sqrt(np.maximum(frequencies, 1)), count)
    yield "pink", pink / np.abs(pink).max() * 0.3
    yield (
        "hum",
        sum(0.2 / n * np.sin(2 * np.pi * 50 * n * time_) for n in (1, 2, 3)) + white * 0.003,
    )
    yield "ringing", 0.3 * np.sin(2 * np.pi * 425 * time_) * (time_ % 5 < 1)
    typing = np.zeros(count)
    for start in chance.integers(0, count - 4000, 45):
        typing[start : start + 1500] += chance.normal(0, 0.3, 1500) * np.exp(-np.arange(1500) / 200)
    yield "typing", typing


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def score_of(hear: Callable[[Sound], str], listened: Sequence[Sound], told: Sequence[str]) -> Score:
    """One way of hearing, over all sounds."""
    score = Score()
    for sound in listened:
        text = hear(sound)
        found = [term for term in told if _plain(term) in _plain(text)]
        score.said += len(sound.said)
        score.heard += len([term for term in sound.said if _plain(term) in _plain(text)])
        score.leaked += len([term for term in found if term not in sound.said])
        score.invented += len(text.split()) if sound.silent else 0
    return score


def ways(model: Path, terms: tuple[str, ...]) -> Iterator[tuple[str, Callable[[Sound], str]]]:
    """Each way's name, and how it hears."""
    import faster_whisper  # noqa: PLC0415 - heavy, and not needed to read the help

    from pipeline.engines.faster_whisper import FasterWhisper  # noqa: PLC0415 - the same

    plain = faster_whisper.WhisperModel(
        str(model), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
    )
    ours = FasterWhisper(model, threads=1)

    def direct(sound: Sound, **told: str) -> str:
        segments, _ = plain.transcribe(
            samples_of(sound.pcm, sound.segment),
            language=sound.language,
            beam_size=5,
            word_timestamps=True,
            condition_on_previous_text=False,
            **told,
        )
        return " ".join(segment.text for segment in segments)

    def told(sound: Sound) -> str:
        hearing = hear_segment(
            ours, sound.pcm, sound.segment, language=sound.language, told=Told(terms)
        )
        return " ".join(utterance.text for utterance in hearing.utterances)

    joined = ", ".join(terms) + "."
    yield "nothing told", direct
    yield "`hotwords`", lambda sound: direct(sound, hotwords=joined)
    yield "`initial_prompt`", lambda sound: direct(sound, initial_prompt=joined)
    yield "Schreibstube", told


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 1 if a term leaked through the guards."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.prompting", description="Measure prompting."
    )
    parser.add_argument("--data", type=Path, default=_DATA)
    parser.add_argument("--target", type=Path, help="write the table there instead of printing it")
    options = parser.parse_args(arguments)
    model = embedded_model(platformdirs.user_cache_path("schreibstube") / "models")
    lines = [
        "| way | terms heard | terms not said | words where nobody speaks |",
        "|---|--:|--:|--:|",
    ]
    failed = False
    with tempfile.TemporaryDirectory(prefix="schreibstube-prompting-") as folder:
        listened = list(sounds(Path(folder), options.data))
        terms = (*_TERMS, *_OTHERS)
        for name, hear in ways(model, terms):
            score = score_of(hear, listened, terms)
            failed |= name == "Schreibstube" and score.leaked + score.invented > 0
            lines.append(
                f"| {name} | {score.heard} of {score.said} | {score.leaked} | {score.invented} |"
            )
            print(lines[-1], file=sys.stderr)
    table = "\n".join(lines) + "\n"
    if options.target:
        options.target.write_text(table, encoding="utf-8")
    else:
        print(table, end="")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
