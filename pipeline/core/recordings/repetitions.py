"""What is said again and again: loops of an engine, and of people.

An engine that loses the thread writes the same words down until its window is full, whatever there
is to hear. People who say something often can be heard to do so: the sound swells with each
syllable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.core.model import SpokenWord
from pipeline.core.recordings.passages import SpokenPassage
from pipeline.core.recordings.voice_activity import VoiceActivity

_LOOP_REPETITIONS = ((4, 2), (2, 3), (1, 6))
"""A loop: least words of a phrase, and how often it is said.

"Ja, ja, ja" is none.
"""
_LONGEST_PHRASE = 30
"""Words in a phrase that is compared with the next."""
_STUTTER = re.compile(r"([^\W\d_]{2,6}?)\1{3,}|([^\W\d_])\2{7,}")
"""A syllable four times, or a letter eight times, in one word."""
_VOWELS = re.compile(r"[aeiouyäöüàáâèéêìíîòóôùúû]+|\d")
_BURSTS_A_WORD, _BURSTS_A_SYLLABLE = 0.75, (0.5, 2.0)
"""Bursts of sound in words that are really repeated.

Measured: 7 to 9 in "nein" eight times, 21 in 22 syllables of a sentence said four times.
"""
_VOICE_IN_SYLLABLE = 0.06
"""Seconds of voice in a syllable, at least.

Source: very fast German has about 8 syllables a second.
"""
_AROUND = 0.1
"""Seconds around the words that are looked at: engines' times are no better."""
_SUPPORTED = 0.6
"""Least mean confidence of words that are really repeated."""
_MISCOUNT = 0.6
"""Share of the pulses that an engine writes down at least, or the other way round.

Measured: "nein" eight times is heard five to eleven times.
"""
MISCOUNTED = 0.2
"""Confidence of the last of several same words if their number is doubtful, at most."""
_ROW, _LONG_ROW = 4, 6
"""Words in a row whose number the sound may deny, and must confirm."""


def loops(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Loops: from a phrase's second time to the end of its last."""
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
    """Loops from ``start`` on: words in the phrase, times it is said."""
    for size in range(1, min(_LONGEST_PHRASE, (len(texts) - start) // 2) + 1):
        phrase = texts[start : start + size]
        times = 1
        while texts[start + size * times : start + size * (times + 1)] == phrase:
            times += 1
        if any(size >= words and times >= often for words, often in _LOOP_REPETITIONS):
            yield size, times


def is_carried(
    words: tuple[SpokenWord, ...], voice: VoiceActivity, *, at_least: bool = False
) -> bool:
    """Whether the sound swells about as often as the words have syllables, or ``at_least``."""
    start, end = words[0].start - _AROUND, words[-1].end + _AROUND
    bursts, syllables = voice.bursts(start, end), _syllables(words)
    least, most = (syllables * share for share in _BURSTS_A_SYLLABLE)
    return (
        max(least, len(words) * _BURSTS_A_WORD) <= bursts + 1
        and (at_least or bursts + 1 <= most + 2)
        and voice.seconds(start, end) >= syllables * _VOICE_IN_SYLLABLE
        and sum(word.confidence for word in words) >= _SUPPORTED * len(words)
    )


def is_pulsed(words: tuple[SpokenWord, ...], voice: VoiceActivity) -> bool:
    """Whether one word is said again and again, and the sound comes in as many equal pulses.

    The engine may miscount them.
    """
    if len({plain(word.text) for word in words}) != 1:
        return False
    pulses = voice.pulses(words[0].start - _AROUND, words[-1].end + _AROUND)
    return len(words) * _MISCOUNT <= pulses <= len(words) / _MISCOUNT and sum(
        word.confidence for word in words
    ) >= _SUPPORTED * len(words)


def counted(
    said: Sequence[SpokenPassage], voice: VoiceActivity, *, end: float
) -> tuple[SpokenPassage, ...]:
    """The passages; where a word is repeated, its last time is doubtful if the number is.

    The number is right if the sound has as many pulses from the word before to the word after, or
    to ``end``. Passages that share such a row become one.
    """
    words = [word for passage in said for word in passage.words]
    doubtful = set[int]()
    for first, last in rows([word.text for word in words]):
        before = words[first - 1].end if first else 0.0
        after = words[last].start if last < len(words) else end
        pulses = voice.pulses(before, after)
        if pulses != last - first and (pulses or last - first >= _LONG_ROW):
            doubtful.update(range(first, last))
            sure = min(words[last - 1].confidence, MISCOUNTED)
            words[last - 1] = replace(words[last - 1], confidence=sure)
    found: list[SpokenPassage] = []
    place = 0
    for passage in said:
        part = SpokenPassage(tuple(words[place : place + len(passage.words)]), passage.no_speech)
        if {place - 1, place} <= doubtful and plain(found[-1].words[-1].text) == plain(
            part.words[0].text
        ):
            part = replace(part, words=(*found.pop().words, *part.words))
        found.append(part)
        place += len(passage.words)
    return tuple(found)


def rows(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the same word is said four times or more in a row; the end is exclusive."""
    first = 0
    for _, same in groupby(map(plain, texts)):
        last = first + len(list(same))
        if last - first >= _ROW:
            yield first, last
        first = last


def plain(word: str) -> str:
    """The word as letters and digits in lower case."""
    return "".join(char for char in word.casefold() if char.isalnum())


def _syllables(words: Sequence[SpokenWord]) -> int:
    return sum(max(1, len(_VOWELS.findall(word.text.casefold()))) for word in words)


def is_stuttered(word: str) -> bool:
    """Whether a word is one syllable, or letter, over and over."""
    return _STUTTER.search(word) is not None
