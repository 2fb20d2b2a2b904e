"""How alike two words are: in one spelling, by common letters."""

from __future__ import annotations

import unicodedata

_QUOTES_AND_DASHES = str.maketrans(
    dict.fromkeys("“”„«»‟", '"')
    | dict.fromkeys("\u201a\u2018\u2019\u201b`\u00b4", "'")
    | dict.fromkeys("\u2014\u2013\u2012\u2015\u2010\u2011\u2212", "-")
    | {"\N{SOFT HYPHEN}": None, "…": "..."}
)
"""What a word processor exchanges by itself."""


def word_key(text: str) -> str:
    """The word by its letters and digits alone, in small letters.

    What has none of them is its own key.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, plain)) or plain


def plain_word(text: str) -> str:
    """The word with plain quotes and dashes: others are no correction."""
    return unicodedata.normalize("NFC", text.translate(_QUOTES_AND_DASHES))


def similarity(one: str, other: str) -> float:
    """The share of letters that two words have in common, in order."""
    total = len(one) + len(other)
    return 2 * _common(one, other) / total if total else 1.0


def _common(one: str, other: str) -> int:
    """The length of the longest common subsequence.

    Source: Hyyrö, "Bit-parallel LCS-length computation revisited", 2004.
    """
    places: dict[str, int] = {}
    for at, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << at
    full = (1 << len(one)) - 1
    free = full
    for letter in other:
        used = free & places.get(letter, 0)
        free = (free + used) | (free - used)
    return len(one) - (free & full).bit_count()
