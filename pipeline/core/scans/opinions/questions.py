"""Which words of a page a second reader is asked about.

A question costs a hundredth of a page. So it is put where an answer changes something: about words
that would be marked, and where a sign may stand that the first reader's alphabet lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median

from pipeline.core.model import Word
from pipeline.core.scans.lines import SURE, has_digit, says_something

_ALL = 1.01
_USUAL, _DIRTY = (SURE, 0.60), (_ALL, 0.75)
"""Confidence below which what has a digit, and what has none, is asked about; on dirty pages.

Source: the bounds below which a number and a known word are marked (docs/drafts.md). Measured: of
figures of clean pages between 0.85 and 0.90, 2 of 46 were wrong, and 6 of 104 before; all were
marked while they were not asked about. To ask costs one question a page. On dirty ones 16 of 188
figures were wrong above 0.90, and for 9 of these the second reader had another reading, as for 5 of
the right ones.
"""
_DIRT, _DIRTY_SHARE = 0.75, 0.08
"""A page is dirty if more than this share of its words is below this confidence."""
_CLEAN_SHARE = 0.05
"""A page is clean if at most this share of its words is unsure: letters have 2 %, invoices 12 %."""
_SUSPECT, _STRANGE = 0.93, 0.97
"""Confidence below which a suspect word is asked about where the page is not clean, and one that
no dictionary has where it is dirty."""
_LETTER_HIGH, _LETTER_WIDE, _LETTER_UNSURE = 0.6, 1.5, 0.75
"""A sign that may be a letter or figure: how high beside the page's words, how many times wider
than high, and the confidence below which it is asked about. A "4" that stood apart was read as ">".
"""
_MOST, _MOST_DIRTY = 60, 200
"""Words of a page, at most: half a second. First missing signs, then figures; the least sure."""

_RAISED = re.compile(r"\d*(?:[ckdm]?m|qm)[^\w\s.,;:)]?[23]?[.,;:)]*")
"""A metre with what a raised digit may be read as: "m?", "m2", "cm®", "m"."""
_METRES = frozenset({"m", "mm", "cm", "dm", "km"})
"""Metres as they are most often: nothing is missing."""
_TIMES = re.compile(r"[xX*]|\d+[xX]|[xX]\d+[.,;:)]*")
_FRACTION = re.compile(r"(?:%{1,2}|[YV][\u0131az2]?|[YV]A)[.,;:)]*|1/[24]|[AZ]")
_CURRENCY_ALONE = re.compile(r"[(\[][$€£][)\]][.,;:]?")
"""A lone sign in brackets, which "(S)" is read as; the heading of amounts has it, too."""
_ENDS_IN_ONE = re.compile(r"([^\W\d_]{3,})[lI|]")
_NUMBER = re.compile(r"[(\[]?\d[\d.,]*")


def asked_about(
    words: Sequence[Word],
    lacking: frozenset[str],
    is_suspect: Callable[[str], bool] | None = None,
    known: Callable[[str], bool | None] | None = None,
) -> tuple[int, ...]:
    """The positions of the words to ask about, in their order.

    ``lacking``: the signs that the second reader knows and the first does not. ``is_suspect`` and
    ``known``: what the dictionary says of a word. Clean pages ask neither, dirty ones the latter.
    """
    clean, dirty = is_clean(words), is_dirty(words)
    figures, others = _DIRTY if dirty else _USUAL
    suspect, sure = None if clean else is_suspect, _SUSPECT
    if dirty and known is not None:
        suspect, sure = partial(_is_stranger, known), _STRANGE
    most = _MOST_DIRTY if dirty else _MOST
    high = _LETTER_HIGH * median([word.box.height for word in words] or [0])
    found = {}
    for at, word in enumerate(words):
        bound = figures if has_digit(word.text) else others
        doubtful = says_something(word.text) and (
            word.confidence < bound
            or (
                suspect is not None
                and word.confidence < sure
                and not has_digit(word.text)
                and suspect(word.text)
            )
        )
        hides = _may_hide(words, at, lacking)
        doubtful = doubtful or _may_be_a_letter(word, high)
        if not word.digital and not word.tilt and (doubtful or hides):
            found[at] = not hides, not has_digit(word.text), word.confidence
    return tuple(sorted(sorted(found, key=found.__getitem__)[:most]))


def ends_in_a_one(text: str, known: Callable[[str], bool | None]) -> bool:
    """Whether a word may be one with a figure behind it: "Seitel" is "Seite 1"."""
    ending = _ENDS_IN_ONE.fullmatch(text)
    return ending is not None and known(text) is False and known(ending[1]) is True


def _is_stranger(known: Callable[[str], bool | None], text: str) -> bool:
    return known(text) is False


def is_dirty(words: Sequence[Word]) -> bool:
    """Whether a page was so hard to read that each doubtful word is asked about."""
    return _share_below(_DIRT, words) > _DIRTY_SHARE


def is_clean(words: Sequence[Word]) -> bool:
    """Whether hardly a word of a page is unsure."""
    return _share_below(SURE, words) <= _CLEAN_SHARE


def _share_below(bound: float, words: Sequence[Word]) -> float:
    """The share of the words that are less sure than ``bound``."""
    read = [word.confidence for word in words if says_something(word.text)]
    return sum(each < bound for each in read) / max(1, len(read))


def _may_be_a_letter(word: Word, high: float) -> bool:
    """Whether a sign was read unsurely and is at least as ``high`` as a letter."""
    return (
        word.confidence < _LETTER_UNSURE
        and not says_something(word.text)
        and word.box.height >= high
        and word.box.width <= _LETTER_WIDE * word.box.height
    )


def _may_hide(words: Sequence[Word], at: int, lacking: frozenset[str]) -> bool:
    """Whether a word is what a sign of ``lacking`` is mistaken for."""
    text = words[at].text
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if _CURRENCY_ALONE.fullmatch(text):
        return True
    if lacking & {"²", "³"} and _RAISED.fullmatch(text) and text not in _METRES:
        return True
    if "×" in lacking and _TIMES.fullmatch(text):
        return len(text) > 1 or bool(_NUMBER.match(after) or _NUMBER.fullmatch(before))
    if "à" in lacking and text in ("a", "ä"):
        return bool(_NUMBER.match(after))
    return bool(lacking & {"½", "¼", "¾"} and _FRACTION.fullmatch(text)) and not (
        _NUMBER.fullmatch(before) and text.startswith("%")
    )
