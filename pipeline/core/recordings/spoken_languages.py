"""The language of a segment and of a whole recording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.core.model import SpokenWord
from pipeline.core.recordings.segments import RATE, Region, Segment

_FOREIGN = 0.6
"""Least probability of a language that is not preferred."""

_BELIEVED = 0.5
"""Sum of probabilities below which no preferred language is spoken."""

_ONLY = 0.95
"""Share of the preferred languages that the only one has, at least.

Measured with Whisper base: 0.97 or more in German or English alone, 0.94 or less where both are
heard.
"""

_LEAST_SPEECH = 1.5
"""Seconds of speech that are enough to tell its language.

Measured as ``_ONLY``: one second of German was 57 % German.
"""

_SHORT, _CERTAIN = 6.0, 0.9
"""In less seconds of speech another language than the first needs this probability.

Measured: "Ja, passt." in 1.6 s was 70 % English, 12 % German; a German name and its letters in
4.9 s 77 % and 6 %; whole English sentences of 2 to 5 s 92 % or more.
"""

_HARDLY, _WELL = 0.5, 0.7
"""Mean confidence of a region that stands out, and of the one that is heard best.

Measured: an English sentence heard as German 0.45, the German ones around it 0.86 and 0.79.
"""

_SAMPLE = 5
"""Segments that tell the language of a whole recording."""


def language_sample(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Up to five segments, spread over the recording."""
    last = len(segments) - 1
    places = {round(place * last / (_SAMPLE - 1)) for place in range(_SAMPLE)}
    return tuple(segments[place] for place in sorted(places))


def likely_language(
    odds: Mapping[str, float], preferred: tuple[str, ...], *, seconds: float = _SHORT
) -> str:
    """The likeliest language, preferably one of ``preferred``.

    ``seconds`` are those of speech in the recording; of very few, the first preferred one is
    likeliest.

    Another one wins with a probability of at least 0.6. Short or noisy speech spreads its
    probability over related languages (German over Dutch and Norwegian); a foreign language that is
    really spoken does not.
    """
    likeliest = max(odds, key=lambda language: (odds[language], language))
    needed = _FOREIGN if seconds >= _SHORT else _CERTAIN
    if not preferred or odds[likeliest] >= needed:
        return likeliest
    if seconds < _SHORT:
        return preferred[0]
    return max(preferred, key=lambda language: odds.get(language, 0.0))


def average_odds(odds: Iterable[tuple[Mapping[str, float], float]]) -> dict[str, float]:
    """The mean odds of several stretches, weighed by seconds."""
    sums: dict[str, float] = {}
    seconds = 0.0
    for probabilities, weight in odds:
        for language, probability in probabilities.items():
            sums[language] = sums.get(language, 0.0) + probability * weight
        seconds += weight
    return {language: total / seconds for language, total in sums.items()}


def only_language(
    odds: Mapping[str, float], seconds: float, preferred: tuple[str, ...]
) -> str | None:
    """The only language in ``seconds`` of speech; None if unsure.

    Without preferred languages it may be any. Sound that is hardly speech, or speech in a language
    that is not configured, is spread over others and gives None.
    """
    shares = _shares(odds, preferred)
    likeliest = max(shares, key=lambda language: (shares[language], language))
    sure = seconds >= _LEAST_SPEECH and sum(shares.values()) >= _BELIEVED
    return likeliest if sure and shares[likeliest] >= _ONLY * sum(shares.values()) else None


def stands_out(words: Iterable[SpokenWord], segment: Segment) -> bool:
    """Whether one region of a segment was hardly heard, and the others were heard well.

    It may be in another language: "Please bring your laptop" amid German comes out as "Diese
    bringen auch Laptop", and the odds of the whole hardly show it.
    """
    sure: dict[Region, list[float]] = {region: [] for region in segment.regions}
    for word in words:
        for region, heard in sure.items():
            if region.start <= (word.start + word.end) / 2 * RATE < region.end:
                heard.append(word.confidence)
    means = {region: sum(heard) / len(heard) for region, heard in sure.items() if heard}
    long = [mean for region, mean in means.items() if region.samples >= _LEAST_SPEECH * RATE]
    return bool(long) and min(long) < _HARDLY and max(means.values()) >= _WELL


def is_mixed(odds: Mapping[str, float], preferred: tuple[str, ...]) -> bool:
    """Whether several preferred languages may be spoken."""
    shares = _shares(odds, preferred)
    return sum(shares.values()) >= _BELIEVED and max(shares.values()) < _ONLY * sum(shares.values())


def _shares(odds: Mapping[str, float], preferred: tuple[str, ...]) -> dict[str, float]:
    return {language: odds.get(language, 0.0) for language in preferred or odds}


def language_runs(
    languages: Sequence[str | None], otherwise: str
) -> tuple[tuple[int, int, str], ...]:
    """Runs of one language: (first, one after the last, language).

    None, which is unsure, goes with the one before it, or the one after it at the beginning; if all
    are None, the language is ``otherwise``.
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
