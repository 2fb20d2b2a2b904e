"""Tells hallucinations from words that were said.

Where nobody speaks, Whisper says the credits of the films it was trained on, or its prompt; where
it loses the thread, the same sentence again and again. The wording proves nothing, for people do
say "Vielen Dank fürs Zuschauen". So the evidence is weighed: does the voice detector hear a voice,
does the engine itself think that somebody speaks, how probable does it find its words, does the
text go in circles. What can be believed is kept, the rest is heard again or stays inaudible.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline.core.model import SpokenWord
from pipeline.core.recordings.passages import NOTHING_TOLD, SpokenPassage, Told
from pipeline.core.recordings.repetitions import is_carried, is_pulsed, is_stuttered, loops
from pipeline.core.recordings.voice_activity import VoiceActivity

_SYLLABLE = 0.2
"""Seconds of voice in the shortest word."""
_WORDLESS = 2.0
"""Seconds of voice in which a working engine finds a word.

Shorter sounds may be a cough or a chair. Measured: 1.3 s of noise in the real recordings, no words.
"""
_WORD = 0.4
"""Seconds of voice that are inaudible if words are not believed."""
_HOLE, _VOICED_HOLE = 3.0, 1.5
"""Seconds without a word, and of voice, that are heard again.

A prompt makes Whisper stop early now and then.
"""
_SILENT = ((0.7, 1.1), (0.5, 0.5), (0.3, 0.25))
"""No speech: least probability of silence, and confidence below which.

The confidence is the mean of the words. Measured: noise and tones 0.72 or more, mostly with
words of at most 0.27, windows that hold only the end of a word 0.51 or more with at most 0.46;
speech 0.50 or less, and then with words of 0.73.
"""
_IMPROBABLE = 0.25
"""Mean confidence below which several words are guesses."""
_LOOP_COMPRESSION = 2.4
"""Compression ratio of a loop: Whisper's own bound.

Measured: speech 1.7 or less.
"""
_MISCOUNT = 0.3
"""Share by which two hearings differ in how often something is said.

Measured: "nein" eight times is heard five to eleven times.
"""
_PHRASE = 4
"""Different words that are hardly the same twice unless they are said: "eins, zwei, drei, vier"."""
_DOUBTFUL = 0.2
"""Confidence of a word that is one syllable over and over, at most: it is marked."""
_LONGEST_WORD, _SLOW_LETTERS = 1.0, 8
"""Seconds that any word may take, and letters a second of slow speech beside them."""
_LETTERS_PER_SECOND = 30
"""Letters a second: faster than people speak.

Source: very fast German has about 8 syllables, 25 letters, a second.
"""
_SURE, _SOMEBODY = 0.6, 0.3
"""A person said the credits: least confidence, most silence."""
_ALIKE = 0.5
"""Share of common letters in a name with and without a prompt.

Measured: 0.6 or more.
"""

_SUBTITLE_CREDITS = (
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
"""Lines that Whisper knows from subtitles: a reason to look closer.

Source: https://github.com/openai/whisper/discussions/928.
"""


class Suspicion(StrEnum):
    """Why a passage is not believed.

    All but ``WORDLESS`` are hallucinations.
    """

    WORDLESS = "speech without a word"
    NOBODY = "words where nobody seems to speak"
    GUESS = "words that the engine finds improbable"
    LOOP = "the same again and again"
    CREDITS = "a line from subtitles, weakly supported"
    PROMPT = "nothing but words that it was told to expect"


@dataclass(frozen=True, slots=True)
class Hole:
    """A stretch without a word that can be believed; seconds.

    ``words`` are those that are not believed.
    """

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
    """What can be believed, and the holes in which somebody speaks."""

    believed: tuple[SpokenPassage, ...]
    holes: tuple[Hole, ...]


def judgement(
    said: Sequence[SpokenPassage],
    voice: VoiceActivity,
    *,
    start: float,
    end: float,
    told: Told = NOTHING_TOLD,
) -> Judgement:
    """What to believe of an engine's words, and what to hear again.

    Times are seconds; ``told`` is what the engine was told to expect. A hole is all between two
    believed words, if words were taken out or if it is long. Where there is no voice there is no
    hole, and what was taken out was never said.
    """
    suspicions = _suspicions(said, voice, told)
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
                holes += _worth_hearing(
                    Hole(before, max(before, word.start), why, tuple(removed)), voice
                )
                before, removed, why = word.end, [], Suspicion.WORDLESS
                run.append(word)
                continue
            kept += _believed_part(run, passage)
            run = []
            why = suspicion if not removed else why
            removed.append(word)
        kept += _believed_part(run, passage)
    holes += _worth_hearing(Hole(before, max(before, end), why, tuple(removed)), voice)
    return Judgement(tuple(kept), tuple(holes))


def final_judgement(hole: Hole, again: Judgement, voice: VoiceActivity) -> Judgement:
    """The judgement on a hole that was heard ``again``, alone.

    Holes that are left are inaudible. An engine that finds no words the second time is right,
    unless there is much voice. One that says something unbelievable again has not understood; but
    if it goes in circles again, and the sound does so too, somebody did say it so often.
    """
    if hole.suspicion is Suspicion.PROMPT and _alike(
        hole.text, " ".join(said.text for said in again.believed)
    ):
        return _filled(hole, hole.words, voice)
    if hole.suspicion is Suspicion.LOOP:
        fuller = _fuller(hole, again, voice)
        if fuller:
            return _filled(hole, fuller, voice)
        if is_pulsed(hole.words, voice) or _is_repeated(hole, again, voice):
            return _filled(hole, hole.words, voice)
        if any(left.suspicion is Suspicion.LOOP for left in again.holes):
            return Judgement((), (hole,))
    # beside words a shorter sound is speech, too: it is heard once more
    wordless = _VOICED_HOLE if again.believed else _WORDLESS
    left = tuple(
        left
        for left in again.holes
        if voice.seconds(left.start, left.end)
        >= (wordless if left.suspicion is Suspicion.WORDLESS else _WORD)
    )
    return Judgement(again.believed, left)


def _filled(hole: Hole, words: tuple[SpokenWord, ...], voice: VoiceActivity) -> Judgement:
    """The hole with words in it; where somebody speaks beside them, it is inaudible."""
    left: list[Hole] = []
    passages: list[list[SpokenWord]] = [[]]
    end = hole.start
    for word in words:
        if voice.seconds(end, word.start) >= _VOICED_HOLE:
            left.append(Hole(end, word.start, Suspicion.WORDLESS))
            passages.append([])
        passages[-1].append(word)
        end = max(end, _spoken_by(word))
    if voice.seconds(end, hole.end) >= _VOICED_HOLE:
        left.append(Hole(end, hole.end, Suspicion.WORDLESS))
    return Judgement(tuple(SpokenPassage(tuple(run)) for run in passages if run), tuple(left))


def _spoken_by(word: SpokenWord) -> float:
    """When a word is over at last: engines stretch those before what they leave out."""
    return min(word.end, word.start + _LONGEST_WORD + len(word.text) / _SLOW_LETTERS)


def _fuller(hole: Hole, again: Judgement, voice: VoiceActivity) -> tuple[SpokenWord, ...]:
    """The second hearing's words, if it has the same ones oftener and the sound carries them."""
    words = [word for passage in again.believed for word in passage.words]
    words += [word for left in again.holes for word in left.words]
    words.sort(key=lambda word: word.start)
    texts, known = ({*_plain_words(" ".join(each.text for each in w))} for w in (words, hole.words))
    single = len(known) == 1  # the number of single words is counted elsewhere
    oftener = not single and len(words) > len(hole.words) and texts <= known
    return tuple(words) if oftener and is_carried(tuple(words), voice) else ()


def _is_repeated(hole: Hole, again: Judgement, voice: VoiceActivity) -> bool:
    """Whether the sound carries a loop, and the second hearing does not say otherwise.

    It has about as many words, whichever they are ("nein, nein" alone was heard as "9 9"), or no
    other words: Whisper stops early now and then.
    """
    heard = [word.text for passage in again.believed for word in passage.words]
    heard += [word.text for left in again.holes for word in left.words]
    texts, known = ({*_plain_words(" ".join(each))} for each in (heard, [hole.text]))
    alike = abs(len(heard) - len(hole.words)) <= max(1, len(hole.words) * _MISCOUNT)
    same = len(known) >= _PHRASE and _plain_words(" ".join(heard)) == _plain_words(hole.text)
    return (
        bool(texts) and (alike or texts <= known) and is_carried(hole.words, voice, at_least=same)
    )


def _believed_part(run: list[SpokenWord], passage: SpokenPassage) -> tuple[SpokenPassage, ...]:
    words = tuple(_unsure_if_stuttered(word) for word in run)
    return (SpokenPassage(words, passage.no_speech),) if run else ()


def _unsure_if_stuttered(word: SpokenWord) -> SpokenWord:
    """The word; one syllable over and over is doubtful."""
    if word.confidence > _DOUBTFUL and is_stuttered("".join(_plain_words(word.text))):
        return replace(word, confidence=_DOUBTFUL)
    return word


def _worth_hearing(hole: Hole, voice: VoiceActivity) -> tuple[Hole, ...]:
    """The hole, if somebody may have spoken in it; else nothing."""
    voiced = voice.seconds(hole.start, hole.end)
    worth = hole.words or hole.end - hole.start >= _HOLE or voiced >= _VOICED_HOLE
    return (hole,) if worth and voiced >= _SYLLABLE else ()


def _suspicions(
    said: Sequence[SpokenPassage], voice: VoiceActivity, told: Told
) -> dict[int, Suspicion]:
    """The words that are not believed, by place, with a reason."""
    found: dict[int, Suspicion] = {}
    known = {part for term in told.terms for part in _plain_words(term)}
    place = 0
    for passage in said:
        suspicion = _suspicion(passage, voice, known)
        if suspicion is None and _repeats(told.example, passage.text):
            suspicion = Suspicion.PROMPT
        for word in range(place, place + len(passage.words)):
            if suspicion is not None:
                found[word] = suspicion
        place += len(passage.words)
    texts = ["".join(_plain_words(word.text)) for passage in said for word in passage.words]
    for first, end in loops(texts):
        found |= dict.fromkeys(range(first, end), Suspicion.LOOP)
    return found


def _suspicion(passage: SpokenPassage, voice: VoiceActivity, known: set[str]) -> Suspicion | None:
    words, text = passage.words, passage.text.casefold()
    confidence = sum(word.confidence for word in words) / len(words)
    weak = confidence < _SURE or passage.no_speech > _SOMEBODY
    voiced = voice.seconds(words[0].start - _SYLLABLE / 2, words[-1].end + _SYLLABLE / 2)
    hurried = sum(map(len, _plain_words(text))) > _LETTERS_PER_SECOND * voiced
    silent = any(passage.no_speech >= bound and confidence < sure for bound, sure in _SILENT)
    loop = len(zlib.compress(text.encode())) * _LOOP_COMPRESSION < len(text.encode())
    prompted = sum(part in known for part in _plain_words(text)) * 2 > len(_plain_words(text))
    reasons = {
        Suspicion.NOBODY: silent or (confidence < _SURE and hurried),
        Suspicion.GUESS: len(words) > 1 and confidence < _IMPROBABLE,
        Suspicion.LOOP: loop,
        Suspicion.CREDITS: text.startswith(_SUBTITLE_CREDITS) and (weak or hurried),
        Suspicion.PROMPT: prompted,
    }
    return next((suspicion for suspicion, true in reasons.items() if true), None)


def _repeats(example: str, text: str) -> bool:
    """Whether the text is two words or more of the example, in their order."""
    words = _plain_words(text)
    return len(words) > 1 and f" {' '.join(words)} " in f" {' '.join(_plain_words(example))} "


def _plain_words(text: str) -> list[str]:
    """The words as letters and digits in lower case."""
    words = ("".join(char for char in word if char.isalnum()) for word in text.casefold().split())
    return [word for word in words if word]


def _alike(text: str, other: str) -> bool:
    return (
        SequenceMatcher(
            None, "".join(_plain_words(text)), "".join(_plain_words(other)), autojunk=False
        ).ratio()
        >= _ALIKE
    )
