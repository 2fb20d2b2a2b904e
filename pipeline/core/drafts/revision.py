"""What a draft proposes to change in what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from pipeline.core.drafts.draft import Doubt, Reason, Run
from pipeline.core.drafts.learned_words import NOTHING_LEARNED, LearnedWords, learned_doubt
from pipeline.core.drafts.runs import with_edits
from pipeline.core.drafts.vocabulary import Standing, Vocabulary
from pipeline.core.model import Moment, SpokenWord
from pipeline.core.wording.dictation import dictation_edits
from pipeline.core.wording.dictation.tongue import LINE, PARAGRAPH
from pipeline.core.wording.edits import Edit, Treatment, without_collisions
from pipeline.core.wording.phonetics.near_terms import Kind, term_edits
from pipeline.core.wording.smoothing import smoothing_edits

_EVEN_ODDS = 0.5
"""The weight of a doubt whether words are a command.

Neither pause nor grammar decides.
"""

_NO_WORDS = Vocabulary()


@dataclass(frozen=True, slots=True)
class NearTerms:
    """The office's words, to be written where unknown words sound like them."""

    terms: tuple[str, ...] = ()
    vocabulary: Vocabulary = _NO_WORDS

    def edits(self, words: Sequence[SpokenWord], language: str) -> tuple[Edit, ...]:
        """The terms that ``words`` nearly are."""
        return term_edits(words, self.terms, lambda text: self._kind(text, language), language)

    def _kind(self, text: str, language: str) -> Kind:
        known = self.vocabulary
        if known.is_listed(text, language) or known.is_foreign(text, language):
            return Kind.LISTED
        unknown = known.standing(text, language) in (Standing.NAME, Standing.UNKNOWN)
        return Kind.UNKNOWN if unknown else Kind.COMPOUND


NO_TERMS = NearTerms()


@dataclass(frozen=True, slots=True)
class Revision:
    """The changes that a draft wants.

    ``commands`` are obeyed, ``smooth`` takes slips out; ``day`` is the recording's, if known. With
    either, numbers, times, amounts and dates are written as an office writes them. ``near`` are
    the office's words, ``learned`` those that were corrected before.
    """

    commands: bool = False
    smooth: bool = False
    day: date | None = None
    near: NearTerms = NO_TERMS
    learned: LearnedWords = NOTHING_LEARNED

    def edits(self, words: Sequence[SpokenWord], language: str) -> tuple[Edit, ...]:
        """All changes, in order.

        A command counts more than a slip.
        """
        return without_collisions(
            dictation_edits(words, language) if self.commands else (),
            smoothing_edits(words, language, day=self.day, slips=self.smooth)
            if self.commands or self.smooth
            else (),
            self.learned.edits([word.text.strip() for word in words], language),
            self.near.edits(words, language),
        )

    def revised_runs(
        self, runs: Sequence[Run], words: Sequence[SpokenWord], language: str
    ) -> tuple[Run, ...]:
        """The ``runs`` with what is deleted, inserted or undecided.

        They are these ``words`` with single spaces between them.
        """
        edits = self.edits(words, language)
        return with_edits(runs, edits, lambda edit: _doubt(edit, words)) if edits else tuple(runs)


def _doubt(edit: Edit, words: Sequence[SpokenWord]) -> Doubt:
    lengths = [len(word.text.strip()) for word in words]
    starts = accumulate((length + 1 for length in lengths), initial=0)
    concerned = [
        word
        for word, start, length in zip(words, starts, lengths, strict=False)
        if start < edit.end and start + length > edit.start
    ]
    moment = Moment(concerned[0].start, max(word.end for word in concerned))
    confidence = min(word.confidence for word in concerned)
    if edit.treatment is Treatment.LEARNED:
        read = " ".join(word.text.strip() for word in concerned)
        return learned_doubt(read, confidence, moment)
    return Doubt(
        Reason.UNDECIDED,
        confidence,
        moment,
        (edit.text.replace(PARAGRAPH, "¶").replace(LINE, "↵"),),
        _EVEN_ODDS,
    )
