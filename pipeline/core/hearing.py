"""From what a speech engine says to utterances that can be trusted to be well-formed.

Engines are sure of themselves: they give words before the beginning and after the end, words without
text, and the same sentence again and again when they lose the thread. What passes here is in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.segments import Segment

_BREAK = 2.0
"""Seconds of silence after which the next word is a new utterance."""
_OFTEN_REPEATED = 2
"""Words in an utterance that people do say twice in a row ("Ja." "Ja.")."""
_FOREIGN = 0.6
"""Probability from which a language that nobody configured is believed."""
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


def utterances(passages: Iterable[Sequence[Heard]], *, language: str, duration: float) -> tuple[Utterance, ...]:
    """The passages that hold words, in order and within ``duration`` seconds, echoes left out.

    An echo is a passage with the words of the one before; short ones ("Ja.") may be said twice.
    """
    found: list[Utterance] = []
    earliest = 0.0
    for passage in passages:
        words = tuple(_in_order(_joined(passage, language), earliest, duration))
        if not words:
            continue
        utterance = Utterance(words, language)
        if not _echo(utterance, found):
            found.append(utterance)
            earliest = utterance.end
    return tuple(found)


def placed(heard: Iterable[Utterance], segment: Segment) -> tuple[Utterance, ...]:
    """The utterances with times of the recording; a long silence inside one parts it in two."""
    return tuple(part for utterance in heard for part in _parted(utterance, segment))


def likely_language(odds: Mapping[str, float], preferred: tuple[str, ...]) -> str:
    """The most probable of the ``preferred`` languages, unless another one is clearly spoken.

    Clearly means a probability of at least 0.6: short or noisy speech spreads its probability over
    related languages (German over Dutch and Norwegian), another language that is really spoken does not.
    """
    likeliest = max(odds, key=lambda language: (odds[language], language))
    if not preferred or odds[likeliest] >= _FOREIGN:
        return likeliest
    return max(preferred, key=lambda language: odds.get(language, 0.0))


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


def _in_order(words: Iterable[Heard], earliest: float, latest: float) -> Iterator[SpokenWord]:
    for word in words:
        start = min(max(word.start, earliest), latest)
        end = min(max(word.end, start), latest)
        confidence = min(max(word.confidence, 0.0), 1.0)
        yield SpokenWord(" ".join(word.text.split()), start, end, confidence)
        earliest = end


def _echo(utterance: Utterance, before: Sequence[Utterance]) -> bool:
    same = tuple(earlier.text.casefold() == utterance.text.casefold() for earlier in before[-2:])
    return same == (True, True) or (same[-1:] == (True,) and len(utterance.words) > _OFTEN_REPEATED)


def _parted(utterance: Utterance, segment: Segment) -> Iterator[Utterance]:
    part: list[SpokenWord] = []
    for word in utterance.words:
        start, end = segment.span(word.start, word.end)
        if part and start - part[-1].end > _BREAK:
            yield replace(utterance, words=tuple(part))
            part.clear()
        part.append(replace(word, start=start, end=end))
    yield replace(utterance, words=tuple(part))
