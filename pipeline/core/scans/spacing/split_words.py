"""Words that the reader split although there is hardly a gap: joined again.

"E-Mail- -Adresse", "18 ,08", "Grund stück". A hyphen, a figure's comma or a closing mark is enough
where the gap is far smaller than the line's spaces; letters need a dictionary that knows the whole
and not both of its parts. In monospaced type a stop has much white about it ("38. 743,43"): there a
space is what leaves the room of a letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.core.model import Word
from pipeline.core.scans.lines import bounding_box, has_digit
from pipeline.core.scans.spacing.monospaced import pitch_of
from pipeline.core.scans.spacing.word_spaces import Known, Spacing, Spacings

_NARROW, _PLAIN = 0.5, 0.35
"""Of the line's space: a gap that may be none, and one that is plainly none."""
_SMALL = 0.2
"""Of the type size: the same, wherever the spaces are wide."""
_NEAR = 0.3
"""Of a word's height: a gap worth measuring."""
_ROOM = 0.95
"""Of the pitch of monospaced type: a stop leaves 0.55 before a figure, a space 1.1 and more."""
_LEVEL = 0.35
"""Of the height: parts of a figure end so level, where one may have a comma."""
_DOUBTFUL = 0.5
"""Confidence of a figure that was joined over more than a plain gap."""

_SHARED = 0.7
"""Share of the smaller of two boxes that makes them one place."""
_HYPHEN = re.compile(r"(?s).*[^\W_]-")
_HYPHENATED = re.compile(r"-?[^\W_].*")
_FIGURE_BEGUN = re.compile(r"(?:.*\d)[.,]|[£€$]?\d[\d.]*")
_FIGURE_TORN = re.compile(r"[£€$-]?\d[\d.]*[.,]?")
_FIGURE_GOES_ON = re.compile(r"[.,]?\d.*")
_STOP, _MARKED = ".", ".,"
_CLOSING = re.compile(r"[.,;:!?)\]“”]{1,2}")
_LETTERS = re.compile(r"[^\W\d_]+")
_MARKS = ".,;:!?()[]„“”\"'"


def rejoined_words(words: Sequence[Word], known: Known) -> tuple[Word, ...]:
    """The words, with those joined that were split."""
    room = _room(words)
    if not any(_is_near(left, right, room) for left, right in pairwise(words)):
        return tuple(words)
    spacings = Spacings(words)
    result: list[Word] = []
    for word in words:
        near = bool(result) and _is_near(result[-1], word, room)
        whole = _whole(result[-1], word, spacings.of(word.line), known, room) if near else None
        if whole is None:
            result.append(word)
        else:
            result[-1] = whole
    return tuple(result)


def without_repeats(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words without those read twice in a row, in one place: two columns may share a word."""
    kept: list[Word] = []
    for word in words:
        if not (kept and kept[-1].text == word.text and _is_same_place(kept[-1], word)):
            kept.append(word)
    return tuple(kept)


def _is_same_place(one: Word, other: Word) -> bool:
    """Whether two words are one on the page; words of the file are left as they are."""
    least = min(one.box.width * one.box.height, other.box.width * other.box.height)
    shared = one.box.shared(other.box)
    return not (one.digital or other.digital) and shared > _SHARED * least


def joined_figures(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, with figures joined whose parts were taken for two columns.

    Or of which one part was read late, as a lone sign. So is a figure and the stop behind it, as
    in the numbers of a list.
    """
    begun = [at for at, word in enumerate(words) if _FIGURE_TORN.fullmatch(word.text)]
    if not begun:
        return tuple(words)
    room = _room(words)
    following = [
        at
        for at, word in enumerate(words)
        if word.text == _STOP or _FIGURE_GOES_ON.fullmatch(word.text)
    ]
    marked = [at for at in following if words[at].text[0] in _MARKED]
    found = dict(enumerate(words))
    for one in begun:
        for other in following if found[one].text[-1] in _MARKED else marked:
            left, right = found[one], found.get(other)
            if right is None or (left.text[-1] not in _MARKED and right.text[0] not in _MARKED):
                continue
            if _continues(left, right, room):
                found[other] = replace(
                    right,
                    text=left.text + right.text,
                    box=bounding_box((left.box, right.box)),
                    confidence=min(left.confidence, right.confidence),
                )
                del found[one]
                break
    return tuple(found.values())


def _room(words: Sequence[Word]) -> float:
    """Pixels below which words of monospaced type are one; 0 in other type."""
    return _ROOM * (pitch_of(words) or 0)


def _continues(left: Word, right: Word, room: float) -> bool:
    """Whether one word goes on with another, level with it and hardly apart."""
    higher = max(left.box.height, right.box.height)
    high = higher if right.text == _STOP else min(left.box.height, right.box.height)
    level = abs(left.box.bottom - right.box.bottom) < _LEVEL * higher
    gap = right.box.left - left.box.right
    near = -_SMALL * high < gap < max(room, _SMALL * high)
    return level and near and not (left.digital or right.digital or left.tilt or right.tilt)


def _is_near(left: Word, right: Word, room: float) -> bool:
    """Whether two words of a line are so near that they may be one."""
    gap = right.box.left - left.box.right
    high = max(left.box.height, right.box.height)
    near = left.line == right.line and -high / 2 < gap < max(_NEAR * high, room)
    return near and not (left.digital or right.digital)


def _whole(left: Word, right: Word, spacing: Spacing, known: Known, room: float) -> Word | None:
    """The one word that two are; None if they are two.

    ``room``: pixels below which two are one in monospaced type; 0 in other type.
    """
    gap = right.box.left - left.box.right
    if gap >= max(room, min(_NARROW * spacing.space, _SMALL * spacing.size)):
        return None
    text = _joined_text(left.text, right.text, known)
    if text is None:
        return None
    sure = min(left.confidence, right.confidence)
    if gap >= max(room, _PLAIN * spacing.space) and has_digit(text):
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
