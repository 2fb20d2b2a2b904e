"""Misread words and the right ones: all that may be learnt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from pipeline.core.corrections.alignment import Alignment
from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from pipeline.core.corrections.similarity import plain_word, similarity, word_key
from pipeline.core.drafts.vocabulary import Standing, Vocabulary
from pipeline.core.model import Recognised, Recording, Scan
from pipeline.core.wording.phonetics.codes import sound_code

_MISREAD = 0.6
"""Similarity from which the right word was misread as the wrong one.

Others were exchanged by the writer.
"""

_SPELLINGS = tuple(
    (re.compile(way), other)
    for way, other in (
        ("our", "or"),  # honour
        (r"([iy])s(?=[aei])", r"\1z"),  # organise, analyse
        ("re(?=s?$)", "er"),  # centre
        ("ogue", "og"),  # dialogue
        ("enc(?=es?$)", "ens"),  # licence
        ("ph", "f"),  # Telephon
    )
)
"""Ways to spell one word, British and American, old and new."""


@dataclass(frozen=True, slots=True)
class WordPair:
    """A misread word and the right one, without punctuation.

    One of them may be two words.
    """

    wrong: str
    right: str


def word_pairs(
    draft: Sequence[DraftWord],
    final: Sequence[FinalWord],
    alignment: Alignment,
    *,
    recognised: Recognised,
    vocabulary: Vocabulary,
) -> tuple[WordPair, ...]:
    """The misread words in the order of the final text.

    As often as they were corrected. Both have letters and the same digits, and both or neither
    begin with a capital. Words that were only moved, exchanged for others or spelled otherwise, or
    that the file brought along, are not among them.
    """
    brought = _brought(recognised)
    found = []
    for pair in alignment.changed(draft, final):
        ours = draft[slice(*pair.draft)]
        theirs = [word.text for word in final[slice(*pair.final)]]
        if pair.sure and not any(word.place in brought for word in ours):
            wrong, right = _bare([word.text for word in ours]), _bare(theirs)
            if _is_misread(wrong, right) and not (
                _is_other_spelling(wrong, right, vocabulary)
                or _is_other_word(wrong, right, recognised, vocabulary)
            ):
                found.append(WordPair(wrong, right))
    return tuple(found)


def _brought(recognised: Recognised) -> frozenset[WordPlace]:
    """The places of words that nothing had to recognise."""
    match recognised:
        case Scan():
            return frozenset(
                WordPlace(page.number, at)
                for page in recognised.pages
                for at, word in enumerate(page.words)
                if word.digital
            )
        case Recording():
            return frozenset()
        case _:
            assert_never(recognised)


def _is_other_spelling(wrong: str, right: str, vocabulary: Vocabulary) -> bool:
    """Whether the writer only spelled a word of the dictionary otherwise."""
    return _one_spelling(wrong) == _one_spelling(right) and _is_known(right, vocabulary)


def _one_spelling(text: str) -> str:
    plain = text.casefold()  # "ß" is "ss" then
    for way, other in _SPELLINGS:
        plain = way.sub(other, plain)
    return plain


def _is_other_word(wrong: str, right: str, recognised: Recognised, vocabulary: Vocabulary) -> bool:
    """Whether the writer meant another word.

    What was recognised is one, and is not like it. A name need only be a letter apart.
    """
    one, other = word_key(wrong), word_key(right)
    if one == other or not _is_known(wrong, vocabulary):
        return False
    common = similarity(one, other) * (len(one) + len(other)) / 2
    if not _is_known(right, vocabulary) and round(common) >= max(len(one), len(other)) - 1:
        return False
    match recognised:
        case Scan():
            meant = Vocabulary(terms=frozenset({right.lower()}))
            return right not in meant.other_readings(wrong, None)
        case Recording():
            return sound_code(wrong) != sound_code(right)
        case _:
            assert_never(recognised)


def _is_known(text: str, vocabulary: Vocabulary) -> bool:
    return all(vocabulary.standing(word, None) is Standing.KNOWN for word in text.split())


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
