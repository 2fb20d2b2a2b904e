"""Turns of talk, for tests of what stands around a sentence."""

from __future__ import annotations

from itertools import accumulate

from pipeline.core.wording.cues.candidates import Candidate
from tests.minutes import suggested, utterance

_GREETINGS = {
    "de": ("A: Guten Abend zusammen.", "B: Hallo."),
    "en": ("A: Good evening, all.", "B: Hello."),
}


def suggested_of(*turns: str, language: str = "de") -> tuple[Candidate, ...]:
    """What is suggested of turns like "A: Guten Tag."; A leads the meeting."""
    parts = [turn.partition(": ") for turn in (*_GREETINGS[language], *turns)]
    starts = accumulate((len(text.split()) for _, _, text in parts), initial=0)
    return suggested(
        *(
            utterance(text, start=start, speaker=speaker, language=language)
            for (speaker, _, text), start in zip(parts, starts, strict=False)
        )
    )
