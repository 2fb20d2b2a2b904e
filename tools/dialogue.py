"""Conversations of several voices, for measuring who speaks when."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from py_nanotts import NanoTTS  # type: ignore[import-untyped,unused-ignore]

from pipeline.core.recordings.speakers import SpeakerTurn
from tools.samples import RATE, Samples, zeroed_memory

_TEXTS = {
    "de": (
        "Guten Morgen, wir beginnen mit dem ersten Punkt der Tagesordnung.",
        "Der Haushalt für das kommende Jahr liegt allen vor.",
        "Ich bitte darum, den Antrag noch einmal zu lesen.",
        "Die Kosten sind im letzten Jahr um drei Prozent gestiegen.",
        "Darüber haben wir im Sommer schon einmal gesprochen.",
        "Wer ist dafür, dass wir die Arbeiten vergeben?",
        "Die Firma hat uns gestern ein neues Angebot geschickt.",
        "Bis Ende März soll der Bericht fertig sein.",
        "Das Protokoll der letzten Sitzung wurde genehmigt.",
        "Im Garten des Rathauses stehen zwei alte Linden.",
        "Wir treffen uns am Donnerstag um halb zehn wieder.",
        "Der Schlüssel liegt beim Hausmeister im Erdgeschoss.",
    ),
    "en": (
        "Good morning, let us start with the first item on the agenda.",
        "The budget for the coming year is in front of you.",
        "I would ask everyone to read the motion once more.",
        "Costs went up by three percent over the last year.",
        "We talked about that in the summer, if I remember rightly.",
        "Who is in favour of giving the work to them?",
        "The company sent us a new offer only yesterday.",
        "The report ought to be finished by the end of March.",
        "The minutes of the last meeting have been approved.",
        "There are two old lime trees in the garden of the town hall.",
        "We shall meet again on Thursday at half past nine.",
        "The caretaker on the ground floor has the key.",
    ),
}
"""Sentences of everyday meetings.

Every voice but the English ones reads the German ones, some with an accent.
"""

_AUDIBLE = 200
"""A sample louder than this is speech: voices begin and end in silence."""


_IMPATIENT = 0.5
"""How many changes of speakers do not wait."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Mono sound at 16 kHz, with a turn for each sentence."""

    samples: Samples
    turns: tuple[SpeakerTurn, ...]

    def only(self, speaker: int) -> Samples:
        """The same with everybody else silent."""
        alone = np.zeros_like(self.samples)
        for turn in self.turns:
            if turn.speaker == speaker:
                place = slice(round(turn.start * RATE), round(turn.end * RATE))
                alone[place] = self.samples[place]
        return alone


def dialogue(voices: Sequence[str], *, seed: int, seconds: float) -> Dialogue:
    """A conversation of at least ``seconds``, one to three sentences a turn.

    ``voices`` are those of SVOX Pico: de-DE, en-GB, en-US, es-ES, fr-FR, it-IT; as distinct as six
    people. The same voice twice is the same person twice.
    """
    chance = np.random.default_rng(seed)
    pieces: list[Samples] = [np.zeros(RATE // 2, np.int16)]
    turns: list[SpeakerTurn] = []
    for speaker, spoken in _voiced_sentences(voices, chance):
        start = sum(map(len, pieces))
        if start > seconds * RATE:
            break
        turns.append(SpeakerTurn(start / RATE, (start + len(spoken)) / RATE, speaker))
        pieces += [spoken, np.zeros(int(chance.uniform(0.2, 0.9) * RATE), np.int16)]
    return Dialogue(np.concatenate(pieces), tuple(turns))


def with_interruptions(calm: Dialogue, *, seed: int) -> Dialogue:
    """The same conversation with every other change of speakers too early.

    They begin up to two and a half seconds early, but before the last fifth of neither turn has
    passed.
    """
    chance = np.random.default_rng(seed)
    mixed = np.zeros(len(calm.samples), np.int32)
    turns: list[SpeakerTurn] = []
    quiet: dict[int, float] = {}
    for number, turn in enumerate(calm.turns):
        length, start = turn.end - turn.start, turn.start
        if number:
            before, last = calm.turns[number - 1], turns[-1]
            start = max(quiet.values()) + turn.start - before.end
            if turn.speaker != last.speaker and chance.random() < _IMPATIENT:
                early = min(chance.uniform(0.5, 2.5), 0.8 * length, 0.8 * (last.end - last.start))
                start = max(last.end - early, quiet.get(turn.speaker, 0.0) + 0.2)
        place, first = round(start * RATE), round(turn.start * RATE)
        said = calm.samples[first : round(turn.end * RATE)]
        mixed[place : place + len(said)] += said
        turns.append(SpeakerTurn(start, start + length, turn.speaker))
        quiet[turn.speaker] = start + length
    ends = round(max(quiet.values(), default=0.0) * RATE) + RATE // 2
    return Dialogue(np.clip(mixed[:ends], -32_768, 32_767).astype(np.int16), tuple(turns))


def _voiced_sentences(
    voices: Sequence[str], chance: np.random.Generator
) -> Iterator[tuple[int, Samples]]:
    """Sentences without end, with their voices; none is said twice too soon."""
    engine = NanoTTS()
    texts = [
        itertools.cycle(chance.permutation(_TEXTS.get(voice[:2], _TEXTS["de"]))) for voice in voices
    ]
    speaker = 0
    while True:
        for _ in range(int(chance.integers(1, 4))):
            with zeroed_memory():
                pcm = engine.speak(str(next(texts[speaker])), voice=voices[speaker], speed=0.95)
            samples = np.frombuffer(pcm, "<i2")
            (audible,) = np.nonzero(np.abs(samples.astype(np.int32)) > _AUDIBLE)
            yield speaker, samples[audible[0] : audible[-1] + 1]
        others = [other for other in range(len(voices)) if other != speaker]
        speaker = int(chance.choice(others)) if others else speaker
