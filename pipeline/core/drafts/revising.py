"""What a draft proposes to change in what was said, in place, for a person to accept or reject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from pipeline.core.drafts.draft import Doubt, Moment, Reason, Run
from pipeline.core.model import SpokenWord
from pipeline.core.wording import dictation, smoothing
from pipeline.core.wording.dictation.words import LINE, PARAGRAPH
from pipeline.core.wording.edits import Edit, applied, together

_COIN = 0.5
"""How likely words are a command when neither pause nor grammar says so; the weight of that doubt."""


@dataclass(frozen=True, slots=True)
class Revision:
    """Why words are changed: ``commands`` are obeyed, slips smoothed; ``day`` of the recording, where it is known.

    With either, numbers, times, amounts and dates are written as an office writes them.
    """

    commands: bool = False
    smooth: bool = False
    day: date | None = None

    def edits(self, words: Sequence[SpokenWord], language: str) -> tuple[Edit, ...]:
        """All changes, in order; a command counts more than a slip."""
        return together(
            dictation.edits(words, language) if self.commands else (),
            smoothing.edits(words, language, day=self.day, slips=self.smooth) if self.commands or self.smooth else (),
        )

    def revised(self, runs: Sequence[Run], words: Sequence[SpokenWord], language: str) -> tuple[Run, ...]:
        """``runs``, which are these words with single spaces between them, with what is deleted, inserted or undecided."""
        edits = self.edits(words, language)
        return applied(runs, edits, lambda edit: _undecided(edit, words)) if edits else tuple(runs)


def _undecided(edit: Edit, words: Sequence[SpokenWord]) -> Doubt:
    lengths = [len(word.text.strip()) for word in words]
    starts = accumulate((length + 1 for length in lengths), initial=0)
    concerned = [
        word
        for word, start, length in zip(words, starts, lengths, strict=False)
        if start < edit.end and start + length > edit.start
    ]
    moment = Moment(concerned[0].start, max(word.end for word in concerned))
    confidence = min(word.confidence for word in concerned)
    return Doubt(Reason.UNDECIDED, confidence, moment, (edit.text.replace(PARAGRAPH, "¶").replace(LINE, "↵"),), _COIN)
