"""Measures how well a recognised text matches the true one.

Pure scoring for the demonstration, the benchmarks and the tests. Two texts are compared as
sequences of words in one spelling: capitals, punctuation and line ends say little about an engine;
numbers say much and stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

_ONE_SPELLING = str.maketrans(
    {
        "\N{LATIN SMALL LETTER LONG S}": "s",  # diplomatic Fraktur transcriptions keep the long s …
        "\N{COMBINING LATIN SMALL LETTER E}": "\N{COMBINING DIAERESIS}",  # above a, o, u
        "\ue42c": "ä",  # … also as one private character each (MUFI)
        "\ue644": "ö",
        "\ue42b": "ü",
        "\ue72b": "ü",
        "\N{SOFT HYPHEN}": None,
        "\N{ZERO WIDTH SPACE}": None,
        "\N{LATIN SMALL LIGATURE FI}": "fi",
        "\N{LATIN SMALL LIGATURE FL}": "fl",
        "’": "'",
    }
)
# PDF readers differ in whether they join a word that was broken at the end of a line; we always do.
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\N{HYPHEN}]\s*\n\s*(?=[a-zß-öø-ÿ])")
# Between two digits a point, comma, colon or slash belongs to the number: 12.480,50 and 14:30 are
# one word each.
_NUMBER_OR_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_GERMAN_LETTERS = frozenset("äöüß")
_NUMBER_OR_ANYTHING = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_")


def words(text: str, *, punctuation: bool = False) -> tuple[str, ...]:
    """The words of ``text`` in one spelling.

    NFC, lower case, broken words joined, numbers whole.

    With ``punctuation`` each mark counts as a word of its own; otherwise marks are dropped, so that
    ``E-Mail`` and ``E Mail`` are the same two words.
    """
    plain = unicodedata.normalize(
        "NFC", _BROKEN_WORD.sub("", text).translate(_ONE_SPELLING).lower()
    )
    return tuple((_NUMBER_OR_ANYTHING if punctuation else _NUMBER_OR_WORD).findall(plain))


def word_recall(truth: str, found: str) -> float:
    """The share of true words that were found, wherever they stand.

    From 0 to 1; 1 if there are none.

    Order does not matter, so columns and tables read in another order cost nothing; a word that
    stands twice must be found twice.
    """
    wanted = Counter(words(truth))
    return (wanted & Counter(words(found))).total() / wanted.total() if wanted else 1.0


def word_error_rate(truth: str, found: str, *, punctuation: bool = False) -> float:
    """Words to insert, delete or replace per true word (WER).

    0 is perfect, and it may exceed 1.

    Without true words, the number of words that were invented.
    """
    wanted, got = words(truth, punctuation=punctuation), words(found, punctuation=punctuation)
    return Levenshtein.distance(wanted, got) / max(1, len(wanted))


def character_error_rate(truth: str, found: str, *, punctuation: bool = False) -> float:
    """Characters to insert, delete or replace per true character (CER).

    With one space between words.

    Without true words, the number of characters that were invented.
    """
    wanted = " ".join(words(truth, punctuation=punctuation))
    return Levenshtein.distance(wanted, " ".join(words(found, punctuation=punctuation))) / max(
        1, len(wanted)
    )


def loose_word_error_rate(truth: str, found: str) -> float:
    """``word_error_rate`` in the best of all orders.

    For tables and columns, which have more than one.
    """
    missing, invented = _leftovers(truth, found)
    return max(len(missing), len(invented)) / max(1, len(words(truth)))


def loose_character_error_rate(truth: str, found: str) -> float:
    """``character_error_rate`` wherever the words stand.

    Each wrong word is paired with the most similar one left.

    The pairs are chosen greedily, so it may be a little too high; spaces are not counted.
    """
    missing, invented = _leftovers(truth, found)
    pairs = sorted(
        (Levenshtein.distance(wanted, got), i, k)
        for i, wanted in enumerate(missing)
        for k, got in enumerate(invented)
    )
    errors, left, over = 0, set(range(len(missing))), set(range(len(invented)))
    for distance, i, k in pairs:
        if i in left and k in over:
            errors += distance
            left.remove(i)
            over.remove(k)
    errors += sum(len(missing[i]) for i in left) + sum(len(invented[k]) for k in over)
    return errors / max(1, sum(map(len, words(truth))))


def umlaut_recall(truth: str, found: str) -> float | None:
    """The share of true words with ä, ö, ü or ß that were found.

    Wherever they stand; None if there are none.
    """
    wanted = Counter(word for word in words(truth) if not _GERMAN_LETTERS.isdisjoint(word))
    return (wanted & Counter(words(found))).total() / wanted.total() if wanted else None


def _leftovers(truth: str, found: str) -> tuple[Sequence[str], Sequence[str]]:
    """The true words that were not found, and found words that are not true."""
    wanted, got = Counter(words(truth)), Counter(words(found))
    return tuple((wanted - got).elements()), tuple((got - wanted).elements())
