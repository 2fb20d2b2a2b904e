"""What speaks for and against a single word: readers and dictionary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.core.drafts.draft import Reason
from pipeline.core.drafts.plausibility import digit_reading
from pipeline.core.drafts.vocabulary import Standing, Vocabulary
from pipeline.core.model import Page, Word
from pipeline.core.scans.lines import SURE, has_digit
from pipeline.core.scans.opinions.questions import is_clean, is_dirty
from pipeline.core.scans.paragraph_signs import SIGN

Verdict = tuple[Reason | None, tuple[str, ...]]
"""Why a word is doubtful, None if it is not, and its other readings."""

GRAVITY: Mapping[Reason, float] = {
    Reason.SUM: 2.5,
    Reason.IMPLAUSIBLE: 2.0,
    Reason.DISAGREES: 1.5,
    Reason.MISCOUNTED: 2.0,
    Reason.UNKNOWN: 0.5,
    Reason.UNSURE: 0.0,
    Reason.UNDECIDED: 0.0,
    Reason.SPELLED: 2.0,
    Reason.CUT_OFF: 1.0,
    Reason.LEARNED: 0.5,
}
"""How much worse a doubt is than an unsure word.

A reader sees a misspelt word at once, but believes a wrong number.
"""

ENOUGH_WORDS, ILLEGIBLE = 20, 1 / 3
"""A hardly legible page or recording: over a third of 20 words or more.

Source: docs/drafts.md.
"""

_BOUNDS: Mapping[Standing, float] = {
    Standing.KNOWN: 0.75,
    Standing.NUMBER: SURE,
    Standing.OPEN: SURE,
    Standing.NAME: SURE,
    Standing.UNKNOWN: 0.93,
}
"""Confidence below which a recognised word is doubtful.

Source: docs/drafts.md, which says what the bounds were chosen on.
"""
_KNOWN_BOUND = 0.60
"""The same for known words of pages that are not dirty."""
_NAME_BOUND = 0.85
"""The same for unknown words of such pages that begin with a capital and look like no known one.

Nearly all are names and abbreviations: of about 100 between this and the usual bound 1 was wrong,
on pages of seed 2 and every other real one.
"""
_ALIKE_BOUND = 0.96
"""The same for unknown words that look like a known one."""
_LETTER_BOUND = 0.75
"""The same for letters that stand alone in any text: "d. h.", "e. V.", "a letter"."""
_CLEAR_LETTER, _CLEAR_BOUND = re.compile(r"\W*[acehkmnptuvwyACEFHKLMNPRTUVWYÄÖÜäöü]\W*"), 0.60
"""The same for single letters of clean pages that look like no digit: "112 a", "½ H,"."""
_SIGNS, _SIGN_BOUND = re.compile(rf"[(„\"]?{SIGN}{{1,2}}"), 0.60
"""The same for paragraph signs, which another model has found: 1 of 42 below 0.90 was wrong.

Those on which two readers disagree have 0.50.
"""
_FRACTION, _FRACTION_SEEN = re.compile(r"[½¼¾][.,;:)]*"), 0.6
"""A sign that only the second reader has, and the confidence from which it is right."""
_ABBREVIATED = re.compile(r"[(„\"]?[^\W\d_]\.[,;:)“\"]?")
_ENGLISH_LETTERS = frozenset({"a", "A", "I"})

_HARDLY_SEEN = 0.2
"""Confidence below which a second reader clears no doubt: the box may be wrong."""
_DIRTY_SEEN = 0.5
"""The same for figures of dirty pages, which both readers misread alike more often."""
_FIGURE = re.compile(
    r"[-–+(]?\d{1,3}(?:(?:\.?\d{3})*(?:,\d{1,2})?|(?:,\d{3})+\.\d{1,2})"
    r"(?:[^\w.,]{0,2}|[.,;:]?)"
)
"""An amount or a share, with a sign or a mark behind it."""

_WHOLE = re.compile(
    r"[(\[„]?[-–+]?[€$£]?"
    r"(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?|\d{1,2}:\d{2}"
    r"|\d{1,2}:\d{2}[-–]\d{1,2}:\d{2}|\d+(?:,\d+)?|\d+(?:[/–-]\d+)+)?"
    r"(?:[a-z]|%|€|[ckm]?m[²³]?|[½¼¾]|°C)?[.,;:)\]“]{0,2}"
)
"""What is likely a whole figure: a number, amount, date, time or file number.

On dirty pages commas become stops ("16.8") and figures are cut ("14:", "09").
"""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the words of a page in ``language``."""

    vocabulary: Vocabulary
    language: str | None
    dirty: bool
    """Whether its page was hard to read."""
    clean: bool
    """Whether hardly a word of it was unsure."""

    @classmethod
    def of(cls, page: Page, vocabulary: Vocabulary) -> Judge:
        """The one who knows how well the page was read."""
        return cls(
            vocabulary, page.language, dirty=is_dirty(page.words), clean=is_clean(page.words)
        )

    def verdict(self, word: Word, text: str, *, impossible: bool, cut: bool) -> Verdict:
        """Why a word is doubtful, and its other readings, a second reader's first.

        ``text`` is the whole of a broken word. What both read is right, but for single letters,
        parts of a ``cut`` figure and what the first could hardly read, unless the dictionary has
        it, and for what looks like a known word: both misread it alike. Where they differ, a word
        of the language is right if the first was sure, or gave way, and a figure if both read its
        digits.
        """
        if impossible and not self.vocabulary.is_term(word.text):
            reason: Reason | None = Reason.IMPLAUSIBLE
            others = digit_reading(word.text)
        else:
            reason, others = self._by_itself(text, word.confidence)
        others = others if text == word.text else ()
        if self.dirty and has_digit(word.text) and (cut or not _WHOLE.fullmatch(word.text)):
            return reason or Reason.UNSURE, _differing(word, others)
        if not word.second:
            return reason, others
        known = self.vocabulary.standing(text, self.language) is Standing.KNOWN
        if word.second == word.text:
            return self._read_alike(word, reason, others, believed=known, cut=cut)
        fine = (known and _is_same_but_for_l(word)) or (not cut and _is_same_figure(word))
        if fine and reason is not Reason.IMPLAUSIBLE:
            return None, ()
        return reason or (None if known else Reason.UNSURE), _differing(word, others)

    def _read_alike(
        self,
        word: Word,
        reason: Reason | None,
        others: tuple[str, ...],
        *,
        believed: bool,
        cut: bool,
    ) -> Verdict:
        """The same where a second reader reads it as the first did."""
        if _FRACTION.fullmatch(word.text) and word.confidence >= _FRACTION_SEEN:
            return None, ()
        least = _DIRTY_SEEN if self.dirty and has_digit(word.text) else _HARDLY_SEEN
        seen = word.confidence >= least and (len(word.text) > 1 or word.text.isdigit())
        believed = believed or (seen and not cut and not others)
        return (None if believed and reason is not Reason.IMPLAUSIBLE else reason), others

    def _by_itself(self, text: str, confidence: float) -> Verdict:
        """The same without a second reader."""
        standing = self.vocabulary.standing(text, self.language)
        if standing not in (Standing.NAME, Standing.UNKNOWN):
            return (Reason.UNSURE if confidence < self._bound(standing, text) else None), ()
        others = self.vocabulary.other_readings(text, self.language)
        is_name = not self.dirty and not self.vocabulary.looks_misread(text, self.language)
        bound = _NAME_BOUND if is_name else _BOUNDS[standing]
        if confidence >= (_ALIKE_BOUND if others else bound) and not (
            others
            and standing is Standing.UNKNOWN
            and self.vocabulary.is_foreign(text, self.language)
        ):
            return None, ()
        # A word of the other language is fine, unless it looks like one of its own: "fur" in
        # German.
        if not others and confidence >= SURE and self.vocabulary.is_foreign(text, self.language):
            return None, ()
        return Reason.UNKNOWN, others

    def _bound(self, standing: Standing, text: str) -> float:
        """The bound of a word that is not unknown."""
        if standing is Standing.KNOWN and not self.dirty:
            return _KNOWN_BOUND
        if standing is Standing.OPEN and self.clean and _CLEAR_LETTER.fullmatch(text):
            return _CLEAR_BOUND
        if standing is Standing.OPEN and _SIGNS.fullmatch(text):
            return _SIGN_BOUND
        if standing is Standing.OPEN and self._may_stand_alone(text):
            return _LETTER_BOUND
        return _BOUNDS[standing]

    def _may_stand_alone(self, text: str) -> bool:
        """Whether a letter is an abbreviation, or a word of an English text."""
        return _ABBREVIATED.fullmatch(text) is not None or (
            self.language == "en" and text in _ENGLISH_LETTERS
        )


def _is_same_but_for_l(word: Word) -> bool:
    """Whether the second reader took "l" for "I", which it cannot tell apart."""
    return word.text != word.second and word.text == word.second.replace("I", "l")


def _differing(word: Word, others: tuple[str, ...]) -> tuple[str, ...]:
    """Other readings of a word, a second reader's first."""
    if word.second in ("", word.text):
        return others
    return tuple(dict.fromkeys((word.second, *others)))


def _is_same_figure(word: Word) -> bool:
    """Whether both readers read the digits of an amount, and only its marks differ."""
    one, other = (re.sub(r"\D", "", text) for text in (word.text, word.second))
    return (
        one == other
        and word.confidence >= _HARDLY_SEEN
        and not any(map(str.isalpha, word.text + word.second))
        and _FIGURE.fullmatch(word.text) is not None
    )
