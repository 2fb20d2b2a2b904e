"""Which recognised words are right, by a known text.

The functions are pure.

Words are compared in the spelling in which errors are counted everywhere here: capitals and
punctuation say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from benchmarks import spelling
from pipeline.core.model import Word
from tools import compare

_HALF = 0.5
"""Share of wrong letters up to which a word is taken for a missing one."""

_BROKEN = re.compile(r"[-\N{HYPHEN}]\s*\n")


class Label(IntEnum):
    """A word's label by the truth; of its parts' labels it has the last."""

    RIGHT = 0
    BESIDE = 1
    """Nothing in the truth corresponds to the word.

    It was invented, or the truth does not hold all that stands on the page.
    """
    WRONG = 2


def read(truth: str, words: Sequence[Word]) -> dict[Word, Label]:
    """The labels of a page's words; none without a letter or digit.

    First in order, then, as columns have more than one, wherever a word is left over.
    """
    parts = list(_parts(words))
    apart = frozenset(compare.words(_BROKEN.sub("- ", truth)))
    labels = _labels(compare.words(truth), [text for text, _ in parts])
    found: dict[Word, Label] = {}
    for (_, owners), label in zip(parts, labels, strict=True):
        for word in owners:
            # The truth may have the lines in another order, and so both halves of a broken word,
            # but not the word.
            right = len(owners) > 1 and apart.issuperset(compare.words(word.text))
            found[word] = max(found.get(word, Label.RIGHT), Label.RIGHT if right else label)
    return found


def heard(truth: str, words: Sequence[str], language: str) -> list[Label | None]:
    """The labels of spoken words, None for those that are no words.

    What is written apart or together is the same.
    """
    parts = [(text, at) for at, word in enumerate(words) for text in spelling.words(word, language)]
    labels: list[Label | None] = [None] * len(words)
    wanted, got = spelling.words(truth, language), [text for text, _ in parts]
    right = [False] * len(got)
    for _, steps in groupby(Levenshtein.opcodes(wanted, got), key=lambda step: step.tag == "equal"):
        first, *_, last = (*steps,) * 2
        said, found = wanted[first.src_start : last.src_end], got[first.dest_start : last.dest_end]
        right[first.dest_start : last.dest_end] = ["".join(said) == "".join(found)] * len(found)
    for (_, at), fine in zip(parts, right, strict=True):
        labels[at] = max(labels[at] or Label.RIGHT, Label.RIGHT if fine else Label.WRONG)
    return labels


def _parts(words: Sequence[Word]) -> Iterable[tuple[str, tuple[Word, ...]]]:
    """What is compared, with the words that it comes from.

    Two words if one is broken at the end of a line.
    """
    at = 0
    while at < len(words):
        word, after = words[at], words[at + 1] if at + 1 < len(words) else None
        if after is not None and after.line != word.line and _is_broken(word.text, after.text):
            head, both = compare.words(word.text[:-1]), compare.words(word.text[:-1] + after.text)
            for number, text in enumerate(both, start=1):
                yield (
                    text,
                    (word,)
                    if number < len(head)
                    else (word, after)
                    if number == len(head)
                    else (after,),
                )
            at += 2
        else:
            for text in compare.words(word.text):
                yield text, (word,)
            at += 1


def _is_broken(head: str, tail: str) -> bool:
    return head[-1] in "-\N{HYPHEN}" and head[-2:-1].isalpha() and tail[0].islower()


def _labels(wanted: Sequence[str], got: Sequence[str]) -> list[Label]:
    steps = [
        (step.tag, wanted[step.src_start : step.src_end], range(step.dest_start, step.dest_end))
        for step in Levenshtein.opcodes(wanted, got)
    ]
    labels = [Label.BESIDE] * len(got)
    missing = Counter(wanted)
    for tag, said, found in steps:
        if tag == "equal":
            labels[found.start : found.stop] = [Label.RIGHT] * len(found)
            missing.subtract(said)
    _take(labels, missing, ((at, text) for at, text in enumerate(got)), Label.RIGHT)
    replaced = (
        pair
        for tag, said, found in steps
        if tag == "replace"
        for pair in zip(found, said, strict=False)
    )
    _take(labels, missing, replaced, Label.WRONG)
    left = [at for at, label in enumerate(labels) if label is Label.BESIDE]
    similar = sorted(
        (Levenshtein.normalized_distance(text, got[at]), at, text)
        for at in left
        for text in sorted(+missing)
    )
    _take(
        labels,
        missing,
        ((at, text) for distance, at, text in similar if distance <= _HALF),
        Label.WRONG,
    )
    return labels


def _take(
    labels: list[Label], missing: Counter[str], pairs: Iterable[tuple[int, str]], label: Label
) -> None:
    """Label what has no label yet and for which a true word is left.

    That word is used up.
    """
    for at, text in pairs:
        if labels[at] is Label.BESIDE and missing[text] > 0:
            labels[at] = label
            missing[text] -= 1
