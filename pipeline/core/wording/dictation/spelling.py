"""Words that are spelt out: "M wie Martha", "Alpha Bravo"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.core.wording.dictation.decimals import figures_of
from pipeline.core.wording.dictation.stretch import Replacement, Stretch, replacement
from pipeline.core.wording.edits import Treatment

SHORTEST_SPELT = 3
"""Spelling words in a row that are letters; two may be names."""

_UMLAUTS = {"A": "Ä", "O": "Ö", "U": "Ü"}


def spelt_words(stretch: Stretch) -> Iterator[Replacement]:
    """The runs of spelling words, as they may be meant.

    They are never decided: "Berlin, Hamburg, Köln" may be a list of towns.
    """
    at = 0
    while at < len(stretch.words):
        letters, end, count = _run(stretch, at)
        if count >= SHORTEST_SPELT and stretch.plain(end) not in stretch.tongue.lists:
            yield replacement(stretch, (at, end - 1), _as_name(letters), Treatment.SPELLING)
        at = max(end, at + 1)


def _run(stretch: Stretch, first: int) -> tuple[list[str], int, int]:
    """The letters from ``first`` on, the end of the run, and its length.

    The end is the number of the word after it, the length the number of spelling words.
    """
    letters: list[str] = []
    inside: list[str] = []
    at, end, count = first, first, 0
    while at < len(stretch.words):
        if letter := _letter(stretch, at):
            letters += [*inside, letter[0]]
            at = end = at + letter[1]
            inside, count = [], count + 1
        elif count and (digit := _digit(stretch, at)):
            letters += [*inside, digit[0]]
            at = end = at + digit[1]
            inside = []
        elif count and stretch.tongue.spelling_signs.get(stretch.plain(at)):
            inside.append(stretch.tongue.spelling_signs[stretch.plain(at)])
            at += 1
        else:
            break
    return letters, end, count


def _letter(stretch: Stretch, at: int) -> tuple[str, int] | None:
    """The letter that is named here, and how many words name it."""
    tongue, word = stretch.tongue, stretch.plain(at)
    if word == "umlaut" and (
        letter := _UMLAUTS.get(tongue.spelling.get(stretch.plain(at + 1), ""))
    ):
        return letter, 2
    for like in tongue.spelling_links:
        size = len(like)
        if len(word) in {1, 2} and tuple(stretch.plain(at + 1 + n) for n in range(size)) == like:
            named = stretch.plain(at + 1 + size)
            letter = tongue.spelling.get(named) or (word.upper() if named.startswith(word) else "")
            return (letter, size + 2) if letter else None
    letter = tongue.spelling.get(word)
    return (letter, 1) if letter else None


def _digit(stretch: Stretch, at: int) -> tuple[str, int] | None:
    """The number among letters, and its words: "Ziffer sieben", "7"."""
    announced = stretch.tongue.spelling_signs.get(stretch.plain(at)) == ""
    number = figures_of(stretch.plain(at + announced), stretch.tongue)
    return None if number is None else (number, 1 + announced)


def _as_name(letters: Sequence[str]) -> str:
    """Letters as a name, or as a code if digits or signs are among them."""
    text = "".join(letters)
    return text.capitalize() if text.isalpha() else text
