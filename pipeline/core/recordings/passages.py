"""From what a speech engine says to words that can be trusted to be well-formed, in a language that fits.

Engines give words before the beginning and after the end, words without text, and pieces of words. What
passes here is in order; whether it was said at all is weighed in ``pipeline.core.recordings.evidence``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.recordings.segments import Segment

_BREAK = 2.0
"""Seconds of silence after which the next word is a new utterance."""
_FOREIGN = 0.6
"""Probability from which a language that nobody configured is believed."""
_BELIEVED = 0.5
"""Probability that the preferred languages must have together before one of them is believed of a single segment."""
_ALONE = 0.95
"""Share among the preferred languages from which no other of them is spoken.

Source: measured with Whisper base: 0.97 or more in German or English alone, 0.94 or less where both are heard.
"""
_TO_TELL = 1.5
"""Seconds of speech by which a language can be told. Source: as ``_ALONE``; one second of German was 57 % German."""
_SAMPLE = 5
"""Segments that tell the language of a whole recording."""
_ROOM = 200
"""Tokens of a prompt. Source: Whisper keeps the last 223; the rest is for the space before it and for safety."""
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "my", "yue"})
"""Languages that Whisper's words come in without spaces. Source: openai-whisper, ``Tokenizer.split_to_word_tokens``."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A word as an engine says it, nothing checked: seconds from the start of what it heard.

    A ``text`` without a leading space goes on with the word before it ("Bluetooth", "-Lautsprecher").
    """

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """What an engine made of a stretch of sound, nothing checked.

    ``no_speech`` is how probable the engine finds it that nobody speaks there. Words carry their own
    probabilities, which no prompt has raised: engines align words with the sound alone.
    """

    words: tuple[Heard, ...]
    no_speech: float = 0.0


@dataclass(frozen=True, slots=True)
class Said:
    """The same in order: words in time order within what was heard, at least one."""

    words: tuple[SpokenWord, ...]
    no_speech: float = 0.0

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text for word in self.words)


def in_order(passages: Iterable[Passage], *, language: str, start: float, end: float) -> tuple[Said, ...]:
    """The passages that hold letters or digits, in order, between the times where the engine began to hear and ended."""
    found: list[Said] = []
    earliest = start
    for passage in passages:
        words = tuple(_in_order(_joined(passage.words, language), start, earliest, end))
        if any(char.isalnum() for word in words for char in word.text):
            found.append(Said(words, passage.no_speech))
            earliest = words[-1].end
    return tuple(found)


def prompt(terms: tuple[str, ...], *, tokens: Callable[[str], int]) -> str | None:
    """The terms as Whisper wants to be told of them, as many as it has room for; None where there are none."""
    for count in range(len(terms), 0, -1):
        text = ", ".join(terms[:count]) + "."
        if tokens(text) <= _ROOM:
            return text
    return None


def placed(said: Iterable[Said], segment: Segment, *, language: str) -> tuple[Utterance, ...]:
    """Utterances with times of the recording; a long silence inside a passage parts it in two."""
    return tuple(part for passage in said for part in _parted(Utterance(passage.words, language), segment))


def sampled(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Up to five segments spread over the recording, whose languages tell the recording's."""
    last = len(segments) - 1
    places = {round(place * last / (_SAMPLE - 1)) for place in range(_SAMPLE)}
    return tuple(segments[place] for place in sorted(places))


def likely_language(odds: Mapping[str, float], preferred: tuple[str, ...]) -> str:
    """The most probable of the ``preferred`` languages, unless another one is clearly spoken.

    Clearly means a probability of at least 0.6: short or noisy speech spreads its probability over
    related languages (German over Dutch and Norwegian), another language that is really spoken does not.
    """
    likeliest = max(odds, key=lambda language: (odds[language], language))
    if not preferred or odds[likeliest] >= _FOREIGN:
        return likeliest
    return max(preferred, key=lambda language: odds.get(language, 0.0))


def average(odds: Iterable[tuple[Mapping[str, float], float]]) -> dict[str, float]:
    """The probabilities of languages in several stretches, each weighed by its seconds."""
    sums: dict[str, float] = {}
    seconds = 0.0
    for probabilities, weight in odds:
        for language, probability in probabilities.items():
            sums[language] = sums.get(language, 0.0) + probability * weight
        seconds += weight
    return {language: total / seconds for language, total in sums.items()}


def alone(odds: Mapping[str, float], seconds: float, preferred: tuple[str, ...]) -> str | None:
    """The preferred language that is surely the only one in so many seconds of speech; None if that cannot be told.

    Without preferred languages any may be it. Sound that is hardly speech, or speech in a language that
    nobody configured, is spread over others and gives none.
    """
    shares = _shares(odds, preferred)
    likeliest = max(shares, key=lambda language: (shares[language], language))
    sure = seconds >= _TO_TELL and sum(shares.values()) >= _BELIEVED
    return likeliest if sure and shares[likeliest] >= _ALONE * sum(shares.values()) else None


def mixed(odds: Mapping[str, float], preferred: tuple[str, ...]) -> bool:
    """Whether more than one of the preferred languages may be spoken."""
    shares = _shares(odds, preferred)
    return sum(shares.values()) >= _BELIEVED and max(shares.values()) < _ALONE * sum(shares.values())


def _shares(odds: Mapping[str, float], preferred: tuple[str, ...]) -> dict[str, float]:
    return {language: odds.get(language, 0.0) for language in preferred or odds}


def stretches(languages: Sequence[str | None], otherwise: str) -> tuple[tuple[int, int, str], ...]:
    """Neighbours in one language, as (first, one after the last, language).

    An unsure one goes with the one before it, or the one after it at the beginning; where all are
    unsure, ``otherwise`` is spoken.
    """
    known = [language for language in languages if language is not None]
    spoken = known[0] if known else otherwise
    found: list[tuple[int, int, str]] = []
    for place, language in enumerate(languages):
        spoken = language or spoken
        if found and found[-1][2] == spoken:
            found[-1] = (found[-1][0], place + 1, spoken)
        else:
            found.append((place, place + 1, spoken))
    return tuple(found)


def _joined(passage: Sequence[Heard], language: str) -> Iterator[Heard]:
    """Whole words: pieces without a leading space go to the word before them, as sure as the less sure of both."""
    word: Heard | None = None
    for piece in passage:
        if not piece.text.strip():
            continue
        if word is not None and not piece.text[0].isspace() and language not in _WITHOUT_SPACES:
            sure = min(word.confidence, piece.confidence)
            word = replace(word, text=word.text + piece.text, end=piece.end, confidence=sure)
            continue
        if word is not None:
            yield word
        word = piece
    if word is not None:
        yield word


def _in_order(words: Iterable[Heard], origin: float, earliest: float, latest: float) -> Iterator[SpokenWord]:
    for word in words:
        start = min(max(origin + word.start, earliest), latest)
        end = min(max(origin + word.end, start), latest)
        confidence = min(max(word.confidence, 0.0), 1.0)
        yield SpokenWord(" ".join(word.text.split()), start, end, confidence)
        earliest = end


def _parted(utterance: Utterance, segment: Segment) -> Iterator[Utterance]:
    part: list[SpokenWord] = []
    for word in utterance.words:
        start, end = segment.span(word.start, word.end)
        if part and start - part[-1].end > _BREAK:
            yield replace(utterance, words=tuple(part))
            part.clear()
        part.append(replace(word, start=start, end=end))
    yield replace(utterance, words=tuple(part))
