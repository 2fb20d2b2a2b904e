"""Misread words and the right ones: all that may be learnt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.corrections.alignment import Alignment
from pipeline.core.corrections.model import DraftWord, FinalWord
from pipeline.core.corrections.similarity import plain_word, similarity, word_key

_MISREAD = 0.6
"""Similarity from which the right word was misread as the wrong one.

Others were exchanged by the writer.
"""


@dataclass(frozen=True, slots=True)
class WordPair:
    """A misread word and the right one, without punctuation.

    One of them may be two words.
    """

    wrong: str
    right: str


def word_pairs(
    draft: Sequence[DraftWord], final: Sequence[FinalWord], alignment: Alignment
) -> tuple[WordPair, ...]:
    """The misread words in the order of the final text.

    As often as they were corrected.     Both have letters and the same digits, and both or neither
    begin with a capital. Words that were only moved, or exchanged for others, are not among them.
    """
    found = []
    for pair in alignment.changed(draft, final):
        ours = [word.text for word in draft[slice(*pair.draft)]]
        theirs = [word.text for word in final[slice(*pair.final)]]
        if pair.sure:
            wrong, right = _bare(ours), _bare(theirs)
            if _is_misread(wrong, right):
                found.append(WordPair(wrong, right))
    return tuple(found)


def _bare(texts: Sequence[str]) -> str:
    """The words without the punctuation around them."""
    text = plain_word(" ".join(" ".join(texts).split()))
    says = [at for at, letter in enumerate(text) if letter.isalnum()]
    return text[says[0] : says[-1] + 1] if says else ""


def _is_misread(wrong: str, right: str) -> bool:
    return (
        _has_letter(wrong)
        and _has_letter(right)
        and wrong.casefold() != right.casefold()
        and wrong[0].isupper() == right[0].isupper()
        and _digits(wrong) == _digits(right)
        and similarity(word_key(wrong), word_key(right)) >= _MISREAD
    )


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
