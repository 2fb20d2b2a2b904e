"""Which recognised words are right, by a known text: the one definition for marks.

The functions are pure.

A read word, that is what stands between spaces and has a letter, digit, paragraph sign or box to
tick, is wrong if a proofreader has to change something in it: letters, digits, capitals,
punctuation or spaces. A wrong word is caught if it is marked; a mark is right if its word is wrong.
Kinds of quotes are no matter, nor is where a line breaks a word. Words are taken in any order, as
columns have more than one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from itertools import compress, groupby

from rapidfuzz.distance import Levenshtein

from benchmarks import spelling
from pipeline.core.scans.lines import says_something
from tools import compare

_HALF = 0.5
"""Share of wrong letters up to which a word is taken for a missing one."""

_ONE_SPELLING = str.maketrans(
    # Private characters for letters with a small e above, in Fraktur; transcriptions have them.
    # Source: the Medieval Unicode Font Initiative.
    {"\ue42c": "ä", "\ue644": "ö", "\ue42b": "ü", "\N{LATIN SMALL LETTER LONG S}": "s"}
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("\N{SINGLE LOW-9 QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}’`", "'")
    | {"—": "–", "\N{HYPHEN}": "-", "\N{SOFT HYPHEN}": None}
)
"""Truths have other quotes than print."""
_BROKEN = re.compile(r"(?<=[^\W\d_])-\s*\n\s*(?=[a-zß-öø-ÿ])")
_HALVES = re.compile(r"(\S*[^\W\d_]-)\s*\n\s*([a-zß-öø-ÿ]\S*)")


class Label(IntEnum):
    """A word's label by the truth; of its parts' labels it has the last."""

    RIGHT = 0
    SIGNS = 1
    """Letters and digits are right, but capitals, punctuation or spaces are not."""
    BESIDE = 2
    """Nothing in the truth corresponds to the word.

    It was invented, or the truth does not hold all that stands on the page.
    """
    WRONG = 3


@dataclass(frozen=True, slots=True)
class Marks:
    """Counts over read words; the sum of two is one over both."""

    read: int = 0
    marked: int = 0
    wrong: int = 0
    caught: int = 0
    """Wrong and marked; of the marks, the right ones."""
    misread: int = 0
    """Wrong in letters or digits, or invented."""
    misread_caught: int = 0

    def __add__(self, other: Marks) -> Marks:
        """Both together."""
        return Marks(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )


def marks(words: Iterable[tuple[Label | None, bool]]) -> Marks:
    """The counts of words by label and whether they are marked."""
    known = [(label, marked) for label, marked in words if label is not None]
    wrong = [(label, marked) for label, marked in known if label is not Label.RIGHT]
    misread = [marked for label, marked in wrong if label is not Label.SIGNS]
    return Marks(
        read=len(known),
        marked=sum(marked for _, marked in known),
        wrong=len(wrong),
        caught=sum(marked for _, marked in wrong),
        misread=len(misread),
        misread_caught=sum(misread),
    )


def read(truth: str, texts: Sequence[str], *, aside: str = "") -> list[Label | None]:
    """The labels of a page's words; None for what says nothing, as specks and dashes.

    Words of ``aside``, a stamp's, may be left unread: None, too, if the truth has none of them.
    """
    truth, texts = _plain(truth), [_plain(text) for text in texts]
    wanted = _BROKEN.sub("", truth).split()
    items = _items(texts, frozenset((*truth.split(), *wanted)))
    # The truth may have the lines in another order, and so both halves, but not the whole word.
    halves = frozenset(half for pair in _HALVES.findall(truth) for half in pair)
    stamp = frozenset(compare.words(aside))
    found: list[Label | None] = [None] * len(texts)
    labels = _item_labels(wanted, [text for text, _ in items], halves)
    for (text, owners), label in zip(items, labels, strict=True):
        parts = compare.words(text)
        stamped = bool(parts) and label is not Label.RIGHT and stamp.issuperset(parts)
        for at in owners if says_something(text) and not stamped else ():
            found[at] = label
    return found


def _item_labels(
    wanted: Sequence[str], texts: Sequence[str], halves: Container[str]
) -> list[Label]:
    """The label of each text: right as it stands, or by its letters and digits."""
    labels = [
        Label.RIGHT if text in halves else label
        for text, label in zip(texts, _labels(wanted, texts), strict=True)
    ]
    left = Counter(text for text, label in zip(texts, labels, strict=True) if not label)
    others = [text for text in wanted if not _used_up(left, text)]
    letters = iter(_letter_labels(others, list(compress(texts, labels))))
    for at, label in enumerate(labels):
        if label:
            by_letters = next(letters)
            labels[at] = label if by_letters is None else max(by_letters, Label.SIGNS)
    return labels


def _used_up(left: Counter[str], text: str) -> bool:
    """Whether the text was read once more; it is used up by that."""
    left[text] -= 1
    return left[text] >= 0


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_ONE_SPELLING))


def _items(texts: Sequence[str], known: frozenset[str]) -> list[tuple[str, tuple[int, ...]]]:
    """What is compared, with its places: a broken word has two."""
    items: list[tuple[str, tuple[int, ...]]] = []
    at = 0
    while at < len(texts):
        head, tail = texts[at], texts[at + 1] if at + 1 < len(texts) else ""
        whole = head[:-1] + tail
        if _is_broken(head, tail) and (whole in known or known.isdisjoint((head, tail))):
            items.append((whole, (at, at + 1)))
        else:
            items.append((head, (at,)))
        at += len(items[-1][1])
    return items


def _is_broken(head: str, tail: str) -> bool:
    return head[-1:] == "-" and head[-2:-1].isalpha() and tail[:1].islower()


def _letter_labels(wanted: Sequence[str], texts: Sequence[str]) -> list[Label | None]:
    """The labels by letters and digits alone, None where there are none."""
    parts = [(part, at) for at, text in enumerate(texts) for part in compare.words(text)]
    labels = _labels(compare.words(" ".join(wanted)), [part for part, _ in parts])
    found: list[Label | None] = [None] * len(texts)
    for (_, at), label in zip(parts, labels, strict=True):
        found[at] = max(found[at] or Label.RIGHT, label)
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
