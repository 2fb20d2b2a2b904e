"""Dictations as people speak them, with the text that they mean.

From a seed, sixty clips a language: letters, expert opinions, court files and invoices, in several
made voices, at two speeds, with and without pauses at the commands. Every third clip is held out:
it has sentences of its own, and rules are not tuned by it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from py_nanotts import NanoTTS  # type: ignore[import-untyped,unused-ignore]

from tools.samples import RATE, Language, Samples, chance_of, write_sound, zeroed_memory
from tools.spoken_values import Value, value_of

CLIPS = 60
HELD_OUT = 3
"""Every third clip is held out, and every third sentence is said only there."""
_AUDIBLE = 200
"""A sample louder than this is speech: voices begin and end in silence."""
_KINDS = ("letters", "opinions", "files", "invoices")
_TEXTS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("dictated.toml").read_text(encoding="utf-8")
)
_PIECE = re.compile(r"\[(?P<sign>[^\]]+)\]|\{(?P<value>\w+)\}|(?P<words>[^\[{]+)")
_SIGNS = {"P": "\n\n", "L": "\n"}
_WAYS: dict[Language, dict[str, tuple[str, ...]]] = {
    "de": {
        ".": ("Punkt",),
        ",": ("Komma",),
        ":": ("Doppelpunkt",),
        ";": ("Semikolon", "Strichpunkt"),
        "?": ("Fragezeichen",),
        "!": ("Ausrufezeichen",),
        "(": ("Klammer auf",),
        ")": ("Klammer zu",),
        "„": ("Anführungszeichen unten", "Anführungszeichen auf"),
        "“": ("Anführungszeichen oben", "Anführungszeichen zu"),
        "-": ("Bindestrich",),
        "/": ("Schrägstrich",),
        "–": ("Gedankenstrich",),
        "\n\n": ("neuer Absatz", "Absatz"),
        "\n": ("neue Zeile",),
    },
    "en": {
        ".": ("full stop", "period"),
        ",": ("comma",),
        ":": ("colon",),
        ";": ("semicolon",),
        "?": ("question mark",),
        "!": ("exclamation mark",),
        "(": ("open bracket", "open parenthesis"),
        ")": ("close bracket", "close parenthesis"),
        "„": ("open quote", "open quotes"),
        "“": ("close quote", "close quotes"),
        "-": ("hyphen",),
        "/": ("slash",),
        "–": ("dash",),
        "\n\n": ("new paragraph",),
        "\n": ("new line",),
    },
}
"""How each sign is said."""


class Manner(StrEnum):
    """Where a speaker pauses."""

    PAUSED = "paused"
    """Before and after each command."""
    PHRASED = "phrased"
    """After each command."""
    FLOWING = "flowing"
    """After sentences alone."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A voice of SVOX Pico, its pitch, and a larger or smaller head.

    ``size`` shifts all frequencies: the same voice above and below 1 are different people.
    """

    voice: str
    pitch: float
    size: float


READERS: dict[Language, tuple[Reader, ...]] = {
    "de": (Reader("de-DE", 1.0, 1.0), Reader("de-DE", 0.85, 0.94), Reader("de-DE", 1.1, 1.05)),
    "en": (Reader("en-GB", 0.9, 1.0), Reader("en-US", 1.0, 1.0), Reader("en-GB", 1.05, 0.95)),
}
_SPEEDS = (0.95, 1.2)


@dataclass(frozen=True, slots=True)
class Sign:
    """A dictated command: the sign that is meant, and the words for it."""

    sign: str
    said: str


@dataclass(frozen=True, slots=True)
class Clip:
    """A dictation in pieces: words, signs and values, and how it is spoken."""

    name: str
    language: Language
    pieces: tuple[str | Sign | Value, ...]
    reader: Reader
    speed: float
    manner: Manner
    held_out: bool

    @property
    def said(self) -> str:
        """All that is said."""
        return " ".join(_said(piece) for piece in self.pieces)


def clips(language: Language, *, seed: int = 1, count: int = CLIPS) -> Iterator[Clip]:
    """The dictations of a language."""
    for number in range(count):
        chance = chance_of(seed, f"dictated {language} {number}")
        held_out = number % HELD_OUT == HELD_OUT - 1
        kind = _KINDS[number // HELD_OUT % len(_KINDS)]
        yield Clip(
            f"{language}-{number:02}-{kind}",
            language,
            tuple(_pieces(_text(language, kind, chance, held_out=held_out), language, chance)),
            READERS[language][int(chance.integers(len(READERS[language])))],
            _SPEEDS[number % 2],
            list(Manner)[int(chance.integers(len(Manner)))],
            held_out,
        )


def _text(language: Language, kind: str, chance: np.random.Generator, *, held_out: bool) -> str:
    texts = _TEXTS[language]
    pool = [
        text
        for number, text in enumerate(texts[kind])
        if (number % HELD_OUT == HELD_OUT - 1) is held_out
    ]
    sentences = [pool[at] for at in chance.permutation(len(pool))[: int(chance.integers(3, 6))]]
    greeting, closing = (
        str(chance.choice(texts["greetings"])),
        str(chance.choice(texts["closings"])),
    )
    if kind == "letters":
        return " ".join([greeting, *sentences, closing])
    return " ".join(text[:1].upper() + text[1:] for text in sentences)


def _pieces(
    text: str, language: Language, chance: np.random.Generator
) -> Iterator[str | Sign | Value]:
    ways = {sign: str(chance.choice(said)) for sign, said in _WAYS[language].items()}
    for match in _PIECE.finditer(text):
        if match["sign"]:
            sign = _SIGNS.get(match["sign"], match["sign"])
            yield Sign(sign, ways[sign])
        elif match["value"]:
            yield value_of(match["value"], language, chance)
        elif words := match["words"].strip():
            yield words


def _said(piece: str | Sign | Value) -> str:
    return piece if isinstance(piece, str) else piece.said


def speak(clip: Clip, target: Path) -> None:
    """Write the sound of a dictation."""
    chance = chance_of(1, clip.name)
    sound: list[Samples] = [_silence(0.4)]
    for phrase, pause in _phrases(clip, chance):
        sound += [spoken(phrase, clip.reader, clip.speed), _silence(pause)]
    write_sound(sound, target, chance)


def _phrases(clip: Clip, chance: np.random.Generator) -> Iterator[tuple[str, float]]:
    """What is said in one go, and the seconds of silence after it."""
    said: list[str] = []
    for number, piece in enumerate(clip.pieces):
        following = clip.pieces[number + 1] if number + 1 < len(clip.pieces) else None
        said.append(_said(piece))
        command, chain = isinstance(piece, Sign), isinstance(following, Sign)
        ends = isinstance(piece, Sign) and piece.sign in ".?!\n\n" and not chain
        paused = clip.manner is Manner.PAUSED and (command or chain)
        phrased = clip.manner is Manner.PHRASED and command and not chain
        if ends or paused or phrased or following is None:
            yield " ".join(said), float(chance.uniform(0.25, 0.6) + 0.3 * ends)
            said = []


def _silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.int16)


def spoken(text: str, reader: Reader, speed: float) -> Samples:
    """A text as one of the readers says it, without silence around it."""
    with zeroed_memory():
        pcm = NanoTTS().speak(
            text, voice=reader.voice, speed=speed * reader.size, pitch=reader.pitch
        )
    samples = np.frombuffer(pcm, "<i2")
    (audible,) = np.nonzero(np.abs(samples.astype(np.int32)) > _AUDIBLE)
    samples = samples[audible[0] : audible[-1] + 1]
    places = np.arange(0, len(samples) - 1, reader.size)
    larger: Samples = np.interp(places, np.arange(len(samples)), samples).astype(np.int16)
    return larger
