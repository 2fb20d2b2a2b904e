"""Boxes to tick that are typed as brackets: "[ ] ja", "[x] nein".

The closing bracket is read as 1, l or I, and the pair is glued to the word behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.core.model import Word
from pipeline.core.scans.spacing.word_spaces import Known

_CLOSING = frozenset("1lI|J")
"""What a closing bracket is read as, alone."""
_GLUED = re.compile(r"\[([xX]?)[]lJI1|i](\w{2,}[.,;:]?)")
_FILLED = re.compile(r"\[[1lI|J]\]")
_NEAR = 1.2
"""Heights between the brackets, at most."""
_SURE = 0.5
"""Confidence from which "[1]" is a note's number."""


def with_bracket_boxes(words: Sequence[Word], known: Known) -> tuple[Word, ...]:
    """The words with such boxes whole, and apart from the word behind them."""
    if not any(word.text.startswith("[") for word in words):
        return tuple(words)
    found = list(words)
    for at, (left, right) in enumerate(pairwise(words)):
        after = words[at + 2] if at + 2 < len(words) else None
        if _is_closing(left, right) and after is not None and after.text[0].isalpha():
            found[at + 1] = replace(right, text="]")
    return tuple(part for word in found for part in _parts(word, known))


def _is_closing(left: Word, right: Word) -> bool:
    """Whether a word is the other bracket of the one before it."""
    near = right.box.left - left.box.right <= _NEAR * left.box.height
    return (
        left.text == "[" and right.text in _CLOSING and left.line == right.line and near
    ) and not right.digital


def _parts(word: Word, known: Known) -> Iterator[Word]:
    """The box and the word behind it, where they are glued; else the word."""
    found = _GLUED.fullmatch(word.text)
    if word.digital:
        yield word
    elif _FILLED.fullmatch(word.text) and word.confidence < _SURE:
        yield replace(word, text="[]")
    elif found and known(found[2].rstrip(".,;:")) and not known(found[0].lstrip("[")):
        box = word.box
        middle = box.left + box.width * (len(found[0]) - len(found[2])) / len(found[0])
        yield replace(word, text=f"[{found[1]}]", box=replace(box, right=middle))
        yield replace(word, text=found[2], box=replace(box, left=middle))
    else:
        yield word
