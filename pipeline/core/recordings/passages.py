"""From the raw output of a speech engine to utterances.

Engines give words before the beginning and after the end, words without text, and pieces of words.
A ``SpokenPassage`` has none of these; whether it was said at all is weighed in
``pipeline.core.recordings.hallucinations``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.recordings.segments import Segment

_SILENCE = 2.0
"""Seconds of silence between two utterances."""
_PROMPT_TOKENS = 200
"""Tokens of a prompt at most.

Source: Whisper keeps the last 223; the rest is for the space before it and for safety.
"""
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "my", "yue"})
"""Languages in which Whisper's words have no leading space.

Source: openai-whisper, ``Tokenizer.split_to_word_tokens``.
"""


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word as an engine gives it, unchecked.

    Times are seconds from the start of what it heard. A ``text`` without a leading space goes on
    with the word before it ("Bluetooth", "-Lautsprecher").
    """

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class RawPassage:
    """A stretch of sound as an engine transcribed it, unchecked.

    ``no_speech`` is how probable the engine finds it that nobody speaks there. A prompt does not
    raise the words' own probabilities: engines align words with the sound alone.
    """

    words: tuple[RawWord, ...]
    no_speech: float = 0.0


@dataclass(frozen=True, slots=True)
class SpokenPassage:
    """At least one word, in time order and within what was heard."""

    words: tuple[SpokenWord, ...]
    no_speech: float = 0.0

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text for word in self.words)


def spoken_passages(
    passages: Iterable[RawPassage], *, language: str, start: float, end: float
) -> tuple[SpokenPassage, ...]:
    """The passages that have letters or digits, well-formed.

    The engine heard from ``start`` to ``end``.
    """
    found: list[SpokenPassage] = []
    earliest = start
    for passage in passages:
        words = tuple(_spoken_words(_whole_words(passage.words, language), start, earliest, end))
        if any(char.isalnum() for word in words for char in word.text):
            found.append(SpokenPassage(words, passage.no_speech))
            earliest = words[-1].end
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Told:
    """What an engine is told to expect."""

    terms: tuple[str, ...] = ()
    """Names and words, the most important first."""
    example: str = ""
    """A text that is written as this one is to be."""

    def prompt(self, tokens: Callable[[str], int]) -> str | None:
        """As many terms as fit, and the example behind them; None without either.

        ``tokens`` counts those of a text.
        """
        for count in range(len(self.terms), 0, -1):
            text = ", ".join(self.terms[:count]) + "."
            text = f"{text} {self.example}" if self.example else text
            if tokens(text) <= _PROMPT_TOKENS:
                return text
        return self.example or None


NOTHING_TOLD = Told()


def utterances(
    said: Iterable[SpokenPassage], segment: Segment, *, language: str
) -> tuple[Utterance, ...]:
    """The passages as utterances, with times of the recording.

    A long silence splits one in two.
    """
    return tuple(
        part
        for passage in said
        for part in _split_at_silence(Utterance(passage.words, language), segment)
    )


def _whole_words(passage: Sequence[RawWord], language: str) -> Iterator[RawWord]:
    """Whole words; a piece without leading space continues one.

    A word is as sure as its least sure piece.
    """
    word: RawWord | None = None
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


def _spoken_words(
    words: Iterable[RawWord], origin: float, earliest: float, latest: float
) -> Iterator[SpokenWord]:
    for word in words:
        start = min(max(origin + word.start, earliest), latest)
        end = min(max(origin + word.end, start), latest)
        confidence = min(max(word.confidence, 0.0), 1.0)
        yield SpokenWord(" ".join(word.text.split()), start, end, confidence)
        earliest = end


def _split_at_silence(utterance: Utterance, segment: Segment) -> Iterator[Utterance]:
    part: list[SpokenWord] = []
    for word in utterance.words:
        start, end = segment.span(word.start, word.end)
        if part and start - part[-1].end > _SILENCE:
            yield replace(utterance, words=tuple(part))
            part.clear()
        part.append(replace(word, start=start, end=end))
    yield replace(utterance, words=tuple(part))
