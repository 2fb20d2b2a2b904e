"""The paragraphs of a corrected recording, as a person left them, with their times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.core.corrections.alignment import Alignment
from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from pipeline.core.drafts.draft import Run, Turn
from pipeline.core.model import Recording, SpokenWord


def final_turns(
    recording: Recording,
    draft: Sequence[DraftWord],
    final: Sequence[FinalWord],
    alignment: Alignment,
    *,
    timed: bool,
) -> tuple[Turn, ...]:
    """Each paragraph with its speaker and the time of its words that were heard.

    One without any has the time at which the one before it ended. ``timed``: whether readers see
    the times.
    """
    said: dict[int, SpokenWord] = {}
    for pair in alignment.single():
        heard = _word_at(recording, draft[pair.draft[1] - 1].place)
        if heard is not None:
            said[pair.final[0]] = heard
    return tuple(_turns(final, said, recording.language or "", timed=timed))


def _turns(
    final: Sequence[FinalWord], said: dict[int, SpokenWord], language: str, *, timed: bool
) -> Iterator[Turn]:
    ended = 0.0
    for _number, group in groupby(enumerate(final), key=lambda each: each[1].paragraph):
        words = list(group)
        times = [said[at] for at, _word in words if at in said]
        start = min((word.start for word in times), default=ended)
        ended = max((word.end for word in times), default=ended)
        text = " ".join(word.text for _at, word in words)
        yield Turn(
            (Run(text, language),), start, ended, words[0][1].speaker or None, timed and bool(times)
        )


def _word_at(recording: Recording, place: WordPlace) -> SpokenWord | None:
    """The heard word in a place; None if the recording has none there."""
    if not 1 <= place.group <= len(recording.utterances):
        return None
    words = recording.utterances[place.group - 1].words
    return words[place.index] if place.index < len(words) else None
