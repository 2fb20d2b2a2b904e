"""Which words of a page a second reader is asked about.

A question costs a hundredth of a page. So it is put where an answer changes something: about words
that would be marked, and where a sign may stand that the first reader's alphabet lacks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.core.model import Word
from pipeline.core.scans.lines import SURE, says_something

_CLEAN, _DIRTY = (0.85, 0.60), (SURE, 0.75)
"""Confidence below which what has a digit, and what has none, is asked about: on clean pages, and
on others.

Source: the second are the bounds below which a number and a known word are marked (docs/drafts.md).
On clean pages hardly anything is wrong above the first: 0 of 32 words, 6 of 104 figures.
"""
_DIRT, _DIRTY_SHARE = 0.75, 0.08
"""A page is dirty if more than this share of its words is below this confidence."""
_MOST = 60
"""Words of a page, at most: half a second. First missing signs, then figures; the least sure."""

_RAISED = re.compile(r"\d*(?:[ckdm]?m|qm)[^\w\s.,;:)]?[23]?[.,;:)]*")
"""A metre with what a raised digit may be read as: "m?", "m2", "cm®", "m"."""
_TIMES = re.compile(r"[xX*]|\d+[xX]|[xX]\d+[.,;:)]*")
_FRACTION = re.compile(r"(?:%{1,2}|[YV][\u0131az2]?|[YV]A)[.,;:)]*|1/[24]|[AZ]")
_NUMBER = re.compile(r"[(\[]?\d[\d.,]*")


def asked_about(words: Sequence[Word], lacking: frozenset[str]) -> tuple[int, ...]:
    """The positions of the words to ask about, in their order.

    ``lacking``: the signs that the second reader knows and the first does not.
    """
    figures, others = _DIRTY if _is_dirty(words) else _CLEAN
    found = {}
    for at, word in enumerate(words):
        bound = figures if _has_digit(word.text) else others
        doubtful = word.confidence < bound and says_something(word.text)
        hides = _may_hide(words, at, lacking)
        if not word.digital and not word.tilt and (doubtful or hides):
            found[at] = not hides, not _has_digit(word.text), word.confidence
    return tuple(sorted(sorted(found, key=found.__getitem__)[:_MOST]))


def _is_dirty(words: Sequence[Word]) -> bool:
    read = [word.confidence for word in words if says_something(word.text)]
    return sum(each < _DIRT for each in read) > _DIRTY_SHARE * len(read)


def _may_hide(words: Sequence[Word], at: int, lacking: frozenset[str]) -> bool:
    """Whether a word is what a sign of ``lacking`` is mistaken for."""
    text = words[at].text
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if lacking & {"²", "³"} and _RAISED.fullmatch(text) and text not in _METRES:
        return True
    if "×" in lacking and _TIMES.fullmatch(text):
        return len(text) > 1 or bool(_NUMBER.match(after) or _NUMBER.fullmatch(before))
    if "à" in lacking and text == "a":
        return bool(_NUMBER.match(after))
    return bool(lacking & {"½", "¼", "¾"} and _FRACTION.fullmatch(text)) and not (
        _NUMBER.fullmatch(before) and text.startswith("%")
    )


_METRES = frozenset({"m", "mm", "cm", "dm", "km"})
"""Metres as they are most often: nothing is missing."""


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
