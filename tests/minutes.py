"""Recordings for tests of the suggestions for minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.wording.cues import candidates
from pipeline.core.wording.cues.candidates import Candidate

WEDNESDAY = date(2025, 11, 12)
"""The day on which all of them are made."""


def utterance(
    text: str, *, start: float = 0, language: str = "de", speaker: str | None = "Sprecher 1"
) -> Utterance:
    """Somebody says ``text`` with half a second for each word."""
    words = [
        SpokenWord(word, start + place / 2, start + place / 2 + 0.4, 0.9)
        for place, word in enumerate(text.split())
    ]
    return Utterance(tuple(words), language, speaker)


def suggested(
    *said: Utterance, participants: Sequence[str] = (), day: date | None = WEDNESDAY
) -> tuple[Candidate, ...]:
    """The suggestions for a recording of these utterances."""
    return candidates(said, day=day, participants=participants)
