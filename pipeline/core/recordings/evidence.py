"""Whether what an engine says was said: what can be kept, what must be heard again, what stays inaudible.

Engines are sure of themselves. Where nobody speaks they say the credits of the films they learned from,
or their prompt; where they lose the thread, the same sentence again and again. No wording proves that,
for people do say "Vielen Dank fürs Zuschauen". What is weighed is evidence: is there a voice, does the
engine itself think that somebody speaks, how probable does it find its words, does the text go in circles.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline.core.model import SpokenWord
from pipeline.core.recordings.passages import SpokenPassage
from pipeline.core.recordings.segments import RATE, WINDOW

_VOICE = 0.5
"""Probability of the voice detector from which a window counts as voice. Source: Silero VAD's default."""
_SYLLABLE = 0.2
"""Seconds of voice below which nothing can have been said."""
_WORDLESS = 2.0
"""Seconds of voice of which a sound engine makes at least one word.

Shorter sounds may be a cough or a chair; measured: 1.3 s of noise in the real recordings, no words.
"""
_WORD = 0.4
"""Seconds of voice from which something was said where an engine says words each time, and none that can be believed."""
_HOLE, _VOICED_HOLE = 3.0, 1.5
"""Seconds without a word, in all or of voice, that are heard again. A prompt makes Whisper stop early now and then."""
_NOBODY = ((0.7, 1.1), (0.5, 0.5), (0.3, 0.25))
"""Nobody speaks from this probability of silence on, if the words' mean confidence is below the second number.

Measured: noise and tones 0.72 or more, mostly with words of at most 0.27, windows that hold only the end of a word 0.51 or
more with at most 0.46; speech 0.50 or less, and then with words of 0.73.
"""
_IMPROBABLE = 0.25
"""Mean confidence of several words that are guesses, whatever the engine thinks of the silence."""
_COMPRESSED = 2.4
"""Whisper's own bound for a text that goes in circles. Measured: speech 1.7 or less."""
_REPEATED = ((4, 2), (2, 3), (1, 6))
"""From so many words on, a phrase that is said so often in a row is suspicious; "ja, ja, ja" is not."""
_LONGEST_PHRASE = 30
"""Words in a phrase that is looked for again."""
_LETTERS_PER_SECOND = 30
"""Faster than anybody speaks. Source: very fast German has about 8 syllables, 25 letters, a second."""
_CLEAR, _SOMEBODY = 0.6, 0.3
"""Confidence and, at most, probability of silence of a line that ghosts say and a person really said."""
_ALIKE = 0.5
"""Share of letters in common of a name and of what is heard by somebody who does not know it. Measured: 0.6 or more."""

_GHOSTS = (
    "untertitel",
    "copyright",
    "amara.org",
    "swr 20",
    "wdr 20",
    "vielen dank fürs zuschauen",
    "vielen dank für die aufmerksamkeit",
    "vielen dank.",
    "bis zum nächsten mal",
    "subtitles by",
    "transcribed by",
    "thanks for watching",
    "thank you for watching",
    "please subscribe",
    "see you in the next video",
    "www.",
)
"""What a line begins with that Whisper has from subtitles: a reason to look at the evidence, no more.

Source: https://github.com/openai/whisper/discussions/928.
"""


@dataclass(frozen=True, slots=True)
class VoiceActivity:
    """How probable a voice is in each window of 512 samples of what was heard."""

    odds: tuple[float, ...]

    def seconds(self, start: float, end: float) -> float:
        """Seconds of voice between two times; a window belongs to where its middle lies."""
        step = WINDOW / RATE
        first, last = (max(0, round(time / step)) for time in (start, end))
        return sum(probability >= _VOICE for probability in self.odds[first:last]) * step


class Suspicion(StrEnum):
    """Why something was not believed."""

    WORDLESS = "speech without a word"
    NOBODY = "words where nobody seems to speak"
    GUESS = "words that the engine finds improbable"
    LOOP = "the same again and again"
    GHOST = "a line that machines invent, weakly supported"
    PROMPT = "nothing but words that it was told to expect"


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch without a word that can be believed: seconds, why, and the words that stood there."""

    start: float
    end: float
    suspicion: Suspicion
    words: tuple[SpokenWord, ...] = ()

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What can be believed, in order, and the holes between it in which somebody speaks."""

    said: tuple[SpokenPassage, ...]
    holes: tuple[Hole, ...]


def judgement(
    said: Sequence[SpokenPassage],
    voice: VoiceActivity,
    *,
    start: float,
    end: float,
    terms: tuple[str, ...] = (),
) -> Judgement:
    """What was said between two times that can be believed; ``terms`` are what the engine was told to expect.

    Holes are places to hear again: all between two believed words, if words were taken out or if it is
    long. Where there is no voice there is no hole, and what was taken out was never said.
    """
    suspicions = _suspicions(said, voice, terms)
    kept: list[SpokenPassage] = []
    holes: list[Hole] = []
    before, removed, why = start, list[SpokenWord](), Suspicion.WORDLESS
    place = 0
    for passage in said:
        run: list[SpokenWord] = []
        for word in passage.words:
            suspicion = suspicions.get(place)
            place += 1
            if suspicion is None:
                holes += _hole(Hole(before, max(before, word.start), why, tuple(removed)), voice)
                before, removed, why = word.end, [], Suspicion.WORDLESS
                run.append(word)
                continue
            kept += _part(run, passage)
            run = []
            why = suspicion if not removed else why
            removed.append(word)
        kept += _part(run, passage)
    holes += _hole(Hole(before, max(before, end), why, tuple(removed)), voice)
    return Judgement(tuple(kept), tuple(holes))


def final_judgement(hole: Hole, again: Judgement, voice: VoiceActivity) -> Judgement:
    """What is believed of a hole after it was heard ``again`` alone; the holes that remain are inaudible.

    Whoever is asked twice and
    finds nothing there is right, unless there is much voice; whoever says something different and
    unbelievable each time has not understood.
    """
    if hole.suspicion is Suspicion.PROMPT and _alike(
        hole.text, " ".join(said.text for said in again.said)
    ):
        return Judgement((SpokenPassage(hole.words),), ())
    if hole.suspicion is Suspicion.LOOP and any(
        left.suspicion is Suspicion.LOOP for left in again.holes
    ):
        return Judgement((), (hole,))
    left = tuple(
        left
        for left in again.holes
        if voice.seconds(left.start, left.end)
        >= (_WORDLESS if left.suspicion is Suspicion.WORDLESS else _WORD)
    )
    return Judgement(again.said, left)


def _part(run: list[SpokenWord], passage: SpokenPassage) -> tuple[SpokenPassage, ...]:
    return (SpokenPassage(tuple(run), passage.no_speech),) if run else ()


def _hole(hole: Hole, voice: VoiceActivity) -> tuple[Hole, ...]:
    """The hole, if somebody may have spoken in it."""
    voiced = voice.seconds(hole.start, hole.end)
    worth = hole.words or hole.end - hole.start >= _HOLE or voiced >= _VOICED_HOLE
    return (hole,) if worth and voiced >= _SYLLABLE else ()


def _suspicions(
    said: Sequence[SpokenPassage], voice: VoiceActivity, terms: tuple[str, ...]
) -> dict[int, Suspicion]:
    """The words that cannot be believed, by their places among all, each with the first reason."""
    found: dict[int, Suspicion] = {}
    known = {part for term in terms for part in _plain(term)}
    place = 0
    for passage in said:
        suspicion = _suspicion(passage, voice, known)
        for word in range(place, place + len(passage.words)):
            if suspicion is not None:
                found[word] = suspicion
        place += len(passage.words)
    texts = ["".join(_plain(word.text)) for passage in said for word in passage.words]
    for first, end in _loops(texts):
        found |= dict.fromkeys(range(first, end), Suspicion.LOOP)
    return found


def _suspicion(passage: SpokenPassage, voice: VoiceActivity, known: set[str]) -> Suspicion | None:
    words, text = passage.words, passage.text.casefold()
    confidence = sum(word.confidence for word in words) / len(words)
    weak = confidence < _CLEAR or passage.no_speech > _SOMEBODY
    voiced = voice.seconds(words[0].start - _SYLLABLE / 2, words[-1].end + _SYLLABLE / 2)
    hurried = sum(map(len, _plain(text))) > _LETTERS_PER_SECOND * voiced
    nobody = any(passage.no_speech >= bound and confidence < sure for bound, sure in _NOBODY)
    loop = len(zlib.compress(text.encode())) * _COMPRESSED < len(text.encode())
    told = sum(part in known for part in _plain(text)) * 2 > len(_plain(text))
    reasons = {
        Suspicion.NOBODY: nobody or (confidence < _CLEAR and hurried),
        Suspicion.GUESS: len(words) > 1 and confidence < _IMPROBABLE,
        Suspicion.LOOP: loop,
        Suspicion.GHOST: text.startswith(_GHOSTS) and (weak or hurried),
        Suspicion.PROMPT: told,
    }
    return next((suspicion for suspicion, true in reasons.items() if true), None)


def _loops(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Where a phrase is said again and again: from its second time to the end of the last."""
    start = 0
    while start < len(texts):
        first, end = max(
            ((start + size, start + size * times) for size, times in _repetitions(texts, start)),
            key=lambda loop: loop[1],
            default=(start, start),
        )
        if end > first:
            yield first, end
        start = max(end, start + 1)


def _repetitions(texts: list[str], start: int) -> Iterator[tuple[int, int]]:
    """The phrases that begin here and repeat suspiciously: words in the phrase, and how often it is said."""
    for size in range(1, min(_LONGEST_PHRASE, (len(texts) - start) // 2) + 1):
        phrase = texts[start : start + size]
        times = 1
        while texts[start + size * times : start + size * (times + 1)] == phrase:
            times += 1
        if any(size >= words and times >= often for words, often in _REPEATED):
            yield size, times


def _plain(text: str) -> list[str]:
    """Letters and digits of each word, in lower case; none of a word that has none."""
    words = ("".join(char for char in word if char.isalnum()) for word in text.casefold().split())
    return [word for word in words if word]


def _alike(text: str, other: str) -> bool:
    return (
        SequenceMatcher(None, "".join(_plain(text)), "".join(_plain(other)), autojunk=False).ratio()
        >= _ALIKE
    )
