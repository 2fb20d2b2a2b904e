"""Meetings as people talk, with what belongs into their minutes.

Made voices speak, from a seed. Nothing is learned from those that are judged only.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from pipeline.core.model import SpokenWord, Utterance
from tools.dictated import Reader, spoken
from tools.samples import RATE, Language, Samples, chance_of, write_sound

Lot = Literal["seen", "unseen", "later", "tagged", "judged", "sealed", "third"]
"""Where a meeting is from.

Three lots of offices, those to learn from, and three hands' that are judged only.
"""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


_OFFICES = _read("meetings_whole.toml")
_READERS: dict[Language, dict[str, Reader]] = {
    "de": {
        "A": Reader("de-DE", 1.0, 1.0),
        "B": Reader("de-DE", 0.8, 0.94),
        "C": Reader("de-DE", 1.15, 1.05),
        "D": Reader("de-DE", 0.9, 1.08),
        "E": Reader("de-DE", 1.25, 0.97),
        "F": Reader("de-DE", 0.72, 1.02),
        "G": Reader("de-DE", 1.08, 0.9),
        "H": Reader("de-DE", 0.95, 0.98),
    },
    "en": {
        "A": Reader("en-GB", 0.9, 1.0),
        "B": Reader("en-US", 1.0, 1.0),
        "C": Reader("en-GB", 1.1, 0.94),
        "D": Reader("en-US", 0.85, 1.05),
        "E": Reader("en-US", 1.2, 0.97),
        "F": Reader("en-GB", 0.78, 1.02),
        "G": Reader("en-GB", 1.0, 1.08),
        "H": Reader("en-US", 1.1, 0.92),
    },
}


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a scene should lead to in the minutes.

    ``content`` are words that name what was decided, or the item; ``who`` a letter for a speaker,
    or a name; ``due`` an ISO day; ``votes`` as in "5/1/-". Empty for what is not to be told.
    """

    kind: str
    content: str = ""
    who: str = ""
    due: str = ""
    votes: str = ""
    after: int = 0
    """How many turns of the scene stand before it in a tagged meeting."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A few turns, each a speaker's letter and words."""

    turns: tuple[tuple[str, str], ...]
    expected: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A made meeting."""

    name: str
    language: Language
    scenes: tuple[Scene, ...]
    lot: Lot

    @property
    def said(self) -> str:
        """All that is said, with the speakers."""
        return " ".join(f"{who}: {text}" for scene in self.scenes for who, text in scene.turns)


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """A turn in the sound, in seconds, and the number of its scene."""

    speaker: str
    start: float
    end: float
    scene: int


def office_meetings(language: Language) -> Iterator[Meeting]:
    """Meetings of a language's offices, from which the model learns, too."""
    for number, meeting in enumerate(_OFFICES[language]):
        scenes = _scenes(meeting["said"])
        yield Meeting(f"{language}-{number:02}-office", language, scenes, meeting["lot"])


def judged_meetings(language: Language) -> Iterator[Meeting]:
    """Meetings that nothing was learned from, by three hands."""
    lots: tuple[Lot, ...] = ("judged", "sealed", "third")
    for lot in lots:
        for number, meeting in enumerate(_read(f"{lot}_meetings.toml")[language]):
            yield Meeting(f"{language}-{number:02}-{lot}", language, _scenes(meeting["said"]), lot)


def tagged_meetings(language: Language) -> Iterator[tuple[str, Meeting]]:
    """The meetings from which the model learns, with their authors."""
    for file in sorted(Path(__file__).with_name("tagged_meetings").glob(f"{language}_*.toml")):
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        for number, meeting in enumerate(told[language]):
            name = f"{file.stem}-{number:03}"
            yield file.stem, Meeting(name, language, _scenes(meeting["said"]), "tagged")


def _scenes(said: str) -> tuple[Scene, ...]:
    return tuple(map(_scene, re.split(r"\n\s*\n", said.strip())))


def _scene(block: str) -> Scene:
    turns: list[tuple[str, str]] = []
    expected = []
    for line in block.splitlines():
        if line.startswith("="):
            expected.append(replace(_expectation(line), after=len(turns)))
        else:
            turns.append(_turn(line))
    return Scene(tuple(turns), tuple(expected))


def _expectation(line: str) -> Expectation:
    kind, _, told = line.removeprefix("= ").partition(": ")
    parts = (*(each.strip() for each in told.split(";")), "", "", "")
    return Expectation(kind, parts[0], parts[1], parts[2], parts[3])


def typed(meeting: Meeting) -> tuple[tuple[Utterance, ...], tuple[SpokenTurn, ...]]:
    """A meeting heard without any mishearing, and who speaks when."""
    utterances, turns, at = [], [], 0.5
    for number, scene in enumerate(meeting.scenes):
        for speaker, text in scene.turns:
            words = tuple(
                SpokenWord(word, at + n * 0.3, at + n * 0.3 + 0.25, 0.9)
                for n, word in enumerate(text.split())
            )
            turns.append(SpokenTurn(speaker, at, words[-1].end, number))
            utterances.append(Utterance(words, meeting.language, speaker))
            at = words[-1].end + 0.6
    return tuple(utterances), tuple(turns)


def _turn(text: str) -> tuple[str, str]:
    speaker, _, said = text.partition(": ")
    return speaker, said


def voiced(meeting: Meeting) -> tuple[list[Samples], tuple[SpokenTurn, ...]]:
    """The sound of a meeting in pieces, and when who speaks."""
    chance = chance_of(1, meeting.name)
    pieces: list[Samples] = [np.zeros(RATE // 2, np.int16)]
    turns: list[SpokenTurn] = []
    at = pieces[0].size
    for number, scene in enumerate(meeting.scenes):
        for speaker, text in scene.turns:
            sound = spoken(text, _READERS[meeting.language][speaker], 1.0)
            pause = np.zeros(int(chance.uniform(0.3, 0.9) * RATE), np.int16)
            turns.append(SpokenTurn(speaker, at / RATE, (at + sound.size) / RATE, number))
            pieces += [sound, pause]
            at += sound.size + pause.size
    return pieces, tuple(turns)


def speak(meeting: Meeting, target: Path) -> None:
    """Write the sound of a meeting."""
    write_sound(voiced(meeting)[0], target, chance_of(2, meeting.name))
