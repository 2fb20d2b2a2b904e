"""The words of a page that a person should look at, the worst first.

A draft in which every third word is marked is read twice as slowly as one without marks. So the
engine's confidence is weighed by what else is known: a word of the dictionary must be very
uncertain to be marked, an unknown one a little, and numbers that cannot be right always are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from pipeline.core.drafts.doubts.judgement import ENOUGH_WORDS, GRAVITY, ILLEGIBLE, Judge
from pipeline.core.drafts.doubts.lost_words import beside_lost_words
from pipeline.core.drafts.doubts.misread_signs import misread_signs
from pipeline.core.drafts.draft import Doubt, Reason
from pipeline.core.drafts.plausibility import implausible_words, proven_words
from pipeline.core.drafts.vocabulary import Vocabulary
from pipeline.core.model import Page, Spot, Word
from pipeline.core.scans.hyphens import whole_word
from pipeline.core.scans.lines import Line, has_digit, lines_of, says_something
from pipeline.core.scans.sums import NO_SUMS, SumCheck

_SPECK = -2.0
"""Added to the weight of what is likely a speck, a logo or a rule."""
_HARDLY_READ = 0.5
"""Confidence below which a word may be a speck.

Source: the specks of unlv_bus_8500_001 ("cee mn eh are") have 0.03 to 0.48.
"""
_SPECK_LETTERS, _SPECKS_LETTERS = 2, 3
"""Most letters of a single speck, and of each in a line of specks."""

_TORN = re.compile(r".*\d: \d.*|\D*\d{1,3} \d{3}[.,]\d.*|\D*\d{1,2}[.,]\d{1,2} (?:19|20)\d\d\D?")
"""Two words that may be parts of one figure, if marks have vanished."""

_NO_WORDS = Vocabulary()


def page_doubts(
    page: Page, vocabulary: Vocabulary = _NO_WORDS, sums: SumCheck = NO_SUMS
) -> dict[Word, Doubt]:
    """The doubtful words of a page, with their line as evidence.

    ``sums`` is what the document's sums say of its words. Other readings are added where some are
    known, that of a second reader first. Never marked are words that came with the document, what
    check digits prove, nor marks without a letter or digit (specks read as dots and dashes), except
    a bar in place of an English "I", and where a second reader sees a letter or digit.
    """
    lines = lines_of(page)
    whole = _whole_words(lines)
    judge = Judge.of(page, vocabulary)
    found = {}
    for line in lines:
        impossible = implausible_words([word.text for word in line.words])
        specks = _specks(line)
        for at, word in enumerate(line.words):
            if word.digital:
                continue
            if page.language == "en" and _is_bar_for_i(line.words, at):
                weight = GRAVITY[Reason.UNKNOWN] + 1 - word.confidence
                found[word] = Doubt(
                    Reason.UNKNOWN,
                    word.confidence,
                    _spot(page, line, word),
                    ("I",),
                    weight,
                )
            if not (says_something(word.text) or says_something(word.second)):
                continue
            reason, others = judge.verdict(
                word,
                whole.get(word, word.text),
                impossible=at in impossible,
                cut=_is_cut_figure(line.words, at, dirty=judge.dirty),
            )
            if reason is not None:
                weight = GRAVITY[reason] + 1 - word.confidence
                weight += _SPECK if word in specks and reason is not Reason.IMPLAUSIBLE else 0
                found[word] = Doubt(
                    reason, word.confidence, _spot(page, line, word), others, weight
                )
    found |= _misread_doubts(page, lines) | _lost_word_doubts(page, lines)
    proven = _proven(lines)
    kept = {
        word: doubt
        for word, doubt in found.items()
        if word not in proven and not _is_vouched(page, word, doubt, sums)
    }
    return kept | _sum_doubts(page, lines, sums)


def _proven(lines: Sequence[Line]) -> frozenset[Word]:
    """The words of numbers whose check digits are right."""
    return frozenset(
        line.words[at] for line in lines for at in proven_words([word.text for word in line.words])
    )


def _is_vouched(page: Page, word: Word, doubt: Doubt, sums: SumCheck) -> bool:
    """Whether a right sum clears a doubt that only the engine or the dictionary has."""
    own = doubt.reason in (Reason.UNSURE, Reason.UNKNOWN)
    return own and (page.number, word) in sums.vouched


def _sum_doubts(page: Page, lines: Sequence[Line], sums: SumCheck) -> dict[Word, Doubt]:
    """Doubts of amounts whose sum is wrong as they were read."""
    found = {}
    for line in lines if sums.readings or sums.disagreeing else ():
        for word in line.words:
            key = (page.number, word)
            for reason, told in (
                (Reason.SUM, sums.readings.get(key)),
                (Reason.DISAGREES, sums.disagreeing.get(key)),
            ):
                if told is not None and not word.digital:
                    weight = GRAVITY[reason] + 1 - word.confidence
                    spot = _spot(page, line, word)
                    found[word] = Doubt(reason, word.confidence, spot, told, weight)
    return found


def _spot(page: Page, line: Line, word: Word) -> Spot:
    """Where the word stands; one with a tilt stands in no level line."""
    return Spot(page.number, word.box, word.box if word.tilt else line.box, word.tilt)


def hardly_legible(page: Page, doubts: Collection[Word]) -> bool:
    """Whether a page is quicker typed again than corrected."""
    words = sum(says_something(word.text) for word in page.words)
    return words >= ENOUGH_WORDS and len(doubts) > ILLEGIBLE * words


def _is_bar_for_i(words: Sequence[Word], at: int) -> bool:
    """Whether an upright bar is a misread English "I".

    It is if a word in small letters follows as near as in a sentence.
    """
    if words[at].text != "|" or at + 1 == len(words):
        return False
    bar, after = words[at].box, words[at + 1]
    return after.text[0].islower() and after.box.left - bar.right < bar.bottom - bar.top


def _specks(line: Line) -> frozenset[Word]:
    """The words of a line that are likely none.

    They were hardly read and are very short, or short like all others of their line.
    """
    words = [word for word in line.words if says_something(word.text)]
    hardly = [word for word in words if word.confidence < _HARDLY_READ]
    letters = {word: sum(map(str.isalnum, word.text)) for word in hardly}
    if len(hardly) == len(words) and all(count <= _SPECKS_LETTERS for count in letters.values()):
        return frozenset(hardly)
    return frozenset(
        word for word in hardly if letters[word] <= _SPECK_LETTERS and not has_digit(word.text)
    )


def _is_cut_figure(words: Sequence[Word], at: int, *, dirty: bool) -> bool:
    """Whether a word may be a part of a figure: "425.158," before "99".

    On ``dirty`` pages marks vanish, too: "14: 09", "849 063.70", "23.04 2025".
    """
    around = [word.text for word in words[max(0, at - 1) : at + 2]]
    return any(
        (before[-1] in ".," and has_digit(before) and after[0].isdigit())
        or (dirty and _TORN.fullmatch(f"{before} {after}") is not None)
        for before, after in pairwise(around)
    )


def _misread_doubts(page: Page, lines: Sequence[Line]) -> dict[Word, Doubt]:
    """Doubts of what a sign was misread for."""
    found = {}
    for each in misread_signs(lines, german=page.language != "en"):
        word = each.word
        weight = GRAVITY[each.as_grave_as] + 1 - word.confidence
        spot = _spot(page, each.line, word)
        found[word] = Doubt(each.reason, word.confidence, spot, each.others, weight)
    return found


def _lost_word_doubts(page: Page, lines: Sequence[Line]) -> dict[Word, Doubt]:
    """Doubts of what stands before a hole in its line."""
    return {
        word: Doubt(
            Reason.CUT_OFF,
            word.confidence,
            _spot(page, line, word),
            weight=GRAVITY[Reason.CUT_OFF] + 1 - word.confidence,
        )
        for word, line in beside_lost_words(page, lines)
    }


def _whole_words(lines: Sequence[Line]) -> dict[Word, str]:
    """The whole word for each half broken at a line's end."""
    found = {}
    for above, below in pairwise(lines):
        head, tail = above.words[-1], below.words[0]
        if (whole := whole_word(head.text, tail.text)) is not None:
            found[head] = found[tail] = whole
    return found
