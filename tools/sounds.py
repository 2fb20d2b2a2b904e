"""Sound for measurements: speech of every kind, and other sound.

Speech comes with the times of its sentences.

Made from a seed like everything in ``tools/samples.py``, whose voices speak.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tools import samples
from tools.samples import BRITISH, DEEP, HIGH, RATE, Language, Sample, Speech, Voice

FOUR_VOICES = (HIGH, DEEP, Voice("de-DE", 1.25), Voice("de-DE", 0.65))
"""As different as the pitch makes one voice of SVOX Pico."""

Wave = NDArray[np.float64]


# Speech


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of speech: language, texts of ``samples.toml``, voices, pauses."""

    language: Language
    texts: str
    voices: tuple[Voice, ...] = (HIGH,)
    pause: tuple[float, float] = (0.4, 1.1)


KINDS = {
    "German letters": Kind("de", "letters"),
    "German numbers": Kind("de", "numbers", (DEEP,)),
    "German minutes, two voices": Kind("de", "meeting", (HIGH, DEEP), (0.4, 1.5)),
    "German minutes, four voices": Kind("de", "meeting", FOUR_VOICES, (0.4, 1.5)),
    "German minutes, long pauses": Kind("de", "meeting", (HIGH, DEEP), (5.0, 20.0)),
    "English memo": Kind("en", "memo", (BRITISH,)),
    "English numbers": Kind("en", "numbers", (Voice("en-US"),)),
}
"""By name, every kind of speech on which the accuracy is measured."""


def speech(kind: str, target: Path, *, seconds: float, seed: int = 1) -> Sample:
    """A recording of one of the ``KINDS`` that lasts at least ``seconds``.

    It is only a sentence longer.
    """
    chance = samples.chance_of(seed, kind)
    said = samples.speech_of(_sentences(KINDS[kind], chance), chance, KINDS[kind].pause)
    return samples.record_speech(_lasting(said, seconds), target, chance)


def half_silent(target: Path, *, minutes: float, seed: int = 1) -> Sample:
    """A German meeting, half of which is silence.

    After some sentences there is silence for as long as they took.
    """
    chance = samples.chance_of(seed, "half silent")

    def said() -> Iterator[Speech]:
        speaking = samples.speech_of(
            _sentences(KINDS["German minutes, two voices"], chance), chance
        )
        while True:
            passage = tuple(itertools.islice(speaking, int(chance.integers(3, 8))))
            length = sum(each.sound.size + each.pause.size for each in passage)
            yield from passage[:-1]
            yield replace(passage[-1], pause=np.zeros(length, np.int16))

    return samples.record_speech(_lasting(said(), minutes * 60), target, chance)


def mostly_silent(target: Path, *, hours: float, seed: int = 1) -> Sample:
    """A recorder that ran for hours: about a sentence every minute.

    The same few again and again.
    """
    chance = samples.chance_of(seed, "mostly silent")
    few = itertools.islice(_sentences(KINDS["German minutes, two voices"], chance), 30)
    said = tuple(samples.speech_of(few, chance, (30.0, 90.0)))
    return samples.record_speech(_lasting(itertools.cycle(said), hours * 3600), target, chance)


def _sentences(kind: Kind, chance: np.random.Generator) -> Iterator[tuple[Voice, str]]:
    """Without end: all texts in random order, then all again.

    A voice says one to three of them.
    """
    words = samples.words_of(kind.language, chance, heard=True)
    texts = itertools.chain.from_iterable(words.shuffled(kind.texts) for _ in itertools.count())
    for voice in itertools.cycle(kind.voices):
        for text in itertools.islice(texts, int(chance.integers(1, 4))):
            yield voice, words.fill(text)


def _lasting(said: Iterator[Speech], seconds: float) -> Iterator[Speech]:
    length = 0
    for each in said:
        yield each
        length += each.sound.size + each.pause.size
        if length >= seconds * RATE:
            return


# Sound without speech


def _silence(seconds: Wave, chance: np.random.Generator) -> Wave:  # noqa: ARG001 - a _Noise
    return np.zeros_like(seconds)


def _white(seconds: Wave, chance: np.random.Generator) -> Wave:
    return 0.1 * chance.standard_normal(seconds.size)


def _pink(seconds: Wave, chance: np.random.Generator) -> Wave:
    """As much power in every octave: ventilation, rain, a distant crowd."""
    spectrum = np.fft.rfft(chance.standard_normal(seconds.size))
    spectrum[1:] /= np.sqrt(np.arange(1, spectrum.size))
    wave = np.fft.irfft(spectrum, seconds.size)
    return np.asarray(0.3 * wave / np.abs(wave).max())


def _hum(seconds: Wave, chance: np.random.Generator) -> Wave:  # noqa: ARG001 - a _Noise
    """Mains hum with its harmonics."""
    return 0.1 * _harmony(seconds, [50.0 * n for n in range(1, 8)])


def _ringing(seconds: Wave, chance: np.random.Generator) -> Wave:  # noqa: ARG001 - a _Noise
    """The tone that a caller hears in Germany: 425 Hz, one second of five.

    Source: ITU-T E.180, supplement 2.
    """
    return 0.3 * _tone(seconds, 425) * (seconds % 5 < 1)


def _engaged(seconds: Wave, chance: np.random.Generator) -> Wave:  # noqa: ARG001 - a _Noise
    """The engaged tone: 425 Hz, 0.48 s on and off.

    Source: ITU-T E.180, supplement 2.
    """
    return 0.3 * _tone(seconds, 425) * _pulse(seconds, 0.48)


def _dialling(seconds: Wave, chance: np.random.Generator) -> Wave:
    """Keys of a telephone: two tones each, a tenth of a second on and off.

    Source: ITU-T Q.23.
    """
    rows, columns = np.array([697, 770, 852, 941]), np.array([1209, 1336, 1477])
    key = (seconds / 0.2).astype(int)
    row, column = (chance.integers(0, size, key[-1] + 1)[key] for size in (4, 3))
    return 0.2 * _harmony(seconds, [rows[row], columns[column]]) * _pulse(seconds, 0.1)


def _music(seconds: Wave, chance: np.random.Generator) -> Wave:
    """A slow melody over four chords, plucked: music on hold."""
    beat = (seconds / 0.5).astype(int)
    chords = np.array(
        [(261.6, 329.6, 392.0), (220.0, 261.6, 329.6), (174.6, 220.0, 261.6), (196.0, 246.9, 293.7)]
    )
    melody = np.array([523.3, 587.3, 659.3, 784.0, 880.0])[chance.integers(0, 5, beat[-1] + 1)]
    plucked = np.exp(-3 * (seconds % 0.5))
    harmony = _harmony(seconds, chords[beat // 4 % 4].T)
    return 0.08 * harmony + 0.2 * _harmony(seconds, [n * melody[beat] for n in (1, 2, 3)]) * plucked


def _typing(seconds: Wave, chance: np.random.Generator) -> Wave:
    """Keys of a keyboard: short clicks, a few in a second."""
    wave = np.zeros_like(seconds)
    click = chance.standard_normal(RATE // 50) * np.exp(-np.linspace(0, 8, RATE // 50))
    for start in np.sort(chance.integers(0, seconds.size - click.size, int(seconds[-1] * 5))):
        wave[start : start + click.size] += 0.3 * click
    return wave


def _tone(seconds: Wave, hertz: float | Wave) -> Wave:
    return np.asarray(np.sin(2 * np.pi * hertz * seconds))


def _harmony(seconds: Wave, tones: Iterable[float | Wave]) -> Wave:
    return sum((_tone(seconds, hertz) for hertz in tones), np.zeros_like(seconds))


def _pulse(seconds: Wave, length: float) -> Wave:
    """1 for ``length`` seconds, 0 for as long, and so on."""
    return (seconds % (2 * length) < length).astype(float)


_Noise = Callable[[Wave, np.random.Generator], Wave]

NOISES: dict[str, _Noise] = {
    "silence": _silence,
    "white noise": _white,
    "ringing tone": _ringing,
    "pink noise": _pink,
    "mains hum": _hum,
    "engaged tone": _engaged,
    "dialling": _dialling,
    "music on hold": _music,
    "typing": _typing,
}
"""Sound without speech, by name."""


def noise(kind: str, target: Path, *, seconds: float, seed: int = 1) -> Sample:
    """``seconds`` of one of the ``NOISES``, in a quiet room."""
    chance = samples.chance_of(seed, kind)
    wave = NOISES[kind](np.arange(round(seconds * RATE)) / RATE, chance)
    samples.write_sound([(wave * 32_767).astype(np.int16)], target, chance)
    return Sample(target, "")
