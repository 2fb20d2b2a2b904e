"""Hears a segment: its language, its words, inaudible gaps.

What an engine says is weighed (``core.recordings.hallucinations``); what cannot be believed is cut
out and heard again by itself, without a prompt and decoded in another way, and only then called
inaudible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.core.model import Gap, Utterance
from pipeline.core.recordings.hallucinations import Suspicion, final_judgement, judgement
from pipeline.core.recordings.passages import NOTHING_TOLD, Told, spoken_passages, utterances
from pipeline.core.recordings.repetitions import counted
from pipeline.core.recordings.segments import RATE, Segment
from pipeline.core.recordings.spoken_languages import (
    average_odds,
    is_mixed,
    language_runs,
    language_sample,
    likely_language,
    only_language,
)
from pipeline.core.wording.language import language_of
from pipeline.errors import NotUnderstood
from pipeline.ports import SpeechEngine
from pipeline.recordings.sound import samples_of, voice_activity

Odds = Mapping[str, float]
"""Probabilities of languages by ISO 639-1 code."""

_PROGRESS = 0.2
"""Seconds of words after which the rest of a hole is worth another hearing."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was said, and inaudible gaps; times of the recording."""

    utterances: tuple[Utterance, ...] = ()
    gaps: tuple[Gap, ...] = ()


def hear_segment(
    engine: SpeechEngine, pcm: Path, segment: Segment, *, language: str, told: Told = NOTHING_TOLD
) -> Hearing:
    """Hear a segment; the engine is ``told`` what to expect."""
    samples, voice = samples_of(pcm, segment), voice_activity(pcm, segment)
    end = len(samples) / RATE
    heard = spoken_passages(
        engine.transcribe(samples, language=language, told=told),
        language=language,
        start=0,
        end=end,
    )
    first = judgement(heard, voice, start=0, end=end, told=told)
    said, gaps = list(first.believed), list[Gap]()
    holes = list(first.holes)
    while holes:
        hole = holes.pop(0)
        piece = samples[round(hole.start * RATE) : round(hole.end * RATE)]
        heard = spoken_passages(
            engine.transcribe(piece, language=language, otherwise=True),
            language=language,
            start=hole.start,
            end=hole.end,
        )
        last = final_judgement(hole, judgement(heard, voice, start=hole.start, end=hole.end), voice)
        said += last.believed
        for left in last.holes:
            # an engine that says a sentence once where it is said six times says the next one now
            shorter = left.end - left.start < hole.end - hole.start - _PROGRESS
            if last.believed and shorter and left.suspicion is Suspicion.WORDLESS:
                holes.append(left)
            else:
                start, stop = segment.at(left.start), segment.at(left.end)
                gaps.append(Gap(start, stop, NotUnderstood.__name__))
    gaps.sort(key=lambda gap: gap.start)
    said.sort(key=lambda passage: passage.words[0].start)
    whole = counted(said, voice, end=end)
    return Hearing(utterances(whole, segment, language=language), tuple(gaps))


def by_language(
    segments: tuple[Segment, ...],
    number: int,
    *,
    preferred: tuple[str, ...],
    odds: Callable[[Segment], Odds],
    apart: bool = False,
) -> tuple[tuple[Segment, str], ...]:
    """The parts of a segment by language (ISO 639-1); mostly one.

    ``number`` is the segment's. Where two of the ``preferred`` languages may be spoken, or with
    ``apart``, each region is judged alone. What is unsure or too short is in the recording's
    language, by the odds of a few segments spread over it. The result does not depend on what was
    heard before: ``odds`` are an engine's for a stretch, asked again or remembered.
    """
    segment = next(segment for segment in segments if segment.number == number)
    whole = only_language(odds(segment), segment.duration, preferred)
    if whole is None:
        whole = likely_language(
            average_odds((odds(vote), vote.duration) for vote in language_sample(segments)),
            preferred,
            seconds=sum(each.duration for each in segments),
        )
        apart |= is_mixed(odds(segment), preferred)
    if len(segment.regions) == 1 or not apart:
        return ((segment, whole),)
    regions = (replace(segment, regions=(region,)) for region in segment.regions)
    languages = [only_language(odds(region), region.duration, preferred) for region in regions]
    return tuple(
        (replace(segment, regions=segment.regions[first:end]), language)
        for first, end, language in language_runs(languages, whole)
    )


def heard_in_wrong_language(utterances: Iterable[Utterance], preferred: tuple[str, ...]) -> bool:
    """Whether a text is in another language than it was heard in.

    Only ``preferred`` ones count. A few sentences hardly show in the odds of half a minute, but
    Whisper writes English down as English although it was told to expect German.
    """
    found = ((language_of(word.text for word in said.words), said.language) for said in utterances)
    return any(text is not None and text != heard and text in preferred for text, heard in found)


def language_odds(engine: SpeechEngine, pcm: Path, segment: Segment) -> Odds:
    """The engine's probability of each language in ``segment``."""
    return engine.language(samples_of(pcm, segment))
