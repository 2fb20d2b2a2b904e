"""Sentences spoken one after the other, and their true writing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.dictated import READERS, spoken
from tools.samples import RATE, Language, Samples, chance_of, write_sound

_SPEEDS = (0.95, 1.05, 1.15)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is to be written and as it is pronounced.

    ``forms`` are the terms in it, as they are to be written here, or a value's writings.
    """

    text: str
    sound: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Sentences in their order, and the name they are kept under."""

    name: str
    language: Language
    sentences: tuple[Sentence, ...]
    held_out: bool

    @property
    def said(self) -> str:
        """All that is said, as it is pronounced."""
        return " ".join(sentence.sound for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Spoken:
    """When a sentence is heard, in seconds."""

    sentence: Sentence
    start: float
    end: float


def voiced(reading: Reading) -> tuple[Sequence[Samples], tuple[Spoken, ...]]:
    """The sound of a reading in pieces, and when each sentence is said."""
    chance = chance_of(1, reading.name)
    readers = READERS[reading.language]
    pieces: list[Samples] = [np.zeros(RATE // 2, np.int16)]
    times: list[Spoken] = []
    at = pieces[0].size
    for sentence in reading.sentences:
        reader = readers[int(chance.integers(len(readers)))]
        sound = spoken(sentence.sound, reader, _SPEEDS[int(chance.integers(len(_SPEEDS)))])
        pause = np.zeros(int(chance.uniform(0.8, 1.3) * RATE), np.int16)
        times.append(Spoken(sentence, at / RATE, (at + sound.size) / RATE))
        pieces += [sound, pause]
        at += sound.size + pause.size
    return pieces, tuple(times)


def speak(reading: Reading, target: Path) -> None:
    """Write the sound of a reading."""
    write_sound(voiced(reading)[0], target, chance_of(2, reading.name))
