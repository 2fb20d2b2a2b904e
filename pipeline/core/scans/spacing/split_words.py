"""Words that the reader split although there is hardly a gap: joined again.

"E-Mail- -Adresse", "18 ,08", "Grund stück". A hyphen, a figure's comma or a closing mark is enough
where the gap is far smaller than the line's spaces; letters need a dictionary that knows the whole
and not both of its parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.core.model import Word
from pipeline.core.scans.lines import bounding_box
from pipeline.core.scans.spacing.word_spaces import Known, Spacing, Spacings

_NARROW, _PLAIN = 0.5, 0.35
"""Of the line's space: a gap that may be none, and one that is plainly none."""
_SMALL = 0.2
"""Of the type size: the same, wherever the spaces are wide."""
_NEAR = 0.3
"""Of a word's height: a gap worth measuring."""
_DOUBTFUL = 0.5
"""Confidence of a figure that was joined over more than a plain gap."""

_HYPHEN = re.compile(r"(?s).*[^\W_]-")
_HYPHENATED = re.compile(r"-?[^\W_].*")
_FIGURE_BEGUN = re.compile(r"(?:.*\d)[.,]|[£€$]?\d[\d.]*")
_FIGURE_GOES_ON = re.compile(r"[.,]?\d.*")
_CLOSING = re.compile(r"[.,;:!?)\]“”]{1,2}")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = ".,;:!?()[]„“”\"'"


def rejoined_words(words: Sequence[Word], known: Known) -> tuple[Word, ...]:
    """The words, with those joined that were split."""
    if not any(map(_is_near, words, words[1:])):
        return tuple(words)
    spacings = Spacings(words)
    result: list[Word] = []
    for word in words:
        near = bool(result) and _is_near(result[-1], word)
        whole = _whole(result[-1], word, spacings.of(word.line), known) if near else None
        if whole is None:
            result.append(word)
        else:
            result[-1] = whole
    return tuple(result)


def _is_near(left: Word, right: Word) -> bool:
    """Whether two words of a line are so near that they may be one."""
    gap = right.box.left - left.box.right
    high = max(left.box.height, right.box.height)
    near = left.line == right.line and -high / 2 < gap < _NEAR * high
    return near and not (left.digital or right.digital)


def _whole(left: Word, right: Word, spacing: Spacing, known: Known) -> Word | None:
    """The one word that two are; None if they are two."""
    gap = right.box.left - left.box.right
    if gap >= min(_NARROW * spacing.space, _SMALL * spacing.size):
        return None
    text = _joined_text(left.text, right.text, known)
    if text is None:
        return None
    sure = min(left.confidence, right.confidence)
    if gap >= _PLAIN * spacing.space and any(map(str.isdigit, text)):
        sure = min(sure, _DOUBTFUL)
    return replace(left, text=text, box=bounding_box((left.box, right.box)), confidence=sure)


def _joined_text(left: str, right: str, known: Known) -> str | None:
    if _HYPHEN.fullmatch(left) and _HYPHENATED.fullmatch(right):
        return left + right.removeprefix("-")
    if _CLOSING.fullmatch(right) and left[-1].isalnum():
        return left + right
    if left[-1] in ".," or right[0] in ".,":
        figure = _FIGURE_BEGUN.fullmatch(left) and _FIGURE_GOES_ON.fullmatch(right)
        return left + right if figure else None
    stem, ending = left.lstrip(_MARKS), right.rstrip(_MARKS)
    if not (_LETTERS.fullmatch(stem) and _LETTERS.fullmatch(ending)):
        return None
    parts = known(stem) and known(ending)
    return left + right if known(stem + ending) and not parts else None
